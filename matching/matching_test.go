package matching

import (
	"fmt"
	"os/exec"
	"strings"
	"testing"

	"tok/markets"
	"tok/measure"
)

func cheese() (Demand, Supply) {
	return Demand{ID: "d", Product: "white_cheese", CN: "04069050", Destination: "DE", Today: today,
			Days: []measure.Day{today.AddDays(14)}, Price: []measure.CentsPerTonne{695_000}},
		Supply{ID: "drino", Member: "drino", Product: "white_cheese", Country: "AL",
			AvailableKg: []measure.Kilos{3000}, Floor: 490_000}
}

func TestAlbanianCheeseIsRefusedWithTheRuleItsSourceAndAWayThatMoneyCannotBuy(t *testing.T) {
	t.Parallel()
	d, s := cheese()
	_, refused := Candidates(d, []Supply{s}, markets.Shipped(), kinds)
	if len(refused) != 1 || refused[0].Reason != Rule || refused[0].Rules[0].ID != "EU-DAI-001" {
		t.Fatalf("%+v", refused)
	}
	r := refused[0]
	if r.Rules[0].Source.URL == "" || r.Rules[0].Title["el"] == "" {
		t.Errorf("the rule has no source or title: %+v", r.Rules[0])
	}
	if r.Cure == nil || r.Cure.Bought || r.Cure.Papers[0] != "listing" || !r.Cure.Ready.After(d.Days[0]) {
		t.Errorf("the way is %+v", r.Cure)
	}
}

func TestATooDearSupplyTellsNobodyItsFloorOrThePrice(t *testing.T) {
	t.Parallel()
	d, s := cheese()
	s.Country, s.Floor, d.Price = "BG", 700_017, []measure.CentsPerTonne{700_013}
	_, refused := Candidates(d, []Supply{s}, markets.Shipped(), kinds)
	if len(refused) != 1 || refused[0].Reason != TooDear {
		t.Fatalf("%+v", refused)
	}
	if said := fmt.Sprintf("%+v", refused); strings.Contains(said, "700017") || strings.Contains(said, "700013") {
		t.Errorf("the refusal says %s", said)
	}
}

func TestAnUnconfirmedRuleAsksAPersonAndNeverRefuses(t *testing.T) {
	t.Parallel()
	d, s := cheese()
	s.Country, d.Facts = "BG", map[string]any{"claim.name": "feta"}
	able, refused := Candidates(d, []Supply{s}, markets.Shipped(), kinds)
	if len(able) != 1 {
		t.Fatalf("%+v", refused)
	}
	for _, open := range able[0].Open {
		if open.Rule.ID == "EU-GI-001" && open.Confirm {
			return
		}
	}
	t.Errorf("nobody is asked about the name: %+v", able[0].Open)
}

func TestTheMixIsJudgedByAllItsOrigins(t *testing.T) {
	t.Parallel()
	d := Demand{CN: "15092000", Destination: "DE", Facts: map[string]any{"product.category": "extra_virgin", "pack.retail": true}}
	al := Supply{Country: "AL", Quality: map[string]float64{"acidity": 0.4}}
	gr := Supply{Country: "GR", Quality: map[string]float64{"acidity": 0.5}}
	c := Context(d, kinds, today, al, gr)
	if _, known := c.Facts["acidity"]; known {
		t.Error("the mix has the acidity of one of its oils")
	}
	v := markets.Judge(markets.Shipped(), c)
	for _, a := range v.Applies {
		if a.ID == "EU-OLI-010" {
			return
		}
	}
	t.Errorf("a blend of EU and other oil needs its wording, got %v", v.DecidedBy)
}

func TestTheDemandSaysHowGoodsAreSoldAndTheSupplyWhatTheyAre(t *testing.T) {
	t.Parallel()
	d := Demand{CN: "12119086", Destination: "DE", Facts: map[string]any{"product.category": "herbal_infusion", "product.state": "dried"}}
	s := Supply{Country: "GR", Facts: map[string]any{"product.category": "dried_herb", "product.state": "fresh"}}
	facts := Context(d, kinds, today, s).Facts
	if facts["product.category"] != "herbal_infusion" || facts["product.state"] != "fresh" {
		t.Errorf("%v", facts)
	}
}

func TestTheEngineOnlyComputes(t *testing.T) {
	t.Parallel()
	out, err := exec.Command("go", "list", "-f", `{{join .Imports "\n"}}`, ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	for path := range strings.Lines(string(out)) {
		switch strings.TrimSpace(path) {
		case "net/http", "database/sql", "os", "time", "math/rand", "math/rand/v2":
			t.Errorf("matching imports %s", path)
		}
	}
}

func BenchmarkCandidates(b *testing.B) {
	d := Demand{Product: "pomegranate", CN: "08109075", Destination: "DE", Today: today, Papers: []string{"globalgap"},
		Facts: map[string]any{"product.state": "fresh"}}
	for i := range 12 {
		d.Days = append(d.Days, today.AddDays(7*i))
	}
	var supplies []Supply
	for i := range 300 {
		supplies = append(supplies, Supply{ID: fmt.Sprint(i), Product: d.Product, Country: []measure.Country{"AL", "GR", "BG"}[i%3],
			AvailableKg: []measure.Kilos{1000}, Quality: map[string]float64{"brix": 15 + float64(i%17)/10},
			Papers: []Paper{{Kind: "globalgap", Until: today.AddDays(i)}}})
	}
	for b.Loop() {
		Candidates(d, supplies, markets.Shipped(), kinds)
	}
}

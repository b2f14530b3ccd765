package matching

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"tok/markets"
	"tok/measure"
)

var today = measure.MustDay("2026-11-24")

var kinds = []PaperKind{
	{Kind: "globalgap", Held: true, AbsentNo: true, Bought: true, Cost: 70_000, Days: 14},
	{Kind: "organic", Held: true, AbsentNo: true, Bought: true, Cost: 50_000, Days: 730, Shows: []string{"EU-ORG-001"}},
	{Kind: "listing", Shows: []string{"EU-DAI-001", "EU-DAI-002", "EU-DAI-003"}, Days: 900},
}

type goods struct {
	product, cn string
	facts       map[string]any
}

var things = []goods{
	{"pomegranate", "08109075", map[string]any{"product.state": "fresh"}},
	{"white_cheese", "04069050", map[string]any{"milk.species": "ewe"}},
	{"olive_oil", "15092000", map[string]any{"product.category": "extra_virgin"}},
}

func anyDemand(t *rapid.T) Demand {
	of := rapid.SampledFrom(things).Draw(t, "goods")
	d := Demand{ID: "d", Product: of.product, CN: of.cn, Facts: of.facts, Today: today,
		Destination: rapid.SampledFrom([]measure.Country{"DE", "GB", "XK"}).Draw(t, "destination"),
		Price:       []measure.CentsPerTonne{measure.CentsPerTonne(rapid.IntRange(1, 10).Draw(t, "price"))}}
	day := today
	for range rapid.IntRange(1, 4).Draw(t, "days") {
		day = day.AddDays(rapid.IntRange(1, 12).Draw(t, "wait"))
		d.Days = append(d.Days, day)
	}
	if rapid.Bool().Draw(t, "asks") {
		d.Papers = []string{"globalgap"}
	}
	return d
}

func anySupply(t *rapid.T, i int) Supply {
	id := fmt.Sprintf("s%d", i)
	s := Supply{ID: id, Member: id, Product: rapid.SampledFrom(things).Draw(t, "product").product,
		Country: rapid.SampledFrom([]measure.Country{"AL", "GR", "BG"}).Draw(t, "country"),
		Floor:   measure.CentsPerTonne(rapid.IntRange(0, 10).Draw(t, "floor")),
		Quality: map[string]float64{"acidity": float64(rapid.IntRange(1, 12).Draw(t, "acidity")) / 10}}
	for range 4 {
		s.AvailableKg = append(s.AvailableKg, measure.Kilos(rapid.IntRange(0, 3).Draw(t, "kg")*100))
	}
	if rapid.Bool().Draw(t, "certified") {
		until := today.AddDays(rapid.IntRange(-5, 60).Draw(t, "until"))
		s.Papers = []Paper{{Kind: "globalgap", From: until.AddDays(-365), Until: until}}
	}
	return s
}

func anySupplies(t *rapid.T) (all []Supply) {
	for i := range rapid.IntRange(0, 6).Draw(t, "supplies") {
		all = append(all, anySupply(t, i))
	}
	return all
}

func TestEverySupplyIsACandidateOrRefusedWithAReason(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		demand, supplies := anyDemand(t), anySupplies(t)
		able, refused := Candidates(demand, supplies, markets.Shipped(), kinds)
		found := map[string]int{}
		for _, c := range able {
			found[c.Supply]++
			if len(c.Days) != len(demand.Days) || len(openDays(c)) == 0 {
				t.Fatalf("%+v has no open day of %v", c, demand.Days)
			}
		}
		for _, r := range refused {
			found[r.Supply]++
			if !slices.Contains(Reasons, r.Reason) {
				t.Fatalf("%+v has no reason", r)
			}
			if r.Reason == Rule && (len(r.Rules) == 0 || r.Rules[0].Source.Ref == "") {
				t.Fatalf("%+v names no rule with its source", r)
			}
		}
		for _, s := range supplies {
			if found[s.ID] != 1 {
				t.Fatalf("%s is in the lists %d times", s.ID, found[s.ID])
			}
		}
	})
}

func TestAStricterDemandNeverAddsACandidateOrADay(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		demand, supplies := anyDemand(t), anySupplies(t)
		before, _ := Candidates(demand, supplies, markets.Shipped(), kinds)
		stricter, most := demand, 0.5
		switch rapid.IntRange(0, 3).Draw(t, "how") {
		case 0:
			stricter.Papers = append(slices.Clone(demand.Papers), rapid.SampledFrom([]string{"globalgap", "organic", "unheard_of"}).Draw(t, "paper"))
		case 1:
			stricter.Limits = map[string]Limit{"acidity": {Max: &most, Each: true}}
		case 2:
			stricter.Price = []measure.CentsPerTonne{demand.Price[0] - 1}
		case 3:
			stricter.Grades = []string{"class_1"}
		}
		after, _ := Candidates(stricter, supplies, markets.Shipped(), kinds)
		for _, c := range after {
			i := slices.IndexFunc(before, func(b Candidate) bool { return b.Supply == c.Supply })
			if i < 0 {
				t.Fatalf("%s came in by asking more", c.Supply)
			}
			reachable := openDays(before[i])
			for _, o := range before[i].Options {
				reachable = append(reachable, o.Days...)
			}
			for _, day := range openDays(c) {
				if !slices.Contains(reachable, day) {
					t.Fatalf("%s gained %s by asking more", c.Supply, day)
				}
			}
		}
	})
}

func TestOneSupplyNeverDecidesOverAnother(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		demand, supplies := anyDemand(t), anySupplies(t)
		able, refused := Candidates(demand, supplies, markets.Shipped(), kinds)
		together := write(able, refused)
		var a []Candidate
		var r []Refusal
		for _, s := range supplies {
			one, not := Candidates(demand, []Supply{s}, markets.Shipped(), kinds)
			a, r = append(a, one...), append(r, not...)
		}
		if alone := write(a, r); alone != together {
			t.Fatalf("together\n%s\nalone\n%s", together, alone)
		}
	})
}

func TestWhoPaysForAPaperIsOpenOnlyFromTheDayItIsThere(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		demand, supplies := anyDemand(t), anySupplies(t)
		able, _ := Candidates(demand, supplies, markets.Shipped(), kinds)
		for _, c := range able {
			if c.Cure == nil {
				if c.Join != 0 {
					t.Fatalf("%s pays %d for nothing", c.Supply, c.Join)
				}
				continue
			}
			if !c.Cure.Bought || c.Join != c.Cure.Cost {
				t.Fatalf("%s cannot buy %+v for %d", c.Supply, c.Cure, c.Join)
			}
			for _, day := range openDays(c) {
				if day.Before(c.Cure.Ready) {
					t.Fatalf("%s is open on %s, before %s", c.Supply, day, c.Cure.Ready)
				}
			}
		}
	})
}

func openDays(c Candidate) (days []measure.Day) {
	for _, p := range c.Days {
		if p.Open {
			days = append(days, p.Day)
		}
	}
	return days
}

package sample_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"tok/accounts"
	"tok/fault"
	"tok/internal/database"
	"tok/lang"
	"tok/measure"
	"tok/members"
	"tok/products"
	"tok/sample"
)

var today = measure.MustDay("2026-11-24")

func bytesOf(t *testing.T, r sample.Region) string {
	t.Helper()
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestTheSameDayAndSeedGiveTheSameRegion(t *testing.T) {
	t.Parallel()
	a, b := sample.Make(today, 1), sample.Make(today, 1)
	if bytesOf(t, a) != bytesOf(t, b) {
		t.Fatal("two regions of one day and seed differ")
	}
	if bytesOf(t, sample.Make(today, 2)) == bytesOf(t, a) || bytesOf(t, sample.Make(today.AddDays(1), 1)) == bytesOf(t, a) {
		t.Fatal("another seed or day must give another region")
	}
}

func TestTheRegionIsLargeEnough(t *testing.T) {
	t.Parallel()
	r := sample.Make(today, 1)
	sells, countries := 0, map[measure.Country]bool{}
	for _, m := range r.Members {
		if m.Kind != members.Buyer {
			sells++
		}
		countries[m.Country] = true
	}
	if sells < 36 || len(r.Hubs) < 5 || len(r.Demands) < 6 || !countries["AL"] || !countries["GR"] || !countries["BG"] || !countries["CY"] {
		t.Fatalf("%d members, %d hubs, %d demands in %v", sells, len(r.Hubs), len(r.Demands), countries)
	}
}

// On any day of a year demands are open, goods are there on the loading days,
// and nothing is worth less than its floor.
func TestOnAnyDayTheDemandsAreOpenAndTheGoodsAreThere(t *testing.T) {
	t.Parallel()
	for n := 0; n < 366; n += 5 {
		day := today.AddDays(n)
		r := sample.Make(day, 1)
		for _, d := range r.Demands {
			if err := d.Check(); err != nil {
				t.Fatalf("%s: demand %d: %v", day, d.Number, err)
			}
			if !d.OpenAt(day.In(measure.Tirana).Add(10*time.Hour)) || !d.ClosesAt.Before(d.Loadings[0].In(measure.Tirana)) {
				t.Fatalf("%s: demand %d closes at %s, loads on %s", day, d.Number, d.ClosesAt, d.Loadings[0])
			}
			have := measure.Kilos(0)
			for _, s := range r.Supplies {
				if s.Product == d.Product {
					have += s.Within(d.Loadings)
				}
			}
			if short := have < d.Total.Least; short != (d.Number == 121) {
				t.Fatalf("%s: demand %d wants %d kg, members have %d", day, d.Number, d.Total.Least, have)
			}
		}
		for _, s := range r.Supplies {
			if err := s.Check(); err != nil {
				t.Fatalf("%s: %v", day, err)
			}
		}
	}
}

func TestTheGoodsAreKnownToTheProducts(t *testing.T) {
	t.Parallel()
	for _, d := range sample.Make(today, 1).Demands {
		product, err := products.Find(d.Product)
		if err != nil {
			t.Fatalf("demand %d: %v", d.Number, err)
		}
		for quality := range d.Limits {
			known := false
			for _, q := range product.Qualities {
				known = known || q.Name == quality
			}
			if !known {
				t.Errorf("demand %d limits %s, which %s does not have", d.Number, quality, d.Product)
			}
		}
	}
}

func TestThePapersAreKnownToTheProducts(t *testing.T) {
	t.Parallel()
	for _, p := range sample.Make(today, 1).Papers {
		if _, ok := products.FindPaper(p.Kind); !ok {
			t.Errorf("nobody knows the paper %s", p.Kind)
		}
		if err := p.Check(); err != nil {
			t.Error(err)
		}
	}
}

// Every lane leads from a hub of the region to where a buyer is, and every buyer
// can be reached from a hub that handles his goods.
func TestEveryBuyerCanBeReached(t *testing.T) {
	t.Parallel()
	r := sample.Make(today, 1)
	for _, d := range r.Demands {
		product, _ := products.Find(d.Product)
		reached := false
		for _, h := range r.Hubs {
			for _, lane := range r.Freight.Lanes {
				reached = reached || lane.Hub == h.ID && lane.Place == d.Place.Name && slices.Contains(h.Sectors, product.Sector)
			}
		}
		if !reached {
			t.Errorf("nothing leads to demand %d in %s", d.Number, d.Place.Name)
		}
	}
}

// The story of the drawing: twelve farms bring 60 t of pomegranates.
func TestTwelveFarmsBringSixtyTonnesOfPomegranates(t *testing.T) {
	t.Parallel()
	r := sample.Make(today, 1)
	farms, kg := 0, measure.Kilos(0)
	for _, s := range r.Supplies {
		if s.Product == r.Demands[0].Product && s.Floor >= measure.PerTonne(0.60) && s.Floor < measure.PerTonne(1.00) {
			farms++
			kg += s.Within(r.Demands[0].Loadings)
		}
	}
	if farms != 12 || kg != 60_000 {
		t.Fatalf("%d farms with %d kg", farms, kg)
	}
}

func TestNobodyCanBeReached(t *testing.T) {
	t.Parallel()
	slugs := map[string]bool{}
	for _, m := range sample.Make(today, 1).Members {
		if !strings.HasSuffix(m.Email, ".example") || !strings.Contains(m.Phone, "0000") {
			t.Errorf("%s: %s %s", m.Name, m.Email, m.Phone)
		}
		if slugs[m.Slug] {
			t.Errorf("the slug %s is used twice", m.Slug)
		}
		slugs[m.Slug] = true
		if err := m.Check(); err != nil {
			t.Errorf("%s: %v", m.Name, err)
		}
	}
}

func TestASiteIsFilledOnceAndAnotherSiteNever(t *testing.T) {
	t.Parallel()
	db, ctx := database.Test(t), t.Context()
	for range 2 {
		if err := sample.Fill(ctx, db, today, 1); err != nil {
			t.Fatal(err)
		}
	}
	if n, err := (members.Store{DB: db}).Count(ctx, members.Filter{}); err != nil || n != len(sample.Make(today, 1).Members) {
		t.Fatalf("%d members, %v", n, err)
	}
	other := database.Test(t)
	_, err := members.Store{DB: other}.Put(ctx, members.Member{Slug: "real", Name: "Somebody", Kind: members.Mill, Country: "AL",
		LegalForm: members.Company, Language: lang.Albanian, Active: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := sample.Fill(ctx, other, today, 1); fault.From(err) == nil || fault.From(err).Key != "sample.another_site" {
		t.Fatalf("a site that somebody works in was filled: %v", err)
	}
}

func TestASiteThatSomebodyHasAnAccountOnIsNotFilled(t *testing.T) {
	t.Parallel()
	db := database.Test(t)
	people := accounts.Store{DB: db, Clock: measure.NewTestClock(today)}
	if _, err := people.Add(t.Context(), accounts.Account{Email: "a@b.example", Name: "Somebody", Language: lang.English, Roles: []accounts.Role{accounts.Administrator}}, "kalimera-12"); err != nil {
		t.Fatal(err)
	}
	if err := sample.Fill(t.Context(), db, today, 1); fault.From(err) == nil || fault.From(err).Key != "sample.another_site" {
		t.Fatalf("got %v", err)
	}
}

package demands_test

import (
	"context"
	"testing"
	"time"

	"tok/demands"
	"tok/fault"
	"tok/internal/database"
	"tok/lang"
	"tok/measure"
	"tok/members"
)

var today = measure.MustDay("2026-11-24")

func aBuyer(t *testing.T, db *database.DB) string {
	t.Helper()
	id, err := members.Store{DB: db}.Put(t.Context(), members.Member{Slug: "isar-frucht", Name: "Isar Frucht GmbH", Kind: members.Buyer,
		Country: "DE", LegalForm: members.Company, Language: lang.English, Active: true})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func pomegranates(buyer string) demands.Demand {
	least := 15.0
	return demands.Demand{
		BuyerID: buyer, Product: "pomegranate", CN: "08109075", Country: "DE",
		Place: measure.Place{Name: "Munich", Lat: 48.137, Lon: 11.575}, Price: 148_000, PaymentDays: 30, Incoterm: "DAP",
		Loadings:   []measure.Day{today.AddDays(7), today.AddDays(14), today.AddDays(21)},
		PerLoading: measure.Range{Least: 12_000, Most: 22_000}, Total: measure.Range{Least: 44_000, Most: 60_000},
		Limits: map[string]demands.Limit{"brix": {Min: &least}}, Papers: []string{"globalgap"},
		Facts: map[string]any{"product.state": "fresh"}, Note: lang.Text{lang.English: "sweet"},
		ClosesAt: today.In(measure.Tirana).Add(90 * time.Hour).UTC(), Status: demands.Open, Public: true,
		CreatedAt: today.In(measure.Tirana).UTC(),
	}
}

func aStore(t *testing.T) (demands.Store, context.Context, demands.Demand) {
	t.Helper()
	store := demands.Store{DB: database.Test(t)}
	saved, err := store.Put(t.Context(), pomegranates(aBuyer(t, store.DB)))
	if err != nil {
		t.Fatal(err)
	}
	return store, t.Context(), saved
}

func TestADemandIsFoundByItsNumberAsItWasSaved(t *testing.T) {
	t.Parallel()
	store, ctx, saved := aStore(t)
	got, err := store.FindNumber(ctx, saved.Number)
	if err != nil {
		t.Fatal(err)
	}
	if got.ID != saved.ID || len(got.Loadings) != 3 || got.Loadings[2] != today.AddDays(21) || *got.Limits["brix"].Min != 15 ||
		got.PerLoading != saved.PerLoading || got.Total != saved.Total || got.Facts["product.state"] != "fresh" || !got.ClosesAt.Equal(saved.ClosesAt) {
		t.Fatalf("saved %+v, found %+v", saved, got)
	}
	if _, err := store.FindNumber(ctx, 9999); fault.From(err) == nil || fault.From(err).Kind != fault.Missing {
		t.Fatalf("a demand that is not there is missing, got %v", err)
	}
}

func TestEveryNewDemandGetsTheNextNumberAndKeepsIt(t *testing.T) {
	t.Parallel()
	store, ctx, first := aStore(t)
	second, err := store.Put(ctx, pomegranates(first.BuyerID))
	if err != nil || second.Number != first.Number+1 {
		t.Fatalf("numbers %d, %d (%v)", first.Number, second.Number, err)
	}
	first.Status = demands.Closed
	again, err := store.Put(ctx, first)
	if err != nil || again.Number != first.Number {
		t.Fatalf("a changed demand got number %d, %v", again.Number, err)
	}
}

func TestADemandIsFoundByItsProductInAnyLanguage(t *testing.T) {
	t.Parallel()
	store, ctx, _ := aStore(t)
	for search, want := range map[string]int{
		"shege": 1, "shegë": 1, "ρόδι": 1, "нар": 1, "pomegr": 1, "Γερμανία": 1, "munich": 1, "08109075": 1,
		"Isar": 0, "olive": 0,
	} {
		n, err := store.Count(ctx, demands.Filter{Search: search})
		if err != nil || n != want {
			t.Errorf("%q finds %d (%v), want %d", search, n, err, want)
		}
	}
}

func TestAFilterPicksProductCountryStatusAndWhatIsPublic(t *testing.T) {
	t.Parallel()
	store, ctx, first := aStore(t)
	hidden := pomegranates(first.BuyerID)
	hidden.Public, hidden.Status = false, demands.Draft
	if _, err := store.Put(ctx, hidden); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		filter demands.Filter
		want   int
	}{
		{demands.Filter{}, 2},
		{demands.Filter{Public: true}, 1},
		{demands.Filter{Statuses: []demands.Status{demands.Draft, demands.Closed}}, 1},
		{demands.Filter{Products: []string{"pomegranate"}, Country: "DE"}, 2},
		{demands.Filter{Country: "AT"}, 0},
		{demands.Filter{Before: first.Number}, 0},
		{demands.Filter{Most: 1}, 1},
	} {
		if list, err := store.List(ctx, c.filter); err != nil || len(list) != c.want {
			t.Errorf("%+v lists %d (%v), want %d", c.filter, len(list), err, c.want)
		}
	}
}

func TestTheNextToCloseComesFirstWhereThatIsAsked(t *testing.T) {
	t.Parallel()
	store, ctx, first := aStore(t)
	sooner := pomegranates(first.BuyerID)
	sooner.ClosesAt = first.ClosesAt.Add(-time.Hour)
	later := pomegranates(first.BuyerID)
	later.ClosesAt = first.ClosesAt.Add(time.Hour)
	for _, d := range []demands.Demand{later, sooner} {
		if _, err := store.Put(ctx, d); err != nil {
			t.Fatal(err)
		}
	}
	list, err := store.List(ctx, demands.Filter{Soonest: true})
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != 3 || list[0].Number != first.Number+2 || list[1].Number != first.Number {
		t.Fatalf("in the order of their deadlines: %v", list)
	}
}

func TestADemandThatCannotBeServedAsWrittenIsNotSaved(t *testing.T) {
	t.Parallel()
	store, ctx, first := aStore(t)
	for key, spoil := range map[string]func(*demands.Demand){
		"demands.buyer_missing":      func(d *demands.Demand) { d.BuyerID = "" },
		"demands.product_missing":    func(d *demands.Demand) { d.Product = "" },
		"demands.country_missing":    func(d *demands.Demand) { d.Country = "" },
		"demands.price_missing":      func(d *demands.Demand) { d.Price = -1 },
		"demands.loadings_missing":   func(d *demands.Demand) { d.Loadings = nil },
		"demands.loadings_order":     func(d *demands.Demand) { d.Loadings[0] = d.Loadings[2].AddDays(1) },
		"demands.status_unknown":     func(d *demands.Demand) { d.Status = "" },
		"demands.range_wrong":        func(d *demands.Demand) { d.Total.Most = 1 },
		"demands.loadings_too_small": func(d *demands.Demand) { d.PerLoading.Most = 14_000 },
	} {
		d := pomegranates(first.BuyerID)
		spoil(&d)
		if _, err := store.Put(ctx, d); err == nil || fault.From(err).Key != key {
			t.Errorf("want %s, got %v", key, err)
		}
	}
}

func TestADemandIsOpenUntilTheBuyersHour(t *testing.T) {
	t.Parallel()
	d := pomegranates("b")
	if !d.OpenAt(d.ClosesAt.Add(-time.Minute)) || d.OpenAt(d.ClosesAt) {
		t.Error("it closes at its hour")
	}
	d.Status = demands.Answered
	if d.OpenAt(d.ClosesAt.Add(-time.Minute)) {
		t.Error("an answered demand is not open")
	}
}

package supplies_test

import (
	"context"
	"testing"

	"tok/fault"
	"tok/internal/database"
	"tok/lang"
	"tok/measure"
	"tok/members"
	"tok/supplies"
)

var today = measure.MustDay("2026-11-24")

// aStoreWith gives a store, and the ids of one member per slug.
func aStoreWith(t *testing.T, slugs ...string) (supplies.Store, context.Context, []string) {
	t.Helper()
	db := database.Test(t)
	ids := make([]string, len(slugs))
	for i, slug := range slugs {
		id, err := members.Store{DB: db}.Put(t.Context(), members.Member{Slug: slug, Name: slug, Kind: members.Grower,
			Country: "AL", LegalForm: members.Person, Language: lang.Albanian, Active: slug != "asleep"})
		if err != nil {
			t.Fatal(err)
		}
		ids[i] = id
	}
	return supplies.Store{DB: db}, t.Context(), ids
}

func pomegranates(member string) supplies.Supply {
	return supplies.Supply{MemberID: member, Product: "pomegranate", Least: 500, Floor: 64_000, FloorFrom: supplies.OwnWord,
		ByMonth: []supplies.Monthly{{Month: "2026-12", Kg: 7000}, {Month: "2027-01", Kg: 2000}},
		Quality: map[string]float64{"brix": 16}, Facts: map[string]any{"organic": true}, Updated: today}
}

func TestASupplyIsFoundAsItWasSaved(t *testing.T) {
	t.Parallel()
	store, ctx, ids := aStoreWith(t, "cakran")
	id, err := store.Put(ctx, pomegranates(ids[0]))
	if err != nil {
		t.Fatal(err)
	}
	got, err := store.Find(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	if got.Floor.EuroPerKilo() != 0.64 || got.Quality["brix"] != 16 || got.Facts["organic"] != true || got.Updated != today {
		t.Fatalf("found %+v", got)
	}
	if got.In(measure.MustDay("2026-12-08")) != 7000 || got.In(measure.MustDay("2027-01-05")) != 2000 || got.In(today) != 0 {
		t.Fatalf("months %+v", got.ByMonth)
	}
}

func TestOnlyActiveMembersSupply(t *testing.T) {
	t.Parallel()
	store, ctx, ids := aStoreWith(t, "cakran", "asleep")
	for _, id := range ids {
		if _, err := store.Put(ctx, pomegranates(id)); err != nil {
			t.Fatal(err)
		}
	}
	of, err := store.Of(ctx, "pomegranate")
	if err != nil || len(of) != 1 || of[0].MemberID != ids[0] {
		t.Fatalf("%d supplies, %v", len(of), err)
	}
}

func TestASupplyWithAWrongMonthIsNotSaved(t *testing.T) {
	t.Parallel()
	store, ctx, ids := aStoreWith(t, "cakran")
	for key, months := range map[string][]supplies.Monthly{
		"supplies.month_wrong": {{Month: "December", Kg: 1}},
		"supplies.month_order": {{Month: "2026-12", Kg: 1}, {Month: "2026-12", Kg: 1}},
	} {
		s := pomegranates(ids[0])
		s.ByMonth = months
		if _, err := store.Put(ctx, s); fault.From(err) == nil || fault.From(err).Key != key {
			t.Errorf("want %s, got %v", key, err)
		}
	}
}

func TestAPaperIsValidFromItsFirstDayToItsLast(t *testing.T) {
	t.Parallel()
	store, ctx, ids := aStoreWith(t, "cakran", "kutalli")
	paper := supplies.Paper{MemberID: ids[0], Kind: "globalgap", Number: "4049929000017", From: today.AddDays(-300), Until: today.AddDays(11)}
	if _, err := store.PutPaper(ctx, paper); err != nil {
		t.Fatal(err)
	}
	byMember, err := store.PapersOf(ctx, ids)
	if err != nil || len(byMember[ids[0]]) != 1 || len(byMember[ids[1]]) != 0 {
		t.Fatalf("papers %+v, %v", byMember, err)
	}
	kept := byMember[ids[0]][0]
	for day, want := range map[int]bool{-301: false, -300: true, 0: true, 11: true, 12: false} {
		if kept.ValidOn(today.AddDays(day)) != want {
			t.Errorf("day %+d: valid is %v", day, !want)
		}
	}
	if !(supplies.Paper{From: today}).ValidOn(today.AddDays(9999)) {
		t.Error("a paper without an end does not end")
	}
}

func TestTheLastReferencePriceKnownOnADayCounts(t *testing.T) {
	t.Parallel()
	store, ctx, _ := aStoreWith(t)
	err := store.DB.Write(ctx, func(tx *database.Tx) error {
		for day, price := range map[string]measure.CentsPerTonne{"2024-01-15": 880_000, "2025-10-15": 425_000, "2027-01-01": 500_000} {
			ref := supplies.Reference{Product: "olive_oil", Country: "GR", Price: price, On: measure.MustDay(day), Source: "a newspaper"}
			if err := supplies.PutReferenceIn(ctx, tx, ref); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	refs, err := store.References(ctx, "olive_oil", today)
	if err != nil || refs["GR"].Price != 425_000 {
		t.Fatalf("references %+v, %v", refs, err)
	}
}

func TestAFloorFarFromItsReferenceIsMarked(t *testing.T) {
	t.Parallel()
	ref := supplies.Reference{Price: 70_000}
	for floor, far := range map[measure.CentsPerTonne]bool{70_000: false, 91_000: false, 91_001: true, 49_000: false, 48_999: true} {
		if supplies.Far(floor, ref) != far {
			t.Errorf("%d against %d: far is %v", floor, ref.Price, !far)
		}
	}
	if supplies.Far(70_000, supplies.Reference{}) {
		t.Error("without a reference nothing is far")
	}
}

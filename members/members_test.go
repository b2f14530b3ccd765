package members_test

import (
	"context"
	"testing"

	"tok/fault"
	"tok/internal/database"
	"tok/lang"
	"tok/measure"
	"tok/members"
)

func aMember(name, slug string) members.Member {
	return members.Member{
		Slug: slug, Name: name, Kind: members.Grower, Sectors: []string{"fruit"}, Country: "AL",
		Place: measure.Place{Name: "Cakran", Lat: 40.603, Lon: 19.626}, Municipality: "Fier",
		LegalForm: members.Person, Email: slug + "@example.org", Phone: "+355690000000", Language: lang.Albanian,
		About: lang.Text{lang.Albanian: "Kultivon shegë"}, Active: true,
	}
}

func aDirectory(t *testing.T, all ...members.Member) (members.Store, context.Context) {
	t.Helper()
	store := members.Store{DB: database.Test(t)}
	for _, m := range all {
		if _, err := store.Put(t.Context(), m); err != nil {
			t.Fatal(err)
		}
	}
	return store, t.Context()
}

func TestAMemberIsFoundAsItWasSaved(t *testing.T) {
	t.Parallel()
	store, ctx := aDirectory(t)
	want := aMember("Shegët e Cakranit", "sheget-e-cakranit")
	want.Sectors = []string{"fruit", "oil"}
	id, err := store.Put(ctx, want)
	if err != nil {
		t.Fatal(err)
	}
	got, err := store.FindSlug(ctx, "sheget-e-cakranit")
	if err != nil {
		t.Fatal(err)
	}
	if got.ID != id || got.Name != want.Name || got.Place != want.Place || len(got.Sectors) != 2 || got.About[lang.Albanian] != "Kultivon shegë" || !got.Active {
		t.Fatalf("saved %+v, found %+v", want, got)
	}
	got.Name = "Shegët e reja"
	if _, err := store.Put(ctx, got); err != nil {
		t.Fatal(err)
	}
	again, err := store.Find(ctx, id)
	if err != nil || again.Name != "Shegët e reja" {
		t.Fatalf("a changed member keeps its id: %v, %v", again.Name, err)
	}
}

func TestWordsInAnyAlphabetFindAMember(t *testing.T) {
	t.Parallel()
	greek := aMember("Συνεταιρισμός Άρτας", "arta")
	greek.Country, greek.Place.Name, greek.About = "GR", "Άρτα", nil
	bulgarian := aMember("Харманли Сад", "harmanli")
	bulgarian.Country, bulgarian.Place.Name, bulgarian.About = "BG", "Харманли", nil
	store, ctx := aDirectory(t, aMember("Kutalli Fruit", "kutalli"), greek, bulgarian)
	for search, slug := range map[string]string{
		"shege": "kutalli", "SHEGË": "kutalli", "Ελλάδα": "arta", "ellada": "arta", "αρτα": "arta", "Arta": "arta",
		"harmanli": "harmanli", "България": "harmanli", "harman sad": "harmanli", "Shqipëri": "kutalli",
	} {
		found, err := store.List(ctx, members.Filter{Search: search})
		if err != nil {
			t.Fatal(err)
		}
		if len(found) != 1 || found[0].Slug != slug {
			t.Errorf("%q finds %d members, want only %s", search, len(found), slug)
		}
	}
}

func TestAPageBeginsBehindTheLastMemberOfThePageBefore(t *testing.T) {
	t.Parallel()
	store, ctx := aDirectory(t, aMember("Çelnik", "a"), aMember("Dafina", "b"), aMember("Aroma", "c"), aMember("Aroma", "d"), aMember("Zagoria", "e"))
	var names []string
	filter := members.Filter{Most: 2}
	for range 4 {
		page, err := store.List(ctx, filter)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range page {
			names = append(names, m.Name)
			filter.After = m.ID
		}
	}
	if len(names) != 5 || names[0] != "Aroma" || names[1] != "Aroma" || names[2] != "Çelnik" || names[4] != "Zagoria" {
		t.Fatalf("pages of two hold %v", names)
	}
}

func TestAFilterPicksSectorCountryAndKind(t *testing.T) {
	t.Parallel()
	mill := aMember("Mulliri", "mulliri")
	mill.Kind, mill.Sectors = members.Mill, []string{"oil", "fruit"}
	asleep := aMember("Nuk punon", "nuk-punon")
	asleep.Active = false
	store, ctx := aDirectory(t, aMember("Pema", "pema"), mill, asleep)
	for _, c := range []struct {
		filter members.Filter
		want   int
	}{
		{members.Filter{}, 2},
		{members.Filter{Inactive: true}, 3},
		{members.Filter{Sector: "oil"}, 1},
		{members.Filter{Sector: "fruit"}, 2},
		{members.Filter{Country: "GR"}, 0},
		{members.Filter{Kinds: []members.Kind{members.Mill, members.Dairy}}, 1},
	} {
		if n, err := store.Count(ctx, c.filter); err != nil || n != c.want {
			t.Errorf("%+v counts %d (%v), want %d", c.filter, n, err, c.want)
		}
	}
}

func TestATallyCountsEveryMemberOnceAndInEachOfItsSectors(t *testing.T) {
	t.Parallel()
	mill, asleep := aMember("Mulliri", "mulliri"), aMember("Nuk punon", "nuk-punon")
	mill.Kind, mill.Country, mill.Sectors = members.Mill, "GR", []string{"oil", "fruit"}
	asleep.Active = false
	store, ctx := aDirectory(t, aMember("Pema", "pema"), mill, asleep)
	tally, err := store.Tally(ctx, members.Filter{})
	if err != nil || tally.All != 2 || tally.Sectors["fruit"] != 2 || tally.Sectors["oil"] != 1 || tally.Countries["GR"] != 1 || tally.Countries["AL"] != 1 {
		t.Errorf("%+v, %v", tally, err)
	}
	if tally, err = store.Tally(ctx, members.Filter{Sector: "oil"}); err != nil || tally.All != 1 || len(tally.Countries) != 1 {
		t.Errorf("of oil: %+v, %v", tally, err)
	}
}

func TestAMemberThatIsIncompleteIsNotSaved(t *testing.T) {
	t.Parallel()
	store, ctx := aDirectory(t, aMember("Kutalli Fruit", "kutalli"))
	for key, spoil := range map[string]func(*members.Member){
		"members.name_missing":     func(m *members.Member) { m.Name = "" },
		"members.slug_missing":     func(m *members.Member) { m.Slug = "" },
		"members.slug_taken":       func(m *members.Member) { m.Slug = "kutalli" },
		"members.kind_unknown":     func(m *members.Member) { m.Kind = "shop" },
		"members.form_unknown":     func(m *members.Member) { m.LegalForm = "" },
		"members.country_missing":  func(m *members.Member) { m.Country = "" },
		"members.language_unknown": func(m *members.Member) { m.Language = "tr" },
	} {
		m := aMember("Novosela Pemë", "novosela")
		spoil(&m)
		if _, err := store.Put(ctx, m); err == nil || fault.From(err).Key != key {
			t.Errorf("want %s, got %v", key, err)
		}
	}
	if n, _ := store.Count(ctx, members.Filter{Inactive: true}); n != 1 {
		t.Errorf("%d members, none was to be added", n)
	}
}

func TestAHubBelongsToAMember(t *testing.T) {
	t.Parallel()
	store, ctx := aDirectory(t)
	id, err := store.Put(ctx, aMember("Porti", "porti"))
	if err != nil {
		t.Fatal(err)
	}
	hub := members.Hub{Slug: "fier", Name: "Fier", MemberID: id, Country: "AL", Place: measure.Place{Name: "Fier", Lat: 40.72, Lon: 19.56},
		Capacity: 40_000, OpenCost: 30_000, Handling: 15_000, Sectors: []string{"oil", "herbs"}}
	if _, err := store.PutHub(ctx, hub); err != nil {
		t.Fatal(err)
	}
	hubs, err := store.Hubs(ctx)
	if err != nil || len(hubs) != 1 || hubs[0].Capacity != 40_000 || hubs[0].Handling.EuroPerKilo() != 0.15 || len(hubs[0].Sectors) != 2 {
		t.Fatalf("hubs %+v, %v", hubs, err)
	}
	if _, err := store.PutHub(ctx, members.Hub{Slug: "x", Name: "X", Capacity: 1}); fault.From(err).Key != "members.hub_member_missing" {
		t.Fatalf("a hub of nobody was saved: %v", err)
	}
}

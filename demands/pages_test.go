package demands_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"tok/accounts"
	"tok/demands"
	"tok/internal/database"
	"tok/internal/web"
	"tok/lang"
	"tok/markets"
	"tok/measure"
	"tok/members"
	"tok/supplies"
)

// secretFloor can be recognised however it is written.
const secretFloor measure.CentsPerTonne = 77_731

var traces = []string{"0.777", "0,777", "77731", "77,731", "77.731", "0.78", "0,78"}

// A site of one demand and so many members who have its product.
type site struct {
	http.Handler
	db     *database.DB
	demand demands.Demand
	firms  []string
	reader *accounts.Account
}

func aSite(t *testing.T, firms int) *site {
	t.Helper()
	db, ctx := database.Test(t), t.Context()
	store := demands.Store{DB: db}
	demand, err := store.Put(ctx, pomegranates(aBuyer(t, db)))
	if err != nil {
		t.Fatal(err)
	}
	s := &site{db: db, demand: demand}
	for i := range firms {
		name := "Ferma " + string(rune('A'+i))
		id, err := members.Store{DB: db}.Put(ctx, members.Member{Slug: "ferma-" + string(rune('a'+i)), Name: name, Kind: members.Grower,
			Country: "AL", LegalForm: members.Person, Language: lang.Albanian, Active: true})
		if err != nil {
			t.Fatal(err)
		}
		s.firms = append(s.firms, id)
		_, err = supplies.Store{DB: db}.PutPaper(ctx, supplies.Paper{MemberID: id, Kind: "globalgap", From: today, Until: today.AddDays(60)})
		if err != nil {
			t.Fatal(err)
		}
		_, err = supplies.Store{DB: db}.Put(ctx, supplies.Supply{MemberID: id, Product: "pomegranate", Floor: secretFloor, FloorFrom: supplies.OwnWord,
			ByMonth: []supplies.Monthly{{Month: "2026-12", Kg: measure.Kilos(7123 + i)}}, Updated: today})
		if err != nil {
			t.Fatal(err)
		}
	}
	app := web.New(web.SampleSite(), measure.NewTestClock(today), slog.New(slog.NewTextHandler(io.Discard, nil)))
	app.Around(func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if s.reader != nil {
				r = r.WithContext(accounts.As(r.Context(), s.reader))
			}
			next.ServeHTTP(w, r)
		})
	})
	demands.Pages{
		Store: store, Members: members.Store{DB: db}, Supplies: supplies.Store{DB: db}, Rules: markets.Shipped(),
	}.Routes(app)
	s.Handler = app.Handler()
	return s
}

func (s *site) page(t *testing.T, reader *accounts.Account, path string) string {
	t.Helper()
	s.reader = reader
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	if w.Code != http.StatusOK {
		t.Fatalf("%s answers %d: %s", path, w.Code, w.Body)
	}
	return w.Body.String()
}

func (s *site) readers() map[string]*accounts.Account {
	as := func(role accounts.Role, members ...string) *accounts.Account {
		return &accounts.Account{ID: "a", Name: "A", Roles: []accounts.Role{role}, Members: members}
	}
	return map[string]*accounts.Account{
		"public": nil, "member": as(accounts.Member, s.firms[0]), "buyer": as(accounts.Buyer, s.demand.BuyerID),
		"laboratory": as(accounts.Laboratory), "officer": as(accounts.Officer), "coordinator": as(accounts.Coordinator),
	}
}

func TestTheDemandPageShowsNobodyAFloor(t *testing.T) {
	t.Parallel()
	s := aSite(t, 6)
	for name, reader := range s.readers() {
		for _, path := range []string{"/sq/demands", "/en/demands", "/el/demands/1", "/bg/demands/1", "/en/demands/1"} {
			page := s.page(t, reader, path)
			for _, trace := range traces {
				if strings.Contains(page, trace) {
					t.Errorf("%s reads %q on %s", name, trace, path)
				}
			}
		}
	}
}

func TestThePriceIsForMembersTheBuyerAndTheCoordinator(t *testing.T) {
	t.Parallel()
	s := aSite(t, 3)
	for name, want := range map[string]bool{"public": false, "laboratory": false, "member": true, "buyer": true, "coordinator": true} {
		page := s.page(t, s.readers()[name], "/en/demands/1")
		if strings.Contains(page, "€1.48") != want {
			t.Errorf("%s sees the price: %v, want %v", name, !want, want)
		}
	}
}

func TestWhoReadAPriceThatIsNotPublicIsInTheLog(t *testing.T) {
	t.Parallel()
	s := aSite(t, 3)
	s.page(t, nil, "/en/demands/1")
	s.page(t, s.readers()["member"], "/en/demands/1")
	log, err := accounts.History(t.Context(), s.db, "demands/"+s.demand.ID)
	if err != nil || len(log) != 1 || log[0].Act != "demands.price_seen" || log[0].Who != "a" {
		t.Fatalf("the log says %+v, %v", log, err)
	}
}

func TestATotalIsShownOnlyWhereItHidesItsMembers(t *testing.T) {
	t.Parallel()
	for firms, sees := range map[int]map[string]bool{
		2: {"public": false, "member": false, "coordinator": true},
		4: {"public": false, "member": true, "coordinator": true},
		5: {"public": true, "member": true, "coordinator": true},
	} {
		s := aSite(t, firms)
		for name, want := range sees {
			page := s.page(t, s.readers()[name], "/en/demands/1")
			if strings.Contains(page, "Members have") != want {
				t.Errorf("%d members: %s sees a total: %v, want %v", firms, name, !want, want)
			}
			if name != "coordinator" && strings.Count(page, `class="s-fruit"/>`) > 1 {
				t.Errorf("%d members: %s sees single threads", firms, name)
			}
		}
	}
}

func TestOnlyTheBuyerAndTheCoordinatorReadWhoAsks(t *testing.T) {
	t.Parallel()
	s := aSite(t, 3)
	for name, want := range map[string]bool{"public": false, "member": false, "officer": false, "buyer": true, "coordinator": true} {
		if strings.Contains(s.page(t, s.readers()[name], "/en/demands/1"), "Isar Frucht") != want {
			t.Errorf("%s reads the buyer's name: %v, want %v", name, !want, want)
		}
	}
}

func TestOnlyTheCoordinatorMayCompose(t *testing.T) {
	t.Parallel()
	s := aSite(t, 3)
	for name, reader := range s.readers() {
		page := s.page(t, reader, "/en/demands/1")
		if strings.Contains(page, `action="/en/demands/1/offers"`) != (name == "coordinator") {
			t.Errorf("%s: the button is wrong", name)
		}
	}
}

func TestTheDemandIsReadInFourLanguages(t *testing.T) {
	t.Parallel()
	s := aSite(t, 5)
	for l, words := range map[string][]string{
		"sq": {"Ditët e ngarkimit", "Afati"}, "el": {"Ημέρες φόρτωσης", "Γερμανία"},
		"bg": {"Дни за товарене", "Германия"}, "en": {"Loading days", "Whose goods may go there?", "May go"},
	} {
		page := s.page(t, nil, "/"+l+"/demands/1")
		for _, word := range words {
			if !strings.Contains(page, word) {
				t.Errorf("%s: %q is not on the page", l, word)
			}
		}
		if strings.Contains(page, "⟦") {
			t.Errorf("%s: a word is missing: %s", l, page[strings.Index(page, "⟦"):][:60])
		}
	}
}

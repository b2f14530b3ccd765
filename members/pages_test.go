package members_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"tok/accounts"
	"tok/internal/database"
	"tok/internal/web"
	"tok/measure"
	"tok/members"
	"tok/supplies"
)

var today = measure.MustDay("2026-11-24")

// A directory of one member with a supply, a paper and a floor that can be
// recognised however it is written.
type directory struct {
	http.Handler
	id     string
	reader *accounts.Account
}

var traces = []string{"0.777", "0,777", "77731", "77,731", "77.731", "0.78", "0,78", "7123", "7,123", "7.123"}

func aSite(t *testing.T) *directory {
	t.Helper()
	db, ctx := database.Test(t), t.Context()
	store, books := members.Store{DB: db}, supplies.Store{DB: db}
	id, err := store.Put(ctx, aMember("Shegët e Cakranit", "sheget-e-cakranit"))
	if err != nil {
		t.Fatal(err)
	}
	_, err = books.Put(ctx, supplies.Supply{MemberID: id, Product: "pomegranate", Floor: 77_731, FloorFrom: supplies.OwnWord,
		ByMonth: []supplies.Monthly{{Month: "2026-11", Kg: 7123}}, Updated: today})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := books.PutPaper(ctx, supplies.Paper{MemberID: id, Kind: "globalgap", From: today, Until: today.AddDays(11)}); err != nil {
		t.Fatal(err)
	}
	app := web.New(web.SampleSite(), measure.NewTestClock(today), slog.New(slog.NewTextHandler(io.Discard, nil)))
	d := &directory{id: id}
	app.Around(func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if d.reader != nil {
				r = r.WithContext(accounts.As(r.Context(), d.reader))
			}
			next.ServeHTTP(w, r)
		})
	})
	members.Pages{Store: store, Glances: books.Glances}.Routes(app)
	d.Handler = app.Handler()
	return d
}

func (d *directory) page(t *testing.T, reader *accounts.Account, path string) string {
	t.Helper()
	d.reader = reader
	w := httptest.NewRecorder()
	d.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	if w.Code != http.StatusOK {
		t.Fatalf("%s answers %d", path, w.Code)
	}
	return w.Body.String()
}

func TestTheDirectoryShowsNoFloorAndNoQuantity(t *testing.T) {
	t.Parallel()
	d := aSite(t)
	for name, reader := range map[string]*accounts.Account{
		"public":      nil,
		"member":      {Roles: []accounts.Role{accounts.Member}},
		"buyer":       {Roles: []accounts.Role{accounts.Buyer}},
		"coordinator": {Roles: []accounts.Role{accounts.Coordinator}},
	} {
		for _, path := range []string{"/sq/members", "/en/members?q=shege", "/bg/members/sheget-e-cakranit", "/en/members/sheget-e-cakranit"} {
			page := d.page(t, reader, path)
			for _, trace := range traces {
				if strings.Contains(page, trace) {
					t.Errorf("%s reads %q on %s", name, trace, path)
				}
			}
		}
	}
}

func TestTheDirectorySaysWhatIsInSeasonAndHowThePapersStand(t *testing.T) {
	t.Parallel()
	page := aSite(t).page(t, nil, "/en/members")
	for _, words := range []string{"Shegët e Cakranit", "In season now:", "Pomegranates", "A paper expires in 11 days"} {
		if !strings.Contains(page, words) {
			t.Errorf("%q is not on the page", words)
		}
	}
}

func TestContactsAreForTheCoordinatorAndTheMemberItself(t *testing.T) {
	t.Parallel()
	d := aSite(t)
	for _, c := range []struct {
		reader *accounts.Account
		want   bool
	}{
		{nil, false},
		{&accounts.Account{Roles: []accounts.Role{accounts.Member}}, false},
		{&accounts.Account{Roles: []accounts.Role{accounts.Member}, Members: []string{d.id}}, true},
		{&accounts.Account{Roles: []accounts.Role{accounts.Coordinator}}, true},
	} {
		page := d.page(t, c.reader, "/en/members/sheget-e-cakranit")
		if strings.Contains(page, "sheget-e-cakranit@example.org") != c.want {
			t.Errorf("%+v reads the address: %v, want %v", c.reader, !c.want, c.want)
		}
	}
}

func TestAnEmptyDirectorySaysSoInFourLanguages(t *testing.T) {
	t.Parallel()
	d := aSite(t)
	for l, words := range map[string]string{"sq": "Asnjë anëtar nuk përputhet", "el": "Κανένα μέλος δεν ταιριάζει", "bg": "Няма такъв член", "en": "No member matches"} {
		page := d.page(t, nil, "/"+l+"/members?q=xyzzy")
		if !strings.Contains(page, words) || strings.Contains(page, "⟦") {
			t.Errorf("%s: the empty list does not say %q", l, words)
		}
	}
}

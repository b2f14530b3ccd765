package accounts_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"tok/accounts"
	"tok/fault"
	"tok/internal/database"
	"tok/lang"
	"tok/measure"
)

const password = "sedef vjeshtë 1912"

func aStore(t *testing.T) (accounts.Store, *measure.TestClock) {
	clock := measure.NewTestClock(measure.MustDay("2026-11-24"))
	return accounts.Store{DB: database.Test(t), Clock: clock}, clock
}

func drita(t *testing.T, store accounts.Store) accounts.Account {
	t.Helper()
	a, err := store.Add(t.Context(), accounts.Account{
		Email: "Drita@Example.org ", Name: "Drita Hoxha", Language: lang.Albanian, Roles: []accounts.Role{accounts.Coordinator},
	}, password)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestOnlyTheRightPasswordSignsIn(t *testing.T) {
	t.Parallel()
	store, _ := aStore(t)
	a := drita(t, store)
	for _, try := range []struct{ email, password string }{
		{"drita@example.org", "sedef vjeshte 1912"}, {"drita@example.org", ""}, {"nobody@example.org", password}, {"", ""},
	} {
		if _, err := store.SignIn(t.Context(), try.email, try.password, "192.0.2.1"); fault.From(err).Key != "accounts.sign_in_wrong" {
			t.Errorf("%q with %q gave %v", try.email, try.password, err)
		}
	}
	// The same word, its ë typed as e and a diaeresis.
	in, err := store.SignIn(t.Context(), " DRITA@example.org", strings.ReplaceAll(password, "ë", "e\u0308"), "192.0.2.1")
	if err != nil || in.ID != a.ID || in.Name != "Drita Hoxha" || !in.Has(accounts.Coordinator) {
		t.Errorf("signed in as %+v (%v)", in, err)
	}
}

func TestSigningInIsLoggedAndSoAreRefusals(t *testing.T) {
	t.Parallel()
	store, _ := aStore(t)
	a := drita(t, store)
	store.SignIn(t.Context(), a.Email, "something else", "192.0.2.1")
	store.SignIn(t.Context(), a.Email, password, "192.0.2.1")
	log, err := accounts.History(t.Context(), store.DB, "accounts/"+a.ID)
	var acts []string
	for _, e := range log {
		acts = append(acts, e.Act)
	}
	if got := strings.Join(acts, " "); err != nil || got != "accounts.added accounts.sign_in_refused accounts.signed_in" {
		t.Errorf("the log says %s (%v)", got, err)
	}
}

func TestTheLogCanOnlyGrow(t *testing.T) {
	t.Parallel()
	store, _ := aStore(t)
	drita(t, store)
	for _, statement := range []string{`UPDATE log SET act = 'nothing'`, `DELETE FROM log`} {
		if _, err := store.DB.Exec(t.Context(), statement); err == nil {
			t.Errorf("%s was possible", statement)
		}
	}
}

func TestGuessingIsStoppedForAQuarterOfAnHour(t *testing.T) {
	t.Parallel()
	store, clock := aStore(t)
	drita(t, store)
	var judged atomic.Int64
	var all sync.WaitGroup
	for range 15 { // at once, so that none sees the others fail first
		all.Go(func() {
			_, err := store.SignIn(context.Background(), "drita@example.org", "guess", "192.0.2.1")
			if fault.Is(err, fault.SignIn) {
				judged.Add(1)
			} else if !fault.Is(err, fault.TooMuch) {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if n := judged.Load(); n > 10 || n == 0 {
		t.Errorf("%d guesses were judged", n)
	}
	for judged.Load() < 10 {
		store.SignIn(t.Context(), "drita@example.org", "guess", "192.0.2.1")
		judged.Add(1)
	}
	if _, err := store.SignIn(t.Context(), "drita@example.org", password, "192.0.2.2"); !fault.Is(err, fault.TooMuch) {
		t.Errorf("after ten guesses: %v", err)
	}
	clock.Move(16 * time.Minute)
	if _, err := store.SignIn(t.Context(), "drita@example.org", password, "192.0.2.2"); err != nil {
		t.Errorf("a quarter of an hour later: %v", err)
	}
}

func TestAnAccountNeedsAnEmailANameAndAPassword(t *testing.T) {
	t.Parallel()
	store, _ := aStore(t)
	for field, a := range map[string]accounts.Account{
		"email": {Email: "drita", Name: "Drita"},
		"name":  {Email: "drita@example.org", Name: " "},
		"roles": {Email: "drita@example.org", Name: "Drita", Roles: []accounts.Role{"queen"}},
	} {
		if _, err := store.Add(t.Context(), a, password); fault.From(err).Field != field {
			t.Errorf("a wrong %s gave %v", field, err)
		}
	}
	for _, short := range []string{"12345", "ëëëëëëëëë"} {
		if _, err := store.Add(t.Context(), accounts.Account{Email: "a@example.org", Name: "A"}, short); fault.From(err).Field != "password" {
			t.Errorf("the password %q gave %v", short, err)
		}
	}
	drita(t, store)
	if _, err := store.Add(t.Context(), accounts.Account{Email: "DRITA@example.org", Name: "Another"}, password); !fault.Is(err, fault.Conflict) {
		t.Errorf("an e-mail address used twice gave %v", err)
	}
}

func TestTheFirstLinkMakesOneAccountAndNoMore(t *testing.T) {
	t.Parallel()
	store, clock := aStore(t)
	ctx := t.Context()
	old, _ := store.FirstLink(ctx)
	token, err := store.FirstLink(ctx)
	if err != nil || len(token) < 16 || token == old {
		t.Fatalf("the tokens are %q and %q (%v)", old, token, err)
	}
	a := accounts.Account{Email: "first@example.org", Name: "First", Language: lang.Greek}
	for _, wrong := range []string{old, "", "AAAAAAAAAAAAAAAAAAAAAAAAAA"} {
		if _, err := store.AddFirst(ctx, wrong, a, password); !fault.Is(err, fault.Missing) {
			t.Errorf("the token %q gave %v", wrong, err)
		}
	}
	if _, err := store.AddFirst(ctx, token, a, "short"); fault.From(err).Field != "password" {
		t.Errorf("a short password gave %v", err)
	}
	clock.Move(25 * time.Hour)
	if err := store.FirstLinkHolds(ctx, token); !fault.Is(err, fault.Missing) {
		t.Errorf("a day later the link gave %v", err)
	}
	token, _ = store.FirstLink(ctx)
	if err := store.FirstLinkHolds(ctx, token); err != nil {
		t.Error(err)
	}
	first, err := store.AddFirst(ctx, token, a, password)
	if err != nil || !first.Has(accounts.Administrator) || !first.Has(accounts.Coordinator) {
		t.Errorf("the first account is %+v (%v)", first, err)
	}
	if _, err := store.AddFirst(ctx, token, accounts.Account{Email: "second@example.org", Name: "Second"}, password); !fault.Is(err, fault.Missing) {
		t.Errorf("used twice, the link gave %v", err)
	}
	if token, err := store.FirstLink(ctx); token != "" || err != nil {
		t.Errorf("a site with an account gave the link %q (%v)", token, err)
	}
}

func TestASessionRemembersUntilSignOut(t *testing.T) {
	t.Parallel()
	store, _ := aStore(t)
	a := drita(t, store)
	sessions := accounts.NewSessions(store, false)
	site := httptest.NewServer(sessions.Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/in":
			if err := sessions.SignIn(r.Context(), a); err != nil {
				t.Error(err)
			}
		case "/out":
			if err := sessions.SignOut(r.Context()); err != nil {
				t.Error(err)
			}
		}
		if who := accounts.Of(r.Context()); who != nil {
			w.Write([]byte(who.Name))
		}
	})))
	defer site.Close()
	var cookie string
	visit := func(path string) string {
		r, _ := http.NewRequestWithContext(t.Context(), "GET", site.URL+path, nil)
		r.Header.Set("Cookie", cookie)
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		for _, c := range answer.Cookies() {
			if !c.HttpOnly || c.SameSite != http.SameSiteLaxMode {
				t.Errorf("the cookie is %v", c)
			}
			cookie = c.Name + "=" + c.Value
		}
		name := make([]byte, 100)
		n, _ := answer.Body.Read(name)
		return string(name[:n])
	}
	if who := visit("/"); who != "" || cookie != "" {
		t.Errorf("a visitor is %q and got the cookie %q", who, cookie)
	}
	visit("/in")
	signedIn := cookie
	if who := visit("/"); who != "Drita Hoxha" {
		t.Errorf("signed in as %q", who)
	}
	tokens, err := database.All(t.Context(), store.DB, database.Value[string], `SELECT token FROM sessions`)
	if err != nil || len(tokens) != 1 || strings.Contains(signedIn, tokens[0]) {
		t.Errorf("the table holds %q for the cookie %q (%v)", tokens, signedIn, err)
	}
	visit("/out")
	cookie = signedIn // somebody kept it
	if who := visit("/"); who != "" {
		t.Errorf("after the sign-out the old cookie is still %q", who)
	}
}

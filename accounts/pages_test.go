package accounts_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"tok/accounts"
	"tok/fault"
	"tok/internal/web"
	"tok/lang"
)

// A visitor is a browser at a site that has a page for signed-in readers only.
type visitor struct {
	t    *testing.T
	site string
	*http.Client
}

func aVisitor(t *testing.T, store accounts.Store) visitor {
	t.Helper()
	app := web.New(web.SampleSite(), store.Clock, slog.New(slog.DiscardHandler))
	accounts.NewSessions(store, false).Routes(app)
	app.Page("GET /{$}", func(r *web.Request) error { return r.JSON(200, "home of "+r.Viewer.Name) })
	app.Page("GET /books", func(r *web.Request) error {
		if accounts.Of(r.Context()) == nil {
			return fault.Of(fault.SignIn, "accounts.sign_in_first")
		}
		return r.JSON(200, "the books, page "+r.URL.Query().Get("page"))
	})
	server := httptest.NewServer(app.Handler())
	t.Cleanup(server.Close)
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return visitor{t, server.URL, &http.Client{Jar: jar}}
}

func (v visitor) read(answer *http.Response, err error) (status int, path, text string) {
	v.t.Helper()
	if err != nil {
		v.t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		v.t.Fatal(err)
	}
	return answer.StatusCode, answer.Request.URL.RequestURI(), string(body)
}

func (v visitor) get(path string) (int, string, string) {
	v.t.Helper()
	return v.read(v.Get(v.site + path))
}

func (v visitor) post(path string, args ...string) (int, string, string) {
	v.t.Helper()
	form := url.Values{}
	for i := 0; i < len(args); i += 2 {
		form.Set(args[i], args[i+1])
	}
	return v.read(v.PostForm(v.site+path, form))
}

func TestAReaderIsLedThroughTheSignInToThePageItWanted(t *testing.T) {
	t.Parallel()
	store, _ := aStore(t)
	drita(t, store)
	v := aVisitor(t, store)
	status, path, page := v.get("/el/books?page=3")
	if status != 200 || !strings.HasPrefix(path, "/el/in?next=") || !strings.Contains(page, `value="/books?page=3"`) {
		t.Fatalf("%d %s\n%s", status, path, page)
	}
	status, path, page = v.post("/el/in", "email", "drita@example.org", "password", password, "next", "/books?page=3")
	if status != 200 || path != "/el/books?page=3" || !strings.Contains(page, "page 3") {
		t.Errorf("after the sign-in: %d %s %s", status, path, page)
	}
	if status, path, _ := v.get("/el/in"); status != 200 || path != "/el/" {
		t.Errorf("signed in, the form leads to %d %s", status, path)
	}
	v.post("/el/out")
	if _, path, _ := v.get("/el/books"); !strings.HasPrefix(path, "/el/in") {
		t.Errorf("after the sign-out the books are at %s", path)
	}
}

func TestASignInNeverLeadsToAnotherSite(t *testing.T) {
	t.Parallel()
	store, _ := aStore(t)
	drita(t, store)
	for _, next := range []string{"//evil.example/", "https://evil.example/", `/\evil.example`, "evil", "/\t/evil.example"} {
		v := aVisitor(t, store)
		v.CheckRedirect = func(r *http.Request, _ []*http.Request) error {
			if r.URL.Scheme+"://"+r.URL.Host != v.site {
				t.Errorf("%q leads to %s", next, r.URL)
			}
			return nil
		}
		if _, path, _ := v.post("/sq/in", "email", "drita@example.org", "password", password, "next", next); path != "/sq/" {
			t.Errorf("%q leads to %s", next, path)
		}
	}
}

func TestAWrongPasswordIsSaidAboveTheFormAndNotShownAgain(t *testing.T) {
	t.Parallel()
	store, _ := aStore(t)
	for _, l := range lang.All {
		v := aVisitor(t, store)
		status, _, page := v.post("/"+string(l)+"/in", "email", "drita@example.org", "password", "a wrong password")
		if status != http.StatusUnprocessableEntity || !strings.Contains(page, l.T("accounts.sign_in_wrong")) || !strings.Contains(page, `value="drita@example.org"`) || strings.Contains(page, "a wrong password") {
			t.Errorf("%s: %d\n%s", l, status, page)
		}
	}
}

func TestTheLinkOnTheTerminalMakesTheFirstAccountAndSignsIn(t *testing.T) {
	t.Parallel()
	store, _ := aStore(t)
	token, err := store.FirstLink(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	v := aVisitor(t, store)
	if status, _, _ := v.get("/bg" + accounts.FirstPath + "?token=guess"); status != http.StatusNotFound {
		t.Errorf("a guessed token gave %d", status)
	}
	if status, _, page := v.get("/bg" + accounts.FirstPath + "?token=" + token); status != 200 || !strings.Contains(page, token) {
		t.Errorf("the link gave %d\n%s", status, page)
	}
	if status, _, page := v.post("/bg"+accounts.FirstPath, "token", token, "name", "Иван", "email", "ivan", "password", "short"); status != http.StatusUnprocessableEntity || !strings.Contains(page, "Иван") || strings.Count(page, lang.Bulgarian.T("accounts.email_wrong")) == 0 || !strings.Contains(page, lang.Bulgarian.T("accounts.password_short", "least", 10)) {
		t.Errorf("a wrong e-mail address and a short password gave %d\n%s", status, page)
	}
	if status, path, page := v.post("/bg"+accounts.FirstPath, "token", token, "name", "Иван", "email", "ivan@example.org", "password", password); status != 200 || path != "/bg/" || !strings.Contains(page, "home of Иван") {
		t.Errorf("the form led to %d %s %s", status, path, page)
	}
	if status, _, _ := v.get("/bg" + accounts.FirstPath + "?token=" + token); status != http.StatusNotFound {
		t.Errorf("used, the link gave %d", status)
	}
}

func TestEveryRoleHasAWordInEveryLanguage(t *testing.T) {
	t.Parallel()
	for _, role := range accounts.Roles {
		for _, l := range lang.All {
			if key := "accounts.role_" + string(role); !l.Has(key) {
				t.Errorf("%s has no word for %s", l, key)
			}
		}
	}
}

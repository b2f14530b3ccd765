package web_test

import (
	"embed"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"tok/fault"
	"tok/internal/web"
	"tok/lang"
	"tok/measure"
)

//go:embed testdata/*.html
var pages embed.FS

var thingPage = web.Parse(pages, "testdata/thing.html")

type thing struct {
	web.Base
	Number  string
	Name    lang.Text
	Kilos   measure.Kilos
	Price   measure.CentsPerTonne
	Threads web.Threads
	Field   web.Field
}

func aSite(t *testing.T) http.Handler {
	t.Helper()
	app := web.New(web.SampleSite(), measure.NewTestClock(measure.MustDay("2026-11-24")), slog.New(slog.NewTextHandler(io.Discard, nil)))
	app.Nav = func(r *web.Request) []web.Link { return []web.Link{{Text: r.T("web.demands"), Path: "/things"}} }
	app.ViewerOf = func(r *http.Request) web.Viewer { return web.Viewer{Name: r.Header.Get("X-Test-Name")} }
	page := func(r *web.Request, form *web.Form) thing {
		return thing{
			Base:   web.Base{Title: "Thing", Problems: form.Problems, Crumbs: []web.Link{{Text: "Things", Path: "/things"}, {Text: "Thing"}}},
			Number: r.PathValue("number"), Name: lang.Text{lang.English: "olive <oil>"}, Kilos: 60_000, Price: 148_000,
			Threads: web.ThreadsOf("44 of 60 t", "oil", []measure.Kilos{40_000, 4000}, 60_000),
			Field:   form.Field(web.Field{Name: "tonnes", Label: "Tonnes", InputMode: "decimal", Unit: "t", Required: true}),
		}
	}
	app.Page("GET /things/{number}", func(r *web.Request) error {
		if r.PathValue("number") == "0" {
			return fault.Of(fault.Missing, "web.missing_page")
		}
		p := page(r, r.NewForm())
		return r.Render(thingPage, &p)
	})
	app.Page("POST /things/{number}", func(r *web.Request) error {
		form, err := r.Form()
		if err != nil {
			return err
		}
		if kg := form.Tonnes("tonnes"); form.OK() && kg == 4500 {
			return r.Redirect("/things/4500")
		}
		p := page(r, form)
		return r.Render(thingPage, &p)
	})
	app.Page("GET /broken", func(*web.Request) error { return errors.New("dial tcp 10.0.0.7: refused") })
	app.Page("GET /panic", func(*web.Request) error { panic("at the disco") })
	app.Page("GET /mine", func(*web.Request) error { return fault.Of(fault.SignIn, "web.missing_page") })
	app.Open("GET /a/{token}", func(r *web.Request) error {
		p := page(r, r.NewForm())
		return r.Render(thingPage, &p)
	})
	app.Open("GET /api/v1/things/{number}", func(*web.Request) error {
		return fault.Of(fault.Invalid, "web.not_a_number", "written", "x").In("number")
	})
	return app.Handler()
}

func get(h http.Handler, path string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("GET", path, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func see(t *testing.T, w *httptest.ResponseRecorder, status int, words ...string) {
	t.Helper()
	if w.Code != status {
		t.Errorf("status %d, not %d", w.Code, status)
	}
	for _, word := range words {
		if !strings.Contains(w.Body.String(), word) {
			t.Errorf("%q is not to be seen in:\n%s", word, w.Body.String())
		}
	}
}

func TestAPageIsTheSameInFourLanguagesUnderTheSamePath(t *testing.T) {
	t.Parallel()
	h := aSite(t)
	see(t, get(h, "/sq/things/118"), 200, `<html lang="sq">`, "1,48\u00a0€/kg", "Vetëm në anglisht", `href="/el/things/118"`, `hreflang="bg"`)
	see(t, get(h, "/el/things/118?x=1"), 200, `<html lang="el">`, "1,48\u00a0€/κιλό", `href="/sq/things/118?x=1"`)
	see(t, get(h, "/bg/things/118"), 200, "60\u00a0т", `<span lang="en">olive &lt;oil&gt;</span>`)
	see(t, get(h, "/en/things/118"), 200, "€1.48/kg", "olive &lt;oil&gt;")
}

func TestAnAddressWithoutALanguageGoesWhereTheReaderReads(t *testing.T) {
	t.Parallel()
	h := aSite(t)
	for _, c := range []struct{ path, header, value, want string }{
		{"/things/118", "Accept-Language", "el-GR,el;q=0.9", "/el/things/118"},
		{"/things/118?a=b", "Cookie", "lang=bg", "/bg/things/118?a=b"},
		{"/things/118", "Accept-Language", "de", "/sq/things/118"},
		{"/things/118", "X", "", "/sq/things/118"},
		{"/en", "Cookie", "lang=bg", "/en/"},
	} {
		w := get(h, c.path, c.header, c.value)
		if w.Header().Get("Location") != c.want {
			t.Errorf("%s with %s %s goes to %q, not %q", c.path, c.header, c.value, w.Header().Get("Location"), c.want)
		}
	}
	see(t, get(h, "/a/7KQ4M2", "Accept-Language", "bg"), 200, `<html lang="bg">`, `href="/a/7KQ4M2?lang=el"`)
	see(t, get(h, "/a/7KQ4M2?lang=en", "Accept-Language", "bg"), 200, `<html lang="en">`)
}

func TestWhatIsNotThereIsSaidInTheReadersLanguage(t *testing.T) {
	t.Parallel()
	h := aSite(t)
	see(t, get(h, "/el/nowhere"), 404, `<html lang="el">`, "Δεν υπάρχει")
	see(t, get(h, "/el/things/0"), 404, "Δεν υπάρχει")
	see(t, get(h, "/nowhere", "Accept-Language", "bg"), 404, "Тук няма нищо")
	see(t, get(h, "/%2e%2e/x%00"), 404)
}

func TestABreakdownIsOneLineForTheReaderAndNoDetail(t *testing.T) {
	t.Parallel()
	h := aSite(t)
	for _, path := range []string{"/en/broken", "/en/panic"} {
		w := get(h, path)
		see(t, w, 500, "Something broke on our side")
		if strings.Contains(w.Body.String(), "10.0.0.7") || strings.Contains(w.Body.String(), "disco") {
			t.Error("the reader is shown what only the operator may see")
		}
	}
}

func TestWhoIsUnknownIsAskedToSignInAndComesBack(t *testing.T) {
	t.Parallel()
	w := get(aSite(t), "/el/mine?x=1")
	if w.Code != 303 || w.Header().Get("Location") != "/el/in?next=%2Fmine%3Fx%3D1" {
		t.Errorf("%d %s", w.Code, w.Header().Get("Location"))
	}
}

func TestTheAPIAnswersProblemsInItsOwnFormat(t *testing.T) {
	t.Parallel()
	w := get(aSite(t), "/api/v1/things/x", "Accept-Language", "en")
	see(t, w, 422, `"code": "web.not_a_number"`, `"field": "number"`, `is not a number`)
	if got := w.Header().Get("Content-Type"); got != "application/problem+json" {
		t.Errorf("content type %q", got)
	}
	see(t, get(aSite(t), "/api/v1/nowhere"), 404, `"status": 404`)
}

func TestAPageIsNotSentAgainIfItHasNotChanged(t *testing.T) {
	t.Parallel()
	h := aSite(t)
	first := get(h, "/en/things/118", "Cookie", "lang=en", "Accept-Encoding", "gzip")
	if first.Header().Get("Content-Encoding") != "gzip" {
		t.Error("the page is not packed")
	}
	if again := get(h, "/en/things/118", "Cookie", "lang=en", "Accept-Encoding", "gzip", "If-None-Match", first.Header().Get("ETag")); again.Code != 304 {
		t.Errorf("status %d for a page that has not changed", again.Code)
	}
}

func TestFilesAreKeptForEverUnderANameOfTheirContent(t *testing.T) {
	t.Parallel()
	h := aSite(t)
	found := regexp.MustCompile(`/static/[a-z.0-9-]+`).FindAllString(get(h, "/el/things/1").Body.String(), -1)
	if len(found) < 4 {
		t.Fatalf("the page names only %v", found)
	}
	for _, path := range found {
		w := get(h, path)
		if w.Code != 200 || !strings.Contains(w.Header().Get("Cache-Control"), "immutable") {
			t.Errorf("%s: %d, %s", path, w.Code, w.Header().Get("Cache-Control"))
		}
		if strings.Contains(path, "style") && (strings.Contains(w.Body.String(), "font(") || strings.Contains(w.Body.String(), "/*")) {
			t.Error("the style is not finished")
		}
	}
}

func TestABrowserIsToldToTrustOnlyThisSite(t *testing.T) {
	t.Parallel()
	w := get(aSite(t), "/en/things/1")
	policy := w.Header().Get("Content-Security-Policy")
	if !strings.Contains(policy, "default-src 'self'") || strings.Contains(policy, "unsafe") {
		t.Errorf("policy %q", policy)
	}
	if body := w.Body.String(); strings.Contains(body, ` style="`) || strings.Contains(body, "<style") || regexp.MustCompile(` on[a-z]+="`).MatchString(body) {
		t.Error("the page has an inline style or script, which the policy forbids")
	}
}

func post(h http.Handler, path, body string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("POST", path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestAnotherSiteCannotSendAFormHere(t *testing.T) {
	t.Parallel()
	w := post(aSite(t), "/en/things/1", "tonnes=4", "Sec-Fetch-Site", "cross-site", "Accept-Language", "en")
	see(t, w, 403, "sent from another site")
	w = post(aSite(t), "/el/things/1", "tonnes=4", "Sec-Fetch-Site", "cross-site", "Accept-Language", "en")
	see(t, w, 403, `<html lang="el">`)
}

func TestAFormSaysWhatToCorrectAndKeepsWhatWasWritten(t *testing.T) {
	t.Parallel()
	h := aSite(t)
	see(t, post(h, "/sq/things/1", "tonnes=7+ton"), 422, "<title>Problem: Thing", "Ka një problem", `href="#f-tonnes"`,
		`value="7 ton"`, `aria-invalid="true"`, "nuk është numër", `type="text"`, `inputmode="decimal"`)
	if w := post(h, "/sq/things/1", "tonnes=4,5"); w.Header().Get("Location") != "/sq/things/4500" {
		t.Errorf("4,5 tonnes are not understood: %d %s", w.Code, w.Header().Get("Location"))
	}
	see(t, post(h, "/en/things/1", "x="+strings.Repeat("y", 2<<20)), 413)
	see(t, post(h, "/en/things/1", "x=%zz"), 422, "damaged")
}

func TestNumbersAreUnderstoodHoweverTheyAreWritten(t *testing.T) {
	t.Parallel()
	for written, want := range map[string]measure.Kilos{"4.5": 4500, "4,5": 4500, "1 234,5": 1234500, "1.234,5": 1234500, "1,234.5": 1234500, "": 0, "−2": -2000} {
		form := &web.Form{Values: map[string][]string{"q": {written}}}
		if got := form.Tonnes("q"); got != want || !form.OK() {
			t.Errorf("%q is %d kg, not %d", written, got, want)
		}
	}
	for _, written := range []string{"7 ton", "NaN", "1e400", "0x1p5z", "--3"} {
		form := &web.Form{Values: map[string][]string{"q": {written}}}
		if form.Number("q"); form.OK() {
			t.Errorf("%q is taken for a number", written)
		}
	}
}

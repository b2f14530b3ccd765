package tok_test

import (
	"context"
	"html"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"tok"
	"tok/accounts"
	"tok/internal/database"
	"tok/internal/jobs"
	"tok/internal/web"
	"tok/lang"
	"tok/measure"
	"tok/offers"
	"tok/sample"
	"tok/supplies"
)

// secretFloor is every other firm's floor; it is recognised however it is written.
const secretFloor measure.CentsPerTonne = 177_731

var (
	wallDay   = measure.MustDay("2026-11-24")
	hidden    = regexp.MustCompile(`(?s)<(script|style|svg)\b.*?</(script|style|svg)>|<[^>]*>`)
	anySpace  = regexp.MustCompile(`[\s\x{a0}\x{202f}]+`)
	wallLinks = regexp.MustCompile(`(?:href|action)="(/[^"#?]*)`)
)

// A walled site is the sample region, whose floors are secret, with one offer.
type walled struct {
	*tok.TOK
	url    string
	offer  offers.Offer
	traces []string
}

// readers are an account for every role that may not see members' figures.
var readers = []accounts.Role{accounts.Member, accounts.Collector, accounts.Buyer, accounts.Laboratory,
	accounts.Carrier, accounts.Editor, accounts.Officer, accounts.Administrator}

func aWalledSite(t *testing.T) *walled {
	t.Helper()
	ctx, db, clock := t.Context(), database.Test(t), measure.NewTestClock(wallDay)
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	check(sample.Fill(ctx, db, wallDay, 1))
	region := sample.Make(wallDay, 1)
	firm := func(slug string) string {
		for _, m := range region.Members {
			if m.Slug == slug {
				return m.ID
			}
		}
		t.Fatalf("there is no %s", slug)
		return ""
	}
	own := firm("sheget-e-cakranit")
	check(db.Write(ctx, func(tx *database.Tx) error {
		for _, s := range region.Supplies {
			if s.MemberID == own {
				continue // what is one's own may be read
			}
			s.Floor = secretFloor
			if _, err := supplies.PutIn(ctx, tx, s); err != nil {
				return err
			}
		}
		return nil
	}))
	site, err := tok.On(ctx, db, tok.Config{Cache: filepath.Join(os.TempDir(), "tok-highs"), Clock: clock, Log: slog.New(slog.DiscardHandler), Site: web.SampleSite()})
	check(err)
	for _, role := range readers {
		a := accounts.Account{Email: string(role) + "@wall.example", Name: string(role), Language: lang.English, Roles: []accounts.Role{role}, Members: []string{own}}
		if role == accounts.Buyer {
			a.Members = []string{firm("lerchengasse-weine")}
		}
		_, err := site.Accounts.Add(ctx, a, sample.Password)
		check(err)
	}
	check(site.Queue.Start(ctx))
	server := httptest.NewServer(site.Handler)
	t.Cleanup(func() {
		server.Close()
		check(site.Queue.Stop(context.Background()))
	})
	return &walled{TOK: site, url: server.URL}
}

// as signs somebody in; "" is the public.
func (w *walled) as(t *testing.T, email string) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	if email != "" {
		if status, _, _ := w.post(t, client, "/en/in", url.Values{"email": {email}, "password": {sample.Password}}); status != http.StatusSeeOther {
			t.Fatalf("signing in as %s: %d", email, status)
		}
	}
	return client
}

func (w *walled) post(t *testing.T, client *http.Client, path string, form url.Values) (status int, to, body string) {
	t.Helper()
	response, err := client.PostForm(w.url+path, form)
	return read(t, response, err)
}

func (w *walled) get(t *testing.T, client *http.Client, path string) (status int, to, body string) {
	t.Helper()
	response, err := client.Get(w.url + path)
	return read(t, response, err)
}

func read(t *testing.T, response *http.Response, err error) (status int, to, body string) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, response.Header.Get("Location"), string(text)
}

// composeWine lets the coordinator compose the offer whose figures are secret,
// and learns how they are written.
func (w *walled) composeWine(t *testing.T, coordinator *http.Client) {
	t.Helper()
	_, to, _ := w.post(t, coordinator, "/en/demands/123/offers", nil)
	id := to[strings.LastIndex(to, "/")+1:]
	for until := time.Now().Add(2 * time.Minute); ; time.Sleep(50 * time.Millisecond) {
		p, err := w.Queue.Progress(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		if p.State == jobs.Done {
			break
		}
		if !p.Underway() || time.Now().After(until) {
			t.Fatalf("the offer is not composed: %s, %+v", p.State, p.Fault)
		}
	}
	var err error
	if w.offer, err = offers.Find(t.Context(), w.DB, 123, 1); err != nil || len(w.offer.Composition.Lines) < 4 {
		t.Fatalf("%+v, %v", w.offer, err)
	}
	for _, l := range lang.All {
		w.traces = append(w.traces, l.Price(secretFloor))
		for _, line := range w.offer.Composition.Lines {
			w.traces = append(w.traces, l.Euro(line.Alone), l.Euro(line.Extra), l.Euro(line.Gets()))
		}
	}
	for i, trace := range w.traces {
		w.traces[i] = anySpace.ReplaceAllString(trace, " ")
	}
}

// leak is the first secret figure that a text shows, or "".
func (w *walled) leak(text string) string {
	for _, raw := range []string{"177731", "1.7773", "1,7773"} {
		if strings.Contains(text, raw) {
			return raw
		}
	}
	said := anySpace.ReplaceAllString(html.UnescapeString(hidden.ReplaceAllString(text, " ")), " ")
	for _, trace := range w.traces {
		if strings.Contains(said, trace) {
			return trace
		}
	}
	return ""
}

// walk reads every page that links lead to, and gives their paths.
func (w *walled) walk(t *testing.T, who string, client *http.Client) []string {
	t.Helper()
	seen, next := []string{"/en/"}, []string{"/en/"}
	for len(next) > 0 {
		path := next[0]
		next = next[1:]
		status, to, body := w.get(t, client, path)
		if trace := w.leak(body); trace != "" {
			t.Errorf("%s reads %q on %s", who, trace, path)
		}
		if status >= 500 {
			t.Errorf("%s: %s answers %d", who, path, status)
		}
		links := []string{to}
		for _, m := range wallLinks.FindAllStringSubmatch(body, -1) {
			links = append(links, m[1])
		}
		for _, link := range links {
			if (strings.HasPrefix(link, "/en/") || strings.HasPrefix(link, "/api/")) && !slices.Contains(seen, link) {
				seen, next = append(seen, link), append(next, link)
			}
		}
	}
	return seen
}

func TestNobodyReadsAnothersFigures(t *testing.T) {
	t.Parallel()
	w := aWalledSite(t)
	coordinator := w.as(t, sample.Coordinator)
	w.composeWine(t, coordinator)
	behind := []string{"/en/offers/123-1", "/sq/offers/123-1.txt", "/api/v1/offers/123-1",
		"/el/offers/123-1.pdf", "/bg/offers/123-1.xlsx", "/bg/jobs/" + w.offer.Job}
	for _, path := range behind[:3] {
		if status, _, body := w.get(t, coordinator, path); status != http.StatusOK || w.leak(body) == "" {
			t.Errorf("the coordinator does not read the figures on %s: %d", path, status)
		}
	}

	_, _, page := w.get(t, coordinator, behind[0])
	for _, m := range wallLinks.FindAllStringSubmatch(page, -1) {
		if strings.Contains(m[1], "/offers/123-1") && !slices.Contains(behind, m[1]) {
			behind = append(behind, m[1]) // whatever else it can be had as
		}
	}

	others := map[string]*http.Client{"public": w.as(t, "")}
	for _, role := range readers {
		others[string(role)] = w.as(t, string(role)+"@wall.example")
	}
	for who, client := range others {
		pages := w.walk(t, who, client)
		if len(pages) < 50 || !slices.Contains(pages, "/en/demands/123") || !slices.Contains(pages, "/en/members/kantina-osumi") {
			t.Errorf("%s was led to %d pages only: %v", who, len(pages), pages)
		}
		for _, path := range slices.Concat(behind, []string{"/sq/demands/123", "/el/demands/123", "/bg/demands/123", "/sq/members/kantina-osumi"}) {
			status, to, body := w.get(t, client, path)
			if trace := w.leak(body); trace != "" {
				t.Errorf("%s reads %q on %s", who, trace, path)
			}
			refused := status == http.StatusForbidden
			if who == "public" {
				refused = status == http.StatusUnauthorized || status == http.StatusSeeOther && strings.Contains(to, "/in?")
			}
			if slices.Contains(behind, path) != refused {
				t.Errorf("%s: %s answers %d %s", who, path, status, to)
			}
		}
		for _, path := range []string{"/en/demands/123/offers", "/en/jobs/" + w.offer.Job + "/cancel"} {
			if status, to, _ := w.post(t, client, path, nil); status < 300 || status == http.StatusSeeOther && !strings.Contains(to, "/in?") {
				t.Errorf("%s may press %s: %d %s", who, path, status, to)
			}
		}
	}
}

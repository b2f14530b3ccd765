package main

import (
	"context"
	"errors"
	"fmt"
	"html"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"tok"
	"tok/internal/database"
	"tok/internal/web"
	"tok/lang"
	"tok/measure"
	"tok/members"
	"tok/sample"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"tok": main})
}

// TestScenarios runs scenarios/*.txtar, the specification of the whole program.
// Beside testscript's own commands they use:
//
//	region DAY             a site with the sample region, on that day
//	as EMAIL               sign in
//	page /en/…             read a page
//	press /en/…            press a button: POST, and wait for the job if there is one
//	status N               the answer's status
//	see TEXT…              the page says so, tags and spaces aside
//	unseen TEXT…           it does not
//	exits N tok …          a command, which ends with this status
//	founded FOLDER         a site in which somebody works already
func TestScenarios(t *testing.T) {
	t.Parallel()
	cache := filepath.Join(os.TempDir(), "tok-highs") // the solver is compiled once on a machine
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("..", "..", "scenarios"),
		Setup: func(env *testscript.Env) error {
			env.Setenv("TOK_LANG", "en")
			env.Setenv("XDG_CACHE_HOME", cache)
			env.Values["visit"] = &visit{cache: filepath.Join(cache, "tok")}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"region": region, "as": as, "page": page, "press": press, "status": status, "see": see, "unseen": unseen,
			"exits": exits, "founded": founded,
		},
	})
}

// A visit is one person at a site.
type visit struct {
	cache  string
	server *httptest.Server
	client *http.Client
	code   int
	text   string
}

func visitOf(ts *testscript.TestScript) *visit { return ts.Value("visit").(*visit) }

// scenario lends a script to database.Test.
type scenario struct{ *testscript.TestScript }

func (scenario) Helper()             {}
func (s scenario) Fatal(args ...any) { s.Fatalf("%s", fmt.Sprint(args...)) }
func (s scenario) Cleanup(do func()) { s.Defer(do) }
func (s scenario) TempDir() string   { return s.MkAbs(".") }

func region(ts *testscript.TestScript, _ bool, args []string) {
	v, ctx := visitOf(ts), context.Background()
	clock := measure.NewTestClock(measure.MustDay(args[0]))
	db := database.Test(scenario{ts})
	ts.Check(sample.Fill(ctx, db, clock.Today(), sampleSeed))
	site, err := tok.On(ctx, db, tok.Config{Cache: v.cache, Clock: clock, Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Site: web.SampleSite()})
	ts.Check(err)
	ts.Check(site.Queue.Start(ctx))
	v.server = httptest.NewServer(site.Handler)
	ts.Defer(func() {
		v.server.Close()
		ts.Check(site.Queue.Stop(ctx))
	})
	jar, err := cookiejar.New(nil)
	ts.Check(err)
	v.client = &http.Client{Jar: jar}
}

func as(ts *testscript.TestScript, _ bool, args []string) {
	v := visitOf(ts)
	v.read(ts)(v.client.PostForm(v.server.URL+"/en/in", url.Values{"email": {args[0]}, "password": {sample.Password}}))
	if v.code != http.StatusOK || strings.Contains(v.text, "There is a problem") {
		ts.Fatalf("signing in: %d %s", v.code, v.text)
	}
}

func page(ts *testscript.TestScript, _ bool, args []string) {
	v := visitOf(ts)
	v.read(ts)(v.client.Get(v.server.URL + args[0]))
}

func press(ts *testscript.TestScript, _ bool, args []string) {
	v := visitOf(ts)
	response, err := v.client.PostForm(v.server.URL+args[0], nil)
	ts.Check(err)
	at := response.Request.URL
	v.read(ts)(response, nil)
	for until := time.Now().Add(3 * time.Minute); strings.Contains(at.Path, "/jobs/"); time.Sleep(100 * time.Millisecond) {
		if time.Now().After(until) {
			ts.Fatalf("the job does not end: %s", v.text)
		}
		response, err := v.client.Get(at.String())
		ts.Check(err)
		at = response.Request.URL
		v.read(ts)(response, nil)
	}
}

var (
	unsaid = regexp.MustCompile(`(?s)<(script|style)\b.*?</(script|style)>|<[^>]*>`)
	spaces = regexp.MustCompile(`[\s\x{a0}]+`)
)

// plain is what a page says, without tags, in one line.
func plain(page string) string {
	return spaces.ReplaceAllString(html.UnescapeString(unsaid.ReplaceAllString(page, " ")), " ")
}

func (v *visit) read(ts *testscript.TestScript) func(*http.Response, error) {
	return func(response *http.Response, err error) {
		ts.Check(err)
		defer response.Body.Close()
		body, err := io.ReadAll(response.Body)
		ts.Check(err)
		v.code, v.text = response.StatusCode, plain(string(body))
		ts.Check(os.WriteFile(ts.MkAbs("page.html"), body, 0o600))
	}
}

func status(ts *testscript.TestScript, _ bool, args []string) {
	if got := fmt.Sprint(visitOf(ts).code); got != args[0] {
		ts.Fatalf("the status is %s, not %s", got, args[0])
	}
}

func see(ts *testscript.TestScript, _ bool, args []string) {
	for _, text := range args {
		if !strings.Contains(visitOf(ts).text, text) {
			ts.Fatalf("the page does not say %q; it says\n%s", text, visitOf(ts).text)
		}
	}
}

func unseen(ts *testscript.TestScript, _ bool, args []string) {
	for _, text := range args {
		if strings.Contains(visitOf(ts).text, text) {
			ts.Fatalf("the page says %q", text)
		}
	}
}

func exits(ts *testscript.TestScript, _ bool, args []string) {
	status := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		status = exit.ExitCode()
	}
	if fmt.Sprint(status) != args[0] {
		ts.Fatalf("it ends with %d, not %s", status, args[0])
	}
}

func founded(ts *testscript.TestScript, _ bool, args []string) {
	ctx := context.Background()
	db, err := database.Open(ctx, ts.MkAbs(args[0]))
	ts.Check(err)
	_, err = members.Store{DB: db}.Put(ctx, members.Member{Slug: "mulliri", Name: "Mulliri", Kind: members.Mill,
		Country: "AL", LegalForm: members.Person, Language: lang.Albanian, Active: true})
	ts.Check(errors.Join(err, db.Close()))
}

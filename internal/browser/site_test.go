package browser_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"tok"
	"tok/internal/browser"
	"tok/internal/web"
	"tok/measure"
	"tok/sample"
)

// pages are looked at in all four languages. Whoever writes a page adds it here.
func pages() []page {
	return []page{
		{path: "/", html: home, requests: 6},
		{path: "/nowhere", html: small, requests: 6},
		{path: "/in", html: small, requests: 6},
		{path: "/in", then: signInWrongly},
		{path: "/demands", html: small, requests: 6},
		{path: "/demands?q=vaj", html: small, requests: 6},
		{path: "/demands/118", html: small, requests: 6},
		{path: "/demands/120", html: small, requests: 6},
		{path: "/members", html: small, requests: 6},
		{path: "/members?q=zzz", html: small, requests: 6},
		{path: "/members/sheget-e-cakranit", html: small, requests: 6},
		{path: "/demands/118", as: sample.Coordinator, html: table, requests: 7},
		{path: "/offers/118-1", as: sample.Coordinator, html: rich, requests: 7},
		{path: "/offers/121-1", as: sample.Coordinator, html: rich, requests: 7},
		{path: "/offers/9-9", as: sample.Coordinator, html: small, requests: 6},
	}
}

// started is the whole program with the sample on a day of the test's own.
var started struct {
	base string
	stop func()
}

// site is the address of the site. TOK_SITE names one that runs already.
func site() string { return started.base }

func TestMain(m *testing.M) {
	code, err := run(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err, "(scripts/install-test-tools.sh installs Chromium)")
		code = 1
	}
	os.Exit(code)
}

func run(m *testing.M) (code int, err error) {
	if theBrowser, err = browser.Start(); err != nil {
		return 1, err
	}
	defer theBrowser.Close()
	if started.base = os.Getenv("TOK_SITE"); started.base == "" {
		if err := startSite(); err != nil {
			return 1, err
		}
		defer started.stop()
	}
	return m.Run(), nil
}

func startSite() error {
	ctx := context.Background()
	folder, err := os.MkdirTemp("", "tok-browser-")
	if err != nil {
		return err
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = folder
	}
	today := measure.MustDay("2026-11-24")
	t, err := tok.Open(ctx, tok.Config{
		Database: folder, Cache: cache + "/tok-highs", Clock: measure.NewClock(measure.Tirana, today),
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Site: web.SampleSite(),
	})
	if err != nil {
		return err
	}
	if err := sample.Fill(ctx, t.DB, today, 1); err != nil {
		return err
	}
	if err := t.Queue.Start(ctx); err != nil {
		return err
	}
	server := httptest.NewServer(t.Handler)
	started.base = server.URL
	started.stop = func() {
		server.Close()
		_ = t.Close(ctx)
		_ = os.RemoveAll(folder)
	}
	return nil
}

// signIn signs the account in, through the form.
func signIn(tab *browser.Tab, base, email string) error {
	if email == "" {
		return nil
	}
	if err := tab.Open(base + "/en/in"); err != nil {
		return err
	}
	return signInWith(tab, email, sample.Password)
}

func signInWith(tab *browser.Tab, email, password string) error {
	if err := tab.Fill("f-email", email); err != nil {
		return err
	}
	if err := tab.Fill("f-password", password); err != nil {
		return err
	}
	return tab.Click("main form button")
}

// signInWrongly shows the page with what is to be corrected.
func signInWrongly(tab *browser.Tab) error { return signInWith(tab, "nobody@tok.example", "wrong") }

// makeOffers is the main job by hand, with scripts switched off: a coordinator
// signs in, opens a demand, presses Compose, waits, and is shown the offer, or
// that none is possible.
func makeOffers(base string) error {
	tab, err := theBrowser.Tab(390, 844)
	if err != nil {
		return err
	}
	defer tab.Close()
	if err := tab.WithoutScripts(); err != nil {
		return err
	}
	if err := signIn(tab, base, sample.Coordinator); err != nil {
		return fmt.Errorf("signing in: %w", err)
	}
	for _, number := range []string{"118", "121"} { // enough pomegranates, too little sage
		if err := tab.Open(base + "/en/demands/" + number); err != nil {
			return err
		}
		if err := tab.Click(`main form[action$="/offers"] button`); err != nil {
			return fmt.Errorf("composing for demand %s: %w", number, err)
		}
		if err := arrive(tab, "/offers/"); err != nil {
			return fmt.Errorf("composing for demand %s: %w", number, err)
		}
	}
	return nil
}

// arrive waits until the page that refreshes itself has led where it should.
func arrive(tab *browser.Tab, where string) error {
	at := ""
	for begun := time.Now(); time.Since(begun) < 4*time.Minute; time.Sleep(time.Second) {
		var err error
		if at, err = tab.Address(); err == nil && strings.Contains(at, where) {
			return nil
		}
	}
	return fmt.Errorf("four minutes later the page is still %s", at)
}

func TestTheFirstOfferIsMadeWithoutAScript(t *testing.T) { told(t, "open") }

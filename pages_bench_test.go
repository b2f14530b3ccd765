package tok_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tok"
	"tok/internal/database"
	"tok/internal/web"
	"tok/measure"
	"tok/sample"
)

// BenchmarkPages draws pages of the sample site as a visitor and as a coordinator
// get them: read from the database, drawn, compressed.
func BenchmarkPages(b *testing.B) {
	site := openSample(b)
	reader := site.signIn(b, sample.Coordinator)
	site.compose(b, reader, "/en/demands/123/offers")
	visitor := &http.Client{}
	for _, page := range []struct {
		name, path string
		as         *http.Client
	}{
		{"home", "/en/", visitor},
		{"demands", "/en/demands", visitor},
		{"members", "/en/members", visitor},
		{"demand", "/en/demands/123", reader},
		{"offer", "/en/offers/123-1", reader},
	} {
		b.Run(page.name, func(b *testing.B) { site.draw(b, page.as, page.path) })
	}
}

// draw asks for a page again and again, without a network between.
func (s *openSite) draw(b *testing.B, as *http.Client, path string) {
	ask := httptest.NewRequest(http.MethodGet, s.server.URL+path, nil)
	ask.Header.Set("Accept-Encoding", "gzip")
	if as.Jar != nil {
		for _, c := range as.Jar.Cookies(ask.URL) {
			ask.AddCookie(c)
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		answer := httptest.NewRecorder()
		s.Handler.ServeHTTP(answer, ask)
		if answer.Code != http.StatusOK {
			b.Fatalf("%s: %d", path, answer.Code)
		}
	}
}

// An openSite is the sample site, open for a benchmark.
type openSite struct {
	*tok.TOK
	server *httptest.Server
}

func openSample(b *testing.B) *openSite {
	b.Helper()
	ctx, today := context.Background(), measure.MustDay("2026-11-24")
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = b.TempDir()
	}
	db := database.Test(b)
	site, err := tok.On(ctx, db, tok.Config{Cache: filepath.Join(cache, "tok-highs"), Clock: measure.NewTestClock(today),
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Site: web.SampleSite()})
	for _, err := range []error{err, sample.Fill(ctx, db, today, 1), site.Queue.Start(ctx)} {
		if err != nil {
			b.Fatal(err)
		}
	}
	s := &openSite{site, httptest.NewServer(site.Handler)}
	b.Cleanup(func() {
		s.server.Close()
		if err := site.Queue.Stop(ctx); err != nil {
			b.Error(err)
		}
	})
	return s
}

func (s *openSite) signIn(b *testing.B, email string) *http.Client {
	b.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		b.Fatal(err)
	}
	reader := &http.Client{Jar: jar}
	answer, err := reader.PostForm(s.server.URL+"/en/in", url.Values{"email": {email}, "password": {sample.Password}})
	if err != nil {
		b.Fatal(err)
	}
	answer.Body.Close()
	return reader
}

// compose presses the button and waits for the job.
func (s *openSite) compose(b *testing.B, as *http.Client, path string) {
	b.Helper()
	answer, err := as.PostForm(s.server.URL+path, nil)
	for {
		if err != nil {
			b.Fatal(err)
		}
		answer.Body.Close()
		if !strings.Contains(answer.Request.URL.Path, "/jobs/") {
			return
		}
		time.Sleep(100 * time.Millisecond)
		answer, err = as.Get(answer.Request.URL.String())
	}
}

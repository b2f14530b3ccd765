package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"tok"
	"tok/bench"
	"tok/internal/web"
	"tok/measure"
	"tok/sample"
)

// measured are the pages that are measured, as a coordinator sees them.
var measured = []measuredPage{
	{"pages/home", "/en/"},
	{"pages/demands", "/en/demands"},
	{"pages/offer", "/en/offers/123-1"},
}

type measuredPage struct{ name, path string }

// benchToday is the day of the sample region on which pages are measured.
const benchToday = "2026-11-24"

// pages prints how long readers of a page wait, beside a file of the same bytes
// that the same process serves.
func (cmd *benchCommand) pages(ctx context.Context, env *env) error {
	asked := slices.ContainsFunc(measured, func(p measuredPage) bool { return strings.Contains(p.name, cmd.Name) })
	if !asked || cmd.Pages == 0 {
		return nil
	}
	if !bench.HasWrk() {
		env.warn(env.Lang.T("bench.no_wrk"))
		return nil
	}
	visit, err := visitSample(ctx)
	if err != nil {
		return err
	}
	return errors.Join(visit.table(ctx, env, cmd), visit.close())
}

func (v *benchVisit) table(ctx context.Context, env *env, cmd *benchCommand) error {
	if err := v.compose(ctx, "123"); err != nil {
		return err
	}
	w := tabwriter.NewWriter(env.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, env.head("page", "bytes", "p50", "p99", "per_second", "file_p50", "file_p99", "file_per_second", "page_by_file"))
	for _, p := range measured {
		if !strings.Contains(p.name, cmd.Name) {
			continue
		}
		size, err := v.keep(ctx, p.path)
		if err != nil {
			return err
		}
		page, err := bench.Wrk(ctx, v.server.URL+p.path, v.cookie, cmd.Pages)
		if err != nil {
			return err
		}
		file, err := bench.Wrk(ctx, v.server.URL+fileOf(p.path), "", cmd.Pages)
		if err != nil {
			return err
		}
		fmt.Fprintln(w, strings.Join([]string{p.name, fmt.Sprint(size), millis(page.Median), millis(page.Worst), fmt.Sprintf("%.0f", page.PerSecond),
			millis(file.Median), millis(file.Worst), fmt.Sprintf("%.0f", file.PerSecond), fmt.Sprintf("%.1f", float64(page.Median)/float64(file.Median))}, "\t")+"\t")
	}
	return w.Flush()
}

func millis(d time.Duration) string { return fmt.Sprintf("%.2f", float64(d)/float64(time.Millisecond)) }

// A benchVisit is a coordinator at a sample site of its own, in a temporary
// folder and on this machine only.
type benchVisit struct {
	folder string
	site   *tok.TOK
	server *httptest.Server
	client *http.Client
	cookie string
}

func visitSample(ctx context.Context) (v *benchVisit, err error) {
	v = &benchVisit{}
	if v.folder, err = os.MkdirTemp("", "tok-bench-"); err != nil {
		return nil, err
	}
	today := measure.MustDay(benchToday)
	v.site, err = tok.Open(ctx, tok.Config{Database: v.folder, Cache: cacheDir(), Clock: measure.NewClock(measure.Tirana, today),
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Site: web.SampleSite()})
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(v.folder))
	}
	v.server = httptest.NewServer(v.mux())
	err = sample.Fill(ctx, v.site.DB, today, sampleSeed)
	if err == nil {
		err = v.site.Queue.Start(ctx)
	}
	if err == nil {
		err = v.signIn()
	}
	if err != nil {
		return nil, errors.Join(err, v.close())
	}
	return v, nil
}

// files is where the bytes of the pages are kept, in the folder and as an address.
const files = "/files/"

// fileOf is the address of a page's bytes as a file.
func fileOf(path string) string {
	return files + strings.ReplaceAll(strings.Trim(path, "/"), "/", "-") + ".html"
}

func (v *benchVisit) mux() http.Handler {
	mux := http.NewServeMux()
	mux.Handle(files, http.FileServer(http.Dir(v.folder)))
	mux.Handle("/", v.site.Handler)
	return mux
}

func (v *benchVisit) close() error {
	v.server.Close()
	return errors.Join(v.site.Close(context.Background()), os.RemoveAll(v.folder))
}

func (v *benchVisit) signIn() error {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return err
	}
	v.client = &http.Client{Jar: jar}
	answer, err := v.client.PostForm(v.server.URL+"/en/in", url.Values{"email": {sample.Coordinator}, "password": {sample.Password}})
	if err != nil {
		return err
	}
	answer.Body.Close()
	var cookies []string
	for _, c := range jar.Cookies(answer.Request.URL) {
		cookies = append(cookies, c.String())
	}
	v.cookie = strings.Join(cookies, "; ")
	return nil
}

// compose makes the joint offer for a demand and waits for it.
func (v *benchVisit) compose(ctx context.Context, demand string) error {
	answer, err := v.client.PostForm(v.server.URL+"/en/demands/"+demand+"/offers", nil)
	for err == nil {
		answer.Body.Close()
		if !strings.Contains(answer.Request.URL.Path, "/jobs/") {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(200 * time.Millisecond):
		}
		answer, err = v.client.Get(answer.Request.URL.String())
	}
	return err
}

// keep reads a page and keeps its bytes as a file; it gives their number.
func (v *benchVisit) keep(ctx context.Context, path string) (int, error) {
	ask, err := http.NewRequestWithContext(ctx, http.MethodGet, v.server.URL+path, nil)
	if err != nil {
		return 0, err
	}
	answer, err := v.client.Do(ask)
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	page, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		return 0, errors.Join(err, fmt.Errorf("%s: %s", path, answer.Status))
	}
	file := filepath.Join(v.folder, filepath.FromSlash(fileOf(path)))
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return 0, err
	}
	return len(page), os.WriteFile(file, page, 0o600)
}

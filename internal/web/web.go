// Package web is the site's plumbing: addresses that begin with a language,
// pages from templates, forms, errors that people understand, styles and fonts.
// It knows no business; README.md beside this file shows how to write a page.
package web

import (
	"io/fs"
	"log/slog"
	"net/http"
	"strings"

	"github.com/klauspost/compress/gzhttp"

	"tok/lang"
	"tok/measure"
)

// A Handler answers a request or says what went wrong; an error becomes a page
// in the reader's language, or JSON under /api.
type Handler func(*Request) error

// An App collects pages, styles and scripts and serves them. Everything is
// added before Handler is called.
type App struct {
	Site  Site
	Clock measure.Clock
	Log   *slog.Logger

	// ViewerOf says who is looking; Nav is the main menu for that viewer.
	// Both may stay empty.
	ViewerOf func(*http.Request) Viewer
	Nav      func(*Request) []Link

	pages, open *http.ServeMux
	around      []func(http.Handler) http.Handler
	assets      assets
}

// New makes an App with the layout, its style and its fonts.
func New(site Site, clock measure.Clock, log *slog.Logger) *App {
	if site.Language == "" {
		site.Language = lang.Default
	}
	a := &App{Site: site, Clock: clock, Log: log, pages: http.NewServeMux(), open: http.NewServeMux()}
	a.assets.addFonts()
	a.Style(ownStyles, "css/base.css", "css/frame.css", "css/parts.css", "css/forms.css", "css/map.css", "css/home.css")
	return a
}

// Page adds a page that people read. The pattern is ServeMux's without the
// language: "GET /demands/{number}" answers /sq/demands/118 and the other three.
func (a *App) Page(pattern string, handle Handler) { a.pages.Handle(pattern, a.answer(handle)) }

// Open adds an address that stands without a language: signed links, the API,
// feeds and files.
func (a *App) Open(pattern string, handle Handler) { a.open.Handle(pattern, a.answer(handle)) }

// Around wraps everything, for sessions; the first one added is outermost.
func (a *App) Around(middleware func(http.Handler) http.Handler) {
	a.around = append(a.around, middleware)
}

// Style adds style sheets of a capability to the one file every page loads.
func (a *App) Style(files fs.FS, paths ...string) {
	for _, path := range paths {
		a.assets.style.WriteString(strings.TrimSpace(mustRead(files, path)) + "\n")
	}
}

// Script adds a script that a page may ask for by its file name, in Base.Scripts.
func (a *App) Script(files fs.FS, path string) {
	a.assets.add(path[strings.LastIndex(path, "/")+1:], "text/javascript; charset=utf-8", []byte(mustRead(files, path)))
}

// Handler serves everything that was added.
func (a *App) Handler() http.Handler {
	a.assets.finishStyle()
	a.open.Handle("GET /static/{name}", a.assets)
	a.open.HandleFunc("GET /favicon.ico", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, a.assets.url("mark.svg"), http.StatusFound)
	})
	var h http.Handler = http.HandlerFunc(a.route)
	for i := len(a.around) - 1; i >= 0; i-- {
		h = a.around[i](h)
	}
	protection := http.NewCrossOriginProtection()
	protection.SetDenyHandler(a.answer(func(*Request) error { return errCrossOrigin }))
	zip, err := gzhttp.NewWrapper(gzhttp.MinSize(512), gzhttp.SuffixETag("-gzip"))
	if err != nil {
		panic("web: " + err.Error()) // the options above are constants
	}
	return a.logged(secured(zip(protection.Handler(h))))
}

func mustRead(files fs.FS, path string) string {
	content, err := fs.ReadFile(files, path)
	if err != nil {
		panic("web: " + err.Error()) // embedded, so it is there or was never built
	}
	return string(content)
}

package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"tok/fault"
	"tok/lang"
)

var errMissing = fault.Of(fault.Missing, "web.missing_page")

type languageKey struct{}

// languageOf is the language of the address if it has one, else what the reader
// asks for: ?lang=, the cookie, Accept-Language, the site's own.
func (a *App) languageOf(r *http.Request) lang.Tag {
	if l, ok := r.Context().Value(languageKey{}).(lang.Tag); ok {
		return l
	}
	first, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	if l, ok := lang.Parse(first); ok && string(l) == first { // refused before route could see it
		return l
	}
	if l, ok := lang.Parse(r.URL.Query().Get("lang")); ok {
		return l
	}
	if cookie, err := r.Cookie("lang"); err == nil {
		if l, ok := lang.Parse(cookie.Value); ok {
			return l
		}
	}
	if header := r.Header.Get("Accept-Language"); header != "" {
		return lang.FromHeader(header)
	}
	return a.Site.Language
}

// route takes the language off the address before ServeMux sees it: patterns
// with a wildcard in front would collide with every other address.
func (a *App) route(w http.ResponseWriter, r *http.Request) {
	first, rest, deeper := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	if l, ok := lang.Parse(first); ok && string(l) == first {
		if !deeper {
			redirect(w, r, "/"+first+"/", http.StatusMovedPermanently)
			return
		}
		inner := r.WithContext(context.WithValue(r.Context(), languageKey{}, l))
		inner.URL = &url.URL{Path: "/" + rest, RawQuery: r.URL.RawQuery}
		a.serve(a.pages, w, inner)
		return
	}
	if _, pattern := a.open.Handler(r); pattern != "" {
		a.open.ServeHTTP(w, r)
		return
	}
	if _, pattern := a.pages.Handler(r); pattern != "" && (r.Method == http.MethodGet || r.Method == http.MethodHead) {
		w.Header().Add("Vary", "Accept-Language, Cookie")
		redirect(w, r, "/"+string(a.languageOf(r))+r.URL.Path, http.StatusFound)
		return
	}
	a.serve(a.open, w, r)
}

func redirect(w http.ResponseWriter, r *http.Request, path string, status int) {
	if r.URL.RawQuery != "" {
		path += "?" + r.URL.RawQuery
	}
	http.Redirect(w, r, path, status)
}

// serve lets mux answer; what it does not know is a page of ours, not its plain text.
func (a *App) serve(mux *http.ServeMux, w http.ResponseWriter, r *http.Request) {
	if _, pattern := mux.Handler(r); pattern == "" {
		a.answer(func(*Request) error { return errMissing }).ServeHTTP(w, r)
		return
	}
	mux.ServeHTTP(w, r)
}

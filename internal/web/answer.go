package web

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"
	"time"

	"tok/fault"
)

var errCrossOrigin = fault.Of(fault.Forbidden, "web.cross_origin")

// answer makes an http.Handler of a Handler: an error becomes a page or JSON,
// and so does a panic.
func (a *App) answer(handle Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		req := a.request(w, r)
		defer func() {
			if what := recover(); what != nil && what != http.ErrAbortHandler {
				a.Log.Error("panic", "path", r.URL.Path, "what", what, "stack", string(debug.Stack()))
				a.fail(req, fault.Of(fault.Broken, "fault.broken").Because(fmt.Errorf("panic: %v", what)))
			}
		}()
		if err := handle(req); err != nil {
			a.fail(req, err)
		}
	})
}

func (a *App) fail(r *Request, err error) {
	f := fault.From(err)
	if errors.Is(err, r.Context().Err()) && r.Context().Err() != nil {
		return // the reader has gone
	}
	if f.Kind == fault.Broken {
		a.Log.Error("broken", "path", r.URL.Path, "err", err)
	}
	status := fault.Status(f)
	if status == http.StatusOK {
		status = http.StatusConflict // an answer of "no" that no page has shown
	}
	if tooLarge(err) {
		status = http.StatusRequestEntityTooLarge
	}
	if strings.HasPrefix(r.URL.Path, "/api/") {
		r.problem(status, f)
		return
	}
	if f.Kind == fault.SignIn && r.Method == http.MethodGet {
		http.Redirect(r.W, r.Request, r.To("/in?next="+url.QueryEscape(r.URL.RequestURI())), http.StatusSeeOther)
		return
	}
	page := &errorPage{Base: Base{Title: r.T(headingOf(f.Kind)), NoIndex: true}, Said: r.Lang.Say(f), On: Link{Text: r.T("web.to_home"), Path: r.To("/")}}
	if f.Kind == fault.SignIn {
		page.On = Link{Text: r.T("web.sign_in"), Path: r.To("/in")}
	}
	if err := r.render(status, errorTemplate, page); err != nil {
		a.Log.Error("the error page is broken", "err", err)
		http.Error(r.W, r.T("fault.broken"), http.StatusInternalServerError)
	}
}

type errorPage struct {
	Base
	Said string
	On   Link // where to go from here
}

var errorTemplate = Parse(layoutFiles, "layout/error.html")

func headingOf(kind fault.Kind) string {
	switch kind {
	case fault.Missing:
		return "web.heading_missing"
	case fault.Forbidden, fault.SignIn:
		return "web.heading_forbidden"
	case fault.Broken:
		return "web.heading_broken"
	default:
		return "web.heading_problem"
	}
}

// A Problem of the API follows RFC 9457; code is the key of the fault.
type apiProblem struct {
	Title  string         `json:"title"`
	Status int            `json:"status"`
	Detail string         `json:"detail"`
	Code   string         `json:"code"`
	Field  string         `json:"field,omitempty"`
	Args   map[string]any `json:"args,omitempty"`
}

func (r *Request) problem(status int, f *fault.Fault) {
	r.W.Header().Set("Content-Type", "application/problem+json")
	body := apiProblem{Title: http.StatusText(status), Status: status, Detail: r.Lang.Say(f), Code: f.Key, Field: f.Field, Args: f.Args}
	if err := r.JSON(status, body); err != nil {
		r.app.Log.Error("the problem cannot be written", "err", err)
	}
}

// secured sets what a browser must know before it believes a page.
func secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
		next.ServeHTTP(w, r)
	})
}

// logged writes a line per request. The secret part of a signed link stays out.
func (a *App) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		path := r.URL.Path
		if strings.HasPrefix(path, "/a/") || strings.HasPrefix(path, "/s/") {
			path = path[:3] + "…"
		}
		begun, counted := time.Now(), &counter{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(counted, r)
		if !strings.HasPrefix(path, "/static/") {
			a.Log.LogAttrs(r.Context(), slog.LevelInfo, "request", slog.String("method", r.Method), slog.String("path", path),
				slog.Int("status", counted.status), slog.Int("bytes", counted.bytes), slog.Duration("took", time.Since(begun)))
		}
	})
}

type counter struct {
	http.ResponseWriter
	status, bytes int
}

func (c *counter) WriteHeader(status int) { c.status = status; c.ResponseWriter.WriteHeader(status) }

func (c *counter) Write(b []byte) (int, error) {
	n, err := c.ResponseWriter.Write(b)
	c.bytes += n
	return n, err
}

// Unwrap lets http.ResponseController flush.
func (c *counter) Unwrap() http.ResponseWriter { return c.ResponseWriter }

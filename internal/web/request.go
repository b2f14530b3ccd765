package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"mime"
	"net/http"
	"strings"

	"tok/lang"
	"tok/measure"
)

// A Viewer is who is looking, as far as the frame of a page needs to know; the
// zero Viewer is a visitor.
type Viewer struct {
	Name         string // of the person
	Organisation string
	Role         string // a key of lang/words; "" says nothing
}

// SignedIn says whether it is somebody.
func (v Viewer) SignedIn() bool { return v.Name != "" }

// A Request is what a Handler answers.
type Request struct {
	*http.Request
	W      http.ResponseWriter
	Lang   lang.Tag
	Viewer Viewer
	app    *App
}

func (a *App) request(w http.ResponseWriter, r *http.Request) *Request {
	req := &Request{Request: r, W: w, Lang: a.languageOf(r), app: a}
	if a.ViewerOf != nil {
		req.Viewer = a.ViewerOf(r)
	}
	return req
}

// T says key in the reader's language.
func (r *Request) T(key string, args ...any) string { return r.Lang.T(key, args...) }

// Clock is the site's.
func (r *Request) Clock() measure.Clock { return r.app.Clock }

// Site is what belongs to the host.
func (r *Request) Site() Site { return r.app.Site }

// To puts the reader's language before a path of a page.
func (r *Request) To(path string) string { return "/" + string(r.Lang) + path }

// Redirect sends the reader to a page after a form was taken in.
func (r *Request) Redirect(path string) error {
	http.Redirect(r.W, r.Request, r.To(path), http.StatusSeeOther)
	return nil
}

// Text answers with plain text.
func (r *Request) Text(text string) error {
	r.W.Header().Set("Content-Type", "text/plain; charset=utf-8")
	return r.write(http.StatusOK, []byte(text))
}

// File answers with a file to open or to keep under a name.
func (r *Request) File(kind, name string, content []byte) error {
	r.W.Header().Set("Content-Type", kind)
	r.W.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	return r.write(http.StatusOK, content)
}

// JSON answers with v.
func (r *Request) JSON(status int, v any) error {
	body, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		return err
	}
	if r.W.Header().Get("Content-Type") == "" {
		r.W.Header().Set("Content-Type", "application/json; charset=utf-8")
	}
	return r.write(status, append(body, '\n'))
}

// Render answers with a page; if the page has Problems, with status 422.
func (r *Request) Render(t *Template, page Page) error {
	status := http.StatusOK
	if len(page.base().Problems) > 0 {
		status = http.StatusUnprocessableEntity
	}
	return r.render(status, t, page)
}

func (r *Request) render(status int, t *Template, page Page) error {
	r.frame(page.base())
	var body bytes.Buffer
	if err := t.execute(r.Lang, &body, page); err != nil {
		return err
	}
	r.remember()
	r.W.Header().Set("Content-Type", "text/html; charset=utf-8")
	r.W.Header().Set("Content-Language", string(r.Lang))
	return r.write(status, body.Bytes())
}

// write sends body with a tag by which the browser can ask whether it changed.
func (r *Request) write(status int, body []byte) error {
	sum := sha256.Sum256(body)
	tag := `"` + base64.RawURLEncoding.EncodeToString(sum[:9]) + `"`
	header := r.W.Header()
	if header.Get("Cache-Control") == "" {
		header.Set("Cache-Control", "private, no-cache")
	}
	if status == http.StatusOK && (r.Method == http.MethodGet || r.Method == http.MethodHead) {
		header.Set("ETag", tag)
		if known := r.Header.Get("If-None-Match"); known == tag || strings.ReplaceAll(known, "-gzip", "") == tag {
			r.W.WriteHeader(http.StatusNotModified)
			return nil
		}
	}
	r.W.WriteHeader(status)
	_, _ = r.W.Write(body) // if it fails, the reader has gone: nobody is left to tell
	return nil
}

// remember keeps the language of the address for the next visit to "/".
func (r *Request) remember() {
	if _, chosen := r.Context().Value(languageKey{}).(lang.Tag); !chosen {
		return
	}
	if cookie, err := r.Cookie("lang"); err == nil && cookie.Value == string(r.Lang) {
		return
	}
	http.SetCookie(r.W, &http.Cookie{Name: "lang", Value: string(r.Lang), Path: "/", MaxAge: 365 * 24 * 3600,
		SameSite: http.SameSiteLaxMode, HttpOnly: true, Secure: r.TLS != nil})
}

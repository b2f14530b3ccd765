package web

import (
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"path"
	"reflect"
	"strings"

	"tok/lang"
	"tok/measure"
)

// A Template is a page in the frame of the site, ready in the four languages.
type Template struct {
	in map[lang.Tag]*template.Template
}

// Parse reads a page. The first file defines "main" (and may define "head" and
// "lead"); the others, if any, are its parts. A mistake in a template stops the
// program at its start.
func Parse(files fs.FS, paths ...string) *Template {
	t := &Template{in: map[lang.Tag]*template.Template{}}
	for _, l := range lang.All {
		page := template.New("page").Option("missingkey=error").Funcs(functions(l))
		template.Must(page.ParseFS(layoutFiles, "layout/frame.html", "layout/parts.html", "layout/forms.html"))
		template.Must(page.ParseFS(files, paths...))
		if page.Lookup("main") == nil {
			panic(fmt.Sprintf("web: %s defines no main", path.Base(paths[0])))
		}
		t.in[l] = page
	}
	return t
}

func (t *Template) execute(l lang.Tag, w io.Writer, page Page) error {
	if err := t.in[l].ExecuteTemplate(w, "frame", page); err != nil {
		return fmt.Errorf("drawing a page: %w", err)
	}
	return nil
}

// functions are what templates may call; README.md lists them.
func functions(l lang.Tag) template.FuncMap {
	return template.FuncMap{
		"t":    l.T,
		"list": l.List,
		"say":  l.Say,
		"url":  func(p string) string { return "/" + string(l) + p },

		"whole":   func(n any) string { return l.Whole(wholeNumber(n)) },
		"decimal": l.Decimal, "number": l.Number, "percent": l.Percent,
		"euro": l.Euro, "euroWhole": l.EuroWhole, "gain": l.EuroGain, "euroSigned": l.EuroSigned, "signed": l.PercentSigned, "price": l.Price, "perKilo": l.PerKilo,
		"kilos": l.Kilos, "tonnes": l.Tonnes,
		"date": l.Date, "weekday": l.Weekday, "dayMonth": l.DayMonth, "inDays": l.InDays,
		"clock": l.Clock,
		"iso":   func(d measure.Day) string { return d.String() },

		"text":    func(t lang.Text) string { text, _ := t.In(l); return text },
		"written": func(t lang.Text) template.HTML { return written(l, t) },

		"icon": drawIcon,
		"chip": func(kind, text string) (template.HTML, error) { return chip(kind, text) },
		"pct":  func(share float64) string { return fmt.Sprintf("%.2f%%", share*100) },
		"tail": func(i, n int) bool { return i == n-1 },
	}
}

func wholeNumber(n any) int64 {
	v := reflect.ValueOf(n)
	if v.CanInt() {
		return v.Int()
	}
	panic(fmt.Sprintf("%v is not a whole number", n))
}

// written shows what a person wrote; if it is in another language than the
// page's, it says which, and is marked for screen readers.
func written(l lang.Tag, t lang.Text) template.HTML {
	text, from := t.In(l)
	safe := strings.ReplaceAll(template.HTMLEscapeString(text), "\n", "<br>")
	if from == l || same(t) {
		return template.HTML(safe)
	}
	return template.HTML(fmt.Sprintf(`<span lang="%s">%s</span> <small class="fallback">%s</small>`,
		from, safe, template.HTMLEscapeString(l.T("web.only_in_"+string(from)))))
}

// same says that a text is a name: the same in every language.
func same(t lang.Text) bool {
	for _, l := range lang.All {
		if t[l] != t[lang.English] {
			return false
		}
	}
	return true
}

// chip is a short state: an icon and a word on a wash. The kinds are ok, warn,
// bad, ask, wait and plain.
func chip(kind, text string) (template.HTML, error) {
	kinds := map[string][2]string{
		"ok": {"ok", "ok"}, "warn": {"warn", "warn"}, "bad": {"bad", "close"},
		"ask": {"warn", "ask"}, "wait": {"warn", "clock"}, "plain": {"", ""},
	}
	look, known := kinds[kind]
	if !known {
		return "", fmt.Errorf("there is no chip %q", kind)
	}
	picture := template.HTML("")
	if look[1] != "" {
		var err error
		if picture, err = drawIcon(look[1]); err != nil {
			return "", err
		}
	}
	return template.HTML(fmt.Sprintf(`<span class="chip %s">%s%s</span>`, look[0], picture, template.HTMLEscapeString(text))), nil
}

package web

import (
	"strings"

	"tok/lang"
)

// A Link is a place to go, with its text in the reader's language. Path has no
// language in it.
type Link struct {
	Text    string
	Path    string
	Current bool
}

// An Alternate is the same page in a language.
type Alternate struct {
	Lang    lang.Tag
	Name    string
	URL     string
	Current bool
}

// A Page is a struct that embeds Base.
type Page interface{ base() *Base }

// Base is what the frame of every page needs. The handler fills the first part,
// Render the rest.
type Base struct {
	Title       string    // without the site's name; "" on the home page
	Description string    // for search engines and link previews
	Crumbs      []Link    // from the top to this page; the last one is this page
	Problems    []Problem // what to correct, shown above the page
	Notice      string    // what has just been done
	Footnote    string    // small, at the end of the page
	Refresh     int       // seconds after which the page asks again; 0 never
	Scripts     []string  // names of scripts given to App.Script
	NoIndex     bool      // keep it out of search engines
	Bare        bool      // no menu, for signed links

	Lang       lang.Tag
	Site       Site
	Viewer     Viewer
	Nav        []Link
	Alternates []Alternate
	Home       string
	Here       string // this page's address with its query
	Fonts      []string
	StyleURL   string
	IconURL    string
	ScriptURLs []string
}

func (b *Base) base() *Base { return b }

// frame fills what Render knows.
func (r *Request) frame(b *Base) {
	a := r.app
	b.Lang, b.Site, b.Viewer = r.Lang, a.Site, r.Viewer
	if a.Nav != nil && !b.Bare {
		b.Nav = a.Nav(r)
		for i := range b.Nav {
			b.Nav[i].Current = r.URL.Path == b.Nav[i].Path || strings.HasPrefix(r.URL.Path, b.Nav[i].Path+"/")
		}
	}
	b.Home = r.To("/")
	b.Alternates, b.Here = r.alternates(), r.URL.RequestURI()
	b.Fonts = a.assets.fontsFor(r.Lang)
	b.StyleURL, b.IconURL = a.assets.url("style.css"), a.assets.url("mark.svg")
	for _, name := range b.Scripts {
		b.ScriptURLs = append(b.ScriptURLs, a.assets.url(name))
	}
}

// alternates gives this page in the four languages: another prefix, or ?lang=
// where the address has no language.
func (r *Request) alternates() []Alternate {
	_, prefixed := r.Context().Value(languageKey{}).(lang.Tag)
	query := r.URL.Query()
	var all []Alternate
	for _, l := range lang.All {
		to := Alternate{Lang: l, Name: l.Name(), Current: l == r.Lang}
		if prefixed {
			to.URL = "/" + string(l) + r.URL.Path
		} else {
			query.Set("lang", string(l))
			to.URL = r.URL.Path
		}
		if len(query) > 0 {
			to.URL += "?" + query.Encode()
		}
		all = append(all, to)
	}
	return all
}

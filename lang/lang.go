// Package lang speaks the four languages: words and plurals from the catalogs in
// words/, numbers, money and dates as people write them, texts that members
// write in several languages, and folding for search across alphabets.
package lang

import (
	"strings"

	"golang.org/x/text/language"
)

// A Tag is one of the four languages.
type Tag string

// The languages, in the order in which the switcher shows them.
const (
	Albanian  Tag = "sq"
	Greek     Tag = "el"
	Bulgarian Tag = "bg"
	English   Tag = "en"
)

// All languages in the order of the switcher.
var All = []Tag{Albanian, Greek, Bulgarian, English}

// Default is spoken to a reader who asks for none of the four.
const Default = Albanian

// String gives the code.
func (l Tag) String() string { return string(l) }

// Name is what the language calls itself.
func (l Tag) Name() string {
	switch l {
	case Albanian:
		return "Shqip"
	case Greek:
		return "Ελληνικά"
	case Bulgarian:
		return "Български"
	default:
		return "English"
	}
}

// Parse reads a code such as "el", "el-GR" or "el_GR.UTF-8".
func Parse(code string) (Tag, bool) {
	base, _, _ := strings.Cut(strings.ToLower(code), "-")
	base, _, _ = strings.Cut(base, "_")
	for _, l := range All {
		if string(l) == base {
			return l, true
		}
	}
	return "", false
}

// FromHeader chooses the language that an Accept-Language header likes best
// among the four. Neighbouring languages are not guessed at: who asks for
// Macedonian alone gets the default, not Bulgarian.
func FromHeader(acceptLanguage string) Tag {
	wished, _, err := language.ParseAcceptLanguage(acceptLanguage)
	if err != nil {
		return Default
	}
	for _, w := range wished {
		base, _ := w.Base()
		if l, ok := Parse(base.String()); ok {
			return l
		}
	}
	return Default
}

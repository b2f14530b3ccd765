// Package lang speaks the four languages: words and plurals from the catalogs in
// words/, numbers, money and dates as people write them, texts that members
// write in several languages, and folding for search across alphabets.
package lang

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

// A Text is what people wrote, in one or more languages.
type Text map[Tag]string

package members

import (
	"encoding/hex"
	"slices"
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"tok/lang"
	"tok/measure"
	"tok/products"
)

// namedCountries are the countries whose names the catalogs know.
var namedCountries = []measure.Country{"AL", "AT", "BG", "CY", "DE", "GR", "IT", "MK", "XK"}

// CountryName is the name of a country in a language, its code if the catalogs
// do not know it.
func CountryName(l lang.Tag, c measure.Country) string {
	if !slices.Contains(namedCountries, c) {
		return string(c)
	}
	return l.T("members.country_" + string(c))
}

// searchText is what people may look for, folded: name, place, municipality;
// country, kind and sectors in the four languages; what it says of itself.
func (m Member) searchText() string {
	text := m.Name + " " + m.Place.Name + " " + m.Municipality
	for _, l := range lang.All {
		text += " " + m.About[l]
	}
	text = lang.Fold(text) + " " + spoken("country", string(m.Country)) + " " + spoken("kind", string(m.Kind))
	for _, sector := range m.Sectors {
		text += " " + spoken("sector", sector)
	}
	return text
}

var spokenBefore sync.Map // what and id → folded names; many members share them

// spoken are the names of a country, kind or sector in the four languages, folded.
func spoken(what, id string) string {
	if known, ok := spokenBefore.Load(what + id); ok {
		return known.(string)
	}
	text := ""
	for _, l := range lang.All {
		switch what {
		case "country":
			text += " " + CountryName(l, measure.Country(id))
		case "kind":
			text += " " + l.T("members.kind_"+id)
		case "sector":
			text += " " + products.SectorName(id, l)
		}
	}
	text = lang.Fold(text)
	spokenBefore.Store(what+id, text)
	return text
}

// collators wait here between two names: making one is slow, and one serves one
// caller at a time.
var collators = sync.Pool{New: func() any { return collate.New(language.Und, collate.Loose) }}

// sortKey puts names of all alphabets into one order (that of Unicode, where
// ç stands beside c), the same on both databases.
func sortKey(name string) string {
	collator := collators.Get().(*collate.Collator)
	defer collators.Put(collator)
	return hex.EncodeToString(collator.KeyFromString(&collate.Buffer{}, name))
}

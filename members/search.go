package members

import (
	"encoding/hex"
	"slices"

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
		text += " " + CountryName(l, m.Country) + " " + l.T("members.kind_"+string(m.Kind)) + " " + m.About[l]
	}
	for _, sector := range m.Sectors {
		for _, l := range lang.All {
			text += " " + products.SectorName(sector, l)
		}
	}
	return lang.Fold(text)
}

// sortKey puts names of all alphabets into one order (that of Unicode, where
// ç stands beside c), the same on both databases.
func sortKey(name string) string {
	return hex.EncodeToString(collate.New(language.Und, collate.Loose).KeyFromString(&collate.Buffer{}, name))
}

package members

import (
	"slices"

	"tok/lang"
	"tok/measure"
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

// searchText is what people may look for, folded: name, place, municipality,
// the sectors and the country in the four languages.
func (m Member) searchText() string {
	text := m.Name + " " + m.Place.Name + " " + m.Municipality
	for _, l := range lang.All {
		text += " " + CountryName(l, m.Country) + " " + l.T("members.kind_"+string(m.Kind)) + " " + m.About[l]
	}
	return lang.Fold(text)
}

package members

import (
	"net/url"

	"tok/internal/web"
	"tok/measure"
	"tok/products"
)

// A Choice is a chip that narrows a list.
type Choice struct {
	Text, Path string
	Chosen     bool
}

// Choices are the chips of a list at path: every sector, and these countries.
func Choices(r *web.Request, path string, of []measure.Country) (sectors, countries []Choice) {
	query := r.URL.Query()
	chip := func(key, value, text string) Choice {
		return Choice{text, path + With(query, key, value), query.Get(key) == value}
	}
	sectors = append(sectors, chip("sector", "", r.T("members.every_sector")))
	for _, s := range products.Sectors() {
		sectors = append(sectors, chip("sector", s, products.SectorName(s, r.Lang)))
	}
	countries = append(countries, chip("country", "", r.T("members.every_country")))
	for _, c := range of {
		countries = append(countries, chip("country", string(c), CountryName(r.Lang, c)))
	}
	return sectors, countries
}

// With is the query of a list's address with one value changed, from its first
// page on.
func With(query url.Values, key, value string) string {
	changed := url.Values{}
	for _, k := range []string{"q", "sector", "country"} {
		if v := query.Get(k); v != "" {
			changed.Set(k, v)
		}
	}
	changed.Del(key)
	if value != "" {
		changed.Set(key, value)
	}
	if len(changed) == 0 {
		return ""
	}
	return "?" + changed.Encode()
}

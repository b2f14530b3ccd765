package markets

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"math"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"tok/fault"
	"tok/measure"
)

// LargestContext is the largest tok-context/1 that is read, in bytes.
const LargestContext = 1 << 20

// A Context is the question: goods of these origins to this destination on this
// day, and what is known of them.
type Context struct {
	CN          string         // product code, 2 to 10 digits; better eight
	Origins     []string       // countries the goods come from, ISO 3166, Kosovo XK
	Destination string         // country
	Date        measure.Day    // on which the goods are offered there
	Facts       map[string]any // bool, float64, string, or a list of these
	Operators   []string       // countries of the operators; empty: the origins
	Schemes     []string       // programmes and legal forms that are asked about
	warnings    []Warning
}

// operators are the operators' countries.
func (c *Context) operators() []string {
	if len(c.Operators) > 0 {
		return c.Operators
	}
	return c.Origins
}

// ReadContext reads a tok-context/1. Fields it does not know are ignored and
// named in the verdict's warnings.
func ReadContext(r io.Reader) (Context, error) {
	var c Context
	b, err := io.ReadAll(io.LimitReader(r, LargestContext+1))
	switch {
	case err != nil:
		return c, fault.Of(fault.Invalid, "markets.context_unreadable", "what", err.Error()).Because(err)
	case len(b) > LargestContext:
		return c, fault.Of(fault.TooMuch, "markets.context_too_large", "most", LargestContext)
	case len(bytes.TrimSpace(b)) == 0:
		return c, fault.Of(fault.Invalid, "markets.context_empty")
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(b, &fields); err != nil || fields == nil {
		return c, fault.Of(fault.Invalid, "markets.context_no_object").Because(err)
	}
	var format, day string
	for _, f := range []struct {
		name string
		into any
	}{
		{"format", &format}, {"cn", &c.CN}, {"origins", &c.Origins}, {"destination", &c.Destination},
		{"date", &day}, {"facts", &c.Facts}, {"operators", &c.Operators}, {"schemes", &c.Schemes},
	} {
		raw, ok := fields[f.name]
		delete(fields, f.name)
		if !ok {
			continue
		}
		if err := json.Unmarshal(raw, f.into); err != nil {
			return c, fault.Of(fault.Invalid, "markets.field_wrong_type", "field", f.name).In(f.name).Because(err)
		}
	}
	if format != FormatContext {
		return c, fault.Of(fault.Invalid, "markets.other_format", "format", format, "wanted", FormatContext).In("format")
	}
	if c.Date, err = measure.ParseDay(day); err != nil {
		return c, fault.Of(fault.Invalid, "markets.date_wrong", "date", day).In("date").Because(err)
	}
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		c.warnings = append(c.warnings, Warning{"unknown_field", name})
	}
	return c, c.Check()
}

// Check says what keeps the context from being judged, and writes codes and
// countries the one way that rules are written (1509 20 00 → 15092000, EL → GR).
func (c *Context) Check() error {
	c.CN = strings.NewReplacer(" ", "", ".", "", "\u00a0", "").Replace(c.CN)
	ofScheme := len(c.Schemes) > 0
	switch {
	case c.Date.IsZero():
		return fault.Of(fault.Invalid, "markets.date_missing").In("date")
	case c.CN == "" && !ofScheme:
		return fault.Of(fault.Invalid, "markets.cn_missing").In("cn")
	case c.CN != "" && !isCode(c.CN):
		return fault.Of(fault.Invalid, "markets.cn_wrong", "cn", c.CN).In("cn")
	case len(c.Origins) == 0 && !ofScheme:
		return fault.Of(fault.Invalid, "markets.origins_missing").In("origins")
	case c.Destination == "" && !ofScheme:
		return fault.Of(fault.Invalid, "markets.destination_missing").In("destination")
	}
	for _, list := range []struct {
		field     string
		countries []string
	}{{"origins", c.Origins}, {"operators", c.Operators}} {
		for i := range list.countries {
			if err := nameCountry(&list.countries[i], list.field); err != nil {
				return err
			}
		}
	}
	if c.Destination != "" {
		if err := nameCountry(&c.Destination, "destination"); err != nil {
			return err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(c.Facts)) {
		if !isFact(c.Facts[name], true) {
			return fault.Of(fault.Invalid, "markets.fact_wrong", "fact", name).In("facts." + name)
		}
	}
	if c.CN != "" && len(c.CN) < 8 {
		c.warnings = append(c.warnings, Warning{"code_short", c.CN})
	}
	return nil
}

func isCode(cn string) bool {
	return len(cn) >= 2 && len(cn) <= 10 && strings.Trim(cn, "0123456789") == ""
}

// otherNames are codes that are in use beside ISO 3166: EL in the EU's own
// papers, UK, and XS for Serbia in tariff files.
var otherNames = map[string]string{"EL": "GR", "UK": "GB", "XS": "RS"}

func nameCountry(country *string, field string) error {
	code := strings.ToUpper(strings.TrimSpace(*country))
	if iso, ok := otherNames[code]; ok {
		code = iso
	}
	region, err := language.ParseRegion(code)
	if len(code) != 2 || code != "XK" && (err != nil || !region.IsCountry() || region.String() != code) {
		return fault.Of(fault.Invalid, "markets.country_unknown", "country", *country).In(field)
	}
	*country = code
	return nil
}

// isFact says whether v is yes or no, a finite number, a word, or a list of them.
func isFact(v any, mayBeList bool) bool {
	switch v := v.(type) {
	case nil, bool, string, int, []string:
		return true
	case float64:
		return !math.IsNaN(v) && !math.IsInf(v, 0)
	case []any:
		return mayBeList && !slices.ContainsFunc(v, func(one any) bool { return !isFact(one, false) })
	}
	return false
}

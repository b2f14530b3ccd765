package planning

import (
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"tok/fault"
)

// Validate says what keeps p from being a problem: one fault that names the
// place and what is wrong there; nil when it can be solved.
func Validate(p Problem) error {
	v := &validation{p: &p}
	for _, step := range []func(){v.shape, v.ids, v.series, v.sources, v.hubs, v.demands, v.ways, v.byDistance} {
		if step(); v.err != nil {
			return v.err
		}
	}
	return nil
}

// A validation keeps the first fault it met.
type validation struct {
	p   *Problem
	err error
}

func (v *validation) fail(key, path string, args ...any) {
	if v.err == nil {
		v.err = fault.Of(fault.Invalid, "planning."+key, args...).In(path)
	}
}

// mostPeriods is the most periods that one problem may have.
// the most pairs of ends, that are worth building.
const mostPeriods = 1000

func (v *validation) shape() {
	p := v.p
	switch {
	case len(p.Periods) == 0:
		v.fail("none", "periods")
	case len(p.Sources) == 0:
		v.fail("none", "sources")
	case len(p.Demands) == 0:
		v.fail("none", "demands")
	case len(p.Periods) > mostPeriods:
		v.fail("too_many", "periods", "most", mostPeriods)
	case p.NearestHubs < 0:
		v.fail("negative", "nearest_hubs", "value", p.NearestHubs)
	}
	v.unique("periods", len(p.Periods), func(i int) (string, string) { return p.Periods[i], "" })
}

func (v *validation) ids() {
	p := v.p
	v.unique("sources", len(p.Sources), func(i int) (string, string) { return p.Sources[i].ID, ".id" })
	v.unique("hubs", len(p.Hubs), func(i int) (string, string) { return p.Hubs[i].ID, ".id" })
	v.unique("demands", len(p.Demands), func(i int) (string, string) { return p.Demands[i].ID, ".id" })
	for i, s := range p.Sources {
		if strings.Contains(s.Member, ",") {
			v.fail("comma", entry("sources", i)+".member", "id", shorten(s.Member))
		}
	}
}

// unique holds ids to be there, without a comma, and used once in their list.
func (v *validation) unique(list string, n int, id func(i int) (id, field string)) {
	first := make(map[string]int, n)
	for i := range n {
		id, field := id(i)
		path := entry(list, i) + field
		switch j, twice := first[id]; {
		case id == "":
			v.fail("no_id", path)
		case strings.Contains(id, ","):
			v.fail("comma", path, "id", shorten(id))
		case twice:
			v.fail("twice", path, "id", shorten(id), "other", entry(list, j)+field)
		}
		first[id] = i
	}
}

func (v *validation) series() {
	if v.err != nil {
		return
	}
	n := len(v.p.Periods)
	_ = eachSeries(v.p, func(path string, s *Series, required bool) error {
		switch {
		case len(*s) == 0 && required:
			v.fail("required", path)
		case len(*s) != 0 && len(*s) != 1 && len(*s) != n:
			v.fail("not_as_periods", path, "found", len(*s), "periods", n)
		}
		for t, x := range *s {
			v.amount(path+"["+strconv.Itoa(t)+"]", x)
		}
		return v.err
	})
}

// amount holds a number to be there, not negative and not absurd.
func (v *validation) amount(path string, x float64) {
	if x == absent {
		v.fail("required", path)
		return
	}
	if v.finite(path, x) && x < 0 {
		v.fail("negative", path, "value", x)
	}
}

func (v *validation) finite(path string, x float64) bool {
	if math.IsNaN(x) || math.Abs(x) > absurd {
		v.fail("absurd", path, "value", strconv.FormatFloat(x, 'g', -1, 64))
		return false
	}
	return true
}

func (v *validation) perhaps(path string, x *float64) {
	if x != nil {
		v.amount(path, *x)
	}
}

func (v *validation) at(path string, at *Place) {
	if at != nil && (!(math.Abs(at[0]) <= 90) || !(math.Abs(at[1]) <= 180)) {
		v.fail("nowhere", path, "latitude", at[0], "longitude", at[1])
	}
}

func (v *validation) sources() {
	for i, s := range v.p.Sources {
		if v.err != nil {
			return
		}
		path := entry("sources", i)
		v.at(path+".at", s.At)
		v.amount(path+".join_cost", s.JoinCost)
		for _, name := range sortedKeys(s.Quality) {
			v.finite(path+".quality."+shorten(name), s.Quality[name])
		}
		for k, w := range s.Windows {
			at := entry(path+".windows", k)
			v.amount(at+".most_kg", w.MostKg)
			if len(w.Periods) == 0 {
				v.fail("none", at+".periods")
			}
			seen := map[int]bool{}
			for j, t := range w.Periods {
				switch {
				case t < 0 || t >= len(v.p.Periods):
					v.fail("no_period", entry(at+".periods", j), "index", t, "last", len(v.p.Periods)-1)
				case seen[t]:
					v.fail("twice", entry(at+".periods", j), "id", t, "other", at)
				}
				seen[t] = true
			}
		}
	}
}

func (v *validation) hubs() {
	for i, h := range v.p.Hubs {
		v.at(entry("hubs", i)+".at", h.At)
		v.amount(entry("hubs", i)+".open_cost", h.OpenCost)
	}
}

func (v *validation) demands() {
	for i := range v.p.Demands {
		if v.err != nil {
			return
		}
		d, path := &v.p.Demands[i], entry("demands", i)
		v.at(path+".at", d.At)
		v.amount(path+".serve_cost", d.ServeCost)
		v.amount(path+".levy", d.Levy)
		if d.Levy >= 1 {
			v.fail("levy", path+".levy", "value", d.Levy)
		}
		v.perhaps(path+".total_least_kg", d.TotalLeast)
		v.perhaps(path+".total_most_kg", d.TotalMost)
		v.leastAndMost(path, d)
		for _, name := range sortedKeys(d.Limits) {
			v.limit(path+".limits."+shorten(name), d.Limits[name])
		}
		v.papers(path+".papers", d.Papers)
	}
}

func (v *validation) leastAndMost(path string, d *Demand) {
	for t := range v.p.Periods {
		if least, most := at(d.LeastKg, t), at(d.MostKg, t); least > most {
			v.fail("least_above_most", path+".least_kg["+strconv.Itoa(t)+"]", "least", least, "most", most)
		}
	}
	if d.TotalLeast != nil && d.TotalMost != nil && *d.TotalLeast > *d.TotalMost {
		v.fail("least_above_most", path+".total_least_kg", "least", *d.TotalLeast, "most", *d.TotalMost)
	}
}

// at is the entry of period t of a Series of any length.
func at(s Series, t int) float64 {
	switch {
	case len(s) == 0:
		return 0
	case t < len(s):
		return s[t]
	}
	return s[0]
}

func (v *validation) limit(path string, l Limit) {
	if l.Min != nil {
		v.finite(path+".min", *l.Min)
	}
	if l.Max != nil {
		v.finite(path+".max", *l.Max)
	}
	if l.Min != nil && l.Max != nil && *l.Min > *l.Max {
		v.fail("min_above_max", path, "min", *l.Min, "max", *l.Max)
	}
}

func (v *validation) papers(path string, p Papers) {
	v.amount(path+".per_consignment", p.PerConsignment)
	v.amount(path+".lot_kg", p.LotKg)
	v.amount(path+".per_lot", p.PerLot)
	if p.PerLot > 0 {
		v.unit(path+".lot_kg", p.LotKg)
	}
	for _, country := range sortedKeys(p.ByOrigin) {
		v.amount(path+".by_origin."+shorten(country)+".per_consignment", p.ByOrigin[country].PerConsignment)
	}
}

// leastUnit is the smallest pallet, vehicle or lot in kilograms: below it, counting
// them says nothing.
const leastUnit = 0.01

func (v *validation) unit(path string, kg float64) {
	if v.finite(path, kg) && kg < leastUnit {
		v.fail("no_unit", path, "value", kg, "least", leastUnit)
	}
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

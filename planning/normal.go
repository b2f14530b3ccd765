package planning

import "strconv"

// eachSeries calls f for every Series of p with its place in the document.
func eachSeries(p *Problem, f func(path string, s *Series, required bool) error) error {
	at := func(list string, i int, field string) string {
		return list + "[" + strconv.Itoa(i) + "]." + field
	}
	type named struct {
		field    string
		s        *Series
		required bool
	}
	walk := func(list string, i int, all ...named) error {
		for _, n := range all {
			if err := f(at(list, i, n.field), n.s, n.required); err != nil {
				return err
			}
		}
		return nil
	}
	for i := range p.Sources {
		s := &p.Sources[i]
		if err := walk("sources", i, named{"available_kg", &s.AvailableKg, true}, named{"least_kg", &s.LeastKg, false}, named{"floor", &s.Floor, false}); err != nil {
			return err
		}
	}
	for i := range p.Hubs {
		h := &p.Hubs[i]
		if err := walk("hubs", i, named{"capacity_kg", &h.CapacityKg, true}, named{"handling", &h.Handling, false}); err != nil {
			return err
		}
	}
	for i := range p.Demands {
		d := &p.Demands[i]
		if err := walk("demands", i, named{"price", &d.Price, true}, named{"least_kg", &d.LeastKg, false}, named{"most_kg", &d.MostKg, true}); err != nil {
			return err
		}
	}
	return nil
}

// normal is p in its full form: every Series has one entry per period, and
// by_distance has become matrices. The given p is left as it is.
func normal(p Problem) Problem {
	p.Sources = append([]Source(nil), p.Sources...)
	p.Hubs = append([]Hub(nil), p.Hubs...)
	p.Demands = append([]Demand(nil), p.Demands...)
	n := len(p.Periods)
	_ = eachSeries(&p, func(_ string, s *Series, _ bool) error {
		switch {
		case len(*s) == n:
		case len(*s) == 1:
			*s = same((*s)[0], n)
		default:
			*s = make(Series, n)
		}
		return nil
	})
	return byDistance(p)
}

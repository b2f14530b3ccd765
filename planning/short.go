package planning

import (
	"context"
	"maps"
	"math"

	"tok/internal/highs"
)

// A shortage is by how much least quantities are missed at best: demand and
// period (everyPeriod: in all) → kilograms.
type shortage map[[2]int]float64

func (s shortage) kg(d int) float64 {
	sum, total := 0.0, s[[2]int{d, everyPeriod}]
	for k, kg := range s {
		if k[0] == d && k[1] != everyPeriod {
			sum += kg
		}
	}
	return max(sum, total)
}

// shortage finds how near the wanted demands can come to their least quantities,
// whatever it costs; ok is false when that was not solved.
func (pl *Planner) shortage(ctx context.Context, p Problem, wanted func(d int) bool) (short shortage, ok bool) {
	p.MemberCharge = nil
	in := newInstance(&p)
	g := build(in, in.chooseUnit(), true)
	clear(g.m.Cost)
	g.m.Offset = 0
	for d := range p.Demands {
		if c := g.serve[d]; c != none {
			v := yes(wanted(d))
			g.m.Lower[c], g.m.Upper[c] = v, v
		}
	}
	for k, c := range g.short {
		if wanted(k[0]) {
			g.m.Cost[c] = -1
		}
	}
	solution, err := pl.highs.Solve(ctx, &g.m, highs.Options{RelativeGap: 1e-6, AbsoluteGap: 1e-6, Nodes: 5000})
	if err != nil || solution.Status != highs.Optimal {
		return nil, false
	}
	short = shortage{}
	for k, c := range g.short {
		if kg := solution.X[c] * g.unit; wanted(k[0]) && kg > 1e-3 {
			short[[2]int{k[0], k[1]}] = math.Round(kg*1e3) / 1e3
		}
	}
	return short, true
}

// withoutLimits is p with the limits that drop names taken away.
func withoutLimits(p Problem, drop func(d int, quality string) bool) Problem {
	p.Demands = append([]Demand(nil), p.Demands...)
	for d := range p.Demands {
		limits := maps.Clone(p.Demands[d].Limits)
		maps.DeleteFunc(limits, func(q string, _ Limit) bool { return drop(d, q) })
		p.Demands[d].Limits = limits
	}
	return p
}

// missing names the requirements that keep an infeasible problem from a plan.
func (pl *Planner) missing(ctx context.Context, in *instance) []Missing {
	p := *in.p
	must := func(d int) bool { return p.Demands[d].Must }
	short, ok := pl.shortage(ctx, p, must)
	if !ok {
		return nil
	}
	var all []Missing
	for d := range p.Demands {
		for t := everyPeriod; t < len(p.Periods); t++ {
			kg, is := short[[2]int{d, t}]
			switch {
			case !is:
			case t == everyPeriod:
				all = append(all, Missing{p.Demands[d].ID, "total_least_kg", kg, "kg"})
			default:
				all = append(all, Missing{p.Demands[d].ID, "least_kg:" + p.Periods[t], kg, "kg"})
			}
		}
		if short.kg(d) > 0 {
			all = append(all, pl.missingQuality(ctx, p, d, short)...)
		}
	}
	return all
}

// missingQuality says by how much one limit of demand d would have to give way for
// the demand to be met; nothing where no limit alone stands in its way.
func (pl *Planner) missingQuality(ctx context.Context, p Problem, d int, short shortage) (all []Missing) {
	must := func(d int) bool { return p.Demands[d].Must }
	better := func(q Problem) bool {
		now, ok := pl.shortage(ctx, q, must)
		return ok && now.kg(d) < short.kg(d)*1e-3
	}
	for _, q := range sortedKeys(p.Demands[d].Limits) {
		if !better(withoutLimits(p, func(i int, name string) bool { return i == d && name == q })) {
			continue
		}
		low, high := 0.0, reach(p, d, q)
		if !better(relaxed(p, d, q, high)) {
			all = append(all, Missing{p.Demands[d].ID, "limits." + q, high, q})
			continue
		}
		for range 12 {
			if middle := (low + high) / 2; better(relaxed(p, d, q, middle)) {
				high = middle
			} else {
				low = middle
			}
		}
		all = append(all, Missing{p.Demands[d].ID, "limits." + q, high, q})
	}
	return all
}

// reach is how far any source's quality lies outside the limit.
func reach(p Problem, d int, q string) float64 {
	l, most := p.Demands[d].Limits[q], 0.0
	for _, s := range p.Sources {
		v, known := s.Quality[q]
		if known && l.Min != nil {
			most = max(most, *l.Min-v)
		}
		if known && l.Max != nil {
			most = max(most, v-*l.Max)
		}
	}
	return most
}

func relaxed(p Problem, d int, q string, by float64) Problem {
	p.Demands = append([]Demand(nil), p.Demands...)
	limits := maps.Clone(p.Demands[d].Limits)
	l := limits[q]
	if l.Min != nil {
		v := *l.Min - by
		l.Min = &v
	}
	if l.Max != nil {
		v := *l.Max + by
		l.Max = &v
	}
	limits[q] = l
	p.Demands[d].Limits = limits
	return p
}

// unserved names the demands that get nothing, and why.
func (pl *Planner) unserved(ctx context.Context, in *instance, flows []flow) []Unserved {
	served := in.sum(flows).demand
	var all []Unserved
	for d := range in.p.Demands {
		if _, is := served[d]; is || in.p.Demands[d].Must {
			continue
		}
		u := Unserved{Demand: in.p.Demands[d].ID, Why: "not_worth"}
		switch {
		case !in.reachable(d, false):
			u.Why = "no_way"
			u.ShortKg = in.asks(d)
		case !in.reachable(d, true):
			u.Why = "quality"
			u.ShortKg = in.asks(d)
		case in.asks(d) > 0:
			u.Why, u.ShortKg = pl.whyUnserved(ctx, in, d)
		}
		all = append(all, u)
	}
	return all
}

func (pl *Planner) whyUnserved(ctx context.Context, in *instance, d int) (string, float64) {
	this := func(i int) bool { return i == d }
	short, ok := pl.shortage(ctx, *in.p, this)
	if !ok || short.kg(d) == 0 {
		return "not_worth", 0
	}
	if without, ok := pl.shortage(ctx, withoutLimits(*in.p, func(i int, _ string) bool { return i == d }), this); ok && without.kg(d) == 0 {
		return "quality", short.kg(d)
	}
	return "too_little", short.kg(d)
}

// asks is the least that demand d takes in all.
func (in *instance) asks(d int) float64 {
	dem, sum := &in.p.Demands[d], 0.0
	for _, kg := range dem.LeastKg {
		sum += kg
	}
	if dem.TotalLeast != nil {
		sum = max(sum, *dem.TotalLeast)
	}
	return sum
}

// reachable says whether anything at all can get to demand d; asked: of what meets
// its qualities as far as they must be known.
func (in *instance) reachable(d int, asked bool) bool {
	for s := range in.p.Sources {
		if in.delivers(s, d, asked) {
			return true
		}
	}
	return false
}

// delivers says whether source s has a way to demand d; asked: and may serve it.
func (in *instance) delivers(s, d int, asked bool) bool {
	if asked && !in.may[s][d] {
		return false
	}
	for t := range in.p.Periods {
		if in.available(s, t) <= littleKg || in.most(d, t) <= littleKg {
			continue
		}
		if in.p.Direct.exists(s, d) && (!asked || in.withinLimits(s, d)) {
			return true
		}
		for h := range in.p.Hubs {
			if in.p.Collect.exists(s, h) && in.p.Haul.exists(h, d) && in.p.Hubs[h].CapacityKg[t] > littleKg {
				return true
			}
		}
	}
	return false
}

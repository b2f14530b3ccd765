package planning

import (
	"context"
	"math"
)

// A locationProblem is a capacitated warehouse location problem: open sites at a fixed
// cost so that every customer's need is met at least cost. It is what a problem
// is when sources join at a cost and serve, directly and by the kilogram,
// demands of a known size.
type locationProblem struct {
	sites, customers int

	fixed    []float64 // euro, once per open site
	capacity []float64 // kilograms per site
	need     []float64 // kilograms per customer
	cost     []float64 // euro per kg, a row of customers per site; +Inf: no way
	cover    float64   // kilograms that only sites with a fixed cost to pay can serve
	outside  int       // the site that stands for "not delivered", or -1
	constant float64   // euro that every plan pays

	demandOf []int // customer → demand of the problem
}

// locationOf recognises a problem that is exactly a location problem: one
// period, direct ways that cost by the kilogram only, and demands that either
// must take a known quantity or take any quantity up to a known one.
func locationOf(p *Problem) (*locationProblem, bool) {
	if len(p.Periods) != 1 || len(p.Hubs) > 0 || p.Direct == nil || len(p.Sources) == 0 ||
		len(p.MemberCharge) > 0 || p.AgreedKg != nil {
		return nil, false
	}
	l := &locationProblem{sites: len(p.Sources), outside: -1}
	for _, s := range p.Sources {
		if !onlyJoins(s) || s.JoinCost < 0 || p.WholeKg && !whole(s.AvailableKg[0]) {
			return nil, false
		}
		l.fixed = append(l.fixed, s.JoinCost)
		l.capacity = append(l.capacity, s.AvailableKg[0])
	}
	optional := 0.0
	for d, demand := range p.Demands {
		if !onlyTakes(demand) || p.WholeKg && !(whole(demand.MostKg[0]) && whole(demand.LeastKg[0])) {
			return nil, false
		}
		least := 0.0
		if demand.Must {
			least = demand.LeastKg[0]
			l.constant += demand.ServeCost
		}
		if least > 0 {
			l.addCustomer(d, least)
			l.cover += least
		}
		if more := demand.MostKg[0] - least; more > 0 {
			l.addCustomer(d, more)
			optional += more
		}
	}
	net := func(i, d int) float64 {
		return p.Sources[i].Floor[0] - p.Demands[d].Price[0]*(1-p.Demands[d].Levy)
	}
	if l.customers == 0 || !l.takeWays(p.Direct, net) {
		return nil, false
	}
	if optional > 0 {
		l.addOutside(p, optional)
	}
	return l, true
}

// onlyJoins says that a source pays for joining and is otherwise free to
// deliver anything up to what it has.
func onlyJoins(s Source) bool { return s.LeastKg[0] == 0 && len(s.Windows) == 0 }

// onlyTakes says that a demand has no consignments to pay for, no limits on the
// blend, and that being served is not a choice with a price of its own.
func onlyTakes(d Demand) bool {
	least, most := d.LeastKg[0], d.MostKg[0]
	switch {
	case len(d.Limits) > 0, d.Papers.PerConsignment != 0, d.Papers.PerLot != 0, len(d.Papers.ByOrigin) > 0:
		return false
	case d.TotalLeast != nil && *d.TotalLeast > least, d.TotalMost != nil && *d.TotalMost < most, least > most:
		return false
	}
	return d.Must || least == 0 && d.ServeCost == 0
}

func whole(x float64) bool { return x == math.Trunc(x) }

func (l *locationProblem) addCustomer(demand int, kg float64) {
	l.customers++
	l.need = append(l.need, kg)
	l.demandOf = append(l.demandOf, demand)
}

// takeWays fills the cost of each kilogram on each way, with what more gives
// beside the way's own; false: a way costs something that is not by the kilogram.
func (l *locationProblem) takeWays(w *Way, more func(i, d int) float64) bool {
	l.cost = make([]float64, l.sites*l.customers)
	for i := range l.sites {
		row := l.row(i)
		for j := range row {
			d := l.demandOf[j]
			if exists(w.PerPallet, i, d) || exists(w.PerVehicle, i, d) || exists(w.Fixed, i, d) && w.Fixed[i][d] != 0 {
				return false
			}
			if !exists(w.PerKg, i, d) && !exists(w.Fixed, i, d) {
				row[j] = math.Inf(1)
				continue
			}
			if exists(w.PerKg, i, d) {
				row[j] = w.PerKg[i][d]
			}
			row[j] += more(i, d)
		}
	}
	return true
}

func exists(m Matrix, i, j int) bool { return m != nil && !math.IsNaN(m[i][j]) }

// addOutside adds the site that serves, at no cost, what a demand may leave.
func (l *locationProblem) addOutside(p *Problem, kg float64) {
	l.outside = l.sites
	l.sites++
	l.fixed = append(l.fixed, 0)
	l.capacity = append(l.capacity, kg)
	musts := map[int]bool{}
	for j := range l.customers {
		d := l.demandOf[j]
		first := !musts[d]
		musts[d] = true
		if p.Demands[d].Must && first && p.Demands[d].LeastKg[0] > 0 {
			l.cost = append(l.cost, math.Inf(1))
		} else {
			l.cost = append(l.cost, 0)
		}
	}
}

func (l *locationProblem) row(i int) []float64 { return l.cost[i*l.customers : (i+1)*l.customers] }

// location solves problems shaped like warehouse location, in one stage or in
// two; false: p is not of that shape, or cannot be met and is left to a method
// that can say why.
func (pl *Planner) location(ctx context.Context, p *Problem, o Options) (candidate, bool) {
	if l, ok := locationOf(p); ok {
		t := newTransport(l)
		return answerOf(ctx, newLocationSearch(o.Gap, t.solve, l), func(sites []int32) []flow {
			t.solve(sites, math.Inf(1))
			return t.flows()
		})
	}
	if stages, ok := twoStageOf(p); ok {
		c := newChain(stages)
		return answerOf(ctx, newLocationSearch(o.Gap, c.solveSites, stages.upper, stages.lower), func(sites []int32) []flow {
			c.solveSites(sites, math.Inf(1))
			return c.flows()
		})
	}
	return nothingKnown(), false
}

// answerOf runs a search and reads its plan.
func answerOf(ctx context.Context, s *locationSearch, flows func(sites []int32) []flow) (candidate, bool) {
	feasible, stopped := s.run(ctx)
	if !feasible {
		return nothingKnown(), false
	}
	return candidate{flows: flows(s.sites), found: true, bound: -(s.proved() + s.constant), stopped: stopped}, true
}

package planning

import (
	"math"
	"slices"
)

// A programme is a problem as a mixed-integer programme: flow columns in units of
// unit kilograms, by source where limits, origins, agreed quantities or a single
// buyer make the path matter, pooled per hub and period where they do not, and
// whole columns for everything that is paid once or by the piece.
type programme struct {
	table
	in   *instance
	unit float64 // kilograms per unit of a flow column

	paths    []pathColumn
	sourceOf map[int]int // column of a path → its source

	pools []poolColumn // source → hub, for all buyers that need not know whose goods they get
	outs  []outColumn  // hub → such a buyer
	value []func(*given) float64

	join   []int          // source: yes or no; none where joining is free
	gates  [][]int        // source: every decision that must be taken for it to deliver
	active map[[2]int]int // source, period: delivers at least its least
	home   map[[2]int]int // source, hub: its one hub
	open   []int          // hub
	serve  []int          // demand

	collected map[pair][]term // source, hub, period → flow terms
	sent      map[pair][]term // hub, demand, period → flow terms
	straight  map[pair][]term // source, demand, period → flow terms
	wide      bool            // too many paths for a row per path and decision

	lorries map[[2]int]*[]term // demand, period → vehicles counted alone, with what each holds

	elastic bool
	short   map[[3]int]int // elastic: as demandRows → column of what is short

	demandRows map[[3]int]int // demand, period (−1: all), 0 least 1 most → row
	hubRows    map[[2]int]int // hub, period → row
	limitRows  []limitRow
}

type pathColumn struct{ source, hub, demand, period, column int }
type poolColumn struct{ source, hub, period, column int }
type outColumn struct{ hub, demand, period, column int }

// A limitRow is the row that holds one side of a limit in a consignment.
type limitRow struct {
	hub, demand, period, row int
	quality                  string
	side                     string // min or max
}

// manyPaths is where rows per path and decision cost more than they tighten.
const manyPaths = 6000

func newProgramme(in *instance, unit float64) *programme {
	return build(in, unit, false)
}

// build makes the programme of in; elastic: least quantities may be missed.
func build(in *instance, unit float64, elastic bool) *programme {
	g := &programme{
		elastic: elastic, short: map[[3]int]int{}, lorries: map[[2]int]*[]term{},
		table: newTable(), in: in, unit: unit, sourceOf: map[int]int{},
		active: map[[2]int]int{}, home: map[[2]int]int{},
		collected: map[pair][]term{}, sent: map[pair][]term{}, straight: map[pair][]term{},
		demandRows: map[[3]int]int{}, hubRows: map[[2]int]int{},
	}
	g.flows()
	g.wide = len(g.paths)+len(g.pools) > manyPaths
	g.decisions()
	g.sourceRows()
	g.hubs()
	for _, k := range inOrder(g.collected) {
		g.collect(k)
	}
	for _, k := range inOrder(g.sent) {
		g.consignment(k)
	}
	for _, k := range inOrder(g.straight) {
		g.direct(k)
	}
	g.demands()
	return g
}

// chooseUnit makes the largest flow a few hundred units, a size at which the
// solver's absolute tolerances are far below a kilogram.
func (in *instance) chooseUnit() float64 {
	most := 0.0
	for s := range in.p.Sources {
		for t := range in.p.Periods {
			most = max(most, in.available(s, t))
		}
	}
	unit := 1.0
	for most/unit > 1000 {
		unit *= 10
	}
	return unit
}

func (g *programme) add(cost, lower, upper float64, whole bool, value func(*given) float64) int {
	g.value = append(g.value, value)
	return g.column(cost, lower, upper, whole)
}

// yesNo adds a decision that costs.
func (g *programme) yesNo(cost float64, value func(*given) float64) int {
	return g.add(-cost, 0, 1, true, value)
}

// flows adds every column in which kilograms move.
func (g *programme) flows() {
	p := g.in.p
	for t := range p.Periods {
		for h := range p.Hubs {
			g.through(h, t)
		}
		for s := range p.Sources {
			for d := range p.Demands {
				g.without(s, d, t)
			}
		}
	}
}

// through adds the flows through hub h in period t.
func (g *programme) through(h, t int) {
	p, in := g.in.p, g.in
	capacity := p.Hubs[h].CapacityKg[t]
	var buyers, pooled []int
	for d := range p.Demands {
		if p.Haul.exists(h, d) && in.most(d, t) > littleKg {
			buyers = append(buyers, d)
			if !in.tracked[d] {
				pooled = append(pooled, d)
			}
		}
	}
	if capacity <= littleKg || len(buyers) == 0 {
		return
	}
	handling := p.Hubs[h].Handling[t]
	if len(pooled) == 1 {
		pooled = nil
	}
	fed := false
	for s := range p.Sources {
		in1 := p.Collect.tariff(s, h)
		if !in1.exists || in.available(s, t) <= littleKg {
			continue
		}
		for _, d := range buyers {
			if !in.may[s][d] || slices.Contains(pooled, d) {
				continue
			}
			most := min(in.agreed(s, d, t), capacity, in.most(d, t))
			earns := in.net(s, d, t) - in1.perKg - handling - p.Haul.tariff(h, d).perKg
			if most > littleKg && !g.dead(s, d, t, earns-in1.leastPerKg()) {
				g.path(s, h, d, t, earns, most)
			}
		}
		if len(pooled) > 0 {
			s, most := s, min(in.available(s, t), capacity)
			cost := -p.Sources[s].Floor[t] - in1.perKg - handling
			c := g.add(cost*g.unit, 0, most/g.unit, false, func(v *given) float64 { return v.pool[pair{s, h, t}] / g.unit })
			g.pools = append(g.pools, poolColumn{s, h, t, c})
			g.collected[pair{s, h, t}] = append(g.collected[pair{s, h, t}], term{c, 1})
			fed = true
		}
	}
	if !fed {
		return
	}
	for _, d := range pooled {
		dem := &p.Demands[d]
		earns := dem.Price[t]*(1-dem.Levy) - p.Haul.tariff(h, d).perKg
		c := g.add(earns*g.unit, 0, min(capacity, in.most(d, t))/g.unit, false, func(v *given) float64 { return v.haul[pair{h, d, t}] / g.unit })
		g.outs = append(g.outs, outColumn{h, d, t, c})
		g.sent[pair{h, d, t}] = append(g.sent[pair{h, d, t}], term{c, 1})
	}
	var balance []term
	for _, q := range g.pools {
		if q.hub == h && q.period == t {
			balance = append(balance, term{q.column, 1})
		}
	}
	for _, q := range g.outs {
		if q.hub == h && q.period == t {
			balance = append(balance, term{q.column, -1})
		}
	}
	g.row(0, 0, balance...)
}

// without adds the flow from source s straight to demand d.
func (g *programme) without(s, d, t int) {
	in := g.in
	w := in.p.Direct.tariff(s, d)
	most := min(in.agreed(s, d, t), in.most(d, t))
	if !w.exists || most <= littleKg || !in.may[s][d] || !in.withinLimits(s, d) {
		return
	}
	earns := in.net(s, d, t) - w.perKg
	if !g.dead(s, d, t, earns-w.leastPerKg()) {
		g.path(s, direct, d, t, earns, most)
	}
}

// path adds a flow by source.
func (g *programme) path(s, h, d, t int, earns, most float64) {
	c := g.add(earns*g.unit, 0, most/g.unit, false, func(v *given) float64 { return v.path[[4]int{s, h, d, t}] / g.unit })
	g.paths = append(g.paths, pathColumn{s, h, d, t, c})
	g.sourceOf[c] = s
	if h == direct {
		g.straight[pair{s, d, t}] = append(g.straight[pair{s, d, t}], term{c, 1})
		return
	}
	g.collected[pair{s, h, t}] = append(g.collected[pair{s, h, t}], term{c, 1})
	g.sent[pair{h, d, t}] = append(g.sent[pair{h, d, t}], term{c, 1})
}

// dead says that a path that earns nothing is needed for nothing else either: no
// least quantity to fill and no blend to better.
func (g *programme) dead(s, d, t int, earns float64) bool {
	dem := &g.in.p.Demands[d]
	return earns < 0 && !g.elastic && !dem.Must && len(dem.Limits) == 0 && g.in.p.Sources[s].LeastKg[t] == 0 &&
		dem.TotalLeast == nil && !slices.ContainsFunc(dem.LeastKg, func(kg float64) bool { return kg > 0 })
}

// leastPerKg is below what any kilogram pays in pallets and vehicles.
func (t tariff) leastPerKg() float64 {
	least := math.Inf(1)
	if t.pallets {
		least = t.pallet / t.palletKg
	}
	if t.vehicles {
		least = min(least, t.vehicle/t.vehicleKg)
	}
	if math.IsInf(least, 1) {
		return 0
	}
	return least
}

// withinLimits says whether goods of s alone meet every limit of d.
func (in *instance) withinLimits(s, d int) bool {
	for q, l := range in.p.Demands[d].Limits {
		v := in.p.Sources[s].Quality[q]
		if l.Min != nil && v < *l.Min || l.Max != nil && v > *l.Max {
			return false
		}
	}
	return true
}

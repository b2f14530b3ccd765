package planning

import (
	"math"
	"slices"
)

// A pricing is the Lagrangian dual of a layout. Prices speak for everything that
// ties sources, hubs and demands together: what a kilogram is worth at a demand,
// what room on a consignment costs, what a grade above or below a limit costs,
// and what a source wants for giving itself to a hub. At given prices every hub
// with its members and vehicles, every demand and every source decides alone,
// and what all of them earn together is an upper bound on any plan's surplus.
//
// A hub that stays closed has no members, and each lane and consignment knows
// only whole steps: that is what makes the bound tighter than that of the linear
// programme.
type pricing struct {
	*layout

	buy, room, above, below, fee, ray0, scarce, window int // where each kind of price begins

	price  []float64
	slope  []float64 // of the bound, per price
	floor  []float64 // 0 where a price may not be negative, −Inf where it may
	weight []float64 // the size of a unit of slope

	haul [][]costCorner // consignment: its steps, all of them unless a part of a search says less
	busy []bool         // consignment: must be used, in a part of a search

	flow    []float64 // consignment: kilograms at the prices
	through []float64 // its running mean
	often   []float64 // hub: running mean of being open

	used    []bool    // lane: its hub takes the source
	kg      []float64 // lane × period: how much
	to      []int32   // lane × period: for which demand
	gains   []float64 // lane × period: what it brings
	sums    []float64 // set of periods: what a lane brings
	totals  []float64 // set of periods: what a hub earns
	loads   []int     // period: the step of the hub's consignment
	rayUsed []bool
	rayKg   []float64
	opened  []bool

	reach     []float64 // hub's view: demand × period: what a kilogram is worth at its door
	grades    []float64 // demand × period × quality: what a unit of grade is worth
	windows   []sourceWindow
	windowsOf [][]int // source
}

// A sourceWindow is a bound on a source's sum over periods.
type sourceWindow struct {
	source  int
	periods []int
	most    float64
}

func newPricing(l *layout) *pricing {
	p := &pricing{layout: l, windowsOf: make([][]int, l.S)}
	for i, s := range l.p.Sources {
		for _, w := range s.Windows {
			p.windowsOf[i] = append(p.windowsOf[i], len(p.windows))
			p.windows = append(p.windows, sourceWindow{i, w.Periods, w.MostKg})
		}
	}
	add := func(n int, floor, weight float64) int {
		at := len(p.price)
		for range n {
			p.price, p.floor, p.weight = append(p.price, 0), append(p.floor, floor), append(p.weight, weight)
		}
		return at
	}
	kg := l.kgScale
	consignments := l.H * l.D * l.T
	p.buy = add(l.D*l.T, math.Inf(-1), kg)
	p.room = add(consignments, 0, kg)
	p.above = add(consignments*l.Q, 0, kg)
	p.below = add(consignments*l.Q, 0, kg)
	if l.oneHome {
		p.fee = add(l.S, 0, 1)
	} else {
		p.fee = add(len(l.lanes), 0, 1)
		p.ray0 = add(len(l.rays), 0, 1)
		p.scarce = add(l.S*l.T, 0, kg)
	}
	p.window = add(len(p.windows), 0, kg)
	p.haul, p.busy = slices.Clone(l.haulSteps), make([]bool, consignments)
	p.flow, p.through, p.often = make([]float64, consignments), make([]float64, consignments), make([]float64, l.H)
	p.slope = make([]float64, len(p.price))
	p.used = make([]bool, len(l.lanes))
	p.kg = make([]float64, len(l.lanes)*l.T)
	p.to = make([]int32, len(l.lanes)*l.T)
	p.gains = make([]float64, len(l.lanes)*l.T)
	if l.byPeriod {
		p.sums, p.totals, p.loads = make([]float64, 1<<l.T), make([]float64, 1<<l.T), make([]int, l.T)
	}
	p.rayUsed = make([]bool, len(l.rays))
	p.rayKg = make([]float64, len(l.rays)*l.T)
	p.opened = make([]bool, l.H)
	p.reach = make([]float64, l.D*l.T)
	p.grades = make([]float64, l.D*l.T*l.Q)
	p.start()
	return p
}

// start sets the prices at the demands to what they pay.
func (p *pricing) start() {
	for d := range p.D {
		for t := range p.T {
			dem := &p.p.Demands[d]
			p.price[p.buy+d*p.T+t] = dem.Price[t] * (1 - dem.Levy)
		}
	}
	if p.oneHome {
		return
	}
	for k, lane := range p.lanes {
		p.price[p.fee+k] = p.join[lane.source]
	}
	for k, ray := range p.rays {
		p.price[p.ray0+k] = p.join[ray.source]
	}
}

// bound is the upper bound at the prices; slope becomes a subgradient of it.
func (p *pricing) bound() float64 {
	clear(p.slope)
	clear(p.flow)
	total := 0.0
	for d := range p.D {
		total += p.demandEarns(d)
	}
	for h := range p.H {
		total += p.hubEarns(h)
	}
	total += p.raysEarn()
	total += p.sourcesEarn()
	for k, w := range p.windows {
		if p.oneHome {
			continue // paid by the hub that takes the source
		}
		total += p.price[p.window+k] * w.most
		p.slope[p.window+k] += w.most
	}
	return total
}

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

	reach   []float64 // hub's view: demand × period: what a kilogram is worth at its door
	grades  []float64 // demand × period × quality: what a unit of grade is worth
	windows []sourceWindow
}

// A sourceWindow is a bound on a source's sum over periods.
type sourceWindow struct {
	source  int
	periods []int
	most    float64
}

func newPricing(l *layout) *pricing {
	p := &pricing{layout: l}
	for i, s := range l.p.Sources {
		for _, w := range s.Windows {
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

// demandEarns is what demand d gains by buying at the prices.
func (p *pricing) demandEarns(d int) float64 {
	dem := &p.p.Demands[d]
	prices := p.price[p.buy+d*p.T : p.buy+(d+1)*p.T]
	kg, gain := buyBest(dem, prices)
	gain -= dem.ServeCost
	if gain <= 0 && !dem.Must {
		return 0
	}
	for t, x := range kg {
		p.slope[p.buy+d*p.T+t] -= x
	}
	return gain
}

// buyBest is the best that a served demand takes at prices per kilogram.
func buyBest(d *Demand, prices []float64) (kg []float64, gain float64) {
	kg = make([]float64, len(prices))
	total := 0.0
	for t := range kg {
		kg[t] = d.LeastKg[t]
		if d.Price[t]*(1-d.Levy) > prices[t] {
			kg[t] = d.MostKg[t]
		}
		total += kg[t]
	}
	if d.TotalMost != nil {
		for total > *d.TotalMost+littleKg {
			t := pickPeriod(d, prices, func(t int) float64 { return kg[t] - d.LeastKg[t] }, false)
			if t < 0 {
				break
			}
			less := min(kg[t]-d.LeastKg[t], total-*d.TotalMost)
			kg[t], total = kg[t]-less, total-less
		}
	}
	if d.TotalLeast != nil {
		for total < *d.TotalLeast-littleKg {
			t := pickPeriod(d, prices, func(t int) float64 { return d.MostKg[t] - kg[t] }, true)
			if t < 0 {
				break
			}
			more := min(d.MostKg[t]-kg[t], *d.TotalLeast-total)
			kg[t], total = kg[t]+more, total+more
		}
	}
	for t := range kg {
		gain += (d.Price[t]*(1-d.Levy) - prices[t]) * kg[t]
	}
	return kg, gain
}

// pickPeriod is the period with room whose kilogram gains most, or least.
func pickPeriod(d *Demand, prices []float64, room func(int) float64, most bool) int {
	best, gain := -1, 0.0
	for t := range prices {
		g := d.Price[t]*(1-d.Levy) - prices[t]
		if room(t) > littleKg && (best < 0 || most && g > gain || !most && g < gain) {
			best, gain = t, g
		}
	}
	return best
}

// hubEarns is what hub h gains with its members and consignments, or 0 closed.
func (p *pricing) hubEarns(h int) float64 {
	p.view(h)
	if p.byPeriod {
		return p.hubEarnsByPeriod(h)
	}
	total := -p.p.Hubs[h].OpenCost
	for t := range p.T {
		total += p.roomEarns(h, t, false)
	}
	for k := p.hubLanes[h]; k < p.hubLanes[h+1]; k++ {
		gain := p.memberEarns(k)
		p.used[k] = gain > 0
		total += max(0, gain)
	}
	p.opened[h] = total > 0
	if total <= 0 {
		for k := p.hubLanes[h]; k < p.hubLanes[h+1]; k++ {
			p.used[k] = false
		}
		return 0
	}
	for t := range p.T {
		p.roomEarns(h, t, true)
	}
	for k := p.hubLanes[h]; k < p.hubLanes[h+1]; k++ {
		if p.used[k] {
			p.countMember(k)
		}
	}
	return total
}

// hubEarnsByPeriod compares all sets of periods in which hub h could work.
func (p *pricing) hubEarnsByPeriod(h int) float64 {
	totals := p.totals
	for set := range totals {
		totals[set] = -p.p.Hubs[h].OpenCost
	}
	always := p.roomByPeriod(h)
	for k := p.hubLanes[h]; k < p.hubLanes[h+1]; k++ {
		p.memberEarns(k)
		p.sumSets(k)
		for set, gain := range p.sums {
			totals[set] += max(0, gain)
		}
	}
	best := -1
	for set, total := range totals {
		if set > 0 && set&always == always && (best < 0 || total > totals[best]) {
			best = set
		}
	}
	p.opened[h] = totals[best] > 0 || always > 0
	if !p.opened[h] {
		for k := p.hubLanes[h]; k < p.hubLanes[h+1]; k++ {
			p.used[k] = false
		}
		return 0
	}
	p.countPeriods(h, best)
	return totals[best]
}

// roomByPeriod adds what room earns to every set of periods that has it, and
// gives the set of periods in which hub h must work.
func (p *pricing) roomByPeriod(h int) (always int) {
	for t := range p.T {
		c := p.consignment(h, 0, t)
		earns := math.Inf(-1)
		for k, s := range p.haul[c] {
			if e := p.price[p.room+c]*s.kg - s.cost; e > earns {
				earns, p.loads[t] = e, k
			}
		}
		if p.busy[c] {
			always |= 1 << t
		}
		for set := range p.totals {
			if set>>t&1 == 1 {
				p.totals[set] += earns
			}
		}
	}
	return always
}

// countPeriods adds to the slopes what hub h does in a set of periods.
func (p *pricing) countPeriods(h, set int) {
	for t := range p.T {
		if set>>t&1 == 1 {
			c := p.consignment(h, 0, t)
			if steps := p.haul[c]; len(steps) > 0 {
				p.slope[p.room+c] += steps[p.loads[t]].kg
			}
		}
	}
	for k := p.hubLanes[h]; k < p.hubLanes[h+1]; k++ {
		p.sumSets(k)
		p.used[k] = p.sums[set] > 0
		if !p.used[k] {
			continue
		}
		for t := range p.T {
			if set>>t&1 == 0 {
				p.kg[k*p.T+t] = 0
			}
		}
		p.countMember(k)
	}
}

// sumSets adds up what a lane's source brings in every set of periods.
func (p *pricing) sumSets(k int) {
	p.sums[0] = -p.laneFee(k)
	for t := range p.T {
		gain := p.gains[k*p.T+t]
		for set := range 1 << t {
			p.sums[set|1<<t] = p.sums[set] + gain
		}
	}
}

// view works out what a kilogram, and a unit of grade, is worth at the door of h.
func (p *pricing) view(h int) {
	for d := range p.D {
		for t := range p.T {
			at := d*p.T + t
			if p.haulSteps[p.consignment(h, d, t)] == nil {
				p.reach[at] = math.Inf(-1)
				continue
			}
			c := p.consignment(h, d, t)
			worth := p.price[p.buy+at] - p.price[p.room+c] - p.p.Hubs[h].Handling[t] - p.haulPerKg[h*p.D+d]
			for q := range p.Q {
				above, below := p.price[p.above+c*p.Q+q], p.price[p.below+c*p.Q+q]
				if above > 0 {
					worth += above * p.most[d*p.Q+q]
				}
				if below > 0 {
					worth -= below * p.least[d*p.Q+q]
				}
				p.grades[at*p.Q+q] = below - above
			}
			p.reach[at] = worth
		}
	}
}

// roomEarns is what hub h gains by offering room in period t at the prices: the
// best steps of its consignments within its capacity.
func (p *pricing) roomEarns(h, t int, count bool) float64 {
	total, left := 0.0, p.p.Hubs[h].CapacityKg[t]
	if p.D == 1 {
		c := p.consignment(h, 0, t)
		k, earns := bestStep(p.haul[c], p.price[p.room+c])
		if count && k > 0 {
			p.slope[p.room+c] += p.haul[c][k].kg
		}
		return earns
	}
	at := make([]int, p.D)
	for left > littleKg {
		best, rate := -1, 0.0
		for d := range p.D {
			c := p.consignment(h, d, t)
			steps := p.haul[c]
			if at[d]+1 >= len(steps) {
				continue
			}
			a, b := steps[at[d]], steps[at[d]+1]
			if r := p.price[p.room+c] - (b.cost-a.cost)/(b.kg-a.kg); r > rate {
				best, rate = d, r
			}
		}
		if best < 0 {
			break
		}
		c := p.consignment(h, best, t)
		a, b := p.haul[c][at[best]], p.haul[c][at[best]+1]
		kg := min(left, b.kg-a.kg)
		total += rate * kg
		left -= kg
		at[best]++
		if count {
			p.slope[p.room+c] += kg
		}
	}
	return total
}

// memberEarns is what a lane's source brings its hub, above the fee.
func (p *pricing) memberEarns(k int) float64 {
	lane := p.lanes[k]
	gain := -p.laneFee(k)
	for t := range p.T {
		worth, demand := p.worthAtDoor(lane.source, t)
		worth -= p.p.Sources[lane.source].Floor[t] + lane.perKg + p.keeping(lane.source, t)
		steps := p.laneSteps[k*p.T+t]
		s, earns := bestStep(steps, worth)
		p.kg[k*p.T+t], p.to[k*p.T+t], p.gains[k*p.T+t] = steps[s].kg, demand, earns
		gain += earns
	}
	return gain
}

// worthAtDoor is the most that a kilogram of source i is worth at the hub in view.
func (p *pricing) worthAtDoor(i, t int) (float64, int32) {
	best, demand := math.Inf(-1), int32(-1)
	grade := p.grade[i*p.Q : (i+1)*p.Q]
	for d := range p.D {
		if !p.in.may[i][d] {
			continue
		}
		at := d*p.T + t
		worth := p.reach[at]
		for q, g := range grade {
			worth += g * p.grades[at*p.Q+q]
		}
		if worth > best {
			best, demand = worth, int32(d)
		}
	}
	return best, demand
}

// laneFee is what a hub pays for a source.
func (p *pricing) laneFee(k int) float64 {
	if !p.oneHome {
		return p.price[p.fee+k]
	}
	i := p.lanes[k].source
	fee := p.price[p.fee+i] + p.join[i]
	for w, win := range p.windows {
		if win.source == i {
			fee -= p.price[p.window+w] * win.most
		}
	}
	return fee
}

// keeping is what a kilogram of source i in period t costs because windows and
// other ways want it too.
func (p *pricing) keeping(i, t int) float64 {
	cost := 0.0
	if !p.oneHome {
		cost = p.price[p.scarce+i*p.T+t]
	}
	for w, win := range p.windows {
		if win.source != i {
			continue
		}
		for _, period := range win.periods {
			if period == t {
				cost += p.price[p.window+w]
			}
		}
	}
	return cost
}

// countMember adds a member's quantities to the slopes.
func (p *pricing) countMember(k int) {
	lane := p.lanes[k]
	i := lane.source
	if p.oneHome {
		p.slope[p.fee+i]--
	} else {
		p.slope[p.fee+k]--
	}
	for t := range p.T {
		kg := p.kg[k*p.T+t]
		if kg == 0 {
			continue
		}
		d := int(p.to[k*p.T+t])
		c := p.consignment(lane.hub, d, t)
		p.slope[p.buy+d*p.T+t] += kg
		p.slope[p.room+c] -= kg
		p.flow[c] += kg
		for q := range p.Q {
			g := p.grade[i*p.Q+q]
			if most := p.most[d*p.Q+q]; !math.IsInf(most, 1) {
				p.slope[p.above+c*p.Q+q] += (most - g) * kg
			}
			if least := p.least[d*p.Q+q]; !math.IsInf(least, -1) {
				p.slope[p.below+c*p.Q+q] += (g - least) * kg
			}
		}
		p.countKept(i, t, kg)
	}
	if p.oneHome {
		for w, win := range p.windows {
			if win.source == i {
				p.slope[p.window+w] += win.most
			}
		}
	}
}

func (p *pricing) countKept(i, t int, kg float64) {
	if !p.oneHome {
		p.slope[p.scarce+i*p.T+t] -= kg
	}
	for w, win := range p.windows {
		if win.source != i {
			continue
		}
		for _, period := range win.periods {
			if period == t {
				p.slope[p.window+w] -= kg
			}
		}
	}
}

// raysEarn is what sources gain by going straight, above what they want for it.
func (p *pricing) raysEarn() float64 {
	total := 0.0
	for k, ray := range p.rays {
		gain := -p.price[p.ray0+k]
		for t := range p.T {
			worth := p.price[p.buy+ray.demand*p.T+t] - p.p.Sources[ray.source].Floor[t] - ray.perKg - p.keeping(ray.source, t)
			s, earns := bestStep(p.raySteps[k*p.T+t], worth)
			p.rayKg[k*p.T+t] = p.raySteps[k*p.T+t][s].kg
			gain += earns
		}
		p.rayUsed[k] = gain > 0
		if gain <= 0 {
			continue
		}
		total += gain
		p.slope[p.ray0+k]--
		for t := range p.T {
			kg := p.rayKg[k*p.T+t]
			p.slope[p.buy+ray.demand*p.T+t] += kg
			p.countKept(ray.source, t, kg)
		}
	}
	return total
}

// sourcesEarn is what the sources collect in fees, less what joining costs them.
func (p *pricing) sourcesEarn() float64 {
	total := 0.0
	if p.oneHome {
		for i := range p.S {
			total += p.price[p.fee+i]
			p.slope[p.fee+i]++
		}
		return total
	}
	for i := range p.S {
		total += p.sourceEarns(i)
	}
	return total
}

// sourceEarns lets source i give itself to hubs and rays for their fees.
func (p *pricing) sourceEarns(i int) float64 {
	gain := -p.join[i]
	for t := range p.T {
		gain += p.price[p.scarce+i*p.T+t] * p.in.available(i, t)
	}
	for _, k := range p.sourceRays[i] {
		gain += p.price[p.ray0+int(k)]
	}
	best := -1
	for _, k := range p.sourceLanes[i] {
		if !p.p.SingleHub {
			gain += p.price[p.fee+int(k)]
		} else if best < 0 || p.price[p.fee+int(k)] > p.price[p.fee+best] {
			best = int(k)
		}
	}
	if best >= 0 {
		gain += p.price[p.fee+best]
	}
	if gain <= 0 {
		return 0
	}
	for t := range p.T {
		p.slope[p.scarce+i*p.T+t] += p.in.available(i, t)
	}
	for _, k := range p.sourceRays[i] {
		p.slope[p.ray0+int(k)]++
	}
	for _, k := range p.sourceLanes[i] {
		if !p.p.SingleHub || int(k) == best {
			p.slope[p.fee+int(k)]++
		}
	}
	return gain
}

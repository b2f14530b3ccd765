package planning

import "math"

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

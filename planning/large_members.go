package planning

import (
	"math"
	"slices"
)

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
	for _, w := range p.windowsOf[i] {
		fee -= p.price[p.window+w] * p.windows[w].most
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
	for _, w := range p.windowsOf[i] {
		if slices.Contains(p.windows[w].periods, t) {
			cost += p.price[p.window+w]
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
		for _, w := range p.windowsOf[i] {
			p.slope[p.window+w] += p.windows[w].most
		}
	}
}

func (p *pricing) countKept(i, t int, kg float64) {
	if !p.oneHome {
		p.slope[p.scarce+i*p.T+t] -= kg
	}
	for _, w := range p.windowsOf[i] {
		if slices.Contains(p.windows[w].periods, t) {
			p.slope[p.window+w] -= kg
		}
	}
}

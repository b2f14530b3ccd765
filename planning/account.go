package planning

import (
	"cmp"
	"maps"
	"slices"
)

// A pair is two ends in one period: source and hub, hub and demand, or source and
// demand.
type pair struct{ from, to, period int }

// sums of a plan's flows over everything that is paid together.
type sums struct {
	collect, haul, direct map[pair]float64
	origins               map[pair]map[string]bool // countries in a hub's consignment
	source                map[int]float64
	hub                   map[int]float64
	demand                map[int]float64
}

func (in *instance) sum(flows []flow) *sums {
	s := &sums{
		collect: map[pair]float64{}, haul: map[pair]float64{}, direct: map[pair]float64{},
		origins: map[pair]map[string]bool{},
		source:  map[int]float64{}, hub: map[int]float64{}, demand: map[int]float64{},
	}
	for _, f := range flows {
		s.source[f.source] += f.kg
		s.demand[f.demand] += f.kg
		if f.hub == direct {
			s.direct[pair{f.source, f.demand, f.period}] += f.kg
			continue
		}
		s.hub[f.hub] += f.kg
		s.collect[pair{f.source, f.hub, f.period}] += f.kg
		c := pair{f.hub, f.demand, f.period}
		s.haul[c] += f.kg
		if len(in.p.Demands[f.demand].Papers.ByOrigin) > 0 {
			if s.origins[c] == nil {
				s.origins[c] = map[string]bool{}
			}
			s.origins[c][in.p.Sources[f.source].Country] = true
		}
	}
	return s
}

// inOrder gives the pairs of a map in a fixed order, so that sums come out the same.
func inOrder[V any](m map[pair]V) []pair {
	return slices.SortedFunc(maps.Keys(m), func(a, b pair) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to), cmp.Compare(a.period, b.period))
	})
}

func inIDs(m map[int]float64) []int {
	return slices.Sorted(maps.Keys(m))
}

// account is where the money of these flows goes.
func (in *instance) account(flows []flow) Account {
	var a Account
	p, s := in.p, in.sum(flows)
	for _, f := range flows {
		d := &p.Demands[f.demand]
		a.Revenue += d.Price[f.period] * f.kg
		a.Levy += d.Levy * d.Price[f.period] * f.kg
		a.Floor += p.Sources[f.source].Floor[f.period] * f.kg
		if f.hub != direct {
			a.Handling += p.Hubs[f.hub].Handling[f.period] * f.kg
		}
	}
	for _, i := range inIDs(s.source) {
		a.Join += p.Sources[i].JoinCost
	}
	for _, h := range inIDs(s.hub) {
		a.Open += p.Hubs[h].OpenCost
	}
	for d := range p.Demands {
		if _, served := s.demand[d]; served || p.Demands[d].Must {
			a.Serve += p.Demands[d].ServeCost
		}
	}
	for _, k := range inOrder(s.collect) {
		a.Collect += p.Collect.tariff(k.from, k.to).cost(s.collect[k])
	}
	for _, k := range inOrder(s.haul) {
		a.Haul += p.Haul.tariff(k.from, k.to).cost(s.haul[k])
		a.Papers += papers(&p.Demands[k.to].Papers, s.haul[k])
		for _, c := range sortedKeys(s.origins[k]) {
			a.Papers += p.Demands[k.to].Papers.ByOrigin[c].PerConsignment
		}
	}
	for _, k := range inOrder(s.direct) {
		a.Direct += p.Direct.tariff(k.from, k.to).cost(s.direct[k])
		d := &p.Demands[k.to]
		a.Papers += papers(&d.Papers, s.direct[k]) + d.Papers.ByOrigin[p.Sources[k.from].Country].PerConsignment
	}
	return a
}

// charge is what the members of these flows are charged for joining.
func (in *instance) charge(flows []flow) float64 {
	if len(in.p.MemberCharge) == 0 {
		return 0
	}
	joined := map[string]bool{}
	for _, f := range flows {
		joined[in.members[f.source]] = true
	}
	sum := 0.0
	for _, m := range sortedKeys(joined) {
		sum += in.p.MemberCharge[m]
	}
	return sum
}

// worth is the surplus of flows, less what members are charged.
func (in *instance) worth(flows []flow) float64 {
	return in.account(flows).Surplus() - in.charge(flows)
}

// cost of moving kg on a pair in one period.
func (t tariff) cost(kg float64) float64 {
	_, _, load := t.mix(kg)
	return t.fixed + t.perKg*kg + load
}

// papers of one consignment, the origins aside.
func papers(p *Papers, kg float64) float64 {
	cost := p.PerConsignment
	if p.PerLot > 0 {
		cost += p.PerLot * units(kg, p.LotKg)
	}
	return cost
}

package planning

import (
	"cmp"
	"math"
	"slices"
)

// sensitivity says for every served demand how solid the plan is.
func (in *instance) sensitivity(flows []flow, prices *fixedProgramme) []Sensitivity {
	surplus := in.worth(flows)
	var all []Sensitivity
	for d := range in.p.Demands {
		var mine []flow
		kg, revenue := 0.0, 0.0
		for _, f := range flows {
			if f.demand == d {
				mine = append(mine, f)
				kg += f.kg
				revenue += f.kg * in.p.Demands[d].Price[f.period]
			}
		}
		if kg == 0 {
			continue
		}
		drop, anyK := in.mayLeave(d, mine)
		all = append(all, Sensitivity{
			Demand:         in.p.Demands[d].ID,
			BreakEvenPrice: revenue/kg - surplus/((1-in.p.Demands[d].Levy)*kg),
			SpareKg:        in.spare(d, flows),
			MayDropOut:     drop,
			AnyK:           anyK,
			ShadowPrices:   prices.shadow(d, flows),
		})
	}
	return all
}

// spare is how much more would ride to demand d on pallets, vehicles and lots that are
// already paid for its consignments, within the hubs' capacity; whether the buyer takes
// more than its most is for people to ask.
func (in *instance) spare(d int, flows []flow) float64 {
	p, s := in.p, in.sum(flows)
	through := map[[2]int]float64{}
	for _, f := range flows {
		if f.hub != direct {
			through[[2]int{f.hub, f.period}] += f.kg
		}
	}
	room := make([]float64, len(p.Periods))
	add := func(way *Way, k pair, kg, most float64) {
		t := way.tariff(k.from, k.to)
		if !t.whole() {
			return
		}
		pallets, vehicles, _ := t.mix(kg)
		free := pallets*t.palletKg + vehicles*t.vehicleKg - kg
		if papers := p.Demands[d].Papers; papers.PerLot > 0 {
			free = min(free, units(kg, papers.LotKg)*papers.LotKg-kg)
		}
		room[k.period] += max(0, min(free, most))
	}
	for _, k := range inOrder(s.haul) {
		if k.to == d {
			add(p.Haul, k, s.haul[k], p.Hubs[k.from].CapacityKg[k.period]-through[[2]int{k.from, k.period}])
		}
	}
	for _, k := range inOrder(s.direct) {
		if k.to == d {
			add(p.Direct, k, s.direct[k], math.Inf(1))
		}
	}
	sum := 0.0
	for _, kg := range room {
		sum += kg
	}
	return sum
}

// mayLeave names the members of demand d of which any one may leave with the least
// quantities and the blend of what remains still standing, and says how many may
// leave, whichever they are, with the least quantities still standing.
func (in *instance) mayLeave(d int, flows []flow) (drop []string, anyK int) {
	periods := len(in.p.Periods)
	all, kg, of := make([]float64, periods+1), map[string][]float64{}, map[string][]flow{}
	for _, f := range flows {
		m := in.members[f.source]
		if kg[m] == nil {
			kg[m] = make([]float64, periods+1) // per period, and in all
		}
		of[m] = append(of[m], f)
		for _, t := range []int{f.period, periods} {
			kg[m][t] += f.kg
			all[t] += f.kg
		}
	}
	members, blend := sortedKeys(kg), in.blendOf(flows)
	drop, anyK = []string{}, len(members)
	for _, m := range members {
		if in.stands(d, all, kg[m]) && blend.holdsWithout(in.blendOf(of[m])) {
			drop = append(drop, m)
		}
	}
	for t := range periods + 1 {
		anyK = min(anyK, mayGo(all[t]-in.least(d, t), members, kg, t))
	}
	return drop, anyK
}

// mayGo is how many members may leave, whichever they are, if no more than spare
// kilograms of period t may.
func mayGo(spare float64, members []string, kg map[string][]float64, t int) (n int) {
	parts := make([]float64, len(members))
	for i, m := range members {
		parts[i] = kg[m][t]
	}
	slices.SortFunc(parts, func(a, b float64) int { return cmp.Compare(b, a) })
	for n < len(parts) && parts[n] <= spare+littleKg {
		spare -= parts[n]
		n++
	}
	return n
}

// least is what demand d asks for in period t, or in all for the number of periods.
func (in *instance) least(d, t int) float64 {
	if t < len(in.p.Periods) {
		return in.p.Demands[d].LeastKg[t]
	}
	if total := in.p.Demands[d].TotalLeast; total != nil {
		return *total
	}
	return 0
}

// stands says whether the least quantities stand when what is gone is taken from
// all, per period and in all.
func (in *instance) stands(d int, all, gone []float64) bool {
	for t := range all {
		if all[t]-gone[t] < in.least(d, t)-littleKg {
			return false
		}
	}
	return true
}

// A blend adds up, for every consignment, its kilograms and by how much its goods
// break each limit, weighted by quantity: it holds where no sum is above zero.
type blend struct {
	kg   map[pair]float64
	over map[limitOf]float64
}

// limitOf is one side of a limit in one consignment.
type limitOf struct {
	pair
	quality string
	most    bool
}

// blendOf adds up flows; what goes directly is alone in its consignment, so
// nobody's leaving changes it.
func (in *instance) blendOf(flows []flow) blend {
	b := blend{map[pair]float64{}, map[limitOf]float64{}}
	for _, f := range flows {
		if f.hub == direct {
			continue
		}
		k := pair{f.hub, f.demand, f.period}
		b.kg[k] += f.kg
		for q, l := range in.p.Demands[f.demand].Limits {
			v := in.p.Sources[f.source].Quality[q]
			if l.Min != nil {
				b.over[limitOf{k, q, false}] += f.kg * (*l.Min - v)
			}
			if l.Max != nil {
				b.over[limitOf{k, q, true}] += f.kg * (v - *l.Max)
			}
		}
	}
	return b
}

// holdsWithout says whether every limit holds when the goods of gone are taken out.
func (b blend) holdsWithout(gone blend) bool {
	for k, x := range gone.over {
		if b.over[k]-x > 1e-6*(b.kg[k.pair]-gone.kg[k.pair])+littleKg {
			return false
		}
	}
	return true
}

// shadow are the prices of the linear programme with the whole numbers fixed that
// concern demand d: euro per kilogram of a quantity, euro per unit of a limit.
func (f *fixedProgramme) shadow(d int, flows []flow) map[string]float64 {
	all := map[string]float64{}
	if f == nil || f.solution.RowDual == nil {
		return all
	}
	p := f.in.p
	put := func(name string, v float64) {
		if math.Abs(v) > 1e-9 {
			all[name] = v
		}
	}
	for k, row := range f.demandRows {
		if k[0] != d {
			continue
		}
		name := []string{"least_kg", "most_kg"}[k[2]]
		if k[1] == everyPeriod {
			put("total_"+name, f.solution.RowDual[row])
		} else {
			put(name+":"+p.Periods[k[1]], f.solution.RowDual[row])
		}
	}
	sent := f.in.sum(flows).haul
	for k, row := range f.hubRows {
		if _, is := sent[pair{k[0], d, k[1]}]; is {
			put("capacity_kg:"+p.Hubs[k[0]].ID+":"+p.Periods[k[1]], f.solution.RowDual[row])
		}
	}
	for _, l := range f.limitRows {
		if kg := sent[pair{l.hub, d, l.period}]; l.demand == d && kg > 0 {
			put("limits."+l.quality+"."+l.side+":"+p.Hubs[l.hub].ID+":"+p.Periods[l.period], -f.solution.RowDual[l.row]*kg)
		}
	}
	return all
}

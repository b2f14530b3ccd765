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
	kg := map[string][]float64{} // member: kilograms per period, and in all
	for _, f := range flows {
		m := in.members[f.source]
		if kg[m] == nil {
			kg[m] = make([]float64, len(in.p.Periods)+1)
		}
		kg[m][f.period] += f.kg
		kg[m][len(in.p.Periods)] += f.kg
	}
	members := sortedKeys(kg)
	drop = []string{}
	for _, m := range members {
		rest := slices.DeleteFunc(slices.Clone(flows), func(f flow) bool { return in.members[f.source] == m })
		if in.stands(d, kg, []string{m}) && in.blendHolds(rest) {
			drop = append(drop, m)
		}
	}
	for anyK < len(members) && in.worstStands(d, kg, anyK+1) {
		anyK++
	}
	return drop, anyK
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

// stands says whether the least quantities stand without the members gone.
func (in *instance) stands(d int, kg map[string][]float64, gone []string) bool {
	for t := range len(in.p.Periods) + 1 {
		left := 0.0
		for m, q := range kg {
			if !slices.Contains(gone, m) {
				left += q[t]
			}
		}
		if left < in.least(d, t)-littleKg {
			return false
		}
	}
	return true
}

// worstStands says whether the least quantities stand without the k members who
// deliver most, in every period and in all.
func (in *instance) worstStands(d int, kg map[string][]float64, k int) bool {
	for t := range len(in.p.Periods) + 1 {
		var parts []float64
		left := 0.0
		for _, q := range kg {
			parts = append(parts, q[t])
			left += q[t]
		}
		slices.SortFunc(parts, func(a, b float64) int { return cmp.Compare(b, a) })
		for _, q := range parts[:k] {
			left -= q
		}
		if left < in.least(d, t)-littleKg {
			return false
		}
	}
	return true
}

// blendHolds says whether every consignment of the flows keeps its limits.
func (in *instance) blendHolds(flows []flow) bool {
	type key struct {
		pair
		quality string
	}
	over, kgs := map[key]float64{}, map[pair]float64{}
	for _, f := range flows {
		if f.hub == direct {
			continue // alone in its consignment: nothing changed
		}
		k := pair{f.hub, f.demand, f.period}
		kgs[k] += f.kg
		for q, l := range in.p.Demands[f.demand].Limits {
			v := in.p.Sources[f.source].Quality[q]
			if l.Min != nil {
				over[key{k, q + " min"}] += f.kg * (*l.Min - v)
			}
			if l.Max != nil {
				over[key{k, q + " max"}] += f.kg * (v - *l.Max)
			}
		}
	}
	for k, x := range over {
		if x > 1e-6*kgs[k.pair] {
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

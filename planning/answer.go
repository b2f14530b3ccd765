package planning

import "slices"

// bare is the plan of these flows with the account alone.
func (in *instance) bare(flows []flow, surplus float64) Plan {
	p := in.p
	plan := Plan{Status: Feasible, Surplus: surplus, Bound: surplus, Account: in.account(flows)}
	opened := map[int]bool{}
	for _, f := range flows {
		w := Flow{Source: p.Sources[f.source].ID, Demand: p.Demands[f.demand].ID, Period: p.Periods[f.period], Kg: f.kg}
		if f.hub != direct {
			w.Hub = &p.Hubs[f.hub].ID
			opened[f.hub] = true
		}
		plan.Flows = append(plan.Flows, w)
	}
	for h := range p.Hubs {
		if opened[h] {
			plan.Hubs = append(plan.Hubs, p.Hubs[h].ID)
		}
	}
	return plan
}

// withLists makes every list of the answer a list, be it empty.
func (pl Plan) withLists() Plan {
	list(&pl.Flows)
	list(&pl.Hubs)
	list(&pl.Loads)
	list(&pl.Delivered)
	list(&pl.Unused)
	list(&pl.Unserved)
	list(&pl.Sensitivity)
	return pl
}

func list[T any](s *[]T) {
	if *s == nil {
		*s = []T{}
	}
}

// loads are all that moves on each pair in each period, in the cheapest mix.
func (in *instance) loads(flows []flow) []Load {
	p, s := in.p, in.sum(flows)
	var loads []Load
	add := func(way string, w *Way, sums map[pair]float64, from, to func(int) string, part func(flow) (pair, bool)) {
		parts := map[pair]map[int]float64{}
		for _, f := range flows {
			if k, ok := part(f); ok {
				if parts[k] == nil {
					parts[k] = map[int]float64{}
				}
				parts[k][f.source] += f.kg
			}
		}
		for _, k := range inOrder(sums) {
			pallets, vehicles, _ := w.tariff(k.from, k.to).mix(sums[k])
			l := Load{Way: way, From: from(k.from), To: to(k.to), Period: p.Periods[k.period], Pallets: int(pallets), Vehicles: int(vehicles), Kg: sums[k]}
			for _, i := range inIDs(parts[k]) {
				l.Sources = append(l.Sources, LoadPart{p.Sources[i].ID, parts[k][i]})
			}
			loads = append(loads, l)
		}
	}
	source := func(i int) string { return p.Sources[i].ID }
	hub := func(i int) string { return p.Hubs[i].ID }
	demand := func(i int) string { return p.Demands[i].ID }
	add("collect", p.Collect, s.collect, source, hub, func(f flow) (pair, bool) {
		return pair{f.source, f.hub, f.period}, f.hub != direct
	})
	add("haul", p.Haul, s.haul, hub, demand, func(f flow) (pair, bool) {
		return pair{f.hub, f.demand, f.period}, f.hub != direct
	})
	add("direct", p.Direct, s.direct, source, demand, func(f flow) (pair, bool) {
		return pair{f.source, f.demand, f.period}, f.hub == direct
	})
	return loads
}

// delivered is what every served demand gets in each period, with the mean of each
// quality that all of its goods have.
func (in *instance) delivered(flows []flow) []Delivered {
	p := in.p
	type key struct{ demand, period int }
	parts := map[key][]flow{}
	for _, f := range flows {
		k := key{f.demand, f.period}
		parts[k] = append(parts[k], f)
	}
	var all []Delivered
	for d := range p.Demands {
		for t := range p.Periods {
			got := parts[key{d, t}]
			if len(got) == 0 {
				continue
			}
			w := Delivered{Demand: p.Demands[d].ID, Period: p.Periods[t], Quality: map[string]float64{}}
			for _, f := range got {
				w.Kg += f.kg
			}
			for _, q := range sortedKeys(p.Sources[got[0].source].Quality) {
				if slices.ContainsFunc(got, func(f flow) bool { _, known := p.Sources[f.source].Quality[q]; return !known }) {
					continue
				}
				for _, f := range got {
					w.Quality[q] += p.Sources[f.source].Quality[q] * f.kg / w.Kg
				}
			}
			all = append(all, w)
		}
	}
	return all
}

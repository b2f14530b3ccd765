package planning

import "slices"

// decisions adds what is decided once: who joins, each source's one hub, hubs
// opened, demands served.
func (g *programme) decisions() {
	p := g.in.p
	g.join, g.gates = make([]int, len(p.Sources)), make([][]int, len(p.Sources))
	charged, owners := map[string]int{}, map[string]int{}
	for s := range p.Sources {
		owners[g.in.members[s]]++
	}
	reach := g.reach()
	for s := range p.Sources {
		g.join[s] = none
		if !reach[s] {
			continue
		}
		member, cost := g.in.members[s], p.Sources[s].JoinCost
		charge := p.MemberCharge[member]
		if owners[member] == 1 {
			cost, charge = cost+charge, 0
		}
		if cost > 0 {
			g.join[s] = g.yesNo(cost, func(v *given) float64 { return yes(v.source[s]) })
			g.gates[s] = append(g.gates[s], g.join[s])
		}
		if charge > 0 {
			c, known := charged[member]
			if !known {
				c = g.yesNo(charge, func(v *given) float64 { return yes(v.member[member]) })
				charged[member] = c
			}
			g.implies(g.join[s], c)
			g.gates[s] = append(g.gates[s], c)
		}
		g.homes(s)
	}
	for h := range p.Hubs {
		g.open = append(g.open, none)
		if p.Hubs[h].OpenCost > 0 {
			g.open[h] = g.yesNo(p.Hubs[h].OpenCost, func(v *given) float64 { return yes(v.hub[h]) })
		}
	}
	for d := range p.Demands {
		g.serve = append(g.serve, none)
		dem := &p.Demands[d]
		switch {
		case dem.Must:
			g.m.Offset -= dem.ServeCost
		case dem.ServeCost > 0 || asksForLeast(dem):
			g.serve[d] = g.yesNo(dem.ServeCost, func(v *given) float64 { return yes(v.demand[d]) })
		}
	}
}

func asksForLeast(d *Demand) bool {
	return d.TotalLeast != nil && *d.TotalLeast > 0 || slices.ContainsFunc(d.LeastKg, func(kg float64) bool { return kg > 0 })
}

// reach says which sources have any flow column.
func (g *programme) reach() []bool {
	reach := make([]bool, len(g.in.p.Sources))
	for _, q := range g.paths {
		reach[q.source] = true
	}
	for _, q := range g.pools {
		reach[q.source] = true
	}
	return reach
}

// homes adds the choice of the one hub of source s.
func (g *programme) homes(s int) {
	if !g.in.p.SingleHub {
		return
	}
	var hubs []int
	for h := range g.in.p.Hubs {
		for t := range g.in.p.Periods {
			if len(g.collected[pair{s, h, t}]) > 0 {
				hubs = append(hubs, h)
				break
			}
		}
	}
	if len(hubs) < 2 {
		return
	}
	var choice []term
	for _, h := range hubs {
		c := g.yesNo(0, func(v *given) float64 { return yes(v.homes[[2]int{s, h}]) })
		g.home[[2]int{s, h}] = c
		choice = append(choice, term{c, 1})
	}
	g.atMost(choice, 1, g.join[s])
	for _, gate := range g.gates[s] {
		if gate != g.join[s] {
			g.atMost(choice, 1, gate)
		}
	}
}

// sourceRows bound what each source delivers: per period, over windows, and to a
// demand by agreement.
func (g *programme) sourceRows() {
	p, in := g.in.p, g.in
	for s := range p.Sources {
		all := make([][]term, len(p.Periods))
		for t := range p.Periods {
			all[t] = g.delivers(s, t)
			if len(all[t]) == 0 {
				continue
			}
			g.sourcePeriod(s, t, all[t])
		}
		for _, w := range p.Sources[s].Windows {
			var sum []term
			for _, t := range w.Periods {
				sum = append(sum, all[t]...)
			}
			if len(sum) > 0 {
				g.atMost(sum, w.MostKg/g.unit, g.join[s])
			}
		}
	}
	if p.AgreedKg == nil {
		return
	}
	agreed := map[pair][]term{}
	for _, q := range g.paths {
		k := pair{q.source, q.demand, q.period}
		agreed[k] = append(agreed[k], term{q.column, 1})
	}
	for _, k := range inOrder(agreed) {
		if len(agreed[k]) > 1 {
			g.atMost(agreed[k], in.agreed(k.from, k.to, k.period)/g.unit, none)
		}
	}
}

// delivers are all flows that leave source s in period t.
func (g *programme) delivers(s, t int) (all []term) {
	for h := range g.in.p.Hubs {
		all = append(all, g.collected[pair{s, h, t}]...)
	}
	for d := range g.in.p.Demands {
		all = append(all, g.straight[pair{s, d, t}]...)
	}
	return all
}

func (g *programme) sourcePeriod(s, t int, all []term) {
	most, gates := g.in.available(s, t)/g.unit, g.gates[s]
	if least := g.in.p.Sources[s].LeastKg[t]; least > littleKg {
		c := g.yesNo(0, func(v *given) float64 { return yes(v.sourcePeriod[[2]int{s, t}]) })
		g.active[[2]int{s, t}] = c
		g.atLeast(all, least/g.unit, c)
		for _, gate := range gates {
			g.implies(c, gate)
		}
		gates = []int{c}
	}
	if len(gates) == 0 {
		if len(all) > 1 {
			g.atMost(all, most, none)
		}
		return
	}
	for _, gate := range gates {
		g.atMost(all, most, gate)
		g.each(all, most, gate)
	}
}

// each adds a row per flow where the flow's own bound is below that of the sum:
// the disaggregated rows that make the relaxation tight.
func (g *programme) each(flows []term, most float64, gate int) {
	if g.wide || gate == none || len(flows) == 1 {
		return
	}
	for _, f := range flows {
		if upper := g.m.Upper[f.column]; upper < most*(1-1e-9) {
			g.atMost([]term{f}, upper, gate)
		}
	}
}

// hubs bound what goes through each hub.
func (g *programme) hubs() {
	p := g.in.p
	for h := range p.Hubs {
		for t := range p.Periods {
			var all []term
			for s := range p.Sources {
				into := g.collected[pair{s, h, t}]
				all = append(all, into...)
				if _, homed := g.home[[2]int{s, h}]; g.open[h] != none && len(into) > 0 && !homed {
					g.atMost(into, min(g.in.available(s, t), p.Hubs[h].CapacityKg[t])/g.unit, g.open[h])
				}
			}
			if len(all) > 0 {
				g.hubRows[[2]int{h, t}] = g.atMost(all, p.Hubs[h].CapacityKg[t]/g.unit, g.open[h])
			}
		}
		for s := range p.Sources {
			if z, ok := g.home[[2]int{s, h}]; ok {
				g.implies(z, g.open[h])
			}
		}
	}
}

// demands holds every served demand between its least and its most.
func (g *programme) demands() {
	p := g.in.p
	for d := range p.Demands {
		dem := &p.Demands[d]
		var all []term
		for t := range p.Periods {
			var sum []term
			for h := range p.Hubs {
				sum = append(sum, g.sent[pair{h, d, t}]...)
			}
			for s := range p.Sources {
				sum = append(sum, g.straight[pair{s, d, t}]...)
			}
			all = append(all, sum...)
			if len(sum) == 0 && dem.LeastKg[t] <= littleKg {
				continue
			}
			g.demandRows[[3]int{d, t, 1}] = g.atMost(sum, dem.MostKg[t]/g.unit, g.serve[d])
			g.convoy(d, t, sum, g.in.most(d, t))
			if dem.ServeCost > 0 {
				g.each(sum, dem.MostKg[t]/g.unit, g.serve[d])
			}
			if dem.LeastKg[t] > littleKg && g.mayAsk(d) {
				g.least([3]int{d, t, 0}, sum, dem.LeastKg[t])
			}
		}
		if dem.TotalMost != nil {
			g.demandRows[[3]int{d, everyPeriod, 1}] = g.atMost(all, *dem.TotalMost/g.unit, g.serve[d])
		}
		if dem.TotalLeast != nil && *dem.TotalLeast > littleKg && g.mayAsk(d) {
			g.least([3]int{d, everyPeriod, 0}, all, *dem.TotalLeast)
		}
	}
}

// least holds a served demand to its least quantity; in an elastic programme what
// is short of it is a column.
func (g *programme) least(key [3]int, sum []term, kg float64) {
	if g.elastic {
		c := g.add(0, 0, kg/g.unit, false, func(*given) float64 { return 0 })
		g.short[key] = c
		sum = append(sum[:len(sum):len(sum)], term{c, 1})
	}
	g.demandRows[key] = g.atLeast(sum, kg/g.unit, g.serve[key[0]])
}

const everyPeriod = -1

// mayAsk says whether least quantities of demand d bind: it is served by choice or
// because it must be.
func (g *programme) mayAsk(d int) bool { return g.serve[d] != none || g.in.p.Demands[d].Must }

func yes[T float64 | bool](v T) float64 {
	switch x := any(v).(type) {
	case bool:
		if x {
			return 1
		}
	case float64:
		if x > 0 {
			return 1
		}
	}
	return 0
}

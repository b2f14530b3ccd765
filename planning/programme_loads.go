package planning

import "math"

// A load of a pair in a period, as it is paid: once for anything at all, and by
// the whole pallet, vehicle and lot.
type load struct {
	flows  []term
	mostKg float64 // no more than this ever flows
	fixed  float64
	way    tariff
	papers *Papers // nil: none
	kg     func(*given) float64

	lorries *[]term // where vehicles counted alone are noted, with what each holds
}

// collect adds what is paid for source k.from's way to hub k.to.
func (g *programme) collect(k pair) {
	flows, p := g.collected[k], g.in.p
	most := min(g.in.available(k.from, k.period), p.Hubs[k.to].CapacityKg[k.period], g.upper(flows))
	way := p.Collect.tariff(k.from, k.to)
	used := g.pay(load{flows, most, way.fixed, way, nil, func(v *given) float64 { return v.collect[k] }, nil})
	home, homed := g.home[[2]int{k.from, k.to}]
	switch {
	case homed && used == none:
		g.atMost(flows, most/g.unit, home)
		g.each(flows, most/g.unit, home)
	case homed:
		g.implies(used, home)
	default:
		g.implies(used, g.open[k.to])
	}
	g.impliesSource(used, k.from, k.period)
}

// impliesSource says that what is used of source s in period t needs s to join.
func (g *programme) impliesSource(used, s, t int) {
	if c, ok := g.active[[2]int{s, t}]; ok {
		g.implies(used, c)
		return
	}
	for _, gate := range g.gates[s] {
		g.implies(used, gate)
	}
}

// consignment adds what is paid for what hub k.from sends to demand k.to, and
// holds the blend within the demand's limits.
func (g *programme) consignment(k pair) {
	flows, p := g.sent[k], g.in.p
	d := &p.Demands[k.to]
	most := min(p.Hubs[k.from].CapacityKg[k.period], g.in.most(k.to, k.period), g.upper(flows))
	way := p.Haul.tariff(k.from, k.to)
	used := g.pay(load{flows, most, way.fixed + d.Papers.PerConsignment, way, &d.Papers, func(v *given) float64 { return v.haul[k] }, g.lorriesTo(k)})
	g.implies(used, g.open[k.from])
	g.implies(used, g.serve[k.to])
	if used == none {
		if g.open[k.from] != none {
			g.atMost(flows, most/g.unit, g.open[k.from])
		}
		if g.serve[k.to] != none {
			g.atMost(flows, most/g.unit, g.serve[k.to])
		}
	}
	g.origins(k, used)
	g.limits(k)
}

// origins adds the papers paid once for each country in a consignment.
func (g *programme) origins(k pair, used int) {
	p := g.in.p
	papers := p.Demands[k.to].Papers.ByOrigin
	for _, country := range sortedKeys(papers) {
		cost := papers[country].PerConsignment
		if cost <= 0 {
			continue
		}
		var flows []term
		for _, f := range g.sent[k] {
			if p.Sources[g.sourceOf[f.column]].Country == country {
				flows = append(flows, f)
			}
		}
		if len(flows) == 0 {
			continue
		}
		most := g.upper(flows) / g.unit
		c := g.yesNo(cost, func(v *given) float64 { return yes(v.origins[k][country]) })
		g.atMost(flows, most, c)
		g.each(flows, most, c)
		g.implies(c, used)
	}
}

// limits hold the quantity-weighted mean of each limited quality: linear, because
// every consignment is a blend of its own.
func (g *programme) limits(k pair) {
	p := g.in.p
	limits := p.Demands[k.to].Limits
	for _, q := range sortedKeys(limits) {
		l := limits[q]
		for _, side := range []struct {
			name  string
			limit *float64
			sign  float64
		}{{"min", l.Min, 1}, {"max", l.Max, -1}} {
			if side.limit == nil {
				continue
			}
			var terms []term
			for _, f := range g.sent[k] {
				terms = append(terms, term{f.column, side.sign * (p.Sources[g.sourceOf[f.column]].Quality[q] - *side.limit)})
			}
			row := g.row(0, math.Inf(1), terms...)
			g.limitRows = append(g.limitRows, limitRow{k.from, k.to, k.period, row, q, side.name})
		}
	}
}

// direct adds what is paid for what source k.from sends straight to demand k.to.
func (g *programme) direct(k pair) {
	flows, p := g.straight[k], g.in.p
	d := &p.Demands[k.to]
	way := p.Direct.tariff(k.from, k.to)
	fixed := way.fixed + d.Papers.PerConsignment + d.Papers.ByOrigin[p.Sources[k.from].Country].PerConsignment
	most := g.upper(flows)
	used := g.pay(load{flows, most, fixed, way, &d.Papers, func(v *given) float64 { return v.direct[k] }, nil})
	g.impliesSource(used, k.from, k.period)
	g.implies(used, g.serve[k.to])
	if used == none && g.serve[k.to] != none {
		g.atMost(flows, most/g.unit, g.serve[k.to])
	}
}

// upper is the sum of what each flow can be, in kilograms.
func (g *programme) upper(flows []term) float64 {
	sum := 0.0
	for _, f := range flows {
		sum += g.m.Upper[f.column] * g.unit
	}
	return sum
}

// pay adds the columns of a load and gives the one that says whether it is used;
// none where a kilogram costs the same from the first on.
func (g *programme) pay(l load) int {
	way, fixed := l.way.plain(l.mostKg), l.fixed
	oneUnit, counted := way.one(l.mostKg)
	if oneUnit {
		fixed += counted
		way.pallets, way.vehicles = false, false
	}
	lots := l.papers != nil && l.papers.PerLot > 0
	if lots && units(l.mostKg, l.papers.LotKg) <= 1 {
		fixed += l.papers.PerLot
		lots = false
	}
	if fixed <= 0 && !way.whole() && !lots {
		return none
	}
	used := g.yesNo(fixed, func(v *given) float64 { return yes(l.kg(v)) })
	g.atMost(l.flows, l.mostKg/g.unit, used)
	g.each(l.flows, l.mostKg/g.unit, used)
	if way.whole() {
		g.count(l, way, used)
	}
	if lots {
		most := units(l.mostKg, l.papers.LotKg)
		n := g.add(-l.papers.PerLot, 0, most, true, func(v *given) float64 { return units(l.kg(v), l.papers.LotKg) })
		g.holds(l, []term{{n, l.papers.LotKg / g.unit}}, most, used)
		g.implies(used, n)
	}
	return used
}

// plain drops what never decides: pallets or vehicles that cost nothing hold
// anything, and vehicles dearer than the pallets they replace are never taken.
func (t tariff) plain(mostKg float64) tariff {
	if t.pallets && t.pallet == 0 || t.vehicles && t.vehicle == 0 {
		t.pallets, t.vehicles = false, false
	}
	if t.pallets && t.vehicles {
		switch {
		case min(math.Ceil(t.vehicleKg/t.palletKg), units(mostKg, t.palletKg))*t.pallet <= t.vehicle:
			t.vehicles = false
		case t.vehicle <= t.pallet && t.vehicleKg >= t.palletKg:
			t.pallets = false
		}
	}
	return t
}

// one says whether a single pallet or vehicle always holds the load, and its cost.
func (t tariff) one(mostKg float64) (bool, float64) {
	switch {
	case !t.whole():
		return false, 0
	case !t.pallets:
		return units(mostKg, t.vehicleKg) <= 1, t.vehicle
	case units(mostKg, t.palletKg) > 1:
		return false, 0
	case t.vehicles:
		return true, min(t.pallet, t.vehicle)
	}
	return true, t.pallet
}

// count adds the whole pallets and vehicles that hold the load.
func (g *programme) count(l load, way tariff, used int) {
	var hold []term
	most := 0.0
	if way.pallets {
		most = units(l.mostKg, way.palletKg)
		if way.vehicles {
			most = min(most, way.fewPallets())
		}
		n := g.add(-way.pallet, 0, most, true, func(v *given) float64 { n, _, _ := way.mix(l.kg(v)); return n })
		hold = append(hold, term{n, min(way.palletKg, l.mostKg) / g.unit})
	}
	if way.vehicles {
		most = units(l.mostKg, way.vehicleKg)
		n := g.add(-way.vehicle, 0, most, true, func(v *given) float64 { _, n, _ := way.mix(l.kg(v)); return n })
		hold = append(hold, term{n, min(way.vehicleKg, l.mostKg) / g.unit})
	}
	g.holds(l, hold, most, used)
	if !way.pallets && l.lorries != nil {
		*l.lorries = append(*l.lorries, hold[0])
	}
	atLeastOne := make([]term, 0, 3)
	for _, h := range hold {
		atLeastOne = append(atLeastOne, term{h.column, 1})
	}
	g.row(0, math.Inf(1), append(atLeastOne, term{used, -1})...)
}

// fewPallets is the most pallets that can be cheaper than a vehicle.
func (t tariff) fewPallets() float64 {
	k := math.Floor(t.vehicle/t.pallet) + 1
	if k*t.palletKg > t.vehicleKg {
		return math.Inf(1)
	}
	return k - 1
}

// holds adds flows ≤ what the units hold; where one kind of unit counts alone, also
// the rounding inequality of its last, not full unit.
func (g *programme) holds(l load, hold []term, most float64, used int) {
	row := append([]term(nil), l.flows...)
	for _, h := range hold {
		row = append(row, term{h.column, -h.value})
	}
	g.row(math.Inf(-1), 0, row...)
	if len(hold) != 1 || most < 2 {
		return
	}
	each := hold[0].value
	last := l.mostKg/g.unit - (most-1)*each
	if last <= 1e-9*each || last >= each*(1-1e-9) {
		return
	}
	row[len(row)-1].value = -last
	g.row(math.Inf(-1), 0, append(row, term{used, -(most - 1) * (each - last)})...)
}

// lorriesTo is where the vehicles of all hubs to a demand in a period are noted.
func (g *programme) lorriesTo(k pair) *[]term {
	to := [2]int{k.to, k.period}
	if g.lorries[to] == nil {
		g.lorries[to] = new([]term)
	}
	return g.lorries[to]
}

// convoy adds, for a demand whose goods all come in whole vehicles from several
// hubs, how many come in all, and the rounding inequality of the last of them:
// without it the relaxation sends the fraction of a lorry.
func (g *programme) convoy(d, t int, sent []term, mostKg float64) {
	noted := g.lorries[[2]int{d, t}]
	if noted == nil || len(*noted) < 2 || len(*noted) != g.hubsTo(d, t) {
		return
	}
	each := 0.0
	for _, v := range *noted {
		each = max(each, v.value)
	}
	most := units(mostKg, each*g.unit)
	last := mostKg/g.unit - (most-1)*each
	if most < 1 || last >= each*(1-1e-9) {
		return
	}
	n := g.add(0, 0, g.upperOf(*noted), true, func(v *given) float64 { return g.lorriesIn(v, d, t) })
	count := []term{{n, -1}}
	for _, v := range *noted {
		count = append(count, term{v.column, 1})
	}
	g.row(0, 0, count...)
	g.row(math.Inf(-1), (most-1)*(each-last), append(sent[:len(sent):len(sent)], term{n, -last})...)
}

func (g *programme) upperOf(columns []term) float64 {
	sum := 0.0
	for _, c := range columns {
		sum += g.m.Upper[c.column]
	}
	return sum
}

// hubsTo is how many hubs can send to demand d in period t; −1 if some source
// delivers directly.
func (g *programme) hubsTo(d, t int) int {
	n := 0
	for h := range g.in.p.Hubs {
		if len(g.sent[pair{h, d, t}]) > 0 {
			n++
		}
	}
	for s := range g.in.p.Sources {
		if len(g.straight[pair{s, d, t}]) > 0 {
			return -1
		}
	}
	return n
}

// lorriesIn counts the vehicles of a plan that go to demand d in period t.
func (g *programme) lorriesIn(v *given, d, t int) float64 {
	sum := 0.0
	for h := range g.in.p.Hubs {
		way := g.in.p.Haul.tariff(h, d)
		_, n, _ := way.mix(v.haul[pair{h, d, t}])
		sum += n
	}
	return sum
}

package planning

import (
	"slices"

	"tok/internal/cutting"
)

// A restricted model is the game's programme in a form of its own: flows between 0
// and what was agreed, one column per member (in or out) and per demand that asks
// for a least quantity, and staircases for everything that is paid once or by the
// piece. Columns are scaled to 0..1. What holds for any part of the plan's own flows
// (availability, windows, most quantities) needs no row.
type restricted struct {
	in      *instance
	members []string
	agreed  []float64 // member: kilograms in all
	flows   []flow    // kg = the most
	owner   []int     // flow: member
	served  []int     // demands with a column
	steps   []step
	gain    []float64 // column: euro for the whole of it, members' charges aside
	rows    []cutting.Row
	homes   [][][]int32 // source with a choice of hubs: the flows to each
	plan    []float64   // flow: kilograms in the plan
	lent    bool        // a hub's capacity depends on who is in
}

// A step is a staircase over a sum of flows; theta is the column of its cost, −1 if
// it costs nothing and only forbids quantities.
type step struct {
	stairs
	columns []int32
	theta   int
	joint   bool // of several sources
}

func (m *restricted) memberColumn(i int) int { return len(m.flows) + i }
func (m *restricted) servedColumn(k int) int { return len(m.flows) + len(m.members) + k }
func (m *restricted) columns() int           { return len(m.gain) }

// newRestricted builds the model from the flows of a plan; false says that some
// staircase has too many steps.
func newRestricted(in *instance, plan []flow) (*restricted, bool) {
	m := &restricted{in: in}
	b := &restrictedBuilder{restricted: m, given: plan, index: map[string]int{}}
	b.people()
	b.routes()
	m.gain = make([]float64, len(m.flows)+len(m.members))
	b.margins()
	b.demands()
	b.capacities()
	b.limits()
	ok := b.staircases()
	b.choices()
	return m, ok
}

type restrictedBuilder struct {
	*restricted
	given []flow
	index map[string]int // member
	used  map[pair]map[int]float64
}

// people are the members that deliver, in the order of their first source.
func (b *restrictedBuilder) people() {
	delivers := map[int]float64{}
	for _, f := range b.given {
		delivers[f.source] += f.kg
	}
	for s := range b.in.p.Sources {
		if delivers[s] <= littleKg {
			continue
		}
		name := b.in.members[s]
		if _, known := b.index[name]; !known {
			b.index[name] = len(b.members)
			b.members, b.agreed = append(b.members, name), append(b.agreed, 0)
		}
		b.agreed[b.index[name]] += delivers[s]
	}
}

// routes are all ways of what was agreed: through any hub the plan uses in the
// period, or directly.
func (b *restrictedBuilder) routes() {
	agreed := map[pair]float64{} // source, demand, period
	own := map[flow]float64{}
	b.used = map[pair]map[int]float64{}
	for _, f := range b.given {
		if f.kg <= littleKg {
			continue
		}
		agreed[pair{f.source, f.demand, f.period}] += f.kg
		own[flow{f.source, f.hub, f.demand, f.period, 0}] += f.kg
		if f.hub != direct {
			k := pair{from: f.hub, period: f.period}
			if b.used[k] == nil {
				b.used[k] = map[int]float64{}
			}
			b.used[k][b.index[b.in.members[f.source]]] += f.kg
		}
	}
	for _, k := range inOrder(agreed) {
		var ways []part
		for h := direct; h < len(b.in.p.Hubs); h++ {
			if !b.goes(k, h) {
				continue
			}
			f := flow{k.from, h, k.to, k.period, agreed[k]}
			if h != direct {
				f.kg = min(f.kg, b.capacity(h, k.period))
			}
			ways = append(ways, part{len(b.flows), -f.kg})
			b.flows = append(b.flows, f)
			b.owner = append(b.owner, b.index[b.in.members[k.from]])
			b.plan = append(b.plan, own[flow{k.from, h, k.to, k.period, 0}])
		}
		if len(ways) > 1 {
			b.row(-agreed[k], ways...)
		}
	}
}

func (b *restrictedBuilder) goes(k pair, hub int) bool {
	p := b.in.p
	if !b.in.may[k.from][k.to] {
		return false
	}
	if hub == direct {
		return p.Direct.tariff(k.from, k.to).exists
	}
	return b.capacity(hub, k.period) > littleKg && p.Collect.tariff(k.from, hub).exists && p.Haul.tariff(hub, k.to).exists
}

// capacity is what all members together used of a hub in a period.
func (b *restrictedBuilder) capacity(hub, period int) float64 {
	sum := 0.0
	for i := range b.members {
		sum += b.used[pair{from: hub, period: period}][i]
	}
	return sum
}

func (b *restrictedBuilder) margins() {
	p := b.in.p
	for j, f := range b.flows {
		net := b.in.net(f.source, f.demand, f.period)
		if f.hub == direct {
			net -= p.Direct.tariff(f.source, f.demand).perKg
		} else {
			net -= p.Collect.tariff(f.source, f.hub).perKg + p.Haul.tariff(f.hub, f.demand).perKg + p.Hubs[f.hub].Handling[f.period]
		}
		b.gain[j] = net * f.kg
		b.row(0, part{b.memberColumn(b.owner[j]), 1}, part{j, -1})
	}
}

// A part is one entry of a row.
type part struct {
	column int
	value  float64
}

// row adds Σ entries ≥ bound, scaled to a largest entry of 1.
func (m *restricted) row(bound float64, entries ...part) {
	largest := 0.0
	for _, e := range entries {
		largest = max(largest, e.value, -e.value)
	}
	if largest == 0 {
		return
	}
	r := cutting.Row{Bound: bound / largest, Key: structural}
	for _, e := range entries {
		if e.value != 0 {
			r.Index, r.Value = append(r.Index, int32(e.column)), append(r.Value, e.value/largest)
		}
	}
	m.rows = append(m.rows, r)
}

// flowsWhere are the columns of the flows for which keep holds.
func (m *restricted) flowsWhere(keep func(flow) bool) []int32 {
	var all []int32
	for j, f := range m.flows {
		if keep(f) {
			all = append(all, int32(j))
		}
	}
	return all
}

// demands gives a column to every demand that is served all or not at all.
func (b *restrictedBuilder) demands() {
	for d := range b.in.p.Demands {
		dem := &b.in.p.Demands[d]
		all := b.flowsWhere(func(f flow) bool { return f.demand == d })
		asks := slices.ContainsFunc(dem.LeastKg, func(kg float64) bool { return kg > 0 }) || dem.TotalLeast != nil && *dem.TotalLeast > 0
		if len(all) == 0 || !asks && dem.ServeCost == 0 {
			continue
		}
		column := b.servedColumn(len(b.served))
		b.served = append(b.served, d)
		b.gain = append(b.gain, -dem.ServeCost)
		for _, j := range all {
			b.row(0, part{column, 1}, part{int(j), -1})
		}
		for t, least := range dem.LeastKg {
			b.atLeast(column, least, b.flowsWhere(func(f flow) bool { return f.demand == d && f.period == t }))
		}
		if dem.TotalLeast != nil {
			b.atLeast(column, *dem.TotalLeast, all)
		}
	}
}

// atLeast asks for least kilograms where the demand is served.
func (b *restrictedBuilder) atLeast(column int, least float64, flows []int32) {
	if least <= 0 {
		return
	}
	entries := []part{{column, -least}}
	for _, j := range flows {
		entries = append(entries, part{int(j), b.flows[j].kg})
	}
	b.row(0, entries...)
}

// capacities lend a hub to a group as far as its members used it. Where every
// source has only the plan's own way, that holds by itself.
func (b *restrictedBuilder) capacities() {
	for _, k := range inOrder(b.used) {
		through := b.flowsWhere(func(f flow) bool { return f.hub == k.from && f.period == k.period })
		most := make([]float64, len(b.members))
		entries := []part{}
		for _, j := range through {
			most[b.owner[j]] += b.flows[j].kg
			entries = append(entries, part{int(j), -b.flows[j].kg})
		}
		used, binds := make([]float64, len(b.members)), false
		for i := range used {
			used[i] = b.used[k][i]
			binds = binds || most[i] > used[i]+littleKg
			entries = append(entries, part{b.memberColumn(i), used[i]})
		}
		if binds {
			b.row(0, entries...)
			b.lent = true
		}
	}
}

// limits bound the mean of a quality in every consignment.
func (b *restrictedBuilder) limits() {
	consignments := map[pair][]int32{}
	for j, f := range b.flows {
		consignments[b.consignment(f)] = append(consignments[b.consignment(f)], int32(j))
	}
	for _, k := range inOrder(consignments) {
		for _, quality := range sortedKeys(b.in.p.Demands[k.to].Limits) {
			limit := b.in.p.Demands[k.to].Limits[quality]
			b.limit(consignments[k], quality, limit.Min, 1)
			b.limit(consignments[k], quality, limit.Max, -1)
		}
	}
}

func (b *restrictedBuilder) limit(flows []int32, quality string, value *float64, side float64) {
	if value == nil {
		return
	}
	var entries []part
	for _, j := range flows {
		f := b.flows[j]
		entries = append(entries, part{int(j), side * (b.in.p.Sources[f.source].Quality[quality] - *value) * f.kg})
	}
	b.row(0, entries...)
}

// consignment names what travels together to a demand: by its hub, or alone.
func (m *restricted) consignment(f flow) pair {
	if f.hub == direct {
		return pair{-1 - f.source, f.demand, f.period}
	}
	return pair{f.hub, f.demand, f.period}
}

// choices list the hubs that a source must choose among.
func (b *restrictedBuilder) choices() {
	if !b.in.p.SingleHub {
		return
	}
	for s := range b.in.p.Sources {
		var homes [][]int32
		for h := range b.in.p.Hubs {
			if to := b.flowsWhere(func(f flow) bool { return f.source == s && f.hub == h }); to != nil {
				homes = append(homes, to)
			}
		}
		if len(homes) > 1 {
			b.homes = append(b.homes, homes)
		}
	}
}

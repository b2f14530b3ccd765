package planning

import "math"

// A sale is what one source sells in one period: to one demand, through one hub
// or straight (direct). The method of prices plans in whole sales.
type sale struct {
	hub, demand int
	kg          float64
}

// A consigned is a consignment as it stands.
type consigned struct {
	kg     float64
	grades []float64 // Σ grade·kg
	cost   float64   // haul, papers, and a penalty where a limit is broken
}

// A draft is a plan that can be changed sale by sale, with its surplus.
type draft struct {
	*layout
	sales    []sale // source × period; kg 0: none
	sent     []consigned
	origins  []int // consignment × country: sales
	hubKg    []float64
	hubSales []int
	got      []float64 // demand × period
	buys     []int     // demand: sales
	short    []float64 // demand: penalty for what is missing
	served   []bool    // demand: serve cost is paid and least quantities count
	active   []int     // source: periods with a sale
	members  []int     // member: sources with a sale
	surplus  float64   // with all penalties
	changed  []int     // consignments since the last trim
	dirty    []bool    // consignment: is among them

	country   []int // source
	countries []string
	memberOf  []int
	charge    []float64
	byOrigin  []float64 // demand × country
	penalty   float64   // euro per kg that is missing, or per kg × the grade's spread that is too much
	spread    []float64 // quality: what a unit of excess counts
	grades    []float64 // scratch
	tries     []sale    // scratch
	pending   []float64 // demand: kilograms of the answer that is being found
}

func newDraft(l *layout) *draft {
	w := &draft{
		layout: l, sales: make([]sale, l.S*l.T), sent: make([]consigned, l.H*l.D*l.T),
		hubKg: make([]float64, l.H*l.T), hubSales: make([]int, l.H), got: make([]float64, l.D*l.T),
		short: make([]float64, l.D), dirty: make([]bool, l.H*l.D*l.T), buys: make([]int, l.D), served: make([]bool, l.D), active: make([]int, l.S),
		country: make([]int, l.S), memberOf: make([]int, l.S), grades: make([]float64, l.Q), tries: make([]sale, l.T),
		pending: make([]float64, l.D),
	}
	for c := range w.sent {
		w.sent[c].grades = make([]float64, l.Q)
	}
	numbers, owners := map[string]int{}, map[string]int{}
	for i, s := range l.p.Sources {
		n, ok := numbers[s.Country]
		if !ok {
			n = len(w.countries)
			numbers[s.Country] = n
			w.countries = append(w.countries, s.Country)
		}
		w.country[i] = n
		m, ok := owners[l.in.members[i]]
		if !ok {
			m = len(w.charge)
			owners[l.in.members[i]] = m
			w.charge = append(w.charge, l.p.MemberCharge[l.in.members[i]])
		}
		w.memberOf[i] = m
	}
	w.members = make([]int, len(w.charge))
	w.origins = make([]int, len(w.sent)*len(w.countries))
	for d := range l.D {
		for _, c := range w.countries {
			w.byOrigin = append(w.byOrigin, l.p.Demands[d].Papers.ByOrigin[c].PerConsignment)
		}
	}
	w.penalties()
	for d, demand := range l.p.Demands {
		if demand.Must {
			w.serve(d)
		}
	}
	return w
}

// penalties makes a kilogram that is missing or breaks a limit dearer than
// anything it could earn.
func (w *draft) penalties() {
	for _, d := range w.p.Demands {
		for _, price := range d.Price {
			w.penalty = max(w.penalty, price)
		}
	}
	w.penalty = 10*w.penalty + 10
	w.spread = make([]float64, w.Q)
	for q := range w.Q {
		low, high := math.Inf(1), math.Inf(-1)
		for i := range w.S {
			low, high = min(low, w.grade[i*w.Q+q]), max(high, w.grade[i*w.Q+q])
		}
		w.spread[q] = 1 / max(high-low, 1e-9)
	}
}

// serve decides to serve demand d: from now on what it lacks counts.
func (w *draft) serve(d int) {
	if !w.served[d] {
		w.served[d] = true
		w.surplus -= w.p.Demands[d].ServeCost
		w.lacks(d)
	}
}

// leave stops serving demand d, which nobody sells to any more, unless it must be.
func (w *draft) leave(d int) {
	clear(w.got[d*w.T : (d+1)*w.T])
	if !w.p.Demands[d].Must {
		w.served[d] = false
		w.surplus += w.p.Demands[d].ServeCost
	}
}

// lacks brings the penalty for what demand d misses up to date.
func (w *draft) lacks(d int) {
	now := w.missing(d, -1, 0)
	w.surplus += w.short[d] - now
	w.short[d] = now
}

// missing is the penalty for what d would miss with more kilograms in period t.
func (w *draft) missing(d, t int, more float64) float64 {
	if !w.served[d] {
		return 0
	}
	demand := &w.p.Demands[d]
	kg, total := 0.0, more
	for u := range w.T {
		got := w.got[d*w.T+u]
		total += got
		if u == t {
			got += more
		}
		kg += max(0, demand.LeastKg[u]-got)
	}
	if demand.TotalLeast != nil {
		kg = max(kg, *demand.TotalLeast-total)
	}
	if kg <= littleKg {
		return 0
	}
	return kg * w.penalty
}

// costOf is what consignment c costs with these kilograms and grades.
func (w *draft) costOf(c int, kg float64, grades []float64) float64 {
	if kg <= littleKg {
		return 0
	}
	h, d := c/(w.D*w.T), c/w.T%w.D
	cost := w.hauls[h*w.D+d].fixed + papers(&w.p.Demands[d].Papers, kg)
	_, _, load := w.hauls[h*w.D+d].mix(kg)
	return cost + load + w.broken(d, kg, grades)
}

// broken is the penalty for limits that a blend of these grades does not keep.
func (w *draft) broken(d int, kg float64, grades []float64) float64 {
	sum := 0.0
	for q, g := range grades {
		excess := max(g-w.most[d*w.Q+q]*kg, w.least[d*w.Q+q]*kg-g)
		if excess > 1e-9*kg {
			sum += excess * w.spread[q]
		}
	}
	return sum * w.penalty
}

// own is what a sale earns by itself, before consignments and joining.
func (w *draft) own(i, t int, s sale) float64 {
	each := w.in.net(i, s.demand, t)
	if s.hub == direct {
		r := w.rayTo(i, s.demand)
		_, _, load := r.mix(s.kg)
		pap := &w.p.Demands[s.demand].Papers
		return s.kg*(each-r.perKg) - r.fixed - load - papers(pap, s.kg) - w.byOrigin[s.demand*len(w.countries)+w.country[i]]
	}
	l := &w.collects[w.laneAt(i, s.hub)]
	_, _, load := l.mix(s.kg)
	return s.kg*(each-l.perKg-w.p.Hubs[s.hub].Handling[t]-w.haulPerKg[s.hub*w.D+s.demand]) - l.fixed - load
}

// gain is what adding a sale changes, apart from joining and opening the hub.
func (w *draft) gain(i, t int, s sale) float64 {
	g := w.own(i, t, s)
	if w.served[s.demand] {
		g += w.short[s.demand] - w.missing(s.demand, t, s.kg)
	} else {
		g -= w.p.Demands[s.demand].ServeCost
	}
	if s.hub == direct {
		return g
	}
	c := w.consignment(s.hub, s.demand, t)
	for q := range w.Q {
		w.grades[q] = w.sent[c].grades[q] + s.kg*w.grade[i*w.Q+q]
	}
	if k := c*len(w.countries) + w.country[i]; w.origins[k] == 0 {
		g -= w.byOrigin[s.demand*len(w.countries)+w.country[i]]
	}
	return g + w.sent[c].cost - w.costOf(c, w.sent[c].kg+s.kg, w.grades)
}

// add makes a sale; the source must have none in that period.
func (w *draft) add(i, t int, s sale) {
	if s.kg == 0 {
		return
	}
	w.serve(s.demand)
	w.change(i, t, s, 1)
	w.sales[i*w.T+t] = s
}

// drop takes back whatever source i sells in period t.
func (w *draft) drop(i, t int) {
	if s := w.sales[i*w.T+t]; s.kg > 0 {
		w.change(i, t, s, -1)
		w.sales[i*w.T+t] = sale{}
	}
}

// change books a sale with sign 1, or takes it off the books with −1.
func (w *draft) change(i, t int, s sale, sign int) {
	f := float64(sign)
	w.surplus += f * w.own(i, t, s)
	w.got[s.demand*w.T+t] += f * s.kg
	w.buys[s.demand] += sign
	if w.buys[s.demand] == 0 {
		w.leave(s.demand)
	}
	w.lacks(s.demand)
	if joined := w.active[i] + sign; joined == 0 || w.active[i] == 0 {
		w.surplus -= f * w.p.Sources[i].JoinCost
		m := w.memberOf[i]
		if w.members[m]+sign == 0 || w.members[m] == 0 {
			w.surplus -= f * w.charge[m]
		}
		w.members[m] += sign
	}
	w.active[i] += sign
	if s.hub == direct {
		return
	}
	if w.hubSales[s.hub]+sign == 0 || w.hubSales[s.hub] == 0 {
		w.surplus -= f * w.p.Hubs[s.hub].OpenCost
	}
	w.hubSales[s.hub] += sign
	w.hubKg[s.hub*w.T+t] += f * s.kg
	c := w.consignment(s.hub, s.demand, t)
	k := c*len(w.countries) + w.country[i]
	if w.origins[k]+sign == 0 || w.origins[k] == 0 {
		w.surplus -= f * w.byOrigin[s.demand*len(w.countries)+w.country[i]]
	}
	w.origins[k] += sign
	sent := &w.sent[c]
	sent.kg += f * s.kg
	if sent.kg <= littleKg {
		sent.kg = 0
	}
	for q := range w.Q {
		sent.grades[q] += f * s.kg * w.grade[i*w.Q+q]
		if sent.kg == 0 {
			sent.grades[q] = 0
		}
	}
	cost := w.costOf(c, sent.kg, sent.grades)
	w.surplus += sent.cost - cost
	sent.cost = cost
	if !w.dirty[c] {
		w.dirty[c] = true
		w.changed = append(w.changed, c)
	}
}

// holds says whether no penalty is being paid.
func (w *draft) holds() bool {
	for d, short := range w.short {
		if short > 0 {
			return false
		}
		for h := range w.H {
			for t := range w.T {
				c := w.consignment(h, d, t)
				if kg := w.sent[c].kg; kg > 0 && w.broken(d, kg, w.sent[c].grades) > 0 {
					return false
				}
			}
		}
	}
	return true
}

// flowsOfSales are sales as flows.
func flowsOfSales(l *layout, sales []sale) []flow {
	var flows []flow
	for k, s := range sales {
		if s.kg > 0 {
			flows = append(flows, flow{source: k / l.T, hub: s.hub, demand: s.demand, period: k % l.T, kg: s.kg})
		}
	}
	return flows
}

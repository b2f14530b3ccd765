package planning

import "math"

// A transport serves all customers from given sites at least cost: the
// transportation problem, by successive shortest paths over the open sites
// only. Each customer starts at its cheapest site; what a site then holds too
// much of moves, by the cheapest chain of customers, to where there is room.
type transport struct {
	*locationProblem
	open []int32   // the sites, by number
	kg   []float64 // customers per open site, a row each
	over []float64 // per open site: kilograms above its capacity, negative: room

	step     []float64 // open × open: cheapest change of moving a kilogram from one to another
	mover    []int32   // open × open: the customer that moves
	height   []float64 // potentials of the open sites, and of the room at the end
	distance []float64
	previous []int32
	done     []bool
}

func newTransport(l *locationProblem) *transport { return &transport{locationProblem: l} }

// solve gives the cost of serving everybody from the open sites, without the
// fixed costs; +Inf: they cannot serve everybody, or not for less than limit.
func (t *transport) solve(open []int32, limit float64) float64 {
	t.reset(open)
	total, ok := t.start()
	if !ok || total >= limit {
		return math.Inf(1)
	}
	for a := range t.open {
		t.steps(a)
	}
	for {
		end := t.shortest()
		if end == noSite {
			break
		}
		// Chains never become cheaper, so all that must still move pays at least this.
		if end == noWay || total+t.chain(end)*t.excess() >= limit {
			return math.Inf(1)
		}
		total += t.move(end)
	}
	return t.total()
}

// total is the cost of the quantities as they stand.
func (t *transport) total() float64 {
	total := 0.0
	for a, site := range t.open {
		row := t.row(int(site))
		for j, kg := range t.at(a) {
			if kg > 0 {
				total += kg * row[j]
			}
		}
	}
	return total
}

const (
	noSite = -1 // nobody holds too much
	noWay  = -2 // no room can be reached
)

func (t *transport) at(a int) []float64 { return t.kg[a*t.customers : (a+1)*t.customers] }

func (t *transport) reset(open []int32) {
	k := len(open)
	t.open = append(t.open[:0], open...)
	t.kg = sized(t.kg, k*t.customers)
	t.over = sized(t.over, k)
	t.step = sized(t.step, k*k)
	t.mover = sized(t.mover, k*k)
	t.height = sized(t.height, k+1)
	t.distance = sized(t.distance, k+1)
	t.previous = sized(t.previous, k)
	t.done = sized(t.done, k)
}

// sized is s with n zeros, in the same memory where that is enough.
func sized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	s = s[:n]
	clear(s)
	return s
}

// start puts every customer at its cheapest open site and gives the cost.
func (t *transport) start() (float64, bool) {
	total := 0.0
	for a, site := range t.open {
		t.over[a] = -t.capacity[site]
	}
	for j, kg := range t.need {
		best, least := -1, math.Inf(1)
		for a, site := range t.open {
			if c := t.cost[int(site)*t.customers+j]; c < least {
				best, least = a, c
			}
		}
		if best < 0 {
			return 0, false
		}
		total += kg * least
		t.kg[best*t.customers+j] = kg
		t.over[best] += kg
	}
	return total, true
}

// steps finds, for every other site, the customer of a that moves there most cheaply.
func (t *transport) steps(a int) {
	k := len(t.open)
	step, mover := t.step[a*k:(a+1)*k], t.mover[a*k:(a+1)*k]
	for b := range step {
		step[b], mover[b] = math.Inf(1), -1
	}
	here := t.row(int(t.open[a]))
	for j, kg := range t.at(a) {
		if kg > 0 {
			t.offer(a, j, here[j], step, mover)
		}
	}
}

// offer lets customer j, now at a, be the one that moves.
func (t *transport) offer(a, j int, cost float64, step []float64, mover []int32) {
	for b, site := range t.open {
		if b == a {
			continue
		}
		if d := t.cost[int(site)*t.customers+j] - cost; d < step[b] {
			step[b], mover[b] = d, int32(j)
		}
	}
}

func (t *transport) full(a int) float64 { return 1e-10 * (1 + t.capacity[t.open[a]]) }

// shortest finds the nearest site with room from all that hold too much, by
// Dijkstra on reduced costs, and lifts the potentials.
func (t *transport) shortest() int {
	k := len(t.open)
	room := k // the node beyond the sites
	any := false
	for a := range k {
		t.done[a], t.previous[a], t.distance[a] = false, -1, math.Inf(1)
		if t.over[a] > t.full(a) {
			t.distance[a], any = 0, true
		}
	}
	if !any {
		return noSite
	}
	end, reached := noWay, math.Inf(1)
	for {
		a := t.nearest(reached)
		if a < 0 {
			break
		}
		t.done[a] = true
		if t.over[a] < -t.full(a) {
			if d := t.distance[a] + max(0, t.height[a]-t.height[room]); d < reached {
				end, reached = a, d
			}
		}
		t.relax(a)
	}
	if end == noWay {
		return noWay
	}
	for a := range k {
		t.height[a] += min(t.distance[a], reached)
	}
	t.height[room] += reached
	return end
}

// nearest is the site that is nearest of those not yet done, nearer than limit.
func (t *transport) nearest(limit float64) int {
	best := -1
	for a, d := range t.distance[:len(t.open)] {
		if !t.done[a] && d < limit {
			best, limit = a, d
		}
	}
	return best
}

func (t *transport) relax(a int) {
	k := len(t.open)
	base := t.distance[a] + t.height[a]
	for b, step := range t.step[a*k : (a+1)*k] {
		if t.done[b] {
			continue
		}
		if d := max(t.distance[a], base+step-t.height[b]); d < t.distance[b] {
			t.distance[b], t.previous[b] = d, int32(a)
		}
	}
}

// excess is what sites hold above their capacity.
func (t *transport) excess() float64 {
	kg := 0.0
	for a, over := range t.over {
		if over > t.full(a) {
			kg += over
		}
	}
	return kg
}

// chain is what a kilogram costs on the path to end.
func (t *transport) chain(end int) float64 {
	cost := 0.0
	for b := end; t.previous[b] >= 0; b = int(t.previous[b]) {
		cost += t.step[int(t.previous[b])*len(t.open)+b]
	}
	return cost
}

// move sends along the path to end as much as it can carry, and gives its cost.
func (t *transport) move(end int) float64 {
	k := len(t.open)
	each := t.chain(end)
	amount, first := -t.over[end], end
	for b := end; t.previous[b] >= 0; b = first {
		first = int(t.previous[b])
		amount = min(amount, t.kg[first*t.customers+int(t.mover[first*k+b])])
	}
	amount = min(amount, t.over[first])
	t.over[first] -= amount
	t.over[end] += amount
	for b := end; t.previous[b] >= 0; {
		a := int(t.previous[b])
		j := int(t.mover[a*k+b])
		from := &t.kg[a*t.customers+j]
		*from -= amount
		t.kg[b*t.customers+j] += amount
		b = a
	}
	for b := end; ; b = int(t.previous[b]) {
		t.steps(b)
		if t.previous[b] < 0 {
			return each * amount
		}
	}
}

// flows are the quantities as they stand, in the problem's indexes.
func (t *transport) flows() []flow {
	var flows []flow
	for a, site := range t.open {
		if int(site) == t.outside {
			continue
		}
		last := -1
		for j, kg := range t.at(a) {
			switch d := t.demandOf[j]; {
			case kg <= 0:
			case d == last: // what it must and what it may take, together
				flows[len(flows)-1].kg += kg
			default:
				flows = append(flows, flow{source: int(site), hub: direct, demand: d, kg: kg})
				last = d
			}
		}
	}
	return flows
}

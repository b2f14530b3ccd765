package planning

import "math"

// A chain serves all customers through given hubs from given sources at least
// cost, by successive shortest paths. Customers stand at the hub that is cheapest
// for them; from there their kilograms are led, hub by hub and source by source,
// to where a source still has some.
type chain struct {
	*twoStage
	hubs, sources []int32

	kg      []float64 // hub × customer
	waiting []float64 // per hub: kilograms not led on yet
	through []float64 // per hub
	from    []float64 // source × hub
	given   []float64 // per source

	step     []float64 // hub × hub: cheapest change of moving a kilogram
	mover    []int32   // the customer that moves
	height   []float64
	distance []float64
	previous []int32
	done     []bool
}

func newChain(p *twoStage) *chain { return &chain{twoStage: p} }

// solveSites is solve for sites numbered as the search does: hubs, then sources.
func (c *chain) solveSites(sites []int32, limit float64) float64 {
	var hubs, sources []int32
	for _, site := range sites {
		if h := int(site); h < c.upper.sites {
			hubs = append(hubs, site)
		} else {
			sources = append(sources, site-int32(c.upper.sites))
		}
	}
	return c.solve(hubs, sources, limit)
}

// solve gives the cost of serving everybody, without the fixed costs; +Inf: it
// cannot be done, or not for less than limit.
func (c *chain) solve(hubs, sources []int32, limit float64) float64 {
	c.reset(hubs, sources)
	total, ok := c.start()
	if !ok || total >= limit {
		return math.Inf(1)
	}
	for a := range c.hubs {
		c.steps(a)
	}
	root := c.root()
	for {
		left := 0.0
		for _, kg := range c.waiting {
			left += kg
		}
		if left <= 1e-9*(1+c.upper.cover) {
			break
		}
		if !c.shortest() || total+left*c.height[root] >= limit {
			return math.Inf(1)
		}
		total += c.move()
	}
	return c.total()
}

// The nodes of the search: a hub's entry, a hub's exit, a source, the end.
func (c *chain) exit(a int) int   { return len(c.hubs) + a }
func (c *chain) source(i int) int { return 2*len(c.hubs) + i }
func (c *chain) root() int        { return 2*len(c.hubs) + len(c.sources) }

func (c *chain) reset(hubs, sources []int32) {
	c.hubs, c.sources = append(c.hubs[:0], hubs...), append(c.sources[:0], sources...)
	k, n := len(hubs), len(sources)
	c.kg, c.waiting, c.through = sized(c.kg, k*c.upper.customers), sized(c.waiting, k), sized(c.through, k)
	c.from, c.given = sized(c.from, n*k), sized(c.given, n)
	c.step, c.mover = sized(c.step, k*k), sized(c.mover, k*k)
	nodes := c.root() + 1
	c.height, c.distance = sized(c.height, nodes), sized(c.distance, nodes)
	c.previous, c.done = sized(c.previous, nodes), sized(c.done, nodes)
}

func (c *chain) at(a int) []float64 {
	return c.kg[a*c.upper.customers : (a+1)*c.upper.customers]
}

// start lets every customer wait at its cheapest hub.
func (c *chain) start() (float64, bool) {
	total := 0.0
	for j, kg := range c.upper.need {
		best, least := -1, math.Inf(1)
		for a, h := range c.hubs {
			if cost := c.upper.row(int(h))[j]; cost < least {
				best, least = a, cost
			}
		}
		if best < 0 {
			return 0, false
		}
		c.at(best)[j] = kg
		c.waiting[best] += kg
		total += kg * least
	}
	return total, true
}

// steps finds the customer of hub a that moves to every other hub most cheaply.
func (c *chain) steps(a int) {
	k := len(c.hubs)
	step, mover := c.step[a*k:(a+1)*k], c.mover[a*k:(a+1)*k]
	for b := range step {
		step[b], mover[b] = math.Inf(1), -1
	}
	here := c.upper.row(int(c.hubs[a]))
	for j, kg := range c.at(a) {
		if kg <= 0 {
			continue
		}
		for b, h := range c.hubs {
			if d := c.upper.cost[int(h)*c.upper.customers+j] - here[j]; b != a && d < step[b] {
				step[b], mover[b] = d, int32(j)
			}
		}
	}
}

// shortest finds the cheapest way from any waiting kilogram to a source that has
// some left, and lifts the potentials. false: there is none.
func (c *chain) shortest() bool {
	root := c.root()
	for v := range c.distance {
		c.distance[v], c.previous[v], c.done[v] = math.Inf(1), -1, false
	}
	for a, kg := range c.waiting {
		if kg > 0 {
			c.distance[a] = 0
		}
	}
	for {
		v := -1
		for u, d := range c.distance {
			if !c.done[u] && !math.IsInf(d, 1) && (v < 0 || d < c.distance[v]) {
				v = u
			}
		}
		if v < 0 {
			return false
		}
		if v == root {
			break
		}
		c.done[v] = true
		c.relax(v)
	}
	reached := c.distance[root]
	for v := range c.height {
		c.height[v] += min(c.distance[v], reached)
	}
	return true
}

// relax goes on from node v.
func (c *chain) relax(v int) {
	k := len(c.hubs)
	switch {
	case v < k:
		for b, step := range c.step[v*k : (v+1)*k] {
			c.reach(v, b, step)
		}
		if c.through[v] < c.upper.capacity[c.hubs[v]]*(1-1e-12) {
			c.reach(v, c.exit(v), 0)
		}
	case v < 2*k:
		a := v - k
		for i, s := range c.sources {
			c.reach(v, c.source(i), c.lower.cost[int(s)*c.lower.customers+int(c.hubs[a])])
		}
		if c.through[a] > 0 {
			c.reach(v, a, 0)
		}
	default:
		i := v - 2*k
		s := int(c.sources[i])
		if c.given[i] < c.lower.capacity[s]*(1-1e-12) {
			c.reach(v, c.root(), 0)
		}
		for a := range c.hubs {
			if c.from[i*k+a] > 0 {
				c.reach(v, c.exit(a), -c.lower.cost[s*c.lower.customers+int(c.hubs[a])])
			}
		}
	}
}

func (c *chain) reach(v, u int, cost float64) {
	if c.done[u] || math.IsInf(cost, 1) {
		return
	}
	if d := c.distance[v] + max(0, cost+c.height[v]-c.height[u]); d < c.distance[u] {
		c.distance[u], c.previous[u] = d, int32(v)
	}
}

// room is how much can go from v to u, and what a kilogram costs there.
func (c *chain) room(v, u int) (kg, cost float64) {
	k := len(c.hubs)
	switch {
	case v < k && u < k:
		return c.at(v)[c.mover[v*k+u]], c.step[v*k+u]
	case v < k:
		return c.upper.capacity[c.hubs[v]] - c.through[v], 0
	case v < 2*k && u < k:
		return c.through[u], 0
	case v < 2*k:
		return math.Inf(1), c.lower.cost[int(c.sources[u-2*k])*c.lower.customers+int(c.hubs[v-k])]
	case u == c.root():
		return c.lower.capacity[c.sources[v-2*k]] - c.given[v-2*k], 0
	}
	i, a := v-2*k, u-k
	return c.from[i*k+a], -c.lower.cost[int(c.sources[i])*c.lower.customers+int(c.hubs[a])]
}

// move leads as much as the path found can carry, and gives its cost.
func (c *chain) move() float64 {
	amount, each := math.Inf(1), 0.0
	first := c.root()
	for u := c.root(); c.previous[u] >= 0; u = first {
		first = int(c.previous[u])
		kg, cost := c.room(first, u)
		amount, each = min(amount, kg), each+cost
	}
	amount = min(amount, c.waiting[first])
	c.waiting[first] -= amount
	k := len(c.hubs)
	for u := c.root(); c.previous[u] >= 0; {
		v := int(c.previous[u])
		switch {
		case v < k && u < k:
			j := int(c.mover[v*k+u])
			c.at(v)[j] -= amount
			c.at(u)[j] += amount
		case v < k:
			c.through[v] += amount
		case v < 2*k && u < k:
			c.through[u] -= amount
		case v < 2*k:
			c.from[(u-2*k)*k+v-k] += amount
		case u == c.root():
			c.given[v-2*k] += amount
		default:
			c.from[(v-2*k)*k+u-k] -= amount
		}
		u = v
	}
	for u := c.root(); c.previous[u] >= 0; u = int(c.previous[u]) {
		if v := int(c.previous[u]); v < k {
			c.steps(v)
			if u < k {
				c.steps(u)
			}
		}
	}
	return amount * each
}

// total is the cost of the quantities as they stand.
func (c *chain) total() float64 {
	total, k := 0.0, len(c.hubs)
	for a, h := range c.hubs {
		row := c.upper.row(int(h))
		for j, kg := range c.at(a) {
			if kg > 0 {
				total += kg * row[j]
			}
		}
		for i, s := range c.sources {
			if kg := c.from[i*k+a]; kg > 0 {
				total += kg * c.lower.row(int(s))[h]
			}
		}
	}
	return total
}

// flows pairs what comes into each hub with what leaves it, in order.
func (c *chain) flows() []flow {
	var flows []flow
	k := len(c.hubs)
	for a, h := range c.hubs {
		i, left := -1, 0.0
		for j, kg := range c.at(a) {
			for kg > 1e-9 {
				for left <= 1e-9 && i+1 < len(c.sources) {
					i++
					left = c.from[i*k+a]
				}
				part := min(kg, left)
				if part <= 1e-9 {
					break // rounding
				}
				flows = append(flows, flow{source: int(c.sources[i]), hub: int(h), demand: c.upper.demandOf[j], kg: part})
				kg, left = kg-part, left-part
			}
		}
	}
	return flows
}

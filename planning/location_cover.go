package planning

import (
	"math"
	"slices"
)

// A coverProblem takes sites of least total worth that together hold at least
// what is needed. With equal capacities that is a count; otherwise a knapsack,
// solved exactly where that is short work and by its linear bound where not.
type coverProblem struct {
	*locationProblem
	uniform bool
	order   []int32 // free sites, worst last
	suffix  []float64
	pick    []bool // the cover being tried
	kept    []bool // the best so far
}

const coverNodes = 4000 // of the exact knapsack, before the linear bound stands in

func newCoverProblem(l *locationProblem) coverProblem {
	c := coverProblem{locationProblem: l, uniform: true,
		order: make([]int32, 0, l.sites), suffix: make([]float64, l.sites+1),
		pick: make([]bool, l.sites), kept: make([]bool, l.sites)}
	for i, kg := range l.capacity {
		if i != l.outside && kg != l.capacity[0] {
			c.uniform = false
		}
	}
	return c
}

// missing is what the sites already open do not hold.
func (c *coverProblem) missing(state []siteState) float64 {
	kg := c.cover
	for i, s := range state {
		if s == opened && i != c.outside {
			kg -= c.capacity[i]
		}
	}
	return kg
}

// solve fills taken and gives the worth of what was taken, or a lower bound on
// it. +Inf: the sites that are left cannot hold what is needed.
func (c *coverProblem) solve(worth []float64, state []siteState, taken []float64) float64 {
	total, missing := 0.0, c.missing(state)
	c.order = c.order[:0]
	clear(taken)
	for i, s := range state {
		switch {
		case s == opened, s == free && worth[i] < 0:
			taken[i] = 1
			total += worth[i]
			if s == free {
				missing -= c.capacity[i]
			}
		case s == free && c.capacity[i] > 0:
			c.order = append(c.order, int32(i))
		}
	}
	if missing <= c.slack() {
		return total
	}
	if c.uniform {
		return total + c.count(worth, taken, missing)
	}
	return total + c.knapsack(worth, taken, missing)
}

// slack is the rounding that quantities may carry.
func (c *coverProblem) slack() float64 { return 1e-9 * (1 + c.cover) }

// count takes the cheapest sites, as many as are needed.
func (c *coverProblem) count(worth, taken []float64, missing float64) float64 {
	sites := c.sitesFor(missing)
	if sites > len(c.order) {
		return math.Inf(1)
	}
	c.sort(func(i int32) float64 { return worth[i] })
	total := 0.0
	for _, i := range c.order[:sites] {
		taken[i] = 1
		total += worth[i]
	}
	return total
}

// sitesFor is how many sites of the common capacity hold kg.
func (c *coverProblem) sitesFor(kg float64) int {
	if kg <= c.slack() {
		return 0
	}
	return int(math.Ceil((kg - c.slack()) / c.capacity[0]))
}

func (c *coverProblem) sort(key func(int32) float64) {
	slices.SortFunc(c.order, func(a, b int32) int {
		if ka, kb := key(a), key(b); ka != kb {
			if ka < kb {
				return -1
			}
			return 1
		}
		return int(a - b)
	})
}

// knapsack solves the cover with unequal capacities.
func (c *coverProblem) knapsack(worth, taken []float64, missing float64) float64 {
	c.sort(func(i int32) float64 { return worth[i] / c.capacity[i] })
	c.suffix[len(c.order)] = 0
	for k := len(c.order) - 1; k >= 0; k-- {
		c.suffix[k] = c.suffix[k+1] + c.capacity[c.order[k]]
	}
	if c.suffix[0] < missing-c.slack() {
		return math.Inf(1)
	}
	s := coverSearch{coverProblem: c, worth: worth, best: math.Inf(1)}
	clear(c.pick)
	s.visit(0, 0, missing)
	if s.nodes < coverNodes {
		for _, i := range c.order {
			if c.kept[i] {
				taken[i] = 1
			}
		}
		return s.best
	}
	return c.linear(worth, taken, missing)
}

// linear is the continuous knapsack: it takes the last site in part.
func (c *coverProblem) linear(worth, taken []float64, missing float64) float64 {
	total := 0.0
	for _, i := range c.order {
		share := min(1, missing/c.capacity[i])
		taken[i] = share
		total += share * worth[i]
		if missing -= c.capacity[i]; missing <= c.slack() {
			break
		}
	}
	return total
}

// A coverSearch is the depth-first search of the exact knapsack.
type coverSearch struct {
	*coverProblem
	worth []float64
	best  float64
	nodes int
}

// visit decides about the k-th site in order, having paid total so far.
func (s *coverSearch) visit(k int, total, missing float64) {
	if missing <= s.slack() {
		if total < s.best {
			s.best = total
			copy(s.kept, s.pick)
		}
		return
	}
	if s.nodes++; s.nodes >= coverNodes || k == len(s.order) || s.suffix[k] < missing-s.slack() {
		return
	}
	if total+s.least(k, missing) >= s.best {
		return
	}
	i := s.order[k]
	s.pick[i] = true
	s.visit(k+1, total+s.worth[i], missing-s.capacity[i])
	s.pick[i] = false
	s.visit(k+1, total, missing)
}

// least is the linear bound on covering missing from the k-th site on.
func (s *coverSearch) least(k int, missing float64) float64 {
	total := 0.0
	for ; k < len(s.order) && missing > 0; k++ {
		i := s.order[k]
		total += s.worth[i] * min(1, missing/s.capacity[i])
		missing -= s.capacity[i]
	}
	return total
}

// flips calls change for every free site with a lower bound on the worth of a
// cover in which that site is not what taken says it is.
func (c *coverProblem) flips(worth []float64, state []siteState, taken []float64, change func(site int, bound float64)) {
	c.order = c.order[:0]
	base, missing := 0.0, c.missing(state)
	for i, s := range state {
		switch s {
		case opened:
			base += worth[i]
		case free:
			c.order = append(c.order, int32(i))
		}
	}
	if c.uniform {
		c.flipsByCount(base, c.sitesFor(missing), worth, taken, change)
		return
	}
	c.sort(func(i int32) float64 { return worth[i] / max(c.capacity[i], 1e-300) })
	for _, i := range c.order {
		if taken[i] > 0.5 {
			change(int(i), base+c.leastWithout(i, worth, missing))
		} else {
			change(int(i), base+worth[i]+c.leastWithout(i, worth, missing-c.capacity[i]))
		}
	}
}

// flipsByCount is flips where a cover is a number of sites.
func (c *coverProblem) flipsByCount(base float64, sites int, worth, taken []float64, change func(int, float64)) {
	c.sort(func(i int32) float64 { return worth[i] })
	chosen := 0
	for chosen < len(c.order) && (chosen < sites || worth[c.order[chosen]] < 0) {
		base += worth[c.order[chosen]]
		chosen++
	}
	if chosen < sites {
		return
	}
	for k, i := range c.order {
		bound := base
		if k < chosen {
			bound -= worth[i]
			if chosen == sites { // somebody must stand in
				if chosen == len(c.order) {
					bound = math.Inf(1)
				} else {
					bound += worth[c.order[chosen]]
				}
			}
		} else {
			bound += worth[i]
			if chosen > 0 && chosen == sites { // somebody may leave
				bound -= max(0, worth[c.order[chosen-1]])
			}
		}
		change(int(i), bound)
	}
}

// leastWithout is the linear bound on a cover that does not use site out.
func (c *coverProblem) leastWithout(out int32, worth []float64, missing float64) float64 {
	total := 0.0
	for _, i := range c.order {
		switch {
		case i == out:
		case worth[i] < 0:
			total += worth[i]
			missing -= c.capacity[i]
		}
	}
	for _, i := range c.order {
		if i == out || worth[i] < 0 {
			continue
		}
		if missing <= c.slack() {
			return total
		}
		if c.capacity[i] > 0 {
			total += worth[i] * min(1, missing/c.capacity[i])
			missing -= c.capacity[i]
		}
	}
	if missing > c.slack() {
		return math.Inf(1)
	}
	return total
}

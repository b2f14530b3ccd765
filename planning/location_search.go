package planning

import (
	"container/heap"
	"context"
	"math"
	"slices"
)

// How much work the search does where.
const (
	rootSteps  = 1200 // of the dual, before the first branching
	nodeSteps  = 150  // of the dual in every later part
	patience   = 20   // steps without a better bound before the step is halved
	exactFirst = 400  // parts examined before a gap that was allowed is made use of
	exact      = 1e-9 // relative: a bound this near proves the best plan
)

// A locationPart is a part of the search: some sites are decided.
type locationPart struct {
	bound  float64 // no plan in it costs less
	state  []siteState
	price  []float64
	number int // of its making, so that equals come in order
}

// A locationSearch is the branch and bound over the sites, of one stage or of two:
// then the customers of the second stage are the sites of the first.
type locationSearch struct {
	stages []*locationDual
	first  []int // each stage's first site among all, and first customer
	carry  func(open []int32, limit float64) float64

	fixed    []float64 // of all sites
	need     []float64 // of all customers
	constant float64
	gap      float64

	best      float64 // cost of the best plan
	sites     []int32 // its open sites
	discarded float64 // least bound of what was given up
	seen      map[uint64]struct{}
	parts     locationParts
	made      int
	examined  int

	trial     []int32
	direction []float64
	slope     []float64 // of the bound, per unit of a customer's need
	inner     []float64 // prices of the second stage: none for closed hubs
}

// newLocationSearch searches stages; carry is the exact cost of a set of sites.
func newLocationSearch(gap float64, carry func([]int32, float64) float64, stages ...*locationProblem) *locationSearch {
	s := &locationSearch{carry: carry, gap: gap, constant: stages[0].constant,
		best: math.Inf(1), discarded: math.Inf(1), seen: map[uint64]struct{}{}}
	for _, l := range stages {
		s.first = append(s.first, len(s.fixed))
		s.stages = append(s.stages, newLocationDual(l))
		s.fixed = append(s.fixed, l.fixed...)
		s.need = append(s.need, l.need...)
	}
	s.direction, s.slope = make([]float64, len(s.need)), make([]float64, len(s.need))
	return s
}

// stateOf is the part of state that stage n decides about.
func (s *locationSearch) stateOf(n int, state []siteState) []siteState {
	return state[s.first[n] : s.first[n]+s.stages[n].sites]
}

// bound is the lower bound at the prices in the part of the search that state
// describes; slope becomes a subgradient of it.
func (s *locationSearch) bound(price []float64, state []siteState) float64 {
	top := s.stages[0]
	customers, hubs := price[:top.customers], price[top.customers:]
	paid, size := top.paid(customers)
	for j := range customers {
		s.slope[j] = 1
	}
	if len(s.stages) == 1 {
		paid += top.choose(customers, state, nil)
	} else {
		paid += top.choose(customers, s.stateOf(0, state), hubs)
		s.inner = append(s.inner[:0], hubs...)
		for h, st := range s.stateOf(0, state) {
			if st == closed {
				s.inner[h] = math.Inf(-1)
			}
		}
		below := s.stages[1]
		paid += below.choose(s.inner, s.stateOf(1, state), nil)
		size += math.Abs(below.chosen)
		for h, kg := range top.sent {
			s.slope[top.customers+h] = kg/below.need[h] - below.served[h]
		}
	}
	for j, served := range top.served {
		s.slope[j] -= served
	}
	return paid - 1e-14*(size+math.Abs(top.chosen)) // so that rounding never lifts the bound
}

// run searches until the best plan is proved, the allowed gap is reached or ctx
// ends. false: no choice of sites can serve everybody.
func (s *locationSearch) run(ctx context.Context) (feasible, stopped bool) {
	root := s.root()
	s.tryAll(root)
	if math.IsInf(s.best, 1) {
		return false, false
	}
	s.bounded(ctx, root, rootSteps)
	for len(s.parts) > 0 && ctx.Err() == nil {
		part := heap.Pop(&s.parts).(*locationPart)
		if part.bound >= s.cutoff() || s.examined > exactFirst && s.within(part.bound) {
			s.discard(part.bound)
			continue
		}
		s.branch(ctx, part)
	}
	for _, part := range s.parts {
		s.discard(part.bound)
	}
	return true, len(s.parts) > 0
}

// root leaves every site free, apart from those that cost nothing to open, and
// lets a kilogram cost what it does where a site is full.
func (s *locationSearch) root() *locationPart {
	part := &locationPart{bound: math.Inf(-1), state: make([]siteState, len(s.fixed)), price: make([]float64, len(s.need))}
	for i, f := range s.fixed {
		if f == 0 {
			part.state[i] = opened
		}
	}
	var hubs []float64
	for n := len(s.stages) - 1; n >= 0; n-- {
		l := s.stages[n].locationProblem
		price := part.price[s.firstCustomer(n):][:l.customers]
		for j := range price {
			price[j] = math.Inf(1)
			for i := range l.sites {
				c := l.row(i)[j]
				if l.capacity[i] > 0 {
					c += l.fixed[i] / l.capacity[i]
				}
				if hubs != nil {
					c += hubs[i]
				}
				price[j] = min(price[j], c)
			}
			if math.IsInf(price[j], 1) {
				price[j] = 0
			}
		}
		hubs = price
	}
	return part
}

// firstCustomer is where stage n's prices begin.
func (s *locationSearch) firstCustomer(n int) int {
	if n == 0 {
		return 0
	}
	return s.stages[0].customers
}

// tryAll opens everything that may be opened.
func (s *locationSearch) tryAll(part *locationPart) {
	for _, stage := range s.stages {
		for i := range stage.taken {
			stage.taken[i] = 1
		}
	}
	s.try(part.state)
}

// cutoff is the cost at and above which nothing better than the best is left.
func (s *locationSearch) cutoff() float64 { return s.best - exact*math.Abs(s.best) }

func (s *locationSearch) within(bound float64) bool {
	return s.best-bound <= s.gap*max(1, math.Abs(bound+s.constant))
}

func (s *locationSearch) discard(bound float64) { s.discarded = min(s.discarded, bound) }

// proved is the cost that no plan is below.
func (s *locationSearch) proved() float64 { return min(s.best, s.discarded) }

// branch splits a part at the site that the dual is least sure about.
func (s *locationSearch) branch(ctx context.Context, part *locationPart) {
	site := s.doubtful(part)
	for _, state := range []siteState{opened, closed} {
		child := &locationPart{bound: part.bound, state: slices.Clone(part.state), price: slices.Clone(part.price)}
		child.state[site] = state
		s.bounded(ctx, child, nodeSteps)
	}
}

// doubtful is the free site whose opposite costs least at the prices of the part.
func (s *locationSearch) doubtful(part *locationPart) int {
	bound := s.bound(part.price, part.state)
	best, least := -1, math.Inf(1)
	s.flips(part.state, bound, func(site int, _ bool, flipped float64) {
		if best < 0 || flipped < least {
			best, least = site, flipped
		}
	})
	return best
}

// flips calls change for every free site with a bound on what is left when it is
// not what the dual took it for.
func (s *locationSearch) flips(state []siteState, bound float64, change func(site int, taken bool, flipped float64)) {
	for n, stage := range s.stages {
		first := s.first[n]
		stage.cover.flips(stage.worth, s.stateOf(n, state), stage.taken, func(i int, worth float64) {
			change(first+i, stage.taken[i] > 0.5, bound-stage.chosen+worth)
		})
	}
}

// bounded improves the bound of a part by steps of the dual, tries the sites it
// takes, fixes those whose opposite is proved too dear, and keeps the part if
// anything is left in it.
func (s *locationSearch) bounded(ctx context.Context, part *locationPart, steps int) {
	s.examined++
	if s.settled(part) {
		return
	}
	price := slices.Clone(part.price)
	clear(s.direction)
	scale, stale := 1.0, 0
	for range steps {
		if ctx.Err() != nil {
			break
		}
		bound := s.bound(price, part.state)
		if bound > part.bound {
			if bound-part.bound < 1e-7*math.Abs(bound) {
				stale++
			} else {
				stale = 0
			}
			part.bound = bound
			copy(part.price, price)
		} else {
			stale++
		}
		if bound >= s.cutoff() {
			s.discard(bound)
			return
		}
		s.try(part.state)
		if s.fix(part, bound) && s.settled(part) {
			return
		}
		if stale >= patience {
			scale, stale = scale/2, 0
			if scale < 1e-4 {
				break
			}
			copy(price, part.price)
			clear(s.direction)
			continue
		}
		s.follow(price, scale*(s.best-bound))
	}
	s.made++
	part.number = s.made
	heap.Push(&s.parts, part)
}

// follow moves the prices along the subgradient, smoothed by the last direction.
func (s *locationSearch) follow(price []float64, reach float64) {
	norm := 0.0
	for j, slope := range s.slope {
		g := 0.3*s.direction[j] + slope
		s.direction[j] = g
		norm += g * g
	}
	if norm < 1e-18 {
		return
	}
	step := reach / norm
	for j, g := range s.direction {
		price[j] += step * g / s.need[j]
	}
}

// settled handles a part in which nothing is left to decide.
func (s *locationSearch) settled(part *locationPart) bool {
	if slices.Contains(part.state, free) {
		return false
	}
	for n, stage := range s.stages {
		for i, st := range s.stateOf(n, part.state) {
			stage.taken[i] = 0
			if st == opened {
				stage.taken[i] = 1
			}
		}
	}
	s.try(part.state)
	return true
}

// fix decides the free sites for which the opposite cannot be better than the best.
func (s *locationSearch) fix(part *locationPart, bound float64) bool {
	cutoff, changed := s.cutoff(), false
	s.flips(part.state, bound, func(site int, taken bool, flipped float64) {
		flipped -= 1e-13 * math.Abs(bound)
		if flipped < cutoff || math.IsNaN(flipped) {
			return
		}
		s.discard(flipped)
		changed = true
		part.state[site] = closed
		if taken {
			part.state[site] = opened
		}
	})
	return changed
}

// try serves everybody from the sites the dual took, if that is new and may be better.
func (s *locationSearch) try(state []siteState) {
	s.trial = s.trial[:0]
	var name uint64
	fixed := 0.0
	for n, stage := range s.stages {
		for i, share := range stage.taken {
			site := s.first[n] + i
			if share > 0 && state[site] != closed {
				s.trial = append(s.trial, int32(site))
				name ^= spread(uint64(site) + 1)
				fixed += s.fixed[site]
			}
		}
	}
	if _, ok := s.seen[name]; ok {
		return
	}
	s.seen[name] = struct{}{}
	cost := fixed + s.carry(s.trial, s.best-fixed)
	if cost < s.best {
		s.best = cost
		s.sites = append(s.sites[:0], s.trial...)
	}
}

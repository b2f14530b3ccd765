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

// A locationSearch is the branch and bound over the sites.
type locationSearch struct {
	*locationProblem
	dual  *locationDual
	carry *transport
	gap   float64

	best      float64 // cost of the best plan
	sites     []int32 // its open sites
	discarded float64 // least bound of what was given up
	seen      map[uint64]struct{}
	parts     locationParts
	made      int
	examined  int

	trial     []int32
	direction []float64
	votes     []float64 // how often each site was taken lately
}

func newLocationSearch(l *locationProblem, gap float64) *locationSearch {
	return &locationSearch{
		locationProblem: l, dual: newLocationDual(l), carry: newTransport(l), gap: gap,
		best: math.Inf(1), discarded: math.Inf(1), seen: map[uint64]struct{}{},
		direction: make([]float64, l.customers), votes: make([]float64, l.sites),
	}
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

// root leaves every site free, apart from those that cost nothing to open.
func (s *locationSearch) root() *locationPart {
	part := &locationPart{bound: math.Inf(-1), state: make([]siteState, s.locationProblem.sites), price: make([]float64, s.customers)}
	for i, f := range s.fixed {
		if f == 0 {
			part.state[i] = opened
		}
	}
	for j := range part.price {
		part.price[j] = math.Inf(1)
		for i := range s.locationProblem.sites {
			c := s.cost[i*s.customers+j]
			if s.capacity[i] > 0 {
				c += s.fixed[i] / s.capacity[i]
			}
			part.price[j] = min(part.price[j], c)
		}
	}
	return part
}

// tryAll opens everything that may be opened.
func (s *locationSearch) tryAll(part *locationPart) {
	for i := range s.dual.taken {
		s.dual.taken[i] = 1
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

// doubtful is the free site whose worth is nearest to nothing at the prices of
// the part, among those it matters for.
func (s *locationSearch) doubtful(part *locationPart) int {
	s.dual.bound(part.price, part.state)
	flip := make([]float64, s.locationProblem.sites)
	s.dual.cover.flips(s.dual.worth, part.state, s.dual.taken, func(site int, bound float64) { flip[site] = bound })
	best, least := -1, math.Inf(1)
	for i, st := range part.state {
		if st == free && (best < 0 || flip[i] < least) {
			best, least = i, flip[i]
		}
	}
	return best
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
		bound := s.dual.bound(price, part.state)
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
		if s.fix(part, bound, price) && s.settled(part) {
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
	for j, served := range s.dual.served {
		g := 0.3*s.direction[j] + (1 - served)
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
	for _, st := range part.state {
		if st == free {
			return false
		}
	}
	for i, st := range part.state {
		s.dual.taken[i] = 0
		if st == opened {
			s.dual.taken[i] = 1
		}
	}
	s.try(part.state)
	return true
}

// fix decides the free sites for which the opposite cannot be better than the best.
func (s *locationSearch) fix(part *locationPart, bound float64, price []float64) bool {
	paid, size := s.dual.constantless(price)
	cutoff := s.cutoff()
	changed := false
	s.dual.cover.flips(s.dual.worth, part.state, s.dual.taken, func(site int, worth float64) {
		flipped := paid + worth - 1e-13*(size+math.Abs(worth))
		if flipped < cutoff || math.IsNaN(flipped) {
			return
		}
		s.discard(flipped)
		changed = true
		if s.dual.taken[site] > 0.5 {
			part.state[site] = opened
		} else {
			part.state[site] = closed
		}
	})
	return changed
}

// try serves everybody from the sites the dual took, if that is new and may be better.
func (s *locationSearch) try(state []siteState) {
	s.trial = s.trial[:0]
	var name uint64
	for i, share := range s.dual.taken {
		if share > 0 && state[i] != closed {
			s.trial = append(s.trial, int32(i))
			name ^= spread(uint64(i) + 1)
		}
	}
	if _, ok := s.seen[name]; ok {
		return
	}
	s.seen[name] = struct{}{}
	fixed := 0.0
	for _, i := range s.trial {
		fixed += s.fixed[i]
	}
	cost := fixed + s.carry.solve(s.trial, s.best-fixed)
	if cost < s.best {
		s.best = cost
		s.sites = append(s.sites[:0], s.trial...)
	}
}

// spread is the finaliser of splitmix64: numbers become bits that do not look alike.
func spread(x uint64) uint64 {
	x *= 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// locationParts is a heap, the least bound first.
type locationParts []*locationPart

func (p locationParts) Len() int { return len(p) }
func (p locationParts) Less(a, b int) bool {
	if p[a].bound != p[b].bound {
		return p[a].bound < p[b].bound
	}
	return p[a].number > p[b].number
}
func (p locationParts) Swap(a, b int) { p[a], p[b] = p[b], p[a] }
func (p *locationParts) Push(x any)   { *p = append(*p, x.(*locationPart)) }
func (p *locationParts) Pop() any {
	old := *p
	last := old[len(old)-1]
	*p = old[:len(old)-1]
	return last
}

package planning

import (
	"container/heap"
	"context"
	"math"
	"slices"
)

// A span is what a part of the search allows a consignment: from the least to the
// most of its steps in order, −1 being nothing.
type span struct{ least, most int }

// A pricePart is a part of the search over how far consignments are filled.
type pricePart struct {
	bound   float64
	price   []float64
	spans   []span
	through []float64
	number  int
}

// A priceSearch tightens the bound: between the steps of a consignment the dual
// pays too little, so the part is split there, at most that and at least more.
type priceSearch struct {
	*pricing
	parts priceParts
	made  int
}

// tighten gives a bound on any plan that earns more than known, by splitting the
// part with the largest bound up to some times, until it is within allowed.
func (p *pricing) tighten(ctx context.Context, bound, known, allowed float64, times int) float64 {
	s := &priceSearch{pricing: p}
	root := &pricePart{bound: bound, price: slices.Clone(p.price), through: slices.Clone(p.through), spans: make([]span, len(p.haul))}
	for c := range root.spans {
		root.spans[c] = span{-1, len(p.haulWays[c]) - 1}
	}
	heap.Push(&s.parts, root)
	closed := math.Inf(-1)
	for range times {
		if len(s.parts) == 0 || ctx.Err() != nil || s.parts[0].bound <= known+allowed {
			break
		}
		part := heap.Pop(&s.parts).(*pricePart)
		c, at := s.doubtful(part)
		if c < 0 {
			closed = max(closed, part.bound)
			continue
		}
		for _, sp := range []span{{part.spans[c].least, at}, {at + 1, part.spans[c].most}} {
			s.examine(ctx, part, c, sp, known)
		}
	}
	if len(s.parts) > 0 {
		closed = max(closed, s.parts[0].bound)
	}
	s.restrict(root)
	copy(p.price, root.price)
	return min(bound, max(closed, known))
}

// doubtful is the consignment whose mean flow pays least of its true cost, and the
// step below that flow.
func (s *priceSearch) doubtful(part *pricePart) (consignment, at int) {
	consignment, regret := -1, 1.0
	for c, sp := range part.spans {
		ways, kg := s.haulWays[c], part.through[c]
		if len(ways) == 0 || sp.least == sp.most {
			continue
		}
		k := sp.least
		for k < sp.most && (k < 0 && kg > 0.02*ways[0].kg || k >= 0 && kg > ways[k].kg+0.02*ways[0].kg) {
			k++
		}
		if k == sp.least { // below the first allowed step: nothing to gain by splitting
			continue
		}
		if r := ways[k].cost - s.paid(c, sp, kg); r > regret {
			consignment, at, regret = c, k-1, r
		}
	}
	return consignment, at
}

// paid is what the hull asks for kg on consignment c.
func (s *priceSearch) paid(c int, sp span, kg float64) float64 {
	steps := lowerHull(s.allowed(c, sp, true))
	for k := 1; k < len(steps); k++ {
		a, b := steps[k-1], steps[k]
		if kg <= b.kg {
			return a.cost + (b.cost-a.cost)*max(0, kg-a.kg)/(b.kg-a.kg)
		}
	}
	return steps[len(steps)-1].cost
}

// allowed are the steps within a span; nothing counts as one if asked.
func (s *priceSearch) allowed(c int, sp span, nothing bool) []costCorner {
	steps := []costCorner{}
	if sp.least < 0 && nothing {
		steps = append(steps, costCorner{})
	}
	return append(steps, s.haulWays[c][max(0, sp.least):sp.most+1]...)
}

// restrict makes the pricing that of a part.
func (s *priceSearch) restrict(part *pricePart) {
	for c, sp := range part.spans {
		if s.haulWays[c] == nil {
			continue
		}
		s.haul[c] = lowerHull(s.allowed(c, sp, false))
		s.busy[c] = sp.least >= 0
	}
}

// examine bounds the part of parent in which consignment c has the span.
func (s *priceSearch) examine(ctx context.Context, parent *pricePart, c int, sp span, known float64) {
	part := &pricePart{spans: slices.Clone(parent.spans)}
	part.spans[c] = sp
	s.restrict(part)
	copy(s.price, parent.price)
	copy(s.through, parent.through)
	part.bound = min(parent.bound, s.descendFrom(ctx, partSteps, known, 0.01))
	if part.bound <= known {
		return
	}
	part.price, part.through = slices.Clone(s.price), slices.Clone(s.through)
	s.made++
	part.number = s.made
	heap.Push(&s.parts, part)
}

// priceParts is a heap, the largest bound first.
type priceParts []*pricePart

func (p priceParts) Len() int { return len(p) }
func (p priceParts) Less(a, b int) bool {
	if p[a].bound != p[b].bound {
		return p[a].bound > p[b].bound
	}
	return p[a].number > p[b].number
}
func (p priceParts) Swap(a, b int) { p[a], p[b] = p[b], p[a] }
func (p *priceParts) Push(x any)   { *p = append(*p, x.(*pricePart)) }
func (p *priceParts) Pop() any {
	old := *p
	last := old[len(old)-1]
	*p = old[:len(old)-1]
	return last
}

package planning

import (
	"context"
	"math"
)

// Work that large does, in steps, so that the same input gives the same answer.
const (
	priceSteps    = 1200
	roundsAtLeast = 6000 // of improvement
	roundsEach    = 20   // more per source
)

// large bounds and plans offers of any size: prices that let every hub, source
// and demand decide alone give the bound, and lead a search for a plan
// (Lagrangian relaxation; optimisation.md §4, 1.). false: there is nothing to
// choose.
func (pl *Planner) large(ctx context.Context, p *Problem, o Options) (candidate, bool) {
	in := newInstance(p)
	l := newLayout(in)
	if len(l.lanes)+len(l.rays) == 0 {
		return nothingKnown(), false
	}
	found := nothingKnown()
	prices := newPricing(l)
	bound := prices.descend(ctx, priceSteps, math.Inf(-1))
	found.bound = bound + 1e-9*math.Abs(bound)
	search := newImprover(prices, o.Seed)
	search.run(ctx, min(roundsAtLeast+roundsEach*l.S, 150*l.S*l.T))
	if !math.IsInf(search.bestSurplus, -1) {
		found.flows, found.found = flowsOfSales(l, search.best), true
	}
	found.stopped = ctx.Err() != nil
	return found, true
}

package planning

import (
	"context"
	"math"
)

// Work that large does, in steps, so that the same input gives the same answer.
const (
	priceSteps    = 1200   // of the prices at first
	partSteps     = 120    // in each part of the search for a tighter bound
	partWork      = 40_000 // parts × lanes × periods
	fewestParts   = 10     // fewer are not worth beginning
	roundsAtLeast = 40_000 // of improvement
	roundsEach    = 60     // more per source
	roundsSmall   = 300    // at most, per source and period
)

// large bounds and plans offers of any size: prices that let every hub, source
// and demand decide alone give the bound, and lead a search for a plan
// (Lagrangian relaxation; Geoffrion 1974). false: there is nothing to choose.
func (pl *Planner) large(ctx context.Context, p *Problem, o Options) (candidate, bool) {
	in := newInstance(p)
	l := newLayout(in)
	if len(l.lanes)+len(l.rays) == 0 {
		return nothingKnown(), false
	}
	found := nothingKnown()
	prices := newPricing(l)
	bound := prices.descend(ctx, priceSteps, math.Inf(-1))

	search := newImprover(prices, o.Seed)
	search.run(ctx, min(roundsAtLeast+roundsEach*l.S, roundsSmall*l.S*l.T))
	if known := search.bestSurplus; !math.IsInf(known, -1) {
		found.flows, found.found = pl.smoothed(ctx, in, flowsOfSales(l, search.best)), true
		parts := partWork / (1 + len(l.lanes)*l.T)
		if l.byPeriod && parts >= fewestParts && bound > known {
			bound = prices.tighten(ctx, bound, known, o.Gap*math.Abs(known), min(parts, 60))
		}
	}
	found.bound = bound + 1e-9*math.Abs(bound)
	found.stopped = ctx.Err() != nil
	return found, true
}

// smoothed solves the flows again with all whole numbers as they are, which lets
// several sources share what one of them rounds off.
func (pl *Planner) smoothed(ctx context.Context, in *instance, flows []flow) []flow {
	if pl.highs == nil || ctx.Err() != nil || len(flows) == 0 || in.p.WholeKg || in.size() > mostColumns {
		return flows
	}
	g := newProgramme(in, 1)
	again, _, err := pl.withWholeFixed(ctx, in, g.m.Integer, g.columns(flows))
	if err != nil || again == nil || in.worth(again) <= in.worth(flows) || !in.sound(again) {
		return flows
	}
	return again
}

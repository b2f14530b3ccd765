package planning

import (
	"context"
	"math"

	"tok/fault"
	"tok/internal/highs"
)

// inWholeKilograms brings a plan to whole kilograms: first with every other
// decision as it is, then, if that is not yet within the asked gap, all anew.
func (pl *Planner) inWholeKilograms(ctx context.Context, in *instance, o Options, c candidate) (candidate, error) {
	if c.infeasible || c.found && areWhole(c.flows) {
		return c, nil
	}
	best := in.nothing()
	best.bound, best.stopped = c.bound, c.stopped
	if c.found {
		g := newProgramme(in, 1)
		for j, v := range g.columns(c.flows) {
			if g.m.Integer[j] {
				g.m.Lower[j], g.m.Upper[j] = v, v
			}
		}
		// close at hand, and wanted even when the time is up
		found, err := pl.wholeFlows(context.WithoutCancel(ctx), in, g, highs.Options{Seed: o.Seed, RelativeGap: 1e-6, Nodes: 1000})
		if err != nil {
			return best, err
		}
		best = in.better(best, candidate{flows: found.flows, found: found.found, bound: math.Inf(1)})
	}
	if in.proved(best, o) || ctx.Err() != nil {
		return best, nil
	}
	g := newProgramme(in, 1)
	options := highs.Options{Seed: o.Seed, RelativeGap: o.Gap * 0.9, AbsoluteGap: max(o.Gap*0.9, 1e-7)}
	if best.found && len(best.flows) > 0 {
		options.Start = g.columns(best.flows)
	}
	found, err := pl.wholeFlows(ctx, in, g, options)
	if err != nil {
		return best, err
	}
	return in.better(best, found), nil
}

// wholeFlows solves g with every flow a whole number of kilograms.
func (pl *Planner) wholeFlows(ctx context.Context, in *instance, g *programme, o highs.Options) (candidate, error) {
	for _, q := range g.paths {
		g.m.Integer[q.column] = true
	}
	for _, q := range g.pools {
		g.m.Integer[q.column] = true
	}
	for _, q := range g.outs {
		g.m.Integer[q.column] = true
	}
	found := nothingKnown()
	solution, err := pl.highs.Solve(ctx, &g.m, o)
	if err != nil {
		return found, fault.Of(fault.Broken, "planning.solver").Because(err)
	}
	found.infeasible = solution.Status == highs.Infeasible
	found.stopped = solution.Status == highs.Stopped
	if !found.infeasible {
		found.bound = solution.Bound
	}
	if solution.X != nil {
		found.flows = g.flowsOf(solution.X)
		found.found = in.sound(found.flows)
	}
	return found, nil
}

func areWhole(flows []flow) bool {
	for _, f := range flows {
		if math.Abs(f.kg-math.Round(f.kg)) > littleKg {
			return false
		}
	}
	return true
}

package planning

import (
	"context"
	"math"
	"slices"

	"tok/fault"
	"tok/internal/highs"
)

// exact solves p as a mixed-integer programme, from start if that is a plan.
func (pl *Planner) exact(ctx context.Context, in *instance, o Options, start candidate) (candidate, error) {
	g := newProgramme(in, in.chooseUnit())
	found := nothingKnown()
	options := highs.Options{RelativeGap: o.Gap * 0.9, AbsoluteGap: max(o.Gap*0.9, 1e-7), Seed: o.Seed}
	if start.found && len(start.flows) > 0 {
		options.Start = g.columns(start.flows)
	}
	solution, err := pl.highs.Solve(ctx, &g.m, options)
	if err != nil {
		return found, fault.Of(fault.Broken, "planning.solver").Because(err)
	}
	switch solution.Status {
	case highs.Infeasible:
		found.infeasible = true
		return found, nil
	case highs.Stopped:
		found.stopped = true
	}
	found.bound = solution.Bound
	if solution.X == nil {
		return found, nil
	}
	found.flows, found.found, err = pl.settle(ctx, in, g, solution)
	return found, err
}

// somePlan finds a plan that holds, whatever it costs, when time ended before one
// was found: what must be served is served dearly rather than not at all.
func (pl *Planner) somePlan(ctx context.Context, in *instance) candidate {
	g := newProgramme(in, in.chooseUnit())
	clear(g.m.Cost)
	found := nothingKnown()
	solution, err := pl.highs.Solve(context.WithoutCancel(ctx), &g.m, highs.Options{Nodes: 50})
	if err != nil || solution.X == nil {
		return found
	}
	found.flows, found.found, _ = pl.settle(ctx, in, g, solution)
	return found
}

// settle turns a solver's columns into flows that hold exactly. Columns are within
// the solver's tolerances only, so where the flows do not hold as they are, the
// whole numbers are fixed and the flows solved again in kilograms.
func (pl *Planner) settle(ctx context.Context, in *instance, g *programme, solution highs.Solution) ([]flow, bool, error) {
	flows := g.flowsOf(solution.X)
	if in.sound(flows) && in.worth(flows) >= solution.Objective-1e-7*max(1, math.Abs(solution.Objective)) {
		return flows, true, nil
	}
	again, _, err := pl.withWholeFixed(ctx, in, g.m.Integer, solution.X)
	if err != nil {
		return nil, false, err
	}
	best, found := flows, in.sound(flows)
	if again != nil && in.sound(again) && (!found || in.worth(again) > in.worth(best)) {
		best, found = again, true
	}
	return best, found, nil
}

// withWholeFixed solves the flows in kilograms with the whole columns as in x.
func (pl *Planner) withWholeFixed(ctx context.Context, in *instance, whole []bool, x []float64) ([]flow, *fixedProgramme, error) {
	f := &fixedProgramme{programme: newProgramme(in, 1)}
	for j, is := range whole {
		if is {
			v := math.Round(x[j])
			f.m.Lower[j], f.m.Upper[j] = v, v
		}
	}
	f.m.Integer = nil
	var err error
	// the flows are a moment's work, wanted even when the time is up
	f.solution, err = pl.highs.Solve(context.WithoutCancel(ctx), &f.m, highs.Options{})
	if err != nil || f.solution.X == nil {
		return nil, f, nil // the caller keeps what it has
	}
	return f.flowsOf(f.solution.X), f, nil
}

// A fixedProgramme is the linear programme left when every whole number is fixed.
type fixedProgramme struct {
	*programme
	solution highs.Solution
}

// flowsOf reads the flows out of columns. What is pooled is shared in proportion,
// so that equal sources get the same; whole kilograms one source after the other.
func (g *programme) flowsOf(x []float64) []flow {
	var flows []flow
	add := func(s, h, d, t int, kg float64) {
		if kg = tidy(kg); kg > 0 {
			flows = append(flows, flow{s, h, d, t, kg})
		}
	}
	for _, q := range g.paths {
		add(q.source, q.hub, q.demand, q.period, x[q.column]*g.unit)
	}
	type place struct{ hub, period int }
	into, out := map[place][]poolColumn{}, map[place][]outColumn{}
	for _, q := range g.pools {
		into[place{q.hub, q.period}] = append(into[place{q.hub, q.period}], q)
	}
	for _, q := range g.outs {
		out[place{q.hub, q.period}] = append(out[place{q.hub, q.period}], q)
	}
	for k, sources := range into {
		sum := 0.0
		for _, q := range sources {
			sum += tidy(x[q.column] * g.unit)
		}
		if sum == 0 {
			continue
		}
		left := make([]float64, len(sources))
		for i, q := range sources {
			left[i] = tidy(x[q.column] * g.unit)
		}
		for _, q := range out[k] {
			kg := tidy(x[q.column] * g.unit)
			for i, q1 := range sources {
				part := kg * tidy(x[q1.column]*g.unit) / sum
				if g.in.p.WholeKg {
					part = min(kg, left[i])
					kg, left[i] = kg-part, left[i]-part
				}
				add(q1.source, k.hub, q.demand, k.period, part)
			}
		}
	}
	slices.SortFunc(flows, compareFlows)
	return flows
}

// tidy takes kilograms to the whole number that the solver meant, where it is one
// within the solver's tolerance, and next to nothing to nothing.
func tidy(kg float64) float64 {
	if whole := math.Round(kg); math.Abs(kg-whole) <= 2e-5 {
		return whole
	}
	return kg
}

func compareFlows(a, b flow) int {
	return slices.Compare([]int{a.source, a.hub, a.demand, a.period}, []int{b.source, b.hub, b.demand, b.period})
}

// sound says whether flows hold against everything that the problem asks, whole
// kilograms aside.
func (in *instance) sound(flows []flow) bool {
	p := *in.p
	p.WholeKg = false
	return Check(p, in.bare(flows, in.worth(flows))) == nil
}

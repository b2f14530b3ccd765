package planning

import (
	"context"
	"math"
	"slices"

	"tok/fault"
)

// Engine is the name and version of the method, as said in every plan.
const Engine = "tok planning 1"

// mostColumns is the largest programme that is worth giving to the exact method.
const mostColumns = 20_000

// worthPrices is the size from which prices find a first plan and bound sooner
// than the exact method finds its own.
const worthPrices = 60

// Best finds the best plan for p, which must come from Read or have passed
// Validate. When ctx ends it returns the best plan it has and the bound it has,
// with Stopped = "time". The error is never about p being infeasible: that is an
// answer (Status Infeasible).
func (pl *Planner) Best(ctx context.Context, p Problem, o Options) (Plan, error) {
	p = normal(p)
	in := newInstance(&p)
	best, err := pl.solve(ctx, in, o)
	if err != nil {
		return Plan{}, err
	}
	plan, err := in.answer(best, o)
	if err != nil {
		return Plan{}, err
	}
	if !o.Bare {
		if err := pl.explain(ctx, in, best, &plan); err != nil {
			return Plan{}, err
		}
	}
	if err := Check(p, plan); err != nil {
		return Plan{}, err
	}
	return plan, nil
}

// solve lets the methods that fit work on the problem and keeps the best plan and
// the best bound of all of them.
func (pl *Planner) solve(ctx context.Context, in *instance, o Options) (candidate, error) {
	best := in.nothing()
	found, ok := pl.location(ctx, in.p, o)
	if ok {
		best = in.better(best, found)
		if best.infeasible || in.proved(best, o) || ctx.Err() != nil {
			return in.finish(best, o, ctx), nil
		}
	}
	big := in.size() > mostColumns
	if in.size() >= worthPrices {
		if found, ok := pl.large(ctx, in.p, o); ok {
			best = in.better(best, found)
		}
	}
	if ctx.Err() == nil && !(big && (in.proved(best, o) || in.size() > 10*mostColumns)) {
		found, err := pl.exact(ctx, in, o, best)
		if err != nil {
			return best, err
		}
		best = in.better(best, found)
	}
	if !best.found && !best.infeasible && !big {
		best = in.better(best, pl.somePlan(ctx, in))
	}
	if in.p.WholeKg {
		var err error
		if best, err = pl.inWholeKilograms(ctx, in, o, best); err != nil {
			return best, err
		}
	}
	return in.finish(best, o, ctx), nil
}

// nothing is the plan to trade nothing, worth 0, where no demand must be served.
func (in *instance) nothing() candidate {
	c := candidate{bound: in.easyBound()}
	c.found = !slices.ContainsFunc(in.p.Demands, func(d Demand) bool { return d.Must })
	return c
}

// easyBound is a bound that needs no solving: every kilogram that a source has, or
// that a demand takes, earns at most its best price above its lowest floor, and
// moving it costs nothing.
func (in *instance) easyBound() float64 {
	p := in.p
	bySource, byDemand, serve := 0.0, 0.0, 0.0
	for t := range p.Periods {
		for s := range p.Sources {
			best := 0.0
			for d := range p.Demands {
				best = max(best, in.net(s, d, t))
			}
			bySource += best * in.available(s, t)
		}
		for d := range p.Demands {
			best := 0.0
			for s := range p.Sources {
				best = max(best, in.net(s, d, t))
			}
			byDemand += best * in.most(d, t)
		}
	}
	for _, d := range p.Demands {
		if d.Must {
			serve += d.ServeCost
		}
	}
	return min(bySource, byDemand) - serve
}

// better keeps the better plan and the better bound of two candidates.
func (in *instance) better(a, b candidate) candidate {
	c := a
	if b.found && (!a.found || in.worth(b.flows) > in.worth(a.flows)) && in.sound(b.flows) {
		c.flows, c.found = b.flows, true
	}
	c.bound = min(a.bound, b.bound)
	c.infeasible = a.infeasible || b.infeasible
	c.stopped = a.stopped || b.stopped
	return c
}

// gap is (bound − surplus) / max(1, |bound|).
func gap(surplus, bound float64) float64 {
	return (bound - surplus) / max(1, math.Abs(bound))
}

// proved says whether the candidate's gap is within the asked one.
func (in *instance) proved(c candidate, o Options) bool {
	return c.found && gap(in.worth(c.flows), c.bound) <= max(o.Gap, tolerance)
}

// tolerance is the format's relative tolerance on money: a bound within it of a
// plan's surplus is that surplus.
const tolerance = 1e-6

// size is about how many columns the exact programme has.
func (in *instance) size() int {
	bySource, pooled := 0, 0
	for _, tracked := range in.tracked {
		if tracked {
			bySource++
		} else {
			pooled++
		}
	}
	if pooled == 1 {
		bySource, pooled = bySource+1, 0
	}
	n := pooled * len(in.p.Hubs)
	for s := range in.p.Sources {
		for h := range in.p.Hubs {
			if in.p.Collect.exists(s, h) {
				n += 1 + bySource
			}
		}
		for d := range in.p.Demands {
			if in.p.Direct.exists(s, d) {
				n++
			}
		}
	}
	return n * len(in.p.Periods)
}

// finish spreads equal kilograms over equal sources and settles bound and time.
func (in *instance) finish(c candidate, o Options, ctx context.Context) candidate {
	if !c.found {
		if !c.infeasible {
			c.stopped = true
		}
		return c
	}
	c.flows = in.spread(c.flows)
	surplus := in.worth(c.flows)
	if c.bound < surplus || c.bound-surplus <= tolerance*max(1, math.Abs(surplus)) {
		c.bound = surplus
	}
	c.stopped = ctx.Err() != nil && gap(surplus, c.bound) > o.Gap
	return c
}

// answer writes a candidate as a plan.
func (in *instance) answer(c candidate, o Options) (Plan, error) {
	if !c.found && !c.infeasible {
		return Plan{}, fault.Of(fault.Conflict, "planning.no_plan_in_time")
	}
	plan := Plan{Status: Infeasible}
	if c.found {
		plan = in.bare(c.flows, in.worth(c.flows))
		plan.Bound = c.bound
		plan.Gap = gap(plan.Surplus, plan.Bound)
		plan.Loads, plan.Delivered = in.loads(c.flows), in.delivered(c.flows)
		plan.Status = Feasible
		if plan.Gap <= o.Gap {
			plan.Status = Optimal
		}
		if c.stopped {
			plan.Stopped = "time"
		}
	}
	plan.Format, plan.Name, plan.Engine, plan.Seed = FormatPlan, in.p.Name, Engine, o.Seed
	plan.NearestHubs = in.p.NearestHubs
	return plan.withLists(), nil
}

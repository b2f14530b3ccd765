package planning

import "context"

// explain adds to a plan what it rests on: who is not in it and why, what is not
// served and why, how solid it is; and to an infeasible answer what is missing.
func (pl *Planner) explain(ctx context.Context, in *instance, c candidate, plan *Plan) error {
	if !c.found {
		plan.Missing = pl.missing(ctx, in)
		return nil
	}
	g := newProgramme(in, 1)
	_, prices, err := pl.withWholeFixed(ctx, in, g.m.Integer, g.columns(c.flows))
	if err != nil {
		return err
	}
	plan.Unused = pl.unused(ctx, in, c, prices)
	plan.Unserved = pl.unserved(ctx, in, c.flows)
	plan.Sensitivity = in.sensitivity(c.flows, prices)
	if ctx.Err() != nil {
		plan.Stopped = "time"
	}
	*plan = plan.withLists()
	return nil
}

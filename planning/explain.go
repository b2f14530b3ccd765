package planning

import "context"

func (pl *Planner) explain(ctx context.Context, in *instance, c candidate, o Options, plan *Plan) error {
	return nil
}

package planning

import "context"

func (pl *Planner) inWholeKilograms(ctx context.Context, in *instance, o Options, c candidate) (candidate, error) {
	return c, nil
}

package planning

import "context"

// large bounds and plans offers too large for the exact programme; false: p is not its kind.
func (pl *Planner) large(_ context.Context, _ *Problem, _ Options) (candidate, bool) {
	return nothingKnown(), false
}

package planning

import "context"

// location solves problems shaped like warehouse location; false: p is not of that shape.
func (pl *Planner) location(_ context.Context, _ *Problem, _ Options) (candidate, bool) {
	return nothingKnown(), false
}

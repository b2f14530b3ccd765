package planning

import "tok/internal/highs"

// Options bound the work of one solve.
type Options struct {
	Gap  float64 // proved gap to stop at; 0 asks for a full proof
	Seed int64
	Bare bool // only plan, account and bound: no unused, unserved, sensitivity
}

// A Planner solves problems. It is safe for concurrent use.
type Planner struct {
	highs *highs.Runtime
}

// New gives a planner that solves its linear and mixed-integer parts with r.
func New(r *highs.Runtime) *Planner { return &Planner{highs: r} }

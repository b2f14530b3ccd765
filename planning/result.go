package planning

import "math"

// A flow is what one source delivers to one demand in one period, by index;
// hub −1 says directly.
type flow struct {
	source, hub, demand, period int
	kg                          float64
}

// A candidate is what one method of solving found. Methods are given a normal
// problem (see normal): every Series has one entry per period, by_distance has
// become matrices, MemberCharge and AgreedKg must be honoured or the problem
// left to another method.
type candidate struct {
	flows      []flow  // the plan; empty and found: trade nothing
	found      bool    // flows is a plan that holds
	bound      float64 // no plan earns more; +Inf: nothing was proved
	infeasible bool    // proved: no plan holds
	stopped    bool    // the context ended it first
}

// nothingKnown is what a method knows before it starts.
func nothingKnown() candidate { return candidate{bound: math.Inf(1)} }

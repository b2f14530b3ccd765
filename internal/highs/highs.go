// Package highs solves linear and mixed-integer programmes with the HiGHS
// solver, which runs as embedded WebAssembly without cgo. Programmes with squares in
// the objective are left out on purpose: on random projections HiGHS's method for
// them circled or ended without a verdict about once in a hundred times.
package highs

import "math"

// Inf is an absent bound.
var Inf = math.Inf(1)

// A Model is a linear or mixed-integer programme: minimise Cost·x + Offset with
// RowLower ≤ A·x ≤ RowUpper and Lower ≤ x ≤ Upper. A is stored by rows:
// row i holds Index[Start[i]:Start[i+1]] and the same part of Value.
type Model struct {
	Cost, Lower, Upper []float64
	Integer            []bool // nil: none
	RowLower, RowUpper []float64
	Start              []int32 // len(rows)+1
	Index              []int32
	Value              []float64
	Offset             float64
	Maximise           bool // maximise instead
}

// Options of one solve.
type Options struct {
	RelativeGap float64 // MIP: stop at this relative gap; 0 = prove
	AbsoluteGap float64 // MIP: stop at this absolute gap; 0 = HiGHS's default of 1e-6
	Seed        int64
	Start       []float64 // MIP: a first solution, or nil
	Nodes       int       // MIP: most nodes; 0 = no limit
	Iterations  int       // LP: most simplex iterations; 0 = no limit
}

// A Status is the solver's own verdict.
type Status int

// What a solve can end in.
const (
	Optimal    Status = iota // proven, within the gaps asked for
	Infeasible               // no x meets the rows and bounds
	Unbounded                // there are x, and none is best
	Stopped                  // a limit or the context ended it; X may still hold a solution
	Failed                   // the solver broke down or gave no verdict; always with an error
)

// A Solution is the answer of one solve. X keeps rows and bounds within 1e-7 (LP)
// or 1e-6 (MIP, whole numbers too). Where nothing was found or proven, Objective
// and Bound are infinite on the side that claims nothing.
type Solution struct {
	Status    Status
	X         []float64 // nil: none found
	RowDual   []float64 // LP at its optimum only: change of the objective per unit of the row's bound
	Reduced   []float64 // LP at its optimum only: reduced costs of the columns
	Objective float64
	Bound     float64 // MIP: best proven bound; LP: the objective at the optimum
	Nodes     int     // MIP: nodes looked at
}

// Package highs solves linear and mixed-integer programmes with the HiGHS
// solver, which runs as embedded WebAssembly without cgo.
package highs

import (
	"context"
	"math"
)

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
	Iterations  int       // simplex iterations; 0 = no limit
}

// A Status is the solver's own verdict.
type Status int

// What a solve can end in.
const (
	Optimal Status = iota
	Infeasible
	Unbounded
	Stopped // a limit or the context ended it; X may still hold a solution
	Failed
)

// A Solution is the answer of one solve.
type Solution struct {
	Status    Status
	X         []float64 // nil: none found
	RowDual   []float64 // LP only
	Reduced   []float64 // LP only: reduced costs of the columns
	Objective float64
	Bound     float64 // MIP: best proven bound; LP: the objective
}

// A Runtime holds the compiled solver; it is safe for concurrent use. Each solve
// runs in an instance of its own, so a fault in one cannot reach another.
type Runtime struct{}

// Open compiles the solver, keeping the compiled form in cacheDir ("" = memory only).
func Open(ctx context.Context, cacheDir string) (*Runtime, error) { panic("to be written") }

// Solve solves m. When ctx ends it stops within a second and gives what it has.
func (r *Runtime) Solve(ctx context.Context, m *Model, o Options) (Solution, error) {
	panic("to be written")
}

// A Session is a linear programme that grows and is solved again from where it stood.
type Session struct{}

// Session loads the continuous model m for repeated solving.
func (r *Runtime) Session(ctx context.Context, m *Model) (*Session, error) { panic("to be written") }

// AddRow adds lower ≤ Σ value[k]·x[index[k]] ≤ upper.
func (s *Session) AddRow(lower, upper float64, index []int32, value []float64) error {
	panic("to be written")
}

// AddColumn adds a column with its entries in existing rows.
func (s *Session) AddColumn(cost, lower, upper float64, rows []int32, value []float64) error {
	panic("to be written")
}

// SetRow changes the bounds of a row, SetColumn those of a column, SetCost a cost.
func (s *Session) SetRow(row int, lower, upper float64) error { panic("to be written") }

// SetColumn changes the bounds of a column.
func (s *Session) SetColumn(column int, lower, upper float64) error { panic("to be written") }

// SetCost changes the cost of a column.
func (s *Session) SetCost(column int, cost float64) error { panic("to be written") }

// Solve solves the programme as it now stands.
func (s *Session) Solve(ctx context.Context) (Solution, error) { panic("to be written") }

// Close frees the session.
func (s *Session) Close() { panic("to be written") }

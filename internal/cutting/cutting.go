// Package cutting solves small linear programmes and least-squares projections
// whose rows are too many to write down: the caller is asked for a violated row
// until there is none.
//
// Both methods are dual: they start from few rows, are infeasible until the end,
// and every row they are given moves them towards the answer. All matrices are
// dense and small (a few hundred unknowns); rows are sparse.
package cutting

import "errors"

// ErrInfeasible says that no point satisfies all the rows.
var ErrInfeasible = errors.New("cutting: no point satisfies all rows")

// ErrStalled says that rounding or a limit on the number of steps ended the work.
var ErrStalled = errors.New("cutting: no progress")

// A Row is Σ Value[k]·x[Index[k]] ≥ Bound, or = Bound if Equal.
type Row struct {
	Index []int32
	Value []float64
	Bound float64
	Equal bool
	Key   int // the caller's name for it
}

// At is the row's left side at x.
func (r *Row) At(x []float64) float64 {
	s := 0.0
	for k, i := range r.Index {
		s += r.Value[k] * x[i]
	}
	return s
}

func dot(a, b []float64) float64 {
	s := 0.0
	for i, v := range a {
		s += v * b[i]
	}
	return s
}

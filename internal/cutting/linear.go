package cutting

import (
	"context"
	"math"
)

// tiny is the size below which a number of order one is zero.
const tiny = 1e-10

// refactorEvery is the number of steps after which the inverse is computed anew.
const refactorEvery = 150

// A Linear programme minimises Cost·z over free z under rows. It is the simplex
// method on the dual with lexicographic ratio test (Dantzig, Orden & Wolfe 1955),
// so it cannot cycle; equal rows of the start never leave.
type Linear struct {
	Z     []float64 // the present point
	Dual  []float64 // the multiplier of each row of Basis
	Basis []Row     // as many rows as unknowns
	Steps int       // pivots made so far

	cost    []float64
	columns [][]float64 // columns[j] = column j of the inverse of the basis matrix
	first   []Row       // the first basis, which orders the ties
	weight  []float64   // of the entering row in the rows of the basis
	since   int         // steps since the inverse was computed
}

// NewLinear starts from a basis: len(cost) independent rows whose combination
// with multipliers ≥ 0 (of either sign for equal rows) is cost.
func NewLinear(cost []float64, basis []Row) (*Linear, error) {
	n := len(cost)
	l := &Linear{cost: cost, Basis: append([]Row(nil), basis...), first: append([]Row(nil), basis...),
		Z: make([]float64, n), Dual: make([]float64, n), weight: make([]float64, n)}
	if err := l.refactor(); err != nil {
		return nil, err
	}
	return l, nil
}

// Value is the objective at the present point: a lower bound while rows are
// missing, for every row given so far is respected by a dual solution.
func (l *Linear) Value() float64 { return dot(l.cost, l.Z) }

// Minimise asks violated for a row the present point breaks until there is none.
func (l *Linear) Minimise(ctx context.Context, violated func(z []float64) (Row, bool)) error {
	for {
		row, ok := violated(l.Z)
		if !ok {
			return nil
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := l.Enter(row); err != nil {
			return err
		}
	}
}

// Clone is an independent copy to go another way from here.
func (l *Linear) Clone() *Linear {
	c := *l
	c.Z = append([]float64(nil), l.Z...)
	c.Dual = append([]float64(nil), l.Dual...)
	c.Basis = append([]Row(nil), l.Basis...)
	c.weight = make([]float64, len(l.weight))
	c.columns = make([][]float64, len(l.columns))
	flat := make([]float64, len(l.columns)*len(l.columns))
	for j, column := range l.columns {
		c.columns[j] = flat[j*len(column) : (j+1)*len(column)]
		copy(c.columns[j], column)
	}
	return &c
}

// Rebound gives the rows of the basis new bounds; the multipliers stay right.
func (l *Linear) Rebound(bound func(Row) float64) {
	changed := false
	for j := range l.Basis {
		if b := bound(l.Basis[j]); b != l.Basis[j].Bound {
			l.Basis[j].Bound, changed = b, true
		}
	}
	if changed {
		l.place()
	}
}

// Enter makes row one of the basis in place of the row that must give way.
func (l *Linear) Enter(row Row) error {
	for j := range l.weight {
		l.weight[j] = row.At(l.columns[j])
	}
	out := l.leaving()
	if out < 0 {
		return ErrInfeasible
	}
	l.replace(out, row)
	l.Steps++
	if l.since++; l.since >= refactorEvery {
		return l.refactor()
	}
	return nil
}

// leaving is the row whose multiplier first reaches zero, or −1.
func (l *Linear) leaving() int {
	best, ratio := -1, math.Inf(1)
	for j, w := range l.weight {
		if w <= tiny || l.Basis[j].Equal {
			continue
		}
		q := math.Max(l.Dual[j], 0) / w
		switch {
		case best < 0 || q < ratio-tiny*(1+ratio):
			best, ratio = j, q
		case q <= ratio+tiny*(1+ratio) && l.before(j, best):
			best, ratio = j, math.Min(q, ratio)
		}
	}
	return best
}

// before compares two candidates that tie, by the first basis.
func (l *Linear) before(i, j int) bool {
	for k := range l.first {
		a := l.first[k].At(l.columns[i]) / l.weight[i]
		b := l.first[k].At(l.columns[j]) / l.weight[j]
		if math.Abs(a-b) > tiny*(1+math.Abs(a)) {
			return a < b
		}
	}
	return l.weight[i] > l.weight[j]
}

func (l *Linear) replace(out int, row Row) {
	step := (row.Bound - row.At(l.Z)) / l.weight[out]
	ratio := l.Dual[out] / l.weight[out]
	leaving := l.columns[out]
	for i, v := range leaving {
		l.Z[i] += step * v
	}
	for j, w := range l.weight {
		if j == out || w == 0 {
			continue
		}
		l.Dual[j] -= ratio * w
		f, column := w/l.weight[out], l.columns[j]
		for i, v := range leaving {
			column[i] -= f * v
		}
	}
	f := 1 / l.weight[out]
	for i := range leaving {
		leaving[i] *= f
	}
	l.Dual[out], l.Basis[out] = ratio, row
}

// refactor computes inverse, point and multipliers from the basis.
func (l *Linear) refactor() error {
	columns, ok := invert(l.Basis)
	if !ok {
		return ErrStalled
	}
	l.columns, l.since = columns, 0
	for j, c := range columns {
		l.Dual[j] = dot(l.cost, c)
	}
	l.place()
	return nil
}

// place computes the point from the inverse.
func (l *Linear) place() {
	clear(l.Z)
	for j, c := range l.columns {
		if b := l.Basis[j].Bound; b != 0 {
			for i, v := range c {
				l.Z[i] += b * v
			}
		}
	}
}

// invert gives the columns of the inverse of the matrix with these rows, by
// Gauss–Jordan elimination with row pivoting.
func invert(rows []Row) ([][]float64, bool) {
	n := len(rows)
	m := make([][]float64, n) // the matrix, then the identity beside it
	for i := range rows {
		m[i] = make([]float64, 2*n)
		for k, c := range rows[i].Index {
			m[i][c] += rows[i].Value[k]
		}
		m[i][n+i] = 1
	}
	for c := range n {
		p := c
		for i := c + 1; i < n; i++ {
			if math.Abs(m[i][c]) > math.Abs(m[p][c]) {
				p = i
			}
		}
		if math.Abs(m[p][c]) < tiny {
			return nil, false
		}
		m[c], m[p] = m[p], m[c]
		f := 1 / m[c][c]
		for k := c; k < 2*n; k++ {
			m[c][k] *= f
		}
		for i := range n {
			g := m[i][c]
			if i == c || g == 0 {
				continue
			}
			for k := c; k < 2*n; k++ {
				m[i][k] -= g * m[c][k]
			}
		}
	}
	columns := make([][]float64, n)
	for j := range columns {
		columns[j] = make([]float64, n)
		for i := range n {
			columns[j][i] = m[i][n+j]
		}
	}
	return columns, true
}

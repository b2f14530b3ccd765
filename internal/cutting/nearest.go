package cutting

import (
	"context"
	"math"
)

// mostSteps bounds the steps of a projection.
const mostSteps = 20_000

// A Nearest point is the answer of a projection, with its proof: Point − from =
// Σ Multiplier·row over the active rows, multipliers ≥ 0 except on equal rows.
type Nearest struct {
	Point      []float64
	Active     []Row
	Multiplier []float64
}

// Project finds the point nearest to from, in the sense of least squares, that
// satisfies the equal rows and every row that violated may name. Dual active-set
// method of Goldfarb & Idnani (1983) for the identity as quadratic form.
func Project(ctx context.Context, from []float64, equal []Row, violated func(x []float64) (Row, bool)) (Nearest, error) {
	p := &projection{from: from}
	p.Point = append([]float64(nil), from...)
	for _, r := range equal {
		if err := p.enter(r); err != nil {
			return p.Nearest, err
		}
	}
	for {
		row, ok := violated(p.Point)
		if !ok {
			return p.Nearest, nil
		}
		if err := ctx.Err(); err != nil {
			return p.Nearest, err
		}
		if err := p.enter(row); err != nil {
			return p.Nearest, err
		}
	}
}

type projection struct {
	Nearest
	from  []float64
	steps int
}

// enter moves to the nearest point that also satisfies row.
func (p *projection) enter(row Row) error {
	pushed := 0.0 // the multiplier row has got so far
	for {
		if p.steps++; p.steps > mostSteps {
			return ErrStalled
		}
		share, rest, ok := p.resolve(row)
		if !ok {
			return ErrStalled
		}
		missing := row.Bound - row.At(p.Point)
		size := dot(rest, rest)
		full := math.Inf(1)
		if size > tiny*dot(row.Value, row.Value) {
			full = missing / size
		} else if row.Equal && math.Abs(missing) < 1e-7*(1+math.Abs(row.Bound)) {
			return nil // implied by those there already
		}
		out, step := p.blocking(share)
		step = math.Min(step, full)
		if math.IsInf(step, 1) {
			return ErrInfeasible
		}
		if row.Equal { // nothing blocks: equal rows come first
			step, out = full, -1
		}
		for i, s := range share {
			p.Multiplier[i] -= step * s
		}
		pushed += step
		if !math.IsInf(full, 1) {
			for i, v := range rest {
				p.Point[i] += step * v
			}
		}
		if step == full {
			p.Active, p.Multiplier = append(p.Active, row), append(p.Multiplier, pushed)
			p.polish()
			return nil
		}
		p.Active = append(p.Active[:out:out], p.Active[out+1:]...)
		p.Multiplier = append(p.Multiplier[:out:out], p.Multiplier[out+1:]...)
	}
}

// blocking is the active row whose multiplier first reaches zero.
func (p *projection) blocking(share []float64) (int, float64) {
	out, step := -1, math.Inf(1)
	for i, s := range share {
		if s > tiny && !p.Active[i].Equal && p.Multiplier[i]/s < step {
			out, step = i, math.Max(p.Multiplier[i]/s, 0)
		}
	}
	return out, step
}

// resolve writes row as Σ share·active + rest, rest orthogonal to the active rows.
func (p *projection) resolve(row Row) (share, rest []float64, ok bool) {
	rest = make([]float64, len(p.from))
	for k, i := range row.Index {
		rest[i] += row.Value[k]
	}
	share = make([]float64, len(p.Active))
	for range 2 { // the second round removes what rounding left
		right := make([]float64, len(p.Active))
		for i := range p.Active {
			right[i] = p.Active[i].At(rest)
		}
		if !p.solveGram(right) {
			return nil, nil, false
		}
		for i, s := range right {
			share[i] += s
			for k, c := range p.Active[i].Index {
				rest[c] -= s * p.Active[i].Value[k]
			}
		}
	}
	return share, rest, true
}

// polish puts the point exactly on the active rows.
func (p *projection) polish() {
	for range 2 {
		right := make([]float64, len(p.Active))
		for i := range p.Active {
			right[i] = p.Active[i].Bound - p.Active[i].At(p.Point)
		}
		if !p.solveGram(right) {
			return
		}
		for i, s := range right {
			p.Multiplier[i] += s
			for k, c := range p.Active[i].Index {
				p.Point[c] += s * p.Active[i].Value[k]
			}
		}
	}
}

// solveGram solves G·u = right in place, G the products of the active rows with
// each other, by Cholesky's method.
func (p *projection) solveGram(right []float64) bool {
	q := len(p.Active)
	dense := make([][]float64, q)
	for i := range p.Active {
		dense[i] = make([]float64, len(p.from))
		for k, c := range p.Active[i].Index {
			dense[i][c] += p.Active[i].Value[k]
		}
	}
	low := make([][]float64, q)
	for i := range q {
		low[i] = make([]float64, i+1)
		for j := 0; j <= i; j++ {
			s := p.Active[i].At(dense[j])
			for k := range j {
				s -= low[i][k] * low[j][k]
			}
			if i == j {
				if s <= 0 {
					return false
				}
				low[i][i] = math.Sqrt(s)
			} else {
				low[i][j] = s / low[j][j]
			}
		}
		right[i] = (right[i] - dot(low[i][:i], right)) / low[i][i]
	}
	for i := q - 1; i >= 0; i-- {
		right[i] /= low[i][i]
		for k := range i {
			right[k] -= low[i][k] * right[i]
		}
	}
	return true
}

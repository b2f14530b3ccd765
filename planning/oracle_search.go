package planning

import (
	"context"
	"math"

	"tok/internal/cutting"
)

// structural is the key of rows that hold everywhere; the bounds of a column have
// keys from 0 on: 2c for the lower, 2c+1 for the upper.
const structural = -1

// slack is how far a scaled row may be broken; sure is the part of the euro at stake
// below which two surpluses are equal.
const (
	slack = 1e-10
	sure  = 1e-9
)

// A hunt is a branch and bound over a restricted model: linear relaxations in which
// every staircase is its lower convex hull between the steps still allowed, solved
// by the dual simplex method from the parent's basis; branching on members, demands,
// hubs and steps, depth first.
type hunt struct {
	*restricted
	gain   []float64 // with the members' charges
	rows   []cutting.Row
	floor  float64 // nothing below this is of interest
	proper bool    // the group is neither nobody nor everybody
	small  float64 // euro that do not matter
	best   float64
	kg     []float64 // flows of the best
	found  func(in []bool, value float64)
	bound  float64 // of what had to be left unsolved
	stack  []*branch

	patience int // branches to look at after something better than floor is found; 0 = all
	since    int
	looked   int // branches looked at
}

// A branch is a part of the search: bounds of columns and steps still allowed.
type branch struct {
	lower, upper []float64
	low, high    []int32
	hulls        [][]corner
	lp           *cutting.Linear
	bound        float64
}

func (m *restricted) root() *branch {
	b := &branch{lower: make([]float64, m.columns()), upper: make([]float64, m.columns()), bound: math.Inf(1)}
	for c := range b.upper {
		b.upper[c] = 1
	}
	for k := range m.steps {
		s := &m.steps[k]
		b.low, b.high = append(b.low, 0), append(b.high, int32(s.last()))
		b.hulls = append(b.hulls, s.hull(0, s.last()))
	}
	return b
}

// start gives the branch the basis in which every column is at its better bound.
func (h *hunt) start(b *branch) error {
	cost := make([]float64, h.columns())
	basis := make([]cutting.Row, h.columns())
	for c, g := range h.gain {
		cost[c] = -g
		basis[c] = boundRow(c, g > 0, b)
	}
	var err error
	b.lp, err = cutting.NewLinear(cost, basis)
	return err
}

func boundRow(column int, upper bool, b *branch) cutting.Row {
	r := cutting.Row{Index: []int32{int32(column)}, Value: []float64{1}, Bound: b.lower[column], Key: 2 * column}
	if upper {
		r.Value[0], r.Bound, r.Key = -1, -b.upper[column], 2*column+1
	}
	return r
}

// tighten brings the bounds of the branch into its basis.
func (b *branch) tighten() {
	b.lp.Rebound(func(r cutting.Row) float64 {
		switch {
		case r.Key < 0:
			return r.Bound
		case r.Key%2 == 0:
			return b.lower[r.Key/2]
		}
		return -b.upper[r.Key/2]
	})
}

func (b *branch) clone() *branch {
	c := *b
	c.lower, c.upper = append([]float64(nil), b.lower...), append([]float64(nil), b.upper...)
	c.low, c.high = append([]int32(nil), b.low...), append([]int32(nil), b.high...)
	c.hulls = append([][]corner(nil), b.hulls...)
	return &c
}

// run searches until everything better than best and floor is excluded; false says
// that the context ended first. Then, and where rounding defeated the simplex method,
// bound holds what is left.
func (h *hunt) run(ctx context.Context, root *branch) bool {
	h.stack = []*branch{root}
	for len(h.stack) > 0 && ctx.Err() == nil && !h.tired() {
		h.looked++
		b := h.stack[len(h.stack)-1]
		h.stack = h.stack[:len(h.stack)-1]
		if b.bound <= h.enough() {
			continue
		}
		switch err := h.relax(ctx, b); {
		case err == nil:
			h.branch(b)
		case ctx.Err() != nil:
			h.stack = append(h.stack, b)
		case err != cutting.ErrInfeasible:
			h.leave(b)
		}
	}
	for _, b := range h.stack {
		h.leave(b)
	}
	return len(h.stack) == 0
}

// tired counts the branches since something better than the floor was found.
func (h *hunt) tired() bool {
	if h.best > h.floor {
		h.since++
	}
	return h.patience > 0 && h.since > h.patience
}

func (h *hunt) leave(b *branch) { h.bound = max(h.bound, b.bound) }

// enough is the surplus above which a branch is worth looking at.
func (h *hunt) enough() float64 { return max(h.best, h.floor) + h.small }

// relax solves the branch's relaxation, or stops as soon as it cannot be better.
func (h *hunt) relax(ctx context.Context, b *branch) error {
	b.tighten()
	for n := 0; ; n++ {
		if n%32 == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
			if -b.lp.Value() <= h.enough() {
				return cutting.ErrInfeasible
			}
		}
		row, ok := h.violated(b)
		if !ok {
			b.bound = min(b.bound, -b.lp.Value())
			return nil
		}
		if err := b.lp.Enter(row); err != nil {
			return err
		}
		if n > 50*h.columns() {
			return cutting.ErrStalled
		}
	}
}

// violated is the row that the branch's present point breaks most.
func (h *hunt) violated(b *branch) (cutting.Row, bool) {
	z := b.lp.Z
	most, column, upper, row, stair := slack, -1, false, -1, -1
	for c, v := range z {
		if v < b.lower[c]-most {
			most, column, upper = b.lower[c]-v, c, false
		} else if v > b.upper[c]+most {
			most, column, upper = v-b.upper[c], c, true
		}
	}
	for k := range h.rows {
		if missing := h.rows[k].Bound - h.rows[k].At(z); missing > most {
			most, row = missing, k
		}
	}
	var cut cutting.Row
	for k := range h.steps {
		if r, missing := h.stepRow(b, k, most); missing > most {
			most, stair, cut = missing, k, r
		}
	}
	switch {
	case stair >= 0:
		return cut, true
	case row >= 0:
		return h.rows[row], true
	case column >= 0:
		return boundRow(column, upper, b), true
	}
	return cutting.Row{}, false
}

// stepRow is the row of staircase k that is broken most, if by more than most.
func (h *hunt) stepRow(b *branch, k int, most float64) (cutting.Row, float64) {
	s := &h.steps[k]
	kg := 0.0
	for _, j := range s.columns {
		kg += h.flows[j].kg * b.lp.Z[j]
	}
	size := s.right[s.last()]
	if missing := (s.left[b.low[k]] - kg) / size; b.low[k] > 0 && missing > most {
		return h.sum(s, 1/size, -1, 0, s.left[b.low[k]]/size), missing
	}
	if missing := (kg - s.right[b.high[k]]) / size; missing > most {
		return h.sum(s, -1/size, -1, 0, -s.right[b.high[k]]/size), missing
	}
	if s.theta < 0 {
		return cutting.Row{}, 0
	}
	slope, base := under(b.hulls[k], kg)
	dearest := s.cost[s.last()]
	if missing := (slope*kg + base - dearest*b.lp.Z[s.theta]) / dearest; missing > most {
		return h.sum(s, -slope/dearest, s.theta, 1, base/dearest), missing
	}
	return cutting.Row{}, 0
}

// sum is factor · kilograms of the step + value · column ≥ bound.
func (h *hunt) sum(s *step, factor float64, column int, value, bound float64) cutting.Row {
	r := cutting.Row{Bound: bound, Key: structural}
	if factor != 0 {
		for _, j := range s.columns {
			r.Index, r.Value = append(r.Index, j), append(r.Value, factor*h.flows[j].kg)
		}
	}
	if column >= 0 {
		r.Index, r.Value = append(r.Index, int32(column)), append(r.Value, value)
	}
	return r
}

package sharing

import (
	"context"

	"tok/internal/cutting"
)

// Tolerances relative to the size of the game's numbers.
const (
	rowTolerance  = 1e-11 // a row broken by less holds
	coreTolerance = 1e-9  // a least ε up to this is 0
	dualTolerance = 1e-9  // a multiplier below this is 0 (they sum to 1)
)

// A leastCore is the smallest ε for which some split gives every proper group S at
// least worth(S) − ε, with its proof: the tight groups' multipliers sum to 1, and
// every split of the least core gives them exactly that.
type leastCore struct {
	epsilon float64
	point   []float64
	tight   []tightGroup
}

type tightGroup struct {
	key        int     // of its row
	bound      float64 // what it gets
	multiplier float64
}

// leastCore solves min ε, x(N) = worth(N), x(S) + ε ≥ worth(S); the game has at
// least two players.
func (t *table) leastCore(ctx context.Context) (leastCore, error) {
	s := newStage(t, false)
	if err := s.solve(ctx); err != nil {
		return leastCore{}, err
	}
	return leastCore{epsilon: s.epsilon(), point: s.point(), tight: s.tight()}, nil
}

// empty says that the core is.
func (c leastCore) empty(scale float64) bool { return c.epsilon > coreTolerance*scale }

// thin says that the set of splits to project onto has no inside: the core is empty
// (then it is the least core) or just not.
func (c leastCore) thin(scale float64) bool { return c.epsilon > -coreTolerance*scale }

// nearest is the split nearest to from in the core, or in the least core if the
// core is empty.
func (t *table) nearest(ctx context.Context, from []float64, c leastCore) (cutting.Nearest, error) {
	scale := t.scale()
	if !c.thin(scale) {
		return t.project(ctx, from, 0, nil)
	}
	return t.project(ctx, from, c.epsilon, c.tight)
}

// project finds the split nearest to from in which every group S gets at least
// worth(S) − epsilon and the tight groups exactly their bound.
func (t *table) project(ctx context.Context, from []float64, epsilon float64, tight []tightGroup) (cutting.Nearest, error) {
	known := &span{n: t.n()}
	known.add(t.all())
	equal := []cutting.Row{t.row(t.all(), t.total(), true)}
	for _, g := range tight {
		if known.add(uint32(g.key)) {
			equal = append(equal, t.row(uint32(g.key), g.bound, true))
		}
	}
	groups := &search{t: t, keep: known.outside()}
	least := epsilon + 10*rowTolerance*t.scale()
	return cutting.Project(ctx, from, equal, func(x []float64) (cutting.Row, bool) {
		mask, _ := groups.worst(x, least)
		if mask == 0 {
			return cutting.Row{}, false
		}
		return t.row(mask, t.v[mask]-epsilon, false), true
	})
}

// row is x(S) ≥ bound, or = bound.
func (t *table) row(mask uint32, bound float64, equal bool) cutting.Row {
	r := cutting.Row{Bound: bound, Equal: equal, Key: int(mask)}
	for i := range t.n() {
		if mask&(1<<i) != 0 {
			r.Index, r.Value = append(r.Index, int32(i)), append(r.Value, 1)
		}
	}
	return r
}

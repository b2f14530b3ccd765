package sharing

import (
	"context"
	"errors"
	"math"

	"tok/internal/cutting"
)

// A poolCore is the least core as far as it is known.
type poolCore struct {
	point  []float64
	tight  []tightGroup
	proved bool
}

// nearest projects onto the core, or onto the least core once the known groups prove
// the core empty.
func (g *generation) nearest(ctx context.Context, from []float64) ([]float64, cutting.Nearest, bool, error) {
	near, done, err := g.project(ctx, from, 0, nil)
	if !errors.Is(err, cutting.ErrInfeasible) && !errors.Is(err, cutting.ErrStalled) {
		return near.Point, near, done, err
	}
	core, err := g.leastCore(ctx)
	if err != nil {
		return nil, near, false, err
	}
	near, done, err = g.project(ctx, from, g.low, core)
	return near.Point, near, done && core.proved, err
}

// project finds the split nearest to from that leaves no group an objection above
// epsilon; false says that ctx ended before that was proved of all groups.
func (g *generation) project(ctx context.Context, from []float64, epsilon float64, core *poolCore) (cutting.Nearest, bool, error) {
	equal := []cutting.Row{g.everybody()}
	if core != nil {
		for _, t := range core.tight {
			r := g.row(t.key, false)
			r.Bound, r.Equal = t.bound, true
			equal = append(equal, r)
		}
	}
	done := true
	limit := 10 * rowTolerance * g.scale()
	near, err := cutting.Project(context.WithoutCancel(ctx), from, equal, func(x []float64) (cutting.Row, bool) {
		for {
			if k, gain := g.worst(x); gain > epsilon+limit {
				r := g.row(k, false)
				r.Bound -= epsilon
				return r, true
			}
			if ctx.Err() != nil {
				done = false
				return cutting.Row{}, false
			}
			bound, news, err := g.seek(ctx, x, epsilon+g.tolerance(), patience)
			if err == nil && news {
				continue
			}
			done = err == nil && bound <= epsilon+2*g.tolerance()
			return cutting.Row{}, false
		}
	})
	return near, done, err
}

// leastCore narrows the bracket of ε until it is closed or ctx ends.
func (g *generation) leastCore(ctx context.Context) (*poolCore, error) {
	if g.core != nil {
		return g.core, nil
	}
	cost := make([]float64, g.n()+1)
	cost[g.n()] = 1
	basis := []cutting.Row{g.everybody()}
	for i := range g.n() {
		in := make([]bool, g.n())
		in[i] = true
		basis = append(basis, g.row(g.seen[keyOf(in)], true))
	}
	linear, err := cutting.NewLinear(cost, basis)
	if err != nil {
		return nil, err
	}
	core := &poolCore{}
	limit := 10 * rowTolerance * g.scale()
	err = linear.Minimise(context.WithoutCancel(ctx), func(z []float64) (cutting.Row, bool) {
		x, epsilon := z[:g.n()], z[g.n()]
		for {
			if k, gain := g.worst(x); gain > epsilon+limit {
				return g.row(k, true), true
			}
			g.low = math.Max(g.low, epsilon)
			core.point = append([]float64(nil), x...)
			if ctx.Err() != nil {
				return cutting.Row{}, false
			}
			bound, news, err := g.seek(ctx, x, epsilon+g.tolerance(), patience)
			if err == nil && news {
				continue
			}
			core.proved = err == nil && bound <= epsilon+2*g.tolerance()
			return cutting.Row{}, false
		}
	})
	if err != nil {
		return nil, err
	}
	for j, r := range linear.Basis {
		if !r.Equal && linear.Dual[j] > dualTolerance {
			core.tight = append(core.tight, tightGroup{r.Key, r.Bound - linear.Z[g.n()], linear.Dual[j]})
		}
	}
	g.core = core
	return core, nil
}

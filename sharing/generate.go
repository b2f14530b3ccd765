package sharing

import (
	"context"
	"errors"
	"math"
	"slices"

	"tok/internal/cutting"
	"tok/planning"
)

// generate divides an offer of many members by row generation, with brackets where
// ctx ended before the proof.
// Of a table that was begun, the asked groups are known.
func generate(ctx context.Context, oracle *planning.Oracle, o Options, begun *table, asked []bool) (Split, error) {
	p, err := newPool(ctx, oracle)
	if err != nil {
		return Split{}, err
	}
	for mask, known := range asked {
		if in := members(uint32(mask), p.n()); known && mask != 0 && mask != len(asked)-1 {
			p.keep(in, begun.v[mask])
			p.groups[p.seen[keyOf(in)]].asked = true
		}
	}
	g := &generation{pool: p, low: math.Inf(-1), high: math.Inf(1)}
	split := Split{Format: FormatSplit, Rule: o.Rule, Total: p.total.Surplus, Engine: Engine}
	x, exact, err := g.divide(ctx, o, &split)
	if err != nil {
		return Split{}, err
	}
	split.Exact = exact && !open(p.total)
	g.object(ctx, &split, x)
	if _, err := g.leastCore(ctx); err != nil {
		return Split{}, err
	}
	g.report(&split, x)
	if ctx.Err() != nil {
		split.Stopped = "time"
	}
	return split, nil
}

// A generation is a pool with what is proved about its least core.
type generation struct {
	*pool
	low, high float64 // bracket of the least core's ε
	core      *poolCore
	last      []float64 // the split asked about last
	bound     float64   // no group gains more by leaving it
}

// A poolCore is the least core as far as it is known.
type poolCore struct {
	point  []float64
	tight  []tightGroup
	proved bool
}

// tolerance is what a proof may miss, in euro.
func (g *generation) tolerance() float64 { return 1e-8 * g.scale() }

// seek is the pool's; what it proves about any split also bounds the least core's ε.
func (g *generation) seek(ctx context.Context, x []float64, floor float64, patience int) (float64, bool, error) {
	bound, news, err := g.pool.seek(ctx, x, floor, patience)
	if err == nil {
		g.high = math.Min(g.high, bound)
		g.last, g.bound = append(g.last[:0], x...), bound
	}
	return bound, news, err
}

func (g *generation) named() named {
	return named{
		players: g.players, everybody: -1,
		holds: func(k, i int) bool { return g.groups[k].in[i] },
		group: g.names, limit: 1e-7 * g.scale(),
		outward: func(euro float64) float64 { return euro },
	}
}

// divide is the rule itself; exact says that it was carried through.
func (g *generation) divide(ctx context.Context, o Options, split *Split) ([]float64, bool, error) {
	switch o.Rule {
	case Equal:
		return g.equal(), true, nil
	case Proportional, EqualRelativeSaving:
		return g.proportional(), true, nil
	case Shapley, CoreNearestShapley:
		x, half, err := g.sample(ctx, o.Seed)
		if err != nil || o.Rule == Shapley {
			split.HalfWidth = half
			return x, false, err
		}
		x, _, _, err = g.nearest(ctx, x)
		return x, false, err
	case LeastCore:
		core, err := g.leastCore(ctx)
		if err != nil {
			return nil, false, err
		}
		near, done, err := g.project(ctx, g.equal(), g.low, core)
		return near.Point, done && core.proved, err
	case Nucleolus:
		core, err := g.leastCore(ctx)
		if err != nil {
			return nil, false, err
		}
		return core.point, false, nil
	}
	from := g.proportional()
	x, near, done, err := g.nearest(ctx, from)
	if err == nil {
		split.Corrections = corrections(g.named(), from, near, g.tight())
	}
	return x, done, err
}

func (g *generation) equal() []float64 {
	x := make([]float64, g.n())
	for i := range x {
		x[i] = g.total.Surplus / float64(g.n())
	}
	return x
}

func (g *generation) proportional() []float64 {
	sum := 0.0
	for _, kg := range g.kg {
		sum += kg
	}
	x := make([]float64, g.n())
	for i, kg := range g.kg {
		x[i] = g.total.Surplus * kg / sum
	}
	return x
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

// object finds who would gain most by leaving x, and proves how much at most.
func (g *generation) object(ctx context.Context, split *Split, x []float64) {
	_, gain := g.worst(x)
	bound := g.total.Bound // nobody earns more than everybody
	for _, share := range x {
		bound += math.Max(0, -share)
	}
	if slices.Equal(x, g.last) {
		bound = math.Min(bound, g.bound)
	}
	if bound > gain+2*g.tolerance() {
		if proved, _, err := g.seek(ctx, x, gain, 0); err == nil {
			bound = math.Min(bound, proved)
		}
	}
	k, gain := g.worst(x)
	split.Objection = &Objection{Group: g.names(k), Gain: gain, GainBound: math.Max(gain, bound)}
	yes, no := true, false
	switch tolerated := Tolerated(split.Total); {
	case split.Objection.GainBound <= tolerated:
		split.Stable = &yes
	case gain > tolerated:
		split.Stable = &no
	}
	g.high = math.Min(g.high, split.Objection.GainBound)
}

// report fills in what holds for every split.
func (g *generation) report(split *Split, x []float64) {
	split.Shares, split.Alone, split.BelowAlone = map[string]float64{}, map[string]float64{}, []string{}
	for i, p := range g.players {
		split.Shares[p], split.Alone[p] = x[i], g.alone[i].Surplus
		if x[i] < g.alone[i].Surplus-g.tolerance() {
			split.BelowAlone = append(split.BelowAlone, p)
		}
	}
	low := g.low - (g.total.Bound - g.total.Surplus) // what everybody may be worth more lowers ε by no more
	high := math.Max(g.high, low)
	split.Epsilon = &[2]float64{low, high}
	switch {
	case high <= 2*g.tolerance():
		split.Core = "nonempty"
	case low > g.tolerance():
		split.Core = "empty"
	default:
		split.Core = "unknown"
	}
}

// tight are the tight groups of the least core, if it was needed.
func (g *generation) tight() []tightGroup {
	if g.core == nil {
		return nil
	}
	return g.core.tight
}

func (g *generation) names(k int) []string {
	var names []string
	for _, i := range g.groups[k].index {
		names = append(names, g.players[i])
	}
	return names
}

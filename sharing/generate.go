package sharing

import (
	"context"
	"math"

	"tok/planning"
)

// newGeneration begins with the pool of an offer; of a table that was begun, the asked
// groups are known.
func newGeneration(ctx context.Context, oracle *planning.Oracle, begun *table, asked []bool) (*generation, error) {
	p, err := newPool(ctx, oracle)
	if err != nil {
		return nil, err
	}
	for mask, known := range asked {
		if in := members(uint32(mask), p.n()); known && mask != 0 && mask != len(asked)-1 {
			p.keep(in, begun.v[mask])
			p.groups[p.seen[keyOf(in)]].asked = true
		}
	}
	return &generation{pool: p, low: math.Inf(-1), high: math.Inf(1)}, nil
}

// split divides an offer of many members by row generation, with brackets where ctx
// ended before the proof. What one rule found serves the next.
func (g *generation) split(ctx context.Context, o Options) (Split, error) {
	split := Split{Format: FormatSplit, Rule: o.Rule, Total: g.total.Surplus, Engine: Engine}
	x, exact, err := g.divide(ctx, o, &split)
	if err != nil {
		return Split{}, err
	}
	split.Exact = exact && !open(g.total)
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

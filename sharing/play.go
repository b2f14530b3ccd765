package sharing

import (
	"context"
	"math"
	"runtime"
	"sync"

	"tok/fault"
	"tok/planning"
)

// mostTabled bounds the members for whom every group's worth is worked out.
const mostTabled = 12

// Playable says why a problem cannot be shared: a demand that must be served leaves
// no group the choice of doing nothing.
func Playable(p planning.Problem) error {
	for _, d := range p.Demands {
		if d.Must {
			return fault.Of(fault.Invalid, "sharing.must_be_served", "demand", shorten(d.ID)).In("demands")
		}
	}
	return nil
}

// OfPlan divides the surplus of plan, which must be a plan of p, among its members.
// Up to twelve members every group's worth is worked out; beyond, groups are found as
// they are needed. When ctx ends first, the split says what was proved by then.
func (s *Sharer) OfPlan(ctx context.Context, p planning.Problem, plan planning.Plan, o Options) (Split, error) {
	if err := o.choose(); err != nil {
		return Split{}, err
	}
	if err := Playable(p); err != nil {
		return Split{}, err
	}
	oracle, ok := planning.NewOracle(p, plan)
	if !ok {
		return Split{}, fault.Of(fault.TooMuch, "sharing.too_many_steps")
	}
	outside := s.outside(ctx, p, oracle.Members())
	split, err := divideOffer(ctx, oracle, o)
	split.Name, split.Outside = p.Name, outside
	return split, err
}

// choose makes fair the rule where none was asked for.
func (o *Options) choose() error {
	if o.Rule == "" {
		o.Rule = Fair
	}
	return o.Rule.Known()
}

func divideOffer(ctx context.Context, oracle *planning.Oracle, o Options) (Split, error) {
	switch n := len(oracle.Members()); {
	case n == 0:
		return nobody(o.Rule), nil
	case n > mostTabled:
		return generate(ctx, oracle, o)
	}
	t, err := tableOf(ctx, oracle)
	if err != nil {
		return Split{}, err
	}
	if t == nil { // not in time
		return generate(ctx, oracle, o)
	}
	return t.split(context.WithoutCancel(ctx), o.Rule)
}

// nobody is the split of a plan that trades nothing.
func nobody(rule Rule) Split {
	yes := true
	return Split{Format: FormatSplit, Rule: rule, Shares: map[string]float64{}, Alone: map[string]float64{}, BelowAlone: []string{},
		Stable: &yes, Core: "nonempty", Exact: true, Engine: Engine}
}

// tableOf works out every group's worth; nil if ctx ends first.
func tableOf(ctx context.Context, oracle *planning.Oracle) (*table, error) {
	t := newTable(oracle.Members())
	t.weight = oracle.AgreedKg()
	groups := make(chan uint32)
	var workers sync.WaitGroup
	var failed error
	var once sync.Once
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for mask := range groups {
				w, err := oracle.Worth(ctx, members(mask, t.n()))
				if t.v[mask] = w.Surplus; err != nil || open(w) {
					once.Do(func() { failed = err; stop() })
				}
			}
		})
	}
	for mask := t.all(); mask > 0 && ctx.Err() == nil; mask-- {
		groups <- mask
	}
	close(groups)
	workers.Wait()
	if ctx.Err() != nil {
		return nil, failed
	}
	return t, failed
}

// open says that a worth is not settled to the cent.
func open(w planning.Worth) bool {
	return w.Bound > w.Surplus+0.002*math.Max(1, w.Surplus/10_000)
}

func members(mask uint32, n int) []bool {
	in := make([]bool, n)
	for i := range in {
		in[i] = mask&(1<<i) != 0
	}
	return in
}

package sharing

import (
	"context"
	"math"
	"runtime"
	"slices"
	"sync"

	"tok/fault"
	"tok/planning"
)

// mostTabled bounds the members for whom every group's worth is worked out without
// asking what it takes; mostTried those for whom it is, if it is quick, for rules
// that look at all groups.
const (
	mostTabled = 12
	mostTried  = 15
)

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
	splits, err := s.ByRules(ctx, p, plan, []Rule{o.Rule}, o.Seed)
	if err != nil {
		return Split{}, err
	}
	return splits[0], nil
}

// ByRules is OfPlan by several rules (empty = Fair): what does not depend on the rule
// is worked out once.
func (s *Sharer) ByRules(ctx context.Context, p planning.Problem, plan planning.Plan, rules []Rule, seed int64) ([]Split, error) {
	rules = slices.Clone(rules)
	for i := range rules {
		if rules[i] == "" {
			rules[i] = Fair
		}
		if err := rules[i].Known(); err != nil {
			return nil, err
		}
	}
	if err := Playable(p); err != nil {
		return nil, err
	}
	oracle, ok := planning.NewOracle(p, plan)
	if !ok {
		return nil, fault.Of(fault.TooMuch, "sharing.too_many_steps")
	}
	outside := s.outside(ctx, p, oracle.Members())
	splits, err := divideOffer(ctx, oracle, rules, seed)
	for i := range splits {
		splits[i].Name, splits[i].Outside = p.Name, outside
	}
	return splits, err
}

// cheap is the expected number of branches up to which every group's worth is worked
// out even where a few groups would do.
const cheap = 60_000

// divideOffer divides by each of the rules.
func divideOffer(ctx context.Context, oracle *planning.Oracle, rules []Rule, seed int64) ([]Split, error) {
	var splits []Split
	byRule := func(divide func(Rule) (Split, error)) ([]Split, error) {
		for _, rule := range rules {
			split, err := divide(rule)
			if err != nil {
				return nil, err
			}
			splits = append(splits, split)
		}
		return splits, nil
	}
	if len(oracle.Members()) == 0 {
		return byRule(func(rule Rule) (Split, error) { return nobody(rule), nil })
	}
	var begun *table
	var asked []bool
	if worthAll(ctx, oracle, rules) {
		var err error
		begun, asked, err = tableOf(ctx, oracle)
		if err != nil {
			return nil, err
		}
		if asked == nil { // all in time
			return byRule(func(rule Rule) (Split, error) { return begun.split(context.WithoutCancel(ctx), rule) })
		}
	}
	g, err := newGeneration(ctx, oracle, begun, asked)
	if err != nil {
		return nil, err
	}
	return byRule(func(rule Rule) (Split, error) { return g.split(ctx, Options{Rule: rule, Seed: seed}) })
}

// worthAll says whether every group is to be asked.
func worthAll(ctx context.Context, oracle *planning.Oracle, rules []Rule) bool {
	n := len(oracle.Members())
	switch needsAll := slices.ContainsFunc(rules, Rule.needsAll); {
	case needsAll && n <= mostTabled:
		return true
	case needsAll && n <= mostTried:
		return expected(ctx, oracle) <= 4*cheap
	}
	return n <= mostTabled && expected(ctx, oracle) <= cheap
}

// needsAll says that the rule looks at every group.
func (r Rule) needsAll() bool {
	return r == Shapley || r == CoreNearestShapley || r == Nucleolus
}

// expected is the number of branches that all groups may take, judged by a few.
func expected(ctx context.Context, oracle *planning.Oracle) float64 {
	n := len(oracle.Members())
	branches, tried := 0.0, 0.0
	for _, part := range []uint32{0, 3, 5, 9} { // everybody, then without every third, fifth, …
		in := make([]bool, n)
		for i := range in {
			in[i] = part == 0 || uint32(i+1)%part != 0
		}
		w, err := oracle.Worth(ctx, in)
		if err != nil {
			return 0
		}
		branches, tried = branches+float64(w.Branches), tried+1
	}
	return branches / tried * float64(uint32(1)<<n)
}

// nobody is the split of a plan that trades nothing.
func nobody(rule Rule) Split {
	yes := true
	return Split{Format: FormatSplit, Rule: rule, Shares: map[string]float64{}, Alone: map[string]float64{}, BelowAlone: []string{},
		Stable: &yes, Core: "nonempty", Exact: true, Engine: Engine}
}

// tableOf works out every group's worth. If ctx ends first, asked marks the groups
// that are known; otherwise it is nil.
func tableOf(ctx context.Context, oracle *planning.Oracle) (t *table, asked []bool, err error) {
	t = newTable(oracle.Members())
	t.weight = oracle.AgreedKg()
	asked = make([]bool, len(t.v))
	asked[0] = true
	groups := make(chan uint32)
	var workers sync.WaitGroup
	var failed error
	var once sync.Once
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for mask := range groups {
				w, err := oracle.Worth(ctx, members(mask, t.n()))
				if err != nil {
					once.Do(func() { failed = err })
				}
				t.v[mask], asked[mask] = w.Surplus, err == nil && !open(w)
			}
		})
	}
	for mask := t.all(); mask > 0 && ctx.Err() == nil; mask-- {
		groups <- mask
	}
	close(groups)
	workers.Wait()
	if slices.Contains(asked, false) {
		return t, asked, failed
	}
	return t, nil, failed
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

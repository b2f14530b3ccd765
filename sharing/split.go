package sharing

import (
	"context"
	"math"

	"tok/fault"
)

// OfGame divides a game given as a table. All rules are exact.
func (s *Sharer) OfGame(ctx context.Context, g Game, o Options) (Split, error) {
	t, err := g.table()
	if err != nil {
		return Split{}, err
	}
	split, err := t.split(ctx, o.Rule)
	split.Name = g.Name
	return split, err
}

// Known says whether FORMATS knows the rule, as a fault if not.
func (r Rule) Known() error {
	switch r {
	case Fair, Nucleolus, Shapley, LeastCore, CoreNearestShapley, EqualRelativeSaving, Proportional, Equal:
		return nil
	}
	return fault.Of(fault.Invalid, "sharing.unknown_rule", "rule", shorten(string(r)))
}

// split divides by a rule (empty = Fair) and says how well that holds.
func (t *table) split(ctx context.Context, rule Rule) (Split, error) {
	if rule == "" {
		rule = Fair
	}
	if err := rule.Known(); err != nil {
		return Split{}, err
	}
	split := Split{Format: FormatSplit, Rule: rule, Core: "nonempty", Exact: true, Engine: Engine}
	if t.n() == 1 {
		t.report(&split, t.equal())
		return split, nil
	}
	core, err := t.leastCore(ctx)
	if err != nil {
		return Split{}, err
	}
	x, corrections, err := t.divide(ctx, rule, core)
	if err != nil {
		return Split{}, err
	}
	if core.empty(t.scale()) {
		split.Core = "empty"
	}
	split.Corrections = corrections
	split.Epsilon = &[2]float64{core.epsilon, core.epsilon}
	t.report(&split, x)
	return split, nil
}

// divide is the rule itself.
func (t *table) divide(ctx context.Context, rule Rule, core leastCore) ([]float64, []Correction, error) {
	switch rule {
	case Equal:
		return t.equal(), nil, nil
	case Proportional, EqualRelativeSaving:
		return t.proportional(), nil, nil
	case Shapley:
		return t.shapley(), nil, nil
	case Nucleolus:
		x, err := t.nucleolus(ctx)
		return x, nil, err
	case LeastCore:
		near, err := t.project(ctx, t.equal(), core.epsilon, core.tight)
		return near.Point, nil, err
	case CoreNearestShapley:
		near, err := t.nearest(ctx, t.shapley(), core)
		return near.Point, nil, err
	default:
		from := t.proportional()
		near, err := t.nearest(ctx, from, core)
		return near.Point, corrections(t.named(), from, near, core.tight), err
	}
}

// report fills in what holds for every split x of a table.
func (t *table) report(split *Split, x []float64) {
	limit := coreTolerance * t.scale()
	split.Total = t.outward(t.total())
	split.Shares, split.Alone, split.BelowAlone = map[string]float64{}, map[string]float64{}, []string{}
	for i, p := range t.players {
		split.Shares[p], split.Alone[p] = t.outward(x[i]), t.outward(t.v[1<<i])
		if x[i] < t.v[1<<i]-limit {
			split.BelowAlone = append(split.BelowAlone, p)
		}
	}
	stable := true
	if mask, gain := t.worst(x, math.Inf(-1), nil); mask != 0 {
		split.Objection = &Objection{Group: t.group(mask), Gain: gain, GainBound: gain}
		stable = gain <= Tolerated(split.Total)
	}
	split.Stable = &stable
}

// outward turns a saving back into a cost where the game is one of costs.
func (t *table) outward(v float64) float64 {
	if t.cost {
		return 0 - v
	}
	return v
}

// Tolerated is the gain that moves nobody to leave: half a cent, or half a
// millionth of a larger total.
func Tolerated(total float64) float64 {
	return 0.005 * math.Max(1, math.Abs(total)/10_000)
}

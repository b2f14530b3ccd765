package sharing

import (
	"context"
	"math"

	"tok/fault"
	"tok/internal/cutting"
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
		return near.Point, t.corrections(from, near, core), err
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

// corrections explains by how much the projection moved whom, and because of which
// group. Where the core has no inside, the multipliers of its tight groups may come
// out negative; a multiple of the least core's own multipliers, whose groups add up
// to a multiple of everybody, is added until none is.
func (t *table) corrections(from []float64, near cutting.Nearest, core leastCore) []Correction {
	push := map[uint32]float64{}
	for j, r := range near.Active {
		if mask := uint32(r.Key); mask != t.all() {
			push[mask] = near.Multiplier[j]
		}
	}
	lift := 0.0
	for _, g := range core.tight {
		lift = math.Max(lift, -push[g.mask]/g.multiplier)
	}
	for _, g := range core.tight {
		if lift > 0 {
			push[g.mask] += lift * g.multiplier
		}
	}
	var all []Correction
	limit := 1e-7 * t.scale()
	for i, p := range t.players {
		moved := near.Point[i] - from[i]
		if math.Abs(moved) <= limit {
			continue
		}
		because := strongest(push, uint32(1)<<i, moved > 0)
		all = append(all, Correction{Player: p, Moved: t.outward(moved), BecauseOf: t.group(because)})
	}
	return all
}

// strongest is the group with the largest multiplier that holds the player, or that
// does not; ties go to the smallest mask.
func strongest(push map[uint32]float64, player uint32, with bool) uint32 {
	best, group := 0.0, uint32(0)
	for mask, m := range push {
		if (mask&player != 0) == with && (m > best || m == best && mask < group) {
			best, group = m, mask
		}
	}
	return group
}

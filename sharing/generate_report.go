package sharing

import (
	"context"
	"math"
	"slices"
)

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

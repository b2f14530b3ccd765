package sharing

import (
	"context"
	"math"
	"math/bits"
	"math/rand/v2"
	"testing"

	"tok/internal/cutting"

	"pgregory.net/rapid"
)

var everyRule = []Rule{Fair, Nucleolus, Shapley, LeastCore, CoreNearestShapley, EqualRelativeSaving, Proportional, Equal}

// anyTable draws a game of two to seven players: smooth, of small whole numbers (full
// of ties), of votes, or one where joining pays.
func anyTable(t *rapid.T) *table {
	names := []string{"a", "b", "c", "d", "e", "f", "g"}
	n := rapid.IntRange(2, len(names)).Draw(t, "players")
	g := newTable(names[:n])
	g.cost = rapid.Bool().Draw(t, "cost")
	kind := rapid.IntRange(0, 3).Draw(t, "kind")
	r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
	for mask := 1; mask < len(g.v); mask++ {
		size := float64(bits.OnesCount(uint(mask)))
		switch kind {
		case 0:
			g.v[mask] = r.Float64() * 1000
		case 1:
			g.v[mask] = float64(r.IntN(5) - 1)
		case 2:
			g.v[mask] = float64(r.IntN(2))
		case 3:
			g.v[mask] = math.Floor(size * size * (8 + 4*r.Float64()))
		}
	}
	return g
}

func anySplit(t *rapid.T, g *table, rule Rule) ([]float64, Split) {
	split, err := g.split(context.Background(), rule)
	if err != nil {
		t.Fatal(rule, err)
	}
	x := make([]float64, g.n())
	for i, p := range g.players {
		x[i] = g.outward(split.Shares[p])
	}
	return x, split
}

func TestThePartsAddUpToTheWhole(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		g := anyTable(t)
		for _, rule := range everyRule {
			_, split := anySplit(t, g, rule)
			sum := -split.Total
			for _, x := range split.Shares {
				sum += x
			}
			if math.Abs(sum) > 1e-9*g.scale() {
				t.Fatalf("%s gives away %g too much", rule, sum)
			}
		}
	})
}

func TestTwinsGetTheSame(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		g := anyTable(t)
		for mask := range g.v { // the second player becomes the first's twin
			if mask&3 == 2 {
				g.v[mask] = g.v[mask^3]
			}
		}
		for _, rule := range everyRule {
			if x, _ := anySplit(t, g, rule); math.Abs(x[0]-x[1]) > 1e-8*g.scale() {
				t.Fatalf("%s gives twins %v and %v", rule, x[0], x[1])
			}
		}
	})
}

func TestWhoAddsNothingGetsNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		g := anyTable(t)
		for mask := range g.v { // the first player adds nothing to anybody
			g.v[mask] = g.v[mask&^1]
		}
		for _, rule := range []Rule{Shapley, Nucleolus} {
			if rule == Nucleolus && !g.allowsAlone() {
				continue // the pre-nucleolus may tax a null player
			}
			if x, _ := anySplit(t, g, rule); math.Abs(x[0]) > 1e-8*g.scale() {
				t.Fatalf("%s gives %v", rule, x[0])
			}
		}
	})
}

func TestASplitInTheCoreHasNoObjection(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		g := anyTable(t)
		for _, rule := range everyRule {
			x, split := anySplit(t, g, rule)
			worst := math.Inf(-1)
			for mask := 1; mask < len(g.v)-1; mask++ {
				worst = math.Max(worst, g.v[mask]-sum(x, uint32(mask)))
			}
			if math.Abs(worst-split.Objection.Gain) > 1e-9*g.scale() {
				t.Fatalf("%s: the objection gains %v, enumeration says %v", rule, split.Objection.Gain, worst)
			}
			if worst < split.Epsilon[0]-1e-8*g.scale() {
				t.Fatalf("%s: excess %v is below the least core's ε %v", rule, worst, split.Epsilon[0])
			}
			inCore := rule == Fair || rule == Nucleolus || rule == LeastCore || rule == CoreNearestShapley
			if inCore && split.Core == "nonempty" && worst > 1e-8*g.scale() {
				t.Fatalf("%s leaves the core by %v", rule, worst)
			}
			if (rule == LeastCore || rule == Fair && split.Core == "empty") && worst > split.Epsilon[1]+1e-8*g.scale() {
				t.Fatalf("%s leaves the least core: %v > %v", rule, worst, split.Epsilon[1])
			}
		}
	})
}

func sum(x []float64, mask uint32) float64 {
	s := 0.0
	for i, v := range x {
		if mask&(1<<i) != 0 {
			s += v
		}
	}
	return s
}

// Fair is nearest exactly if no split y of the (least) core lies on the far side:
// (from − x)·(y − x) ≤ 0, which a linear programme over all rows decides.
func TestNoSplitOfTheCoreIsNearerThanFair(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		g := anyTable(t)
		core, err := g.leastCore(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		epsilon := 0.0
		if core.thin(g.scale()) {
			epsilon = core.epsilon + 1e-10*g.scale()
		}
		for _, rule := range []Rule{Fair, CoreNearestShapley} {
			from := g.proportional()
			if rule == CoreNearestShapley {
				from = g.shapley()
			}
			x, _ := anySplit(t, g, rule)
			away := make([]float64, len(x))
			length := 0.0
			for i := range x {
				away[i] = x[i] - from[i]
				length += away[i] * away[i]
			}
			if length = math.Sqrt(length); length < 1e-7*g.scale() {
				continue // it is the split it should be nearest to
			}
			for i := range away {
				away[i] /= length
			}
			least := 0.0
			for i, v := range g.lowest(t, away, epsilon) {
				least += away[i] * (v - x[i])
			}
			if least < -1e-6*g.scale() {
				t.Fatalf("%s: a split of the core lies %g nearer", rule, -least)
			}
		}
	})
}

// lowest is the split of the ε-core with the least cost·y.
func (t *table) lowest(rt *rapid.T, cost []float64, epsilon float64) []float64 {
	low := 0
	for i, c := range cost {
		if c < cost[low] {
			low = i
		}
	}
	basis := []cutting.Row{t.row(t.all(), t.total(), true)}
	for i := range cost {
		if i != low {
			basis = append(basis, t.row(1<<i, t.v[1<<i]-epsilon, false))
		}
	}
	l, err := cutting.NewLinear(cost, basis)
	if err != nil {
		rt.Fatal(err)
	}
	err = l.Minimise(context.Background(), func(x []float64) (cutting.Row, bool) {
		mask, _ := t.worst(x, epsilon+1e-11*t.scale(), nil)
		return t.row(mask, t.v[mask]-epsilon, false), mask != 0
	})
	if err != nil {
		rt.Fatal(err)
	}
	return l.Z
}

// Kohlberg (1971): x is the nucleolus exactly if, for every level, no shift y of money
// that hurts no group with at least that excess (and nobody who has just its worth
// alone) helps one of them.
func TestTheNucleolusMeetsKohlbergsCriterion(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		g := anyTable(t)
		x, _ := anySplit(t, g, Nucleolus)
		slack := 1e-7 * g.scale()
		excess := func(mask int) float64 { return g.v[mask] - sum(x, uint32(mask)) }
		for level := 1; level < len(g.v)-1; level++ {
			var groups []uint32
			for mask := 1; mask < len(g.v)-1; mask++ {
				if excess(mask) >= excess(level)-slack {
					groups = append(groups, uint32(mask))
				}
			}
			var bound []uint32
			for i := range x {
				if g.allowsAlone() && x[i] < g.v[1<<i]+slack {
					bound = append(bound, 1<<i)
				}
			}
			if gain := g.shift(t, groups, bound); gain > 1e-7 {
				t.Fatalf("%v: the groups with excess %v and more can be helped by %g", x, excess(level), gain)
			}
		}
	})
}

// shift is the most that groups can gain together by moving at most one euro per
// player, none of them and none of bound losing.
func (t *table) shift(rt *rapid.T, groups, bound []uint32) float64 {
	cost := make([]float64, t.n())
	for _, mask := range groups {
		for i := range cost {
			cost[i] -= float64(mask >> i & 1)
		}
	}
	var basis []cutting.Row
	for i, c := range cost {
		side := 1.0
		if c < 0 {
			side = -1
		}
		basis = append(basis, cutting.Row{Index: []int32{int32(i)}, Value: []float64{side}, Bound: -1})
	}
	l, err := cutting.NewLinear(cost, basis)
	if err != nil {
		rt.Fatal(err)
	}
	rows := []cutting.Row{t.row(t.all(), 0, false), t.row(t.all(), 0, false)}
	for i := range rows[1].Value {
		rows[1].Value[i] = -1
	}
	for _, mask := range append(groups, bound...) {
		rows = append(rows, t.row(mask, 0, false))
	}
	for i := range cost {
		for _, side := range []float64{-1, 1} {
			rows = append(rows, cutting.Row{Index: []int32{int32(i)}, Value: []float64{side}, Bound: -1})
		}
	}
	err = l.Minimise(context.Background(), func(y []float64) (cutting.Row, bool) {
		worst, most := -1, 1e-10
		for k := range rows {
			if missing := rows[k].Bound - rows[k].At(y); missing > most {
				worst, most = k, missing
			}
		}
		if worst < 0 {
			return cutting.Row{}, false
		}
		return rows[worst], true
	})
	if err != nil {
		rt.Fatal(err)
	}
	return -l.Value()
}

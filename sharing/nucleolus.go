package sharing

import (
	"context"

	"tok/internal/cutting"
)

// nucleolus makes the greatest excess as small as possible, then the second
// greatest, and so on (Schmeidler 1969): nested linear programmes, in each of which
// the groups with a positive multiplier, and only those, are fixed; groups in the
// span of the fixed are settled and leave. Every player gets at least its worth
// alone if the total allows that; otherwise it is the pre-nucleolus.
func (t *table) nucleolus(ctx context.Context) ([]float64, error) {
	if t.n() == 1 {
		return []float64{t.total()}, nil
	}
	s := newStage(t, t.allowsAlone())
	for {
		if err := s.solve(ctx); err != nil {
			return nil, err
		}
		if s.fix(); s.known.rank() == t.n() {
			return s.point(), nil
		}
	}
}

// allowsAlone says that the total is enough for everybody's worth alone.
func (t *table) allowsAlone() bool {
	sum := 0.0
	for _, v := range t.alone() {
		sum += v
	}
	return sum <= t.total()+coreTolerance*t.scale()
}

// A stage is one of the nested programmes: min ε over splits x, the fixed groups
// getting exactly their bound, every group S outside the span of the fixed at least
// worth(S) − ε. Unknown n is ε.
type stage struct {
	t      *table
	alone  bool // every player gets at least its worth alone
	fixed  []cutting.Row
	known  *span // of the fixed groups
	linear *cutting.Linear
	limit  float64
}

func newStage(t *table, alone bool) *stage {
	s := &stage{t: t, alone: alone, known: &span{n: t.n()}, limit: rowTolerance * t.scale()}
	s.known.add(t.all())
	s.fixed = []cutting.Row{t.row(t.all(), t.total(), true)}
	return s
}

func (s *stage) epsilon() float64 { return s.linear.Z[s.t.n()] }

func (s *stage) point() []float64 {
	return append([]float64(nil), s.linear.Z[:s.t.n()]...)
}

// solve finds the stage's least ε.
func (s *stage) solve(ctx context.Context) (err error) {
	outside := s.known.outside()
	cost := make([]float64, s.t.n()+1)
	cost[s.t.n()] = 1
	if s.linear, err = cutting.NewLinear(cost, s.start(outside)); err != nil {
		return err
	}
	groups := &search{t: s.t, keep: outside}
	return s.linear.Minimise(ctx, func(z []float64) (cutting.Row, bool) { return s.violated(z, groups) })
}

// start is a basis to begin from: the fixed groups; one player i outside their span
// and everybody but i, whose halves add up to ε plus a fixed group; further players
// to make it full.
func (s *stage) start(outside func(uint32) bool) []cutting.Row {
	basis := append([]cutting.Row(nil), s.fixed...)
	independent := &span{n: s.t.n() + 1}
	for _, r := range s.fixed {
		independent.add(uint32(r.Key))
	}
	add := func(mask uint32) {
		if independent.add(mask | 1<<s.t.n()) {
			basis = append(basis, s.floating(mask))
		}
	}
	for i := range s.t.n() {
		if mask := uint32(1) << i; outside(mask) {
			add(mask)
			add(s.t.all() &^ mask)
			break
		}
	}
	for i := range s.t.n() {
		if mask := uint32(1) << i; outside(mask) {
			add(mask)
		}
	}
	return basis
}

// floating is x(S) + ε ≥ worth(S).
func (s *stage) floating(mask uint32) cutting.Row {
	r := s.t.row(mask, s.t.v[mask], false)
	r.Index, r.Value = append(r.Index, int32(s.t.n())), append(r.Value, 1)
	return r
}

func (s *stage) violated(z []float64, groups *search) (cutting.Row, bool) {
	x, epsilon := z[:s.t.n()], z[s.t.n()]
	mask, gain := groups.worst(x, epsilon+s.limit)
	if i := s.belowAlone(x, groups.keep); i >= 0 {
		if missing := s.t.v[1<<i] - x[i]; mask == 0 || missing > gain-epsilon {
			return s.t.row(1<<i, s.t.v[1<<i], false), true
		}
	}
	if mask == 0 {
		return cutting.Row{}, false
	}
	return s.floating(mask), true
}

// belowAlone is the player that misses most of its worth alone, or −1.
func (s *stage) belowAlone(x []float64, outside func(uint32) bool) int {
	worst, most := -1, s.limit
	for i := range x {
		if missing := s.t.v[1<<i] - x[i]; s.alone && missing > most && outside(1<<i) {
			worst, most = i, missing
		}
	}
	return worst
}

// tight are the groups with a positive multiplier. In every best solution they get
// exactly what they get here.
func (s *stage) tight() []tightGroup {
	var tight []tightGroup
	for j, r := range s.linear.Basis {
		if r.Equal || s.linear.Dual[j] <= dualTolerance {
			continue
		}
		bound := r.Bound
		if int(r.Index[len(r.Index)-1]) == s.t.n() {
			bound -= s.epsilon()
		}
		tight = append(tight, tightGroup{r.Key, bound, s.linear.Dual[j]})
	}
	return tight
}

// fix settles the tight groups; those that depend on others are settled with them.
func (s *stage) fix() {
	for _, g := range s.tight() {
		if s.known.add(uint32(g.key)) {
			s.fixed = append(s.fixed, s.t.row(uint32(g.key), g.bound, true))
		}
	}
}

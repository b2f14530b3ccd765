package sharing

import (
	"context"
	"math"

	"tok/internal/cutting"
	"tok/planning"
)

// A pool is a game whose groups are found as they are needed: the planner names the
// group with the strongest objection to a split, and proves that none is stronger.
type pool struct {
	oracle  *planning.Oracle
	players []string
	kg      []float64
	total   planning.Worth
	alone   []planning.Worth
	groups  []known
	seen    map[string]int
}

// A known group is worth at least this.
type known struct {
	in    []bool
	index []int32
	worth float64
	asked bool // worked out, not only met on the way
}

// newPool works out everybody, everybody but one, and each alone.
func newPool(ctx context.Context, oracle *planning.Oracle) (*pool, error) {
	p := &pool{oracle: oracle, players: oracle.Members(), kg: oracle.AgreedKg(), seen: map[string]int{}}
	everybody := make([]bool, p.n())
	for i := range everybody {
		everybody[i] = true
	}
	var err error
	if p.total, err = oracle.Worth(ctx, everybody); err != nil {
		return nil, err
	}
	for i := range everybody {
		in := make([]bool, p.n())
		in[i] = true
		w, err := p.ask(ctx, in)
		if err != nil {
			return nil, err
		}
		p.alone = append(p.alone, w)
	}
	for i := range everybody {
		in := append([]bool(nil), everybody...)
		in[i] = false
		if _, err := p.ask(ctx, in); err != nil {
			return nil, err
		}
	}
	return p, nil
}

func (p *pool) n() int { return len(p.players) }

// scale is the size of the game's numbers, for tolerances.
func (p *pool) scale() float64 { return math.Max(1, p.total.Bound) }

// ask works out a group's worth and keeps it.
func (p *pool) ask(ctx context.Context, in []bool) (planning.Worth, error) {
	w, err := p.oracle.Worth(ctx, in)
	if err == nil {
		p.keep(in, w.Surplus)
		p.groups[p.seen[keyOf(in)]].asked = true
	}
	return w, err
}

// worth is the group's worth, from memory if it was asked before.
func (p *pool) worth(ctx context.Context, in []bool) (float64, error) {
	if k, met := p.seen[keyOf(in)]; met && p.groups[k].asked {
		return p.groups[k].worth, nil
	}
	w, err := p.ask(ctx, append([]bool(nil), in...))
	return w.Surplus, err
}

// keep remembers that a group is worth at least this; true if that is news.
func (p *pool) keep(in []bool, worth float64) bool {
	key := keyOf(in)
	if k, met := p.seen[key]; met {
		better := worth > p.groups[k].worth+rowTolerance*p.scale()
		p.groups[k].worth = math.Max(p.groups[k].worth, worth)
		return better
	}
	g := known{in: in, worth: worth}
	for i, v := range in {
		if v {
			g.index = append(g.index, int32(i))
		}
	}
	p.seen[key] = len(p.groups)
	p.groups = append(p.groups, g)
	return true
}

func keyOf(in []bool) string {
	b := make([]byte, len(in))
	for i, v := range in {
		if v {
			b[i] = 1
		}
	}
	return string(b)
}

func (g *known) sum(x []float64) float64 {
	s := 0.0
	for _, i := range g.index {
		s += x[i]
	}
	return s
}

// worst is the known group with the strongest objection to x, and its gain.
func (p *pool) worst(x []float64) (int, float64) {
	worst, most := -1, math.Inf(-1)
	for k := range p.groups {
		if gain := p.groups[k].worth - p.groups[k].sum(x); gain > most {
			worst, most = k, gain
		}
	}
	return worst, most
}

// patience is the number of branches after which a search that has found an
// objection stops looking for a stronger one.
const patience = 40

// seek asks the planner for groups that gain more than floor by leaving x. It gives
// the largest gain that may still be there, and whether any news came.
func (p *pool) seek(ctx context.Context, x []float64, floor float64, patience int) (bound float64, news bool, err error) {
	claims, bound, err := p.oracle.Strongest(ctx, x, floor, patience)
	if err != nil {
		return math.Inf(1), false, err
	}
	for _, c := range claims {
		if p.keep(c.In, c.Worth) {
			news = true
		}
	}
	return bound, news, nil
}

// row is x(S) (+ ε) ≥ worth(S) for a known group; with epsilon ε is a last unknown.
func (p *pool) row(k int, epsilon bool) cutting.Row {
	g := &p.groups[k]
	r := cutting.Row{Bound: g.worth, Key: k, Index: append([]int32(nil), g.index...), Value: make([]float64, len(g.index))}
	for i := range r.Value {
		r.Value[i] = 1
	}
	if epsilon {
		r.Index, r.Value = append(r.Index, int32(p.n())), append(r.Value, 1)
	}
	return r
}

// everybody is x(N) = total.
func (p *pool) everybody() cutting.Row {
	r := cutting.Row{Bound: p.total.Surplus, Equal: true, Key: -1}
	for i := range p.n() {
		r.Index, r.Value = append(r.Index, int32(i)), append(r.Value, 1)
	}
	return r
}

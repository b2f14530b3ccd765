package planning

import (
	"cmp"
	"context"
	"math"
	"slices"
	"sync"

	"tok/internal/cutting"
)

// An Oracle answers what groups of a plan's members could earn with what was agreed:
// each source at most its kilograms per demand and period, each hub at most what the
// group's members use of it in the plan. It is safe for concurrent use.
type Oracle struct {
	model *restricted
	small float64
	once  sync.Once
	first *branch // the relaxation with everybody in, from which groups start
}

// A Worth is what a group can earn: at least Surplus and at most Bound, in euro.
type Worth struct {
	Surplus, Bound float64
	Branches       int // the work it took
}

// A Claim is a group, by member, and what it is known to be worth.
type Claim struct {
	In    []bool
	Worth float64
}

// NewOracle prepares the questions about a plan of p. False says that p has costs
// with too many steps (pallets or lots too small for the quantities).
func NewOracle(p Problem, plan Plan) (*Oracle, bool) {
	p = normal(p)
	in := newInstance(&p)
	m, ok := newRestricted(in, in.flowsOf(plan))
	if !ok {
		return nil, false
	}
	o := &Oracle{model: m, small: 1}
	for j, g := range m.gain {
		if j < len(m.flows) {
			o.small += math.Abs(g)
		}
	}
	o.small *= sure
	return o, true
}

// flowsOf are the plan's flows by index.
func (in *instance) flowsOf(plan Plan) []flow {
	sources, hubs, demands, periods := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}
	for i := range in.p.Sources {
		sources[in.p.Sources[i].ID] = i
	}
	for i := range in.p.Hubs {
		hubs[in.p.Hubs[i].ID] = i
	}
	for i := range in.p.Demands {
		demands[in.p.Demands[i].ID] = i
	}
	for i, t := range in.p.Periods {
		periods[t] = i
	}
	var flows []flow
	for _, f := range plan.Flows {
		hub := direct
		if f.Hub != nil {
			hub = hubs[*f.Hub]
		}
		flows = append(flows, flow{sources[f.Source], hub, demands[f.Demand], periods[f.Period], f.Kg})
	}
	return flows
}

// Members are the players: the plan's members, in the order of their sources.
func (o *Oracle) Members() []string { return slices.Clone(o.model.members) }

// AgreedKg is what each member delivers in the plan, in kilograms.
func (o *Oracle) AgreedKg() []float64 { return slices.Clone(o.model.agreed) }

// Worth is what the group of those in can earn on its own. When ctx ends first the
// bound is above the surplus.
func (o *Oracle) Worth(ctx context.Context, in []bool) (Worth, error) {
	h := &hunt{restricted: o.model, gain: o.model.gain, rows: o.model.rows, small: o.small, best: 0, floor: math.Inf(-1), bound: math.Inf(-1)}
	first, err := o.everybody(h)
	if err != nil {
		return Worth{}, err
	}
	root := first.clone()
	root.lp = first.lp.Clone()
	root.bound = math.Inf(1)
	kg := make([]float64, len(h.flows))
	for j := range kg {
		if in[h.owner[j]] {
			kg[j] = h.plan[j]
		}
	}
	for i, v := range in {
		c := h.memberColumn(i)
		root.lower[c], root.upper[c] = 0, 0
		if v {
			root.lower[c], root.upper[c] = 1, 1
		}
	}
	for j := range kg {
		if !in[h.owner[j]] {
			root.upper[j] = 0
		}
	}
	h.keep(kg, in)
	if err := h.relax(context.WithoutCancel(ctx), root); err == cutting.ErrInfeasible {
		return Worth{h.best, h.best, 0}, nil
	}
	h.run(ctx, root)
	return Worth{h.best, max(h.best, h.bound), h.looked}, nil
}

// everybody solves the relaxation with all members in, once.
func (o *Oracle) everybody(h *hunt) (*branch, error) {
	var err error
	o.once.Do(func() {
		root := o.model.root()
		for i := range h.members {
			root.lower[h.memberColumn(i)] = 1
		}
		all := *h
		all.best, all.floor = math.Inf(-1), math.Inf(-1)
		if err = all.start(root); err != nil {
			return
		}
		if stopped := all.relax(context.Background(), root); stopped != nil {
			err = all.start(root) // a cold start serves as well
		}
		o.first = root
	})
	return o.first, err
}

// Strongest looks for the proper group with the largest worth above its charges,
// which each member pays once if it is in. It gives groups that are worth more than
// floor above their charges, best first, and a bound: no proper group is worth more
// than it (or than floor) above its charges. Once it has found a group it stops after
// patience further branches (0 = never); when ctx ends it has at least the bound of
// the first relaxation.
func (o *Oracle) Strongest(ctx context.Context, charges []float64, floor float64, patience int) ([]Claim, float64, error) {
	m := o.model
	h := &hunt{restricted: m, gain: slices.Clone(m.gain), rows: append(slices.Clone(m.rows), m.properRows()...), small: o.small,
		proper: true, patience: patience, best: math.Inf(-1), floor: floor, bound: math.Inf(-1)}
	for i, y := range charges {
		h.gain[m.memberColumn(i)] = -y
	}
	values := map[*Claim]float64{}
	var claims []*Claim
	h.found = func(in []bool, value float64) {
		if value <= floor {
			return
		}
		c := &Claim{In: slices.Clone(in), Worth: value}
		for i, v := range in {
			if v {
				c.Worth += charges[i]
			}
		}
		claims, values[c] = append(claims, c), value
	}
	root := m.root()
	if err := h.start(root); err != nil {
		return nil, 0, err
	}
	if err := h.relax(context.WithoutCancel(ctx), root); err == nil {
		h.run(ctx, root)
	} else if err != cutting.ErrInfeasible {
		return nil, 0, err
	}
	slices.SortStableFunc(claims, func(a, b *Claim) int { return cmp.Compare(values[b], values[a]) })
	best := make([]Claim, len(claims))
	for i, c := range claims {
		best[i] = *c
	}
	return best, max(h.best, h.bound, floor), nil
}

// properRows ask for somebody in and somebody out.
func (m *restricted) properRows() []cutting.Row {
	b := &restricted{}
	var some, notAll []part
	for i := range m.members {
		some = append(some, part{m.memberColumn(i), 1})
		notAll = append(notAll, part{m.memberColumn(i), -1})
	}
	b.row(1, some...)
	b.row(1-float64(len(m.members)), notAll...)
	return b.rows
}

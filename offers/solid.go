package offers

import (
	"context"
	"math"
	"slices"

	"tok/measure"
	"tok/planning"
	"tok/sharing"
)

// Solid says how much may change before the offer does.
type Solid struct {
	BreakEven  measure.CentsPerTonne `json:"break_even_per_tonne"` // below this price staying apart pays better
	Spare      measure.Kilos         `json:"spare_kg"`             // rides free on lorries already paid
	AnyK       int                   `json:"any_k"`                // any k members may leave, the minimum still stands
	MayDropOut []string              `json:"may_drop_out"`         // members, one at a time
	FreightUp  *WhatIf               `json:"freight_up,omitempty"` // all freight 20 % dearer
	FloorUp    *FloorUp              `json:"floor_up,omitempty"`   // one member's floor 10 % higher
}

// How far the questions of Solid go.
const (
	freightRise = 1.20
	floorRise   = 1.10
)

// A WhatIf is what the best plan and its split would be under another price.
type WhatIf struct {
	Member    string        `json:"member,omitempty"` // whose floor rose
	Extra     measure.Cents `json:"extra_cents"`      // what the group would then earn above staying apart
	Left      []string      `json:"left"`             // members no longer in it
	Joined    []string      `json:"joined"`
	SamePlan  bool          `json:"same_plan"`   // same members, hubs and kilograms
	Moved     measure.Cents `json:"moved_cents"` // the largest change of one member's extra
	SameSplit bool          `json:"same_split"`  // nobody's extra changes by more than a hundredth of it
}

// FloorUp says for how many members a higher floor would change the plan, and
// shows the one whose rise costs the group most.
type FloorUp struct {
	Asked   int    `json:"asked"`
	Changes int    `json:"changes"`
	Worst   WhatIf `json:"worst"`
}

// solidOf asks the planner what would change. It needs many solves; when the
// time is over, the questions not yet answered stay open.
func (e Engines) solidOf(ctx context.Context, c *Composition) Solid {
	s := Solid{}
	if len(c.Plan.Sensitivity) > 0 {
		k := c.Plan.Sensitivity[0]
		s.BreakEven = measure.PerTonne(k.BreakEvenPrice)
		s.Spare = measure.Kilos(math.Floor(k.SpareKg + 1e-6))
		s.AnyK = k.AnyK
		s.MayDropOut = k.MayDropOut
	}
	ctx, cancel := context.WithTimeout(ctx, solidTime)
	defer cancel()
	dear := dearerFreight(c.Problem)
	if plan, ok := e.replan(ctx, c, dear); ok {
		s.FreightUp = e.compare(ctx, c, dear, plan)
	}
	s.FloorUp = e.floorUp(ctx, c)
	return s
}

func (e Engines) floorUp(ctx context.Context, c *Composition) *FloorUp {
	up := FloorUp{}
	var worst planning.Plan
	for _, member := range membersOf(c.Lines) {
		plan, ok := e.replan(ctx, c, dearerFloor(c.Problem, member))
		if !ok {
			break
		}
		up.Asked++
		if !sameFlows(plan, c.Plan) {
			up.Changes++
		}
		if up.Asked == 1 || plan.Surplus < worst.Surplus {
			worst, up.Worst.Member = plan, member
		}
	}
	if up.Asked == 0 {
		return nil
	}
	w := e.compare(ctx, c, dearerFloor(c.Problem, up.Worst.Member), worst)
	if w == nil {
		return nil
	}
	w.Member = up.Worst.Member
	up.Worst = *w
	return &up
}

// replan solves the offer's problem as it would be; false when the time ran out.
func (e Engines) replan(ctx context.Context, c *Composition, p planning.Problem) (planning.Plan, bool) {
	plan, err := e.Planner.Best(ctx, p, planning.Options{Gap: planGap, Seed: c.Plan.Seed, Bare: true})
	return plan, err == nil && plan.Stopped == ""
}

// compare divides another plan and says what is different; nil when it could not
// be divided.
func (e Engines) compare(ctx context.Context, c *Composition, p planning.Problem, plan planning.Plan) *WhatIf {
	w := &WhatIf{Extra: measure.CentsOf(plan.Surplus), SamePlan: sameFlows(plan, c.Plan), SameSplit: true}
	before, after := membersOf(c.Lines), membersIn(plan, p)
	w.Left, w.Joined = without(before, after), without(after, before)
	split := sharing.Split{}
	if len(plan.Flows) > 0 {
		var err error
		if split, err = e.Sharer.OfPlan(ctx, p, plan, sharing.Options{Rule: c.Split.Rule, Seed: c.Plan.Seed}); err != nil {
			return nil
		}
	}
	for _, m := range before {
		was, now := c.Split.Shares[m], split.Shares[m]
		if moved := measure.CentsOf(now - was); abs(moved) > abs(w.Moved) {
			w.Moved = moved
		}
		if math.Abs(now-was) > 0.01*math.Abs(was)+0.01 {
			w.SameSplit = false
		}
	}
	return w
}

func abs[T ~int64](x T) T {
	if x < 0 {
		return -x
	}
	return x
}

// without gives what a has and b has not.
func without(a, b []string) []string {
	left := []string{}
	for _, x := range a {
		if !slices.Contains(b, x) {
			left = append(left, x)
		}
	}
	return left
}

// sameFlows says whether two plans deliver the same kilograms the same way.
func sameFlows(a, b planning.Plan) bool {
	type way struct{ source, hub, period string }
	sum := func(p planning.Plan) map[way]float64 {
		kg := map[way]float64{}
		for _, f := range p.Flows {
			w := way{f.Source, "", f.Period}
			if f.Hub != nil {
				w.hub = *f.Hub
			}
			kg[w] += f.Kg
		}
		return kg
	}
	x, y := sum(a), sum(b)
	if len(x) != len(y) {
		return false
	}
	for w, kg := range x {
		if math.Abs(kg-y[w]) > 0.5 {
			return false
		}
	}
	return true
}

// dearerFreight is the problem with everything that moves on wheels or water
// 20 % dearer.
func dearerFreight(p planning.Problem) planning.Problem {
	p.Collect, p.Haul, p.Direct = dearer(p.Collect), dearer(p.Haul), dearer(p.Direct)
	return p
}

func dearer(w *planning.Way) *planning.Way {
	if w == nil {
		return nil
	}
	up := *w
	up.Fixed, up.PerKg = scaled(w.Fixed), scaled(w.PerKg)
	up.PerPallet, up.PerVehicle = scaled(w.PerPallet), scaled(w.PerVehicle)
	return &up
}

func scaled(m planning.Matrix) planning.Matrix {
	var out planning.Matrix
	for _, row := range m {
		up := slices.Clone(row)
		for j := range up {
			up[j] *= freightRise
		}
		out = append(out, up)
	}
	return out
}

// dearerFloor is the problem with one member's floors 10 % higher.
func dearerFloor(p planning.Problem, member string) planning.Problem {
	p.Sources = slices.Clone(p.Sources)
	for i, s := range p.Sources {
		if s.Member != member {
			continue
		}
		floor := slices.Clone(s.Floor)
		for t := range floor {
			floor[t] *= floorRise
		}
		p.Sources[i].Floor = floor
	}
	return p
}

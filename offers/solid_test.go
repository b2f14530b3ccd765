package offers

import (
	"math"
	"reflect"
	"testing"

	"tok/planning"
	"tok/sharing"
)

func flow(source, hub, period string, kg float64) planning.Flow {
	f := planning.Flow{Source: source, Period: period, Kg: kg}
	if hub != "" {
		f.Hub = &hub
	}
	return f
}

func TestPlansAreTheSameIfTheSameKilogramsGoTheSameWay(t *testing.T) {
	t.Parallel()
	plan := func(flows ...planning.Flow) planning.Plan { return planning.Plan{Flows: flows} }
	base := plan(flow("a", "fier", "1", 1000), flow("b", "", "1", 500))
	for name, c := range map[string]struct {
		other planning.Plan
		same  bool
	}{
		"itself":          {base, true},
		"in other order":  {plan(base.Flows[1], base.Flows[0]), true},
		"in two parts":    {plan(flow("a", "fier", "1", 400), base.Flows[1], flow("a", "fier", "1", 600)), true},
		"a hair's width":  {plan(flow("a", "fier", "1", 1000.4), base.Flows[1]), true},
		"a kilogram more": {plan(flow("a", "fier", "1", 1001), base.Flows[1]), false},
		"another hub":     {plan(flow("a", "petrich", "1", 1000), base.Flows[1]), false},
		"through no hub":  {plan(flow("a", "", "1", 1000), base.Flows[1]), false},
		"on another day":  {plan(flow("a", "fier", "2", 1000), base.Flows[1]), false},
		"one less":        {plan(base.Flows[0]), false},
		"one more":        {plan(base.Flows[0], base.Flows[1], flow("c", "fier", "1", 1)), false},
		"somebody else":   {plan(base.Flows[0], flow("c", "", "1", 500)), false},
		"nothing":         {planning.Plan{}, false},
	} {
		if got := sameFlows(base, c.other); got != c.same || sameFlows(c.other, base) != c.same {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestIfNothingPaysAnyMoreEverybodyHasLeftAndLosesItsShare(t *testing.T) {
	t.Parallel()
	c := &Composition{
		Lines: []Line{{Supply: "a", Member: "A"}, {Supply: "b", Member: "B"}},
		Plan:  planning.Plan{Flows: []planning.Flow{flow("a", "fier", "1", 1000), flow("b", "fier", "1", 500)}},
		Split: sharing.Split{Shares: map[string]float64{"A": 100, "B": 250.5}},
	}
	w := Engines{}.compare(t.Context(), c, planning.Problem{}, planning.Plan{})
	want := &WhatIf{Left: []string{"A", "B"}, Joined: []string{}, Moved: -25_050}
	if !reflect.DeepEqual(w, want) {
		t.Errorf("%+v, want %+v", w, want)
	}
}

func TestDearerFreightLeavesTheProblemAndClosedWaysAsTheyWere(t *testing.T) {
	t.Parallel()
	p := planning.Problem{
		Collect: &planning.Way{Fixed: planning.Matrix{{15, math.NaN()}}, PerKg: planning.Matrix{{0.01, math.NaN()}}},
		Haul:    &planning.Way{VehicleKg: 22_000, PerVehicle: planning.Matrix{{2000}, {math.NaN()}}},
	}
	up := dearerFreight(p)
	if up.Collect.Fixed[0][0] != 18 || !near(up.Collect.PerKg[0][0], 0.012) || up.Haul.PerVehicle[0][0] != 2400 || up.Haul.VehicleKg != 22_000 {
		t.Errorf("%+v %+v", up.Collect, up.Haul)
	}
	if !math.IsNaN(up.Collect.Fixed[0][1]) || !math.IsNaN(up.Haul.PerVehicle[1][0]) || up.Haul.PerPallet != nil || up.Direct != nil {
		t.Error("a way that did not exist has opened")
	}
	if p.Collect.Fixed[0][0] != 15 || p.Haul.PerVehicle[0][0] != 2000 {
		t.Error("the problem itself has changed")
	}
}

func TestADearerFloorIsOneMembersAlone(t *testing.T) {
	t.Parallel()
	p := planning.Problem{Sources: []planning.Source{
		{ID: "a", Member: "A", Floor: planning.Series{1, 2}}, {ID: "b", Member: "B", Floor: planning.Series{3}}, {ID: "c", Member: "A", Floor: planning.Series{4}},
	}}
	up := dearerFloor(p, "A")
	for i, want := range []float64{1.1, 3, 4.4} {
		if got := up.Sources[i].Floor[0]; !near(got, want) {
			t.Errorf("%s: %g, want %g", up.Sources[i].ID, got, want)
		}
	}
	if p.Sources[0].Floor[0] != 1 || p.Sources[2].Floor[0] != 4 {
		t.Error("the problem itself has changed")
	}
}

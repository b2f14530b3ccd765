package planning_test

import (
	"context"
	"math"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tok/planning"
)

// best plans p to the full proof and holds the plan to what Check says.
func best(t rapid.TB, p planning.Problem) planning.Plan {
	t.Helper()
	plan, err := planner.Best(context.Background(), p, planning.Options{Bare: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := planning.Check(p, plan); err != nil {
		t.Fatal(err)
	}
	return plan
}

func anyProblem(t *rapid.T) planning.Problem {
	return tiny(rand.New(rand.NewSource(rapid.Int64Range(0, 1<<40).Draw(t, "seed"))))
}

func TestAddingASourceNeverMakesThePlanWorse(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := anyProblem(t)
		all := best(t, p)
		i := rapid.IntRange(0, len(p.Sources)-1).Draw(t, "without")
		fewer := p
		fewer.Sources = slices.Delete(slices.Clone(p.Sources), i, i+1)
		if len(fewer.Sources) == 0 {
			return
		}
		for _, w := range []**planning.Way{&fewer.Collect, &fewer.Direct} {
			*w = withoutRow(*w, i)
		}
		some := best(t, fewer)
		if some.Status != planning.Infeasible && (all.Status == planning.Infeasible || all.Surplus < some.Surplus-1e-6*max(1, math.Abs(some.Surplus))) {
			t.Fatalf("%v with all, %v without %d", all.Surplus, some.Surplus, i)
		}
	})
}

func withoutRow(w *planning.Way, i int) *planning.Way {
	if w == nil {
		return nil
	}
	fewer := *w
	for _, m := range []*planning.Matrix{&fewer.Fixed, &fewer.PerKg, &fewer.PerPallet, &fewer.PerVehicle} {
		if *m != nil {
			*m = slices.Delete(slices.Clone(*m), i, i+1)
		}
	}
	return &fewer
}

func TestALowerFloorNeverMakesThePlanWorse(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := anyProblem(t)
		before := best(t, p)
		p.Sources = slices.Clone(p.Sources)
		p.Sources[0].Floor = planning.Series{0}
		if after := best(t, p); before.Status != planning.Infeasible && after.Surplus < before.Surplus-1e-6*max(1, math.Abs(before.Surplus)) {
			t.Fatalf("%v, and %v with a floor of 0", before.Surplus, after.Surplus)
		}
	})
}

func TestTwinsGetTheSame(t *testing.T) {
	t.Parallel()
	p := read(t, "testdata/published/p1-shared-truck.json")
	p.Demands[0].MostKg = planning.Series{19200} // eight pallets each
	for _, whole := range []bool{false, true} {
		p.WholeKg = whole
		plan := best(t, p)
		if len(plan.Flows) != 3 {
			t.Fatalf("%d flows", len(plan.Flows))
		}
		for _, f := range plan.Flows {
			if math.Abs(f.Kg-6400) > 1e-6 {
				t.Errorf("%s delivers %v kg", f.Source, f.Kg)
			}
		}
	}
}

func TestTwinsShareInProportionToWhatTheyHave(t *testing.T) {
	t.Parallel()
	p := read(t, "testdata/published/p1-shared-truck.json")
	p.Collect.PerPallet, p.Collect.PerKg = nil, planning.Matrix{{0.01}, {0.01}, {0.01}}
	p.Sources[1].AvailableKg = planning.Series{16000}
	p.Demands[0].MostKg = planning.Series{24000}
	for _, f := range best(t, p).Flows {
		if want := map[string]float64{"a": 6000, "b": 12000, "c": 6000}[f.Source]; math.Abs(f.Kg-want) > 1e-6 {
			t.Errorf("%s delivers %v kg, not %v", f.Source, f.Kg, want)
		}
	}
}

func TestTwinsGetTheSameWhereBothDeliverAnyhow(t *testing.T) {
	t.Parallel()
	p, _, err := planning.Read(strings.NewReader(`{"format": "tok-problem/1", "periods": ["alone", "together"],
		"sources": [{"id": "a", "available_kg": [1000, 1000]}, {"id": "b", "available_kg": [1000, 1000]}],
		"hubs": [{"id": "h", "capacity_kg": 5000}],
		"demands": [{"id": "d", "price": 1, "most_kg": [1000, 1500]}],
		"collect": {"fixed": [[50], [50]]}, "haul": {"per_kg": [[0.1]]}}`))
	if err != nil {
		t.Fatal(err)
	}
	plan := best(t, p)
	if len(plan.Flows) != 3 || math.Abs(plan.Surplus-2100) > 1e-6 {
		t.Fatalf("%d flows, surplus %v", len(plan.Flows), plan.Surplus)
	}
	for _, f := range plan.Flows {
		if f.Period == "together" && math.Abs(f.Kg-750) > 1e-6 {
			t.Errorf("%s delivers %v kg", f.Source, f.Kg)
		}
	}
}

func TestTheSameProblemGivesTheSamePlan(t *testing.T) {
	t.Parallel()
	p, err := planning.Generate("olive-oil", 8, 2, 1, 3)
	if err != nil {
		t.Fatal(err)
	}
	first, second := best(t, p), best(t, p)
	if !slices.EqualFunc(first.Flows, second.Flows, func(a, b planning.Flow) bool {
		return a.Source == b.Source && *a.Hub == *b.Hub && a.Kg == b.Kg
	}) {
		t.Fatal("two runs differ")
	}
}

func TestAMemberIsChargedOnceForAllItsSources(t *testing.T) {
	t.Parallel()
	p := read(t, "testdata/published/p1-shared-truck.json")
	p.Sources[0].Member, p.Sources[1].Member = "m", "m"
	p.MemberCharge = map[string]float64{"m": 1000, "c": 100}
	if plan := best(t, p); math.Abs(plan.Surplus-(12200-1100)) > 1e-6 {
		t.Fatalf("surplus %v", plan.Surplus)
	}
	p.MemberCharge = map[string]float64{"m": 20000}
	if plan := best(t, p); plan.Surplus != 0 || len(plan.Flows) != 0 {
		t.Fatalf("surplus %v", plan.Surplus)
	}
}

func TestNobodyDeliversMoreThanWasAgreed(t *testing.T) {
	t.Parallel()
	p := read(t, "testdata/published/p1-shared-truck.json")
	p.AgreedKg = [][]planning.Series{{{8000}}, {{8000}}, {{4000}}}
	plan := best(t, p)
	for _, f := range plan.Flows {
		if f.Source == "c" && f.Kg > 4000 {
			t.Errorf("c delivers %v kg", f.Kg)
		}
	}
	if plan.Surplus <= 5200 || plan.Surplus >= 12200 {
		t.Errorf("surplus %v", plan.Surplus)
	}
}

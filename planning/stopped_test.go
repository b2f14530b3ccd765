package planning_test

import (
	"context"
	"math"
	"testing"
	"time"

	"tok/planning"
)

func TestAStoppedRunGivesWhatItHasAndSaysSo(t *testing.T) {
	t.Parallel()
	p, err := planning.Generate("olive-oil", 40, 5, 4, 1)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 500*time.Millisecond)
	defer cancel()
	plan, err := planner.Best(ctx, p, planning.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if plan.Stopped != "time" || plan.Status != planning.Feasible || plan.Surplus <= 0 || math.IsInf(plan.Bound, 0) {
		t.Fatalf("%s %q surplus %v bound %v", plan.Status, plan.Stopped, plan.Surplus, plan.Bound)
	}
	if err := planning.Check(p, plan); err != nil {
		t.Fatal(err)
	}
}

func TestAnEndedContextStillGivesAnAnswer(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	plan, err := planner.Best(ctx, read(t, "testdata/published/p1-shared-truck.json"), planning.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if plan.Stopped != "time" || plan.Status == planning.Optimal {
		t.Fatalf("%s, stopped %q", plan.Status, plan.Stopped)
	}
}

func TestOfferOfTwentyIsProved(t *testing.T) {
	t.Parallel()
	p, err := planning.Generate("olive-oil", 20, 3, 1, 2)
	if err != nil {
		t.Fatal(err)
	}
	plan, err := planner.Best(context.Background(), p, planning.Options{Gap: 1e-3})
	if err != nil {
		t.Fatal(err)
	}
	if plan.Status != planning.Optimal || plan.Gap > 1e-3 {
		t.Fatalf("%s, gap %v", plan.Status, plan.Gap)
	}
}

func TestWhatMustBeServedIsServedDearlyRatherThanNotAtAll(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	p := read(t, "testdata/published/p1-shared-truck.json")
	p.Demands[0].Must, p.Demands[0].LeastKg = true, planning.Series{8000}
	plan, err := planner.Best(ctx, p, planning.Options{})
	if err != nil || len(plan.Flows) == 0 {
		t.Fatal(err, plan.Status)
	}
}

package bench

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"tok/internal/highs"
	"tok/planning"
)

func planner(b testing.TB) *planning.Planner {
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = os.TempDir()
	}
	r, err := highs.Open(context.Background(), filepath.Join(cache, "tok-highs"))
	if err != nil {
		b.Fatal(err)
	}
	return planning.New(r)
}

// limit is the time each solver may take on one instance here.
const limit = 60 * time.Second

func BenchmarkPlanner(b *testing.B) {
	all, err := Instances(os.DirFS("../planning/testdata/published"), "")
	if err != nil {
		b.Fatal(err)
	}
	p := planner(b)
	for _, i := range all {
		b.Run(i.Name, func(b *testing.B) {
			for b.Loop() {
				r, err := Planner(context.Background(), p, i, limit)
				if err != nil {
					b.Fatal(err)
				}
				if gap := r.Gap(); gap != nil {
					b.ReportMetric(*gap, "gap")
				}
			}
		})
	}
}

func BenchmarkNative(b *testing.B) {
	if !HasNative(context.Background()) {
		b.Skip("no python3-scipy here")
	}
	all, err := Instances(os.DirFS("../planning/testdata/published"), "")
	if err != nil {
		b.Fatal(err)
	}
	for _, i := range all {
		b.Run(i.Name, func(b *testing.B) {
			for b.Loop() {
				r, err := Native(context.Background(), i, limit)
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(r.Seconds, "solver-s")
			}
		})
	}
}

func TestLargeWarehousesAreSolvedToTheirPublishedCost(t *testing.T) {
	t.Parallel()
	all, err := Instances(nil, "cap")
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 2 {
		t.Fatalf("%d instances", len(all))
	}
	for _, i := range all {
		r, err := Planner(context.Background(), planner(t), i, limit)
		if err != nil {
			t.Fatal(err)
		}
		if *r.Found < *i.Least-0.001 || *r.Found > *i.Most+0.001 {
			t.Errorf("%s: found %.3f, published %.3f", i.Name, *r.Found, *i.Least)
		}
		if *r.Gap() > Gap || r.Stopped {
			t.Errorf("%s: gap %g is no proof", i.Name, *r.Gap())
		}
	}
}

func TestNativeHiGHSReadsTheSameProblem(t *testing.T) {
	t.Parallel()
	if !HasNative(context.Background()) {
		t.Skip("no python3-scipy here")
	}
	all, err := Instances(os.DirFS("../planning/testdata/published"), "p2-blend")
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	r, err := Native(context.Background(), all[0], limit)
	if err != nil {
		t.Fatal(err)
	}
	if r.Found == nil || *r.Found < *all[0].Least-1e-3 || *r.Found > *all[0].Most+1e-3 {
		t.Errorf("native HiGHS finds %v, published %v", r.Found, *all[0].Least)
	}
}

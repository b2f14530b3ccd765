package planning_test

import (
	"context"
	"encoding/json"
	"flag"
	"math"
	"os"
	"path/filepath"
	"testing"

	"tok/internal/highs"
	"tok/planning"
)

var planner *planning.Planner

func TestMain(m *testing.M) {
	_ = flag.Set("rapid.checks", "25") // each is two proofs
	flag.Parse()
	if flag.Lookup("test.fuzz").Value.String() != "" {
		os.Exit(m.Run()) // reading needs no solver, and each worker would start one
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = os.TempDir()
	}
	r, err := highs.Open(context.Background(), filepath.Join(cache, "tok-highs"))
	if err != nil {
		panic(err)
	}
	planner = planning.New(r)
	os.Exit(m.Run())
}

func TestPublishedProblemsAreSolvedToTheirPublishedAnswer(t *testing.T) {
	t.Parallel()
	files, _ := filepath.Glob("testdata/published/*.json")
	for _, file := range files {
		name := filepath.Base(file)
		if matched, _ := filepath.Match("*.answer.json", name); matched {
			continue
		}
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var known struct {
				Published struct {
					Surplus *float64
					AtLeast *float64 `json:"surplus_at_least"`
					AtMost  *float64 `json:"surplus_at_most"`
				}
			}
			if err := json.Unmarshal(data, &known); err != nil {
				t.Fatal(err)
			}
			p := read(t, file)
			plan, err := planner.Best(context.Background(), p, planning.Options{Gap: gapOf(p)})
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("surplus %.3f bound %.3f gap %.2g", plan.Surplus, plan.Bound, plan.Gap)
			if plan.Status != planning.Optimal {
				t.Fatalf("status %s", plan.Status)
			}
			low, high := known.Published.AtLeast, known.Published.AtMost
			if want := known.Published.Surplus; want != nil {
				low, high = want, want
			}
			slack := gapOf(p) * math.Abs(*low)
			if plan.Surplus < *low-slack || plan.Surplus > *high+0.01 || plan.Bound < *low-0.01 {
				t.Fatalf("surplus %v, bound %v, published %v to %v", plan.Surplus, plan.Bound, *low, *high)
			}
		})
	}
}

// gapOf is the gap to which a published problem is proved here: the two-stage one
// takes a minute to 1e-4.
func gapOf(p planning.Problem) float64 {
	if len(p.Hubs) > 50 {
		return 1e-3
	}
	return 1e-4
}

func read(t testing.TB, file string) planning.Problem {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	p, _, err := planning.Read(f)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

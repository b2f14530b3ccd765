package planning

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// warehouses draws a small location problem with whole quantities.
func warehouses(t *rapid.T) *Problem {
	kg := rapid.IntRange(0, 9)
	p := &Problem{Periods: []string{"1"}, Direct: &Way{}}
	for range rapid.IntRange(1, 6).Draw(t, "sources") {
		n := len(p.Sources)
		p.Sources = append(p.Sources, Source{
			ID: string(rune('a' + n)), AvailableKg: Series{float64(kg.Draw(t, "available"))},
			LeastKg: Series{0}, Floor: Series{float64(rapid.IntRange(0, 3).Draw(t, "floor"))},
			JoinCost: float64(rapid.IntRange(0, 30).Draw(t, "join")),
		})
	}
	for range rapid.IntRange(1, 5).Draw(t, "demands") {
		d := Demand{ID: string(rune('A' + len(p.Demands))), Must: rapid.Bool().Draw(t, "must"),
			Price: Series{float64(rapid.IntRange(0, 9).Draw(t, "price"))}, LeastKg: Series{0}}
		most := rapid.IntRange(0, 6).Draw(t, "most")
		if d.Must {
			d.LeastKg = Series{float64(rapid.IntRange(0, most).Draw(t, "least"))}
			d.ServeCost = 7
		}
		d.MostKg = Series{float64(most)}
		p.Demands = append(p.Demands, d)
	}
	for range p.Sources {
		row := make([]float64, len(p.Demands))
		for j := range row {
			row[j] = float64(rapid.IntRange(-1, 9).Draw(t, "per_kg"))
			if row[j] < 0 {
				row[j] = math.NaN()
			}
		}
		p.Direct.PerKg = append(p.Direct.PerKg, row)
	}
	return p
}

func TestWarehousesAreOpenedAsIfAllSetsHadBeenTried(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := warehouses(t)
		want := bestByTryingAll(p)
		got, ok := (&Planner{}).location(context.Background(), p, Options{})
		if !ok {
			if total(p) > 0 && !math.IsInf(want, -1) {
				t.Fatalf("a plan earns %g, none was found", want)
			}
			return
		}
		if have := earned(t, p, got.flows); math.Abs(have-want) > 1e-6 {
			t.Fatalf("plan earns %g, the best earns %g", have, want)
		}
		if got.bound < want-1e-6 || got.bound > want+1e-5 {
			t.Fatalf("bound %g, the best earns %g", got.bound, want)
		}
	})
}

// total is what all demands may take.
func total(p *Problem) float64 {
	kg := 0.0
	for _, d := range p.Demands {
		kg += d.MostKg[0]
	}
	return kg
}

// published are the files of testdata/published that hold warehouse location.
func published(t testing.TB) []string {
	files, err := filepath.Glob("testdata/published/cap*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no published problems: %v", err)
	}
	return files
}

func TestPublishedWarehousesAreSolvedToTheirPublishedCost(t *testing.T) {
	t.Parallel()
	for _, name := range published(t) {
		t.Run(filepath.Base(name), func(t *testing.T) {
			p, surplus := publishedProblem(t, name)
			got, ok := (&Planner{}).location(context.Background(), p, Options{})
			if !ok {
				t.Fatal("not recognised as warehouse location")
			}
			have := earned(t, p, got.flows)
			if math.Abs(have-surplus) > 0.001 {
				t.Errorf("plan earns %.3f, published %.3f", have, surplus)
			}
			if got.bound < have-1e-6 || got.bound-have > 1e-8*math.Abs(have) {
				t.Errorf("bound %.6f does not prove %.6f", got.bound, have)
			}
		})
	}
}

func TestTheSameWarehousesGiveTheSamePlan(t *testing.T) {
	t.Parallel()
	p, _ := publishedProblem(t, published(t)[0])
	first, _ := (&Planner{}).location(context.Background(), p, Options{})
	again, _ := (&Planner{}).location(context.Background(), p, Options{})
	if !slices.Equal(first.flows, again.flows) || first.bound != again.bound {
		t.Error("two runs differ")
	}
}

func TestAStoppedLocationSearchKeepsItsPlanAndItsBound(t *testing.T) {
	t.Parallel()
	p, surplus := publishedProblem(t, published(t)[0])
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	got, ok := (&Planner{}).location(ctx, p, Options{})
	if !ok || !got.found || !got.stopped {
		t.Fatalf("found %v, stopped %v", got.found, got.stopped)
	}
	if have := earned(t, p, got.flows); have > surplus+0.001 || got.bound < surplus-0.001 {
		t.Errorf("plan %g and bound %g do not bracket %g", have, got.bound, surplus)
	}
}

func TestWhatIsNotWarehouseLocationIsLeftAlone(t *testing.T) {
	t.Parallel()
	change := map[string]func(p *Problem){
		"a smallest pick-up":  func(p *Problem) { p.Sources[0].LeastKg = Series{1} },
		"a price per pallet":  func(p *Problem) { p.Direct.PerPallet = Matrix{{1}} },
		"a fixed cost":        func(p *Problem) { p.Direct.Fixed = Matrix{{1}} },
		"papers":              func(p *Problem) { p.Demands[0].Papers.PerConsignment = 1 },
		"a limit":             func(p *Problem) { p.Demands[0].Limits = map[string]Limit{"brix": {}} },
		"a choice with price": func(p *Problem) { p.Demands[0].Must, p.Demands[0].ServeCost = false, 1 },
		"a hub":               func(p *Problem) { p.Hubs = []Hub{{ID: "h", CapacityKg: Series{1}}} },
		"agreed quantities":   func(p *Problem) { p.AgreedKg = [][]Series{{{1}}} },
	}
	for name, c := range change {
		p := &Problem{Periods: []string{"1"},
			Sources: []Source{{ID: "a", AvailableKg: Series{9}, LeastKg: Series{0}, Floor: Series{0}}},
			Demands: []Demand{{ID: "A", Price: Series{1}, LeastKg: Series{1}, MostKg: Series{2}, Must: true}},
			Direct:  &Way{PerKg: Matrix{{0.5}}}}
		if _, ok := locationOf(p); !ok {
			t.Fatal("the plain one is not recognised")
		}
		c(p)
		if _, ok := locationOf(p); ok {
			t.Errorf("recognised in spite of %s", name)
		}
	}
}

// publishedProblem reads a problem with its published surplus.
func publishedProblem(t testing.TB, name string) (*Problem, float64) {
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	p, _, err := Read(file)
	if err != nil {
		t.Fatal(err)
	}
	p = normal(p)
	return &p, publishedSurplus(t, name)
}

func publishedSurplus(t testing.TB, name string) float64 {
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var answer struct{ Published struct{ Surplus float64 } }
	if err := json.Unmarshal(raw, &answer); err != nil {
		t.Fatal(err)
	}
	return answer.Published.Surplus
}

// chains draws a small location problem in two stages.
func chains(t *rapid.T) *Problem {
	n := func(name string, least, most int) float64 { return float64(rapid.IntRange(least, most).Draw(t, name)) }
	p := Problem{Format: FormatProblem, Periods: []string{"1"}, Collect: &Way{}, Haul: &Way{}}
	for range rapid.IntRange(1, 5).Draw(t, "sources") {
		p.Sources = append(p.Sources, Source{ID: fmt.Sprint("s", len(p.Sources)), AvailableKg: Series{n("available", 0, 30)}, JoinCost: n("join", 0, 60), Floor: Series{n("floor", 0, 3)}})
	}
	for range rapid.IntRange(1, 5).Draw(t, "hubs") {
		p.Hubs = append(p.Hubs, Hub{ID: fmt.Sprint("h", len(p.Hubs)), CapacityKg: Series{n("capacity", 0, 30)}, OpenCost: n("open", 0, 60), Handling: Series{n("handling", 0, 2)}})
	}
	for range rapid.IntRange(1, 6).Draw(t, "demands") {
		kg := n("kg", 0, 9)
		p.Demands = append(p.Demands, Demand{ID: fmt.Sprint("d", len(p.Demands)), Price: Series{n("price", 0, 9)}, LeastKg: Series{kg}, MostKg: Series{kg}, Must: true})
	}
	matrix := func(from, to int) (m Matrix) {
		for range from {
			row := make([]float64, to)
			for j := range row {
				if row[j] = n("per_kg", -1, 9); row[j] < 0 {
					row[j] = math.NaN()
				}
			}
			m = append(m, row)
		}
		return m
	}
	p.Collect.PerKg, p.Haul.PerKg = matrix(len(p.Sources), len(p.Hubs)), matrix(len(p.Hubs), len(p.Demands))
	q := normal(p)
	return &q
}

func TestTwoStagesAreSolvedAsTheExactProgrammeSolvesThem(t *testing.T) {
	t.Parallel()
	pl := exactPlanner(t)
	rapid.Check(t, func(t *rapid.T) {
		p := chains(t)
		in := newInstance(p)
		want, err := pl.exact(context.Background(), in, Options{}, nothingKnown())
		if err != nil {
			t.Fatal(err)
		}
		got, ok := pl.location(context.Background(), p, Options{})
		if !ok {
			if total(p) > 0 && want.found {
				t.Fatalf("a plan earns %g, none was found", in.worth(want.flows))
			}
			return
		}
		worth := in.worth(got.flows)
		if err := Check(*p, in.bare(got.flows, worth)); err != nil {
			t.Fatal(err)
		}
		if !want.found || math.Abs(worth-in.worth(want.flows)) > 1e-5 {
			t.Fatalf("earns %g, the exact programme %g", worth, in.worth(want.flows))
		}
		if got.bound < worth-1e-6 || got.bound > worth+1e-5 {
			t.Fatalf("bound %g does not prove %g", got.bound, worth)
		}
	})
}

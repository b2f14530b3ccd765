package planning

import (
	"context"
	"encoding/json"
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

// bestByTryingAll is the best surplus over all sets of joining sources, each
// solved by the dullest min-cost flow: −Inf when a demand that must be served
// cannot be.
func bestByTryingAll(p *Problem) float64 {
	best := math.Inf(-1)
	for set := range 1 << len(p.Sources) {
		best = max(best, dullFlow(p, set))
	}
	return best
}

// dullFlow sends kilograms one chain at a time, the best chain first; what must
// be delivered earns so much more that it comes before all else.
func dullFlow(p *Problem, set int) float64 {
	const urgent = 1e6
	n, m := len(p.Sources), len(p.Demands)
	flow := make([][]float64, n)
	left, must, more := make([]float64, n), make([]float64, m), make([]float64, m)
	surplus := 0.0
	for i, s := range p.Sources {
		flow[i] = make([]float64, m)
		if set>>i&1 == 1 {
			left[i] = s.AvailableKg[0]
			surplus -= s.JoinCost
		}
	}
	for j, d := range p.Demands {
		must[j], more[j] = d.LeastKg[0], d.MostKg[0]-d.LeastKg[0]
		if d.Must {
			surplus -= d.ServeCost
		}
	}
	gain := func(i, j int) float64 {
		return p.Demands[j].Price[0] - p.Sources[i].Floor[0] - p.Direct.PerKg[i][j]
	}
	for {
		// Longest gain from any source with goods left to each demand, by Bellman and Ford.
		source, demand, from := make([]float64, n), make([]float64, m), make([]int, n)
		via := make([]int, m)
		for i := range source {
			source[i], from[i] = math.Inf(-1), -1
			if left[i] > 0 {
				source[i] = 0
			}
		}
		for j := range demand {
			demand[j] = math.Inf(-1)
		}
		for range n + m + 1 {
			for i := range n {
				for j := range m {
					if math.IsNaN(p.Direct.PerKg[i][j]) {
						continue
					}
					if v := source[i] + gain(i, j); v > demand[j]+1e-9 {
						demand[j], via[j] = v, i
					}
					if v := demand[j] - gain(i, j); flow[i][j] > 0 && v > source[i]+1e-9 {
						source[i], from[i] = v, j
					}
				}
			}
		}
		end, most := -1, 1e-9
		for j := range m {
			v := demand[j]
			if must[j] > 0 {
				v += urgent
			} else if more[j] == 0 {
				continue
			}
			if v > most {
				end, most = j, v
			}
		}
		if end < 0 {
			break
		}
		surplus += demand[end]
		if must[end] > 0 {
			must[end]--
		} else {
			more[end]--
		}
		for j := end; ; {
			i := via[j]
			flow[i][j]++
			if from[i] < 0 {
				left[i]--
				break
			}
			j = from[i]
			flow[i][j]--
		}
	}
	if slices.Max(append(must, 0)) > 0 {
		return math.Inf(-1)
	}
	return surplus
}

// earned is the surplus of flows in a location problem.
func earned(t interface{ Fatalf(string, ...any) }, p *Problem, flows []flow) float64 {
	surplus := 0.0
	out, in := make([]float64, len(p.Sources)), make([]float64, len(p.Demands))
	for _, f := range flows {
		out[f.source] += f.kg
		in[f.demand] += f.kg
		surplus += f.kg * (p.Demands[f.demand].Price[0]*(1-p.Demands[f.demand].Levy) - p.Sources[f.source].Floor[0] - p.Direct.PerKg[f.source][f.demand])
	}
	for i, s := range p.Sources {
		if out[i] > s.AvailableKg[0]*(1+1e-9) {
			t.Fatalf("source %s delivers %g of %g", s.ID, out[i], s.AvailableKg[0])
		}
		if out[i] > 0 {
			surplus -= s.JoinCost
		}
	}
	for j, d := range p.Demands {
		if d.Must {
			surplus -= d.ServeCost
		}
		if in[j] > d.MostKg[0]*(1+1e-9) || d.Must && in[j] < d.LeastKg[0]*(1-1e-9) {
			t.Fatalf("demand %s receives %g, asked %g to %g", d.ID, in[j], d.LeastKg[0], d.MostKg[0])
		}
	}
	return surplus
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

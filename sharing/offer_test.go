package sharing

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"tok/internal/highs"
	"tok/planning"
)

// anOffer is a problem of n members with a plan in which all deliver all they have:
// lorries and pallets, a least quantity, certificates, origins.
func anOffer(n int, seed uint64) (planning.Problem, planning.Plan) {
	r := rand.New(rand.NewPCG(seed, 11))
	hubs := 1 + r.IntN(2)
	p := planning.Problem{Format: planning.FormatProblem, Periods: []string{"t"}, SingleHub: true}
	plan := planning.Plan{}
	per := func(rows, columns int, f func() float64) planning.Matrix {
		m := make(planning.Matrix, rows)
		for i := range m {
			for range columns {
				m[i] = append(m[i], f())
			}
		}
		return m
	}
	for h := range hubs {
		p.Hubs = append(p.Hubs, planning.Hub{ID: fmt.Sprint("h", h), CapacityKg: planning.Series{1e6}, OpenCost: 200, Handling: planning.Series{0.05}})
	}
	total := 0.0
	for i := range n {
		kg := math.Round(1500 + 6000*r.Float64())
		total += kg
		s := planning.Source{ID: fmt.Sprintf("s%02d", i), Country: []string{"AL", "GR"}[r.IntN(2)], AvailableKg: planning.Series{kg},
			LeastKg: planning.Series{500}, Floor: planning.Series{0.6 + 0.15*r.Float64()}, JoinCost: math.Round(150 * r.Float64())}
		p.Sources = append(p.Sources, s)
		plan.Flows = append(plan.Flows, planning.Flow{Source: s.ID, Hub: &p.Hubs[r.IntN(hubs)].ID, Demand: "d", Period: "t", Kg: kg})
	}
	p.Demands = []planning.Demand{{ID: "d", Price: planning.Series{1.2}, LeastKg: planning.Series{math.Round(0.3 * total)}, MostKg: planning.Series{1e6},
		Papers: planning.Papers{PerConsignment: 300, ByOrigin: map[string]planning.OriginPapers{"AL": {PerConsignment: 90}}}}}
	p.Collect = &planning.Way{PalletKg: 800, PerPallet: per(n, hubs, func() float64 { return 10 + 20*r.Float64() })}
	p.Haul = &planning.Way{PalletKg: 800, PerPallet: per(hubs, 1, func() float64 { return 105 }), VehicleKg: 10000, PerVehicle: per(hubs, 1, func() float64 { return 1200 })}
	return p, plan
}

func TestFewGroupsGiveTheSameAsAll(t *testing.T) {
	t.Parallel()
	for seed := range uint64(8) {
		p, plan := anOffer(3+int(seed%5), seed)
		oracle, _ := planning.NewOracle(p, plan)
		all, asked, err := tableOf(context.Background(), oracle)
		if err != nil || asked != nil {
			t.Fatal(err)
		}
		for _, rule := range []Rule{Fair, LeastCore, Equal} {
			want, err := all.split(context.Background(), rule)
			if err != nil {
				t.Fatal(err)
			}
			g, err := newGeneration(context.Background(), oracle, nil, nil)
			if err != nil {
				t.Fatal(err)
			}
			got, err := g.split(context.Background(), Options{Rule: rule})
			if err != nil {
				t.Fatal(err)
			}
			limit := 1e-5 * all.scale()
			for player, x := range want.Shares {
				if math.Abs(x-got.Shares[player]) > limit {
					t.Errorf("seed %d, %s: %s gets %v of few groups, %v of all", seed, rule, player, got.Shares[player], x)
				}
			}
			if got.Core != want.Core || got.Epsilon[0] > want.Epsilon[0]+limit || got.Epsilon[1] < want.Epsilon[1]-limit || got.Epsilon[1] > got.Epsilon[0]+limit {
				t.Errorf("seed %d, %s: core %s with ε in %v of few groups, %s %v of all", seed, rule, got.Core, *got.Epsilon, want.Core, *want.Epsilon)
			}
			if math.Abs(got.Objection.Gain-want.Objection.Gain) > limit || got.Objection.GainBound < want.Objection.Gain-limit {
				t.Errorf("seed %d, %s: objection %v of few groups, %v of all", seed, rule, *got.Objection, *want.Objection)
			}
		}
	}
}

func TestNothingIsClaimedThatWasNotProved(t *testing.T) {
	t.Parallel()
	ended, end := context.WithCancel(context.Background())
	end()
	for seed := range uint64(6) {
		p, plan := anOffer(6, seed)
		oracle, _ := planning.NewOracle(p, plan)
		all, asked, err := tableOf(context.Background(), oracle)
		if err != nil || asked != nil {
			t.Fatal(err)
		}
		for _, rule := range everyRule {
			splits, err := divideOffer(ended, oracle, []Rule{rule}, 1)
			if err != nil {
				t.Fatal(err)
			}
			got := splits[0]
			x := make([]float64, all.n())
			sum := -got.Total
			for i, player := range all.players {
				x[i] = got.Shares[player]
				sum += x[i]
			}
			truth, err := all.split(context.Background(), rule)
			if err != nil {
				t.Fatal(err)
			}
			_, gain := all.worst(x, math.Inf(-1), nil)
			limit := 1e-6 * all.scale()
			lost := all.total() - got.Total
			switch {
			case math.Abs(sum) > limit || lost < -limit:
				t.Errorf("seed %d, %s: total %v, parts %g more", seed, rule, got.Total, sum)
			case gain > got.Objection.GainBound+limit:
				t.Errorf("seed %d, %s: a group gains %v, the bound is %v", seed, rule, gain, got.Objection.GainBound)
			case got.Stable != nil && *got.Stable && gain > Tolerated(got.Total)+limit:
				t.Errorf("seed %d, %s: not stable by %v", seed, rule, gain)
			case got.Core != "unknown" && got.Core != truth.Core:
				t.Errorf("seed %d, %s: the core is %s, not %s", seed, rule, truth.Core, got.Core)
			case truth.Epsilon[0] < got.Epsilon[0]-limit || truth.Epsilon[1] > got.Epsilon[1]+limit:
				t.Errorf("seed %d, %s: ε %v is not in %v", seed, rule, truth.Epsilon[0], *got.Epsilon)
			}
		}
	}
}

func TestSampledShapleyIsNearTheExactOne(t *testing.T) {
	t.Parallel()
	p, plan := anOffer(7, 3)
	oracle, _ := planning.NewOracle(p, plan)
	all, _, err := tableOf(context.Background(), oracle)
	if err != nil {
		t.Fatal(err)
	}
	g, err := newGeneration(context.Background(), oracle, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	got, err := g.split(context.Background(), Options{Rule: Shapley, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	for i, x := range all.shapley() {
		player := all.players[i]
		if math.Abs(got.Shares[player]-x) > 2*got.HalfWidth[player]+1e-6 {
			t.Errorf("%s: sampled %v ± %v, exact %v", player, got.Shares[player], got.HalfWidth[player], x)
		}
	}
}

// The small problems of the house, with worths and splits that two solvers agreed on.
func TestSmallOffersGetTheirKnownSplits(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	runtime, err := highs.Open(ctx, filepath.Join(os.TempDir(), "tok-highs"))
	if err != nil {
		t.Fatal(err)
	}
	planner := planning.New(runtime)
	for _, name := range []string{"p1-shared-truck", "p2-blend", "p3a-cert-one-period", "p3b-cert-four-periods", "p4-empty-core"} {
		var want struct {
			Players            []string
			V                  map[string]float64
			Shapley, Nucleolus []float64
			Epsilon            *float64 `json:"least_core_eps"`
		}
		readJSON(t, "testdata/offers/"+name+".answer.json", &want)
		file, err := os.Open("testdata/offers/" + name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		p, _, err := planning.Read(file)
		file.Close()
		if err != nil {
			t.Fatal(err)
		}
		plan, err := planner.Best(ctx, p, planning.Options{Bare: true})
		if err != nil {
			t.Fatal(err)
		}
		for rule, shares := range map[Rule][]float64{Shapley: want.Shapley, Nucleolus: want.Nucleolus} {
			split, err := New(planner).OfPlan(ctx, p, plan, Options{Rule: rule})
			if err != nil {
				t.Fatal(err)
			}
			for i, player := range want.Players {
				if math.Abs(split.Shares[player]-shares[i]) > 1e-3 {
					t.Errorf("%s, %s: %s gets %v, not %v", name, rule, player, split.Shares[player], shares[i])
				}
				if math.Abs(split.Alone[player]-want.V[player]) > 1e-3 {
					t.Errorf("%s: %s is worth %v alone, not %v", name, player, split.Alone[player], want.V[player])
				}
			}
			if (want.Epsilon == nil) != (split.Epsilon == nil) || want.Epsilon != nil && math.Abs(split.Epsilon[0]-*want.Epsilon) > 1e-3 {
				t.Errorf("%s: ε is %v", name, split.Epsilon)
			}
			if dear, known := split.Outside["dear"]; known && math.Abs(dear-6800) > 1e-3 {
				t.Errorf("%s: dear would earn %v outside, not 6800", name, dear)
			}
		}
	}
}

func readJSON(t *testing.T, file string, into any) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(b, into)
	}
	if err != nil {
		t.Fatal(file, err)
	}
}

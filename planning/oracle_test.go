package planning

import (
	"context"
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"tok/internal/highs"
)

// aPlanToPlayOn draws a small problem with a plan of it: up to four members with up to
// two sources each, two hubs, two demands, two periods, and all that can bind.
func aPlanToPlayOn(r *rand.Rand) (Problem, []flow) {
	periods := 1 + r.IntN(2)
	p := Problem{Format: FormatProblem, SingleHub: r.IntN(2) == 0}
	for t := range periods {
		p.Periods = append(p.Periods, fmt.Sprint("t", t))
	}
	series := func(f func() float64) Series {
		s := make(Series, periods)
		for t := range s {
			s[t] = f()
		}
		return s
	}
	often := func(v float64) float64 {
		if r.IntN(3) == 0 {
			return 0
		}
		return v
	}
	sources, hubs, demands := 2+r.IntN(4), 1+r.IntN(2), 1+r.IntN(2)
	for s := range sources {
		p.Sources = append(p.Sources, Source{ID: fmt.Sprint("s", s), Member: fmt.Sprint("m", r.IntN(4)), Country: []string{"AL", "GR"}[r.IntN(2)],
			AvailableKg: series(func() float64 { return 1000 + math.Round(8000*r.Float64()) }), LeastKg: series(func() float64 { return often(800) }),
			Floor: series(func() float64 { return 0.5 + 0.3*r.Float64() }), JoinCost: often(300 * r.Float64()), Quality: map[string]float64{"q": r.Float64()}})
	}
	for h := range hubs {
		p.Hubs = append(p.Hubs, Hub{ID: fmt.Sprint("h", h), CapacityKg: series(func() float64 { return 60000 }), OpenCost: often(400), Handling: series(func() float64 { return 0.05 })})
	}
	for d := range demands {
		dem := Demand{ID: fmt.Sprint("d", d), Price: series(func() float64 { return 1 + 0.4*r.Float64() }), LeastKg: series(func() float64 { return often(2000) }),
			MostKg: series(func() float64 { return 1e6 }), ServeCost: often(500), Levy: 0.02,
			Papers: Papers{PerConsignment: often(100), LotKg: 5000, PerLot: often(60), ByOrigin: map[string]OriginPapers{"AL": {PerConsignment: often(80)}}}}
		if r.IntN(3) == 0 {
			least := 6000.0
			dem.TotalLeast = &least
		}
		if most := 0.6; r.IntN(3) == 0 {
			dem.Limits = map[string]Limit{"q": {Max: &most}}
		}
		p.Demands = append(p.Demands, dem)
	}
	matrix := func(rows, columns int, f func() float64) Matrix {
		m := make(Matrix, rows)
		for i := range m {
			m[i] = make([]float64, columns)
			for j := range m[i] {
				m[i][j] = f()
			}
		}
		return m
	}
	p.Collect = &Way{PalletKg: 800, PerPallet: matrix(sources, hubs, func() float64 { return often(40 * r.Float64()) }), Fixed: matrix(sources, hubs, func() float64 { return often(60) }), PerKg: matrix(sources, hubs, func() float64 { return 0.01 })}
	p.Haul = &Way{PalletKg: 800, PerPallet: matrix(hubs, demands, func() float64 { return 90 + 40*r.Float64() }), VehicleKg: 10000, PerVehicle: matrix(hubs, demands, func() float64 { return 700 + 500*r.Float64() })}
	if r.IntN(3) == 0 {
		p.Direct = &Way{VehicleKg: 4000, PerVehicle: matrix(sources, demands, func() float64 {
			if r.IntN(2) == 0 {
				return math.NaN()
			}
			return 500 + 500*r.Float64()
		})}
	}
	var plan []flow
	for s := range p.Sources {
		home := r.IntN(hubs)
		for t := range periods {
			left := p.Sources[s].AvailableKg[t]
			for d := range demands {
				kg := left
				if d < demands-1 {
					kg = math.Round(left * r.Float64())
				}
				left -= kg
				if r.IntN(6) > 0 {
					plan = append(plan, flow{s, home, d, t, kg})
				}
			}
		}
	}
	return p, plan
}

func (in *instance) asPlan(flows []flow) Plan {
	var plan Plan
	for _, f := range flows {
		g := Flow{Source: in.p.Sources[f.source].ID, Demand: in.p.Demands[f.demand].ID, Period: in.p.Periods[f.period], Kg: f.kg}
		if f.hub != direct {
			g.Hub = &in.p.Hubs[f.hub].ID
		}
		plan.Flows = append(plan.Flows, g)
	}
	return plan
}

// restrict is the problem a group faces, in the words of the format.
func restrict(p Problem, flows []flow, in func(member string) bool) Problem {
	q := p
	q.Sources = append([]Source(nil), p.Sources...)
	q.Hubs = append([]Hub(nil), p.Hubs...)
	q.AgreedKg = make([][]Series, len(p.Sources))
	for s := range p.Sources {
		for range p.Demands {
			q.AgreedKg[s] = append(q.AgreedKg[s], make(Series, len(p.Periods)))
		}
	}
	for h := range q.Hubs {
		q.Hubs[h].CapacityKg = make(Series, len(p.Periods))
	}
	for _, f := range flows {
		if in(memberOf(&p.Sources[f.source])) {
			q.AgreedKg[f.source][f.demand][f.period] += f.kg
			q.Hubs[f.hub].CapacityKg[f.period] += f.kg
		}
	}
	return q
}

var instances = flag.Int("instances", 6, "random problems on which the oracle is held against the planner")

func TestTheOracleAgreesWithThePlanner(t *testing.T) {
	t.Parallel()
	runtime, err := highs.Open(context.Background(), filepath.Join(os.TempDir(), "tok-highs"))
	if err != nil {
		t.Fatal(err)
	}
	planner := New(runtime)
	for seed := range uint64(*instances) {
		p, flows := aPlanToPlayOn(rand.New(rand.NewPCG(seed, 7)))
		full := normal(p)
		oracle, ok := NewOracle(p, newInstance(&full).asPlan(flows))
		if !ok {
			t.Fatal("too many steps")
		}
		members := oracle.Members()
		for group := range 1 << len(members) {
			in, named := make([]bool, len(members)), map[string]bool{}
			for i, m := range members {
				in[i] = group&(1<<i) != 0
				named[m] = in[i]
			}
			ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
			got, err := oracle.Worth(ctx, in)
			cancel()
			if err != nil {
				t.Fatal(err)
			}
			ctx, cancel = context.WithTimeout(context.Background(), 2*time.Second)
			plan, err := planner.Best(ctx, restrict(full, flows, func(m string) bool { return named[m] }), Options{Bare: true})
			cancel()
			if err != nil {
				t.Fatal(err)
			}
			near := 1e-6 * math.Max(100, plan.Bound)
			if got.Surplus > plan.Bound+near || plan.Surplus > got.Bound+near {
				t.Errorf("seed %d, group %v: the oracle says %v (bound %v), the planner %v (bound %v, %s)", seed, named, got.Surplus, got.Bound, plan.Surplus, plan.Bound, plan.Status)
			}
		}
	}
}

package planning_test

import (
	"context"
	"fmt"
	"math"
	"math/rand"
	"testing"

	"tok/planning"
)

// TestNoPlanThatEnumerationFindsBeatsTheBound tries every plan on a grid of flows
// in small random problems with everything in them. The grid's plans are real
// plans: none may earn more than the bound, nor more than the best plan.
func TestNoPlanThatEnumerationFindsBeatsTheBound(t *testing.T) {
	t.Parallel()
	cases := 250
	if testing.Short() {
		cases = 60
	}
	exactly := 0
	for seed := range cases {
		p := tiny(rand.New(rand.NewSource(int64(seed))))
		if err := planning.Validate(p); err != nil {
			t.Fatal(err)
		}
		best, some := enumerate(p)
		plan, err := planner.Best(context.Background(), p, planning.Options{Bare: seed%2 == 0})
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		switch {
		case !some && plan.Status == planning.Infeasible:
			continue
		case !some:
			continue // the grid is too coarse for a plan that there is
		case plan.Status != planning.Optimal:
			t.Fatalf("seed %d: %s, gap %g; the grid has a plan of %g", seed, plan.Status, plan.Gap, best)
		}
		if slack := 1e-6 * max(1, math.Abs(best)); best > plan.Surplus+slack || best > plan.Bound+slack {
			t.Fatalf("seed %d: the grid has a plan of %.6f, the answer is %.6f, bound %.6f", seed, best, plan.Surplus, plan.Bound)
		}
		if math.Abs(best-plan.Surplus) < 1e-6*max(1, best) {
			exactly++
		}
	}
	if exactly < cases/3 {
		t.Errorf("only %d of %d answers are on the grid: the grid tests little", exactly, cases)
	}
}

const gridKg = 1000

// tiny makes a problem of at most five flows whose quantities lie on the grid.
func tiny(r *rand.Rand) planning.Problem {
	periods := 1 + r.Intn(2)
	sources, hubs, demands := 1+r.Intn(3), r.Intn(3), 1+r.Intn(2)
	if periods*sources*max(hubs, 1)*demands > 6 {
		periods, demands = 1, 1
	}
	if sources*max(hubs, 1) > 5 {
		hubs = 1
	}
	p := planning.Problem{Format: planning.FormatProblem, SingleHub: r.Intn(2) == 0}
	for t := range periods {
		p.Periods = append(p.Periods, fmt.Sprint("t", t))
	}
	grid := func(most int) planning.Series {
		s := make(planning.Series, periods)
		for i := range s {
			s[i] = float64(gridKg * r.Intn(most+1))
		}
		return s
	}
	some := func(chance float64, most int) float64 {
		if r.Float64() < chance {
			return float64(r.Intn(most))
		}
		return 0
	}
	for i := range sources {
		s := planning.Source{ID: fmt.Sprint("s", i), AvailableKg: grid(3), Floor: planning.Series{float64(r.Intn(8)) / 10},
			JoinCost: some(0.4, 600), Country: []string{"AL", "GR"}[r.Intn(2)]}
		if r.Intn(3) > 0 {
			s.Quality = map[string]float64{"acidity": float64(2+r.Intn(10)) / 10}
		}
		if r.Intn(3) == 0 {
			s.LeastKg = grid(1)
		}
		if periods == 2 && r.Intn(3) == 0 {
			s.Windows = []planning.Window{{Periods: []int{0, 1}, MostKg: float64(gridKg * r.Intn(4))}}
		}
		if r.Intn(4) == 0 {
			s.Member = "m"
		}
		p.Sources = append(p.Sources, s)
	}
	for i := range hubs {
		p.Hubs = append(p.Hubs, planning.Hub{ID: fmt.Sprint("h", i), CapacityKg: grid(6), OpenCost: some(0.5, 500), Handling: planning.Series{float64(r.Intn(10)) / 100}})
	}
	for i := range demands {
		d := planning.Demand{ID: fmt.Sprint("d", i), Price: planning.Series{0.5 + float64(r.Intn(15))/10}, MostKg: grid(6),
			ServeCost: some(0.3, 400), Levy: some(0.3, 10) / 100, Must: r.Intn(6) == 0}
		d.Papers = planning.Papers{PerConsignment: some(0.4, 200)}
		if r.Intn(3) == 0 {
			d.Papers.PerLot, d.Papers.LotKg = some(1, 150), float64(500+500*r.Intn(4))
		}
		if r.Intn(3) == 0 {
			d.Papers.ByOrigin = map[string]planning.OriginPapers{"AL": {PerConsignment: some(1, 200)}}
		}
		if r.Intn(3) == 0 {
			d.LeastKg = grid(2)
			for t := range d.LeastKg {
				d.LeastKg[t] = min(d.LeastKg[t], d.MostKg[t])
			}
		}
		if r.Intn(4) == 0 {
			total := float64(gridKg * r.Intn(4))
			d.TotalMost = &total
		}
		if r.Intn(4) == 0 && d.TotalMost == nil {
			total := float64(gridKg * r.Intn(4))
			d.TotalLeast = &total
		}
		if r.Intn(3) == 0 {
			limit := float64(3+r.Intn(7)) / 10
			d.Limits = map[string]planning.Limit{"acidity": {Max: &limit}}
		}
		p.Demands = append(p.Demands, d)
	}
	way := func(from, to int, chance float64) *planning.Way {
		w := &planning.Way{PalletKg: float64(400 + 200*r.Intn(4)), VehicleKg: float64(1500 + 500*r.Intn(5))}
		matrix := func(chance float64, most float64) planning.Matrix {
			m := make(planning.Matrix, from)
			for i := range m {
				m[i] = make([]float64, to)
				for j := range m[i] {
					m[i][j] = math.NaN()
					if r.Float64() < chance {
						m[i][j] = math.Round(r.Float64()*most*100) / 100
					}
				}
			}
			return m
		}
		w.Fixed, w.PerKg = matrix(chance*0.6, 150), matrix(chance, 0.3)
		w.PerPallet, w.PerVehicle = matrix(chance*0.5, 60), matrix(chance*0.5, 300)
		return w
	}
	if hubs > 0 {
		p.Collect, p.Haul = way(sources, hubs, 0.9), way(hubs, demands, 0.9)
	}
	if hubs == 0 || periods*sources*(hubs+1)*demands <= 6 {
		p.Direct = way(sources, demands, 0.7)
	}
	p.WholeKg = r.Intn(5) == 0
	return p
}

// enumerate finds the best plan whose flows all lie on the grid.
func enumerate(p planning.Problem) (best float64, some bool) {
	var arcs []arc
	for s := range p.Sources {
		for d := range p.Demands {
			for t := range p.Periods {
				for h := -1; h < len(p.Hubs); h++ {
					if h < 0 && exists(p.Direct, s, d) || h >= 0 && exists(p.Collect, s, h) && exists(p.Haul, h, d) {
						arcs = append(arcs, arc{s, h, d, t})
					}
				}
			}
		}
	}
	kg := make([]float64, len(arcs))
	var try func(i int)
	try = func(i int) {
		if i == len(arcs) {
			if v, ok := value(p, arcs, kg); ok && (!some || v > best) {
				best, some = v, true
			}
			return
		}
		a := arcs[i]
		for q := 0.0; q <= at(p.Sources[a.s].AvailableKg, a.t); q += gridKg {
			kg[i] = q
			try(i + 1)
		}
		kg[i] = 0
	}
	try(0)
	return best, some
}

// An arc is a possible flow.
type arc struct{ s, h, d, t int }

func at(s planning.Series, t int) float64 {
	switch {
	case len(s) == 0:
		return 0
	case len(s) == 1:
		return s[0]
	}
	return s[t]
}

func cell(w *planning.Way, m planning.Matrix, i, j int) float64 {
	if w == nil || m == nil {
		return math.NaN()
	}
	return m[i][j]
}

func exists(w *planning.Way, i, j int) bool {
	if w == nil {
		return false
	}
	for _, m := range []planning.Matrix{w.Fixed, w.PerKg, w.PerPallet, w.PerVehicle} {
		if !math.IsNaN(cell(w, m, i, j)) {
			return true
		}
	}
	return false
}

// value is what a plan earns, by the letter of the format; false: it does not hold.
func value(p planning.Problem, arcs []arc, kg []float64) (float64, bool) {
	sum := map[string]float64{}
	blend := map[string]float64{}
	origin := map[string]bool{}
	v := 0.0
	for i, a := range arcs {
		q := kg[i]
		if q == 0 {
			continue
		}
		s, d := p.Sources[a.s], p.Demands[a.d]
		v += q * (at(d.Price, a.t)*(1-d.Levy) - at(s.Floor, a.t))
		consignment := fmt.Sprint("c", a.h, " ", a.d, " ", a.t)
		if a.h < 0 {
			consignment += fmt.Sprint(" ", a.s)
			sum[fmt.Sprint("way2 ", a.s, " ", a.d, " ", a.t)] += q
		} else {
			v -= q * at(p.Hubs[a.h].Handling, a.t)
			sum[fmt.Sprint("way0 ", a.s, " ", a.h, " ", a.t)] += q
			sum[fmt.Sprint("way1 ", a.h, " ", a.d, " ", a.t)] += q
			sum[fmt.Sprint("hub", a.h, " ", a.t)] += q
			sum[fmt.Sprint("open", a.h)] += q
			sum[fmt.Sprint("home", a.s, " ", a.h)] += q
		}
		sum[consignment] += q
		if l, limited := d.Limits["acidity"]; limited {
			x, known := s.Quality["acidity"]
			if !known {
				return 0, false
			}
			blend[consignment] += q * (*l.Max - x)
		}
		if !origin[consignment+s.Country] {
			origin[consignment+s.Country] = true
			v -= d.Papers.ByOrigin[s.Country].PerConsignment
		}
		if sum[consignment] == q {
			v -= d.Papers.PerConsignment
		}
		sum[fmt.Sprint("source", a.s, " ", a.t)] += q
		sum[fmt.Sprint("joined", a.s)] += q
		sum[fmt.Sprint("demand", a.d, " ", a.t)] += q
		sum[fmt.Sprint("served", a.d)] += q
	}
	for _, b := range blend {
		if b < -1e-6 {
			return 0, false
		}
	}
	for i, a := range arcs { // lots, once per consignment
		consignment := fmt.Sprint("c", a.h, " ", a.d, " ", a.t)
		if a.h < 0 {
			consignment += fmt.Sprint(" ", a.s)
		}
		if kg[i] > 0 && sum[consignment] > 0 {
			if papers := p.Demands[a.d].Papers; papers.PerLot > 0 {
				v -= papers.PerLot * math.Ceil(sum[consignment]/papers.LotKg)
			}
			sum[consignment] = 0
		}
	}
	for s, src := range p.Sources {
		homes := 0
		for h := range p.Hubs {
			if sum[fmt.Sprint("home", s, " ", h)] > 0 {
				homes++
			}
		}
		if p.SingleHub && homes > 1 {
			return 0, false
		}
		if sum[fmt.Sprint("joined", s)] > 0 {
			v -= src.JoinCost
		}
		for t := range p.Periods {
			q := sum[fmt.Sprint("source", s, " ", t)]
			if q > at(src.AvailableKg, t) || q > 0 && q < at(src.LeastKg, t) {
				return 0, false
			}
		}
		for _, w := range src.Windows {
			q := 0.0
			for _, t := range w.Periods {
				q += sum[fmt.Sprint("source", s, " ", t)]
			}
			if q > w.MostKg {
				return 0, false
			}
		}
	}
	for h, hub := range p.Hubs {
		if sum[fmt.Sprint("open", h)] > 0 {
			v -= hub.OpenCost
		}
		for t := range p.Periods {
			if sum[fmt.Sprint("hub", h, " ", t)] > at(hub.CapacityKg, t) {
				return 0, false
			}
		}
	}
	for d, dem := range p.Demands {
		total := sum[fmt.Sprint("served", d)]
		if total == 0 && !dem.Must {
			continue
		}
		v -= dem.ServeCost
		for t := range p.Periods {
			if q := sum[fmt.Sprint("demand", d, " ", t)]; q < at(dem.LeastKg, t) || q > at(dem.MostKg, t) {
				return 0, false
			}
		}
		if dem.TotalLeast != nil && total < *dem.TotalLeast || dem.TotalMost != nil && total > *dem.TotalMost {
			return 0, false
		}
	}
	for k, w := range []*planning.Way{p.Collect, p.Haul, p.Direct} {
		if w == nil {
			continue
		}
		for i := range max(len(p.Sources), len(p.Hubs)) {
			for j := range max(len(p.Hubs), len(p.Demands)) {
				for t := range p.Periods {
					if q := sum[fmt.Sprint("way", k, " ", i, " ", j, " ", t)]; q > 0 {
						v -= moving(w, i, j, q)
					}
				}
			}
		}
	}
	return v, true
}

// moving is the cheapest that q moves for: every number of pallets and vehicles is
// tried.
func moving(w *planning.Way, i, j int, q float64) float64 {
	number := func(m planning.Matrix) float64 { return cell(w, m, i, j) }
	cost := 0.0
	if x := number(w.Fixed); !math.IsNaN(x) {
		cost += x
	}
	if x := number(w.PerKg); !math.IsNaN(x) {
		cost += x * q
	}
	pallet, vehicle := number(w.PerPallet), number(w.PerVehicle)
	if math.IsNaN(pallet) && math.IsNaN(vehicle) {
		return cost
	}
	best := math.Inf(1)
	for n := 0.0; n <= 30; n++ {
		for m := 0.0; m <= 30; m++ {
			if n > 0 && math.IsNaN(pallet) || m > 0 && math.IsNaN(vehicle) || n*w.PalletKg+m*w.VehicleKg < q-1e-6 {
				continue
			}
			c := 0.0
			if n > 0 {
				c += n * pallet
			}
			if m > 0 {
				c += m * vehicle
			}
			best = min(best, c)
		}
	}
	return cost + best
}

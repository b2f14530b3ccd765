package planning

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tok/internal/highs"
)

// anOffer draws a small problem that uses everything a problem can.
func anOffer(t *rapid.T) *Problem {
	some := func(name string, most int) float64 { return float64(rapid.IntRange(0, most).Draw(t, name)) }
	maybe := func(name string) bool { return rapid.IntRange(0, 2).Draw(t, name) == 0 }
	p := Problem{Format: FormatProblem, SingleHub: rapid.Bool().Draw(t, "single_hub")}
	for range rapid.IntRange(1, 3).Draw(t, "periods") {
		p.Periods = append(p.Periods, fmt.Sprint("t", len(p.Periods)))
	}
	series := func(name string, most int) Series {
		var s Series
		for range p.Periods {
			s = append(s, 100*some(name, most))
		}
		return s
	}
	for range rapid.IntRange(1, 5).Draw(t, "sources") {
		s := Source{ID: fmt.Sprint("s", len(p.Sources)), AvailableKg: series("available", 40), Floor: Series{some("floor", 8) / 10},
			JoinCost: 50 * some("join", 8), Country: rapid.SampledFrom([]string{"AL", "GR"}).Draw(t, "country"),
			Quality: map[string]float64{"acidity": some("acidity", 12) / 10}}
		if maybe("least") {
			s.LeastKg = Series{100 * some("least", 10)}
		}
		if maybe("member") {
			s.Member = "m"
		}
		if maybe("window") {
			s.Windows = []Window{{Periods: []int{0, len(p.Periods) - 1}[:min(2, len(p.Periods))], MostKg: 100 * some("window", 40)}}
		}
		p.Sources = append(p.Sources, s)
	}
	for range rapid.IntRange(0, 3).Draw(t, "hubs") {
		p.Hubs = append(p.Hubs, Hub{ID: fmt.Sprint("h", len(p.Hubs)), CapacityKg: series("capacity", 80), OpenCost: 50 * some("open", 10), Handling: Series{some("handling", 10) / 100}})
	}
	for range rapid.IntRange(1, 2).Draw(t, "demands") {
		d := Demand{ID: fmt.Sprint("d", len(p.Demands)), Price: Series{0.5 + some("price", 15)/10}, MostKg: series("most", 80), LeastKg: Series{0},
			Papers: Papers{PerConsignment: 20 * some("consignment", 10)}, ServeCost: 50 * some("serve", 6), Levy: some("levy", 5) / 100}
		if maybe("lots") {
			d.Papers.LotKg, d.Papers.PerLot = 1000, 20*some("lot", 6)
		}
		if maybe("origins") {
			d.Papers.ByOrigin = map[string]OriginPapers{"AL": {PerConsignment: 20 * some("origin", 6)}}
		}
		if maybe("limit") {
			most := 0.3 + some("limit", 8)/10
			d.Limits = map[string]Limit{"acidity": {Max: &most}}
		}
		if maybe("asks") {
			for k, most := range d.MostKg {
				d.LeastKg = append(d.LeastKg[:k], most/2)
			}
			d.Must = maybe("must")
		}
		if maybe("total") {
			total := 100 * some("total", 100)
			if rapid.Bool().Draw(t, "total most") {
				d.TotalMost = &total
			} else {
				d.TotalLeast = &total
			}
		}
		p.Demands = append(p.Demands, d)
	}
	way := func(name string, from, to int) *Way {
		w := &Way{PalletKg: 800, VehicleKg: 2400}
		for _, m := range []*Matrix{&w.Fixed, &w.PerKg, &w.PerPallet, &w.PerVehicle} {
			unit := rapid.SampledFrom([]float64{0, 0.01, 10}).Draw(t, name+" unit")
			if unit == 0 {
				continue
			}
			for range from {
				row := make([]float64, to)
				for j := range row {
					row[j] = unit * some(name, 12)
					if rapid.IntRange(0, 5).Draw(t, name+" none") == 0 {
						row[j] = math.NaN()
					}
				}
				*m = append(*m, row)
			}
		}
		return w
	}
	p.Collect, p.Haul = way("collect", len(p.Sources), len(p.Hubs)), way("haul", len(p.Hubs), len(p.Demands))
	if maybe("direct") {
		p.Direct = way("direct", len(p.Sources), len(p.Demands))
	}
	if maybe("charged") {
		p.MemberCharge = map[string]float64{"m": 100, "s0": 70}
	}
	q := normal(p)
	return &q
}

func exactPlanner(t *testing.T) *Planner {
	r, err := highs.Open(context.Background(), filepath.Join(os.TempDir(), "tok-highs"))
	if err != nil {
		t.Fatal(err)
	}
	return New(r)
}

func TestNoPlanEarnsMoreThanTheBoundAtAnyPrices(t *testing.T) {
	t.Parallel()
	pl := exactPlanner(t)
	rapid.Check(t, func(t *rapid.T) {
		p := anOffer(t)
		in := newInstance(p)
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		best, err := pl.exact(ctx, in, Options{}, nothingKnown())
		if err != nil {
			t.Fatal(err)
		}
		if !best.found {
			return
		}
		worth := in.worth(best.flows)
		prices := newPricing(newLayout(in))
		for range 5 {
			for k := range prices.price {
				size := 2.0
				if prices.weight[k] == 1 {
					size = 300
				}
				prices.price[k] += size * rapid.Float64Range(-1, 1).Draw(t, "price")
				prices.price[k] = max(prices.price[k], prices.floor[k])
			}
			if b := prices.bound(); b < worth-1e-6*max(1, math.Abs(worth)) {
				t.Fatalf("bound %v, but a plan earns %v", b, worth)
			}
		}
		found, ok := pl.large(ctx, p, Options{})
		if !ok {
			return
		}
		if found.bound < worth-1e-6*max(1, math.Abs(worth)) {
			t.Fatalf("bound %v, but a plan earns %v", found.bound, worth)
		}
		if !found.found {
			return
		}
		if err := Check(*p, in.bare(found.flows, in.worth(found.flows))); err != nil && in.worth(found.flows) >= 0 {
			t.Fatal(err)
		}
		if best.bound < in.worth(found.flows)-1e-5*max(1, math.Abs(worth)) {
			t.Fatalf("earns %v, the exact bound is %v", in.worth(found.flows), best.bound)
		}
	})
}

func TestASlopeSaysHowTheBoundFalls(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		prices := newPricing(newLayout(newInstance(anOffer(t))))
		first := prices.bound()
		from, slope := slices.Clone(prices.price), slices.Clone(prices.slope)
		line := first
		for k := range prices.price {
			prices.price[k] = max(prices.floor[k], from[k]+rapid.Float64Range(-1, 1).Draw(t, "move"))
			line += slope[k] * (prices.price[k] - from[k])
		}
		if b := prices.bound(); b < line-1e-6*max(1, math.Abs(line)) {
			t.Fatalf("the bound is convex, but %v lies under the tangent's %v", b, line)
		}
	})
}

func TestADraftKeepsItsBooks(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := anOffer(t)
		in := newInstance(p)
		m := newImprover(newPricing(newLayout(in)), 1)
		m.run(context.Background(), 60)
		if !math.IsInf(m.bestSurplus, -1) {
			if worth := in.worth(flowsOfSales(m.layout, m.best)); math.Abs(worth-m.bestSurplus) > 1e-6*max(1, math.Abs(worth)) {
				t.Fatalf("books say %v, the account %v", m.bestSurplus, worth)
			}
		}
	})
}

func TestALargeOfferGivesTheSamePlanTwice(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := anOffer(t)
		first, _ := (&Planner{}).large(context.Background(), p, Options{Seed: 3})
		again, _ := (&Planner{}).large(context.Background(), p, Options{Seed: 3})
		if !slices.Equal(first.flows, again.flows) || first.bound != again.bound {
			t.Fatal("two runs differ")
		}
	})
}

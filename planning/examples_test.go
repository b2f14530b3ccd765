package planning_test

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"tok/internal/examples"
	"tok/planning"
)

// TestWorkedExamples asks each question of testdata/*.txt and compares the answer
// below its line of dashes.
func TestWorkedExamples(t *testing.T) {
	t.Parallel()
	examples.Run(t, func(t *testing.T, question string) string {
		p, err := ask(question)
		if err != nil {
			t.Fatal(err)
		}
		plan, err := planner.Best(context.Background(), p, planning.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return tell(plan)
	})
}

// ask reads a question: a line per source, hub, demand and way, each an id (a way:
// two), then names and values.
func ask(question string) (planning.Problem, error) {
	p := planning.Problem{Format: planning.FormatProblem, Periods: []string{"1"}}
	ids := map[string]int{}
	var ways [][]string
	for _, line := range strings.Split(question, "\n") {
		w := strings.Fields(strings.Split(line, "#")[0])
		if len(w) == 0 {
			continue
		}
		values := func(from int) map[string]float64 {
			v := map[string]float64{}
			for i := from; i+1 < len(w); i += 2 {
				x, err := strconv.ParseFloat(w[i+1], 64)
				if err != nil {
					x = math.NaN()
				}
				v[w[i]] = x
			}
			return v
		}
		switch w[0] {
		case "periods":
			n, _ := strconv.Atoi(w[1])
			for len(p.Periods) < n {
				p.Periods = append(p.Periods, strconv.Itoa(len(p.Periods)+1))
			}
		case "source":
			v := values(2)
			s := planning.Source{ID: w[1], AvailableKg: planning.Series{v["kg"]}, Floor: planning.Series{v["floor"]}, JoinCost: v["join"], LeastKg: planning.Series{v["least"]}}
			if x, is := v["acidity"]; is {
				s.Quality = map[string]float64{"acidity": x}
			}
			ids[s.ID] = len(p.Sources)
			p.Sources = append(p.Sources, s)
		case "hub":
			v := values(2)
			ids[w[1]] = len(p.Hubs)
			p.Hubs = append(p.Hubs, planning.Hub{ID: w[1], CapacityKg: planning.Series{v["kg"]}, OpenCost: v["open"], Handling: planning.Series{v["handling"]}})
		case "demand":
			v := values(2)
			_, must := v["must"]
			d := planning.Demand{ID: w[1], MostKg: planning.Series{v["kg"]}, LeastKg: planning.Series{v["least"]}, Price: planning.Series{v["price"]},
				Must: must, ServeCost: v["serve"], Levy: v["levy"],
				Papers: planning.Papers{PerConsignment: v["papers"], PerLot: v["per_lot"], LotKg: v["lot"]}}
			if x, is := v["acidity"]; is {
				d.Limits = map[string]planning.Limit{"acidity": {Max: &x}}
			}
			ids[d.ID] = len(p.Demands)
			p.Demands = append(p.Demands, d)
		case "collect", "haul", "direct":
			ways = append(ways, w)
		default:
			return p, fmt.Errorf("%q is no line of a question", line)
		}
	}
	for _, w := range ways {
		var to **planning.Way
		from, ends := len(p.Sources), len(p.Hubs)
		switch w[0] {
		case "collect":
			to = &p.Collect
		case "haul":
			to, from, ends = &p.Haul, len(p.Hubs), len(p.Demands)
		case "direct":
			to, ends = &p.Direct, len(p.Demands)
		}
		if *to == nil {
			none := func() planning.Matrix {
				m := make(planning.Matrix, from)
				for i := range m {
					for range ends {
						m[i] = append(m[i], math.NaN())
					}
				}
				return m
			}
			*to = &planning.Way{Fixed: none(), PerKg: none(), PerPallet: none(), PerVehicle: none()}
		}
		for i := 3; i+1 < len(w); i += 2 {
			x, err := strconv.ParseFloat(w[i+1], 64)
			if err != nil {
				return p, err
			}
			switch a, b := ids[w[1]], ids[w[2]]; w[i] {
			case "fixed":
				(*to).Fixed[a][b] = x
			case "per_kg":
				(*to).PerKg[a][b] = x
			case "pallet":
				(*to).PerPallet[a][b] = x
			case "vehicle":
				(*to).PerVehicle[a][b] = x
			case "pallet_kg":
				(*to).PalletKg = x
			case "vehicle_kg":
				(*to).VehicleKg = x
			}
		}
	}
	return p, planning.Validate(p)
}

// tell writes an answer.
func tell(plan planning.Plan) string {
	var b strings.Builder
	for _, f := range plan.Flows {
		by := "directly"
		if f.Hub != nil {
			by = "by " + *f.Hub
		}
		fmt.Fprintf(&b, "%s %.6g kg %s to %s, period %s\n", f.Source, f.Kg, by, f.Demand, f.Period)
	}
	for _, l := range plan.Loads {
		if l.Pallets+l.Vehicles > 0 {
			fmt.Fprintf(&b, "%s to %s: %d pallets, %d vehicles\n", l.From, l.To, l.Pallets, l.Vehicles)
		}
	}
	for _, u := range plan.Unused {
		fmt.Fprintf(&b, "not %s: %s", u.Source, u.Reason)
		if u.JoinsAtFloor != nil {
			fmt.Fprintf(&b, ", joins at %.4f (exact %v)", *u.JoinsAtFloor, u.Exact)
		}
		fmt.Fprintln(&b)
	}
	for _, u := range plan.Unserved {
		fmt.Fprintf(&b, "%s is not served: %s, short of %.6g kg\n", u.Demand, u.Why, u.ShortKg)
	}
	for _, m := range plan.Missing {
		fmt.Fprintf(&b, "%s lacks %s by %.3f %s\n", m.Demand, m.Requirement, m.By, m.Unit)
	}
	for _, s := range plan.Sensitivity {
		fmt.Fprintf(&b, "%s: breaks even at %.4f, spare %.6g kg, may drop out %v, any %d\n", s.Demand, s.BreakEvenPrice, s.SpareKg, s.MayDropOut, s.AnyK)
	}
	fmt.Fprintf(&b, "%s, surplus %.2f, bound %.2f\n", plan.Status, plan.Surplus, plan.Bound)
	return b.String()
}

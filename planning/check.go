package planning

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"tok/fault"
)

// Check holds a plan against its problem with arithmetic of its own: it shares no
// code with what made the plan. It wants quantities within 1e-6 kg, and limits and
// costs within 1e-6 of their size. The error names the first thing that is wrong.
func Check(p Problem, plan Plan) error {
	c := &checking{p: normal(p), plan: &plan}
	for _, step := range []func(){c.read, c.proof, c.supply, c.homes, c.hubCapacity, c.demandsMet, c.blends, c.wholeKilograms, c.accounts, c.loads} {
		if step(); c.err != nil {
			return c.err
		}
		if plan.Status == Infeasible {
			return nil
		}
	}
	return nil
}

// A route is the key of a checked flow: hub "" goes directly.
type route struct{ source, hub, demand, period int }

type checking struct {
	p     Problem
	plan  *Plan
	flows map[route]float64
	err   error
}

func (c *checking) wrong(format string, args ...any) {
	if c.err == nil {
		c.err = fault.Of(fault.Broken, "planning.wrong_plan").Because(fmt.Errorf(format, args...))
	}
}

// over says whether a is more than b beyond the tolerance on kilograms.
func over(a, b float64) bool { return a > b+1e-6+1e-12*math.Abs(b) }

// near says whether two amounts of money are the same within the tolerance.
func near(a, b, size float64) bool {
	return math.Abs(a-b) <= 1e-6*max(1, math.Abs(a), math.Abs(b), size)
}

func (c *checking) read() {
	c.flows = map[route]float64{}
	if c.plan.Status == Infeasible {
		if len(c.plan.Flows) > 0 {
			c.wrong("an infeasible answer has flows")
		}
		return
	}
	sources, hubs, demands, periods := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}
	for i, s := range c.p.Sources {
		sources[s.ID] = i
	}
	for i, h := range c.p.Hubs {
		hubs[h.ID] = i
	}
	for i, d := range c.p.Demands {
		demands[d.ID] = i
	}
	for i, t := range c.p.Periods {
		periods[t] = i
	}
	for i, f := range c.plan.Flows {
		r := route{hub: -1}
		var known [4]bool
		r.source, known[0] = sources[f.Source]
		r.demand, known[1] = demands[f.Demand]
		r.period, known[2] = periods[f.Period]
		known[3] = f.Hub == nil
		if f.Hub != nil {
			r.hub, known[3] = hubs[*f.Hub]
		}
		if known != [4]bool{true, true, true, true} {
			c.wrong("flow %d has an unknown end or period", i)
			return
		}
		if !(f.Kg > 0) || math.IsInf(f.Kg, 0) {
			c.wrong("flow %d moves %v kg", i, f.Kg)
			return
		}
		c.flows[r] += f.Kg
	}
}

// routes gives the flows in a fixed order.
func (c *checking) routes() []route {
	return slices.SortedFunc(maps.Keys(c.flows), func(a, b route) int {
		return slices.Compare([]int{a.source, a.hub, a.demand, a.period}, []int{b.source, b.hub, b.demand, b.period})
	})
}

// proof holds surplus, bound, gap and status together.
func (c *checking) proof() {
	pl := c.plan
	if pl.Status == Infeasible {
		return
	}
	if math.IsNaN(pl.Bound) || pl.Bound < pl.Surplus-1e-6*max(1, math.Abs(pl.Surplus)) {
		c.wrong("bound %v below surplus %v", pl.Bound, pl.Surplus)
	}
	if gap := (pl.Bound - pl.Surplus) / max(1, math.Abs(pl.Bound)); !near(gap, pl.Gap, 0) {
		c.wrong("gap %v is said to be %v", gap, pl.Gap)
	}
	must := slices.ContainsFunc(c.p.Demands, func(d Demand) bool { return d.Must })
	if !must && pl.Surplus < -1e-6 {
		c.wrong("surplus %v is less than trading nothing", pl.Surplus)
	}
}

// supply holds what every source delivers within what it has and wants.
func (c *checking) supply() {
	for i, s := range c.p.Sources {
		in := make([]float64, len(c.p.Periods))
		for r, kg := range c.flows {
			if r.source == i {
				in[r.period] += kg
			}
		}
		for t, kg := range in {
			if over(kg, s.AvailableKg[t]) {
				c.wrong("%s delivers %v kg of %v in %s", s.ID, kg, s.AvailableKg[t], c.p.Periods[t])
			}
			if kg > 1e-6 && over(s.LeastKg[t], kg) {
				c.wrong("%s delivers %v kg, less than %v in %s", s.ID, kg, s.LeastKg[t], c.p.Periods[t])
			}
		}
		for k, w := range s.Windows {
			sum := 0.0
			for _, t := range w.Periods {
				sum += in[t]
			}
			if over(sum, w.MostKg) {
				c.wrong("%s delivers %v kg in window %d of %v", s.ID, sum, k, w.MostKg)
			}
		}
	}
	if c.p.AgreedKg == nil {
		return
	}
	sum := map[[3]int]float64{}
	for r, kg := range c.flows {
		sum[[3]int{r.source, r.demand, r.period}] += kg
	}
	for k, kg := range sum {
		if over(kg, c.p.AgreedKg[k[0]][k[1]][k[2]]) {
			c.wrong("%s delivers %v kg, more than agreed", c.p.Sources[k[0]].ID, kg)
		}
	}
}

// homes holds every source to one hub.
func (c *checking) homes() {
	if !c.p.SingleHub {
		return
	}
	home := map[int]int{}
	for r := range c.flows {
		if r.hub < 0 {
			continue
		}
		if h, ok := home[r.source]; ok && h != r.hub {
			c.wrong("%s delivers to two hubs", c.p.Sources[r.source].ID)
		}
		home[r.source] = r.hub
	}
}

func (c *checking) hubCapacity() {
	sum := map[[2]int]float64{}
	for r, kg := range c.flows {
		if r.hub >= 0 {
			sum[[2]int{r.hub, r.period}] += kg
		}
	}
	for k, kg := range sum {
		if h := c.p.Hubs[k[0]]; over(kg, h.CapacityKg[k[1]]) {
			c.wrong("hub %s moves %v kg of %v", h.ID, kg, h.CapacityKg[k[1]])
		}
	}
}

// demandsMet holds every served demand within its quantities.
func (c *checking) demandsMet() {
	for j, d := range c.p.Demands {
		got, total := make([]float64, len(c.p.Periods)), 0.0
		for r, kg := range c.flows {
			if r.demand == j {
				got[r.period] += kg
				total += kg
			}
		}
		if total == 0 && !d.Must {
			continue
		}
		for t, kg := range got {
			if over(kg, d.MostKg[t]) || over(d.LeastKg[t], kg) {
				c.wrong("demand %s gets %v kg in %s, not %v to %v", d.ID, kg, c.p.Periods[t], d.LeastKg[t], d.MostKg[t])
			}
		}
		slack := 1e-6 * float64(len(got)) // the tolerance of each period
		if d.TotalLeast != nil && total < *d.TotalLeast-slack || d.TotalMost != nil && total > *d.TotalMost+slack {
			c.wrong("demand %s gets %v kg in all", d.ID, total)
		}
	}
}

// blends holds the mean of every limited quality of every consignment.
func (c *checking) blends() {
	type consignment struct{ hub, source, demand, period int }
	mixed := map[consignment][]route{}
	for _, r := range c.routes() {
		k := consignment{r.hub, -1, r.demand, r.period}
		if r.hub < 0 {
			k.source = r.source
		}
		mixed[k] = append(mixed[k], r)
	}
	for k, parts := range mixed {
		for q, l := range c.p.Demands[k.demand].Limits {
			if l.Min == nil && l.Max == nil {
				continue
			}
			kg, sum := 0.0, 0.0
			for _, r := range parts {
				v, known := c.p.Sources[r.source].Quality[q]
				if !known {
					c.wrong("%s has no %s", c.p.Sources[r.source].ID, q)
				}
				kg += c.flows[r]
				sum += v * c.flows[r]
			}
			mean := sum / kg
			if l.Min != nil && mean < *l.Min-1e-6*max(1, math.Abs(*l.Min)) || l.Max != nil && mean > *l.Max+1e-6*max(1, math.Abs(*l.Max)) {
				c.wrong("%s of a consignment to %s is %v", q, c.p.Demands[k.demand].ID, mean)
			}
		}
	}
}

func (c *checking) wholeKilograms() {
	if !c.p.WholeKg {
		return
	}
	for r, kg := range c.flows {
		if math.Abs(kg-math.Round(kg)) > 1e-6 {
			c.wrong("%s delivers %v kg", c.p.Sources[r.source].ID, kg)
		}
	}
}

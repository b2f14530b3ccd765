package planning

import (
	"context"
	"math"

	"tok/internal/highs"
)

// Reasons why a source delivers nothing.
const (
	NothingAvailable = "nothing_available" // it has nothing in any period
	NoWay            = "no_way"            // no way leads from it to any demand
	LacksQuality     = "quality"           // it may serve no demand it has a way to
	TooDear          = "too_dear"          // below the floor JoinsAtFloor it would be used
	NotNeeded        = "not_needed"        // it would not be used even for nothing
	NoTrade          = "no_trade"          // nobody delivers anything
)

// fewColumns and fewUnused bound the problems small enough to be solved again for
// every unused source; fewNodes bounds each of these solves.
const fewColumns, fewUnused, fewNodes = 150, 12, 300

// unused names the sources that deliver nothing, and the floor at which each would.
func (pl *Planner) unused(ctx context.Context, in *instance, c candidate, prices *fixedProgramme) []Unused {
	used := in.sum(c.flows).source
	var all []Unused
	var dear []int
	for s := range in.p.Sources {
		if _, is := used[s]; is {
			continue
		}
		reason := in.shut(s)
		if reason == "" {
			reason = TooDear
			dear = append(dear, len(all))
		}
		all = append(all, Unused{Source: in.p.Sources[s].ID, Reason: reason, Exact: reason != TooDear})
	}
	index := map[string]int{}
	for s := range in.p.Sources {
		index[in.p.Sources[s].ID] = s
	}
	again := len(dear) <= fewUnused && in.size() <= fewColumns && gap(in.worth(c.flows), c.bound) <= tolerance
	for _, i := range dear {
		u, s := &all[i], index[all[i].Source]
		floor, exact := 0.0, false
		if again {
			floor, exact = pl.joinsAt(ctx, in, s, c.flows)
		}
		if !exact {
			floor = in.joinsBelow(s, prices)
		}
		u.Exact = exact
		switch {
		case floor > 0:
			u.JoinsAtFloor = &floor
		case len(c.flows) == 0:
			u.Reason = NoTrade
		default:
			u.Reason = NotNeeded
		}
	}
	return all
}

// shut says what keeps source s out whatever its floor; "" if nothing does.
func (in *instance) shut(s int) string {
	some := false
	for t := range in.p.Periods {
		some = some || in.available(s, t) > littleKg
	}
	if !some {
		return NothingAvailable
	}
	way := false
	for d := range in.p.Demands {
		if in.delivers(s, d, true) {
			return ""
		}
		way = way || in.delivers(s, d, false)
	}
	if way {
		return LacksQuality
	}
	return NoWay
}

// joinsAt finds the highest floor at which source s would be in a better plan than
// the given best one: worth(plan) − worth(best) is linear in the floor for every
// plan, so the root is found by Dinkelbach's steps, each an exact solve.
func (pl *Planner) joinsAt(ctx context.Context, in *instance, s int, flows []flow) (floor float64, exact bool) {
	best := in.worth(flows)
	for range 12 {
		p := *in.p
		p.Sources = append([]Source(nil), p.Sources...)
		p.Sources[s].Floor = same(floor, len(p.Periods))
		cheap := newInstance(&p)
		g := newProgramme(cheap, cheap.chooseUnit())
		solution, err := pl.highs.Solve(ctx, &g.m, highs.Options{RelativeGap: 1e-7, AbsoluteGap: 1e-6, Nodes: fewNodes, Start: g.columns(flows)})
		if err != nil || solution.Status != highs.Optimal {
			return 0, false
		}
		found := g.flowsOf(solution.X)
		kg := cheap.sum(found).source[s]
		gain := cheap.worth(found) - best
		if kg <= littleKg || gain <= 1e-6*max(1, math.Abs(best)) {
			return min(floor, highestFloor(in, s)), true
		}
		floor += gain / kg
	}
	return 0, false
}

func highestFloor(in *instance, s int) float64 {
	most := 0.0
	for _, f := range in.p.Sources[s].Floor {
		most = max(most, f)
	}
	return most
}

// joinsBelow bounds the floor at which source s joins from the prices of the plan
// with its whole numbers fixed: what a kilogram is worth to the best demand, less
// the least that moving it and joining cost.
func (in *instance) joinsBelow(s int, prices *fixedProgramme) float64 {
	best, all := math.Inf(-1), 0.0
	for t := range in.p.Periods {
		all += in.available(s, t)
	}
	for t := range in.p.Periods {
		kg := in.available(s, t)
		if kg <= littleKg {
			continue
		}
		for d := range in.p.Demands {
			if !in.may[s][d] {
				continue
			}
			gain := in.p.Demands[d].Price[t]*(1-in.p.Demands[d].Levy) - prices.demand(d, t)
			if w := in.p.Direct.tariff(s, d); w.exists && in.withinLimits(s, d) {
				best = max(best, gain-w.perKg-w.leastPerKg()-w.fixed/kg)
			}
			for h := range in.p.Hubs {
				w, on := in.p.Collect.tariff(s, h), in.p.Haul.tariff(h, d)
				if !w.exists || !on.exists {
					continue
				}
				at := gain - w.perKg - w.leastPerKg() - w.fixed/kg - in.p.Hubs[h].Handling[t] - on.perKg - prices.hub(h, t)
				best = max(best, at-prices.blend(h, d, t, &in.p.Sources[s]))
			}
		}
	}
	return min(best-in.p.Sources[s].JoinCost/all, highestFloor(in, s))
}

// demand is the price of a kilogram to demand d in period t at the plan.
func (f *fixedProgramme) demand(d, t int) float64 {
	return f.dual(f.demandRows, [3]int{d, t, 0}) + f.dual(f.demandRows, [3]int{d, t, 1}) +
		f.dual(f.demandRows, [3]int{d, everyPeriod, 0}) + f.dual(f.demandRows, [3]int{d, everyPeriod, 1})
}

func (f *fixedProgramme) dual(rows map[[3]int]int, k [3]int) float64 {
	if row, is := rows[k]; is && f.solution.RowDual != nil {
		return f.solution.RowDual[row]
	}
	return 0
}

func (f *fixedProgramme) hub(h, t int) float64 {
	if row, is := f.hubRows[[2]int{h, t}]; is && f.solution.RowDual != nil {
		return f.solution.RowDual[row]
	}
	return 0
}

// blend is what one kilogram of s costs the mix of a consignment.
func (f *fixedProgramme) blend(h, d, t int, s *Source) float64 {
	sum := 0.0
	for _, l := range f.limitRows {
		if l.hub != h || l.demand != d || l.period != t || f.solution.RowDual == nil {
			continue
		}
		limit := f.in.p.Demands[d].Limits[l.quality]
		if l.side == "min" {
			sum += f.solution.RowDual[l.row] * (s.Quality[l.quality] - *limit.Min)
		} else {
			sum += f.solution.RowDual[l.row] * (*limit.Max - s.Quality[l.quality])
		}
	}
	return sum
}

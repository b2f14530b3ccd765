package planning

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

// spread makes a plan that does not depend on chance: where equal sources could
// deliver the same kilograms for the same surplus, each delivers in proportion to
// what it has; where that would cost, the first by id deliver.
func (in *instance) spread(flows []flow) []flow {
	if in.p.AgreedKg != nil || len(flows) == 0 {
		return flows
	}
	for _, twins := range in.twins(flows) {
		flows = in.firstThatHolds(flows,
			func() []flow { return in.share(flows, twins) },
			func() []flow { return in.shareByHub(flows, twins) },
			func() []flow { return in.inOrderOfID(flows, twins) },
		)
		flows = in.shareWhereTheyMeet(flows, twins)
	}
	slices.SortFunc(flows, compareFlows)
	return flows
}

// twins are the groups of sources that differ in nothing but their id and how much
// they have, of which some deliver.
func (in *instance) twins(flows []flow) [][]int {
	used := map[int]bool{}
	for _, f := range flows {
		used[f.source] = true
	}
	groups := map[string][]int{}
	var order []string
	for s := range in.p.Sources {
		k := in.kindOf(s)
		if groups[k] == nil {
			order = append(order, k)
		}
		groups[k] = append(groups[k], s)
	}
	var twins [][]int
	for _, k := range order {
		if g := groups[k]; len(g) > 1 && slices.ContainsFunc(g, func(s int) bool { return used[s] }) {
			slices.SortFunc(g, func(a, b int) int { return cmp.Compare(in.p.Sources[a].ID, in.p.Sources[b].ID) })
			twins = append(twins, g)
		}
	}
	return twins
}

// kindOf writes everything about source s but its id and how much it has.
func (in *instance) kindOf(s int) string {
	src := &in.p.Sources[s]
	var b strings.Builder
	fmt.Fprint(&b, src.Country, src.Floor, src.LeastKg, src.JoinCost, src.Windows, in.p.MemberCharge[in.members[s]])
	for _, q := range sortedKeys(src.Quality) {
		fmt.Fprint(&b, q, src.Quality[q])
	}
	for h := range in.p.Hubs {
		fmt.Fprint(&b, in.p.Collect.tariff(s, h))
	}
	for d := range in.p.Demands {
		fmt.Fprint(&b, in.p.Direct.tariff(s, d))
	}
	return b.String()
}

// firstThatHolds gives the first of the plans that holds and earns no less.
func (in *instance) firstThatHolds(flows []flow, plans ...func() []flow) []flow {
	least := in.worth(flows)
	least -= 1e-9 * max(1, math.Abs(least))
	for _, plan := range plans {
		if p := plan(); in.worth(p) >= least && in.sound(p) {
			return p
		}
	}
	return flows
}

// A slot is where a flow goes, whoever delivers it.
type slot struct{ hub, demand, period int }

// share gives every twin its part of all that the twins deliver.
func (in *instance) share(flows []flow, twins []int) []flow {
	kept, sums := in.takeOut(flows, twins)
	for _, k := range sums.order {
		kept = append(kept, in.parts(k, sums.kg[k], twins)...)
	}
	return kept
}

// shareByHub gives the twins that deliver to a hub their parts of what goes there.
func (in *instance) shareByHub(flows []flow, twins []int) []flow {
	kept, sums := in.takeOut(flows, twins)
	for _, k := range sums.order {
		var here []int
		for _, s := range twins {
			if slices.ContainsFunc(flows, func(f flow) bool { return f.source == s && f.hub == k.hub }) {
				here = append(here, s)
			}
		}
		kept = append(kept, in.parts(k, sums.kg[k], here)...)
	}
	return kept
}

// shareWhereTheyMeet evens out, one slot after the other, what twins deliver side by
// side, where sharing everything would cost: one may collect alone in another period.
func (in *instance) shareWhereTheyMeet(flows []flow, twins []int) []flow {
	_, sums := in.takeOut(flows, twins)
	for _, k := range sums.order {
		var kept []flow
		var here []int
		for _, f := range flows {
			if slices.Contains(twins, f.source) && k == (slot{f.hub, f.demand, f.period}) {
				here = append(here, f.source)
			} else {
				kept = append(kept, f)
			}
		}
		if len(here) < 2 {
			continue
		}
		slices.Sort(here)
		flows = in.firstThatHolds(flows, func() []flow {
			return append(kept, in.parts(k, sums.kg[k], here)...)
		})
	}
	return flows
}

// inOrderOfID lets the twins' loads be delivered by the first of them by id.
func (in *instance) inOrderOfID(flows []flow, twins []int) []flow {
	total := map[int]float64{}
	for _, f := range flows {
		total[f.source] += f.kg
	}
	from := slices.Clone(twins)
	slices.SortStableFunc(from, func(a, b int) int { return cmp.Compare(total[b], total[a]) })
	to := map[int]int{}
	for i, s := range from {
		to[s] = twins[i]
	}
	moved := slices.Clone(flows)
	for i, f := range moved {
		if s, is := to[f.source]; is {
			moved[i].source = s
		}
	}
	return moved
}

type slots struct {
	kg    map[slot]float64
	order []slot
}

// takeOut separates what the twins deliver from the rest.
func (in *instance) takeOut(flows []flow, twins []int) (kept []flow, sums slots) {
	sums.kg = map[slot]float64{}
	for _, f := range flows {
		if !slices.Contains(twins, f.source) {
			kept = append(kept, f)
			continue
		}
		k := slot{f.hub, f.demand, f.period}
		if _, is := sums.kg[k]; !is {
			sums.order = append(sums.order, k)
		}
		sums.kg[k] += f.kg
	}
	return kept, sums
}

// parts divides kg over sources in proportion to what they have in the period;
// whole kilograms by largest remainder, then by id.
func (in *instance) parts(k slot, kg float64, sources []int) (flows []flow) {
	all := 0.0
	for _, s := range sources {
		all += in.available(s, k.period)
	}
	if all == 0 {
		return nil
	}
	type part struct {
		source    int
		kg, after float64
	}
	var parts []part
	left := kg
	for _, s := range sources {
		q := kg * in.available(s, k.period) / all
		if in.p.WholeKg {
			parts = append(parts, part{s, math.Floor(q + 1e-9), q - math.Floor(q+1e-9)})
			left -= math.Floor(q + 1e-9)
			continue
		}
		parts = append(parts, part{source: s, kg: q})
	}
	if in.p.WholeKg {
		slices.SortStableFunc(parts, func(a, b part) int { return cmp.Compare(b.after, a.after) })
		for i := 0; i < len(parts) && left > 0.5; i, left = i+1, left-1 {
			parts[i].kg++
		}
	}
	for _, p := range parts {
		if p.kg > littleKg {
			flows = append(flows, flow{p.source, k.hub, k.demand, k.period, p.kg})
		}
	}
	return flows
}

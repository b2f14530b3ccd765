package planning

import (
	"math"
	"slices"
)

// A layout is a problem laid out for the method of prices: sources, lanes from a
// source to a hub, rays from a source straight to a demand, and consignments from
// a hub to a demand, all by index, with the steps of their costs.
type layout struct {
	in            *instance
	p             *Problem
	S, H, D, T, Q int
	grade         []float64      // source × quality
	least, most   []float64      // consignment limits: demand × quality, ∓Inf where none
	lanes         []lane         // by hub
	laneSteps     [][]costCorner // lane × period
	hubLanes      []int          // hub → first lane; one more at the end
	sourceLanes   [][]int32
	rays          []ray
	raySteps      [][]costCorner // ray × period
	sourceRays    [][]int32
	haulSteps     [][]costCorner // hub × demand × period, nil where no way
	haulWays      [][]costCorner // the same, all steps in order, where hubs decide by period
	haulPerKg     []float64      // hub × demand
	join          []float64      // source: what joining costs at least
	oneHome       bool           // a source has one hub and no ray, so that one price speaks for its choice
	byPeriod      bool           // a hub decides for every set of periods whether to work in it
	kgScale       float64
	collects      []tariff // lane
	hauls         []tariff // hub × demand
	straights     []tariff // ray
}

// mostFreePeriods is how many periods a hub can decide about one by one: all sets of
// them are compared.
const mostFreePeriods = 5

// laneAt is the lane from source i to hub h, which must exist.
func (l *layout) laneAt(i, h int) int {
	for _, k := range l.sourceLanes[i] {
		if l.lanes[k].hub == h {
			return int(k)
		}
	}
	return -1
}

// rayTo is the tariff from source i straight to demand d, which must exist.
func (l *layout) rayTo(i, d int) *tariff {
	for _, k := range l.sourceRays[i] {
		if l.rays[k].demand == d {
			return &l.straights[k]
		}
	}
	return nil
}

type lane struct {
	source, hub int
	perKg       float64
}

type ray struct {
	source, demand int
	perKg          float64
}

func newLayout(in *instance) *layout {
	p := in.p
	l := &layout{in: in, p: p, S: len(p.Sources), H: len(p.Hubs), D: len(p.Demands), T: len(p.Periods)}
	l.byPeriod = l.D == 1 && l.T <= mostFreePeriods
	l.qualities()
	l.joining()
	l.consignments()
	l.straight()
	l.collecting()
	return l
}

// qualities lays out every quality that some demand limits.
func (l *layout) qualities() {
	var names []string
	for _, d := range l.p.Demands {
		for q, limit := range d.Limits {
			if (limit.Min != nil || limit.Max != nil) && !slices.Contains(names, q) {
				names = append(names, q)
			}
		}
	}
	slices.Sort(names)
	l.Q = len(names)
	l.grade = make([]float64, l.S*l.Q)
	for i, s := range l.p.Sources {
		for q, name := range names {
			l.grade[i*l.Q+q] = s.Quality[name]
		}
	}
	for _, d := range l.p.Demands {
		for _, name := range names {
			least, most := math.Inf(-1), math.Inf(1)
			if limit := d.Limits[name]; limit.Min != nil {
				least = *limit.Min
			}
			if limit := d.Limits[name]; limit.Max != nil {
				most = *limit.Max
			}
			l.least, l.most = append(l.least, least), append(l.most, most)
		}
	}
}

// joining gives each source its own cost of joining and an equal part of its
// member's charge: all parts together are never more than the charge.
func (l *layout) joining() {
	sources := map[string]int{}
	for _, m := range l.in.members {
		sources[m]++
	}
	for i, s := range l.p.Sources {
		m := l.in.members[i]
		l.join = append(l.join, s.JoinCost+l.p.MemberCharge[m]/float64(sources[m]))
	}
}

// consignments lays out what can go from each hub to each demand.
func (l *layout) consignments() {
	l.haulSteps = make([][]costCorner, l.H*l.D*l.T)
	l.haulWays = make([][]costCorner, l.H*l.D*l.T)
	l.haulPerKg, l.hauls = make([]float64, l.H*l.D), make([]tariff, l.H*l.D)
	for h := range l.H {
		for d := range l.D {
			t1 := l.p.Haul.tariff(h, d)
			if !t1.exists {
				continue
			}
			l.haulPerKg[h*l.D+d], l.hauls[h*l.D+d] = t1.perKg, t1
			papers := &l.p.Demands[d].Papers
			for t := range l.T {
				most := min(l.p.Hubs[h].CapacityKg[t], l.in.most(d, t))
				once := papers.PerConsignment + l.leastOrigin(papers)
				c := l.consignment(h, d, t)
				if l.byPeriod {
					l.haulSteps[c], l.haulWays[c] = t1.loads(most, once, papers.LotKg, papers.PerLot)
				} else {
					l.haulSteps[c] = t1.hull(0, most, once, papers.LotKg, papers.PerLot)
				}
			}
		}
	}
}

// leastOrigin is the cheapest country's papers: a consignment holds goods of one at least.
func (l *layout) leastOrigin(p *Papers) float64 {
	least := math.Inf(1)
	for _, s := range l.p.Sources {
		least = min(least, p.ByOrigin[s.Country].PerConsignment)
	}
	return least
}

func (l *layout) consignment(h, d, t int) int { return (h*l.D+d)*l.T + t }

// collecting lays out the lanes, hub by hub.
func (l *layout) collecting() {
	l.oneHome = l.p.SingleHub && len(l.rays) == 0
	l.sourceLanes = make([][]int32, l.S)
	l.hubLanes = make([]int, l.H+1)
	kg := 0.0
	for h := range l.H {
		for i := range l.S {
			t1 := l.p.Collect.tariff(i, h)
			if !t1.exists || !l.sends(i, h) {
				continue
			}
			l.sourceLanes[i] = append(l.sourceLanes[i], int32(len(l.lanes)))
			l.lanes = append(l.lanes, lane{i, h, t1.perKg})
			l.collects = append(l.collects, t1)
			for t := range l.T {
				least := 0.0
				if l.oneHome {
					least = l.p.Sources[i].LeastKg[t]
				}
				steps := t1.hull(least, l.laneMost(i, h, t), 0, 0, 0)
				l.laneSteps = append(l.laneSteps, steps)
				kg += steps[len(steps)-1].kg
			}
		}
		l.hubLanes[h+1] = len(l.lanes)
	}
	l.kgScale = max(1, kg/max(1, float64(len(l.laneSteps))))
}

// sends says whether hub h can send goods of source i to anybody.
func (l *layout) sends(i, h int) bool {
	for d := range l.D {
		if l.in.may[i][d] && l.p.Haul.exists(h, d) {
			return true
		}
	}
	return false
}

// laneMost is the most that source i delivers to hub h in period t.
func (l *layout) laneMost(i, h, t int) float64 {
	taken := 0.0
	for d := range l.D {
		if l.in.may[i][d] && l.p.Haul.exists(h, d) {
			taken += min(l.in.agreed(i, d, t), l.in.most(d, t))
		}
	}
	return min(l.in.available(i, t), l.p.Hubs[h].CapacityKg[t], taken)
}

// straight lays out the rays; goods of one source must meet the limits alone.
func (l *layout) straight() {
	l.sourceRays = make([][]int32, l.S)
	for i := range l.S {
		for d := range l.D {
			t1 := l.p.Direct.tariff(i, d)
			if !t1.exists || !l.in.may[i][d] || !l.in.withinLimits(i, d) {
				continue
			}
			l.sourceRays[i] = append(l.sourceRays[i], int32(len(l.rays)))
			l.rays = append(l.rays, ray{i, d, t1.perKg})
			l.straights = append(l.straights, t1)
			papers := &l.p.Demands[d].Papers
			once := papers.PerConsignment + papers.ByOrigin[l.p.Sources[i].Country].PerConsignment
			for t := range l.T {
				most := min(l.in.agreed(i, d, t), l.in.most(d, t))
				l.raySteps = append(l.raySteps, t1.hull(0, most, once, papers.LotKg, papers.PerLot))
			}
		}
	}
}

package planning

import (
	"cmp"
	"math"
	"slices"
)

// A costCorner is a quantity that pays: a costCorner of the lower hull of what moving
// goods costs. Between neighbouring steps the hull is a straight line below the
// true cost, so the best of all quantities at a price per kilogram is a step.
type costCorner struct{ kg, cost float64 }

// mostHullSteps bounds the quantities that are compared one by one; beyond it the
// hull is replaced by a line below it.
const mostHullSteps = 4000

// hull gives the steps of moving up to most kilograms (least or nothing) at a
// tariff, without its price per kilogram; lots are papers paid by started lot,
// once is paid as soon as anything moves.
func (t tariff) hull(least, most, once, lotKg, perLot float64) []costCorner {
	nothing := costCorner{}
	if most <= littleKg || most < least {
		return []costCorner{nothing}
	}
	return lowerHull(append(t.ways(least, most, once, lotKg, perLot), nothing))
}

// loads gives the steps of moving something, up to most kilograms, without the
// choice to move nothing and pay nothing: the hull's, and all of them in order.
func (t tariff) loads(most, once, lotKg, perLot float64) (hull, all []costCorner) {
	if most <= littleKg {
		return []costCorner{}, nil
	}
	ways := t.ways(0, most, once, lotKg, perLot)
	if len(ways) == 2 && ways[0].kg == littleKg { // a line, not steps
		return ways, nil
	}
	slices.SortFunc(ways, func(a, b costCorner) int { return cmp.Or(cmp.Compare(a.kg, b.kg), cmp.Compare(a.cost, b.cost)) })
	for n, w := range ways {
		last := n == len(ways)-1
		if last || ways[n+1].kg-w.kg > littleKg && ways[n+1].cost > w.cost {
			all = append(all, w)
		}
	}
	return lowerHull(slices.Clone(all)), all
}

// ways lists quantities among which are all corners of the hull, with their costs.
func (t tariff) ways(least, most, once, lotKg, perLot float64) []costCorner {
	once += t.fixed
	cost := func(kg float64) float64 {
		_, _, load := t.mix(kg)
		if perLot > 0 {
			load += perLot * units(kg, lotKg)
		}
		return once + load
	}
	ends, ok := t.stepEnds(most, perLot > 0, lotKg)
	if !ok {
		perKg := t.leastPerKg()
		if perLot > 0 {
			perKg += perLot / lotKg
		}
		return []costCorner{{littleKg, once}, {most, once + perKg*most}}
	}
	var steps []costCorner
	for _, kg := range append(ends, least, most) {
		if kg > littleKg && kg >= least && kg <= most {
			steps = append(steps, costCorner{kg, cost(kg)})
		}
	}
	return steps
}

// stepEnds lists the quantities at which one more unit must be paid; false: too many.
func (t tariff) stepEnds(most float64, lots bool, lotKg float64) ([]float64, bool) {
	vehicles := 0.0
	if t.vehicles {
		vehicles = math.Floor(most / t.vehicleKg)
	}
	pallets := 0.0
	if t.pallets {
		pallets = math.Floor(most / t.palletKg)
	}
	started := 0.0
	if lots {
		started = math.Floor(most / lotKg)
	}
	if (vehicles+1)*(pallets+1)+started > mostHullSteps {
		return nil, false
	}
	var ends []float64
	for v := 0.0; v <= vehicles; v++ {
		base := v * t.vehicleKg
		ends = append(ends, base)
		for n := 1.0; n <= pallets && base+n*t.palletKg <= most; n++ {
			ends = append(ends, base+n*t.palletKg)
		}
	}
	for k := 1.0; k <= started; k++ {
		ends = append(ends, k*lotKg)
	}
	return ends, true
}

// lowerHull keeps the corners of the lower convex hull of steps.
func lowerHull(steps []costCorner) []costCorner {
	slices.SortFunc(steps, func(a, b costCorner) int { return cmp.Or(cmp.Compare(a.kg, b.kg), cmp.Compare(a.cost, b.cost)) })
	hull := steps[:0]
	for _, s := range steps {
		if len(hull) > 0 && s.kg-hull[len(hull)-1].kg <= littleKg {
			continue
		}
		for len(hull) > 1 && !turns(hull[len(hull)-2], hull[len(hull)-1], s) {
			hull = hull[:len(hull)-1]
		}
		hull = append(hull, s)
	}
	return slices.Clone(hull)
}

// turns says whether b lies below the line from a to c.
func turns(a, b, c costCorner) bool {
	return (b.cost-a.cost)*(c.kg-a.kg) < (c.cost-a.cost)*(b.kg-a.kg)
}

// bestStep is the step that earns most at price per kilogram, and what it earns.
// Earnings rise and then fall along a hull.
func bestStep(steps []costCorner, price float64) (int, float64) {
	best, earns := 0, 0.0
	for k := 1; k < len(steps); k++ {
		e := price*steps[k].kg - steps[k].cost
		if e <= earns {
			break
		}
		best, earns = k, e
	}
	return best, earns
}

package planning

import "slices"

// stairs is a cost that rises in steps: quantities from left[i] to right[i] cost
// cost[i]; step 0 is nothing, for nothing. A gap between right[i−1] and left[i] is a
// quantity that may not be.
type stairs struct{ left, right, cost []float64 }

// mostSteps bounds the steps of one staircase.
const mostSteps = 4000

// nearKg is how far beyond the end of a step a quantity still belongs to it.
const nearKg = 1e-5

// once is a cost that is paid as soon as there is anything, up to most kilograms.
func once(cost, most float64) stairs {
	return stairs{[]float64{0, 0}, []float64{0, most}, []float64{0, cost}}
}

// stairsOf finds the steps of a non-decreasing cost on 0..most that can only rise
// just after one of ends; false says that they are too many.
func stairsOf(cost func(kg float64) float64, ends []float64, most float64) (stairs, bool) {
	ends = slices.DeleteFunc(append(ends, most), func(q float64) bool { return q <= littleKg || q > most })
	slices.Sort(ends)
	s := stairs{[]float64{0}, []float64{0}, []float64{0}}
	for _, q := range slices.Compact(ends) {
		last := len(s.cost) - 1
		c := cost(q)
		if last > 0 && c <= s.cost[last] {
			s.right[last] = q
			continue
		}
		if len(s.cost) == mostSteps {
			return s, false
		}
		s.left = append(s.left, s.right[last])
		s.right, s.cost = append(s.right, q), append(s.cost, c)
	}
	return s, true
}

// last is the number of the highest step.
func (s *stairs) last() int { return len(s.cost) - 1 }

// step is the step that kg stands on; between[] says that it may not be there.
func (s *stairs) step(kg float64) (step int, between bool) {
	if kg <= nearKg {
		return 0, false
	}
	i, _ := slices.BinarySearch(s.right, kg-nearKg)
	i = max(1, min(i, s.last()))
	return i, kg < s.left[i]-nearKg
}

// hull is the lower convex hull of the steps low..high as corners from left to right.
func (s *stairs) hull(low, high int) []corner {
	var h []corner
	add := func(kg, cost float64) {
		if n := len(h); n > 0 && kg <= h[n-1].kg {
			if cost >= h[n-1].cost {
				return
			}
			h = h[:n-1]
		}
		for len(h) > 1 {
			a, b := h[len(h)-2], h[len(h)-1]
			if (b.cost-a.cost)*(kg-a.kg) < (cost-a.cost)*(b.kg-a.kg) {
				break
			}
			h = h[:len(h)-1]
		}
		h = append(h, corner{kg, cost})
	}
	for i := low; i <= high; i++ {
		if i == low || s.left[i] > s.right[i-1] {
			add(s.left[i], s.cost[i])
		}
		add(s.right[i], s.cost[i])
	}
	return h
}

type corner struct{ kg, cost float64 }

// under is the line of the hull below kg: cost ≥ slope·kg + base on all of it.
func under(hull []corner, kg float64) (slope, base float64) {
	if len(hull) == 1 {
		return 0, hull[0].cost
	}
	i := 1
	for i < len(hull)-1 && hull[i].kg < kg {
		i++
	}
	a, b := hull[i-1], hull[i]
	slope = (b.cost - a.cost) / (b.kg - a.kg)
	return slope, a.cost - slope*a.kg
}

// ends are the quantities at which whole pallets and vehicles are full, up to most.
func (t tariff) ends(most float64) ([]float64, bool) {
	var all []float64
	vehicles, pallets := 0.0, 0.0
	if t.vehicles {
		vehicles = units(most, t.vehicleKg)
	}
	if t.pallets {
		pallets = units(most, t.palletKg)
	}
	if (vehicles+1)*(pallets+1) > 100*mostSteps {
		return nil, false
	}
	for v := 0.0; v <= vehicles; v++ {
		for n := 0.0; n <= pallets; n++ {
			q := v*t.vehicleKg + n*t.palletKg
			all = append(all, q)
			if q > most {
				break
			}
		}
	}
	return all, true
}

// load is the staircase of a pair's tariff, its cost per kilogram aside, with the
// papers of a consignment if there is one.
func (t tariff) load(p *Papers, extra, most float64) (stairs, bool) {
	ends, ok := t.ends(most)
	if !ok {
		return stairs{}, false
	}
	if p != nil && p.PerLot > 0 {
		if units(most, p.LotKg) > mostSteps {
			return stairs{}, false
		}
		for k := 1.0; k <= units(most, p.LotKg); k++ {
			ends = append(ends, k*p.LotKg)
		}
	}
	return stairsOf(func(kg float64) float64 {
		_, _, c := t.mix(kg)
		c += t.fixed + extra
		if p != nil {
			c += papers(p, kg)
		}
		return c
	}, ends, most)
}

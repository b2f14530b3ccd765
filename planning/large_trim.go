package planning

import "math"

// trim looks at changed consignments whose last vehicle is little used, and takes
// back a sale, or a part of one, so that it is not needed, where that pays.
func (m *improver) trim() {
	for n := 0; n < len(m.changed); n++ { // grows while it runs, each once
		c := m.changed[n]
		m.trimOne(c/(m.D*m.T), c/m.T%m.D, c%m.T)
	}
	for _, c := range m.changed {
		m.dirty[c] = false
	}
	m.changed = m.changed[:0]
}

func (m *improver) trimOne(h, d, t int) {
	haul := &m.hauls[h*m.D+d]
	sent := &m.sent[m.consignment(h, d, t)]
	if !haul.vehicles || sent.kg <= littleKg {
		return
	}
	over := sent.kg - (math.Ceil((sent.kg-littleKg)/haul.vehicleKg)-1)*haul.vehicleKg
	if over > 0.35*haul.vehicleKg {
		return
	}
	// The cheapest to lose, by what a kilogram earns.
	worst, least := -1, math.Inf(1)
	for k := m.hubLanes[h]; k < m.hubLanes[h+1]; k++ {
		i := m.lanes[k].source
		s := m.sales[i*m.T+t]
		if s.kg == 0 || s.hub != h || s.demand != d || s.kg < over {
			continue
		}
		if e := m.own(i, t, s) / s.kg; e < least {
			worst, least = i, e
		}
	}
	if worst < 0 {
		return
	}
	before := m.surplus
	s := m.sales[worst*m.T+t]
	if !m.mark[worst] {
		m.mark[worst] = true
		m.touched = append(m.touched, worst)
		m.before = append(m.before, m.sales[worst*m.T:(worst+1)*m.T]...)
	}
	m.drop(worst, t)
	less := s
	less.kg -= over
	if m.p.WholeKg {
		less.kg = math.Floor(less.kg)
	}
	if less.kg > 1e-3 && less.kg >= m.p.Sources[worst].LeastKg[t] && m.active[worst] >= 0 {
		m.add(worst, t, less)
	}
	if m.surplus < before {
		m.drop(worst, t)
		m.add(worst, t, s)
	}
}

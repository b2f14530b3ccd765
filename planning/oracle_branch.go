package planning

import "math"

// decided is how near to 0 or 1 a decision must be to be taken.
const decided = 1e-7

// branch tries what the relaxation suggests, and splits the branch where the
// relaxation is still wrong.
func (h *hunt) branch(b *branch) {
	h.try(b.lp.Z)
	if b.bound <= h.enough() {
		return
	}
	if k, at := h.misjudged(b, true); k >= 0 {
		h.split(b, func(x *branch) { h.narrow(x, k, x.low[k], at-1) }, func(x *branch) { h.narrow(x, k, at, x.high[k]) })
		return
	}
	if c := h.undecided(b); c >= 0 {
		up := b.lp.Z[c] >= 0.5
		h.split(b, func(x *branch) { x.fix(c, !up) }, func(x *branch) { x.fix(c, up) })
		return
	}
	if home, others := h.torn(b); home != nil {
		h.split(b, func(x *branch) { x.close(home) }, func(x *branch) { x.close(others) })
		return
	}
	if k, at := h.misjudged(b, false); k >= 0 {
		h.split(b, func(x *branch) { h.narrow(x, k, x.low[k], at-1) }, func(x *branch) { h.narrow(x, k, at, x.high[k]) })
		return
	}
	if j := h.broken(b); j >= 0 {
		kg := b.lp.Z[j] * h.flows[j].kg
		h.split(b, func(x *branch) { x.lower[j] = math.Ceil(kg) / h.flows[j].kg }, func(x *branch) { x.upper[j] = math.Floor(kg) / h.flows[j].kg })
		return
	}
	// nothing is wrong with the relaxation but rounding
	h.bound = max(h.bound, b.bound)
}

// split pushes both halves; the second is looked at first.
func (h *hunt) split(b *branch, later, first func(*branch)) {
	other := b.clone()
	other.lp = b.lp.Clone()
	later(other)
	first(b)
	h.stack = append(h.stack, other, b)
}

func (b *branch) fix(column int, up bool) {
	if up {
		b.lower[column] = 1
	} else {
		b.upper[column] = 0
	}
}

func (b *branch) close(columns []int32) {
	for _, j := range columns {
		b.upper[j] = 0
	}
}

func (h *hunt) narrow(b *branch, k int, low, high int32) {
	b.low[k], b.high[k] = low, high
	b.hulls[k] = h.steps[k].hull(int(low), int(high))
}

// undecided is the member or demand that is least in or out, or −1.
func (h *hunt) undecided(b *branch) int {
	column, most := -1, decided
	for c := len(h.flows); c < len(h.flows)+len(h.members)+len(h.served); c++ {
		if away := min(b.lp.Z[c]-b.lower[c], b.upper[c]-b.lp.Z[c]); away > most {
			column, most = c, away
		}
	}
	return column
}

// torn is, of the sources that use several hubs and may use only one, the one with
// most to move: its flows to its main hub, and to the others.
func (h *hunt) torn(b *branch) (home, others []int32) {
	most := nearKg
	for _, homes := range h.homes {
		best, first, second := -1, 0.0, 0.0
		for i, to := range homes {
			switch kg := h.kilograms(b.lp.Z, to); {
			case kg > first:
				best, first, second = i, kg, first
			case kg > second:
				second = kg
			}
		}
		if second <= most {
			continue
		}
		most, home, others = second, homes[best], nil
		for i, to := range homes {
			if i != best {
				others = append(others, to...)
			}
		}
	}
	return home, others
}

func (h *hunt) kilograms(z []float64, flows []int32) float64 {
	kg := 0.0
	for _, j := range flows {
		kg += h.restricted.flows[j].kg * z[j]
	}
	return kg
}

// misjudged is, of those shared by several sources or of the others, the staircase whose cost is most above what the relaxation takes it
// for, and the step from which on it would be right; −1 if there is none.
func (h *hunt) misjudged(b *branch, joint bool) (int, int32) {
	worst, at, most := -1, int32(0), 0.1*h.small
	for k := range h.steps {
		s := &h.steps[k]
		if joint != s.joint {
			continue
		}
		kg := h.kilograms(b.lp.Z, s.columns)
		i, between := s.step(kg)
		step := max(min(int32(i), b.high[k]), b.low[k])
		if step == b.low[k] {
			continue
		}
		wrong := 0.0
		if s.theta >= 0 {
			wrong = s.cost[step] - s.cost[s.last()]*b.lp.Z[s.theta]
		}
		if between {
			wrong = max(wrong, 1)
		}
		if wrong > most {
			worst, at, most = k, step, wrong
		}
	}
	return worst, at
}

// broken is a flow that should be whole kilograms and is not, or −1.
func (h *hunt) broken(b *branch) int {
	if !h.in.p.WholeKg {
		return -1
	}
	for j, f := range h.flows {
		if kg := f.kg * b.lp.Z[j]; math.Abs(kg-math.Round(kg)) > nearKg {
			return j
		}
	}
	return -1
}

// try takes the flows of a relaxation as they are and keeps them if they hold and
// are better.
func (h *hunt) try(z []float64) {
	kg := make([]float64, len(h.flows))
	in := make([]bool, len(h.members))
	for i := range in {
		v := z[h.memberColumn(i)]
		in[i] = v > 1-decided || h.lent && v > decided
	}
	for j, f := range h.flows {
		if q := f.kg * min(max(z[j], 0), 1); q > nearKg {
			if kg[j] = q; f.kg-q < littleKg {
				kg[j] = f.kg
			}
			in[h.owner[j]] = true
		}
	}
	h.keep(kg, in)
}

// keep makes flows of a group the best if they hold and are.
func (h *hunt) keep(kg []float64, in []bool) {
	if h.proper && !isProper(in) {
		return
	}
	z, ok := h.complete(kg, in)
	if !ok {
		return
	}
	value := 0.0
	for c, v := range z {
		value += h.gain[c] * v
	}
	if h.found != nil {
		h.found(in, value)
	}
	if value > h.best {
		h.best, h.kg = value, kg
	}
}

func isProper(in []bool) bool {
	some, all := false, true
	for _, v := range in {
		some, all = some || v, all && v
	}
	return some && !all
}

// kindKg is how far kilograms may miss a requirement that rounding touched.
const kindKg = 1e-4

// complete gives all columns of flows, with true costs; false says that they break a
// row, use two hubs, fall between two steps or are not whole.
func (m *restricted) complete(kg []float64, in []bool) ([]float64, bool) {
	z := make([]float64, m.columns())
	for i, v := range in {
		if v {
			z[m.memberColumn(i)] = 1
		}
	}
	for j, f := range m.flows {
		z[j] = kg[j] / f.kg
		if m.in.p.WholeKg && math.Abs(kg[j]-math.Round(kg[j])) > kindKg {
			return nil, false
		}
		for k, d := range m.served {
			if d == f.demand && kg[j] > nearKg {
				z[m.servedColumn(k)] = 1
			}
		}
	}
	for k := range m.steps {
		s := &m.steps[k]
		i, between := s.step(sumOver(kg, s.columns))
		if between {
			return nil, false
		}
		if s.theta >= 0 {
			z[s.theta] = s.cost[i] / s.cost[s.last()]
		}
	}
	for _, homes := range m.homes {
		used := 0
		for _, to := range homes {
			if sumOver(kg, to) > nearKg {
				used++
			}
		}
		if used > 1 {
			return nil, false
		}
	}
	for k := range m.rows {
		if m.rows[k].At(z) < m.rows[k].Bound-1e-8 {
			return nil, false
		}
	}
	return z, true
}

func sumOver(kg []float64, flows []int32) float64 {
	sum := 0.0
	for _, j := range flows {
		sum += kg[j]
	}
	return sum
}

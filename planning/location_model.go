package planning

import (
	"math"

	"tok/internal/highs"
)

// Model is p as a mixed-integer programme, maximising the surplus: what other
// solvers are given when they are measured beside this one. Warehouse location
// has its strong form, a row per customer and site.
func Model(p Problem) highs.Model {
	p = normal(p)
	if l, ok := locationOf(&p); ok {
		return l.model()
	}
	in := newInstance(&p)
	return newProgramme(in, in.chooseUnit()).m
}

// model has a column per site, then per site and customer the share it serves.
func (l *locationProblem) model() highs.Model {
	b := newTable()
	b.m.Offset = -l.constant
	for _, f := range l.fixed {
		b.column(-f, 0, 1, true)
	}
	share := make([]int, len(l.cost))
	for k, c := range l.cost {
		share[k] = none
		if !math.IsInf(c, 1) {
			share[k] = b.column(-c*l.need[k%l.customers], 0, 1, false)
		}
	}
	for j := range l.customers {
		var all []term
		for i := range l.sites {
			all = append(all, term{share[i*l.customers+j], 1})
		}
		b.row(1, 1, all...)
	}
	for i := range l.sites {
		var load []term
		for j := range l.customers {
			load = append(load, term{share[i*l.customers+j], l.need[j]})
			b.implies(share[i*l.customers+j], i)
		}
		b.atMost(load, l.capacity[i], i)
	}
	return b.m
}

package planning

import (
	"math"

	"tok/internal/highs"
)

// A term is a coefficient of a row.
type term struct {
	column int
	value  float64
}

// none is the column of a decision that need not be taken.
const none = -1

// A table grows a linear programme by columns and rows.
type table struct {
	m highs.Model
}

func newTable() table {
	return table{highs.Model{Maximise: true, Start: []int32{0}}}
}

func (b *table) column(cost, lower, upper float64, whole bool) int {
	m := &b.m
	m.Cost, m.Lower, m.Upper = append(m.Cost, cost), append(m.Lower, lower), append(m.Upper, upper)
	m.Integer = append(m.Integer, whole)
	return len(m.Cost) - 1
}

// row adds lower ≤ Σ terms ≤ upper and gives its number; terms without a column
// are left out.
func (b *table) row(lower, upper float64, terms ...term) int {
	m := &b.m
	for _, t := range terms {
		if t.column == none || t.value == 0 {
			continue
		}
		m.Index, m.Value = append(m.Index, int32(t.column)), append(m.Value, t.value)
	}
	m.Start = append(m.Start, int32(len(m.Index)))
	m.RowLower, m.RowUpper = append(m.RowLower, lower), append(m.RowUpper, upper)
	return len(m.RowLower) - 1
}

// atMost adds Σ terms ≤ most·gate, or ≤ most without a gate.
func (b *table) atMost(terms []term, most float64, gate int) int {
	if gate == none {
		return b.row(math.Inf(-1), most, terms...)
	}
	return b.row(math.Inf(-1), 0, append(terms[:len(terms):len(terms)], term{gate, -most})...)
}

// atLeast adds Σ terms ≥ least·gate, or ≥ least without a gate.
func (b *table) atLeast(terms []term, least float64, gate int) int {
	if gate == none {
		return b.row(least, math.Inf(1), terms...)
	}
	return b.row(0, math.Inf(1), append(terms[:len(terms):len(terms)], term{gate, -least})...)
}

// implies adds a ≤ b for two yes-or-no columns.
func (b *table) implies(a, then int) {
	if a != none && then != none && a != then {
		b.row(math.Inf(-1), 0, term{a, 1}, term{then, -1})
	}
}

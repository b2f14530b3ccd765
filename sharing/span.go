package sharing

import "math/bits"

// prime is 2^61 − 1. The minors of 0/1 matrices of 23 columns stay far below it, so
// rank computed modulo prime is the true rank.
const prime = 1<<61 - 1

// A span is the linear span of groups (as 0/1 vectors), kept in reduced echelon
// form modulo prime: exact, where floating point would have to guess.
type span struct {
	n      int
	rows   [][]uint64
	pivots []int
}

func (s *span) rank() int { return len(s.rows) }

// add widens the span by a group; false says that it was inside already.
func (s *span) add(mask uint32) bool {
	row := make([]uint64, s.n)
	for i := range row {
		row[i] = uint64(mask >> i & 1)
	}
	for k, p := range s.pivots {
		subtract(row, s.rows[k], row[p])
	}
	pivot := -1
	for i, v := range row {
		if v != 0 {
			pivot = i
			break
		}
	}
	if pivot < 0 {
		return false
	}
	inverse := power(row[pivot], prime-2)
	for i := range row {
		row[i] = times(row[i], inverse)
	}
	for _, other := range s.rows {
		subtract(other, row, other[pivot])
	}
	s.rows, s.pivots = append(s.rows, row), append(s.pivots, pivot)
	return true
}

// outside gives a test whether a group lies outside the span: one vector drawn from
// the vectors orthogonal to the span is orthogonal to a group outside it only with
// probability 1/prime.
func (s *span) outside() func(mask uint32) bool {
	null := make([]uint64, s.n)
	seed := uint64(0x9e3779b97f4a7c15)
	for i := range null {
		seed ^= seed << 13
		seed ^= seed >> 7
		seed ^= seed << 17
		null[i] = seed % prime
	}
	for _, p := range s.pivots {
		null[p] = 0
	}
	for k, p := range s.pivots {
		v := uint64(0)
		for i, f := range s.rows[k] {
			if i != p {
				v = plus(v, times(f, null[i]))
			}
		}
		null[p] = minus(0, v)
	}
	return func(mask uint32) bool {
		v := uint64(0)
		for ; mask != 0; mask &= mask - 1 {
			v = plus(v, null[bits.TrailingZeros32(mask)])
		}
		return v != 0
	}
}

// subtract takes factor × other from row.
func subtract(row, other []uint64, factor uint64) {
	if factor == 0 {
		return
	}
	for i, v := range other {
		row[i] = minus(row[i], times(factor, v))
	}
}

func plus(a, b uint64) uint64 {
	if a += b; a >= prime {
		a -= prime
	}
	return a
}

func minus(a, b uint64) uint64 { return plus(a, prime-b) }

func times(a, b uint64) uint64 {
	high, low := bits.Mul64(a, b)
	return plus(low&prime, plus(low>>61|high<<3&prime, 0))
}

func power(a uint64, exponent uint64) uint64 {
	result := uint64(1)
	for ; exponent > 0; exponent >>= 1 {
		if exponent&1 == 1 {
			result = times(result, a)
		}
		a = times(a, a)
	}
	return result
}

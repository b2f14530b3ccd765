package sharing

import (
	"math"
	"math/bits"
)

// A table holds the worth of every group; bit i of a group's mask is player i. A
// game of costs is kept as the game of what is saved: v = −cost, so that rules
// know only one kind.
type table struct {
	players []string
	v       []float64
	cost    bool
	weight  []float64 // agreed kilograms; nil: by worth alone
}

func newTable(players []string) *table {
	return &table{players: players, v: make([]float64, 1<<len(players))}
}

func (t *table) n() int         { return len(t.players) }
func (t *table) all() uint32    { return uint32(len(t.v) - 1) }
func (t *table) total() float64 { return t.v[t.all()] }

// scale is the size of the game's numbers, for tolerances.
func (t *table) scale() float64 {
	s := 1.0
	for _, v := range t.v {
		s = math.Max(s, math.Abs(v))
	}
	return s
}

func (t *table) group(mask uint32) []string {
	g := make([]string, 0, bits.OnesCount32(mask))
	for i, p := range t.players {
		if mask&(1<<i) != 0 {
			g = append(g, p)
		}
	}
	return g
}

// sumsOf gives the sum of x over every subset of its players.
func sumsOf(x []float64) []float64 {
	sums := make([]float64, 1<<len(x))
	for i, v := range x {
		for low := range 1 << i {
			sums[1<<i|low] = sums[low] + v
		}
	}
	return sums
}

// worst finds the proper group with the largest v(S) − x(S) above least for which
// keep holds (nil = all), with that excess; 0 if there is none. Ties go to the
// smallest mask.
func (t *table) worst(x []float64, least float64, keep func(uint32) bool) (uint32, float64) {
	return t.scan(x, least, keep, nil)
}

// scan is worst, and offers found the worst group of every block on the way. The
// sums of x are kept for two halves of the players, so that the scan reads little
// but the table.
func (t *table) scan(x []float64, least float64, keep func(uint32) bool, found func(uint32)) (uint32, float64) {
	half := (len(x) + 1) / 2
	low, high := sumsOf(x[:half]), sumsOf(x[half:])
	most, worst := least, uint32(0)
	last := len(t.v) - 1
	for h, xh := range high {
		row := t.v[h<<half : (h+1)<<half]
		best, group := least, uint32(0)
		if found == nil {
			best = most
		}
		for l, xl := range low {
			gain := row[l] - xh - xl
			if gain <= best {
				continue
			}
			mask := h<<half | l
			if mask == 0 || mask == last || keep != nil && !keep(uint32(mask)) {
				continue
			}
			best, group = gain, uint32(mask)
		}
		if group != 0 && found != nil {
			found(group)
		}
		if group != 0 && best > most {
			most, worst = best, group
		}
	}
	return worst, most
}

// A search finds the same as worst, but looks first among the groups that were worst
// in their block before: a scan of the whole table is needed only when they are
// content.
type search struct {
	t    *table
	keep func(uint32) bool
	pool []uint32
}

// mostPooled bounds the groups a search remembers.
const mostPooled = 1 << 14

func (s *search) worst(x []float64, least float64) (uint32, float64) {
	most, worst := least, uint32(0)
	for _, mask := range s.pool {
		gain := s.t.v[mask]
		for m := mask; m != 0; m &= m - 1 {
			gain -= x[bits.TrailingZeros32(m)]
		}
		if gain > most {
			most, worst = gain, mask
		}
	}
	if worst != 0 {
		return worst, most
	}
	if len(s.pool) > mostPooled {
		s.pool = s.pool[:0]
	}
	return s.t.scan(x, least, s.keep, func(mask uint32) { s.pool = append(s.pool, mask) })
}

package sharing

import (
	"math"

	"tok/internal/cutting"
)

// named says what the rows of a projection are called.
type named struct {
	players   []string
	everybody int                               // the key of everybody's row
	holds     func(key int, player int) bool    // whether a row's group holds a player
	group     func(key int) []string            // its players
	outward   func(euro float64) (said float64) // as the split says it
	limit     float64                           // what is no move
}

func (t *table) named() named {
	return named{
		players: t.players, everybody: int(t.all()),
		holds:   func(mask, i int) bool { return mask&(1<<i) != 0 },
		group:   func(mask int) []string { return t.group(uint32(mask)) },
		outward: t.outward, limit: 1e-7 * t.scale(),
	}
}

// corrections explains by how much the projection moved whom, and because of which
// group. Where the core has no inside, the multipliers of its tight groups may come
// out negative; a multiple of the least core's own multipliers, whose groups add up
// to a multiple of everybody, is added until none is.
func corrections(names named, from []float64, near cutting.Nearest, tight []tightGroup) []Correction {
	push := map[int]float64{}
	for j, r := range near.Active {
		if r.Key != names.everybody {
			push[r.Key] = near.Multiplier[j]
		}
	}
	lift := 0.0
	for _, g := range tight {
		lift = math.Max(lift, -push[g.key]/g.multiplier)
	}
	for _, g := range tight {
		if lift > 0 {
			push[g.key] += lift * g.multiplier
		}
	}
	var all []Correction
	for i, p := range names.players {
		moved := near.Point[i] - from[i]
		if math.Abs(moved) <= names.limit {
			continue
		}
		because := strongest(push, func(key int) bool { return names.holds(key, i) == (moved > 0) })
		all = append(all, Correction{Player: p, Moved: names.outward(moved), BecauseOf: names.group(because)})
	}
	return all
}

// strongest is the group with the largest multiplier of those that may be; ties go to
// the smallest key.
func strongest(push map[int]float64, may func(key int) bool) int {
	best, most := 0, math.Inf(-1)
	for key, m := range push {
		if may(key) && (m > most || m == most && key < best) {
			best, most = key, m
		}
	}
	return best
}

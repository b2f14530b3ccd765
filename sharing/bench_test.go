package sharing

import (
	"context"
	"fmt"
	"math"
	"math/bits"
	"math/rand/v2"
	"testing"
)

// benchGame is a game of n players in which joining pays by whole lorries.
func benchGame(n int, seed uint64) *table {
	r := rand.New(rand.NewPCG(seed, 2))
	names := make([]string, n)
	kg := make([]float64, n)
	for i := range names {
		names[i], kg[i] = fmt.Sprintf("m%02d", i+1), math.Round(1000+6000*r.Float64())
	}
	t := newTable(names)
	load := sumsOf(kg)
	for mask := range t.v {
		t.v[mask] = math.Max(0, 0.4*load[mask]-3150*math.Ceil(load[mask]/22000))
	}
	return t
}

// randomGame is one of the random games used in the literature on the nucleolus:
// worths uniform between 0 and 50 per head.
func randomGame(n int, seed uint64) *table {
	t := benchGame(n, seed)
	r := rand.New(rand.NewPCG(seed, 3))
	for mask := 1; mask < len(t.v); mask++ {
		t.v[mask] = float64(r.IntN(50*bits.OnesCount(uint(mask)) + 1))
	}
	t.v[t.all()] = 50 * float64(n)
	return t
}

func BenchmarkTable(b *testing.B) {
	for _, n := range []int{10, 15, 20} {
		for name, game := range map[string]*table{"lorries": benchGame(n, 1), "random": randomGame(n, 1)} {
			for _, rule := range []Rule{Fair, Nucleolus, Shapley, LeastCore} {
				b.Run(fmt.Sprintf("%s/%d/%s", rule, n, name), func(b *testing.B) {
					for b.Loop() {
						if _, err := game.split(context.Background(), rule); err != nil {
							b.Fatal(err)
						}
					}
				})
			}
		}
	}
}

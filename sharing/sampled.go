package sharing

import (
	"context"
	"math"
	"math/rand/v2"
)

// The work of a sampled Shapley value: pairs of opposite orders.
const (
	fewestPairs = 2
	mostPairs   = 60
)

// sample estimates the Shapley value from random orders, each with its opposite
// (antithetic), and gives half the width of a 95 % interval per player.
func (g *generation) sample(ctx context.Context, seed int64) ([]float64, map[string]float64, error) {
	r := rand.New(rand.NewPCG(uint64(seed), uint64(g.n())))
	mean, spread := make([]float64, g.n()), make([]float64, g.n())
	pairs := 0.0
	for pairs < fewestPairs || pairs < mostPairs && ctx.Err() == nil {
		order := r.Perm(g.n())
		adds := make([]float64, g.n())
		for range 2 {
			if err := g.walk(context.WithoutCancel(ctx), order, adds); err != nil {
				return nil, nil, err
			}
			for i, j := 0, len(order)-1; i < j; i, j = i+1, j-1 {
				order[i], order[j] = order[j], order[i]
			}
		}
		pairs++
		for i, a := range adds { // Welford's running mean and spread
			away := a/2 - mean[i]
			mean[i] += away / pairs
			spread[i] += away * (a/2 - mean[i])
		}
	}
	half := map[string]float64{}
	for i, p := range g.players {
		half[p] = 1.96 * math.Sqrt(spread[i]/(pairs-1)/pairs)
	}
	return mean, half, nil
}

// walk lets the players come in an order and counts what each adds.
func (g *generation) walk(ctx context.Context, order []int, adds []float64) error {
	in := make([]bool, g.n())
	before := 0.0
	for k, i := range order {
		in[i] = true
		worth := g.total.Surplus
		if k < len(order)-1 {
			w, err := g.worth(ctx, in)
			if err != nil {
				return err
			}
			worth = w
		}
		adds[i] += worth - before
		before = worth
	}
	return nil
}

package planning

import (
	"context"
	"math"
	"slices"
)

// descend lowers the bound by following subgradients for some steps, and leaves
// the prices at the best found. target is a surplus known to be reachable.
func (p *pricing) descend(ctx context.Context, steps int, target float64) float64 {
	p.cheapen()
	best := math.Inf(1)
	for _, hopes := range []float64{0.4, 0.05, 0.05} { // a fresh start helps where one got stuck
		best = min(best, p.descendFrom(ctx, steps/3, target, hopes))
	}
	return best
}

// cheapen lowers what all demands pay by the one share that lowers the bound
// most: at their own prices everybody would want to sell.
func (p *pricing) cheapen() {
	own := slices.Clone(p.price[p.buy:p.room])
	at := func(share float64) float64 {
		for k, price := range own {
			p.price[p.buy+k] = price * share
		}
		return p.bound()
	}
	low, high := 0.0, 1.0
	for range 24 { // the bound is convex in the share
		a, b := low+(high-low)/3, high-(high-low)/3
		if at(a) < at(b) {
			high = b
		} else {
			low = a
		}
	}
	at((low + high) / 2)
}

// descendFrom is descend with a first guess, as a share of the bound, of how far
// it will fall.
func (p *pricing) descendFrom(ctx context.Context, steps int, target, hopes float64) float64 {
	best, kept := math.Inf(1), make([]float64, len(p.price))
	direction := make([]float64, len(p.price))
	mean := make([]float64, len(p.price)) // of squared slopes
	hope, stale, ref := 0.0, 0, math.Inf(1)
	for n := range steps {
		if ctx.Err() != nil {
			break
		}
		b := p.bound()
		p.average()
		if n == 0 {
			hope = hopes * math.Abs(b)
		}
		if b < best {
			best = b
			copy(kept, p.price)
		}
		if b < ref-0.1*hope {
			ref, stale, hope = b, 0, hope*1.1
		} else {
			stale++
		}
		if stale > 20 {
			hope, stale, ref = hope/2, 0, best
			copy(p.price, kept)
			clear(direction)
			if hope < 1e-7*math.Abs(best) {
				break
			}
			continue
		}
		p.follow(direction, mean, n, b-max(target, best-hope))
	}
	copy(p.price, kept)
	return best
}

// follow moves the prices against the slopes. A price whose slopes are a thousand
// times as large moves a thousandth as far, so that each has an equal say in
// euro: prices per kilogram of a buyer and prices of one source differ by 10⁵.
func (p *pricing) follow(direction, mean []float64, n int, drop float64) {
	const memory = 0.9
	norm := 0.0
	unbias := 1 - math.Pow(memory, float64(n+1))
	for k, s := range p.slope {
		mean[k] = memory*mean[k] + (1-memory)*s*s
		direction[k] = 0.6*direction[k] + s
		if mean[k] == 0 || direction[k] > 0 && p.price[k] <= p.floor[k] {
			direction[k] = min(direction[k], 0) // cannot fall further
			continue
		}
		norm += direction[k] * s / (mean[k]/unbias + 1e-12)
	}
	if norm <= 0 {
		return
	}
	step := drop / norm
	for k, d := range direction {
		if mean[k] == 0 {
			continue
		}
		p.price[k] = max(p.floor[k], p.price[k]-step*d/(mean[k]/unbias+1e-12))
	}
}

// average keeps a running mean of what flows through each consignment and of how
// often each hub is open: near the best prices that is a plan in parts.
func (p *pricing) average() {
	const memory = 0.95
	for c := range p.through {
		p.through[c] = memory*p.through[c] + (1-memory)*p.flow[c]
	}
	for h, open := range p.opened {
		p.often[h] *= memory
		if open {
			p.often[h] += 1 - memory
		}
	}
}

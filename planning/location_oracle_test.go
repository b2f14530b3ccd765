package planning

import (
	"math"
	"slices"
)

// bestByTryingAll is the best surplus over all sets of joining sources, each
// solved by the dullest min-cost flow: −Inf when a demand that must be served
// cannot be.
func bestByTryingAll(p *Problem) float64 {
	best := math.Inf(-1)
	for set := range 1 << len(p.Sources) {
		best = max(best, dullFlow(p, set))
	}
	return best
}

// dullFlow sends kilograms one chain at a time, the best chain first; what must
// be delivered earns so much more that it comes before all else.
func dullFlow(p *Problem, set int) float64 {
	const urgent = 1e6
	n, m := len(p.Sources), len(p.Demands)
	flow := make([][]float64, n)
	left, must, more := make([]float64, n), make([]float64, m), make([]float64, m)
	surplus := 0.0
	for i, s := range p.Sources {
		flow[i] = make([]float64, m)
		if set>>i&1 == 1 {
			left[i] = s.AvailableKg[0]
			surplus -= s.JoinCost
		}
	}
	for j, d := range p.Demands {
		must[j], more[j] = d.LeastKg[0], d.MostKg[0]-d.LeastKg[0]
		if d.Must {
			surplus -= d.ServeCost
		}
	}
	gain := func(i, j int) float64 {
		return p.Demands[j].Price[0] - p.Sources[i].Floor[0] - p.Direct.PerKg[i][j]
	}
	for {
		// Longest gain from any source with goods left to each demand, by Bellman and Ford.
		source, demand, from := make([]float64, n), make([]float64, m), make([]int, n)
		via := make([]int, m)
		for i := range source {
			source[i], from[i] = math.Inf(-1), -1
			if left[i] > 0 {
				source[i] = 0
			}
		}
		for j := range demand {
			demand[j] = math.Inf(-1)
		}
		for range n + m + 1 {
			for i := range n {
				for j := range m {
					if math.IsNaN(p.Direct.PerKg[i][j]) {
						continue
					}
					if v := source[i] + gain(i, j); v > demand[j]+1e-9 {
						demand[j], via[j] = v, i
					}
					if v := demand[j] - gain(i, j); flow[i][j] > 0 && v > source[i]+1e-9 {
						source[i], from[i] = v, j
					}
				}
			}
		}
		end, most := -1, 1e-9
		for j := range m {
			v := demand[j]
			if must[j] > 0 {
				v += urgent
			} else if more[j] == 0 {
				continue
			}
			if v > most {
				end, most = j, v
			}
		}
		if end < 0 {
			break
		}
		surplus += demand[end]
		if must[end] > 0 {
			must[end]--
		} else {
			more[end]--
		}
		for j := end; ; {
			i := via[j]
			flow[i][j]++
			if from[i] < 0 {
				left[i]--
				break
			}
			j = from[i]
			flow[i][j]--
		}
	}
	if slices.Max(append(must, 0)) > 0 {
		return math.Inf(-1)
	}
	return surplus
}

// earned is the surplus of flows in a location problem.
func earned(t interface{ Fatalf(string, ...any) }, p *Problem, flows []flow) float64 {
	surplus := 0.0
	out, in := make([]float64, len(p.Sources)), make([]float64, len(p.Demands))
	for _, f := range flows {
		out[f.source] += f.kg
		in[f.demand] += f.kg
		surplus += f.kg * (p.Demands[f.demand].Price[0]*(1-p.Demands[f.demand].Levy) - p.Sources[f.source].Floor[0] - p.Direct.PerKg[f.source][f.demand])
	}
	for i, s := range p.Sources {
		if out[i] > s.AvailableKg[0]*(1+1e-9) {
			t.Fatalf("source %s delivers %g of %g", s.ID, out[i], s.AvailableKg[0])
		}
		if out[i] > 0 {
			surplus -= s.JoinCost
		}
	}
	for j, d := range p.Demands {
		if d.Must {
			surplus -= d.ServeCost
		}
		if in[j] > d.MostKg[0]*(1+1e-9) || d.Must && in[j] < d.LeastKg[0]*(1-1e-9) {
			t.Fatalf("demand %s receives %g, asked %g to %g", d.ID, in[j], d.LeastKg[0], d.MostKg[0])
		}
	}
	return surplus
}

package planning

// demandEarns is what demand d gains by buying at the prices.
func (p *pricing) demandEarns(d int) float64 {
	dem := &p.p.Demands[d]
	prices := p.price[p.buy+d*p.T : p.buy+(d+1)*p.T]
	kg, gain := buyBest(dem, prices)
	gain -= dem.ServeCost
	if gain <= 0 && !dem.Must {
		return 0
	}
	for t, x := range kg {
		p.slope[p.buy+d*p.T+t] -= x
	}
	return gain
}

// buyBest is the best that a served demand takes at prices per kilogram.
func buyBest(d *Demand, prices []float64) (kg []float64, gain float64) {
	kg = make([]float64, len(prices))
	total := 0.0
	for t := range kg {
		kg[t] = d.LeastKg[t]
		if d.Price[t]*(1-d.Levy) > prices[t] {
			kg[t] = d.MostKg[t]
		}
		total += kg[t]
	}
	if d.TotalMost != nil {
		for total > *d.TotalMost+littleKg {
			t := pickPeriod(d, prices, func(t int) float64 { return kg[t] - d.LeastKg[t] }, false)
			if t < 0 {
				break
			}
			less := min(kg[t]-d.LeastKg[t], total-*d.TotalMost)
			kg[t], total = kg[t]-less, total-less
		}
	}
	if d.TotalLeast != nil {
		for total < *d.TotalLeast-littleKg {
			t := pickPeriod(d, prices, func(t int) float64 { return d.MostKg[t] - kg[t] }, true)
			if t < 0 {
				break
			}
			more := min(d.MostKg[t]-kg[t], *d.TotalLeast-total)
			kg[t], total = kg[t]+more, total+more
		}
	}
	for t := range kg {
		gain += (d.Price[t]*(1-d.Levy) - prices[t]) * kg[t]
	}
	return kg, gain
}

// pickPeriod is the period with room whose kilogram gains most, or least.
func pickPeriod(d *Demand, prices []float64, room func(int) float64, most bool) int {
	best, gain := -1, 0.0
	for t := range prices {
		g := d.Price[t]*(1-d.Levy) - prices[t]
		if room(t) > littleKg && (best < 0 || most && g > gain || !most && g < gain) {
			best, gain = t, g
		}
	}
	return best
}

// raysEarn is what sources gain by going straight, above what they want for it.
func (p *pricing) raysEarn() float64 {
	total := 0.0
	for k, ray := range p.rays {
		gain := -p.price[p.ray0+k]
		for t := range p.T {
			worth := p.price[p.buy+ray.demand*p.T+t] - p.p.Sources[ray.source].Floor[t] - ray.perKg - p.keeping(ray.source, t)
			s, earns := bestStep(p.raySteps[k*p.T+t], worth)
			p.rayKg[k*p.T+t] = p.raySteps[k*p.T+t][s].kg
			gain += earns
		}
		p.rayUsed[k] = gain > 0
		if gain <= 0 {
			continue
		}
		total += gain
		p.slope[p.ray0+k]--
		for t := range p.T {
			kg := p.rayKg[k*p.T+t]
			p.slope[p.buy+ray.demand*p.T+t] += kg
			p.countKept(ray.source, t, kg)
		}
	}
	return total
}

// sourcesEarn is what the sources collect in fees, less what joining costs them.
func (p *pricing) sourcesEarn() float64 {
	total := 0.0
	if p.oneHome {
		for i := range p.S {
			total += p.price[p.fee+i]
			p.slope[p.fee+i]++
		}
		return total
	}
	for i := range p.S {
		total += p.sourceEarns(i)
	}
	return total
}

// sourceEarns lets source i give itself to hubs and rays for their fees.
func (p *pricing) sourceEarns(i int) float64 {
	gain := -p.join[i]
	for t := range p.T {
		gain += p.price[p.scarce+i*p.T+t] * p.in.available(i, t)
	}
	for _, k := range p.sourceRays[i] {
		gain += p.price[p.ray0+int(k)]
	}
	best := -1
	for _, k := range p.sourceLanes[i] {
		if !p.p.SingleHub {
			gain += p.price[p.fee+int(k)]
		} else if best < 0 || p.price[p.fee+int(k)] > p.price[p.fee+best] {
			best = int(k)
		}
	}
	if best >= 0 {
		gain += p.price[p.fee+best]
	}
	if gain <= 0 {
		return 0
	}
	for t := range p.T {
		p.slope[p.scarce+i*p.T+t] += p.in.available(i, t)
	}
	for _, k := range p.sourceRays[i] {
		p.slope[p.ray0+int(k)]++
	}
	for _, k := range p.sourceLanes[i] {
		if !p.p.SingleHub || int(k) == best {
			p.slope[p.fee+int(k)]++
		}
	}
	return gain
}

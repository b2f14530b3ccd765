package planning

import "math"

// room is the most that source i could sell in period t through hub h (or
// straight) to demand d as the draft stands.
func (w *draft) room(i, t, h, d int) float64 {
	demand := &w.p.Demands[d]
	most := min(w.in.agreed(i, d, t), demand.MostKg[t]-w.got[d*w.T+t])
	if demand.TotalMost != nil {
		total := w.pending[d]
		for u := range w.T {
			total += w.got[d*w.T+u]
		}
		most = min(most, *demand.TotalMost-total)
	}
	for _, win := range w.p.Sources[i].Windows {
		most = min(most, w.windowLeft(i, t, win))
	}
	if h == direct {
		return most
	}
	most = min(most, w.p.Hubs[h].CapacityKg[t]-w.hubKg[h*w.T+t])
	sent := &w.sent[w.consignment(h, d, t)]
	for q := range w.Q {
		g := w.grade[i*w.Q+q]
		if limit := w.most[d*w.Q+q]; g > limit {
			most = min(most, max(0, limit*sent.kg-sent.grades[q])/(g-limit))
		}
		if limit := w.least[d*w.Q+q]; g < limit {
			most = min(most, max(0, sent.grades[q]-limit*sent.kg)/(limit-g))
		}
	}
	return most
}

// windowLeft is what a window of source i leaves for period t.
func (w *draft) windowLeft(i, t int, win Window) float64 {
	left, within := win.MostKg, false
	for _, u := range win.Periods {
		within = within || u == t
		left -= w.sales[i*w.T+u].kg
	}
	if !within {
		return math.Inf(1)
	}
	return left
}

// best finds the quantity that pays best for source i in period t through h to d.
// value gives what a sale is worth.
func (w *draft) best(i, t, h, d int, value func(i, t int, s sale) float64) (sale, float64) {
	most := w.room(i, t, h, d)
	if most <= littleKg {
		return sale{}, 0
	}
	chosen, earns := sale{}, 0.0
	try := func(kg float64) {
		kg = min(kg, most)
		if w.p.WholeKg {
			kg = math.Floor(kg + 1e-9)
		}
		if kg <= 1e-3 || kg < w.p.Sources[i].LeastKg[t] {
			return
		}
		s := sale{h, d, kg}
		if v := value(i, t, s); v > earns {
			chosen, earns = s, v
		}
	}
	try(most)
	if h == direct {
		r := w.rayTo(i, d)
		if r.pallets {
			try(math.Floor(most/r.palletKg) * r.palletKg)
		}
		if r.vehicles {
			try(math.Floor(most/r.vehicleKg) * r.vehicleKg)
		}
		return chosen, earns
	}
	k := w.laneAt(i, h)
	for _, corner := range w.laneSteps[k*w.T+t][1:] {
		if corner.kg < most {
			try(corner.kg)
		}
	}
	pallet := w.collects[k].palletKg
	if w.collects[k].pallets {
		try(math.Floor(most/pallet) * pallet)
	}
	if haul := &w.hauls[h*w.D+d]; haul.vehicles {
		kg := w.sent[w.consignment(h, d, t)].kg
		if left := math.Ceil(kg/haul.vehicleKg)*haul.vehicleKg - kg; left > 1 && left < most {
			try(left)
			if w.collects[k].pallets {
				try(math.Floor(left/pallet) * pallet)
			}
		}
	}
	return chosen, earns
}

// respond finds the best that source i, who sells nothing now, can do, puts it
// into answer (a sale per period) and gives what it is worth. banned hubs are
// not used.
func (w *draft) respond(i int, banned []bool, value func(i, t int, s sale) float64, opening bool, answer []sale) float64 {
	best := 0.0
	clear(answer)
	if w.p.SingleHub {
		if len(w.sourceLanes[i]) == 0 {
			return w.respondVia(i, nil, nil, value, opening, answer)
		}
		for n := range w.sourceLanes[i] {
			if v := w.respondVia(i, w.sourceLanes[i][n:n+1], banned, value, opening, w.tries); v > best {
				best = v
				copy(answer, w.tries)
			}
		}
		return best
	}
	return w.respondVia(i, w.sourceLanes[i], banned, value, opening, answer)
}

// respondVia is respond with these lanes, and straight.
func (w *draft) respondVia(i int, lanes []int32, banned []bool, value func(i, t int, s sale) float64, opening bool, answer []sale) float64 {
	clear(answer)
	clear(w.pending)
	total := -w.p.Sources[i].JoinCost
	if w.members[w.memberOf[i]] == 0 {
		total -= w.charge[w.memberOf[i]]
	}
	any := false
	opened := -1
	for t := range w.T {
		earns := 0.0
		for _, k := range lanes {
			h := w.lanes[k].hub
			if banned != nil && banned[h] {
				continue
			}
			for d := range w.D {
				if !w.in.may[i][d] || w.haulSteps[w.consignment(h, d, t)] == nil {
					continue
				}
				if s, v := w.best(i, t, h, d, value); v > earns {
					answer[t], earns = s, v
				}
			}
		}
		for _, r := range w.sourceRays[i] {
			if s, v := w.best(i, t, direct, w.rays[r].demand, value); v > earns {
				answer[t], earns = s, v
			}
		}
		if earns > 0 {
			any = true
			total += earns
			w.pending[answer[t].demand] += answer[t].kg
			if h := answer[t].hub; opening && h != direct && h != opened && w.hubSales[h] == 0 {
				total -= w.p.Hubs[h].OpenCost
				opened = h
			}
		}
	}
	if !any || total <= 0 {
		clear(answer)
		clear(w.pending)
		return 0
	}
	clear(w.pending)
	w.withinWindows(i, answer)
	return total
}

// withinWindows takes sales away again that a window does not allow together.
func (w *draft) withinWindows(i int, answer []sale) {
	for _, win := range w.p.Sources[i].Windows {
		left := win.MostKg
		for _, t := range win.Periods {
			if answer[t].kg > left+littleKg {
				answer[t] = sale{}
			}
			left -= answer[t].kg
		}
	}
}

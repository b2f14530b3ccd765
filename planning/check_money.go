package planning

import (
	"math"
	"slices"
)

// accounts recomputes every line of the account from the flows alone.
func (c *checking) accounts() {
	p, got := &c.p, c.plan.Account
	var want Account
	collect, haul, straight := map[[3]int]float64{}, map[[3]int]float64{}, map[[3]int]float64{}
	origins := map[[3]int][]string{}
	joined, opened, served, members := map[int]bool{}, map[int]bool{}, map[int]bool{}, map[string]bool{}
	for _, r := range c.routes() {
		kg, s, d := c.flows[r], p.Sources[r.source], p.Demands[r.demand]
		want.Revenue += kg * d.Price[r.period]
		want.Levy += kg * d.Price[r.period] * d.Levy
		want.Floor += kg * s.Floor[r.period]
		joined[r.source], served[r.demand] = true, true
		if s.Member == "" {
			s.Member = s.ID
		}
		members[s.Member] = true
		if r.hub < 0 {
			straight[[3]int{r.source, r.demand, r.period}] += kg
			continue
		}
		opened[r.hub] = true
		want.Handling += kg * p.Hubs[r.hub].Handling[r.period]
		collect[[3]int{r.source, r.hub, r.period}] += kg
		k := [3]int{r.hub, r.demand, r.period}
		haul[k] += kg
		if !slices.Contains(origins[k], s.Country) {
			origins[k] = append(origins[k], s.Country)
		}
	}
	for i, s := range p.Sources {
		want.Join += worthIf(joined[i], s.JoinCost)
	}
	for i, h := range p.Hubs {
		want.Open += worthIf(opened[i], h.OpenCost)
	}
	for i, d := range p.Demands {
		want.Serve += worthIf(served[i] || d.Must, d.ServeCost)
	}
	for k, kg := range collect {
		want.Collect += c.wayCost(p.Collect, k, kg)
	}
	for k, kg := range haul {
		want.Haul += c.wayCost(p.Haul, k, kg)
		papers := p.Demands[k[1]].Papers
		want.Papers += papers.PerConsignment + papers.PerLot*pieces(kg, papers.LotKg)
		for _, country := range origins[k] {
			want.Papers += papers.ByOrigin[country].PerConsignment
		}
	}
	for k, kg := range straight {
		want.Direct += c.wayCost(p.Direct, k, kg)
		papers := p.Demands[k[1]].Papers
		want.Papers += papers.PerConsignment + papers.PerLot*pieces(kg, papers.LotKg) + papers.ByOrigin[p.Sources[k[0]].Country].PerConsignment
	}
	size := max(want.Revenue, want.Collect+want.Haul+want.Direct, want.Floor)
	for _, line := range []struct {
		name      string
		got, want float64
	}{
		{"revenue", got.Revenue, want.Revenue}, {"levy", got.Levy, want.Levy}, {"floor", got.Floor, want.Floor},
		{"join", got.Join, want.Join}, {"collect", got.Collect, want.Collect}, {"handling", got.Handling, want.Handling},
		{"open", got.Open, want.Open}, {"haul", got.Haul, want.Haul}, {"direct", got.Direct, want.Direct},
		{"papers", got.Papers, want.Papers}, {"serve", got.Serve, want.Serve},
	} {
		if !near(line.got, line.want, 0) {
			c.wrong("%s is %v, the account says %v", line.name, line.want, line.got)
		}
	}
	surplus := want.Revenue - want.Levy - want.Floor - want.Join - want.Collect - want.Handling - want.Open - want.Haul - want.Direct - want.Papers - want.Serve
	for m := range members {
		surplus -= p.MemberCharge[m]
	}
	if !near(surplus, c.plan.Surplus, size) {
		c.wrong("surplus is %v, the plan says %v", surplus, c.plan.Surplus)
	}
}

func worthIf(yes bool, v float64) float64 {
	if yes {
		return v
	}
	return 0
}

// pieces is how many started pieces of each kg there are in kg.
func pieces(kg, each float64) float64 {
	if each <= 0 {
		return 0
	}
	whole := math.Floor(kg / each)
	if kg-whole*each > 1e-6 {
		whole++
	}
	return whole
}

// wayCost is the cheapest that kg can move for on one pair in one period.
func (c *checking) wayCost(w *Way, k [3]int, kg float64) float64 {
	read := func(m Matrix) float64 {
		if m == nil {
			return math.NaN()
		}
		return m[k[0]][k[1]]
	}
	if w == nil {
		c.wrong("there is no way %v", k)
		return 0
	}
	fixed, perKg, pallet, vehicle := read(w.Fixed), read(w.PerKg), read(w.PerPallet), read(w.PerVehicle)
	sum, some := 0.0, false
	if !math.IsNaN(fixed) {
		sum, some = sum+fixed, true
	}
	if !math.IsNaN(perKg) {
		sum, some = sum+perKg*kg, true
	}
	switch {
	case !math.IsNaN(pallet) && !math.IsNaN(vehicle):
		sum, some = sum+cheapestMix(kg, w.PalletKg, pallet, w.VehicleKg, vehicle), true
	case !math.IsNaN(pallet):
		sum, some = sum+pallet*pieces(kg, w.PalletKg), true
	case !math.IsNaN(vehicle):
		sum, some = sum+vehicle*pieces(kg, w.VehicleKg), true
	}
	if !some {
		c.wrong("there is no way %v", k)
	}
	return sum
}

// cheapestMix tries every number of vehicles, the fullest first.
func cheapestMix(kg, palletKg, pallet, vehicleKg, vehicle float64) float64 {
	best := math.Inf(1)
	for n, tried := pieces(kg, vehicleKg), 0; n >= 0 && tried < 1_000_000; n, tried = n-1, tried+1 {
		best = min(best, n*vehicle+pallet*pieces(max(0, kg-n*vehicleKg), palletKg))
	}
	return min(best, pallet*pieces(kg, palletKg))
}

// loads holds the listed loads to be all that moves, each held by its pallets and
// vehicles.
func (c *checking) loads() {
	p := &c.p
	moved := map[[4]string]float64{}
	for r, kg := range c.flows {
		s, d, t := p.Sources[r.source].ID, p.Demands[r.demand].ID, p.Periods[r.period]
		if r.hub < 0 {
			moved[[4]string{"direct", s, d, t}] += kg
			continue
		}
		moved[[4]string{"collect", s, p.Hubs[r.hub].ID, t}] += kg
		moved[[4]string{"haul", p.Hubs[r.hub].ID, d, t}] += kg
	}
	ways := map[string]*Way{"collect": p.Collect, "haul": p.Haul, "direct": p.Direct}
	for i, l := range c.plan.Loads {
		k := [4]string{l.Way, l.From, l.To, l.Period}
		kg, ok := moved[k]
		if !ok || math.Abs(kg-l.Kg) > 1e-6*max(1, kg) {
			c.wrong("load %d moves %v kg, the flows %v", i, l.Kg, kg)
			return
		}
		delete(moved, k)
		w := ways[l.Way]
		if held := float64(l.Pallets)*w.PalletKg + float64(l.Vehicles)*w.VehicleKg; l.Pallets+l.Vehicles > 0 && over(kg, held+2e-6*float64(l.Pallets+l.Vehicles)) {
			c.wrong("load %d of %v kg is in room for %v", i, kg, held)
		}
		parts := 0.0
		for _, part := range l.Sources {
			parts += part.Kg
		}
		if math.Abs(parts-l.Kg) > 1e-6*max(1, kg) {
			c.wrong("the parts of load %d are %v kg of %v", i, parts, l.Kg)
		}
	}
	if len(moved) > 0 && (c.plan.Loads != nil || len(c.plan.Flows) == 0) {
		c.wrong("%d loads are not listed", len(moved))
	}
}

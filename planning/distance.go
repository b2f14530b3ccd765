package planning

import (
	"math"
	"slices"
)

// earthRadius is the mean radius of the earth in kilometres.
const earthRadius = 6371

// greatCircle gives the kilometres between two places (haversine formula).
func greatCircle(a, b Place) float64 {
	const degree = math.Pi / 180
	north, east := (b[0]-a[0])*degree, (b[1]-a[1])*degree
	h := math.Pow(math.Sin(north/2), 2) + math.Cos(a[0]*degree)*math.Cos(b[0]*degree)*math.Pow(math.Sin(east/2), 2)
	return 2 * earthRadius * math.Asin(math.Min(1, math.Sqrt(h)))
}

// byDistance turns by_distance and ways into matrices.
func byDistance(p Problem) Problem {
	b := p.ByDistance
	if b == nil {
		return p
	}
	factor := b.RoadFactor
	if factor == 0 {
		factor = 1
	}
	sources, hubs, demands := make([]end, len(p.Sources)), make([]end, len(p.Hubs)), make([]end, len(p.Demands))
	for i, s := range p.Sources {
		sources[i] = end{s.ID, s.At}
	}
	for i, h := range p.Hubs {
		hubs[i] = end{h.ID, h.At}
	}
	for i, d := range p.Demands {
		demands[i] = end{d.ID, d.At}
	}
	real := map[[2]string]Lane{}
	for _, l := range p.Ways {
		real[[2]string{l.From, l.To}] = l
	}
	p.Collect = b.Collect.way(sources, hubs, factor, real)
	p.Haul = b.Haul.way(hubs, demands, factor, real)
	p.Direct = b.Direct.way(sources, demands, factor, real)
	if k := b.NearestHubs; k > 0 && k < len(hubs) && p.Collect != nil {
		p.Collect.keepNearest(sources, hubs, k)
		p.NearestHubs = k
	}
	p.ByDistance, p.Ways = nil, nil
	return p
}

// An end is a place that a way starts or ends in.
type end struct {
	id string
	at *Place
}

// way computes the matrices of one kind of way; real tariffs replace computed ones.
func (t *TariffByKm) way(from, to []end, factor float64, real map[[2]string]Lane) *Way {
	if t == nil {
		t = &TariffByKm{}
	}
	fixed := t.Fixed
	if fixed == nil {
		fixed = t.PerStop
	}
	w := &Way{PalletKg: t.PalletKg, VehicleKg: t.VehicleKg}
	used := false
	cells := [4]Matrix{}
	for k := range cells {
		cells[k] = make(Matrix, len(from))
		for i := range from {
			cells[k][i] = make([]float64, len(to))
		}
	}
	for i, f := range from {
		for j, d := range to {
			lane, isReal := real[[2]string{f.id, d.id}]
			var cost [4]*float64
			if isReal {
				cost = [4]*float64{lane.Fixed, lane.PerKg, lane.PerPallet, lane.PerVehicle}
				if w.PalletKg == 0 {
					w.PalletKg = lane.PalletKg
				}
				if w.VehicleKg == 0 {
					w.VehicleKg = lane.VehicleKg
				}
			} else if f.at != nil && d.at != nil {
				km := greatCircle(*f.at, *d.at) * factor
				cost = [4]*float64{fixed, perKm(t.PerKg, t.PerKgKm, km), perKm(t.PerPallet, t.PerPalletKm, km), perKm(t.PerVehicle, t.PerVehicleKm, km)}
			}
			for k, c := range cost {
				cells[k][i][j] = math.NaN()
				if c != nil {
					cells[k][i][j], used = *c, true
				}
			}
		}
	}
	if !used {
		return nil
	}
	w.Fixed, w.PerKg, w.PerPallet, w.PerVehicle = someCost(cells[0]), someCost(cells[1]), someCost(cells[2]), someCost(cells[3])
	return w
}

// perKm is base + perKm·km; nil where neither exists.
func perKm(base, each *float64, km float64) *float64 {
	if base == nil && each == nil {
		return nil
	}
	var v float64
	if base != nil {
		v = *base
	}
	if each != nil {
		v += *each * km
	}
	return &v
}

// someCost drops a matrix in which no cost exists.
func someCost(m Matrix) Matrix {
	for _, row := range m {
		for _, v := range row {
			if !math.IsNaN(v) {
				return m
			}
		}
	}
	return nil
}

// keepNearest leaves each source with a place its k nearest hubs.
func (w *Way) keepNearest(sources, hubs []end, k int) {
	for i, s := range sources {
		if s.at == nil {
			continue
		}
		var order []int
		for j, h := range hubs {
			if h.at != nil && w.exists(i, j) {
				order = append(order, j)
			}
		}
		slices.SortStableFunc(order, func(a, b int) int {
			switch da, db := greatCircle(*s.at, *hubs[a].at), greatCircle(*s.at, *hubs[b].at); {
			case da < db:
				return -1
			case da > db:
				return 1
			}
			return 0
		})
		for _, j := range order[min(k, len(order)):] {
			w.close(i, j)
		}
	}
}

func (w *Way) close(i, j int) {
	for _, m := range []Matrix{w.Fixed, w.PerKg, w.PerPallet, w.PerVehicle} {
		if m != nil {
			m[i][j] = math.NaN()
		}
	}
}

// exists says whether the pair has any cost.
func (w *Way) exists(i, j int) bool {
	if w == nil {
		return false
	}
	for _, m := range []Matrix{w.Fixed, w.PerKg, w.PerPallet, w.PerVehicle} {
		if m != nil && !math.IsNaN(m[i][j]) {
			return true
		}
	}
	return false
}

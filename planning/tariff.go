package planning

import "math"

// A tariff is what one pair of ends costs in one period.
type tariff struct {
	exists             bool
	fixed, perKg       float64
	pallets, vehicles  bool // goods are counted in pallets, in vehicles, or either
	palletKg, pallet   float64
	vehicleKg, vehicle float64
}

// tariff gives what the pair i, j costs.
func (w *Way) tariff(i, j int) tariff {
	var t tariff
	if w == nil {
		return t
	}
	cost := func(m Matrix) (float64, bool) {
		if m == nil || math.IsNaN(m[i][j]) {
			return 0, false
		}
		t.exists = true
		return m[i][j], true
	}
	t.fixed, _ = cost(w.Fixed)
	t.perKg, _ = cost(w.PerKg)
	t.pallet, t.pallets = cost(w.PerPallet)
	t.vehicle, t.vehicles = cost(w.PerVehicle)
	t.palletKg, t.vehicleKg = w.PalletKg, w.VehicleKg
	return t
}

// whole says whether whole pallets or vehicles must hold the goods.
func (t tariff) whole() bool { return t.pallets || t.vehicles }

// littleKg is the tolerance on kilograms: less than it is nothing.
const littleKg = 1e-6

// units is how many units of each kg hold the kg.
func units(kg, each float64) float64 {
	if kg <= littleKg {
		return 0
	}
	return math.Ceil((kg - littleKg) / each)
}

// lastMix bounds how many numbers of vehicles are compared where pallets and
// vehicles cost nearly the same per kilogram.
const lastMix = 100_000

// mix is the cheapest mix of whole pallets and vehicles that holds kg.
func (t tariff) mix(kg float64) (pallets, vehicles, cost float64) {
	switch {
	case !t.whole() || kg <= littleKg:
		return 0, 0, 0
	case !t.vehicles:
		pallets = units(kg, t.palletKg)
		return pallets, 0, pallets * t.pallet
	case !t.pallets:
		vehicles = units(kg, t.vehicleKg)
		return 0, vehicles, vehicles * t.vehicle
	}
	most := units(kg, t.vehicleKg)
	from, to := 0.0, most
	switch {
	case t.vehicle >= math.Ceil(t.vehicleKg/t.palletKg)*t.pallet:
		to = 0 // pallets hold a vehicle's load for less
	case t.vehicle <= math.Floor(t.vehicleKg/t.palletKg)*t.pallet:
		// as many pallets as a vehicle replaces are never cheaper
		from = math.Max(0, most-1-math.Ceil(t.palletKg*math.Floor(t.vehicleKg/t.palletKg)/t.vehicleKg))
	default:
		from = math.Max(0, most-lastMix)
	}
	cost = math.Inf(1)
	for v := from; v <= to; v++ {
		n := units(kg-v*t.vehicleKg, t.palletKg)
		if c := v*t.vehicle + n*t.pallet; c < cost {
			pallets, vehicles, cost = n, v, c
		}
	}
	return pallets, vehicles, cost
}

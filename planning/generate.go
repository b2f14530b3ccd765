package planning

import (
	"fmt"
	"math"
	"slices"

	"tok/fault"
)

// Kinds are the kinds of problems that Generate makes.
var Kinds = []string{"olive-oil"}

// Generate makes a problem of the shape that a coordinator meets, the same for the
// same arguments: n producers around hubs in the Ionian countries, a buyer in
// Munich. Volumes, tariffs and paper costs are plausible figures, not data.
//
// olive-oil: producers with log-normal yields (median 2.5 t a period), two in five
// without a certificate (€600–1,500), acidity and peroxide limited in every
// consignment, pallets of 800 kg and lorries of 24 t on the way in, whole lorries
// on the way out, a buyer who takes 35 % of what there is; three nearest hubs.
func Generate(kind string, n, hubs, periods int, seed int64) (Problem, error) {
	if !slices.Contains(Kinds, kind) || n < 1 || hubs < 1 || periods < 1 {
		return Problem{}, fault.Of(fault.Invalid, "planning.no_kind", "kind", kind)
	}
	d := &dice{state: uint64(seed)*0x9E3779B97F4A7C15 + 1}
	p := Problem{Format: FormatProblem, Name: fmt.Sprintf("%s-%d-%d-%d-%d", kind, n, hubs, periods, seed), SingleHub: true}
	for t := range periods {
		p.Periods = append(p.Periods, fmt.Sprintf("2027-Q%d", t+1))
	}
	total := make(Series, periods)
	for i := range n {
		p.Sources = append(p.Sources, d.mill(i, total))
	}
	for i := range hubs {
		h := Hub{ID: fmt.Sprintf("h%d", i+1), Country: d.country(), At: d.place(), OpenCost: math.Round(d.between(800, 4000)), Handling: same(math.Round(d.between(40, 90))/1000, periods)}
		for t := range periods {
			h.CapacityKg = append(h.CapacityKg, 1000*math.Ceil(total[t]/1000*d.between(0.8, 2)/float64(hubs)))
		}
		p.Hubs = append(p.Hubs, h)
	}
	p.Demands = []Demand{d.oilBuyer(total)}
	perStop, pallet, palletKm, vehicle, vehicleKm, haul := 12.0, 8.0, 0.12, 90.0, 1.25, 1.55
	p.ByDistance = &ByDistance{RoadFactor: 1.35, NearestHubs: min(3, hubs),
		Collect: &TariffByKm{PerStop: &perStop, PalletKg: 800, PerPallet: &pallet, PerPalletKm: &palletKm, VehicleKg: 24000, PerVehicle: &vehicle, PerVehicleKm: &vehicleKm},
		Haul:    &TariffByKm{VehicleKg: 24000, PerVehicleKm: &haul}}
	return normal(p), nil
}

// mill makes the i-th producer and adds what it has to total.
func (d *dice) mill(i int, total Series) Source {
	s := Source{ID: fmt.Sprintf("s%03d", i+1), Country: d.country(), At: d.place(),
		Quality: map[string]float64{
			"acidity":  math.Round(10*d.between(2, 11)) / 100,
			"peroxide": math.Round(10*d.between(6, 22)) / 10,
		}}
	typical := 2500 * math.Exp(0.8*d.normal())
	for t := range total {
		kg := math.Round(typical * d.between(0.7, 1.3))
		s.AvailableKg = append(s.AvailableKg, kg)
		total[t] += kg
	}
	s.Floor = same(math.Round(100*d.between(4.4, 5.4))/100, len(total))
	if d.between(0, 1) < 0.4 {
		s.JoinCost = 50 * math.Round(d.between(12, 30))
	}
	return s
}

// oilBuyer makes the buyer, who takes about a third of what there is.
func (d *dice) oilBuyer(total Series) Demand {
	acidity, peroxide := 0.8, 16.0
	b := Demand{ID: "munich", At: &Place{48.14, 11.58}, Price: same(5.9, len(total)),
		Limits: map[string]Limit{"acidity": {Max: &acidity}, "peroxide": {Max: &peroxide}},
		Papers: Papers{PerConsignment: 420, LotKg: 24000, PerLot: 180}}
	for _, kg := range total {
		b.MostKg = append(b.MostKg, 100*math.Round(0.35*kg/100))
	}
	return b
}

// A dice rolls the same numbers for the same seed on every machine (splitmix64).
type dice struct{ state uint64 }

func (d *dice) next() uint64 {
	d.state += 0x9E3779B97F4A7C15
	z := d.state
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

// between is uniform on low..high.
func (d *dice) between(low, high float64) float64 {
	return low + (high-low)*float64(d.next()>>11)/(1<<53)
}

// normal is standard normal (Box and Muller).
func (d *dice) normal() float64 {
	u := 1 - d.between(0, 1)
	return math.Sqrt(-2*math.Log(u)) * math.Cos(2*math.Pi*d.between(0, 1))
}

// place is somewhere in southern Albania, north-western Greece or the islands.
func (d *dice) place() *Place {
	return &Place{math.Round(1e4*d.between(38.6, 41.2)) / 1e4, math.Round(1e4*d.between(19.6, 21.8)) / 1e4}
}

func (d *dice) country() string {
	return []string{"AL", "GR"}[d.next()%2]
}

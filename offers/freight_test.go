package offers

import (
	"math"
	"testing"

	"tok/measure"
	"tok/members"
	"tok/planning"
)

// Two hubs, and places whose distances are known: a degree of the great circle
// is 111.195 km.
var (
	onLand = members.Hub{ID: "fier", Country: "AL", Place: measure.Place{Name: "Fier", Lat: 40, Lon: 20}}
	onIsle = members.Hub{ID: "lemesos", Country: "CY", Place: measure.Place{Name: "Lemesos", Lat: 35, Lon: 33}}
	degree = 111.195
)

func at(x float64) *float64 { return &x }

func near(a, b float64) bool { return math.Abs(a-b) < 1e-4*math.Abs(b) }

func TestCollectingIsAStopAndAPriceByKilogramAndRoad(t *testing.T) {
	t.Parallel()
	f := Freight{RoadFactor: 1.5, Collect: planning.TariffByKm{Fixed: at(10), PerStop: at(5), PerKg: at(0.01), PerKgKm: at(0.0002)}}
	fixed, perKg := f.collect("AL", measure.Place{Lat: 41, Lon: 20}, onLand)
	if want := 0.01 + 1.5*degree*0.0002; fixed != 15 || !near(perKg, want) {
		t.Errorf("%g and %g per kg, want 15 and %g", fixed, perKg, want)
	}
}

func TestAHubAcrossTheSeaIsReachedByItsSeaLegOnly(t *testing.T) {
	t.Parallel()
	f := Freight{RoadFactor: 1, Collect: planning.TariffByKm{PerStop: at(5)}, Sea: []SeaLeg{{From: "CY", Hub: "fier", PerKg: 0.125, Fixed: 60}}}
	cyprus, greece := measure.Place{Lat: 34.9, Lon: 32.9}, measure.Place{Lat: 39, Lon: 21}
	if fixed, perKg := f.collect("CY", cyprus, onLand); fixed != 60 || perKg != 0.125 {
		t.Errorf("by ship: %g and %g per kg", fixed, perKg)
	}
	if fixed, perKg := f.collect("GR", greece, onIsle); !math.IsNaN(fixed) || !math.IsNaN(perKg) {
		t.Errorf("no ship goes there, but it costs %g and %g per kg", fixed, perKg)
	}
	if fixed, _ := f.collect("CY", cyprus, onIsle); fixed != 5 {
		t.Errorf("on the island: %g", fixed)
	}
}

func TestALaneToThePlaceComesBeforeOneToItsCountryAndBothBeforeTheDistance(t *testing.T) {
	t.Parallel()
	f := Freight{
		RoadFactor: 2, Haul: planning.TariffByKm{PerVehicle: at(100), PerVehicleKm: at(1.5), PerPalletKm: at(0.1)},
		Lanes: []Lane{
			{Hub: "fier", Country: "DE", Place: "Munich", How: "road", PerVehicle: 2650},
			{Hub: "fier", Country: "DE", How: "ferry", PerVehicle: 3000},
			{Hub: "lemesos", Country: "AT", How: "sea", PerVehicle: 4450},
		},
	}
	for place, want := range map[string]float64{"Munich": 2650, "Ulm": 3000} {
		if l, ok := f.haul(onLand, "DE", measure.Place{Name: place, Lat: 48, Lon: 11}); !ok || l.PerVehicle != want {
			t.Errorf("to %s: %+v, %v", place, l, ok)
		}
	}
	l, ok := f.haul(onLand, "AT", measure.Place{Name: "Graz", Lat: 42, Lon: 20})
	if km := 2 * 2 * degree; !ok || l.How != "road" || !near(l.PerVehicle, 100+1.5*km) || l.PerPallet == nil || !near(*l.PerPallet, 0.1*km) {
		t.Errorf("by distance: %+v, %v", l, ok)
	}
	if l, ok := f.haul(onIsle, "DE", measure.Place{Name: "Munich", Lat: 48, Lon: 11}); ok {
		t.Errorf("no road leads from the island to Munich, but %+v", l)
	}
}

func TestWithoutAPriceByDistanceOnlyLanesAreDriven(t *testing.T) {
	t.Parallel()
	if l, ok := (Freight{RoadFactor: 1}).haul(onLand, "DE", measure.Place{Name: "Munich"}); ok {
		t.Errorf("%+v", l)
	}
}

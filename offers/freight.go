package offers

import (
	"math"

	"tok/measure"
	"tok/members"
	"tok/planning"
)

// Freight is the price list that offers are computed with: what collecting from
// members costs by distance, and what lorries cost on each lane. It is a dated
// setting of the site. Prices are in euro, as carriers quote them.
type Freight struct {
	On         measure.Day         `json:"on"`
	Source     string              `json:"source"`
	RoadFactor float64             `json:"road_factor"` // road kilometres per great-circle kilometre
	Collect    planning.TariffByKm `json:"collect"`     // member → hub
	Haul       planning.TariffByKm `json:"haul"`        // hub → buyer: what pallets and vehicles hold, and prices where no lane is known
	Sea        []SeaLeg            `json:"sea,omitempty"`
	Lanes      []Lane              `json:"lanes"`
	Papers     PaperCosts          `json:"papers"`
	Levy       float64             `json:"levy"` // share of revenue kept for coordination
}

// A SeaLeg replaces the road tariff for members of a country that must cross
// the sea to a hub.
type SeaLeg struct {
	From  measure.Country `json:"from"`
	Hub   string          `json:"hub"`
	PerKg float64         `json:"per_kg"`
	Fixed float64         `json:"fixed"`
}

// A Lane is a quoted tariff from a hub to a destination.
type Lane struct {
	Hub        string          `json:"hub"`
	Country    measure.Country `json:"country"`
	Place      string          `json:"place,omitempty"` // "" = anywhere in the country
	How        string          `json:"how"`             // road, ferry or sea
	PerVehicle float64         `json:"per_vehicle"`
	PerPallet  *float64        `json:"per_pallet,omitempty"` // groupage
}

// PaperCosts are what documents and tests of a consignment cost.
type PaperCosts struct {
	PerConsignment float64                     `json:"per_consignment"`
	LotKg          float64                     `json:"lot_kg"`
	PerLot         float64                     `json:"per_lot"`
	ByOrigin       map[measure.Country]float64 `json:"by_origin"`   // per consignment with goods of that country
	GroupPaper     float64                     `json:"group_paper"` // once per offer that asks for a certificate
}

// collect gives the fixed and per-kilogram cost from a member's place to a hub.
// A hub across the sea without a sea leg cannot be reached (NaN).
func (f Freight) collect(country measure.Country, at measure.Place, hub members.Hub) (fixed, perKg float64) {
	for _, s := range f.Sea {
		if s.From == country && s.Hub == hub.ID {
			return s.Fixed, s.PerKg
		}
	}
	if overSea(country) != overSea(hub.Country) {
		return math.NaN(), math.NaN()
	}
	km := f.RoadFactor * measure.Kilometres(at, hub.Place)
	value := func(p *float64) float64 {
		if p == nil {
			return 0
		}
		return *p
	}
	return value(f.Collect.Fixed) + value(f.Collect.PerStop), value(f.Collect.PerKg) + km*value(f.Collect.PerKgKm)
}

// overSea says whether no road leads out of a country.
func overSea(c measure.Country) bool { return c == "CY" }

// lane finds the quoted tariff from a hub to a place; a lane to the place comes
// before one to its country.
func (f Freight) lane(hub members.Hub, country measure.Country, place string) (Lane, bool) {
	found, ok := Lane{}, false
	for _, l := range f.Lanes {
		if l.Hub != hub.ID || l.Country != country {
			continue
		}
		if l.Place == place {
			return l, true
		}
		if l.Place == "" {
			found, ok = l, true
		}
	}
	return found, ok
}

// haul gives the lane that is used from a hub to a place: the quoted one, or one
// computed by distance; false if there is none.
func (f Freight) haul(hub members.Hub, country measure.Country, to measure.Place) (Lane, bool) {
	if l, ok := f.lane(hub, country, to.Name); ok {
		return l, true
	}
	if f.Haul.PerVehicleKm == nil || overSea(hub.Country) != overSea(country) {
		return Lane{}, false
	}
	km := f.RoadFactor * measure.Kilometres(hub.Place, to)
	l := Lane{Hub: hub.ID, Country: country, How: "road", PerVehicle: km * *f.Haul.PerVehicleKm}
	if f.Haul.PerVehicle != nil {
		l.PerVehicle += *f.Haul.PerVehicle
	}
	if f.Haul.PerPalletKm != nil {
		perPallet := km * *f.Haul.PerPalletKm
		l.PerPallet = &perPallet
	}
	return l, true
}

package sample

import (
	"math"

	"tok/measure"
	"tok/offers"
	"tok/planning"
)

// A lorry takes 22 t, a pallet 800 kg; groupage costs a pallet a seventeenth of
// a lorry, so that a lorry of one's own pays from seventeen pallets on.
const (
	vehicleKg       = 22_000
	palletKg        = 800
	palletsOfALorry = 17.0
)

// Lorries per lane in euro, estimated from kilometres at €1.30–1.60 with border
// and ferry; no price list of the region was found.
var lanes = map[string]map[string]float64{
	"fier":         {"munich": 2650, "stuttgart": 2850, "frankfurt": 3000, "hamburg": 3350, "vienna": 2150},
	"igoumenitsa":  {"munich": 3150, "stuttgart": 3200, "frankfurt": 3300, "hamburg": 3350, "vienna": 2350},
	"thessaloniki": {"munich": 3350, "stuttgart": 3300, "frankfurt": 3300, "hamburg": 3350, "vienna": 2450},
	"petrich":      {"munich": 2500, "stuttgart": 2650, "frankfurt": 2800, "hamburg": 3100, "vienna": 2150},
	"plovdiv":      {"munich": 2400, "stuttgart": 2550, "frankfurt": 2700, "hamburg": 2950, "vienna": 2150},
	"lemesos":      {"munich": 4300, "stuttgart": 4350, "frankfurt": 4300, "hamburg": 3900, "vienna": 4450},
}

var how = map[string]string{"igoumenitsa": "ferry", "lemesos": "sea"}

// mainland are the hubs that Cypriot goods reach by ship, at a price per kg.
var mainland = map[string]float64{"igoumenitsa": 0.125, "thessaloniki": 0.118}

func (r *region) addFreight() {
	perStop, perKg, perKgKm := 15.0, 0.009, 0.00013
	f := offers.Freight{
		On: r.today, RoadFactor: 1.35, Levy: 0.02,
		Source:  "co3.io, trans.info, IRU; 2024–2026",
		Collect: planning.TariffByKm{PerStop: &perStop, PerKg: &perKg, PerKgKm: &perKgKm},
		Haul:    planning.TariffByKm{PalletKg: palletKg, VehicleKg: vehicleKg},
		Papers: offers.PaperCosts{
			PerConsignment: 60, LotKg: 24_000, PerLot: 180, GroupPaper: 350,
			ByOrigin: map[measure.Country]float64{"AL": 210},
		},
	}
	for _, g := range gates {
		for _, to := range []string{"munich", "stuttgart", "frankfurt", "hamburg", "vienna"} {
			f.Lanes = append(f.Lanes, r.lane(g.Slug, to))
		}
		if price, ok := mainland[g.Slug]; ok {
			f.Sea = append(f.Sea, offers.SeaLeg{From: "CY", Hub: r.id("hub", g.Slug), PerKg: price, Fixed: 60})
		}
	}
	r.Freight = f
}

// lane is the price from a hub to a town. To Munich only whole lorries are
// quoted: fruit goes refrigerated.
func (r *region) lane(hub, to string) offers.Lane {
	l := offers.Lane{Hub: r.id("hub", hub), Country: towns[to].Country, Place: towns[to].Name, How: "road", PerVehicle: lanes[hub][to]}
	if way, ok := how[hub]; ok {
		l.How = way
	}
	if to != "munich" {
		pallet := math.Round(l.PerVehicle / palletsOfALorry)
		l.PerPallet = &pallet
	}
	return l
}

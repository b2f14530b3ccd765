package sample

import "tok/members"

// A gate is an invented hub: who runs it and what it costs.
type gate struct {
	Slug, Name, By, Town string
	CapacityKg           int64
	Open                 float64 // euro per delivery
	Handling             float64 // euro per kg
	Sectors              []string
}

var gates = []gate{
	{"fier", "Fier", "stacioni-seman", "fier", 24_000, 280, 0.12, []string{"herbs", "wine"}},
	{"igoumenitsa", "Igoumenitsa", "thyamis-packing", "igoumenitsa", 44_000, 300, 0.15, []string{"fruit", "oil"}},
	{"thessaloniki", "Thessaloniki", "axios-cold-store", "thessaloniki", 44_000, 320, 0.15, []string{"fruit", "dairy", "wine", "herbs", "oil"}},
	{"petrich", "Petrich", "strumeshnitsa-pack", "petrich", 22_000, 240, 0.12, []string{"wine", "herbs"}},
	{"plovdiv", "Plovdiv", "trakiya-sklad", "plovdiv", 24_000, 250, 0.12, []string{"wine", "herbs"}},
	{"lemesos", "Lemesos", "kouris-citrus", "lemesos", 22_000, 300, 0.14, []string{"fruit", "dairy", "wine"}},
}

func (r *region) addHubs() {
	for _, g := range gates {
		at := towns[g.Town]
		r.Hubs = append(r.Hubs, members.Hub{
			ID: r.id("hub", g.Slug), Slug: g.Slug, Name: g.Name, MemberID: r.member(g.By), Country: at.Country, Place: at.place(),
			Capacity: kilos(g.CapacityKg), OpenCost: euro(g.Open), Handling: perKilo(g.Handling), Sectors: g.Sectors,
		})
	}
}

package planning

import (
	"fmt"
	"math"
)

func (v *validation) ways() {
	p := v.p
	if p.ByDistance != nil && (p.Collect != nil || p.Haul != nil || p.Direct != nil) {
		v.fail("both_ways", "by_distance")
	}
	if p.ByDistance == nil && len(p.Ways) > 0 {
		v.fail("ways_alone", "ways")
	}
	if p.ByDistance == nil && p.Direct == nil && (p.Collect == nil || p.Haul == nil) {
		v.fail("no_ways", "")
	}
	v.way("collect", p.Collect, len(p.Sources), len(p.Hubs))
	v.way("haul", p.Haul, len(p.Hubs), len(p.Demands))
	v.way("direct", p.Direct, len(p.Sources), len(p.Demands))
}

func (v *validation) way(path string, w *Way, from, to int) {
	if w == nil || v.err != nil {
		return
	}
	v.amount(path+".pallet_kg", w.PalletKg)
	v.amount(path+".vehicle_kg", w.VehicleKg)
	if v.matrix(path+".per_pallet", w.PerPallet, from, to) {
		v.unit(path+".pallet_kg", w.PalletKg)
	}
	if v.matrix(path+".per_vehicle", w.PerVehicle, from, to) {
		v.unit(path+".vehicle_kg", w.VehicleKg)
	}
	v.matrix(path+".fixed", w.Fixed, from, to)
	v.matrix(path+".per_kg", w.PerKg, from, to)
}

// matrix says whether any cost exists in m.
func (v *validation) matrix(path string, m Matrix, from, to int) (some bool) {
	if m == nil || v.err != nil {
		return false
	}
	if len(m) != from {
		v.fail("matrix_rows", path, "found", len(m), "want", from)
		return false
	}
	for i, row := range m {
		if len(row) != to {
			v.fail("matrix_columns", entry(path, i), "found", len(row), "want", to)
			return false
		}
		for j, x := range row {
			if math.IsNaN(x) {
				continue
			}
			some = true
			if !(x >= 0 && x <= absurd) {
				v.amount(fmt.Sprintf("%s[%d][%d]", path, i, j), x)
			}
		}
	}
	return some
}

func (v *validation) byDistance() {
	b := v.p.ByDistance
	if b == nil {
		return
	}
	v.amount("by_distance.road_factor", b.RoadFactor)
	if b.NearestHubs < 0 {
		v.fail("negative", "by_distance.nearest_hubs", "value", b.NearestHubs)
	}
	if b.Collect == nil && b.Haul == nil && b.Direct == nil && len(v.p.Ways) == 0 {
		v.fail("no_ways", "by_distance")
	}
	v.tariff("by_distance.collect", b.Collect)
	v.tariff("by_distance.haul", b.Haul)
	v.tariff("by_distance.direct", b.Direct)
	kinds := v.kindsOfEnds()
	for i, l := range v.p.Ways {
		v.lane(entry("ways", i), l, kinds)
	}
	v.everyEndHasAPlace(b)
}

func (v *validation) tariff(path string, t *TariffByKm) {
	if t == nil {
		return
	}
	for _, f := range []struct {
		name string
		x    *float64
	}{{"fixed", t.Fixed}, {"per_stop", t.PerStop}, {"per_kg", t.PerKg}, {"per_kg_km", t.PerKgKm}, {"per_pallet", t.PerPallet},
		{"per_pallet_km", t.PerPalletKm}, {"per_vehicle", t.PerVehicle}, {"per_vehicle_km", t.PerVehicleKm}} {
		v.perhaps(path+"."+f.name, f.x)
	}
	v.amount(path+".pallet_kg", t.PalletKg)
	v.amount(path+".vehicle_kg", t.VehicleKg)
	if t.Fixed != nil && t.PerStop != nil {
		v.fail("fixed_twice", path+".per_stop")
	}
	if t.PerPallet != nil || t.PerPalletKm != nil {
		v.unit(path+".pallet_kg", t.PalletKg)
	}
	if t.PerVehicle != nil || t.PerVehicleKm != nil {
		v.unit(path+".vehicle_kg", t.VehicleKg)
	}
}

// kindsOfEnds says for every id whether it is a source's, a hub's, a demand's.
func (v *validation) kindsOfEnds() map[string][3]bool {
	kinds := map[string][3]bool{}
	add := func(id string, k int) {
		was := kinds[id]
		was[k] = true
		kinds[id] = was
	}
	for _, s := range v.p.Sources {
		add(s.ID, 0)
	}
	for _, h := range v.p.Hubs {
		add(h.ID, 1)
	}
	for _, d := range v.p.Demands {
		add(d.ID, 2)
	}
	return kinds
}

// lane holds a real tariff to lead between two known ends in a sensible direction
// and to count in the same pallets and vehicles as the other ways of its kind.
func (v *validation) lane(path string, l Lane, kinds map[string][3]bool) {
	from, to := kinds[l.From], kinds[l.To]
	switch {
	case !from[0] && !from[1]:
		v.fail("unknown_end", path+".from", "id", shorten(l.From))
	case !to[1] && !to[2]:
		v.fail("unknown_end", path+".to", "id", shorten(l.To))
	case l.Fixed == nil && l.PerKg == nil && l.PerPallet == nil && l.PerVehicle == nil:
		v.fail("no_cost", path)
	}
	v.perhaps(path+".fixed", l.Fixed)
	v.perhaps(path+".per_kg", l.PerKg)
	v.perhaps(path+".per_pallet", l.PerPallet)
	v.perhaps(path+".per_vehicle", l.PerVehicle)
	v.amount(path+".pallet_kg", l.PalletKg)
	v.amount(path+".vehicle_kg", l.VehicleKg)
	b := v.p.ByDistance
	for k, t := range []*TariffByKm{b.Collect, b.Haul, b.Direct} {
		if t == nil {
			t = &TariffByKm{}
		}
		ends := [][2]bool{{from[0], to[1]}, {from[1], to[2]}, {from[0], to[2]}}[k]
		if ends[0] && ends[1] {
			v.sameUnit(path+".pallet_kg", l.PerPallet, l.PalletKg, t.PalletKg)
			v.sameUnit(path+".vehicle_kg", l.PerVehicle, l.VehicleKg, t.VehicleKg)
		}
	}
}

func (v *validation) sameUnit(path string, cost *float64, own, usual float64) {
	switch {
	case cost == nil:
	case own == 0 && usual == 0:
		v.unit(path, 0)
	case own != 0 && usual != 0 && own != usual:
		v.fail("other_unit", path, "value", own, "usual", usual)
	case own != 0:
		v.unit(path, own)
	}
}

// everyEndHasAPlace holds that something can be computed at all: an end without a
// place needs a real tariff.
func (v *validation) everyEndHasAPlace(b *ByDistance) {
	real := map[string]bool{}
	for _, l := range v.p.Ways {
		real[l.From], real[l.To] = true, true
	}
	for i, s := range v.p.Sources {
		if s.At == nil && !real[s.ID] && (b.Collect != nil || b.Direct != nil) {
			v.fail("no_place", entry("sources", i)+".at", "id", shorten(s.ID))
		}
	}
	for i, h := range v.p.Hubs {
		if h.At == nil && !real[h.ID] {
			v.fail("no_place", entry("hubs", i)+".at", "id", shorten(h.ID))
		}
	}
	for i, d := range v.p.Demands {
		if d.At == nil && !real[d.ID] {
			v.fail("no_place", entry("demands", i)+".at", "id", shorten(d.ID))
		}
	}
}

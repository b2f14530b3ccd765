package planning

import "tok/fault"

func (r *document) source(path string, s *Source) error {
	return r.object(path, func(key string) (bool, error) {
		at := within(path, key)
		switch key {
		case "id":
			return true, r.words(at, &s.ID)
		case "member":
			return true, r.words(at, &s.Member)
		case "country":
			return true, r.words(at, &s.Country)
		case "at":
			return true, r.at(at, &s.At)
		case "available_kg":
			return true, r.series(at, &s.AvailableKg)
		case "least_kg":
			return true, r.series(at, &s.LeastKg)
		case "floor":
			return true, r.series(at, &s.Floor)
		case "join_cost":
			return true, r.number(at, &s.JoinCost)
		case "quality":
			return true, r.numbers(at, &s.Quality)
		case "windows":
			return true, r.list(at, func(_ int, path string) error {
				s.Windows = append(s.Windows, Window{MostKg: absent})
				return r.window(path, &s.Windows[len(s.Windows)-1])
			})
		}
		return false, nil
	})
}

// absent marks a required number that was not given.
const absent = -2 * absurd

func (r *document) window(path string, w *Window) error {
	return r.object(path, func(key string) (bool, error) {
		at := within(path, key)
		switch key {
		case "periods":
			return true, r.list(at, func(_ int, path string) error {
				w.Periods = append(w.Periods, 0)
				return r.index(path, &w.Periods[len(w.Periods)-1])
			})
		case "most_kg":
			return true, r.number(at, &w.MostKg)
		}
		return false, nil
	})
}

func (r *document) at(path string, to **Place) error {
	var got []float64
	err := r.list(path, func(_ int, path string) error {
		var v float64
		err := r.number(path, &v)
		got = append(got, v)
		return err
	})
	if err != nil || got == nil {
		return err
	}
	if len(got) != 2 {
		return fault.Of(fault.Invalid, "planning.not_place", "value", len(got)).In(path)
	}
	*to = &Place{got[0], got[1]}
	return nil
}

func (r *document) hub(path string, h *Hub) error {
	return r.object(path, func(key string) (bool, error) {
		at := within(path, key)
		switch key {
		case "id":
			return true, r.words(at, &h.ID)
		case "country":
			return true, r.words(at, &h.Country)
		case "at":
			return true, r.at(at, &h.At)
		case "capacity_kg":
			return true, r.series(at, &h.CapacityKg)
		case "open_cost":
			return true, r.number(at, &h.OpenCost)
		case "handling":
			return true, r.series(at, &h.Handling)
		}
		return false, nil
	})
}

func (r *document) demand(path string, d *Demand) error {
	return r.object(path, func(key string) (bool, error) {
		at := within(path, key)
		switch key {
		case "id":
			return true, r.words(at, &d.ID)
		case "at":
			return true, r.at(at, &d.At)
		case "price":
			return true, r.series(at, &d.Price)
		case "least_kg":
			return true, r.series(at, &d.LeastKg)
		case "most_kg":
			return true, r.series(at, &d.MostKg)
		case "total_least_kg":
			return true, r.maybe(at, &d.TotalLeast)
		case "total_most_kg":
			return true, r.maybe(at, &d.TotalMost)
		case "must":
			return true, r.flag(at, &d.Must)
		case "limits":
			d.Limits = map[string]Limit{}
			return true, r.object(at, func(key string) (bool, error) {
				var l Limit
				err := r.limit(within(at, key), &l)
				d.Limits[key] = l
				return true, err
			})
		case "papers":
			return true, r.papers(at, &d.Papers)
		case "serve_cost":
			return true, r.number(at, &d.ServeCost)
		case "levy":
			return true, r.number(at, &d.Levy)
		}
		return false, nil
	})
}

func (r *document) limit(path string, l *Limit) error {
	return r.object(path, func(key string) (bool, error) {
		switch key {
		case "min":
			return true, r.maybe(within(path, key), &l.Min)
		case "max":
			return true, r.maybe(within(path, key), &l.Max)
		}
		return false, nil
	})
}

func (r *document) papers(path string, p *Papers) error {
	return r.object(path, func(key string) (bool, error) {
		at := within(path, key)
		switch key {
		case "per_consignment":
			return true, r.number(at, &p.PerConsignment)
		case "lot_kg":
			return true, r.number(at, &p.LotKg)
		case "per_lot":
			return true, r.number(at, &p.PerLot)
		case "by_origin":
			p.ByOrigin = map[string]OriginPapers{}
			return true, r.object(at, func(country string) (bool, error) {
				var o OriginPapers
				err := r.object(within(at, country), func(key string) (bool, error) {
					if key != "per_consignment" {
						return false, nil
					}
					return true, r.number(within(within(at, country), key), &o.PerConsignment)
				})
				p.ByOrigin[country] = o
				return true, err
			})
		}
		return false, nil
	})
}

func (r *document) way(path string, to **Way) error {
	return r.object(path, func(key string) (bool, error) {
		if *to == nil {
			*to = &Way{}
		}
		w := *to
		at := within(path, key)
		switch key {
		case "fixed":
			return true, r.matrix(at, &w.Fixed)
		case "per_kg":
			return true, r.matrix(at, &w.PerKg)
		case "pallet_kg":
			return true, r.number(at, &w.PalletKg)
		case "per_pallet":
			return true, r.matrix(at, &w.PerPallet)
		case "vehicle_kg":
			return true, r.number(at, &w.VehicleKg)
		case "per_vehicle":
			return true, r.matrix(at, &w.PerVehicle)
		}
		return false, nil
	})
}

func (r *document) byDistance(path string, p *Problem) error {
	return r.object(path, func(key string) (bool, error) {
		if p.ByDistance == nil {
			p.ByDistance = &ByDistance{}
		}
		b := p.ByDistance
		at := within(path, key)
		switch key {
		case "road_factor":
			return true, r.number(at, &b.RoadFactor)
		case "nearest_hubs":
			return true, r.index(at, &b.NearestHubs)
		case "collect":
			return true, r.tariff(at, &b.Collect)
		case "haul":
			return true, r.tariff(at, &b.Haul)
		case "direct":
			return true, r.tariff(at, &b.Direct)
		case "ways":
			return true, r.lanes(at, &p.Ways)
		}
		return false, nil
	})
}

func (r *document) tariff(path string, to **TariffByKm) error {
	return r.object(path, func(key string) (bool, error) {
		if *to == nil {
			*to = &TariffByKm{}
		}
		t := *to
		at := within(path, key)
		switch key {
		case "fixed":
			return true, r.maybe(at, &t.Fixed)
		case "per_stop":
			return true, r.maybe(at, &t.PerStop)
		case "per_kg":
			return true, r.maybe(at, &t.PerKg)
		case "per_kg_km":
			return true, r.maybe(at, &t.PerKgKm)
		case "pallet_kg":
			return true, r.number(at, &t.PalletKg)
		case "per_pallet":
			return true, r.maybe(at, &t.PerPallet)
		case "per_pallet_km":
			return true, r.maybe(at, &t.PerPalletKm)
		case "vehicle_kg":
			return true, r.number(at, &t.VehicleKg)
		case "per_vehicle":
			return true, r.maybe(at, &t.PerVehicle)
		case "per_vehicle_km":
			return true, r.maybe(at, &t.PerVehicleKm)
		}
		return false, nil
	})
}

func (r *document) lanes(path string, to *[]Lane) error {
	return r.list(path, func(_ int, path string) error {
		var l Lane
		err := r.lane(path, &l)
		*to = append(*to, l)
		return err
	})
}

func (r *document) lane(path string, l *Lane) error {
	return r.object(path, func(key string) (bool, error) {
		at := within(path, key)
		switch key {
		case "from":
			return true, r.words(at, &l.From)
		case "to":
			return true, r.words(at, &l.To)
		case "fixed":
			return true, r.maybe(at, &l.Fixed)
		case "per_stop":
			return true, r.maybe(at, &l.Fixed)
		case "per_kg":
			return true, r.maybe(at, &l.PerKg)
		case "pallet_kg":
			return true, r.number(at, &l.PalletKg)
		case "per_pallet":
			return true, r.maybe(at, &l.PerPallet)
		case "vehicle_kg":
			return true, r.number(at, &l.VehicleKg)
		case "per_vehicle":
			return true, r.maybe(at, &l.PerVehicle)
		}
		return false, nil
	})
}

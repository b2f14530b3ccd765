package sample

import (
	"tok/measure"
	"tok/supplies"
)

// A crop is what an invented member can deliver over the loadings of the one
// demand for the product, and what it nets without joining.
type crop struct {
	Firm, Product string
	Kg, Least     int64
	Floor         float64 // euro per kg
	Quality       quality
	Facts         facts
}

type (
	quality = map[string]float64
	facts   = map[string]any
)

// Quantities and prices lie in the range that was found for the four countries;
// floors of the pomegranates are those of the drawing that the page began as.
var crops = []crop{
	{"sheget-e-cakranit", pomegranate, 7000, 800, 0.64, quality{"brix": 16.2}, fresh},
	{"agro-myzeqe", pomegranate, 6000, 800, 0.63, quality{"brix": 15.8}, fresh},
	{"kutalli-fruit", pomegranate, 5000, 800, 0.62, quality{"brix": 15.9}, fresh},
	{"novosela-peme", pomegranate, 4000, 500, 0.65, quality{"brix": 16.0}, fresh},
	{"xarra-agro", pomegranate, 4500, 800, 0.66, quality{"brix": 16.4}, fresh},
	{"rodia-thesprotias", pomegranate, 5000, 800, 0.76, quality{"brix": 16.6}, fresh},
	{"arta-coop", pomegranate, 7500, 1000, 0.78, quality{"brix": 16.1}, fresh},
	{"tyrnavos-rodi", pomegranate, 6500, 800, 0.77, quality{"brix": 16.3}, fresh},
	{"nestos-fruit", pomegranate, 4000, 800, 0.75, quality{"brix": 15.7}, fresh},
	{"petrich-nar", pomegranate, 4500, 800, 0.81, quality{"brix": 15.6}, fresh},
	{"harmanli-sad", pomegranate, 3500, 500, 0.80, quality{"brix": 15.5}, fresh},
	{"ormideia-orchards", pomegranate, 2500, 500, 0.84, quality{"brix": 17.0}, fresh},
	{"kopshti-i-patosit", pomegranate, 5000, 500, 0.58, quality{"brix": 15.8}, fresh},
	{"chrysochou-groves", pomegranate, 2000, 500, 1.28, quality{"brix": 17.2}, fresh},

	{"konispoli-agrume", mandarin, 20_000, 2000, 0.35, quality{"brix": 11.2}, leafless},
	{"xarra-agro", mandarin, 16_000, 2000, 0.34, quality{"brix": 11.0}, leafless},
	{"vurgu-citrus", mandarin, 8000, 1000, 0.24, quality{"brix": 10.8}, leafless},
	{"arta-coop", mandarin, 13_000, 1000, 0.47, quality{"brix": 11.6}, leafless},
	{"louros-citrus", mandarin, 9000, 1000, 0.46, quality{"brix": 11.4}, leafless},
	{"kouris-citrus", mandarin, 14_000, 2000, 0.43, quality{"brix": 12.1}, leafless},
	{"chrysochou-groves", mandarin, 8000, 1000, 0.44, quality{"brix": 12.3}, leafless},

	{"mulliri-i-kurjanit", oliveOil, 4200, 400, 4.05, oilOf(0.42, 8.1), extraVirgin},
	{"vaji-i-otllakut", oliveOil, 3600, 400, 3.95, oilOf(0.55, 9.4), extraVirgin},
	{"ullishtja-e-siperme", oliveOil, 5000, 800, 4.15, oilOf(0.38, 7.6), extraVirgin},
	{"gurra-e-belshit", oliveOil, 2800, 400, 3.85, oilOf(0.62, 10.8), extraVirgin},
	{"bregu-i-lukoves", oliveOil, 2400, 200, 4.30, oilOf(0.35, 7.2), extraVirgin},
	{"mulliri-i-gurit", oliveOil, 3000, 200, 3.40, oilOf(0.95, 12.5), extraVirgin},
	{"elaionas-pamisou", oliveOil, 7500, 800, 4.45, oilOf(0.33, 6.9), extraVirgin},
	{"argoliki-gi", oliveOil, 6000, 800, 4.60, oilOf(0.28, 6.2), extraVirgin},
	{"nikopoli-ladi", oliveOil, 4500, 800, 4.20, oilOf(0.45, 8.4), extraVirgin},
	{"kokytos-mill", oliveOil, 3500, 400, 4.10, oilOf(0.58, 9.9), extraVirgin},
	{"laona-mill", oliveOil, 1800, 400, 5.10, oilOf(0.40, 7.5), extraVirgin},

	{"baxho-e-drinosit", whiteCheese, 3000, 500, 4.90, cheeseOf(49, 21), fromEwes},
	{"bulmeti-i-gores", whiteCheese, 4500, 500, 4.60, cheeseOf(47, 22), fromCows},
	{"qumeshtorja-karavasta", whiteCheese, 5000, 500, 4.40, cheeseOf(46, 21), fromCows},
	{"titarisios-dairy", whiteCheese, 6000, 800, 5.60, cheeseOf(48, 23), fromEwes},
	{"mitsikeli-dairy", whiteCheese, 5000, 800, 5.70, cheeseOf(49, 23), fromEwes},
	{"mandra-bor", whiteCheese, 3500, 500, 4.80, cheeseOf(48, 22), fromEwes},
	{"mandra-chaya", whiteCheese, 5000, 500, 4.70, cheeseOf(46, 22), fromCows},
	{"mesaoria-cheese", whiteCheese, 2200, 500, 6.10, cheeseOf(47, 24), fromEwes},

	{"sherebela-e-vjoses", sage, 3200, 400, 2.15, sageOf(1.9, 110), organicSage},
	{"cukali-herbs", sage, 2600, 400, 2.05, sageOf(1.8, 140), organicSage},
	{"dellinja", sage, 1400, 200, 2.25, sageOf(2.1, 90), organicSage},
	{"aliakmon-herbs", sage, 1000, 200, 2.60, sageOf(2.0, 120), organicSage},
	{"stryama-bilki", sage, 800, 200, 2.40, sageOf(1.7, 150), organicSage},
	{"mbledhesit-e-veriut", sage, 6000, 800, 0.95, sageOf(1.6, 180), wildSage},
	{"morava-herbs", sage, 2500, 400, 1.40, sageOf(1.7, 260), wildSage},

	{"kantina-osumi", redWine, 2500, 500, 2.05, wineOf(13.0, 96), stillRed},
	{"kantina-e-drinit", redWine, 2000, 500, 2.20, wineOf(12.5, 102), stillRed},
	{"asopos-winery", redWine, 4500, 800, 2.35, wineOf(13.5, 88), stillRed},
	{"arapitsa-winery", redWine, 3500, 800, 2.40, wineOf(13.0, 92), stillRed},
	{"pirinska-izba", redWine, 6000, 800, 1.95, wineOf(13.5, 104), stillRed},
	{"izba-gorna-reka", redWine, 4000, 800, 2.00, wineOf(13.0, 99), stillRed},
	{"krasochoria-cellar", redWine, 2200, 500, 2.50, wineOf(13.0, 90), stillRed},
}

var (
	fresh       = facts{"product.state": "fresh"}
	leafless    = facts{"product.state": "fresh", "citrus.with_leaves": false}
	extraVirgin = facts{"product.category": "extra_virgin"}
	fromEwes    = facts{"milk.species": "ewe", "milk.heat_treated": true}
	fromCows    = facts{"milk.species": "cow", "milk.heat_treated": true}
	organicSage = facts{"product.category": "dried_herb", "product.species": "sage", "product.state": "dried", "claim.organic": true}
	wildSage    = facts{"product.category": "dried_herb", "product.species": "sage", "product.state": "dried"}
	stillRed    = facts{"product.category": "red_wine"}
)

func oilOf(acidity, peroxide float64) quality {
	return quality{"acidity": acidity, "peroxide_value": peroxide}
}
func cheeseOf(fat, dry float64) quality { return quality{"fat_in_dry_matter": fat, "protein": dry - 6} }
func sageOf(oil, alkaloids float64) quality {
	return quality{"essential_oil": oil, "pyrrolizidine_alkaloids_sum": alkaloids}
}
func wineOf(alcohol, sulphur float64) quality {
	return quality{"alcohol": alcohol, "total_SO2": sulphur}
}

func (r *region) addSupplies() {
	for _, c := range crops {
		r.Supplies = append(r.Supplies, supplies.Supply{
			ID: r.id("supply", c.Firm+"/"+c.Product), MemberID: r.member(c.Firm), Product: c.Product,
			ByMonth: r.byMonth(c.Product, kilos(c.Kg)), Least: kilos(c.Least),
			Floor: perKilo(c.Floor), FloorFrom: supplies.OwnWord,
			Quality: c.Quality, Facts: c.Facts, Updated: r.today.AddDays(-3 - int(c.Kg/500)%11),
		})
	}
}

// byMonth spreads what a member has for a demand over the months of its
// loadings, and leaves a quarter of it for each other month of half a year.
func (r *region) byMonth(product string, kg measure.Kilos) []supplies.Monthly {
	months, weight := []string{}, map[string]float64{}
	for i := range 6 {
		months = append(months, supplies.MonthOf(firstOf(r.today).AddMonths(i)))
	}
	for _, day := range r.loadings(product) {
		weight[supplies.MonthOf(day)]++
	}
	weights := make([]float64, len(months))
	for i, month := range months {
		weights[i] = weight[month]
	}
	shares := measure.Apportion(kg, weights)
	all := make([]supplies.Monthly, len(months))
	for i, month := range months {
		all[i] = supplies.Monthly{Month: month, Kg: shares[i]}
		if weights[i] == 0 {
			all[i].Kg = kg / 4
		}
	}
	return all
}

// firstOf is the first day of the month of a day.
func firstOf(day measure.Day) measure.Day { return day.AddDays(1 - day.Date()) }

package sample

import (
	"time"

	"tok/demands"
	"tok/lang"
	"tok/measure"
)

// A wish is an invented buyer's demand, in days from today.
type wish struct {
	Number      int
	Buyer       string
	Product     string
	Town        string
	Price       float64 // euro per kg, delivered
	PaymentDays int
	First       int // the first loading is the first Tuesday this many days from today
	Loadings    int // how many
	Every       int // days between them
	Least, Most int64
	TotalLeast  int64
	TotalMost   int64
	Limits      map[string]demands.Limit
	Papers      []string
	Facts       facts
	Packaging   string
	Note        lang.Text
	ClosesIn    int
	PricePublic bool
}

var wishes = []wish{
	{
		Number: 118, Buyer: "isar-frucht", Product: pomegranate, Town: "munich", Price: 1.48, PaymentDays: 30,
		First: 7, Loadings: 3, Every: 7, Least: 0, Most: 22_000, TotalLeast: 44_000, TotalMost: 60_000,
		Limits: map[string]demands.Limit{"brix": {Min: at(15)}}, Papers: []string{globalGAP, residueTest},
		Facts: facts{"product.state": "fresh"}, Packaging: "carton_4kg", ClosesIn: 3, PricePublic: true,
		Note: lang.Text{
			lang.English:   "300–450 g each, sweet, no cracks; one variety per pallet.",
			lang.Albanian:  "300–450 g secila, të ëmbla, pa plasaritje; një varietet për paletë.",
			lang.Greek:     "300–450 g το καθένα, γλυκά, χωρίς σκασίματα· μία ποικιλία ανά παλέτα.",
			lang.Bulgarian: "300–450 г всеки, сладки, без пукнатини; един сорт на палет.",
		},
	},
	{
		Number: 119, Buyer: "neckartor-feinkost", Product: oliveOil, Town: "stuttgart", Price: 5.35, PaymentDays: 45,
		First: 14, Loadings: 2, Every: 14, Least: 10_000, Most: 20_000, TotalLeast: 24_000, TotalMost: 40_000,
		Limits: map[string]demands.Limit{"acidity": {Max: at(0.45)}, "peroxide_value": {Max: at(10)}},
		Papers: []string{oilAnalysis}, Facts: facts{"product.category": "extra_virgin", "pack.retail": true, "pack.capacity_l": 5.0},
		Packaging: "can_5l", ClosesIn: 6,
		Note: lang.Text{
			lang.English:   "One blend per lorry; new harvest only; our label, in German.",
			lang.Albanian:  "Një përzierje për kamion; vetëm prodhim i ri; etiketa jonë, në gjermanisht.",
			lang.Greek:     "Ένα χαρμάνι ανά φορτηγό· μόνο νέα σοδειά· δική μας ετικέτα, στα γερμανικά.",
			lang.Bulgarian: "Една смес на камион; само нова реколта; наш етикет, на немски.",
		},
	},
	{
		Number: 120, Buyer: "taunus-kaesekontor", Product: whiteCheese, Town: "frankfurt", Price: 6.95, PaymentDays: 30,
		First: 10, Loadings: 2, Every: 14, Least: 6000, Most: 11_000, TotalLeast: 14_000, TotalMost: 20_000,
		Papers: []string{approval}, Facts: facts{"milk.heat_treated": true, "pack.retail": true},
		Packaging: "tin_8kg", ClosesIn: 5,
		Note: lang.Text{
			lang.English:   "White cheese in brine, from ewe's or cow's milk, without a protected name.",
			lang.Albanian:  "Djathë i bardhë në shëllirë, nga qumësht deleje ose lope, pa emër të mbrojtur.",
			lang.Greek:     "Λευκό τυρί άλμης, από πρόβειο ή αγελαδινό γάλα, χωρίς προστατευόμενη ονομασία.",
			lang.Bulgarian: "Бяло саламурено сирене от овче или краве мляко, без защитено наименование.",
		},
	},
	{
		Number: 121, Buyer: "alster-kraeuterkontor", Product: sage, Town: "hamburg", Price: 3.40, PaymentDays: 30,
		First: 28, Loadings: 1, Every: 7, Least: 22_000, Most: 22_000, TotalLeast: 22_000, TotalMost: 22_000,
		Limits:    map[string]demands.Limit{"essential_oil": {Min: at(1.5)}, "pyrrolizidine_alkaloids_sum": {Max: at(200)}},
		Papers:    []string{organic, residueTest},
		Facts:     facts{"product.category": "herbal_infusion", "product.species": "sage", "product.state": "dried", "claim.organic": true},
		Packaging: "bag_20kg", ClosesIn: 12,
		Note: lang.Text{
			lang.English:   "Organic, one full lorry, for tea.",
			lang.Albanian:  "Biologjike, një kamion i plotë, për çaj.",
			lang.Greek:     "Βιολογικό, ένα γεμάτο φορτηγό, για αφέψημα.",
			lang.Bulgarian: "Биологичен, един пълен камион, за чай.",
		},
	},
	{
		Number: 122, Buyer: "donaukorb", Product: mandarin, Town: "vienna", Price: 0.98, PaymentDays: 21,
		First: 7, Loadings: 4, Every: 7, Least: 0, Most: 22_000, TotalLeast: 66_000, TotalMost: 88_000,
		Limits: map[string]demands.Limit{"brix": {Min: at(10)}}, Papers: []string{globalGAP},
		Facts: facts{"product.state": "fresh", "citrus.with_leaves": false}, Packaging: "crate_10kg", ClosesIn: 4,
		Note: lang.Text{
			lang.English:   "Without leaves; size 2–4; one lorry a week.",
			lang.Albanian:  "Pa gjethe; madhësia 2–4; një kamion në javë.",
			lang.Greek:     "Χωρίς φύλλα· μέγεθος 2–4· ένα φορτηγό την εβδομάδα.",
			lang.Bulgarian: "Без листа; размер 2–4; един камион седмично.",
		},
	},
	{
		Number: 123, Buyer: "lerchengasse-weine", Product: redWine, Town: "vienna", Price: 3.15, PaymentDays: 45,
		First: 35, Loadings: 1, Every: 7, Least: 14_000, Most: 22_000, TotalLeast: 14_000, TotalMost: 22_000,
		Papers: []string{wineAnalysis},
		Facts: facts{"product.category": "red_wine", "pack.retail": true, "pack.capacity_l": 0.75,
			"pack.non_reusable_closure": true, "wine.produced_on_or_after_2023_12_08": true},
		Packaging: "bottle_075", ClosesIn: 18, PricePublic: true,
		Note: lang.Text{
			lang.English:   "Local grapes from four countries, bottled by each winery; mixed cases.",
			lang.Albanian:  "Rrush vendas nga katër vende, i mbushur nga çdo kantinë; arka të përziera.",
			lang.Greek:     "Γηγενείς ποικιλίες από τέσσερις χώρες, εμφιάλωση από κάθε οινοποιείο· μικτά κιβώτια.",
			lang.Bulgarian: "Местни сортове от четири държави, бутилирани от всяка винарна; смесени кашони.",
		},
	},
}

func at(bound float64) *float64 { return &bound }

func (r *region) addDemands() {
	for _, w := range wishes {
		to := towns[w.Town]
		r.Demands = append(r.Demands, demands.Demand{
			ID: r.id("demand", w.Buyer), Number: w.Number, BuyerID: r.member(w.Buyer),
			Product: w.Product, CN: codes[w.Product], Country: to.Country, Place: to.place(),
			Price: perKilo(w.Price), PaymentDays: w.PaymentDays, Incoterm: "DAP",
			Loadings:   r.loadings(w.Product),
			PerLoading: measure.Range{Least: kilos(w.Least), Most: kilos(w.Most)},
			Total:      measure.Range{Least: kilos(w.TotalLeast), Most: kilos(w.TotalMost)},
			Limits:     w.Limits, Papers: w.Papers, Facts: w.Facts, Packaging: w.Packaging, Note: w.Note,
			ClosesAt: r.today.AddDays(w.ClosesIn).In(measure.Tirana).Add(18 * time.Hour).UTC(),
			Status:   demands.Open, Public: true, PricePublic: w.PricePublic,
			CreatedAt: r.today.AddDays(-5).In(measure.Tirana).Add(9 * time.Hour).UTC(),
		})
	}
}

// loadings are the loading days of the demand for a product.
func (r *region) loadings(product string) (days []measure.Day) {
	for _, w := range wishes {
		if w.Product != product {
			continue
		}
		first := r.today.AddDays(w.First)
		for first.Weekday() != time.Tuesday {
			first = first.AddDays(1)
		}
		for i := range w.Loadings {
			days = append(days, first.AddDays(i*w.Every))
		}
	}
	return days
}

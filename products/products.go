// Package products knows what is grown, packed and sold: the products of the six
// sectors with their codes, their names in ready forms, how they are packed and
// which qualities matter; and the papers that members hold or may obtain.
package products

import (
	"embed"
	"encoding/json"
	"fmt"
	"slices"

	"tok/fault"
	"tok/lang"
	"tok/measure"
)

//go:embed products.json papers.json
var files embed.FS

// The sectors, in the order in which lists show them.
const (
	Dairy = "dairy"
	Oil   = "oil"
	Wine  = "wine"
	Fruit = "fruit" // vegetables and fruit trees
	Herbs = "herbs"
	Meat  = "meat"
)

// A Product is one of the things that are sold.
type Product struct {
	ID         string         `json:"id"` // a slug that stands in addresses
	Sector     string         `json:"sector"`
	CN         string         `json:"cn"`          // eight digits of the Combined Nomenclature
	OtherCodes []string       `json:"other_codes"` // of the same goods from elsewhere, or made otherwise
	CodeNote   string         `json:"code_note"`   // when which code is right
	CNText     string         `json:"cn_text"`     // what customs call it, in English
	CNSource   string         `json:"cn_source"`
	Name       Name           `json:"names"`
	Unit       string         `json:"unit"`         // "kg", or "l" with KgPerLitre
	KgPerLitre float64        `json:"kg_per_litre"` // 0 for what is not sold by the litre
	Packaging  []string       `json:"packaging"`    // usual first
	PalletKg   measure.Kilos  `json:"pallet_kg"`    // goods on a full pallet
	Qualities  []Quality      `json:"-"`            // the most important first
	Facts      map[string]any `json:"facts"`        // what the rules may take for granted of it
	Seasons    []Season       `json:"-"`            // by country
}

// A Quality is something that is measured of a product; its Name is the name of
// the rules' parameter where there is one.
type Quality struct {
	Name         string
	Unit         string
	LessIsBetter bool
	Words        lang.Text
}

// Said is the quality in l.
func (q Quality) Said(l lang.Tag) string { text, _ := q.Words.In(l); return text }

// In is the quality with its unit, as "acidity, %".
func (q Quality) In(l lang.Tag) string {
	if q.Unit == "" {
		return q.Said(l)
	}
	return q.Said(l) + ", " + q.Unit
}

// A Season is when a product is there; Last may lie before First, over the turn
// of the year.
type Season struct {
	Country     measure.Country
	First, Last measure.Month
}

// Has says whether a month is in the season.
func (s Season) Has(m measure.Month) bool {
	if s.First <= s.Last {
		return s.First <= m && m <= s.Last
	}
	return m >= s.First || m <= s.Last
}

// Season gives a product's season in a country, if it is grown there.
func (p Product) Season(country measure.Country) (Season, bool) {
	i := slices.IndexFunc(p.Seasons, func(s Season) bool { return s.Country == country })
	if i < 0 {
		return Season{}, false
	}
	return p.Seasons[i], true
}

// Quantity writes so much of it: "60 t pomegranates".
func (p Product) Quantity(l lang.Tag, kg measure.Kilos) string {
	return l.Tonnes(kg) + " " + p.Name.After(l)
}

// Litres is how many litres so many kilograms are, for what is sold by the litre.
func (p Product) Litres(kg measure.Kilos) (litres float64, ok bool) {
	if p.KgPerLitre <= 0 {
		return 0, false
	}
	return float64(kg) / p.KgPerLitre, true
}

// All are all products, by sector.
func All() []Product { return slices.Clone(catalogue.products) }

// Find gives the product with an id.
func Find(id string) (Product, error) {
	i := slices.IndexFunc(catalogue.products, func(p Product) bool { return p.ID == id })
	if i < 0 {
		return Product{ID: id}, fault.Of(fault.Missing, "products.missing", "product", id)
	}
	return catalogue.products[i], nil
}

// BySector are the products of a sector.
func BySector(sector string) []Product {
	return slices.DeleteFunc(All(), func(p Product) bool { return p.Sector != sector })
}

// InSector are the ids of a sector's products.
func InSector(sector string) (ids []string) {
	for _, p := range BySector(sector) {
		ids = append(ids, p.ID)
	}
	return ids
}

// Sectors are the ids of the sectors in the order in which lists show them.
func Sectors() []string { return []string{Dairy, Oil, Wine, Fruit, Herbs, Meat} }

// SectorName is a sector in l.
func SectorName(sector string, l lang.Tag) string { return l.T("products.sector_" + sector) }

// SectorIcon is the name of a sector's pictogram.
func SectorIcon(sector string) string {
	switch sector {
	case Dairy:
		return "milk"
	case Herbs:
		return "herb"
	}
	return sector
}

// PackagingName is a packaging in l; one that nobody named keeps its id.
func PackagingName(id string, l lang.Tag) string {
	if text, _ := catalogue.packaging[id].In(l); text != "" {
		return text
	}
	return id
}

var catalogue = read()

type contents struct {
	products  []Product
	packaging map[string]lang.Text
	papers    []Paper
}

// read reads the catalogue that comes with TOK; it is checked by the tests.
func read() contents {
	var c contents
	var file struct {
		Packaging map[string]lang.Text `json:"packaging"`
		Qualities map[string]struct {
			Unit         string    `json:"unit"`
			LessIsBetter bool      `json:"less_is_better"`
			Names        lang.Text `json:"names"`
		} `json:"qualities"`
		Products []struct {
			Product
			Qualities []string                   `json:"qualities"`
			Seasons   map[measure.Country]string `json:"seasons"`
		} `json:"products"`
	}
	mustRead("products.json", &file)
	c.packaging = file.Packaging
	for _, entry := range file.Products {
		p := entry.Product
		for _, name := range entry.Qualities {
			q := file.Qualities[name]
			p.Qualities = append(p.Qualities, Quality{name, q.Unit, q.LessIsBetter, q.Names})
		}
		for country, months := range entry.Seasons {
			s := Season{Country: country}
			if _, err := fmt.Sscanf(months, "%d-%d", &s.First, &s.Last); err != nil {
				panic(fmt.Sprintf("products: the season %q of %s: %v", months, p.ID, err))
			}
			p.Seasons = append(p.Seasons, s)
		}
		slices.SortFunc(p.Seasons, func(a, b Season) int { return slices.Compare([]byte(a.Country), []byte(b.Country)) })
		c.products = append(c.products, p)
	}
	var papers struct {
		Papers []Paper `json:"papers"`
	}
	mustRead("papers.json", &papers)
	c.papers = papers.Papers
	return c
}

func mustRead(name string, into any) {
	b, err := files.ReadFile(name)
	if err == nil {
		err = json.Unmarshal(b, into)
	}
	if err != nil {
		panic(fmt.Sprintf("products: %s: %v", name, err))
	}
}

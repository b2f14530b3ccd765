package demands

import (
	"strconv"

	"tok/lang"
	"tok/members"
	"tok/products"
)

// searchText is what people may look for, folded: number, product and
// destination in the four languages, the code of the goods. The buyer's name is
// not in it: who may not read it may not find by it either.
func (d Demand) searchText() string {
	text := strconv.Itoa(d.Number) + " " + d.Place.Name + " " + d.CN
	product, _ := products.Find(d.Product)
	for _, l := range lang.All {
		text += " " + product.Name.Say(l) + " " + members.CountryName(l, d.Country)
	}
	return lang.Fold(text)
}

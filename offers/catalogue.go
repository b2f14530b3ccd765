package offers

import (
	"tok/matching"
	"tok/products"
)

// catalogue puts the kinds of paper into the words of matching.
func catalogue() []matching.PaperKind {
	var kinds []matching.PaperKind
	for _, p := range products.Papers() {
		kinds = append(kinds, matching.PaperKind{
			Kind: p.Kind, Shows: p.Shows, Held: p.Held, AbsentNo: p.AbsentNone,
			Bought: p.Bought, Cost: p.Cost, Days: p.Days,
		})
	}
	return kinds
}

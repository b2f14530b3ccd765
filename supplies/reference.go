package supplies

import "tok/measure"

// A Reference is what producers of a product in a country were paid on a day,
// with its source: where floors start from and what they are compared with.
type Reference struct {
	Product string                `json:"product"`
	Country measure.Country       `json:"country"`
	Price   measure.CentsPerTonne `json:"price_per_tonne"`
	On      measure.Day           `json:"on"`
	Source  string                `json:"source"`
}

// farPercent is how far a floor may lie from its reference before the
// coordinator is told.
const farPercent = 30

// Far says whether a floor lies so far from its reference price that the
// coordinator should ask. Without a reference nothing is far.
func Far(floor measure.CentsPerTonne, ref Reference) bool {
	if ref.Price <= 0 {
		return false
	}
	apart := floor - ref.Price
	if apart < 0 {
		apart = -apart
	}
	return apart*100 > ref.Price*farPercent
}

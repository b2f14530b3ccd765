// Package demands keeps what buyers ask for: product, quantity, loading days,
// place, price and the conditions that come with it.
package demands

import (
	"slices"
	"time"

	"tok/fault"
	"tok/lang"
	"tok/measure"
)

// A Status says how far a demand has come.
type Status string

// The states of a demand, in the order in which it passes them.
const (
	Draft    Status = "draft"    // being written, nobody sees it
	Open     Status = "open"     // waits for an offer
	Answered Status = "answered" // a joint offer was sent
	Closed   Status = "closed"   // bought, or withdrawn
)

// Statuses are all states in order.
var Statuses = []Status{Draft, Open, Answered, Closed}

// A Limit bounds the mean of a quality in every consignment; nil is no bound.
type Limit struct {
	Min *float64 `json:"min,omitempty"`
	Max *float64 `json:"max,omitempty"`
}

// A Demand is what one buyer asks for.
type Demand struct {
	ID          string                `json:"id"`
	Number      int                   `json:"number"` // the short public number, as in "demand 118"
	BuyerID     string                `json:"buyer_id"`
	Product     string                `json:"product"` // products.Product.ID
	CN          string                `json:"cn"`      // eight digits
	Country     measure.Country       `json:"country"` // of destination
	Place       measure.Place         `json:"place"`   // of delivery
	Price       measure.CentsPerTonne `json:"price_per_tonne"`
	PaymentDays int                   `json:"payment_days"`
	Incoterm    string                `json:"incoterm"`
	Loadings    []measure.Day         `json:"loadings"` // the days on which lorries leave the hubs
	PerLoading  measure.Range         `json:"per_loading_kg"`
	Total       measure.Range         `json:"total_kg"`
	Limits      map[string]Limit      `json:"limits,omitempty"` // quality → bounds
	Papers      []string              `json:"papers,omitempty"` // kinds of paper that the buyer asks for
	Facts       map[string]any        `json:"facts,omitempty"`  // what the rules need to know, as "product.category"
	Packaging   string                `json:"packaging,omitempty"`
	Note        lang.Text             `json:"note,omitempty"`
	ClosesAt    time.Time             `json:"closes_at"` // the buyer wants the answer by then (UTC)
	Status      Status                `json:"status"`
	Public      bool                  `json:"public"`       // people without an account see it
	PricePublic bool                  `json:"price_public"` // and its price too
	CreatedAt   time.Time             `json:"created_at"`
}

// OpenAt says whether an offer can still be made.
func (d Demand) OpenAt(now time.Time) bool {
	return d.Status == Open && now.Before(d.ClosesAt)
}

// Check says what keeps the demand from being saved.
func (d Demand) Check() error {
	switch {
	case d.BuyerID == "":
		return fault.Of(fault.Invalid, "demands.buyer_missing").In("buyer_id")
	case d.Product == "":
		return fault.Of(fault.Invalid, "demands.product_missing").In("product")
	case len(d.Country) != 2:
		return fault.Of(fault.Invalid, "demands.country_missing").In("country")
	case d.Price <= 0:
		return fault.Of(fault.Invalid, "demands.price_missing").In("price_per_tonne")
	case len(d.Loadings) == 0:
		return fault.Of(fault.Invalid, "demands.loadings_missing").In("loadings")
	case !slices.IsSortedFunc(d.Loadings, measure.Day.Compare):
		return fault.Of(fault.Invalid, "demands.loadings_order").In("loadings")
	case !slices.Contains(Statuses, d.Status):
		return fault.Of(fault.Invalid, "demands.status_unknown", "status", string(d.Status)).In("status")
	}
	if err := checkRange(d.PerLoading, "per_loading_kg"); err != nil {
		return err
	}
	if err := checkRange(d.Total, "total_kg"); err != nil {
		return err
	}
	if reach := d.PerLoading.Most * measure.Kilos(len(d.Loadings)); reach < d.Total.Least {
		return fault.Of(fault.Invalid, "demands.loadings_too_small", "reach", reach, "least", d.Total.Least).In("total_kg")
	}
	return nil
}

func checkRange(r measure.Range, field string) error {
	if r.Least < 0 || r.Most <= 0 || r.Most < r.Least {
		return fault.Of(fault.Invalid, "demands.range_wrong", "least", r.Least, "most", r.Most).In(field)
	}
	return nil
}

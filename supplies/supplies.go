// Package supplies keeps what members can deliver: how much in which month, of
// what quality, with which papers, and from what price on joining is worth it.
package supplies

import (
	"tok/fault"
	"tok/measure"
)

// Where a floor comes from.
const (
	OwnWord       = "own_word"  // the member said so
	FromReference = "reference" // a dated reference price stands in until it does
)

// A Monthly is what a member can deliver in one month.
type Monthly struct {
	Month string        `json:"month"` // 2026-12
	Kg    measure.Kilos `json:"kg"`
}

// A Supply is one product of one member.
type Supply struct {
	ID        string                `json:"id"`
	MemberID  string                `json:"member_id"`
	Product   string                `json:"product"`  // products.Product.ID
	ByMonth   []Monthly             `json:"by_month"` // in order
	Least     measure.Kilos         `json:"least_kg"` // smallest pick-up
	Floor     measure.CentsPerTonne `json:"floor_per_tonne"`
	FloorFrom string                `json:"floor_from"` // OwnWord or FromReference
	Quality   map[string]float64    `json:"quality,omitempty"`
	Facts     map[string]any        `json:"facts,omitempty"` // what the rules need to know of this supply
	Updated   measure.Day           `json:"updated"`
}

// In is what the supply holds in the month of a day.
func (s Supply) In(day measure.Day) measure.Kilos {
	month := MonthOf(day)
	for _, m := range s.ByMonth {
		if m.Month == month {
			return m.Kg
		}
	}
	return 0
}

// MonthOf writes the month of a day as 2026-12.
func MonthOf(day measure.Day) string { return day.String()[:7] }

// Check says what keeps the supply from being saved.
func (s Supply) Check() error {
	switch {
	case s.MemberID == "" || s.Product == "":
		return fault.Of(fault.Invalid, "supplies.product_missing").In("product")
	case s.Floor < 0 || s.Least < 0:
		return fault.Of(fault.Invalid, "supplies.number_negative", "product", s.Product).In("floor_per_tonne")
	case s.FloorFrom != OwnWord && s.FloorFrom != FromReference:
		return fault.Of(fault.Invalid, "supplies.floor_from_unknown", "product", s.Product, "from", s.FloorFrom).In("floor_from")
	}
	for i, m := range s.ByMonth {
		if _, err := measure.ParseDay(m.Month + "-01"); err != nil || m.Month == "" || m.Kg < 0 {
			return fault.Of(fault.Invalid, "supplies.month_wrong", "product", s.Product, "month", m.Month).In("by_month")
		}
		if i > 0 && s.ByMonth[i-1].Month >= m.Month {
			return fault.Of(fault.Invalid, "supplies.month_order", "product", s.Product, "month", m.Month).In("by_month")
		}
	}
	return nil
}

package members

import (
	"tok/fault"
	"tok/measure"
)

// A Hub is a place where members' goods come together, are packed and sent on.
type Hub struct {
	ID       string                `json:"id"`
	Slug     string                `json:"slug"`
	Name     string                `json:"name"`
	MemberID string                `json:"member_id"` // who runs it
	Country  measure.Country       `json:"country"`
	Place    measure.Place         `json:"place"`
	Capacity measure.Kilos         `json:"capacity_kg"`        // per loading day
	OpenCost measure.Cents         `json:"open_cost_cents"`    // per delivery it takes part in
	Handling measure.CentsPerTonne `json:"handling_per_tonne"` // sorting, packing, loading
	Sectors  []string              `json:"sectors"`            // what it can handle
}

// Check says what keeps the hub from being saved.
func (h Hub) Check() error {
	switch {
	case h.Name == "":
		return fault.Of(fault.Invalid, "members.hub_name_missing").In("name")
	case h.MemberID == "":
		return fault.Of(fault.Invalid, "members.hub_member_missing", "name", h.Name).In("member_id")
	case h.Capacity <= 0 || h.OpenCost < 0 || h.Handling < 0:
		return fault.Of(fault.Invalid, "members.hub_number_negative", "name", h.Name).In("capacity_kg")
	}
	return nil
}

package supplies

import (
	"tok/fault"
	"tok/measure"
)

// A Paper is a certificate, approval or test that a member holds.
type Paper struct {
	ID       string      `json:"id"`
	MemberID string      `json:"member_id"`
	Kind     string      `json:"kind"` // of products' list of papers
	Number   string      `json:"number,omitempty"`
	From     measure.Day `json:"from"`
	Until    measure.Day `json:"until"` // the last valid day; no day = without end
}

// ValidOn says whether the paper is valid on a day.
func (p Paper) ValidOn(day measure.Day) bool {
	return !day.Before(p.From) && (p.Until.IsZero() || !day.After(p.Until))
}

// Check says what keeps the paper from being saved.
func (p Paper) Check() error {
	switch {
	case p.MemberID == "" || p.Kind == "":
		return fault.Of(fault.Invalid, "supplies.paper_kind_missing").In("kind")
	case !p.Until.IsZero() && p.Until.Before(p.From):
		return fault.Of(fault.Invalid, "supplies.paper_ends_first", "kind", p.Kind, "until", p.Until.String()).In("until")
	}
	return nil
}

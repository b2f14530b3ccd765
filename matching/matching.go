// Package matching says who may take part in answering a demand. Every supply is
// either a candidate, with the loading days that are open to it, or refused,
// with the rule or the reason, its source and what would cure it.
//
// It computes and touches nothing outside. Quantities are whole kilograms,
// prices cents per tonne, days civil days.
package matching

import (
	"tok/markets"
	"tok/measure"
)

// A Demand is what a buyer asks for, as far as it decides who may take part.
type Demand struct {
	ID          string
	Product     string // id of the product
	CN          string // its code, eight digits
	Destination measure.Country
	Today       measure.Day             // from when a missing paper can be asked for
	Days        []measure.Day           // loading days, one period each
	Price       []measure.CentsPerTonne // per loading day, or one for all; none: the price decides nothing
	Grades      []string                // grades the buyer takes; none: any
	Limits      map[string]Limit        // quality → bounds
	Papers      []string                // kinds of paper the buyer asks of every member
	Facts       map[string]any          // what the rules need to know of the goods
	Schemes     []string                // programmes or forms whose rules hold too
}

// A Limit bounds a quality. Without Each it binds the mean of a consignment
// only, so a supply outside it can still be mixed in.
type Limit struct {
	Min, Max *float64
	Each     bool // every supply must keep it on its own
}

// A Supply is what one member could deliver of one product.
type Supply struct {
	ID          string
	Member      string
	Product     string
	Grade       string
	Country     measure.Country
	AvailableKg []measure.Kilos // per loading day, or one for all
	LeastKg     measure.Kilos   // nothing on a day, or at least this
	Floor       measure.CentsPerTonne
	Quality     map[string]float64 // names as the rules' parameters: acidity, peroxide_value
	Facts       map[string]any     // what the rules need to know of this supply
	Papers      []Paper            // what the member holds, or held
}

// A Paper is a certificate, approval or test that a member holds.
type Paper struct {
	Kind  string
	From  measure.Day
	Until measure.Day // the last valid day; no day = without end
}

// validOn says whether the paper is valid on a day.
func (p Paper) validOn(day measure.Day) bool {
	return !day.Before(p.From) && (p.Until.IsZero() || !day.After(p.Until))
}

// A PaperKind is an entry of the catalogue of papers.
type PaperKind struct {
	Kind     string
	Shows    []string      // ids of the rules that it shows to be met
	Held     bool          // held by a member for a time; otherwise issued per consignment or by a state
	AbsentNo bool          // who shows none has none; otherwise it has to be asked
	Bought   bool          // money and time obtain it
	Cost     measure.Cents // typical
	Days     int           // typical, from asking to holding
}

// A Reason says why a supply, or one of its days, is closed.
type Reason string

// The reasons, the most telling first: of several days the refusal names the
// first in this order.
const (
	Rule           Reason = "rule"              // the law of the destination
	AsLabelled     Reason = "as_labelled"       // only because of a claim, name or label
	NotEligible    Reason = "not_eligible"      // a rule about groups and their members
	PaperExpired   Reason = "paper_expired"     // the buyer's paper was held and is not any more
	PaperMissing   Reason = "paper_missing"     // the buyer's paper is not held
	QualityOutside Reason = "quality_outside"   // outside what every supply must keep
	QualityUnknown Reason = "quality_unknown"   // the buyer limits a quality that nobody measured
	TooDear        Reason = "floor_above_price" // nothing of it may be shown to others
	NoQuantity     Reason = "no_quantity"       // nothing, or less than its smallest pick-up, in the window
	WrongGrade     Reason = "wrong_grade"       //
	WrongProduct   Reason = "wrong_product"     //
	NoLoadingDay   Reason = "no_loading_day"    // the demand names none
)

// Reasons are all reasons, the most telling first.
var Reasons = []Reason{Rule, AsLabelled, NotEligible, PaperExpired, PaperMissing, QualityOutside,
	QualityUnknown, TooDear, NoQuantity, WrongGrade, WrongProduct, NoLoadingDay}

// A Candidate may take part on its open days.
type Candidate struct {
	Supply  string
	Member  string
	Days    []Period      // one per loading day of the demand
	Cure    *Cure         // what must be obtained first, if every open day needs it
	Join    measure.Cents // Cure's cost: paid once if it delivers anything
	Options []Option      // what would open further days
	Open    []Requirement // what a person has still to show or to confirm
}

// A Period is one loading day of a candidate or a refused supply.
type Period struct {
	Day    measure.Day
	Open   bool
	Kg     measure.Kilos // what can be delivered; 0 if closed
	Closed Reason        // why it is closed
	Rules  []string      // the rules that close it
	Papers []string      // the papers that are missing
}

// An Option is a cure and the closed days that it would open.
type Option struct {
	Cure Cure
	Days []measure.Day
}

// A Cure is what would have to be obtained.
type Cure struct {
	Papers []string      // kinds of paper
	Cost   measure.Cents // of all of them, once
	Days   int           // until the last of them is there
	Ready  measure.Day   // if asked for today
	Bought bool          // false: no money buys it, the way goes through a state or the EU
}

// A Requirement is a rule that nobody knows to be met.
type Requirement struct {
	Rule    markets.Applied
	Confirm bool     // it would refuse if it were sure: a person must confirm it
	Papers  []string // kinds of paper that would show it
}

// A Refusal says why a supply cannot take part.
type Refusal struct {
	Supply  string
	Member  string
	Reason  Reason
	About   string            // the rule, or the first paper, quality, grade or product it is about
	Rules   []markets.Applied // the rules that refuse it, with their sources
	Cure    *Cure             // what would cure it, though not in time; nil: nothing that is known
	Periods []Period          // day by day; none if no day was looked at
}

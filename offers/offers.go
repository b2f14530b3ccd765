// Package offers composes, keeps and shows the joint offer: one answer of many
// members to one buyer's demand, computed, proved, divided and explained.
package offers

import (
	"fmt"
	"time"

	"tok/demands"
	"tok/markets"
	"tok/measure"
	"tok/members"
	"tok/planning"
	"tok/sharing"
	"tok/supplies"
)

// Format names the JSON form of a composition.
const Format = "tok-offer/1"

// A State says how far an offer has come.
type State string

// The states of an offer.
const (
	Composing State = "composing" // its job is underway, or ended badly: the job says which
	Composed  State = "composed"  // there is a plan and a split
	Nothing   State = "nothing"   // no plan is worth more than staying apart; the composition says what is missing
)

// An Offer is one attempt to answer a demand together.
type Offer struct {
	ID          string
	DemandID    string
	Demand      int // the demand's number
	Sequence    int // 2 in "118-2"
	State       State
	By          string // the account that asked for it
	Job         string // the job that composes it
	CreatedAt   time.Time
	Composition *Composition // nil while Composing
}

// Number is the short public number, "118-2".
func (o Offer) Number() string { return numbered(o.Demand, o.Sequence) }

func numbered(demand, sequence int) string { return fmt.Sprintf("%d-%d", demand, sequence) }

// A Composition is an offer's frozen content: what went in, what came out and
// what proves it. It refers to members by id only; names are looked up when it
// is shown, so that they can be erased. Amounts are whole cents and add up.
type Composition struct {
	Format string      `json:"format"`
	On     measure.Day `json:"on"` // the day it was composed
	At     time.Time   `json:"at"`
	Took   float64     `json:"took_seconds"`

	// What went in.
	Demand       demands.Demand   `json:"demand"`
	Supplies     []Input          `json:"supplies"`
	Hubs         []members.Hub    `json:"hubs"`
	Freight      Freight          `json:"freight"`
	RulesVersion string           `json:"rules_version"`
	Problem      planning.Problem `json:"problem"`

	// What came out.
	Plan       planning.Plan   `json:"plan"`
	Split      sharing.Split   `json:"split"`
	Others     []OtherSplit    `json:"other_rules"` // what other rules would give, for comparison
	Verdict    markets.Verdict `json:"verdict"`
	Conditions []Condition     `json:"conditions"` // what the buyer asked, met or not
	Pending    []Pending       `json:"pending"`    // rules of law that somebody has still to show
	Refusals   []Refusal       `json:"refusals"`
	Lines      []Line          `json:"lines"`
	Account    Account         `json:"account"`
	Lorries    []Lorry         `json:"lorries"`
	Solid      Solid           `json:"solid"`
}

// An Input is a supply as it stood when the offer was composed.
type Input struct {
	supplies.Supply
	Country   measure.Country     `json:"country"`
	Place     measure.Place       `json:"place"`
	Papers    []supplies.Paper    `json:"papers,omitempty"`
	Reference *supplies.Reference `json:"reference,omitempty"`
	Far       bool                `json:"floor_far,omitempty"` // the floor is far from its reference
}

// A Line is one member's part of the offer.
type Line struct {
	Supply     string          `json:"supply"`
	Member     string          `json:"member"`
	Country    measure.Country `json:"country"`
	Place      measure.Place   `json:"place"`
	Hub        string          `json:"hub"` // "" = straight to the buyer
	Kg         measure.Kilos   `json:"kg"`
	Deliveries []Delivery      `json:"deliveries"`
	Alone      measure.Cents   `json:"alone_cents"` // what the goods bring without joining
	Extra      measure.Cents   `json:"extra_cents"` // what joining adds
	Join       measure.Cents   `json:"join_cents"`  // paid by the group so that it may join
	Cures      []string        `json:"cures,omitempty"`
	FloorFrom  string          `json:"floor_from"`
	Far        bool            `json:"floor_far,omitempty"`
}

// Gets is what the member is paid in all.
func (l Line) Gets() measure.Cents { return l.Alone + l.Extra }

// A Delivery is what a member brings for one loading.
type Delivery struct {
	Day measure.Day   `json:"day"`
	Kg  measure.Kilos `json:"kg"`
}

// An Account shows where the buyer's money goes. Revenue less all costs is what
// the members receive.
type Account struct {
	Kg       measure.Kilos `json:"kg"`
	Revenue  measure.Cents `json:"revenue_cents"`
	Collect  measure.Cents `json:"collect_cents"`
	Handling measure.Cents `json:"handling_cents"` // in the hubs, opening them included
	Haul     measure.Cents `json:"haul_cents"`     // lorries to the buyer, direct ones included
	Papers   measure.Cents `json:"papers_cents"`   // documents, tests, group certificate
	Join     measure.Cents `json:"join_cents"`     // cures paid so that members may join
	Levy     measure.Cents `json:"levy_cents"`     // coordination
	Alone    measure.Cents `json:"alone_cents"`    // the same goods sold apart
}

// Costs is everything that is paid before the members are.
func (a Account) Costs() measure.Cents {
	return a.Collect + a.Handling + a.Haul + a.Papers + a.Join + a.Levy
}

// Receive is what the members receive together.
func (a Account) Receive() measure.Cents { return a.Revenue - a.Costs() }

// Extra is what selling together adds.
func (a Account) Extra() measure.Cents { return a.Receive() - a.Alone }

// A Lorry is what leaves one hub on one loading day.
type Lorry struct {
	Day      measure.Day   `json:"day"`
	Hub      string        `json:"hub"` // "" = straight from the member
	How      string        `json:"how"` // road, ferry or sea
	Vehicles int           `json:"vehicles"`
	Pallets  int           `json:"pallets"`
	Room     measure.Kilos `json:"room_kg"` // what the paid vehicles hold
	Kg       measure.Kilos `json:"kg"`
	Parts    []Part        `json:"parts"`
}

// A Part is one member's share of a lorry.
type Part struct {
	Member string        `json:"member"`
	Kg     measure.Kilos `json:"kg"`
}

// A Refusal says why a supply does not take part and what would cure it.
type Refusal struct {
	Supply string            `json:"supply"`
	Member string            `json:"member"`
	Reason string            `json:"reason"`          // a code of matching, or of planning if Unused
	About  string            `json:"about,omitempty"` // the paper, quality, grade or product it is about
	Rules  []markets.Applied `json:"rules,omitempty"` // the rules that refuse it, with their sources
	Cure   *Cure             `json:"cure,omitempty"`

	Unused  bool                   `json:"unused,omitempty"`             // it may take part, but the best plan does without it
	JoinsAt *measure.CentsPerTonne `json:"joins_at_per_tonne,omitempty"` // the floor at which the plan would take it
	Exact   bool                   `json:"joins_at_exact,omitempty"`
}

// A Cure is what would let a refused supply take part.
type Cure struct {
	Papers []string      `json:"papers,omitempty"`
	Cost   measure.Cents `json:"cost_cents"`
	Ready  measure.Day   `json:"ready"`  // if asked for on the day of composing
	Bought bool          `json:"bought"` // false: a state or the EU must act first
}

// Pending is a rule of law that somebody has still to show or to confirm.
type Pending struct {
	Rule    string   `json:"rule"`
	Confirm bool     `json:"confirm"` // it would refuse if it were sure
	Papers  []string `json:"papers,omitempty"`
	Members []string `json:"members"`
}

// An OtherSplit is what another rule would give each member, for comparison.
type OtherSplit struct {
	Rule   sharing.Rule             `json:"rule"`
	Extra  map[string]measure.Cents `json:"extra_cents"`
	Stable *bool                    `json:"stable"`
}

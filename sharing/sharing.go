// Package sharing divides what a group earned together so that nobody has
// reason to leave, and says how far that is proved.
//
// Everything is in euro and kilograms. The package computes and touches
// nothing outside: no clock, no network, no database, no randomness but the
// seed it is given.
package sharing

import "tok/planning"

// Names of the formats, and of the engine that wrote an answer.
const (
	FormatGame  = "tok-game/1"
	FormatSplit = "tok-split/1"
	Engine      = "tok-sharing/1"
)

// A Rule says how to divide.
type Rule string

// The rules of `tok-split/1`; a charter picks one.
const (
	Fair                Rule = "fair"
	Nucleolus           Rule = "nucleolus"
	Shapley             Rule = "shapley"
	LeastCore           Rule = "least-core"
	CoreNearestShapley  Rule = "core-nearest-shapley"
	EqualRelativeSaving Rule = "equal-relative-saving"
	Proportional        Rule = "proportional"
	Equal               Rule = "equal"
)

// A Split is the answer of `tok-split/1`.
type Split struct {
	Format      string             `json:"format"`
	Name        string             `json:"name,omitempty"`
	Rule        Rule               `json:"rule"`
	Shares      map[string]float64 `json:"shares"` // euro above its floors, unrounded
	Total       float64            `json:"total"`
	Alone       map[string]float64 `json:"alone"`             // what each is worth without the others
	BelowAlone  []string           `json:"below_alone"`       // who gets less than that
	Outside     map[string]float64 `json:"outside,omitempty"` // alone at full capacity: information only
	Objection   *Objection         `json:"objection"`         // nil for one player
	Stable      *bool              `json:"stable"`            // nil: not proved
	Core        string             `json:"core"`              // nonempty, empty, unknown
	Epsilon     *[2]float64        `json:"epsilon"`           // low and high of the least core's; nil for one player
	Exact       bool               `json:"exact"`
	Stopped     string             `json:"stopped,omitempty"` // "time" when the context ended first
	Corrections []Correction       `json:"corrections,omitempty"`
	HalfWidth   map[string]float64 `json:"half_width,omitempty"`
	Warnings    []string           `json:"warnings,omitempty"`
	Engine      string             `json:"engine"`
	Seconds     float64            `json:"seconds"`
}

// An Objection is the group that would gain most by leaving.
type Objection struct {
	Group     []string `json:"group"`
	Gain      float64  `json:"gain"`
	GainBound float64  `json:"gain_bound"` // no group can gain more
}

// A Correction says how `fair` moved a player away from the split by kilogram,
// and because of which group: of the groups whose claim binds and moves this player
// in that direction, the one with the largest multiplier in the projection. Who
// gets more is in that group, who gets less is outside it.
type Correction struct {
	Player    string   `json:"player"`
	Moved     float64  `json:"moved"`
	BecauseOf []string `json:"because_of"`
}

// Options of one split.
type Options struct {
	Rule Rule
	Seed int64
}

// A Sharer divides; it is safe for concurrent use.
type Sharer struct {
	planner *planning.Planner
}

// New gives a sharer that asks planner what a member could earn outside; a sharer
// of tables alone needs none (nil).
func New(planner *planning.Planner) *Sharer {
	return &Sharer{planner: planner}
}

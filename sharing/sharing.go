// Package sharing divides what a group earned together so that nobody has
// reason to leave, and says how far that is proved.
//
// Everything is in euro and kilograms. The package computes and touches
// nothing outside: no clock, no network, no database, no randomness but the
// seed it is given.
package sharing

import (
	"context"

	"tok/internal/highs"
	"tok/planning"
)

// Names of the formats.
const (
	FormatGame  = "tok-game/1"
	FormatSplit = "tok-split/1"
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

// A Game is a cooperative game from a table (`tok-game/1`). V maps a group's
// players, joined by commas in the order of Players, to its worth.
type Game struct {
	Format  string             `json:"format"`
	Name    string             `json:"name,omitempty"`
	Kind    string             `json:"kind"` // "value" or "cost"
	Players []string           `json:"players"`
	V       map[string]float64 `json:"v"`
}

// A Split is the answer of `tok-split/1`.
type Split struct {
	Format      string             `json:"format"`
	Name        string             `json:"name,omitempty"`
	Rule        Rule               `json:"rule"`
	Shares      map[string]float64 `json:"shares"` // euro above its floors, unrounded
	Total       float64            `json:"total"`
	Outside     map[string]float64 `json:"outside,omitempty"` // alone at full capacity: information only
	Objection   *Objection         `json:"objection"`
	Stable      *bool              `json:"stable"` // nil: not proved
	Core        string             `json:"core"`   // nonempty, empty, unknown
	Epsilon     [2]float64         `json:"epsilon"`
	Exact       bool               `json:"exact"`
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
// and because of which group.
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
	highs   *highs.Runtime
	planner *planning.Planner
}

// New gives a sharer that solves its programmes with r and asks planner what a
// group could earn.
func New(r *highs.Runtime, planner *planning.Planner) *Sharer {
	return &Sharer{highs: r, planner: planner}
}

// OfGame divides a game given as a table.
func (s *Sharer) OfGame(ctx context.Context, g Game, o Options) (Split, error) {
	panic("to be written")
}

// OfPlan divides the surplus of plan, which must be a plan of p.
func (s *Sharer) OfPlan(ctx context.Context, p planning.Problem, plan planning.Plan, o Options) (Split, error) {
	panic("to be written")
}

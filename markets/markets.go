// Package markets knows what a destination asks of goods: the rules as data,
// each with its source, its dates and how sure it is, and the verdict on goods
// of some origins that are to go somewhere on a day. Nothing unknown counts as
// passed, and a rule that nobody read in a source never blocks.
package markets

import (
	"tok/lang"
	"tok/measure"
)

// How sure a rule is.
const (
	ReadInSource    = "read_in_source"    // the provision itself was read
	SecondarySource = "secondary_source"  // read in a summary, press or laboratory page
	Inferred        = "inferred"          // follows from what was read, but is not said there
	Recalled        = "recall_unverified" // from memory
)

// What a rule does.
const (
	Require  = "require"
	Prohibit = "prohibit"
	Limits   = "limit"
	Grant    = "grant"
	Exempt   = "exempt"
	Advise   = "advise"
)

// How much hangs on a rule.
const (
	Blocking    = "blocking"
	Conditional = "conditional"
	Advisory    = "advisory"
)

// A Rule is one requirement of the law or of a programme.
type Rule struct {
	ID         string      `json:"id"`
	Rev        int         `json:"rev"`
	Title      lang.Text   `json:"title"`
	AppliesTo  AppliesTo   `json:"applies_to"`
	ValidFrom  string      `json:"valid_from"` // first valid day, ISO; "" = always was
	ValidTo    string      `json:"valid_to"`   // last valid day, ISO; "" = open
	Subject    string      `json:"subject"`    // farm, processor, hub, consignment, label, cluster
	Kind       string      `json:"kind"`       // approval, certificate, document, limit, tariff, quota, label
	Effect     string      `json:"effect"`
	Severity   string      `json:"severity"`
	Parameters []Parameter `json:"parameters"`
	Source     Source      `json:"source"`
	Confidence string      `json:"confidence"`
	Exempts    []string    `json:"exempts"`
	Notes      string      `json:"notes"`

	from, to measure.Day // ValidFrom and ValidTo, read once
}

// AppliesTo says which goods, from where to where, a rule is about. What is
// empty does not narrow.
type AppliesTo struct {
	Scheme             string      `json:"scheme"` // only for contexts with this scheme
	CN                 []string    `json:"cn"`     // digit prefixes or "*"
	CNNot              []string    `json:"cn_not"`
	Origins            []string    `json:"origins"` // countries or @groups
	OriginsNot         []string    `json:"origins_not"`
	OriginMix          [][]string  `json:"origin_mix"` // an origin of the goods in each list
	OriginAll          bool        `json:"origin_all"` // every origin, not only one, is in Origins
	MinDistinctOrigins int         `json:"min_distinct_origins"`
	OriginBasis        string      `json:"origin_basis"` // "operator": the operators' countries, not the goods'
	Destinations       []string    `json:"destinations"`
	DestinationsNot    []string    `json:"destinations_not"`
	When               []Condition `json:"when"` // all of them
}

// A Condition compares a fact with a value.
type Condition struct {
	Fact  string `json:"fact"`
	Op    string `json:"op"` // eq, ne, in, not_in, <, <=, >, >=
	Value any    `json:"value"`
}

// A Parameter is a number or a word that a rule asks for; a null Value is not
// known and never passed.
type Parameter struct {
	Name   string     `json:"name"`
	Fact   string     `json:"fact"` // the fact it is about, where Name is not the fact
	Op     string     `json:"op"`   // ==, <=, >=, <, >
	Value  any        `json:"value"`
	Unit   string     `json:"unit"`
	Note   string     `json:"note"`
	Or     string     `json:"or"`      // of the parameters with the same word here, one that passes is enough
	OnlyIf *Condition `json:"only_if"` // otherwise the parameter says nothing
}

// A Source is where a rule was found; Act and URL come from the list of sources.
type Source struct {
	Ref       string `json:"ref"`
	Provision string `json:"provision"`
	ReadOn    string `json:"read_on,omitempty"` // ISO day; "" = not read
	Act       string `json:"act,omitempty"`
	URL       string `json:"url,omitempty"`
}

// Confirmed says whether the rule was read in its source or a secondary source;
// only then may it block.
func (r *Rule) Confirmed() bool {
	return r.Confidence == ReadInSource || r.Confidence == SecondarySource
}

// ofCluster says whether the rule is about a group and its members, not goods.
func (r *Rule) ofCluster() bool { return r.Subject == "cluster" }

// validOn says whether the rule is in force; both ends are included.
func (r *Rule) validOn(day measure.Day) bool {
	return !day.Before(r.from) && (r.to.IsZero() || !day.After(r.to))
}

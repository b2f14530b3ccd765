package markets

import "tok/lang"

// FormatContext names the question's format, FormatVerdict the answer's.
const (
	FormatContext = "tok-context/1"
	FormatVerdict = "tok-verdict/1"
)

// The verdicts, in the order in which the first that holds is given. A cluster
// rule is asked before anything that is only unknown.
const (
	Blocked           = "blocked"             // a confirmed rule forbids it, or is not met
	BlockedAsLabelled = "blocked_as_labelled" // the same, by a claim, name or word that could be left off
	NeedsConfirmation = "needs_confirmation"  // the same, by a rule that nobody read in a source
	MemberNotEligible = "member_not_eligible" // a group or its member does not satisfy a rule about groups
	DeliverableIfMet  = "deliverable_if_met"  // what would block is not known to be met
	Deliverable       = "deliverable"
)

// rulesChecked is the fact that a person has looked at what is not known here.
const rulesChecked = "destination.rules_checked"

// What warnings are about, beside a field that is not known and a short code.
const (
	warnNoRules        = "no_rules"
	warnContradiction  = "contradiction"
	warnLifted         = "prohibition_lifted"
	warnConditionUnmet = "condition_not_met"
	warnFactNotBool    = "fact_not_yes_or_no"
)

// A Verdict says whether goods may go, and with which rules.
type Verdict struct {
	Format       string    `json:"format"`
	Verdict      string    `json:"verdict"`
	DecidedBy    []string  `json:"decided_by"` // the rules that the verdict rests on
	Applies      []Applied `json:"applies"`
	Ask          []string  `json:"ask"` // facts that would decide something
	Warnings     []Warning `json:"warnings"`
	RulesVersion string    `json:"rules_version"`
	RulesDigest  string    `json:"rules_digest"`
}

// Applied is one rule that applies, and how it stands.
type Applied struct {
	ID         string    `json:"id"`
	Rev        int       `json:"rev"`
	Title      lang.Text `json:"title"`
	Subject    string    `json:"subject"`
	Kind       string    `json:"kind"`
	Effect     string    `json:"effect"`
	Severity   string    `json:"severity"`
	Confidence string    `json:"confidence"`
	Status     string    `json:"status"`
	Failed     []string  `json:"failed"`        // parameters that fail for the given facts
	Ask        []string  `json:"ask,omitempty"` // facts that would decide this rule
	Source     Source    `json:"source"`
	Notes      string    `json:"notes,omitempty"`
	rule       *Rule
}

// A Warning is what a reader of the verdict should know; Code is the end of a
// key of the words (markets.warning_…), About what it speaks of.
type Warning struct {
	Code  string `json:"code"`
	About string `json:"about"`
}

// May says whether the goods may go, if need be once what is open is met.
func (v *Verdict) May() bool { return v.Verdict == Deliverable || v.Verdict == DeliverableIfMet }

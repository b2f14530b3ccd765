package products

import (
	"slices"

	"tok/lang"
	"tok/measure"
)

// A Paper is a kind of certificate, approval, test or document.
type Paper struct {
	Kind       string        `json:"kind"`
	Words      lang.Text     `json:"names"`
	Shows      []string      `json:"shows"`             // ids of the rules that it shows to be met
	Held       bool          `json:"held"`              // by a member for a time; otherwise issued per consignment or by a state
	AbsentNone bool          `json:"absent_means_none"` // who shows none has none; otherwise it has to be asked
	Bought     bool          `json:"bought"`            // money and time obtain it
	Cost       measure.Cents `json:"cost_cents"`        // typical
	Days       int           `json:"days"`              // typical, from asking to holding
	Mark       string        `json:"mark"`              // S: a source was read; E: estimated
	Source     string        `json:"source"`            // of cost and days
	Sectors    []string      `json:"sectors,omitempty"` // none: all
}

// Papers are all kinds of paper.
func Papers() []Paper { return slices.Clone(catalogue.papers) }

// FindPaper gives the kind of paper with an id.
func FindPaper(kind string) (Paper, bool) {
	i := slices.IndexFunc(catalogue.papers, func(p Paper) bool { return p.Kind == kind })
	if i < 0 {
		return Paper{Kind: kind}, false
	}
	return catalogue.papers[i], true
}

// PaperName is a kind of paper in l; one that is not in the catalogue keeps its id.
func PaperName(kind string, l lang.Tag) string {
	p, ok := FindPaper(kind)
	if !ok {
		return kind
	}
	text, _ := p.Words.In(l)
	return text
}

package markets

import (
	"slices"
	"strings"
)

// Judge holds goods against the rules.
func Judge(rules *Rules, c Context) Verdict {
	v := Verdict{Format: FormatVerdict, RulesVersion: rules.Version, RulesDigest: rules.Digest,
		DecidedBy: []string{}, Applies: []Applied{}, Ask: []string{}, Warnings: slices.Clone(c.warnings)}
	if v.Warnings == nil {
		v.Warnings = []Warning{}
	}
	applying, ask := rules.applying(&c)
	for _, rule := range applying {
		f := rule.stand(&c)
		v.Applies = append(v.Applies, applied(rule, f))
		v.warn(rule, f, &c)
		ask = append(ask, f.ask...)
	}
	v.decide(rules, &c)
	v.asks(append(ask, v.openFacts()...))
	return v
}

// applying finds the rules that apply, without those that another exempts from;
// of two revisions in force the later one.
func (r *Rules) applying(c *Context) (rules []*Rule, ask []string) {
	exempt := map[string]bool{}
	latest := map[string]int{}
	for _, rule := range r.all {
		applies, open := r.concerns(rule, c)
		if _, told := c.Facts[rule.ID]; applies == unknown && !told {
			ask = append(ask, open...)
		}
		if applies != yes {
			continue
		}
		for _, id := range rule.Exempts {
			exempt[id] = true
		}
		if at, seen := latest[rule.ID]; seen {
			if rules[at].Rev < rule.Rev {
				rules[at] = rule
			}
			continue
		}
		latest[rule.ID] = len(rules)
		rules = append(rules, rule)
	}
	return slices.DeleteFunc(rules, func(rule *Rule) bool { return exempt[rule.ID] }), ask
}

func applied(r *Rule, f finding) Applied {
	failed := f.failed
	if failed == nil {
		failed = []string{}
	}
	return Applied{ID: r.ID, Rev: r.Rev, Title: r.Title, Subject: r.Subject, Kind: r.Kind, Effect: r.Effect,
		Severity: r.Severity, Confidence: r.Confidence, Status: f.status, Failed: failed, Ask: f.ask,
		Source: r.Source, Notes: r.Notes, rule: r}
}

// decide gives the first verdict that holds.
func (v *Verdict) decide(rules *Rules, c *Context) {
	for _, word := range []struct {
		verdict string
		by      func(*Applied) bool
	}{
		{Blocked, func(a *Applied) bool { return a.blocks() && a.rule.Confirmed() && !a.rule.leavable() }},
		{BlockedAsLabelled, func(a *Applied) bool { return a.blocks() && a.rule.Confirmed() }},
		{NeedsConfirmation, func(a *Applied) bool { return a.blocks() || a.excludes() && !a.rule.Confirmed() }},
		{MemberNotEligible, (*Applied).excludes},
		{DeliverableIfMet, (*Applied).open},
	} {
		if v.DecidedBy = v.idsWhere(word.by); len(v.DecidedBy) > 0 {
			v.Verdict = word.verdict
			return
		}
	}
	v.Verdict = Deliverable
	if checked, _ := c.Facts[rulesChecked].(bool); checked {
		return
	}
	for _, about := range v.uncovered(rules, c) {
		v.Verdict = DeliverableIfMet
		v.Warnings = append(v.Warnings, Warning{warnNoRules, about})
	}
}

// uncovered lists the destination and the schemes of which nothing is known:
// what is not known counts as open, never as passed.
func (v *Verdict) uncovered(rules *Rules, c *Context) (about []string) {
	if c.Destination != "" && c.CN != "" && !v.covered(rules, c) {
		about = append(about, c.Destination)
	}
	for _, scheme := range c.Schemes {
		if !slices.ContainsFunc(v.Applies, func(a Applied) bool { return a.rule.AppliesTo.Scheme == scheme }) {
			about = append(about, scheme)
		}
	}
	return about
}

// blocks: a prohibition stands, or what is required of the goods is not there.
func (a *Applied) blocks() bool {
	return a.Status == NotMet && !a.rule.ofCluster() &&
		(a.Severity == Blocking || a.Effect == Prohibit && a.Severity != Advisory)
}

// excludes: a group or its member does not satisfy a rule about groups.
func (a *Applied) excludes() bool {
	return a.Status == NotMet && a.rule.ofCluster() && a.Severity != Advisory
}

// open: what would block is not known. For a scheme of a programme everything
// but advice counts.
func (a *Applied) open() bool {
	return a.Status == Unknown && (a.Severity == Blocking || a.rule.AppliesTo.Scheme != "" && a.Effect != Advise)
}

// leavable says that a rule only speaks of a claim, a name or a word on the
// label that the goods can do without.
func (r *Rule) leavable() bool {
	return r.Effect == Prohibit && r.Kind == "label" || slices.ContainsFunc(r.AppliesTo.When, func(c Condition) bool {
		return strings.HasPrefix(c.Fact, "claim.") || strings.HasPrefix(c.Fact, "label.")
	})
}

// covered says whether any rule of the destination itself applies to the goods,
// be it only a duty or advice: then what the rules say is the answer. Rules for
// every country say nothing of one that nobody has looked at.
func (v *Verdict) covered(rules *Rules, c *Context) bool {
	return slices.ContainsFunc(v.Applies, func(a Applied) bool {
		own := slices.ContainsFunc(a.rule.AppliesTo.Destinations, func(name string) bool {
			return name != anyCountry && name != nonEU && rules.in([]string{name}, c.Destination)
		})
		return own && !a.rule.ofCluster()
	})
}

func (v *Verdict) idsWhere(by func(*Applied) bool) []string {
	ids := []string{}
	for i := range v.Applies {
		if by(&v.Applies[i]) {
			ids = append(ids, v.Applies[i].ID)
		}
	}
	return ids
}

// openFacts asks for a look at the destination if nothing is known of it.
func (v *Verdict) openFacts() []string {
	for _, w := range v.Warnings {
		if w.Code == warnNoRules {
			return []string{rulesChecked}
		}
	}
	return nil
}

// asks keeps every fact once, in the order of the rules.
func (v *Verdict) asks(facts []string) {
	seen := map[string]bool{}
	for _, fact := range facts {
		if !seen[fact] {
			seen[fact] = true
			v.Ask = append(v.Ask, fact)
		}
	}
}

// warn says what a reader should know of how a rule stands.
func (v *Verdict) warn(r *Rule, f finding, c *Context) {
	told, given := c.Facts[r.ID]
	said, isBool := told.(bool)
	switch {
	case given && !isBool:
		v.Warnings = append(v.Warnings, Warning{warnFactNotBool, r.ID})
	case said && f.status == NotMet:
		v.Warnings = append(v.Warnings, Warning{warnContradiction, r.ID})
	case said && r.Effect == Prohibit:
		v.Warnings = append(v.Warnings, Warning{warnLifted, r.ID})
	}
	if f.status == NotMet && r.Severity != Blocking && r.Effect != Prohibit && !r.ofCluster() {
		v.Warnings = append(v.Warnings, Warning{warnConditionUnmet, r.ID})
	}
}

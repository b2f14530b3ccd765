package matching

import (
	"slices"

	"tok/markets"
)

// candidate writes down a supply with at least one open day.
func (m *match) candidate(s *Supply, days []day, cure *Cure) *Candidate {
	c := &Candidate{Supply: s.ID, Member: s.Member, Days: periods(days), Cure: cure, Options: options(days)}
	if cure != nil {
		c.Join = cure.Cost
	}
	for _, d := range days {
		if !d.Open {
			continue
		}
		for _, rule := range d.pending {
			if !slices.ContainsFunc(c.Open, func(r Requirement) bool { return r.Rule.ID == rule.ID }) {
				c.Open = append(c.Open, Requirement{Rule: rule, Confirm: rule.Status == markets.NotMet, Papers: m.showing(rule.ID)})
			}
		}
	}
	return c
}

// showing lists the kinds of paper that show a rule to be met.
func (m *match) showing(rule string) (kinds []string) {
	for _, k := range m.papers {
		if slices.Contains(k.Shows, rule) {
			kinds = append(kinds, k.Kind)
		}
	}
	return kinds
}

// refusal names the most telling of the reasons that closed the days.
func (m *match) refusal(s *Supply, days []day) *Refusal {
	r := &Refusal{Supply: s.ID, Member: s.Member, Periods: periods(days)}
	for _, reason := range Reasons {
		i := slices.IndexFunc(days, func(d day) bool { return d.Closed == reason })
		if i < 0 {
			continue
		}
		r.Reason, r.About, r.Cure = reason, days[i].about, days[i].cure
		if len(days[i].Rules) > 0 {
			r.Rules = days[i].rules
		}
		return r
	}
	return r
}

func periods(days []day) []Period {
	list := make([]Period, len(days))
	for i, d := range days {
		list[i] = d.Period
	}
	return list
}

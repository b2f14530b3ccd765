package supplies

import (
	"context"

	"tok/measure"
	"tok/members"
)

// Glances says of these members what is in season on a day and how their papers
// stand, without quantities and prices.
func (s Store) Glances(ctx context.Context, ids []string, today measure.Day) (map[string]members.Glance, error) {
	all, err := s.OfMembers(ctx, ids)
	if err != nil {
		return nil, err
	}
	papers, err := s.PapersOf(ctx, ids)
	if err != nil {
		return nil, err
	}
	glances := map[string]members.Glance{}
	for _, id := range ids {
		glances[id] = glanceAt(papers[id], today)
	}
	for _, supply := range all {
		if supply.In(today) > 0 {
			g := glances[supply.MemberID]
			g.Season = append(g.Season, supply.Product)
			glances[supply.MemberID] = g
		}
	}
	return glances, nil
}

// glanceAt counts the kinds of paper of a member that are valid, and those that
// were.
func glanceAt(papers []Paper, today measure.Day) (g members.Glance) {
	last := map[string]Paper{}
	for _, p := range papers {
		if known, ok := last[p.Kind]; !ok || known.endsBefore(p) {
			last[p.Kind] = p
		}
	}
	for _, p := range last {
		switch {
		case p.ValidOn(today):
			g.Papers++
			if !p.Until.IsZero() && (g.Ends.IsZero() || p.Until.Before(g.Ends)) {
				g.Ends = p.Until
			}
		case !p.Until.IsZero() && p.Until.Before(today):
			g.Lapsed++
		}
	}
	return g
}

func (p Paper) endsBefore(q Paper) bool {
	return !p.Until.IsZero() && (q.Until.IsZero() || p.Until.Before(q.Until))
}

// Within is what a supply holds in the months of some loading days, each month
// counted once.
func (s Supply) Within(loadings []measure.Day) (kg measure.Kilos) {
	counted := ""
	for _, day := range loadings {
		if month := MonthOf(day); month != counted {
			kg += s.In(day)
			counted = month
		}
	}
	return kg
}

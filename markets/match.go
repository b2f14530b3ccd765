package markets

import (
	"slices"
	"strings"
)

const (
	anyCountry = "@ANY"
	nonEU      = "@NONEU"
)

// in says whether a country is in a list of countries and groups.
func (r *Rules) in(list []string, country string) bool {
	return slices.ContainsFunc(list, func(name string) bool {
		switch name {
		case anyCountry, country:
			return true
		case nonEU:
			return !r.groups["@EU"][country]
		}
		return r.groups[name][country]
	})
}

// concerns says whether a rule applies to a context. If it is not decided, ask
// holds the facts that would decide it.
func (r *Rules) concerns(rule *Rule, c *Context) (applies truth, ask []string) {
	a := &rule.AppliesTo
	if !rule.validOn(c.Date) ||
		a.Scheme != "" && !slices.Contains(c.Schemes, a.Scheme) ||
		!r.destined(a, c.Destination) || !r.originates(a, c) {
		return no, nil
	}
	applies = a.classified(c.CN)
	if applies == unknown {
		ask = append(ask, "cn")
	}
	for i := range a.When {
		holds := a.When[i].holds(c.Facts)
		if holds == unknown {
			ask = append(ask, a.When[i].Fact)
		}
		applies = applies.and(holds)
	}
	if applies != unknown {
		ask = nil
	}
	return applies, ask
}

func (r *Rules) destined(a *AppliesTo, destination string) bool {
	return (a.Destinations == nil || destination != "" && r.in(a.Destinations, destination)) &&
		!r.in(a.DestinationsNot, destination)
}

func (r *Rules) originates(a *AppliesTo, c *Context) bool {
	countries := c.Origins
	if a.OriginBasis == "operator" {
		countries = c.operators()
	}
	if a.Origins != nil {
		outside := func(country string) bool {
			return !r.in(a.Origins, country) || r.in(a.OriginsNot, country)
		}
		if a.OriginAll && slices.ContainsFunc(countries, outside) {
			return false
		}
		if !slices.ContainsFunc(countries, func(country string) bool { return !outside(country) }) {
			return false
		}
	}
	for _, list := range a.OriginMix {
		if !slices.ContainsFunc(c.Origins, func(country string) bool { return r.in(list, country) }) {
			return false
		}
	}
	return distinct(countries) >= a.MinDistinctOrigins
}

// classified says whether a rule is about a product code. A code that is
// shorter than the rule's leaves it undecided.
func (a *AppliesTo) classified(cn string) truth {
	if a.CN == nil {
		return yes
	}
	if cn == "" {
		return no
	}
	return within(a.CN, cn).and(within(a.CNNot, cn).not())
}

func within(prefixes []string, cn string) truth {
	found := no
	for _, p := range prefixes {
		switch {
		case p == "*" || strings.HasPrefix(cn, p):
			return yes
		case strings.HasPrefix(p, cn):
			found = unknown
		}
	}
	return found
}

func distinct(countries []string) int {
	seen := map[string]bool{}
	for _, c := range countries {
		seen[c] = true
	}
	return len(seen)
}

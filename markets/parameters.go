package markets

import (
	"slices"
	"strings"
)

// together holds parameters against the facts: all must pass, but of those
// that share a word in Or one that passes is enough, and one that is known
// decides where the others are not.
func together(ps []Parameter, facts map[string]any) (result truth, failed, ask []string) {
	type group struct {
		result truth
		given  bool
		ask    []string
	}
	groups := map[string]*group{}
	result = yes
	for i := range ps {
		p := &ps[i]
		holds, given := p.holds(facts)
		if holds == no {
			failed = append(failed, p.Name)
		}
		if p.Or == "" {
			result = result.and(holds)
			if holds == unknown && p.Value != nil {
				ask = append(ask, p.asksFor())
			}
			continue
		}
		g := groups[p.Or]
		if g == nil {
			g = &group{result: no}
			groups[p.Or] = g
		}
		if given {
			g.given, g.result = true, g.result.or(holds)
		} else {
			g.ask = append(g.ask, p.asksFor())
		}
	}
	for _, p := range ps {
		g := groups[p.Or]
		if g == nil {
			continue
		}
		delete(groups, p.Or)
		if !g.given {
			g.result = unknown
			ask = append(ask, g.ask...)
		}
		result = result.and(g.result)
	}
	return result, failed, ask
}

// holds says whether the facts satisfy the parameter, and whether they speak of
// it at all.
func (p *Parameter) holds(facts map[string]any) (held truth, given bool) {
	fact, ok := facts[p.Name]
	if p.OnlyIf != nil {
		switch p.OnlyIf.holds(facts) {
		case no:
			return unknown, false
		case yes:
			fact, ok = p.given(facts)
		}
	} else {
		fact, ok = p.given(facts)
	}
	if !ok || fact == nil || p.Value == nil {
		return unknown, false
	}
	if p.Op != "==" {
		return compare(fact, p.Op, p.Value), true
	}
	if words, ok := p.Value.(string); ok && strings.Contains(words, ",") {
		return p.listed(fact, strings.Split(words, ",")), true
	}
	return same(fact, p.Value), true
}

func (p *Parameter) given(facts map[string]any) (any, bool) {
	if fact, ok := facts[p.Fact]; ok && p.Fact != "" {
		return fact, true
	}
	fact, ok := facts[p.Name]
	return fact, ok
}

func (p *Parameter) asksFor() string {
	if p.Fact != "" {
		return p.Fact
	}
	return p.Name
}

// listed compares a fact with a list written in one text. Territories that are
// required must all be there; of those that are eligible, everything given must
// lie in one (EL531 lies in EL53).
func (p *Parameter) listed(fact any, words []string) truth {
	var given []string
	if s, ok := fact.(string); ok {
		given = strings.Split(s, ",")
	}
	list, _ := listOf(fact)
	for _, one := range list {
		s, ok := one.(string)
		if !ok {
			return unknown
		}
		given = append(given, s)
	}
	if given == nil {
		return unknown
	}
	for i := range words {
		words[i] = plain(words[i])
	}
	for i := range given {
		given[i] = plain(given[i])
	}
	if strings.HasPrefix(p.Name, "required") {
		return truthOf(!slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(given, w) }))
	}
	return truthOf(!slices.ContainsFunc(given, func(g string) bool {
		return !slices.ContainsFunc(words, func(w string) bool { return w != "" && strings.HasPrefix(g, w) })
	}))
}

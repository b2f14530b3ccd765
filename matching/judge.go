package matching

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"tok/markets"
	"tok/measure"
)

// Context is the question to the rules about goods of some supplies together,
// on a day: what offers ask again for the blend that a plan has made. Facts on
// which the supplies differ are left out.
func Context(demand Demand, papers []PaperKind, on measure.Day, supplies ...Supply) markets.Context {
	c := markets.Context{CN: demand.CN, Destination: string(demand.Destination), Date: on,
		Schemes: demand.Schemes, Facts: map[string]any{}}
	maps.Copy(c.Facts, demand.Facts)
	common := map[string]any{}
	for i := range supplies {
		s := &supplies[i]
		if !slices.Contains(c.Origins, string(s.Country)) {
			c.Origins = append(c.Origins, string(s.Country))
		}
		facts := factsOf(s, papers, on)
		if i == 0 {
			common = facts
			continue
		}
		maps.DeleteFunc(common, func(name string, v any) bool { return !equal(facts[name], v) })
	}
	slices.Sort(c.Origins)
	for name, value := range common {
		if _, asked := c.Facts[name]; !asked || !soldAs(name) {
			c.Facts[name] = value
		}
	}
	return c
}

// soldAs says that a fact is about how goods are sold, which the demand says;
// what they are, their supply knows better.
func soldAs(fact string) bool {
	return fact == "product.category" || slices.ContainsFunc([]string{"claim.", "pack.", "label.", "tariff.", "consignment."},
		func(prefix string) bool { return strings.HasPrefix(fact, prefix) })
}

func equal(a, b any) bool { return fmt.Sprint(a) == fmt.Sprint(b) }

// factsOf is what the rules need to know of one supply: its own facts, its
// quality, and which rules its papers show to be met on the day.
func factsOf(s *Supply, papers []PaperKind, on measure.Day) map[string]any {
	facts := map[string]any{}
	for quality, value := range s.Quality {
		facts[quality] = value
	}
	for _, kind := range papers {
		if len(kind.Shows) == 0 {
			continue
		}
		has := held(s, kind.Kind, on)
		if has == never && !(kind.Held && kind.AbsentNo) {
			continue
		}
		for _, rule := range kind.Shows {
			if shown, _ := facts[rule].(bool); !shown {
				facts[rule] = has == valid
			}
		}
	}
	maps.Copy(facts, s.Facts)
	return facts
}

// How a supply stands with a kind of paper.
type holding int

const (
	never  holding = iota // it never showed one
	lapsed                // it has one, but not on the day
	valid
)

func held(s *Supply, kind string, on measure.Day) holding {
	has := never
	for _, p := range s.Papers {
		if p.Kind == kind {
			if p.validOn(on) {
				return valid
			}
			has = lapsed
		}
	}
	return has
}

// judge holds a supply against the rules on a day, as if it also held some
// further papers.
func (m *match) judge(s *Supply, on measure.Day, further []string) markets.Verdict {
	with := *s
	with.Papers = slices.Clone(s.Papers)
	for _, kind := range further {
		with.Papers = append(with.Papers, Paper{Kind: kind})
	}
	c := Context(m.demand, m.papers, on, with)
	key := keyOf(&c)
	if v, ok := m.verdicts[key]; ok {
		return v
	}
	v := markets.Judge(m.rules, c)
	m.verdicts[key] = v
	return v
}

// keyOf writes what tells one question of a demand from another.
func keyOf(c *markets.Context) string {
	var b strings.Builder
	fmt.Fprint(&b, c.Date, c.Origins)
	for _, name := range sortedKeys(c.Facts) {
		fmt.Fprintf(&b, "|%s=%v", name, c.Facts[name])
	}
	return b.String()
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// deciding are the rules that a verdict rests on.
func deciding(v *markets.Verdict) (rules []markets.Applied) {
	for _, a := range v.Applies {
		if slices.Contains(v.DecidedBy, a.ID) {
			rules = append(rules, a)
		}
	}
	return rules
}

// pending are the rules that are not known to be met, or would refuse if they
// were sure.
func pending(v *markets.Verdict) (rules []markets.Applied) {
	for _, a := range v.Applies {
		sure := a.Confidence == markets.ReadInSource || a.Confidence == markets.SecondarySource
		if a.Status == markets.Unknown && a.Severity != markets.Advisory || a.Status == markets.NotMet && !sure {
			rules = append(rules, a)
		}
	}
	return rules
}

package matching

import (
	"slices"
	"strings"

	"tok/measure"
)

// cure finds the papers that would open a closed day: those the buyer misses,
// and one for every rule that closes it. Nil if no known paper would.
func (m *match) cure(s *Supply, d *day) *Cure {
	kinds := slices.Clone(d.Papers)
	for _, rule := range d.Rules {
		i := slices.IndexFunc(m.papers, func(k PaperKind) bool { return slices.Contains(k.Shows, rule) })
		if i < 0 {
			return nil
		}
		if kind := m.papers[i].Kind; !slices.Contains(kinds, kind) {
			kinds = append(kinds, kind)
		}
	}
	cure := m.obtain(kinds)
	if cure == nil {
		return nil
	}
	verdict := m.judge(s, d.Day, kinds)
	if refuses(verdict.Verdict) != "" {
		return nil // a measured value, say, that no paper changes
	}
	return m.withNext(cure, s, d)
}

// withNext adds to a cure that no money buys what the way asks for beside it:
// the papers that show the rules which are still open then, where these go
// through a state as well.
func (m *match) withNext(cure *Cure, s *Supply, d *day) *Cure {
	if cure.Bought {
		return cure
	}
	verdict := m.judge(s, d.Day, cure.Papers)
	kinds := slices.Clone(cure.Papers)
	for _, rule := range pending(&verdict) {
		for _, k := range m.papers {
			if k.Held && !k.Bought && slices.Contains(k.Shows, rule.ID) && !slices.Contains(kinds, k.Kind) {
				kinds = append(kinds, k.Kind)
			}
		}
	}
	return m.obtain(kinds)
}

// obtain is what it takes to hold these papers; nil if one is not in the
// catalogue.
func (m *match) obtain(kinds []string) *Cure {
	cure := &Cure{Papers: kinds, Bought: true}
	for _, kind := range kinds {
		i := slices.IndexFunc(m.papers, func(k PaperKind) bool { return k.Kind == kind })
		if i < 0 {
			return nil
		}
		k := m.papers[i]
		cure.Cost += k.Cost
		cure.Days = max(cure.Days, k.Days)
		cure.Bought = cure.Bought && k.Bought
	}
	cure.Ready = m.demand.Today.AddDays(cure.Days)
	return cure
}

// inTime says whether a cure can be there on a day.
func (c *Cure) inTime(on measure.Day) bool {
	return c != nil && c.Bought && !c.Ready.After(on)
}

// best chooses, for a supply without an open day, the cure that opens most days
// in time, of those the cheapest.
func best(days []day) (best *Cure) {
	opened := 0
	for _, option := range options(days) {
		n := len(option.Days)
		if n > opened || n == opened && option.Cure.Cost < best.Cost {
			best, opened = &option.Cure, n
		}
	}
	return best
}

// options gather the closed days that a cure opens in time, by cure.
func options(days []day) (list []Option) {
	for _, d := range days {
		if d.Open || !d.cure.inTime(d.Day) {
			continue
		}
		key := strings.Join(d.cure.Papers, " ")
		i := slices.IndexFunc(list, func(o Option) bool { return strings.Join(o.Cure.Papers, " ") == key })
		if i < 0 {
			list = append(list, Option{Cure: *d.cure})
			i = len(list) - 1
		}
		list[i].Days = append(list[i].Days, d.Day)
	}
	return list
}

// open opens the days that a cure opens in time.
func (m *match) open(s *Supply, days []day, cure *Cure) {
	key := strings.Join(cure.Papers, " ")
	for i := range days {
		d := &days[i]
		if !d.cure.inTime(d.Day) || strings.Join(d.cure.Papers, " ") != key {
			continue
		}
		verdict := m.judge(s, d.Day, cure.Papers)
		d.pending = pending(&verdict)
		d.Period = Period{Day: d.Day, Open: true, Kg: d.kg}
	}
}

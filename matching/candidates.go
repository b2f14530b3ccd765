package matching

import (
	"slices"

	"tok/markets"
	"tok/measure"
)

// Candidates holds every supply against the demand, the rules and the
// catalogue of papers: each is in exactly one of the two lists, in the order in
// which it was given.
func Candidates(demand Demand, supplies []Supply, rules *markets.Rules, papers []PaperKind) ([]Candidate, []Refusal) {
	var able []Candidate
	var refused []Refusal
	m := match{demand: demand, rules: rules, papers: papers, verdicts: map[string]markets.Verdict{}}
	for i := range supplies {
		candidate, refusal := m.hold(&supplies[i])
		if refusal != nil {
			refused = append(refused, *refusal)
			continue
		}
		able = append(able, *candidate)
	}
	return able, refused
}

type match struct {
	demand   Demand
	rules    *markets.Rules
	papers   []PaperKind
	verdicts map[string]markets.Verdict // what was judged once is not judged again
}

// hold gives a candidate or a refusal.
func (m *match) hold(s *Supply) (*Candidate, *Refusal) {
	if reason, about := m.unfit(s); reason != "" {
		return nil, &Refusal{Supply: s.ID, Member: s.Member, Reason: reason, About: about}
	}
	days := make([]day, len(m.demand.Days))
	for i := range days {
		days[i] = m.look(s, i)
	}
	if slices.ContainsFunc(days, func(d day) bool { return d.Open }) {
		return m.candidate(s, days, nil), nil
	}
	if cure := best(days); cure != nil {
		m.open(s, days, cure)
		return m.candidate(s, days, cure), nil
	}
	return nil, m.refusal(s, days)
}

// unfit finds what refuses a supply whatever the day.
func (m *match) unfit(s *Supply) (reason Reason, about string) {
	d := &m.demand
	switch {
	case s.Product != d.Product:
		return WrongProduct, s.Product
	case len(d.Grades) > 0 && !slices.Contains(d.Grades, s.Grade):
		return WrongGrade, s.Grade
	case len(d.Days) == 0:
		return NoLoadingDay, ""
	}
	for _, quality := range sortedKeys(d.Limits) {
		limit := d.Limits[quality]
		value, measured := s.Quality[quality]
		switch {
		case !measured:
			return QualityUnknown, quality
		case limit.Each && limit.breaks(value):
			return QualityOutside, quality
		}
	}
	return "", ""
}

func (l Limit) breaks(value float64) bool {
	return l.Min != nil && value < *l.Min || l.Max != nil && value > *l.Max
}

// A day is a Period while it is being judged.
type day struct {
	Period
	kg      measure.Kilos // what it could deliver if it were open
	about   string
	rules   []markets.Applied // that close it
	pending []markets.Applied // that nobody knows to be met
	cure    *Cure             // what would open it, if anything does
}

// look judges one loading day of a supply.
func (m *match) look(s *Supply, i int) day {
	d := day{Period: Period{Day: m.demand.Days[i]}, kg: at(s.AvailableKg, i)}
	if d.kg <= 0 || d.kg < s.LeastKg {
		d.Closed = NoQuantity
		return d
	}
	if len(m.demand.Price) > 0 && s.Floor >= at(m.demand.Price, i) {
		d.Closed = TooDear
		return d
	}
	verdict := m.judge(s, d.Day, nil)
	d.rules = deciding(&verdict)
	d.pending = pending(&verdict)
	d.Papers, d.Closed = m.missing(s, d.Day)
	if len(d.Papers) > 0 {
		d.about = d.Papers[0]
	}
	if reason := refuses(verdict.Verdict); reason != "" {
		d.Closed = reason
		for _, rule := range d.rules {
			d.Rules = append(d.Rules, rule.ID)
		}
		d.about = d.Rules[0]
	}
	if d.Closed == "" {
		d.Open, d.Kg = true, d.kg
		return d
	}
	d.cure = m.cure(s, &d)
	return d
}

// missing lists the buyer's papers that are not held on a day, those that were
// held before first.
func (m *match) missing(s *Supply, on measure.Day) (kinds []string, reason Reason) {
	for _, wanted := range []holding{lapsed, never} {
		for _, kind := range m.demand.Papers {
			if held(s, kind, on) == wanted && !slices.Contains(kinds, kind) {
				kinds = append(kinds, kind)
			}
		}
		if reason == "" && len(kinds) > 0 {
			reason = map[holding]Reason{lapsed: PaperExpired, never: PaperMissing}[wanted]
		}
	}
	return kinds, reason
}

// refuses says which verdicts close a day. What is unconfirmed or unknown does
// not: it is a question to a person.
func refuses(verdict string) Reason {
	switch verdict {
	case markets.Blocked:
		return Rule
	case markets.BlockedAsLabelled:
		return AsLabelled
	case markets.MemberNotEligible:
		return NotEligible
	}
	return ""
}

// at is the entry of a period; one entry stands for all, none is nothing.
func at[T ~int64](series []T, i int) T {
	switch {
	case len(series) == 1:
		return series[0]
	case i < len(series):
		return series[i]
	}
	return 0
}

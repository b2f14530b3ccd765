package offers

import (
	"time"

	"tok/markets"
	"tok/measure"
)

// reached is how much of what the buyer wants the offer brings.
func (s *Sheet) reached() string {
	return s.Lang.T("offers.reached", "kg", s.Lang.Tonnes(s.Account.Kg), "most", s.Lang.Tonnes(s.Demand.Total.Most))
}

// rulesMet says how many rules of law are met.
func (s *Sheet) rulesMet() (said string, all bool) {
	met := s.Count(markets.Met)
	asked := len(s.Law) - s.Count(markets.Information)
	return s.Lang.T("offers.rules_met", "met", met, "all", asked), met == asked
}

// proved says whether the plan is the best, in short and at length.
func (s *Sheet) proved() (sure bool, short, text string) {
	if s.Plan.Gap > planGap {
		gap := s.Lang.Percent(s.Plan.Gap, 1)
		return false, s.Lang.T("offers.near", "gap", gap), s.Lang.T("offers.near_text", "gap", gap)
	}
	if more := measure.CentsOf(s.Plan.Bound) - measure.CentsOf(s.Plan.Surplus); more > 0 {
		gap := s.Lang.Euro(more)
		return true, s.Lang.T("offers.proved_within", "gap", gap), s.Lang.T("offers.proved_within_text", "gap", gap)
	}
	return true, s.Lang.T("offers.proved"), s.Lang.T("offers.proved_text")
}

// holding says whether the split holds, never surer than it was proved.
func (s *Sheet) holding() (class, icon, said string) {
	split, n := s.Split, len(membersOf(s.Lines))
	switch {
	case split.Stable == nil:
		return "fine", "ask", s.Lang.T("offers.stable_unknown")
	case *split.Stable && n > 1:
		return "fine-ok", "ok", s.Lang.T("offers.stable_yes", "groups", s.Lang.Whole(1<<min(n, 62)-2))
	case *split.Stable:
		return "fine-ok", "ok", s.Lang.T("offers.stable_single")
	case split.Core == "empty":
		return "fine", "warn", s.Lang.T("offers.stable_empty")
	}
	return "fine", "warn", s.Lang.T("offers.stable_no")
}

// objecting names the group that is closest to leaving.
func (s *Sheet) objecting() string {
	o := s.Split.Objection
	if o == nil {
		return ""
	}
	key := "offers.objection_loses"
	switch {
	case abs(o.Gain) < 1:
		key = "offers.objection_even"
	case o.Gain > 0:
		key = "offers.objection_gains"
	}
	return s.Lang.T(key, "group", o.Group, "gain", s.Lang.Euro(abs(o.Gain)))
}

// loadings lists the loading days.
func (s *Sheet) loadings() string {
	days := make([]string, len(s.Demand.Loadings))
	for i, d := range s.Demand.Loadings {
		days[i] = s.Lang.DayMonth(d)
	}
	return s.Lang.List(days)
}

// closes is until when the buyer waits.
func (s *Sheet) closes(zone *time.Location) string {
	at := s.Demand.ClosesAt
	return s.Lang.Weekday(measure.DayOf(at.In(zone))) + ", " + s.Lang.TimeIn(at, zone)
}

// composedAt is when it was composed.
func (s *Sheet) composedAt(zone *time.Location) string {
	return s.Lang.Date(s.On) + ", " + s.Lang.TimeIn(s.At, zone)
}

// extraShare is what selling together adds, as a share of selling alone.
func (s *Sheet) extraShare() float64 {
	if s.Account.Alone <= 0 {
		return 0
	}
	return float64(s.Extra) / float64(s.Account.Alone)
}

// unasked says whether some questions were not answered in time.
func (s *Sheet) unasked() bool { return s.Solid.FreightUp == nil || s.Solid.FloorUp == nil }

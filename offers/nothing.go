package offers

import (
	"math"

	"tok/internal/web"
	"tok/measure"
	"tok/planning"
)

// nothingView is the page of an offer that cannot be: what is missing, and who
// could bring it.
type nothingView struct {
	web.Base
	Sheet      *Sheet
	Heading    string
	Missing    []Wanted
	DemandPath string
	ComposedAt string
	History    []web.Link
}

func newNothingView(r *web.Request, s *Sheet, history []web.Link) *nothingView {
	v := &nothingView{
		Base: web.Base{Title: r.T("offers.nothing_title"), NoIndex: true, Crumbs: []web.Link{
			{Text: r.T("web.demands"), Path: "/demands"},
			{Text: r.T("offers.demand_number", "number", s.Demand.Number), Path: demandPath(s.Demand.Number)},
			{Text: r.T("offers.offer_number", "number", s.Number)}}},
		Sheet: s, Heading: heading(s), DemandPath: demandPath(s.Demand.Number),
		ComposedAt: composedAt(r, s), History: history,
	}
	v.Missing = s.missing()
	return v
}

// missing says in words what no plan can meet, and by how much.
func (s *Sheet) missing() []Wanted {
	var list []Wanted
	for _, u := range s.Plan.Unserved {
		w := Wanted{Status: NotMet, Head: s.Lang.T("offers.unserved_head_" + u.Why)}
		w.Text = s.Lang.T("offers.unserved_"+u.Why,
			"reach", s.Lang.Tonnes(s.reach()), "least", s.Lang.Tonnes(s.Demand.Total.Least), "short", s.Lang.Tonnes(max(0, s.Demand.Total.Least-s.reach())))
		list = append(list, w)
	}
	return list
}

// reach is what all candidates together could deliver.
func (s *Sheet) reach() measure.Kilos {
	kg := 0.0
	for _, source := range s.Problem.Sources {
		kg += reachOf(source)
	}
	return measure.Kilos(math.Floor(kg + 1e-6))
}

// reachOf is what a source could deliver over all days, within its windows.
func reachOf(source planning.Source) float64 {
	kg := 0.0
	for _, day := range source.AvailableKg {
		kg += day
	}
	for _, w := range source.Windows {
		inside := 0.0
		for _, t := range w.Periods {
			inside += source.AvailableKg[t]
		}
		kg -= max(0, inside-w.MostKg)
	}
	return kg
}

package offers

import (
	"math"

	"tok/internal/web"
	"tok/measure"
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
		ComposedAt: s.composedAt(r.Clock().Zone()), History: history,
	}
	v.Missing = s.missing()
	return v
}

// missing says in words what no plan can meet, and by how much.
func (s *Sheet) missing() []Wanted {
	var list []Wanted
	for _, u := range s.Plan.Unserved {
		least, short := s.Demand.Total.Least, measure.Kilos(math.Ceil(u.ShortKg-1e-6))
		list = append(list, Wanted{
			Status: NotMet,
			Head:   s.Lang.T("offers.unserved_head_" + u.Why),
			Text:   s.Lang.T("offers.unserved_"+u.Why, "reach", s.Lang.Tonnes(least-short), "least", s.Lang.Tonnes(least), "short", s.Lang.Tonnes(short)),
		})
	}
	return list
}

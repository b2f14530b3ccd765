package offers

import (
	"fmt"
	"html/template"

	"tok/internal/maps"
	"tok/internal/web"
	"tok/markets"
	"tok/measure"
	"tok/members"
)

// offerView is the coordinator's page: the sheet, and the sentences around it.
type offerView struct {
	web.Base
	Sheet       *Sheet
	Heading     string
	Loadings    string
	Closes      string
	Reached     string
	RulesChip   string
	RulesSaid   string
	ProofChip   string
	ProofSaid   string
	ProofText   string
	Surplus     measure.Cents
	Bound       measure.Cents
	ComposePath string
	Members     int
	ExtraShare  float64
	Jumps       []web.Link
	MembersSaid string
	HubsSaid    string
	LorriesSaid string
	LorriesHead string
	Map         template.HTML
	Countries   []countryKilos
	HoldsClass  string
	HoldsIcon   string
	HoldsSaid   string
	HoldsWord   string

	ObjectionSaid string
	OwnWords      int
	Far           int
	ByMember      []memberSplit
	OthersHold    []string
	WantedOpen    []Wanted
	WantedRest    []Wanted
	WantedMet     int
	WantedAll     int
	LawGroups     []lawGroup
	Unasked       bool
	ComposedAt    string
	History       []web.Link
}

type countryKilos struct {
	Country measure.Country
	Name    string
	Kg      measure.Kilos
}

type memberSplit struct {
	Name   string
	Extra  measure.Cents
	Others []measure.Cents
}

type lawGroup struct {
	Head string
	Open bool
	Rows []lawLine
}

type lawLine struct {
	LawRow
	Icon string
}

func heading(s *Sheet) string {
	kg := s.Account.Kg
	if kg == 0 {
		kg = s.Demand.Total.Most
	}
	return s.Lang.T("offers.heading", "kg", s.Lang.Tonnes(kg), "product", s.Product.Name.After(s.Lang), "place", s.Demand.Place.Name)
}

func demandPath(number int) string { return fmt.Sprintf("/demands/%d", number) }

func newOfferView(r *web.Request, s *Sheet, history []web.Link) *offerView {
	head := heading(s)
	v := &offerView{
		Base: web.Base{Title: head, NoIndex: true, Crumbs: []web.Link{
			{Text: r.T("web.demands"), Path: "/demands"},
			{Text: r.T("offers.demand_number", "number", s.Demand.Number), Path: demandPath(s.Demand.Number)},
			{Text: r.T("offers.offer_number", "number", s.Number)}}},
		Sheet: s, Heading: head, History: history,
		ComposePath: demandPath(s.Demand.Number) + "/offers",
		Surplus:     measure.CentsOf(s.Plan.Surplus), Bound: measure.CentsOf(s.Plan.Bound),
		Members: len(membersOf(s.Lines)), OwnWords: s.OwnWords, Far: s.FarCount,
	}
	v.ExtraShare = s.extraShare()
	v.Loadings, v.Closes, v.ComposedAt = s.loadings(), s.closes(r.Clock().Zone()), s.composedAt(r.Clock().Zone())
	v.chips()
	v.counts(r)
	v.holds(r)
	v.asked(r)
	v.lawGroups(r)
	v.Map = maps.Draw(s.Lang, flowOf(s))
	v.Countries = s.byCountry()
	v.Unasked = s.unasked()
	return v
}

func (v *offerView) chips() {
	s := v.Sheet
	v.Reached = s.reached()
	said, all := s.rulesMet()
	v.RulesChip, v.RulesSaid = "warn", said
	if all {
		v.RulesChip = "ok"
	}
	if s.Count(markets.NotMet) > 0 && !s.Verdict.May() {
		v.RulesChip = "bad"
	}
	var sure bool
	if sure, v.ProofSaid, v.ProofText = s.proved(); sure {
		v.ProofChip = "ok"
	} else {
		v.ProofChip = "wait"
	}
}

func (v *offerView) counts(r *web.Request) {
	lorries, pallets := 0, 0
	for _, l := range v.Sheet.Lorries {
		lorries += l.Vehicles
		pallets += l.Pallets
	}
	v.MembersSaid = r.T("offers.members_count", "count", v.Members)
	v.HubsSaid = r.T("offers.hubs_count", "count", len(v.Sheet.Hubs))
	v.LorriesSaid = r.T("offers.lorries_count", "count", lorries)
	if lorries == 0 {
		v.LorriesSaid = r.T("offers.pallets_count", "count", pallets)
	}
	v.LorriesHead = v.LorriesSaid
	for _, j := range []string{"join", "price", "alone", "split", "asked", "law", "lorries", "solid", "out", "inputs"} {
		v.Jumps = append(v.Jumps, web.Link{Path: j, Text: r.T("offers.jump_" + j)})
	}
}

// holds says whether the split holds, never surer than it was proved.
func (v *offerView) holds(r *web.Request) {
	split := v.Sheet.Split
	word := func(stable *bool) string {
		switch {
		case stable == nil:
			return r.T("offers.holds_unknown")
		case *stable:
			return r.T("offers.holds_yes")
		}
		return r.T("offers.holds_no")
	}
	v.HoldsWord = word(split.Stable)
	v.HoldsClass, v.HoldsIcon, v.HoldsSaid = v.Sheet.holding()
	v.ObjectionSaid = v.Sheet.objecting()
	for i, m := range membersOf(v.Sheet.Lines) {
		row := memberSplit{}
		for _, line := range v.Sheet.Rows {
			if line.Member == m {
				row.Name = line.Name
				row.Extra += line.Extra
			}
		}
		for _, other := range split.Others {
			row.Others = append(row.Others, other.Extra[i])
		}
		v.ByMember = append(v.ByMember, row)
	}
	for _, other := range split.Others {
		v.OthersHold = append(v.OthersHold, word(other.Stable))
	}
}

func (v *offerView) asked(*web.Request) {
	for _, w := range v.Sheet.Wanted {
		switch w.Status {
		case Met:
			v.WantedMet++
			v.WantedAll++
			v.WantedRest = append(v.WantedRest, w)
		case Information:
			v.WantedRest = append(v.WantedRest, w)
		default:
			v.WantedAll++
			v.WantedOpen = append(v.WantedOpen, w)
		}
	}
}

// lawGroups puts what needs somebody first, and opens it.
func (v *offerView) lawGroups(r *web.Request) {
	for _, g := range []struct{ status, icon string }{
		{markets.NotMet, "warn"}, {markets.Unknown, "ask"}, {markets.Met, "ok"}, {markets.Information, "ok"},
	} {
		group := lawGroup{Open: g.status == markets.NotMet}
		for _, row := range v.Sheet.Law {
			if row.Status == g.status {
				group.Rows = append(group.Rows, lawLine{row, g.icon})
			}
		}
		if len(group.Rows) == 0 {
			continue
		}
		group.Head = r.T("offers.law_"+g.status, "count", len(group.Rows))
		v.LawGroups = append(v.LawGroups, group)
	}
}

// byCountry adds up the kilograms of each country.
func (s *Sheet) byCountry() []countryKilos {
	var list []countryKilos
	for _, row := range s.Rows {
		n := len(list)
		if n == 0 || list[n-1].Country != row.Country {
			list = append(list, countryKilos{Country: row.Country, Name: members.CountryName(s.Lang, row.Country)})
			n++
		}
		list[n-1].Kg += row.Kg
	}
	return list
}

// flowOf is the map of the offer.
func flowOf(s *Sheet) maps.Flow {
	f := maps.Flow{Title: s.Lang.T("offers.map_title", "place", s.Demand.Place.Name)}
	byHub := map[string][]maps.Strand{}
	for _, row := range s.Rows {
		f.Sources = append(f.Sources, maps.Point{ID: row.Supply, Number: fmt.Sprint(row.No), Country: row.Country, At: row.Place})
		to := row.Hub
		if to == "" {
			to = "buyer"
		}
		strand := maps.Strand{Country: row.Country, Kilos: row.Kg}
		f.Legs = append(f.Legs, maps.Leg{From: row.Supply, To: to, By: []maps.Strand{strand}})
		byHub[row.Hub] = addStrand(byHub[row.Hub], strand)
	}
	for _, h := range s.Hubs {
		f.Hubs = append(f.Hubs, maps.Point{ID: h.ID, Country: h.Country, At: h.Place, Label: h.Name, Note: s.Lang.T("offers.map_hub", "kg", s.Lang.Tonnes(h.Kg), "count", h.Members)})
		leg := maps.Leg{From: h.ID, To: "buyer", By: byHub[h.ID]}
		if h.Lorries > 0 {
			leg.Label = s.Lang.T("offers.lorries_count", "count", h.Lorries)
		}
		f.Legs = append(f.Legs, leg)
	}
	f.Destinations = []maps.Point{{ID: "buyer", Country: s.Demand.Country, At: s.Demand.Place, Label: s.Demand.Place.Name, Note: s.Lang.Tonnes(s.Account.Kg)}}
	return f
}

func addStrand(list []maps.Strand, add maps.Strand) []maps.Strand {
	for i := range list {
		if list[i].Country == add.Country {
			list[i].Kilos += add.Kilos
			return list
		}
	}
	return append(list, add)
}

package offers

import (
	"fmt"

	"tok/demands"
	"tok/internal/web"
	"tok/matching"
	"tok/members"
)

// Joining says for the page of a demand who may join it, before any offer is
// composed. Only the counts are for everybody; the page keeps the firms for the
// coordinator.
func (d *Desk) Joining(r *web.Request, demand demands.Demand) (j demands.Joining, err error) {
	in, err := gather(r.Context(), d.DB, d.Clock, demand.ID)
	if err != nil {
		return j, err
	}
	able, refused := matching.Candidates(askedBy(in), offeredBy(in), d.Engines.Rules, catalogue())
	j.May, j.Refused = len(able), len(refused)
	var ids []string
	for _, s := range in.Supplies {
		ids = append(ids, s.MemberID)
	}
	who, err := members.Store{DB: d.DB}.ByID(r.Context(), ids)
	if err != nil {
		return j, err
	}
	firm := func(id string, may bool, said string) demands.Firm {
		m := who[id]
		return demands.Firm{Name: m.Name, Path: "/members/" + m.Slug, Country: m.Country, May: may, Said: said}
	}
	for _, c := range able {
		j.Firms = append(j.Firms, firm(c.Member, true, cureText(r.Lang, cureOf(c.Cure))))
	}
	for _, refusal := range refusalsOf(refused) {
		said := whyNot(r.Lang, in.Product, refusal)
		if cure := cureText(r.Lang, refusal.Cure); cure != "" {
			said += " " + cure
		}
		j.Firms = append(j.Firms, firm(refusal.Member, false, said))
	}
	return j, nil
}

// Made lists the offers to a demand for its page.
func (d *Desk) Made(r *web.Request, demand demands.Demand) ([]demands.Made, error) {
	all, err := Of(r.Context(), d.DB, demand.ID)
	if err != nil {
		return nil, err
	}
	var made []demands.Made
	for _, o := range all {
		made = append(made, demands.Made{Number: o.Number(), Path: "/offers/" + o.Number(), At: o.CreatedAt, State: r.T(fmt.Sprintf("offers.state_%s", o.State))})
	}
	return made, nil
}

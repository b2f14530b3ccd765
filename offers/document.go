package offers

import (
	"tok/internal/print"
)

// Document is the sheet as a document to print or to send.
func (s *Sheet) Document() print.Document {
	l := s.Lang
	d := print.Document{Title: heading(s) + " (" + s.Number + ")"}
	d.Sections = append(d.Sections, print.Section{Facts: []print.Fact{
		{Name: l.T("offers.buyer"), Value: s.Buyer},
		{Name: l.T("offers.alone"), Value: l.PerKilo(s.AloneEach)},
		{Name: l.T("offers.together"), Value: l.PerKilo(s.Each)},
		{Name: l.T("offers.extra"), Value: l.EuroSigned(s.Extra)},
	}})
	fall := &print.Table{Heads: []string{l.T("offers.step"), l.T("offers.per_kg_head"), l.T("offers.total")}}
	for _, step := range s.Fall {
		fall.Rows = append(fall.Rows, []string{l.T(step.Key, "count", step.Count), l.Price(step.Each), l.Euro(step.Cents)})
	}
	split := &print.Table{Heads: []string{l.T("offers.member"), l.T("offers.brings"), l.T("offers.alone"), l.T("offers.extra"), l.T("offers.gets")}}
	for _, r := range s.Rows {
		split.Rows = append(split.Rows, []string{r.Name, l.Kilos(r.Kg), l.Euro(r.Alone), l.EuroSigned(r.Extra), l.Euro(r.Gets())})
	}
	split.Total = []string{l.T("offers.all_members", "count", len(membersOf(s.Lines))), l.Kilos(s.Account.Kg), l.Euro(s.Account.Alone), l.EuroSigned(s.Extra), l.Euro(s.Receive)}
	lorries := print.Section{Heading: l.T("offers.jump_lorries")}
	for _, load := range s.Loads {
		lorries.Lines = append(lorries.Lines, l.Date(load.Day)+", "+load.HubName+": "+l.T("offers.load_text", "kg", l.Tonnes(load.Kg), "room", l.Tonnes(load.Room)))
	}
	d.Sections = append(d.Sections,
		print.Section{Heading: l.T("offers.price_heading", "price", l.Price(s.Demand.Price)), Table: fall},
		print.Section{Heading: l.T("offers.split_heading"), Table: split}, lorries)
	if len(s.Refused) > 0 {
		out := print.Section{Heading: l.T("offers.out_heading")}
		for _, r := range s.Refused {
			line := r.Name + ": " + r.Why
			for _, rule := range r.Rules {
				title, _ := rule.Title.In(l)
				line += " " + title + " (" + rule.ID + ")."
			}
			if r.Cure != "" {
				line += " " + r.Cure
			}
			out.Lines = append(out.Lines, line)
		}
		d.Sections = append(d.Sections, out)
	}
	return d
}

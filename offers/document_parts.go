package offers

import (
	"strings"
	"time"

	"tok/internal/print"
	"tok/markets"
	"tok/measure"
)

// marks are how the states of conditions and rules look on paper.
var marks = map[string]print.Mark{Met: print.Good, Open: print.Waiting, markets.Unknown: print.Waiting, NotMet: print.Bad}

// joinPart is who brings what to which hub, and what has to be obtained first.
func (s *Sheet) joinPart() print.Section {
	l := s.Lang
	lorries, pallets := 0, 0
	for _, lorry := range s.Lorries {
		lorries += lorry.Vehicles
		pallets += lorry.Pallets
	}
	loads := l.T("offers.lorries_count", "count", lorries)
	if lorries == 0 {
		loads = l.T("offers.pallets_count", "count", pallets)
	}
	t := &print.Table{
		Heads: []string{l.T("offers.member"), l.T("offers.place"), l.T("offers.hub"), l.T("offers.brings")},
		Total: []print.Cell{s.all(), print.Word(""), print.Word(""), s.kilos(s.Account.Kg)},
	}
	part := print.Section{
		Heading: l.T("offers.joins", "members", l.T("offers.members_count", "count", len(membersOf(s.Lines))), "hubs", l.T("offers.hubs_count", "count", len(s.Hubs)), "lorries", loads),
		Short:   l.T("offers.jump_join"), Table: t,
	}
	for _, r := range s.Rows {
		t.Rows = append(t.Rows, []print.Cell{print.Word(r.Name), print.Word(r.Place.Name + ", " + string(r.Country)), print.Word(s.hubOr(r.HubName)), s.kilos(r.Kg)})
		if len(r.Papers) > 0 {
			part.Items = append(part.Items, print.Item{Mark: print.Waiting, Head: r.Name, Lines: []string{l.T("offers.must_obtain", "papers", l.List(r.Papers))}})
		}
	}
	return part
}

func (s *Sheet) hubOr(name string) string {
	if name == "" {
		return s.Lang.T("offers.straight")
	}
	return name
}

// askedPart is what the buyer asked for, what is open first.
func (s *Sheet) askedPart() print.Section {
	var open, rest []print.Item
	met, all := 0, 0
	for _, w := range s.Wanted {
		item := s.wantedItem(w)
		switch w.Status {
		case Met:
			met++
			all++
			rest = append(rest, item)
		case Information:
			rest = append(rest, item)
		default:
			all++
			open = append(open, item)
		}
	}
	return print.Section{Heading: s.Lang.T("offers.asked_heading", "met", met, "all", all), Items: append(open, rest...)}
}

func (s *Sheet) wantedItem(w Wanted) print.Item {
	item := print.Item{Mark: marks[w.Status], Head: w.Head, Lines: []string{w.Text}}
	if w.Status != Information {
		item.Said = s.Lang.T("offers.status_" + w.Status)
	}
	if len(w.Names) > 0 {
		item.Lines[0] += " " + s.Lang.List(w.Names) + "."
	}
	return item
}

// lawPart is how every rule of law stands, with its source.
func (s *Sheet) lawPart() print.Section {
	l := s.Lang
	part := print.Section{Heading: l.T("offers.law_heading"), Lines: []string{
		l.T("offers.verdict_"+string(s.Verdict.Verdict)) + " " + l.T("offers.law_snapshot", "version", s.RulesVersion)}}
	for _, r := range s.Law {
		title, _ := r.Title.In(l)
		item := print.Item{Mark: marks[r.Status], Said: l.T("offers.status_" + r.Status), Head: title, Small: s.sourceText(r.ID, r.Source, r.Confidence)}
		if len(r.Papers) > 0 {
			item.Lines = append(item.Lines, l.T("offers.shown_by", "papers", l.List(r.Papers)))
		}
		if len(r.Names) > 0 {
			item.Lines = append(item.Lines, l.T("offers.waits_for", "members", l.List(r.Names)))
		}
		part.Items = append(part.Items, item)
	}
	return part
}

// sourceText says where a rule is from and how sure it is.
func (s *Sheet) sourceText(id string, source markets.Source, confidence string) string {
	parts := []string{id}
	if source.Provision != "" {
		parts = append(parts, source.Provision)
	}
	return strings.Join(append(parts, s.Lang.T("offers.confidence_"+confidence)), " · ")
}

// lorriesPart is what leaves when, from where, with whose goods.
func (s *Sheet) lorriesPart() print.Section {
	l := s.Lang
	t := &print.Table{Heads: []string{l.T("offers.loading"), l.T("offers.hub"), l.T("offers.member"), l.T("offers.load")}}
	part := print.Section{Heading: l.T("offers.jump_lorries"), Short: l.T("offers.jump_lorries"), Table: t}
	var all measure.Kilos
	for _, load := range s.Loads {
		text := l.T("offers.load_text", "kg", l.Tonnes(load.Kg), "room", l.Tonnes(load.Room)) + ", " + l.T("offers.how_"+load.How)
		if load.Vehicles > 0 {
			text += ", " + l.T("offers.vehicles", "count", load.Vehicles)
		}
		if load.Pallets > 0 {
			text += ", " + l.T("offers.pallets", "count", load.Pallets)
		}
		part.Lines = append(part.Lines, l.Date(load.Day)+", "+s.hubOr(load.HubName)+": "+text+".")
		for _, p := range load.Parts {
			all += p.Kg
			t.Rows = append(t.Rows, []print.Cell{print.Word(l.DayMonth(load.Day)), print.Word(s.hubOr(load.HubName)), print.Word(s.nameOfRow(p.Member)), s.kilos(p.Kg)})
		}
	}
	t.Total = []print.Cell{print.Word(l.T("offers.loads_total")), print.Word(""), print.Word(""), s.kilos(all)}
	return part
}

func (s *Sheet) nameOfRow(member string) string {
	for _, r := range s.Rows {
		if r.Member == member {
			return r.Name
		}
	}
	return "–"
}

// solidPart is what would change the offer.
func (s *Sheet) solidPart() print.Section {
	l := s.Lang
	part := print.Section{Heading: l.T("offers.solid_heading"), Lines: []string{
		l.T("offers.any_k", "count", s.Firm.AnyK) + " " + l.T("offers.any_k_text", "least", l.Tonnes(s.Demand.Total.Least)),
		l.Price(s.Firm.BreakEven) + " " + l.T("offers.break_even_text"),
		l.Tonnes(s.Firm.Spare) + " " + l.T("offers.spare_text"),
	}}
	if s.Firm.Freight != "" {
		part.Items = append(part.Items, print.Item{Head: l.T("offers.freight_up"), Lines: []string{s.Firm.Freight}})
	}
	if s.Firm.Floor != "" {
		part.Items = append(part.Items, print.Item{Head: l.T("offers.floor_up_head"), Lines: []string{s.Firm.Floor}})
	}
	if s.unasked() {
		part.Lines = append(part.Lines, l.T("offers.not_asked"))
	}
	return part
}

// missingPart is what no plan can meet.
func (s *Sheet) missingPart(zone *time.Location) print.Section {
	part := print.Section{Heading: s.Lang.T("offers.nothing_title"), Lines: []string{s.Lang.T("offers.nothing_lede")},
		Facts: []print.Fact{
			{Name: s.Lang.T("offers.buyer"), Value: s.Buyer},
			{Name: s.Lang.T("offers.loading"), Value: s.loadings()},
			{Name: s.Lang.T("offers.closes"), Value: s.closes(zone)},
			{Name: s.Lang.T("offers.composed_on"), Value: s.composedAt(zone)},
		}}
	for _, w := range s.missing() {
		part.Items = append(part.Items, print.Item{Mark: print.Bad, Head: w.Head, Lines: []string{w.Text}})
	}
	return part
}

// refusedPart is who does not join, why, and what would cure it.
func (s *Sheet) refusedPart() print.Section {
	l := s.Lang
	part := print.Section{Heading: l.T("offers.out_heading"), Lines: []string{l.T("offers.out_lede")}}
	if len(s.Refused) == 0 {
		part.Lines = []string{l.T("offers.out_nobody")}
	}
	for _, r := range s.Refused {
		item := print.Item{Mark: print.Bad, Head: r.Name + ", " + r.Place + ", " + string(r.Country), Lines: []string{r.Why}}
		if r.Unused {
			item.Mark = print.Plain
		}
		var small []string
		for _, rule := range r.Rules {
			title, _ := rule.Title.In(l)
			item.Lines = append(item.Lines, title)
			small = append(small, s.sourceText(rule.ID, rule.Source, rule.Confidence))
		}
		for _, cure := range []string{r.Cure, r.JoinsAt} {
			if cure != "" {
				item.Lines = append(item.Lines, cure)
			}
		}
		item.Small = strings.Join(small, "; ")
		part.Items = append(part.Items, item)
	}
	return part
}

// inputsPart is what went in; when it was composed stands at the beginning.
func (s *Sheet) inputsPart() print.Section {
	l := s.Lang
	return print.Section{Heading: l.T("offers.inputs_heading"),
		Lines: []string{strings.TrimSpace(l.T("offers.frozen") + " " + s.Freight.Source)},
		Facts: []print.Fact{
			{Name: l.T("offers.took"), Value: l.T("offers.seconds", "seconds", l.Decimal(s.Took, 1))},
			{Name: l.T("offers.looked_at"), Value: l.T("offers.supplies", "count", len(s.Supplies))},
			{Name: l.T("offers.engine"), Value: s.Plan.Engine},
			{Name: l.T("offers.freight_list"), Value: l.Date(s.Freight.On)},
			{Name: l.T("offers.rules_of"), Value: s.RulesVersion},
		}}
}

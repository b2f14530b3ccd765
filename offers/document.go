package offers

import (
	"strings"
	"time"

	"tok/internal/print"
	"tok/measure"
)

// Document is the sheet as a document to print or to send: what the page says,
// without its pictures. zone is the site's; a sample says that it is invented.
func (s *Sheet) Document(zone *time.Location, sample bool) print.Document {
	l := s.Lang
	d := print.Document{Title: heading(s), Number: s.Number, Kicker: l.T("offers.offer_number", "number", s.Number),
		Price: l.Price(s.Demand.Price), PriceFor: l.T("offers.per_kg_delivered", "place", s.Demand.Place.Name),
		Lang: string(l), At: s.At}
	_, d.Kilo, _ = strings.Cut(l.Kilos(1), "\u00a0")
	if sample {
		d.Note = l.T("web.sample_notice")
	}
	if len(s.Lines) == 0 {
		d.Sections = []print.Section{s.missingPart(zone), s.refusedPart(), s.inputsPart()}
		return d
	}
	d.Lead = []print.Fact{
		{Name: l.T("offers.alone"), Value: l.PerKilo(round(s.AloneEach))},
		{Name: l.T("offers.together"), Value: l.PerKilo(round(s.Each))},
		{Name: l.T("offers.extra"), Value: l.EuroSigned(s.Extra)},
	}
	d.Sections = []print.Section{s.firstPart(zone), s.pricePart(), s.alonePart(), s.splitPart(), s.joinPart(),
		s.askedPart(), s.lawPart(), s.lorriesPart(), s.solidPart(), s.refusedPart(), s.inputsPart()}
	return d
}

// round brings a price to whole cents a kilogram, as the page writes it.
func round(p measure.CentsPerTonne) measure.CentsPerTonne { return (p + 500) / 1000 * 1000 }

// The cells of its tables: each number as it is read and as it is counted with.

func (s *Sheet) euro(c measure.Cents) print.Cell {
	return print.Cell{Text: s.Lang.Euro(c), Kind: print.Euro, Number: c.Euro()}
}

func (s *Sheet) gain(c measure.Cents) print.Cell {
	return print.Cell{Text: s.Lang.EuroSigned(c), Kind: print.Euro, Number: c.Euro()}
}

func (s *Sheet) price(p measure.CentsPerTonne) print.Cell {
	return print.Cell{Text: s.Lang.Price(p), Kind: print.Price, Number: p.EuroPerKilo()}
}

func (s *Sheet) kilos(kg measure.Kilos) print.Cell {
	return print.Cell{Text: s.Lang.Kilos(kg), Kind: print.Kilos, Number: float64(kg)}
}

func (s *Sheet) share(x float64) print.Cell {
	return print.Cell{Text: s.Lang.PercentSigned(x), Kind: print.Share, Number: x}
}

// all is the first cell of a row of totals.
func (s *Sheet) all() print.Cell {
	return print.Word(s.Lang.T("offers.all_members", "count", len(membersOf(s.Lines))))
}

// firstPart is what the offer comes to.
func (s *Sheet) firstPart(zone *time.Location) print.Section {
	l := s.Lang
	_, _, proof := s.proved()
	rules, _ := s.rulesMet()
	return print.Section{
		Lines: []string{
			l.T("offers.after_costs", "count", len(membersOf(s.Lines)), "receive", l.EuroWhole(s.Receive), "alone", l.EuroWhole(s.Account.Alone)) + " " +
				l.T("offers.more", "extra", l.EuroWhole(s.Extra), "share", l.Percent(s.extraShare(), 0)),
			l.T("offers.proof_heading") + " " + proof + " " +
				l.T("offers.proof_numbers", "surplus", l.Euro(measure.CentsOf(s.Plan.Surplus)), "bound", l.Euro(measure.CentsOf(s.Plan.Bound)), "gap", l.Percent(s.Plan.Gap, 2)),
			s.reached() + ". " + rules + ".",
		},
		Facts: []print.Fact{
			{Name: l.T("offers.buyer"), Value: s.Buyer},
			{Name: l.T("offers.loading"), Value: s.loadings()},
			{Name: l.T("offers.closes"), Value: s.closes(zone)},
			{Name: l.T("offers.composed_on"), Value: s.composedAt(zone)},
		},
	}
}

// pricePart is the way from the buyer's price to what the members receive.
func (s *Sheet) pricePart() print.Section {
	l := s.Lang
	t := &print.Table{Heads: []string{l.T("offers.step"), l.T("offers.per_kg_head"), l.T("offers.total")}}
	for _, step := range s.Fall {
		row := []print.Cell{print.Word(l.T(step.Key, "count", step.Count)), s.price(step.Each), s.euro(step.Cents)}
		switch step.Class {
		case "rest":
			t.Total = row
		case "price", "cost":
			t.Rows = append(t.Rows, row)
		}
	}
	return print.Section{Heading: l.T("offers.price_heading", "price", l.Price(s.Demand.Price)), Short: l.T("offers.jump_price"), Table: t}
}

// alonePart sets selling together beside selling alone.
func (s *Sheet) alonePart() print.Section {
	l := s.Lang
	t := &print.Table{
		Heads: []string{l.T("offers.member"), l.T("offers.alone"), l.T("offers.together"), l.T("offers.gain")},
		Total: []print.Cell{s.all(), s.price(s.AloneEach), s.price(s.Each), s.share(s.extraShare())},
	}
	for _, r := range s.Rows {
		t.Rows = append(t.Rows, []print.Cell{print.Word(r.Name), s.price(r.Floor), s.price(r.Each), s.share(r.Gain)})
	}
	return print.Section{Heading: l.T("offers.alone_heading"), Short: l.T("offers.jump_alone"), Table: t}
}

// splitPart is who gets what, and why.
func (s *Sheet) splitPart() print.Section {
	l := s.Lang
	t := &print.Table{
		Heads: []string{l.T("offers.member"), l.T("offers.brings"), l.T("offers.alone"), l.T("offers.extra"), l.T("offers.gets"), l.T("offers.per_kg_head")},
		Total: []print.Cell{s.all(), s.kilos(s.Account.Kg), s.euro(s.Account.Alone), s.gain(s.Extra), s.euro(s.Receive), s.price(s.Each)},
	}
	for _, r := range s.Rows {
		t.Rows = append(t.Rows, []print.Cell{print.Word(r.Name), s.kilos(r.Kg), s.euro(r.Alone), s.gain(r.Extra), s.euro(r.Gets()), s.price(r.Each)})
	}
	part := print.Section{Heading: l.T("offers.split_heading"), Short: l.T("offers.jump_split"), Table: t}
	if s.Split.Rule == "fair" {
		part.Lines = []string{l.T("offers.fair_1") + " " + l.T("offers.fair_2") + " " + l.T("offers.fair_3")}
	} else {
		part.Lines = []string{l.T("offers.rule_" + string(s.Split.Rule))}
	}
	_, _, holds := s.holding()
	part.Lines = append(part.Lines, strings.TrimSpace(holds+" "+s.objecting()))
	rests := l.T("offers.rests_on", "own", s.OwnWords, "all", len(s.Rows))
	if s.FarCount > 0 {
		rests += " " + l.T("offers.rests_far", "count", s.FarCount)
	}
	part.Lines = append(part.Lines, rests)
	for _, c := range s.Split.Corrections {
		item := print.Item{Head: l.T("offers.because_of", "group", c.BecauseOf)}
		for _, m := range c.Moved {
			by := l.EuroSigned(m.Cents)
			if len(m.Names) > 1 {
				by = l.T("offers.moved_each", "cents", by)
			}
			item.Lines = append(item.Lines, l.List(m.Names)+": "+by)
		}
		part.Items = append(part.Items, item)
	}
	return part
}

package offers

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"tok/internal/web"
	"tok/lang"
	"tok/markets"
	"tok/measure"
	"tok/members"
	"tok/products"
)

// A Wanted is one of the buyer's conditions, in words.
type Wanted struct {
	Status string
	Head   string
	Text   string
	Names  []string // whom it waits for
}

func (s *Sheet) wanted(who map[string]members.Member) {
	for _, c := range s.Conditions {
		w := Wanted{Status: c.Status, Names: namesOf(who, c.Members)}
		switch c.Kind {
		case "quantity":
			w.Head = s.Lang.T("offers.want_quantity", "kg", s.Demand.Total.Most)
			w.Text = s.Lang.T("offers.want_quantity_"+c.Status, "kg", s.Account.Kg, "least", s.Demand.Total.Least)
		case "quality":
			w.Head = qualityName(s.Lang, s.Product, c.Name) + ": " + s.limitText(c.Name)
			w.Text = s.Lang.T("offers.want_quality_open")
			if c.Worst != nil {
				w.Text = s.Lang.T("offers.want_quality_"+c.Status, "value", s.Lang.Number(math.Round(*c.Worst*100)/100))
			}
		case "paper":
			w.Head = products.PaperName(c.Name, s.Lang)
			w.Text = s.Lang.T("offers.want_paper_"+c.Status, "have", len(s.Lines)-len(c.Members), "all", len(s.Lines))
		case "payment":
			w.Head = s.Lang.T("offers.want_payment", "count", s.Demand.PaymentDays)
			w.Text = s.Lang.T("offers.want_payment_text", "incoterm", s.Demand.Incoterm)
		}
		s.Wanted = append(s.Wanted, w)
	}
}

// limitText is the buyer's limit on a quality: "at most 0.5".
func (s *Sheet) limitText(name string) string {
	limit := s.Demand.Limits[name]
	switch {
	case limit.Min != nil && limit.Max != nil:
		return s.Lang.T("offers.limit_between", "min", s.Lang.Number(*limit.Min), "max", s.Lang.Number(*limit.Max))
	case limit.Min != nil:
		return s.Lang.T("offers.limit_least", "min", s.Lang.Number(*limit.Min))
	case limit.Max != nil:
		return s.Lang.T("offers.limit_most", "max", s.Lang.Number(*limit.Max))
	}
	return ""
}

// A LawRow is a rule of law that applies to the goods, with how it stands.
type LawRow struct {
	ID         string
	Title      lang.Text
	Status     string // of markets, or "show": somebody has still to show it
	Confidence string
	Severity   string
	Source     markets.Source
	Notes      string
	Confirm    bool // a person must confirm it
	Papers     []string
	Names      []string // whom it waits for
}

// law lists the rules, those that need somebody first.
func (s *Sheet) law(who map[string]members.Member) {
	for _, a := range s.Verdict.Applies {
		row := LawRow{ID: a.ID, Title: a.Title, Status: a.Status, Confidence: a.Confidence, Severity: a.Severity, Source: a.Source, Notes: a.Notes}
		if i := slices.IndexFunc(s.Pending, func(p Pending) bool { return p.Rule == a.ID }); i >= 0 {
			p := s.Pending[i]
			row.Confirm, row.Names = p.Confirm, namesOf(who, p.Members)
			for _, kind := range p.Papers {
				row.Papers = append(row.Papers, products.PaperName(kind, s.Lang))
			}
		}
		s.Law = append(s.Law, row)
	}
	slices.SortStableFunc(s.Law, func(a, b LawRow) int { return cmp.Compare(urgency(a), urgency(b)) })
}

// urgency orders rules: what stops the goods, what is open, what is met, what is
// good to know.
func urgency(r LawRow) int {
	order := []string{markets.NotMet, markets.Unknown, markets.Met, markets.Information}
	return slices.Index(order, r.Status)
}

// Count says how many rules of law stand so.
func (s *Sheet) Count(status string) int {
	n := 0
	for _, r := range s.Law {
		if r.Status == status {
			n++
		}
	}
	return n
}

// A LoadRow is a lorry with its bar.
type LoadRow struct {
	Lorry
	HubName string
	Free    measure.Kilos
	Bar     web.Load
}

func (s *Sheet) loads() {
	for _, l := range s.Lorries {
		row := LoadRow{Lorry: l, HubName: s.hubName(l.Hub), Free: max(0, l.Room-l.Kg)}
		var cargos []web.Cargo
		for _, part := range l.Parts {
			i := slices.IndexFunc(s.Rows, func(r Row) bool { return r.Member == part.Member })
			if i < 0 {
				continue
			}
			cargos = append(cargos, web.Cargo{Text: strconv.Itoa(s.Rows[i].No), Class: string(s.Rows[i].Country), Kilos: part.Kg})
		}
		row.Bar = web.LoadOf(s.Lang.T("offers.load_label", "kg", l.Kg, "room", l.Room), cargos, max(l.Room, l.Kg))
		s.Loads = append(s.Loads, row)
	}
}

// A RefusedRow is a supply that does not take part, in words.
type RefusedRow struct {
	Name    string
	Slug    string
	Place   string
	Country measure.Country
	Why     string
	Rules   []markets.Applied
	Cure    string
	JoinsAt string
	Unused  bool
}

func (s *Sheet) refused(who map[string]members.Member) {
	for _, r := range s.Refusals {
		m := who[r.Member]
		row := RefusedRow{Name: nameOf(who, r.Member), Slug: m.Slug, Place: m.Place.Name, Country: m.Country, Rules: r.Rules, Unused: r.Unused}
		row.Why = whyNot(s.Lang, s.Product, r)
		row.Cure = cureText(s.Lang, r.Cure)
		if r.JoinsAt != nil && *r.JoinsAt > 0 {
			row.JoinsAt = s.Lang.T("offers.joins_at", "price", s.Lang.PerKilo(*r.JoinsAt))
			if !r.Exact {
				row.JoinsAt = s.Lang.T("offers.joins_at_about", "price", s.Lang.PerKilo(*r.JoinsAt))
			}
		}
		s.Refused = append(s.Refused, row)
	}
}

// Firmness is how solid the offer is, in words.
type Firmness struct {
	AnyK      int
	BreakEven measure.CentsPerTonne
	Spare     measure.Kilos
	Freight   string
	Floor     string
}

func firmness(s *Sheet, who map[string]members.Member) Firmness {
	f := Firmness{AnyK: s.Solid.AnyK, BreakEven: s.Solid.BreakEven, Spare: s.Solid.Spare}
	if w := s.Solid.FreightUp; w != nil {
		f.Freight = s.whatIfText(*w, who)
	}
	if up := s.Solid.FloorUp; up != nil {
		f.Floor = s.Lang.T("offers.floor_up", "changes", up.Changes, "asked", up.Asked, "name", nameOf(who, up.Worst.Member)) + " " + s.whatIfText(up.Worst, who)
	}
	return f
}

// whatIfText says what the best plan would then be.
func (s *Sheet) whatIfText(w WhatIf, who map[string]members.Member) string {
	key := "offers.whatif_changed"
	switch {
	case w.Extra <= 0:
		key = "offers.whatif_nothing"
	case w.SamePlan && w.SameSplit:
		key = "offers.whatif_same"
	case w.SamePlan:
		key = "offers.whatif_split"
	case len(w.Left) > 0:
		key = "offers.whatif_left"
	}
	return s.Lang.T(key, "extra", s.Lang.EuroWhole(w.Extra), "moved", s.Lang.EuroWhole(abs(w.Moved)), "left", s.Lang.List(namesOf(who, w.Left)))
}

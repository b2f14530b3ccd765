package offers

import (
	"cmp"
	"math"
	"slices"

	"tok/lang"
	"tok/measure"
	"tok/members"
	"tok/products"
	"tok/sharing"
)

// A Sheet is a composed offer as content for the coordinator, with names and
// everything laid out; page, text and JSON are made of it and cannot disagree.
type Sheet struct {
	Lang    lang.Tag
	Number  string
	Product products.Product
	Buyer   string
	*Composition

	Rows      []Row
	Hubs      []HubRow
	Fall      []FallStep
	Extra     measure.Cents
	Receive   measure.Cents
	AloneEach measure.CentsPerTonne
	Each      measure.CentsPerTonne

	Split    SplitText
	Wanted   []Wanted // the buyer's conditions
	Law      []LawRow
	Loads    []LoadRow
	Refused  []RefusedRow
	Firm     Firmness
	FarCount int // floors far from their reference
	OwnWords int // floors that are the members' own words
}

// A Row is one member's part, as the coordinator sees it.
type Row struct {
	Line
	No       int
	Name     string
	Slug     string
	HubName  string
	Each     measure.CentsPerTonne // together, per kilogram
	Floor    measure.CentsPerTonne // alone, per kilogram
	Gain     float64               // extra as a share of alone
	BarAlone float64               // as shares of the longest bar
	BarExtra float64
	Papers   []string // names of the papers it must obtain first
}

// A HubRow is what goes through one hub.
type HubRow struct {
	ID      string
	Name    string
	Country measure.Country
	Place   measure.Place
	Kg      measure.Kilos
	Members int
	Lorries int
}

// A FallStep is one step of the way down from the buyer's price to what the
// members receive; From and Width are shares of the price.
type FallStep struct {
	Key         string // offers.fall_…
	Cents       measure.Cents
	Each        measure.CentsPerTonne
	From, Width float64
	Class       string // price, cost, rest, alone
	Count       int
}

// newSheet lays out a composed offer. who holds the members it names.
func newSheet(l lang.Tag, o Offer, who map[string]members.Member) (*Sheet, error) {
	c := o.Composition
	product, err := products.Find(c.Demand.Product)
	if err != nil {
		return nil, err
	}
	s := &Sheet{Lang: l, Number: o.Number(), Product: product, Buyer: nameOf(who, c.Demand.BuyerID), Composition: c}
	s.Extra, s.Receive = c.Account.Extra(), c.Account.Receive()
	s.AloneEach, s.Each = each(c.Account.Alone, c.Account.Kg), each(s.Receive, c.Account.Kg)
	s.rows(who)
	s.hubs()
	s.fall()
	s.Split = splitText(s, who)
	s.wanted(who)
	s.law(who)
	s.loads()
	s.refused(who)
	s.Firm = firmness(s, who)
	return s, nil
}

func nameOf(who map[string]members.Member, id string) string {
	return cmp.Or(who[id].Name, "–") // erased
}

// each is an amount per tonne of a quantity.
func each(c measure.Cents, kg measure.Kilos) measure.CentsPerTonne {
	if kg == 0 {
		return 0
	}
	return measure.CentsPerTonne(math.Round(float64(c) * 1000 / float64(kg)))
}

func (s *Sheet) rows(who map[string]members.Member) {
	longest := measure.CentsPerTonne(1)
	for i, line := range s.Lines {
		m := who[line.Member]
		r := Row{Line: line, No: i + 1, Name: nameOf(who, line.Member), Slug: m.Slug, HubName: s.hubName(line.Hub)}
		r.Each, r.Floor = each(line.Gets(), line.Kg), each(line.Alone, line.Kg)
		if line.Alone > 0 {
			r.Gain = float64(line.Extra) / float64(line.Alone)
		}
		for _, kind := range line.Cures {
			r.Papers = append(r.Papers, products.PaperName(kind, s.Lang))
		}
		if line.Far {
			s.FarCount++
		}
		if line.FloorFrom == "own_word" {
			s.OwnWords++
		}
		longest = max(longest, r.Each, r.Floor)
		s.Rows = append(s.Rows, r)
	}
	for i := range s.Rows {
		r := &s.Rows[i]
		r.BarAlone = float64(min(r.Floor, r.Each)) / float64(longest)
		r.BarExtra = float64(max(0, r.Each-r.Floor)) / float64(longest)
	}
}

func (s *Sheet) hubName(id string) string {
	for _, h := range s.Composition.Hubs {
		if h.ID == id {
			return h.Name
		}
	}
	return ""
}

func (s *Sheet) hubs() {
	for _, h := range s.Composition.Hubs {
		row := HubRow{ID: h.ID, Name: h.Name, Country: h.Country, Place: h.Place}
		for _, l := range s.Lines {
			if l.Hub == h.ID {
				row.Kg += l.Kg
				row.Members++
			}
		}
		for _, l := range s.Lorries {
			if l.Hub == h.ID {
				row.Lorries += l.Vehicles
			}
		}
		if row.Members > 0 {
			s.Hubs = append(s.Hubs, row)
		}
	}
}

// fall lays out the way down from the buyer's price. Each cost begins where the
// one before ended; what is left belongs to the members.
func (s *Sheet) fall() {
	a := s.Account
	if a.Revenue == 0 {
		return
	}
	share := func(c measure.Cents) float64 { return float64(c) / float64(a.Revenue) }
	s.Fall = append(s.Fall, FallStep{Key: "offers.fall_price", Cents: a.Revenue, Each: s.Demand.Price, Width: 1, Class: "price"})
	left := a.Revenue
	for _, cost := range []struct {
		key   string
		cents measure.Cents
		count int
	}{
		{"offers.fall_collect", a.Collect, len(s.Rows)}, {"offers.fall_handling", a.Handling, len(s.Hubs)},
		{"offers.fall_haul", a.Haul, len(s.Lorries)}, {"offers.fall_papers", a.Papers, len(s.Lorries)},
		{"offers.fall_join", a.Join, s.joining()}, {"offers.fall_levy", a.Levy, 0},
	} {
		if cost.cents == 0 {
			continue
		}
		left -= cost.cents
		s.Fall = append(s.Fall, FallStep{Key: cost.key, Cents: -cost.cents, Each: -each(cost.cents, a.Kg), From: share(left), Width: share(cost.cents), Class: "cost", Count: cost.count})
	}
	s.Fall = append(s.Fall,
		FallStep{Key: "offers.fall_receive", Cents: s.Receive, Each: s.Each, Width: share(s.Receive), Class: "rest"},
		FallStep{Key: "offers.fall_alone", Cents: a.Alone, Each: s.AloneEach, Width: min(1, share(a.Alone)), Class: "alone"})
}

func (s *Sheet) joining() int {
	n := 0
	for _, l := range s.Lines {
		if l.Join > 0 {
			n++
		}
	}
	return n
}

// SplitText is why the split is what it is.
type SplitText struct {
	Rule        sharing.Rule
	Core        string
	Stable      *bool
	Exact       bool
	Objection   *ObjectionText
	Corrections []CorrectionText
	Others      []OtherRow
}

// An ObjectionText names the group that would gain most by leaving.
type ObjectionText struct {
	Group string        // in words
	Gain  measure.Cents // negative: it would lose
	Bound measure.Cents // no group can gain more
}

// A CorrectionText says which members were moved away from the split by
// kilogram because of one group.
type CorrectionText struct {
	BecauseOf string // the group in words
	Moved     []MovedText
}

// A MovedText is by how much members were moved, each of them.
type MovedText struct {
	Names []string
	Cents measure.Cents
}

// An OtherRow is what another rule would give each row.
type OtherRow struct {
	Rule   sharing.Rule
	Extra  []measure.Cents // in the order of the rows' members
	Stable *bool
}

func splitText(s *Sheet, who map[string]members.Member) SplitText {
	split := s.Composition.Split
	t := SplitText{Rule: split.Rule, Core: split.Core, Stable: split.Stable, Exact: split.Exact}
	if o := split.Objection; o != nil {
		t.Objection = &ObjectionText{Group: s.groupText(who, o.Group), Gain: measure.CentsOf(o.Gain), Bound: measure.CentsOf(o.GainBound)}
	}
	t.Corrections = s.corrections(who)
	for _, other := range s.Composition.Others {
		row := OtherRow{Rule: other.Rule, Stable: other.Stable}
		for _, m := range membersOf(s.Lines) {
			row.Extra = append(row.Extra, other.Extra[m])
		}
		t.Others = append(t.Others, row)
	}
	return t
}

// corrections puts together whom the same group moved, the largest move first
// and those moved alike on one line; what is less than a euro is not worth one.
func (s *Sheet) corrections(who map[string]members.Member) []CorrectionText {
	var list []CorrectionText
	at := map[string]int{}
	for _, c := range s.Composition.Split.Corrections {
		cents := measure.CentsOf(c.Moved)
		if abs(cents) < 100 {
			continue
		}
		group := s.groupText(who, c.BecauseOf)
		i, known := at[group]
		if !known {
			i = len(list)
			at[group] = i
			list = append(list, CorrectionText{BecauseOf: group})
		}
		list[i].move(nameOf(who, c.Player), cents)
	}
	for _, c := range list {
		slices.SortStableFunc(c.Moved, func(a, b MovedText) int { return cmp.Compare(abs(b.Cents), abs(a.Cents)) })
	}
	return list
}

// move adds a member to those that were moved by as much, to the cent.
func (c *CorrectionText) move(name string, cents measure.Cents) {
	for i := range c.Moved {
		if abs(c.Moved[i].Cents-cents) <= 1 {
			c.Moved[i].Names = append(c.Moved[i].Names, name)
			return
		}
	}
	c.Moved = append(c.Moved, MovedText{[]string{name}, cents})
}

// groupText names a group by its members, or, if that is shorter, by those who
// are not in it.
func (s *Sheet) groupText(who map[string]members.Member, group []string) string {
	all := membersOf(s.Lines)
	if rest := without(all, group); len(rest) > 0 && len(rest) < len(group)/2 {
		return s.Lang.T("offers.all_but", "names", s.Lang.List(namesOf(who, rest)))
	}
	return s.Lang.List(namesOf(who, group))
}

func namesOf(who map[string]members.Member, ids []string) []string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = nameOf(who, id)
	}
	return names
}

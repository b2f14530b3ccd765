package demands

import (
	"net/url"
	"slices"
	"unicode"
	"unicode/utf8"

	"tok/accounts"
	"tok/internal/web"
	"tok/lang"
	"tok/markets"
	"tok/measure"
	"tok/members"
	"tok/products"
)

// A demandView is a demand with everything that this reader may see of it.
type demandView struct {
	web.Base
	Card
	Buyer       string // "" if the reader may not know
	PaymentDays int
	Incoterm    string
	CN          string
	Loadings    []measure.Day
	PerLoading  measure.Range
	Total       measure.Range
	ClosesAt    string
	Note        lang.Text
	Asked       []asked
	Roads       []road
	Laws        []law
	Joining     *Joining
	Offers      []Made
	Compose     bool // whether the reader may compose an offer
	Share       string
	RulesOn     measure.Day
}

// An asked is one thing the buyer asks for.
type asked struct{ What, Said string }

// A road says whether goods of one country may go there.
type road struct {
	Country measure.Country
	Name    string
	Chip    string // ok, wait, bad
	Said    string
	Because []law // what closes it
}

// A law is a rule with its source.
type law struct {
	ID, Status string
	Title      lang.Text
	Source     markets.Source
	Confirmed  bool
	Countries  []string // whose goods it is about; none = everybody's
}

// A Joining says who may join a demand. The public sees the counts only.
type Joining struct {
	May, Refused int
	Firms        []Firm // for the coordinator
}

// A Firm is one member that may or may not join.
type Firm struct {
	Name, Path string
	Country    measure.Country
	May        bool
	Said       string // why not, or what is still missing, in the reader's language
}

func (p Pages) show(r *web.Request) error {
	d, err := p.find(r)
	if err != nil {
		return err
	}
	view := &demandView{
		PaymentDays: d.PaymentDays, Incoterm: d.Incoterm, CN: d.CN, Loadings: d.Loadings,
		PerLoading: d.PerLoading, Total: d.Total, Note: d.Note, RulesOn: r.Clock().Today(),
		ClosesAt: r.Lang.TimeIn(d.ClosesAt, r.Clock().Zone()),
	}
	have, err := p.stockFor(r.Context(), d)
	if err != nil {
		return err
	}
	if view.Card, err = p.card(r, d, have); err != nil {
		return err
	}
	view.Base = web.Base{
		Title: view.Goods + ", " + view.To, Description: view.Spec,
		Crumbs: []web.Link{{Text: r.T("demands.title"), Path: "/demands"}, {Text: r.T("demands.number", "number", d.Number)}},
	}
	if d.Country == "XK" {
		view.Base.Footnote = r.T("web.kosovo_note")
	}
	view.Asked, view.Share = askedOf(r.Lang, d), shareLink(r, view.Title, view.Path)
	view.Roads, view.Laws = p.law(r.Lang, d)
	if err := p.more(r, d, view); err != nil {
		return err
	}
	if view.Price != nil && !d.PricePublic {
		err := accounts.Record(r.Context(), p.Store.DB, accounts.Entry{At: r.Clock().Now(), Act: "demands.price_seen", Object: "demands/" + d.ID})
		if err != nil {
			return err
		}
	}
	return r.Render(demandPage, view)
}

// more adds what only some readers may see.
func (p Pages) more(r *web.Request, d Demand, view *demandView) (err error) {
	reader := accounts.Of(r.Context())
	if accounts.May(reader, accounts.Change, accounts.Demand, d.BuyerID) {
		buyer, err := p.Members.Find(r.Context(), d.BuyerID)
		if err != nil {
			return err
		}
		view.Buyer = buyer.Name
	}
	if p.Joining != nil {
		joining, err := p.Joining(r, d)
		if err != nil {
			return err
		}
		if !accounts.May(reader, accounts.See, accounts.Supply) {
			joining.Firms = nil
		}
		view.Joining = &joining
	}
	if !accounts.May(reader, accounts.See, accounts.Offer) {
		return nil
	}
	view.Compose = accounts.May(reader, accounts.Compose, accounts.Offer) && view.Open
	if p.Offers != nil {
		view.Offers, err = p.Offers(r, d)
	}
	return err
}

// askedOf lists what the buyer asks of the goods and of who sells them.
func askedOf(l lang.Tag, d Demand) (all []asked) {
	product, _ := products.Find(d.Product)
	for _, q := range product.Qualities {
		limit, ok := d.Limits[q.Name]
		if !ok {
			continue
		}
		key := "demands.between"
		var low, high string
		if limit.Min != nil {
			low, key = l.Number(*limit.Min), "demands.at_least"
		}
		if limit.Max != nil {
			high = l.Number(*limit.Max)
			if limit.Min == nil {
				key = "demands.at_most"
			} else {
				key = "demands.between"
			}
		}
		all = append(all, asked{capital(q.Said(l)), l.T(key, "low", low, "high", high, "unit", q.Unit)})
	}
	for _, kind := range d.Papers {
		all = append(all, asked{products.PaperName(kind, l), l.T("demands.paper_of_everybody")})
	}
	if d.Packaging != "" {
		all = append(all, asked{l.T("demands.packaging"), products.PackagingName(d.Packaging, l)})
	}
	return all
}

// capital begins a heading with a capital letter.
func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

// shareLink passes the page on by WhatsApp, as this reader reached it.
func shareLink(r *web.Request, title, path string) string {
	scheme := "http://"
	if r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https" {
		scheme = "https://"
	}
	return "https://wa.me/?" + url.Values{"text": {title + " " + scheme + r.Host + r.To(path)}}.Encode()
}

// origins are the countries whose goods the roads are about.
var origins = []measure.Country{"AL", "GR", "BG", "CY"}

// law says for each country whether its goods may go, and lists what the
// destination asks of those that may.
func (p Pages) law(l lang.Tag, d Demand) (roads []road, laws []law) {
	index := map[string]int{}
	for _, country := range origins {
		verdict := p.judge(d, country)
		one := road{Country: country, Name: members.CountryName(l, country), Chip: "ok", Said: l.T("demands.road_open")}
		if !verdict.May() {
			one.Chip, one.Said = "bad", l.T("demands.road_closed")
			if verdict.Verdict == markets.NeedsConfirmation || verdict.Verdict == markets.MemberNotEligible {
				one.Chip, one.Said = "wait", l.T("demands.road_asked")
			}
		}
		for _, applied := range verdict.Applies {
			if !verdict.May() && slices.Contains(verdict.DecidedBy, applied.ID) {
				one.Because = append(one.Because, lawOf(applied))
			}
			if !verdict.May() || applied.Severity != markets.Blocking || applied.Status == markets.Information {
				continue
			}
			at, known := index[applied.ID]
			if !known {
				at, index[applied.ID] = len(laws), len(laws)
				laws = append(laws, lawOf(applied))
			}
			laws[at].Countries = append(laws[at].Countries, members.CountryName(l, country))
		}
		roads = append(roads, one)
	}
	open := 0
	for _, r := range roads {
		if r.Chip == "ok" {
			open++
		}
	}
	for i := range laws {
		if len(laws[i].Countries) == open {
			laws[i].Countries = nil
		}
	}
	return roads, laws
}

func lawOf(a markets.Applied) law {
	return law{
		ID: a.ID, Status: a.Status, Title: a.Title, Source: a.Source,
		Confirmed: a.Confidence == markets.ReadInSource || a.Confidence == markets.SecondarySource,
	}
}

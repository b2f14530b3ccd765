package demands

import (
	"embed"
	"strconv"
	"time"

	"tok/accounts"
	"tok/fault"
	"tok/internal/web"
	"tok/lang"
	"tok/markets"
	"tok/measure"
	"tok/members"
	"tok/products"
	"tok/supplies"
)

//go:embed pages
var files embed.FS

var (
	listPage   = web.Parse(files, "pages/list.html", "pages/parts.html")
	demandPage = web.Parse(files, "pages/demand.html", "pages/parts.html")
)

// perPage is how many demands a page of the list holds.
const perPage = 24

// Pages are the pages of demands. What later capabilities know of a demand is
// handed over by name and may be missing.
type Pages struct {
	Store    Store
	Members  members.Store
	Supplies supplies.Store
	Rules    *markets.Rules

	// Joining says who may join; offers knows it.
	Joining func(r *web.Request, d Demand) (Joining, error)
	// Offers lists the joint offers that were made to a demand.
	Offers func(r *web.Request, d Demand) ([]Made, error)
}

// Routes adds the pages to the site.
func (p Pages) Routes(app *web.App) {
	app.Style(files, "pages/demands.css")
	app.Page("GET /demands", p.list)
	app.Page("GET /demands/{number}", p.show)
}

// A Card is a demand as lists and the home page show it.
type Card struct {
	Number        int
	Path          string
	Sector        string // for the colours and the pictogram
	To, Country   string // town and country of destination
	Goods         string // "60 t fresh pomegranates"
	Spec          string
	Price         *measure.CentsPerTonne // nil: not for this reader
	Threads       *web.Threads           // nil: too few members to show a total
	Have, Missing measure.Kilos
	Closes        measure.Day
	ClosesIn      int // days
	Open          bool
}

// Cards gives the demands that a filter picks, as this reader may see them.
func (p Pages) Cards(r *web.Request, f Filter) ([]Card, error) {
	f.Public = !accounts.Of(r.Context()).Has(accounts.Coordinator)
	found, err := p.Store.List(r.Context(), f)
	if err != nil {
		return nil, err
	}
	have, err := p.stockFor(r.Context(), found...)
	if err != nil {
		return nil, err
	}
	cards := make([]Card, len(found))
	for i, d := range found {
		if cards[i], err = p.card(r, d, have); err != nil {
			return nil, err
		}
	}
	return cards, nil
}

func (p Pages) card(r *web.Request, d Demand, have stock) (Card, error) {
	product, err := products.Find(d.Product)
	if err != nil {
		return Card{}, err
	}
	zone := r.Clock().Zone()
	card := Card{
		Number: d.Number, Path: "/demands/" + strconv.Itoa(d.Number), Sector: products.SectorIcon(product.Sector),
		To: d.Place.Name, Country: members.CountryName(r.Lang, d.Country),
		Goods: product.Quantity(r.Lang, d.Total.Most), Spec: specOf(r.Lang, d),
		Closes: measure.DayOf(d.ClosesAt.In(zone)), Open: d.OpenAt(r.Clock().Now()),
	}
	card.ClosesIn = r.Clock().Today().DaysUntil(card.Closes)
	if d.PricePublic || accounts.May(accounts.Of(r.Context()), accounts.See, accounts.DemandPrice, d.BuyerID) {
		card.Price = &d.Price
	}
	card.fill(r, d, p.reach(d, have))
	return card, nil
}

// specOf says in one line what the buyer asks of the goods.
func specOf(l lang.Tag, d Demand) string {
	text, _ := d.Note.In(l)
	return text
}

type list struct {
	web.Base
	Search, Sector, Country string
	Sectors, Countries      []members.Choice
	Count                   int
	Cards                   []Card
	First, Next             string
}

func (p Pages) list(r *web.Request) error {
	query := r.URL.Query()
	filter := Filter{
		Search: query.Get("q"), Country: measure.Country(query.Get("country")),
		Statuses: []Status{Open, Answered}, Public: !accounts.Of(r.Context()).Has(accounts.Coordinator),
	}
	if sector := query.Get("sector"); sector != "" {
		filter.Products = products.InSector(sector)
	}
	page := &list{
		Base:   web.Base{Title: r.T("demands.title"), Description: r.T("demands.lede"), Crumbs: []web.Link{{Text: r.T("demands.title")}}, Footnote: r.T("web.kosovo_note")},
		Search: filter.Search, Sector: query.Get("sector"), Country: string(filter.Country),
	}
	var err error
	if page.Count, err = p.Store.Count(r.Context(), filter); err != nil {
		return err
	}
	filter.Before, _ = strconv.Atoi(query.Get("before"))
	filter.Most = perPage + 1
	if page.Cards, err = p.Cards(r, filter); err != nil {
		return err
	}
	if filter.Before > 0 {
		page.First = r.To("/demands" + members.With(query, "before", ""))
	}
	if len(page.Cards) > perPage {
		page.Cards = page.Cards[:perPage]
		page.Next = r.To("/demands" + members.With(query, "before", strconv.Itoa(page.Cards[perPage-1].Number)))
	}
	page.Sectors, page.Countries = members.Choices(r, "/demands", destinations)
	return r.Render(listPage, page)
}

// destinations are the countries of the chips.
var destinations = []measure.Country{"DE", "AT", "IT", "XK"}

// find gives the demand of the address, if this reader may see it.
func (p Pages) find(r *web.Request) (Demand, error) {
	number, err := strconv.Atoi(r.PathValue("number"))
	if err != nil {
		return Demand{}, fault.Of(fault.Missing, "demands.missing")
	}
	d, err := p.Store.FindNumber(r.Context(), number)
	if err != nil {
		return d, err
	}
	if !d.Public && !accounts.May(accounts.Of(r.Context()), accounts.Change, accounts.Demand, d.BuyerID) {
		return d, fault.Of(fault.Missing, "demands.missing")
	}
	return d, nil
}

// A Made is a joint offer that was made to a demand.
type Made struct {
	Number string // 118-2
	Path   string
	At     time.Time
	State  string // in the reader's language
}

package members

import (
	"embed"

	"tok/accounts"
	"tok/internal/web"
	"tok/lang"
	"tok/measure"
	"tok/products"
)

//go:embed pages
var files embed.FS

var (
	listPage   = web.Parse(files, "pages/list.html", "pages/parts.html")
	memberPage = web.Parse(files, "pages/member.html", "pages/parts.html")
)

// perPage is how many members a page of the directory holds.
const perPage = 50

// HomeCountries are the countries of the clusters, in the order of the chips.
var HomeCountries = []measure.Country{"AL", "GR", "BG", "CY"}

// Pages are the pages of the directory.
type Pages struct {
	Store   Store
	Glances Glances // what supplies knows of members
}

// Routes adds the pages to the site.
func (p Pages) Routes(app *web.App) {
	app.Style(files, "pages/members.css")
	app.Page("GET /members", p.list)
	app.Page("GET /members/{slug}", p.show)
}

// A row is one member of the list.
type row struct {
	Name, Path, Kind, Place string
	Country                 measure.Country
	Sectors                 []sector
	Season                  []string
	Papers                  string // chip: ok, warn, bad, or "" for none
	PapersSaid              string
}

// A sector is a pictogram with its word.
type sector struct{ ID, Icon, Name string }

type list struct {
	web.Base
	Search             string
	Sector             string
	Country            string
	Sectors, Countries []Choice
	Count              int
	Rows               []row
	First, Next        string // addresses of the first and the next page, "" if there is none
}

func (p Pages) list(r *web.Request) error {
	query := r.URL.Query()
	filter := Filter{Search: query.Get("q"), Sector: query.Get("sector"), Country: measure.Country(query.Get("country")), Most: perPage + 1}
	count, err := p.Store.Count(r.Context(), filter)
	if err != nil {
		return err
	}
	filter.After = query.Get("after")
	found, err := p.Store.List(r.Context(), filter)
	if err != nil {
		return err
	}
	page := &list{
		Base:   web.Base{Title: r.T("members.title"), Description: r.T("members.lede"), Crumbs: []web.Link{{Text: r.T("members.title")}}},
		Search: filter.Search, Sector: filter.Sector, Country: string(filter.Country), Count: count,
	}
	page.Sectors, page.Countries = Choices(r, "/members", HomeCountries)
	if filter.After != "" {
		page.First = r.To("/members" + With(query, "after", ""))
	}
	if len(found) > perPage {
		found = found[:perPage]
		page.Next = r.To("/members" + With(query, "after", found[perPage-1].ID))
	}
	page.Rows, err = p.rows(r, found)
	if err != nil {
		return err
	}
	return r.Render(listPage, page)
}

func (p Pages) rows(r *web.Request, found []Member) ([]row, error) {
	ids := make([]string, len(found))
	for i, m := range found {
		ids[i] = m.ID
	}
	today := r.Clock().Today()
	glances, err := p.Glances(r.Context(), ids, today)
	if err != nil {
		return nil, err
	}
	rows := make([]row, len(found))
	for i, m := range found {
		rows[i] = rowOf(r, m, glances[m.ID], today)
	}
	return rows, nil
}

func rowOf(r *web.Request, m Member, g Glance, today measure.Day) row {
	one := row{
		Name: m.Name, Path: "/members/" + m.Slug, Kind: r.T("members.kind_" + string(m.Kind)),
		Place: m.Place.Name + ", " + CountryName(r.Lang, m.Country), Country: m.Country, Sectors: sectorsOf(r.Lang, m.Sectors),
	}
	for _, id := range g.Season {
		if product, err := products.Find(id); err == nil {
			one.Season = append(one.Season, product.Name.Short(r.Lang))
		}
	}
	one.Papers, one.PapersSaid = papersSaid(r, g, today)
	return one
}

// papersSaid gives the chip and its words for a member's papers.
func papersSaid(r *web.Request, g Glance, today measure.Day) (chip, said string) {
	switch {
	case g.Lapsed > 0:
		return "bad", r.T("members.papers_lapsed", "count", g.Lapsed)
	case g.Papers == 0:
		return "", ""
	case !g.Ends.IsZero() && today.DaysUntil(g.Ends) <= 30:
		return "wait", r.T("members.papers_end", "count", today.DaysUntil(g.Ends))
	}
	return "ok", r.T("members.papers_valid")
}

func sectorsOf(l lang.Tag, ids []string) (all []sector) {
	for _, id := range ids {
		all = append(all, sector{id, products.SectorIcon(id), products.SectorName(id, l)})
	}
	return all
}

type member struct {
	web.Base
	row
	Municipality string
	Form         string
	About        lang.Text
	Active       bool
	Contact      bool // whether the reader may see it
	Email, Phone string
}

func (p Pages) show(r *web.Request) error {
	m, err := p.Store.FindSlug(r.Context(), r.PathValue("slug"))
	if err != nil {
		return err
	}
	rows, err := p.rows(r, []Member{m})
	if err != nil {
		return err
	}
	page := &member{
		Base: web.Base{Title: m.Name, Crumbs: []web.Link{{Text: r.T("members.title"), Path: "/members"}, {Text: m.Name}}},
		row:  rows[0], Municipality: m.Municipality, Form: r.T("members.form_" + string(m.LegalForm)),
		About: m.About, Active: m.Active,
	}
	if accounts.May(accounts.Of(r.Context()), accounts.See, accounts.Contact, m.ID) {
		page.Contact, page.Email, page.Phone = true, m.Email, m.Phone
	}
	return r.Render(memberPage, page)
}

// Package tok puts TOK together from its capabilities; read On from top to
// bottom.
package tok

import (
	"context"
	"errors"
	"log/slog"
	"net/http"

	"tok/accounts"
	"tok/demands"
	"tok/internal/database"
	"tok/internal/highs"
	"tok/internal/jobs"
	"tok/internal/maps"
	"tok/internal/web"
	"tok/markets"
	"tok/measure"
	"tok/members"
	"tok/offers"
	"tok/planning"
	"tok/products"
	"tok/sharing"
	"tok/supplies"
)

// Config is what a TOK needs to know of where it runs.
type Config struct {
	Database string        // what database.Open takes: a folder, or postgres://…
	Cache    string        // folder for the compiled solver; "" keeps it in memory
	Clock    measure.Clock // the one clock of everything
	Log      *slog.Logger
	Site     web.Site
	Secure   bool // it is reached by https only
}

// A TOK is a site that is open: its pages, and the worker behind them.
type TOK struct {
	DB       *database.DB
	Accounts accounts.Store
	Queue    *jobs.Queue
	Handler  http.Handler
}

// Open opens the database and puts a TOK together on it. Work begins with
// Queue.Start and ends with Close.
func Open(ctx context.Context, c Config) (*TOK, error) {
	db, err := database.Open(ctx, c.Database)
	if err != nil {
		return nil, err
	}
	t, err := On(ctx, db, c)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return t, nil
}

// On puts a TOK together on a database that is open.
func On(ctx context.Context, db *database.DB, c Config) (*TOK, error) {
	queue, err := jobs.New(db, c.Clock, c.Log)
	if err != nil {
		return nil, err
	}
	solver, err := highs.Open(ctx, c.Cache)
	if err != nil {
		return nil, err
	}

	directory := members.Store{DB: db}
	books := supplies.Store{DB: db}
	asked := demands.Store{DB: db}
	people := accounts.Store{DB: db, Clock: c.Clock}
	rules := markets.Shipped()
	planner := planning.New(solver)

	desk := &offers.Desk{DB: db, Queue: queue, Clock: c.Clock, Log: c.Log,
		Engines: offers.Engines{Rules: rules, Planner: planner, Sharer: sharing.New(planner)}}
	desk.Register()

	app := web.New(c.Site, c.Clock, c.Log)
	app.Nav = menu
	accounts.NewSessions(people, c.Secure).Routes(app)
	members.Pages{Store: directory, Glances: books.Glances}.Routes(app)
	pages := demands.Pages{Store: asked, Members: directory, Supplies: books, Rules: rules, Joining: desk.Joining, Offers: desk.Made}
	pages.Routes(app)
	desk.Routes(app)
	app.Home(home{directory, pages}.gather)

	return &TOK{DB: db, Accounts: people, Queue: queue, Handler: app.Handler()}, nil
}

// Close stops the worker and closes the database.
func (t *TOK) Close(ctx context.Context) error {
	if err := t.Queue.Stop(ctx); err != nil {
		return err
	}
	return t.DB.Close()
}

// menu is the main menu.
func menu(r *web.Request) []web.Link {
	return []web.Link{
		{Text: r.T("web.demands"), Path: "/demands"},
		{Text: r.T("members.title"), Path: "/members"},
	}
}

// home gathers what the home page shows.
type home struct {
	members members.Store
	demands demands.Pages
}

// How much the home page shows of a large site.
const (
	homeDemands = 4
	homeDots    = 300
)

func (h home) gather(r *web.Request) (data web.HomeData, err error) {
	sellers := members.Filter{Kinds: members.Sellers(), Most: homeDots}
	found, err := h.members.List(r.Context(), sellers)
	if err != nil {
		return data, err
	}
	for _, m := range found {
		data.Members = append(data.Members, maps.Dot{Sector: products.SectorIcon(m.Sectors[0]), At: m.Place})
	}
	tally, err := h.members.Tally(r.Context(), sellers)
	if err != nil {
		return data, err
	}
	data.MemberCount, data.Countries = tally.All, len(tally.Countries)
	hubs, err := h.members.Hubs(r.Context())
	if err != nil {
		return data, err
	}
	for _, hub := range hubs {
		data.Hubs = append(data.Hubs, hub.Place)
	}
	for _, s := range products.Sectors() {
		data.Sectors = append(data.Sectors, web.HomeSector{
			Icon: products.SectorIcon(s), Name: products.SectorName(s, r.Lang), Path: "/members?sector=" + s, Members: tally.Sectors[s],
		})
	}
	open := demands.Filter{Statuses: []demands.Status{demands.Open}}
	if data.OpenDemands, err = h.demands.Store.Count(r.Context(), open); err != nil {
		return data, err
	}
	open.Most, open.Soonest = homeDemands, true
	cards, err := h.demands.Cards(r, open)
	for _, c := range cards {
		data.Demands = append(data.Demands, web.HomeDemand(c))
	}
	return data, err
}

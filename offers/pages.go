package offers

import (
	"context"
	"embed"
	"strconv"
	"strings"

	"tok/accounts"
	"tok/demands"
	"tok/fault"
	"tok/internal/database"
	"tok/internal/web"
	"tok/lang"
	"tok/measure"
	"tok/members"
)

//go:embed pages
var files embed.FS

var (
	offerPage   = web.Parse(files, "pages/offer.html", "pages/parts.html")
	nothingPage = web.Parse(files, "pages/nothing.html", "pages/parts.html")
)

// Routes adds the pages of offers to the site.
func (d *Desk) Routes(app *web.App) {
	app.Style(files, "pages/offer.css")
	app.Page("POST /demands/{number}/offers", d.ask)
	app.Page("GET /offers/{number}", d.show)
	app.Page("GET /jobs/{id}", d.showJob)
	app.Page("POST /jobs/{id}/cancel", d.cancelJob)
	app.Open("GET /api/v1/offers/{number}", d.api)
}

// ask is the coordinator's click on "Compose the joint offer".
func (d *Desk) ask(r *web.Request) error {
	ctx := r.Context()
	who := accounts.Of(ctx)
	if err := accounts.Must(who, accounts.Compose, accounts.Offer); err != nil {
		return err
	}
	number, err := strconv.Atoi(r.PathValue("number"))
	if err != nil {
		return fault.Of(fault.Missing, "demands.missing", "number", r.PathValue("number"))
	}
	demand, err := demands.Store{DB: d.DB}.FindNumber(ctx, number)
	if err != nil {
		return err
	}
	job, err := d.Start(ctx, demand, who.ID)
	if err != nil {
		return err
	}
	return r.Redirect("/jobs/" + job)
}

// show is the coordinator's page of an offer; with ".txt", ".pdf" or ".xlsx" it
// is the same to take away.
func (d *Desk) show(r *web.Request) error {
	if err := accounts.Must(accounts.Of(r.Context()), accounts.See, accounts.Offer); err != nil {
		return err
	}
	number, form, _ := strings.Cut(r.PathValue("number"), ".")
	o, err := d.find(r.Context(), number)
	if err != nil {
		return err
	}
	if o.State == Composing {
		return r.Redirect("/jobs/" + o.Job)
	}
	sheet, err := d.sheet(r.Context(), r.Lang, o)
	if err != nil {
		return err
	}
	if err := d.seen(r.Context(), o); err != nil {
		return err
	}
	if form != "" {
		return away(r, sheet, form)
	}
	history, err := d.history(r, o)
	if err != nil {
		return err
	}
	if o.State == Nothing {
		return r.Render(nothingPage, newNothingView(r, sheet, history))
	}
	return r.Render(offerPage, newOfferView(r, sheet, history))
}

// api gives the frozen composition as JSON, to whom may see all of it.
func (d *Desk) api(r *web.Request) error {
	if err := accounts.Must(accounts.Of(r.Context()), accounts.See, accounts.Offer); err != nil {
		return err
	}
	o, err := d.find(r.Context(), r.PathValue("number"))
	if err != nil {
		return err
	}
	if o.Composition == nil {
		return fault.Of(fault.Conflict, "offers.still_composing", "number", o.Number())
	}
	if err := d.seen(r.Context(), o); err != nil {
		return err
	}
	return r.JSON(200, o.Composition)
}

// find reads a number such as 118-2.
func (d *Desk) find(ctx context.Context, number string) (Offer, error) {
	first, second, _ := strings.Cut(number, "-")
	demand, err1 := strconv.Atoi(first)
	sequence, err2 := strconv.Atoi(second)
	if err1 != nil || err2 != nil {
		return Offer{}, fault.Of(fault.Missing, "offers.missing_here")
	}
	return Find(ctx, d.DB, demand, sequence)
}

// seen logs that somebody looked at members' prices.
func (d *Desk) seen(ctx context.Context, o Offer) error {
	return d.DB.Write(ctx, func(tx *database.Tx) error {
		return accounts.Record(ctx, tx, accounts.Entry{At: d.Clock.Now(), Act: "offers.prices_seen", Object: "offers/" + o.ID})
	})
}

// sheet lays out an offer with the names as they are now.
func (d *Desk) sheet(ctx context.Context, l lang.Tag, o Offer) (*Sheet, error) {
	ids := []string{o.Composition.Demand.BuyerID}
	for _, s := range o.Composition.Supplies {
		ids = append(ids, s.MemberID)
	}
	who, err := members.Store{DB: d.DB}.ByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	return newSheet(l, o, who)
}

// history lists the offers to the same demand.
func (d *Desk) history(r *web.Request, o Offer) ([]web.Link, error) {
	all, err := Of(r.Context(), d.DB, o.DemandID)
	if err != nil {
		return nil, err
	}
	var links []web.Link
	for _, other := range all {
		links = append(links, web.Link{
			Text:    r.T("offers.history_line", "number", other.Number(), "date", r.Lang.Date(measure.DayOf(other.CreatedAt.In(d.Clock.Zone()))), "time", r.Lang.Clock(other.CreatedAt, d.Clock.Zone())),
			Path:    "/offers/" + other.Number(),
			Current: other.ID == o.ID,
		})
	}
	return links, nil
}

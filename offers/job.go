package offers

import (
	"strings"

	"tok/accounts"
	"tok/demands"
	"tok/internal/jobs"
	"tok/internal/web"
)

var jobPage = web.Parse(files, "pages/job.html")

// jobView is what somebody who waits for an offer sees.
type jobView struct {
	web.Base
	Heading    string
	Said       string
	Steps      []stepView
	Underway   bool
	CancelPath string
	DemandPath string
}

type stepView struct {
	Text string
	Done bool
}

// showJob tells how far a job is, asks again by itself while it is underway,
// and goes on to the offer when it is done.
func (d *Desk) showJob(r *web.Request) error {
	if err := accounts.Must(accounts.Of(r.Context()), accounts.Compose, accounts.Offer); err != nil {
		return err
	}
	progress, err := d.Queue.Progress(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	demand, err := demands.Store{DB: d.DB}.Find(r.Context(), progress.Object)
	if err != nil {
		return err
	}
	if progress.State == jobs.Done {
		number, err := numberOfJob(r.Context(), d.DB, progress.ID)
		if err != nil {
			return err
		}
		return r.Redirect("/offers/" + number)
	}
	return r.Render(jobPage, newJobView(r, progress, demand))
}

func newJobView(r *web.Request, p jobs.Progress, demand demands.Demand) *jobView {
	v := &jobView{
		Base:     web.Base{Title: r.T("offers.job_title", "number", demand.Number), NoIndex: true},
		Underway: p.Underway(), CancelPath: "/jobs/" + p.ID + "/cancel", DemandPath: demandPath(demand.Number),
	}
	v.Heading, v.Said = r.T("offers.job_title", "number", demand.Number), r.T("offers.job_"+string(p.State))
	if p.Underway() {
		v.Refresh = 2
	}
	if p.Fault != nil {
		v.Said += " " + strings.TrimSpace(r.Lang.Say(p.Fault))
	}
	for i, step := range p.Steps {
		args := []any{}
		for name, value := range step.Args {
			args = append(args, name, value)
		}
		v.Steps = append(v.Steps, stepView{Text: r.T(step.Key, args...), Done: i < len(p.Steps)-1 || p.State == jobs.Done})
	}
	return v
}

func (d *Desk) cancelJob(r *web.Request) error {
	if err := accounts.Must(accounts.Of(r.Context()), accounts.Compose, accounts.Offer); err != nil {
		return err
	}
	if err := d.Queue.Cancel(r.Context(), r.PathValue("id")); err != nil {
		return err
	}
	return r.Redirect("/jobs/" + r.PathValue("id"))
}

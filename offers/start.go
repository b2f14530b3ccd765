package offers

import (
	"context"
	"log/slog"

	"tok/demands"
	"tok/fault"
	"tok/internal/database"
	"tok/internal/jobs"
	"tok/measure"
)

// JobCompose is the kind of the job that composes an offer; its object is the
// demand, so one demand has one offer being composed at a time.
const JobCompose = "offers.compose"

// Desk is where offers are asked for, composed and kept.
type Desk struct {
	DB      *database.DB
	Queue   *jobs.Queue
	Clock   measure.Clock
	Engines Engines
	Log     *slog.Logger
}

// work of a job: enough to find the offer again.
type composeArgs struct {
	Offer  string `json:"offer"`
	Demand string `json:"demand"`
}

// Register lets the queue compose.
func (d *Desk) Register() { d.Queue.Register(JobCompose, d.compose) }

// Start asks for an offer to a demand and gives the id of its job: the job that
// is underway already, if there is one. The offer and its job are written in one
// transaction.
func (d *Desk) Start(ctx context.Context, demand demands.Demand, by string) (job string, err error) {
	defer fault.While(&err, "starting an offer for demand %d", demand.Number)
	if demand.Status == demands.Closed || demand.Status == demands.Draft {
		return "", fault.Of(fault.Conflict, "offers.demand_not_open", "number", demand.Number)
	}
	if len(demand.Loadings) > 0 && demand.Loadings[0].Before(d.Clock.Today()) {
		return "", fault.Of(fault.Conflict, "offers.loading_past", "number", demand.Number, "day", demand.Loadings[0].String())
	}
	err = d.DB.Write(ctx, func(tx *database.Tx) error {
		id := database.NewID()
		if job, err = d.Queue.Enqueue(ctx, tx, JobCompose, demand.ID, composeArgs{id, demand.ID}); err != nil {
			return err
		}
		underway, err := composing(ctx, tx, job)
		if err != nil || underway {
			return err
		}
		return keep(ctx, tx, &Offer{ID: id, DemandID: demand.ID, Demand: demand.Number, State: Composing, By: by, Job: job, CreatedAt: d.Clock.Now()})
	})
	return job, err
}

// compose is the job.
func (d *Desk) compose(ctx context.Context, job jobs.Job) error {
	var args composeArgs
	if err := job.Args(&args); err != nil {
		return err
	}
	began := d.Clock.Now()
	c, err := d.composeNow(ctx, args.Demand)
	if err != nil {
		return err // the offer stays composing; its job says why it ended
	}
	c.Took = d.Clock.Now().Sub(began).Seconds()
	state := Composed
	if len(c.Lines) == 0 {
		state = Nothing
	}
	return d.DB.Write(ctx, func(tx *database.Tx) error {
		if err := settle(ctx, tx, args.Offer, state, c); err != nil {
			return err
		}
		return job.Finish(ctx, tx)
	})
}

func (d *Desk) composeNow(ctx context.Context, demandID string) (*Composition, error) {
	if err := jobs.Step(ctx, "offers.step_reading"); err != nil {
		return nil, err
	}
	in, err := gather(ctx, d.DB, d.Clock, demandID)
	if err != nil {
		return nil, err
	}
	return d.Engines.Compose(ctx, in, func(key string, args ...any) {
		if err := jobs.Step(ctx, key, args...); err != nil && ctx.Err() == nil {
			d.Log.WarnContext(ctx, "a step of composing was not written down", "step", key, "error", err)
		}
	})
}

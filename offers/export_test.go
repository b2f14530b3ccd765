package offers

import (
	"context"

	"tok/internal/database"
	"tok/internal/jobs"
)

// What tests outside the package look at directly.
var (
	Gather   = gather
	NewSheet = newSheet
)

// Work does the job of composing, as the queue would.
func (d *Desk) Work(ctx context.Context, job jobs.Job) error { return d.compose(ctx, job) }

// Keep keeps an offer that is composed already.
func Keep(ctx context.Context, db *database.DB, o *Offer) error {
	return db.Write(ctx, func(tx *database.Tx) error {
		state := o.State
		o.State = Composing
		if err := keep(ctx, tx, o); err != nil {
			return err
		}
		return settle(ctx, tx, o.ID, state, o.Composition)
	})
}

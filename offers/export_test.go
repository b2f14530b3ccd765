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
	state := o.State
	o.State = Composing
	err := db.Write(ctx, func(tx *database.Tx) error { return keep(ctx, tx, o) })
	if err != nil {
		return err
	}
	o.State = state
	return Freeze(ctx, db, o)
}

// Freeze writes down what an offer has become.
func Freeze(ctx context.Context, db *database.DB, o *Offer) error {
	return db.Write(ctx, func(tx *database.Tx) error { return settle(ctx, tx, o.ID, o.State, o.Composition) })
}

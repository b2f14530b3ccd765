package accounts

import (
	"context"
	"fmt"
	"time"

	"tok/internal/database"
)

// An Entry of the log says who did what to which object. It holds ids and
// values, never names or contacts: those can be erased, the log cannot.
type Entry struct {
	At         time.Time
	Who        string // id of the account; empty: the one of the context, or the site itself
	OnBehalfOf string // id of the member somebody acted for, if any
	Act        string // "<package>.<what>", in the past: "offers.sent", "offers.prices_seen"
	Object     string // "<package>/<id>"
	Before     any    // what was, if it changed; kept as JSON
	After      any    // what is now
}

// Record adds an entry, in the transaction of what it tells.
func Record(ctx context.Context, q database.Querier, e Entry) error {
	if a := Of(ctx); e.Who == "" && a != nil {
		e.Who = a.ID
	}
	if err := record(ctx, q, e); err != nil {
		return fmt.Errorf("logging %s of %s: %w", e.Act, e.Object, err)
	}
	return nil
}

// History is what the log says of an object, oldest first.
func History(ctx context.Context, q database.Querier, object string) ([]Entry, error) {
	return entries(ctx, q, object)
}

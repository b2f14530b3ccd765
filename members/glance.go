package members

import (
	"context"

	"tok/measure"
)

// A Glance is what the directory shows of a member beside its name. It holds no
// quantity and no price.
type Glance struct {
	Season []string    // products that it has this month
	Papers int         // papers valid today
	Lapsed int         // papers that have ended and were not renewed
	Ends   measure.Day // the first day on which one of the valid ones ends; no day = none does
}

// Glances gives what the directory shows of these members on a day; supplies
// knows it, and app.go hands it over.
type Glances func(ctx context.Context, ids []string, today measure.Day) (map[string]Glance, error)

package demands

import (
	"context"

	"tok/accounts"
	"tok/internal/web"
	"tok/measure"
)

// Totals are shown only where so many members are in them that nobody can
// subtract himself and learn of another; the public sees them later than members.
const (
	publicLeast = 5
	memberLeast = 3
)

// reach is what members have for a demand: one quantity per member.
func (p Pages) reach(ctx context.Context, d Demand) ([]measure.Kilos, error) {
	found, err := p.Supplies.Of(ctx, d.Product)
	if err != nil {
		return nil, err
	}
	var parts []measure.Kilos
	for _, s := range found {
		if kg := s.Within(d.Loadings); kg > 0 {
			parts = append(parts, kg)
		}
	}
	return parts, nil
}

// fill puts into the card what this reader may know of the quantities: the
// coordinator one thread per member, others one for all, if enough are in it.
func (c *Card) fill(r *web.Request, d Demand, parts []measure.Kilos) {
	reader := accounts.Of(r.Context())
	single := accounts.May(reader, accounts.See, accounts.Supply)
	least := publicLeast
	if reader != nil {
		least = memberLeast
	}
	total := measure.Kilos(0)
	for _, kg := range parts {
		total += kg
	}
	if len(parts) < least && !single {
		return
	}
	if !single {
		parts = []measure.Kilos{total}
	}
	c.Have, c.Missing = total, max(0, d.Total.Most-total)
	threads := web.ThreadsOf(r.T("demands.have_bar", "have", r.Lang.Tonnes(total), "wanted", r.Lang.Tonnes(d.Total.Most)), c.Sector, parts, d.Total.Most)
	c.Threads = &threads
}

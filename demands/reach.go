package demands

import (
	"context"
	"slices"

	"tok/accounts"
	"tok/internal/web"
	"tok/markets"
	"tok/measure"
	"tok/members"
	"tok/products"
	"tok/supplies"
)

// Totals are shown only where so many members are in them that nobody learns of
// another by subtracting; to members from fewer on than to the public.
const (
	publicLeast = 5
	memberLeast = 3
)

// A stock is what members have of some products, and what decides whether they
// may deliver it.
type stock struct {
	of     map[string][]supplies.Supply // by product, in the order of their ids
	who    map[string]members.Member
	papers map[string][]supplies.Paper
}

// stockFor reads at once what all these demands ask for.
func (p Pages) stockFor(ctx context.Context, asked ...Demand) (s stock, err error) {
	var wanted, ids []string
	for _, d := range asked {
		wanted = append(wanted, d.Product)
	}
	found, err := p.Supplies.Of(ctx, wanted...)
	if err != nil {
		return s, err
	}
	s.of = map[string][]supplies.Supply{}
	for _, supply := range found {
		s.of[supply.Product] = append(s.of[supply.Product], supply)
		ids = append(ids, supply.MemberID)
	}
	if s.who, err = p.Members.ByID(ctx, ids); err != nil {
		return s, err
	}
	s.papers, err = p.Supplies.PapersOf(ctx, ids)
	return s, err
}

// reach is what members have ready for a demand, one quantity per member: goods
// that the law lets go there, of members who hold what the buyer asks for.
func (p Pages) reach(d Demand, s stock) (parts []measure.Kilos) {
	open := map[measure.Country]bool{}
	for _, supply := range s.of[d.Product] {
		country := s.who[supply.MemberID].Country
		if _, judged := open[country]; !judged {
			verdict := p.judge(d, country)
			open[country] = verdict.May()
		}
		kg := supply.Within(d.Loadings)
		if kg > 0 && open[country] && holdsAsked(d, s.papers[supply.MemberID]) {
			parts = append(parts, kg)
		}
	}
	return parts
}

// judge holds goods of a country against the rules of the destination on the
// first loading day.
func (p Pages) judge(d Demand, origin measure.Country) markets.Verdict {
	return markets.Judge(p.Rules, markets.Context{
		CN: d.CN, Origins: []string{string(origin)}, Destination: string(d.Country), Date: d.Loadings[0], Facts: d.Facts,
	})
}

// holdsAsked says whether a member holds, on some loading day, each paper that
// the buyer asks for and that nobody has who does not show it.
func holdsAsked(d Demand, papers []supplies.Paper) bool {
	for _, kind := range d.Papers {
		if known, ok := products.FindPaper(kind); !ok || !known.AbsentNone {
			continue
		}
		held := slices.ContainsFunc(papers, func(p supplies.Paper) bool {
			return p.Kind == kind && slices.ContainsFunc(d.Loadings, p.ValidOn)
		})
		if !held {
			return false
		}
	}
	return true
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
	if len(parts) < least && !single {
		return
	}
	total := measure.Kilos(0)
	for _, kg := range parts {
		total += kg
	}
	if !single {
		parts = []measure.Kilos{total}
	}
	c.Have, c.Missing = total, max(0, d.Total.Most-total)
	threads := web.ThreadsOf(r.T("demands.have_bar", "have", r.Lang.Tonnes(total), "wanted", r.Lang.Tonnes(d.Total.Most)), c.Sector, parts, d.Total.Most)
	c.Threads = &threads
}

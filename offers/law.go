package offers

import (
	"slices"

	"tok/markets"
	"tok/matching"
	"tok/products"
)

// judge asks the law about every consignment that the plan sends: its day, the
// countries of the goods in it, what its members' papers show and what the mix
// measures. The answers are put together: each rule stands as it does in its
// worst consignment.
func (e Engines) judge(c *Composition, in Inputs) markets.Verdict {
	demand, offered, papers := askedBy(in), offeredBy(in), catalogue()
	var whole *markets.Verdict
	for _, load := range c.Lorries {
		aboard := aboardOf(c, load, offered)
		question := matching.Context(demand, papers, load.Day, aboard...)
		for name, value := range mixOf(c, in, load, aboard) {
			question.Facts[name] = value
		}
		if len(question.Origins) > 1 && in.Product.Sector == products.Oil {
			question.Facts["product.blended"] = true // oils of one consignment share a tank
		}
		verdict := markets.Judge(e.Rules, question)
		if whole == nil {
			whole = &verdict
			continue
		}
		worse(whole, verdict)
	}
	if whole == nil {
		return markets.Verdict{}
	}
	return *whole
}

// aboardOf are the supplies in a consignment.
func aboardOf(c *Composition, load Lorry, offered []matching.Supply) []matching.Supply {
	var aboard []matching.Supply
	for _, l := range c.Lines {
		on := slices.ContainsFunc(l.Deliveries, func(d Delivery) bool { return d.Day == load.Day })
		if l.Hub != load.Hub || !on || load.Hub == "" && l.Member != load.Parts[0].Member {
			continue
		}
		i := slices.IndexFunc(offered, func(s matching.Supply) bool { return s.ID == l.Supply })
		aboard = append(aboard, offered[i])
	}
	return aboard
}

// mixOf is the quantity-weighted mean of every quality that all goods of a
// consignment have measured.
func mixOf(c *Composition, in Inputs, load Lorry, aboard []matching.Supply) map[string]any {
	mix := map[string]any{}
	for _, q := range in.Product.Qualities {
		sum, kg, all := 0.0, 0.0, len(aboard) > 0
		for _, s := range aboard {
			value, measured := s.Quality[q.Name]
			weight := broughtFor(c, s.ID, load)
			sum, kg, all = sum+value*weight, kg+weight, all && measured
		}
		if all && kg > 0 {
			mix[q.Name] = sum / kg
		}
	}
	return mix
}

func broughtFor(c *Composition, supply string, load Lorry) float64 {
	for _, l := range c.Lines {
		for _, d := range l.Deliveries {
			if l.Supply == supply && d.Day == load.Day {
				return float64(d.Kg)
			}
		}
	}
	return 0
}

// The orders in which verdicts and statuses are worse.
var (
	worseVerdicts = []string{markets.Blocked, markets.BlockedAsLabelled, markets.NeedsConfirmation,
		markets.MemberNotEligible, markets.DeliverableIfMet, markets.Deliverable}
	worseStatuses = []string{markets.NotMet, markets.Unknown, markets.Met, markets.Information}
)

// worse puts the verdict on another consignment into the whole.
func worse(whole *markets.Verdict, other markets.Verdict) {
	rank := func(order []string, word string) int { return slices.Index(order, word) }
	switch here, there := rank(worseVerdicts, whole.Verdict), rank(worseVerdicts, other.Verdict); {
	case there < here:
		whole.Verdict, whole.DecidedBy = other.Verdict, other.DecidedBy
	case there == here:
		whole.DecidedBy = union(whole.DecidedBy, other.DecidedBy)
	}
	for _, a := range other.Applies {
		i := slices.IndexFunc(whole.Applies, func(b markets.Applied) bool { return a.ID == b.ID })
		switch {
		case i < 0:
			whole.Applies = append(whole.Applies, a)
		case rank(worseStatuses, a.Status) < rank(worseStatuses, whole.Applies[i].Status):
			whole.Applies[i] = a
		}
	}
	whole.Ask = union(whole.Ask, other.Ask)
	whole.Warnings = union(whole.Warnings, other.Warnings)
}

func union[T comparable](a, b []T) []T {
	for _, x := range b {
		if !slices.Contains(a, x) {
			a = append(a, x)
		}
	}
	return a
}

package offers

import (
	"maps"
	"slices"

	"tok/matching"
	"tok/measure"
)

// How a condition stands.
const (
	Met         = "met"
	Open        = "open" // somebody has still to do something
	NotMet      = "not_met"
	Information = "information"
)

// A Condition is one thing the buyer asked for and how it stands.
type Condition struct {
	Kind    string   `json:"kind"`           // quantity, quality, paper, payment
	Name    string   `json:"name,omitempty"` // of the quality or paper
	Status  string   `json:"status"`
	Worst   *float64 `json:"worst,omitempty"`   // mean of a quality on its worst loading day
	Members []string `json:"members,omitempty"` // whom it waits for
}

// conditionsOf holds the plan against what the buyer asked for.
func conditionsOf(c *Composition, in Inputs) []Condition {
	list := []Condition{quantityCondition(c)}
	for _, name := range slices.Sorted(maps.Keys(in.Demand.Limits)) {
		list = append(list, qualityCondition(c, name))
	}
	for _, kind := range in.Demand.Papers {
		list = append(list, paperCondition(c, in, kind))
	}
	return append(list, Condition{Kind: "payment", Status: Information})
}

func quantityCondition(c *Composition) Condition {
	q := Condition{Kind: "quantity", Status: Met}
	if c.Account.Kg < c.Demand.Total.Least || c.Account.Kg == 0 {
		q.Status = NotMet
	}
	return q
}

// qualityCondition shows the mean of a quality on the loading day on which it is
// nearest to its limit, or furthest outside: the highest if the buyer bounds it
// from above, else the lowest. Both bounds are held against all days.
func qualityCondition(c *Composition, name string) Condition {
	limit := c.Demand.Limits[name]
	q := Condition{Kind: "quality", Name: name, Status: Met}
	lowest, highest, known := meansOf(c, name)
	if !known {
		q.Status = Open
		return q
	}
	const tolerance = 1e-6
	tooLow := limit.Min != nil && lowest < *limit.Min-tolerance
	tooHigh := limit.Max != nil && highest > *limit.Max+tolerance
	q.Worst = &highest
	if limit.Max == nil || tooLow && !tooHigh {
		q.Worst = &lowest
	}
	if tooLow || tooHigh {
		q.Status = NotMet
	}
	return q
}

// meansOf are the lowest and the highest mean of a quality over all loading days.
func meansOf(c *Composition, name string) (lowest, highest float64, known bool) {
	for _, d := range c.Plan.Delivered {
		value, measured := d.Quality[name]
		if !measured {
			continue
		}
		if !known {
			lowest, highest, known = value, value, true
		}
		lowest, highest = min(lowest, value), max(highest, value)
	}
	return lowest, highest, known
}

// paperCondition names the members whose paper is not valid on every day on
// which they deliver.
func paperCondition(c *Composition, in Inputs, kind string) Condition {
	p := Condition{Kind: "paper", Name: kind, Status: Met}
	for _, l := range c.Lines {
		if !holds(in.supply(l.Supply), kind, l.Deliveries) {
			p.Status = Open
			p.Members = append(p.Members, l.Member)
		}
	}
	return p
}

func holds(s Input, kind string, deliveries []Delivery) bool {
	for _, d := range deliveries {
		valid := false
		for _, p := range s.Papers {
			valid = valid || p.Kind == kind && p.ValidOn(d.Day)
		}
		if !valid {
			return false
		}
	}
	return true
}

// refusalsOf writes down whom matching refused, and why.
func refusalsOf(refused []matching.Refusal) []Refusal {
	var list []Refusal
	for _, r := range refused {
		list = append(list, Refusal{
			Supply: r.Supply, Member: r.Member, Reason: string(r.Reason), About: r.About,
			Rules: r.Rules, Cure: cureOf(r.Cure),
		})
	}
	return list
}

func cureOf(c *matching.Cure) *Cure {
	if c == nil {
		return nil
	}
	return &Cure{Papers: c.Papers, Cost: c.Cost, Ready: c.Ready, Bought: c.Bought}
}

// unusedOf writes down which candidates the plan leaves out, and from which
// floor on it would take them.
func unusedOf(c *Composition, able []matching.Candidate) []Refusal {
	var list []Refusal
	for _, u := range c.Plan.Unused {
		i := slices.IndexFunc(able, func(a matching.Candidate) bool { return a.Supply == u.Source })
		r := Refusal{Supply: u.Source, Member: able[i].Member, Reason: u.Reason, Unused: true, Exact: u.Exact}
		if u.JoinsAtFloor != nil {
			floor := measure.PerTonne(*u.JoinsAtFloor)
			r.JoinsAt = &floor
		}
		list = append(list, r)
	}
	return list
}

// pendingOf lists what a person has still to show or to confirm so that the
// law's rules are known to be met, with the members it waits for.
func pendingOf(c *Composition, able []matching.Candidate) []Pending {
	var list []Pending
	for _, candidate := range able {
		if !slices.ContainsFunc(c.Lines, func(l Line) bool { return l.Supply == candidate.Supply }) {
			continue
		}
		for _, need := range candidate.Open {
			i := slices.IndexFunc(list, func(p Pending) bool { return p.Rule == need.Rule.ID })
			if i < 0 {
				i = len(list)
				list = append(list, Pending{Rule: need.Rule.ID, Confirm: need.Confirm, Papers: need.Papers})
			}
			if !slices.Contains(list[i].Members, candidate.Member) {
				list[i].Members = append(list[i].Members, candidate.Member)
			}
		}
	}
	return list
}

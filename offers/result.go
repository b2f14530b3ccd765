package offers

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"tok/measure"
	"tok/planning"
	"tok/sharing"
)

// linesOf turns the plan's flows and the split's shares into one line per
// supply, in whole kilograms and cents. What the group earns is divided by
// largest remainder, so the lines' extras sum to the account's. A member with
// several supplies has its share spread over them by kilogram.
func linesOf(c *Composition, cures map[string][]string) []Line {
	inputs := map[string]Input{}
	for _, in := range c.Supplies {
		inputs[in.ID] = in
	}
	bySource := map[string]*Line{}
	for _, f := range c.Plan.Flows {
		kg := measure.Kilos(math.Round(f.Kg))
		if kg == 0 {
			continue
		}
		l, ok := bySource[f.Source]
		if !ok {
			in := inputs[f.Source]
			l = &Line{Supply: f.Source, Member: in.MemberID, Country: in.Country, Place: in.Place, FloorFrom: in.FloorFrom, Far: in.Far, Cures: cures[f.Source]}
			bySource[f.Source] = l
		}
		if f.Hub != nil {
			l.Hub = *f.Hub
		}
		l.Kg += kg
		l.Deliveries = append(l.Deliveries, Delivery{measure.MustDay(f.Period), kg})
	}
	for _, s := range c.Problem.Sources {
		if l, ok := bySource[s.ID]; ok {
			l.Alone = measure.PerTonne(s.Floor[0]).For(l.Kg)
			l.Join = measure.CentsOf(s.JoinCost)
		}
	}
	lines := make([]Line, 0, len(bySource))
	for _, l := range bySource {
		slices.SortFunc(l.Deliveries, func(a, b Delivery) int { return a.Day.Compare(b.Day) })
		lines = append(lines, *l)
	}
	slices.SortFunc(lines, func(a, b Line) int {
		return cmp.Or(cmp.Compare(a.Country, b.Country), cmp.Compare(a.Hub, b.Hub), cmp.Compare(b.Kg, a.Kg), cmp.Compare(a.Member, b.Member), cmp.Compare(a.Supply, b.Supply))
	})
	return lines
}

// accountOf rounds the plan's account to cents.
func accountOf(c *Composition) Account {
	p := c.Plan.Account
	a := Account{
		Collect:  measure.CentsOf(p.Collect),
		Handling: measure.CentsOf(p.Handling + p.Open),
		Haul:     measure.CentsOf(p.Haul + p.Direct),
		Papers:   measure.CentsOf(p.Papers + p.Serve),
		Join:     measure.CentsOf(p.Join),
		Levy:     measure.CentsOf(p.Levy),
	}
	for _, l := range c.Lines {
		a.Kg += l.Kg
		a.Alone += l.Alone
	}
	a.Revenue = c.Demand.Price.For(a.Kg)
	return a
}

// shareOut gives every line its part of the extra.
func shareOut(lines []Line, shares map[string]float64, extra measure.Cents) {
	weights := make([]float64, len(lines))
	kgOf := map[string]measure.Kilos{}
	for _, l := range lines {
		kgOf[l.Member] += l.Kg
	}
	for i, l := range lines {
		weights[i] = shares[l.Member] * float64(l.Kg) / float64(kgOf[l.Member])
	}
	for i, cents := range measure.Apportion(extra, weights) {
		lines[i].Extra = cents
	}
}

// othersOf rounds what other rules would give each member to cents.
func othersOf(splits []sharing.Split, extra measure.Cents) []OtherSplit {
	var out []OtherSplit
	for _, s := range splits {
		names := slices.Sorted(maps.Keys(s.Shares))
		weights := make([]float64, len(names))
		for i, n := range names {
			weights[i] = s.Shares[n]
		}
		o := OtherSplit{Rule: s.Rule, Stable: s.Stable, Extra: map[string]measure.Cents{}}
		for i, cents := range measure.Apportion(extra, weights) {
			o.Extra[names[i]] = cents
		}
		out = append(out, o)
	}
	return out
}

// lorriesOf lists what leaves each hub on each loading day.
func lorriesOf(c *Composition) []Lorry {
	memberOf := map[string]string{}
	for _, in := range c.Supplies {
		memberOf[in.ID] = in.MemberID
	}
	lorries := []Lorry{}
	for _, load := range c.Plan.Loads {
		if load.Way == "collect" {
			continue
		}
		l := Lorry{Day: measure.MustDay(load.Period), How: "road", Vehicles: load.Vehicles, Pallets: load.Pallets, Kg: measure.Kilos(math.Round(load.Kg))}
		l.Room = measure.Kilos(float64(load.Vehicles)*c.Freight.Haul.VehicleKg + float64(load.Pallets)*c.Freight.Haul.PalletKg)
		if load.Way == "haul" {
			l.Hub = load.From
			for _, h := range c.Hubs {
				if lane, ok := c.Freight.haul(h, c.Demand.Country, c.Demand.Place); ok && h.ID == load.From {
					l.How = lane.How
				}
			}
		}
		for _, part := range load.Sources {
			l.Parts = append(l.Parts, Part{memberOf[part.Source], measure.Kilos(math.Round(part.Kg))})
		}
		lorries = append(lorries, l)
	}
	slices.SortFunc(lorries, func(a, b Lorry) int { return cmp.Or(a.Day.Compare(b.Day), cmp.Compare(a.Hub, b.Hub)) })
	return lorries
}

// membersOf lists the members of the lines, each once, in the lines' order.
func membersOf(lines []Line) []string {
	var ids []string
	for _, l := range lines {
		if !slices.Contains(ids, l.Member) {
			ids = append(ids, l.Member)
		}
	}
	return ids
}

// membersIn lists the members whose sources deliver in a plan.
func membersIn(plan planning.Plan, p planning.Problem) []string {
	var ids []string
	for _, s := range p.Sources {
		delivers := slices.ContainsFunc(plan.Flows, func(f planning.Flow) bool { return f.Source == s.ID })
		if delivers && !slices.Contains(ids, s.Member) {
			ids = append(ids, s.Member)
		}
	}
	return ids
}

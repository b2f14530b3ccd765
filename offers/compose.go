package offers

import (
	"context"
	"math"
	"slices"
	"time"

	"tok/fault"
	"tok/markets"
	"tok/matching"
	"tok/measure"
	"tok/members"
	"tok/planning"
	"tok/sharing"
	"tok/supplies"
)

// planGap is the proven gap at which an offer's plan is good enough to show: a
// hundredth of a per cent of what the group earns.
const planGap = 1e-4

// How long the parts of composing may take; together they stay within a job's
// time. A part that is stopped says so in its result.
const (
	planTime  = 40 * time.Second
	shareTime = 25 * time.Second
	solidTime = 30 * time.Second
)

// Engines are what composing asks; they compute and keep nothing.
type Engines struct {
	Rules   *markets.Rules
	Planner *planning.Planner
	Sharer  *sharing.Sharer
}

// A Step tells whoever waits what is being done; key is one of lang/words.
type Step func(key string, args ...any)

// Compose is the whole story of a joint offer: who may take part, the best plan,
// the split that holds, and what they rest on. It reads nothing but in, and the
// same in gives the same offer.
func (e Engines) Compose(ctx context.Context, in Inputs, step Step) (c *Composition, err error) {
	defer fault.While(&err, "composing an offer for demand %d", in.Demand.Number)
	c = in.frozen()
	c.RulesVersion = e.Rules.Version

	step("offers.step_matching", "count", len(in.Supplies))
	able, refused := matching.Candidates(askedBy(in), offeredBy(in), e.Rules, catalogue())

	step("offers.step_planning", "count", len(able))
	c.Problem = problemOf(in, able)
	if c.Plan, err = e.plan(ctx, c.Problem, in.Seed); err != nil {
		return nil, err
	}
	c.Refusals = append(refusalsOf(refused), unusedOf(c, able)...)

	step("offers.step_sharing", "count", len(membersIn(c.Plan, c.Problem)))
	if err := e.divide(ctx, c, in.Rule, able); err != nil {
		return nil, err
	}

	step("offers.step_requirements", "count", len(c.Lorries))
	c.Verdict = e.judge(c, in)
	c.Conditions = conditionsOf(c, in)
	c.Pending = pendingOf(c, able)

	step("offers.step_solid", "count", len(c.Lines))
	c.Solid = e.solidOf(ctx, c)
	return c, nil
}

func (e Engines) plan(ctx context.Context, p planning.Problem, seed int64) (planning.Plan, error) {
	ctx, cancel := context.WithTimeout(ctx, planTime)
	defer cancel()
	return e.Planner.Best(ctx, p, planning.Options{Gap: planGap, Seed: seed})
}

// divide shares the plan's surplus and rounds everything to whole kilograms and
// cents that add up.
func (e Engines) divide(ctx context.Context, c *Composition, rule sharing.Rule, able []matching.Candidate) (err error) {
	c.Lines, c.Lorries = linesOf(c, curesOf(able)), lorriesOf(c)
	c.Account = accountOf(c)
	if len(c.Lines) == 0 {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, shareTime)
	defer cancel()
	if c.Split, err = e.Sharer.OfPlan(ctx, c.Problem, c.Plan, sharing.Options{Rule: rule, Seed: c.Plan.Seed}); err != nil {
		return err
	}
	shareOut(c.Lines, c.Split.Shares, c.Account.Extra())
	others, err := e.Sharer.ByRules(ctx, c.Problem, c.Plan, otherRules(rule), c.Plan.Seed)
	if err != nil {
		return err
	}
	c.Others = othersOf(others, c.Account.Extra())
	return nil
}

// otherRules are the rules that the page compares with the one that is paid by.
func otherRules(paid sharing.Rule) []sharing.Rule {
	all := []sharing.Rule{sharing.Fair, sharing.Proportional, sharing.Shapley, sharing.Nucleolus}
	return slices.DeleteFunc(all, func(r sharing.Rule) bool { return r == paid })
}

// askedBy puts the demand into the words of matching.
func askedBy(in Inputs) matching.Demand {
	d := in.Demand
	limits := map[string]matching.Limit{}
	for name, l := range d.Limits {
		limits[name] = matching.Limit{Min: l.Min, Max: l.Max}
	}
	return matching.Demand{
		ID: d.ID, Product: d.Product, CN: d.CN, Destination: d.Country,
		Today: in.On, Days: d.Loadings, Price: []measure.CentsPerTonne{d.Price},
		Limits: limits, Papers: d.Papers, Facts: in.facts(),
	}
}

// offeredBy puts the supplies into the words of matching: what a month holds can
// be picked up on any of its loading days.
func offeredBy(in Inputs) []matching.Supply {
	var list []matching.Supply
	for _, s := range in.Supplies {
		m := matching.Supply{
			ID: s.ID, Member: s.MemberID, Product: s.Product, Country: s.Country,
			LeastKg: s.Least, Floor: s.Floor, Quality: s.Quality, Facts: s.Facts,
		}
		for _, day := range in.Demand.Loadings {
			m.AvailableKg = append(m.AvailableKg, s.In(day))
		}
		for _, p := range s.Papers {
			m.Papers = append(m.Papers, matching.Paper{Kind: p.Kind, From: p.From, Until: p.Until})
		}
		list = append(list, m)
	}
	return list
}

// problemOf puts demand, candidates, hubs and price list into the words of
// planning: one source per candidate, one period per loading day.
func problemOf(in Inputs, able []matching.Candidate) planning.Problem {
	p := planning.Problem{
		Format: planning.FormatProblem, Name: in.Demand.ID,
		SingleHub: true, WholeKg: true,
		Demands: []planning.Demand{demandOf(in)},
	}
	for _, day := range in.Demand.Loadings {
		p.Periods = append(p.Periods, day.String())
	}
	hubs := slices.DeleteFunc(slices.Clone(in.Hubs), func(h members.Hub) bool { return !slices.Contains(h.Sectors, in.Product.Sector) })
	for _, h := range hubs {
		p.Hubs = append(p.Hubs, hubOf(h, len(p.Periods)))
	}
	var from []Input
	for _, c := range able {
		i := slices.IndexFunc(in.Supplies, func(s Input) bool { return s.ID == c.Supply })
		from = append(from, in.Supplies[i])
		p.Sources = append(p.Sources, sourceOf(in.Supplies[i], c))
	}
	p.Collect, p.Haul = collectWay(in, from, hubs), haulWay(in, hubs)
	return p
}

// demandOf is the buyer's demand with what its papers cost.
func demandOf(in Inputs) planning.Demand {
	d, papers := in.Demand, in.Freight.Papers
	periods := len(d.Loadings)
	least, most := float64(d.Total.Least), float64(d.Total.Most)
	asked := planning.Demand{
		ID: d.ID, At: &planning.Place{d.Place.Lat, d.Place.Lon},
		Price:   same(d.Price.EuroPerKilo(), periods),
		LeastKg: same(float64(d.PerLoading.Least), periods), MostKg: same(float64(d.PerLoading.Most), periods),
		TotalLeast: &least, TotalMost: &most,
		Limits: map[string]planning.Limit{},
		Papers: planning.Papers{
			PerConsignment: papers.PerConsignment, LotKg: papers.LotKg, PerLot: papers.PerLot,
			ByOrigin: map[string]planning.OriginPapers{},
		},
		Levy: in.Freight.Levy,
	}
	if len(d.Papers) > 0 {
		asked.ServeCost = papers.GroupPaper
	}
	for name, l := range d.Limits {
		asked.Limits[name] = planning.Limit{Min: l.Min, Max: l.Max}
	}
	for country, cost := range papers.ByOrigin {
		asked.Papers.ByOrigin[string(country)] = planning.OriginPapers{PerConsignment: cost}
	}
	return asked
}

// same is one number for every period.
func same(x float64, periods int) planning.Series {
	return slices.Repeat(planning.Series{x}, periods)
}

func hubOf(h members.Hub, periods int) planning.Hub {
	return planning.Hub{
		ID: h.ID, Country: string(h.Country), At: &planning.Place{h.Place.Lat, h.Place.Lon},
		CapacityKg: same(float64(h.Capacity), periods),
		OpenCost:   h.OpenCost.Euro(), Handling: same(h.Handling.EuroPerKilo(), periods),
	}
}

// sourceOf is a candidate with the days that are open to it. What a month holds
// bounds all its loading days together.
func sourceOf(s Input, c matching.Candidate) planning.Source {
	source := planning.Source{
		ID: s.ID, Member: s.MemberID, Country: string(s.Country), At: &planning.Place{s.Place.Lat, s.Place.Lon},
		LeastKg: same(float64(s.Least), len(c.Days)), Floor: same(s.Floor.EuroPerKilo(), len(c.Days)),
		JoinCost: c.Join.Euro(), Quality: s.Quality,
	}
	months := map[string][]int{}
	for t, day := range c.Days {
		source.AvailableKg = append(source.AvailableKg, float64(day.Kg))
		month := supplies.MonthOf(day.Day)
		months[month] = append(months[month], t)
	}
	for _, month := range s.ByMonth {
		if days := months[month.Month]; len(days) > 1 {
			source.Windows = append(source.Windows, planning.Window{Periods: days, MostKg: float64(month.Kg)})
		}
	}
	return source
}

// collectWay is what picking up costs from every source to every hub.
func collectWay(in Inputs, from []Input, hubs []members.Hub) *planning.Way {
	way := &planning.Way{}
	for _, s := range from {
		var fixed, perKg []float64
		for _, h := range hubs {
			f, k := in.Freight.collect(s.Country, s.Place, h)
			fixed, perKg = append(fixed, f), append(perKg, k)
		}
		way.Fixed, way.PerKg = append(way.Fixed, fixed), append(way.PerKg, perKg)
	}
	return way
}

// haulWay is what lorries and groupage pallets cost from every hub to the buyer.
func haulWay(in Inputs, hubs []members.Hub) *planning.Way {
	way := &planning.Way{VehicleKg: in.Freight.Haul.VehicleKg, PalletKg: in.Freight.Haul.PalletKg}
	for _, h := range hubs {
		vehicle, pallet := math.NaN(), math.NaN()
		if lane, ok := in.Freight.haul(h, in.Demand.Country, in.Demand.Place); ok {
			vehicle = lane.PerVehicle
			if lane.PerPallet != nil && way.PalletKg > 0 {
				pallet = *lane.PerPallet
			}
		}
		way.PerVehicle = append(way.PerVehicle, []float64{vehicle})
		way.PerPallet = append(way.PerPallet, []float64{pallet})
	}
	return way
}

// curesOf lists the papers that candidates obtain in order to join.
func curesOf(able []matching.Candidate) map[string][]string {
	cures := map[string][]string{}
	for _, c := range able {
		if c.Cure != nil {
			cures[c.Supply] = c.Cure.Papers
		}
	}
	return cures
}

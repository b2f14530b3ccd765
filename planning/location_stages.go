package planning

// A twoStage problem is warehouse location in two stages: goods go from sources
// that pay to join, through hubs that pay to open, to demands of a known size,
// and cost by the kilogram on the way.
type twoStage struct {
	upper *locationProblem // hubs serve demands
	lower *locationProblem // sources serve hubs
}

// twoStageOf recognises a problem that is exactly that: one period, ways through
// hubs only and by the kilogram, and demands that must take what they take.
func twoStageOf(p *Problem) (*twoStage, bool) {
	if len(p.Periods) != 1 || len(p.Hubs) == 0 || len(p.Sources) == 0 || p.SingleHub || p.WholeKg ||
		p.Collect == nil || p.Haul == nil || p.Direct != nil || len(p.MemberCharge) > 0 || p.AgreedKg != nil {
		return nil, false
	}
	upper := &locationProblem{sites: len(p.Hubs), outside: -1}
	for d := range p.Demands {
		demand := &p.Demands[d]
		if !onlyTakes(*demand) || !demand.Must || demand.LeastKg[0] != demand.MostKg[0] {
			return nil, false
		}
		upper.constant += demand.ServeCost
		if kg := demand.MostKg[0]; kg > 0 {
			upper.addCustomer(d, kg)
			upper.cover += kg
		}
	}
	lower := &locationProblem{sites: len(p.Sources), outside: -1, cover: upper.cover}
	for h := range p.Hubs {
		hub := &p.Hubs[h]
		upper.fixed, upper.capacity = append(upper.fixed, hub.OpenCost), append(upper.capacity, hub.CapacityKg[0])
		lower.addCustomer(h, max(1e-3, min(hub.CapacityKg[0], upper.cover)))
	}
	for i := range p.Sources {
		s := &p.Sources[i]
		if !onlyJoins(*s) || s.JoinCost < 0 {
			return nil, false
		}
		lower.fixed, lower.capacity = append(lower.fixed, s.JoinCost), append(lower.capacity, s.AvailableKg[0])
	}
	if upper.customers == 0 {
		return nil, false
	}
	haul := func(h, d int) float64 {
		return p.Hubs[h].Handling[0] - p.Demands[d].Price[0]*(1-p.Demands[d].Levy)
	}
	collect := func(i, _ int) float64 { return p.Sources[i].Floor[0] }
	if !upper.takeWays(p.Haul, haul) || !lower.takeWays(p.Collect, collect) {
		return nil, false
	}
	for _, c := range lower.cost {
		if c < 0 {
			return nil, false
		}
	}
	return &twoStage{upper, lower}, true
}

package planning

// A given is a plan's flows, summed in every way a programme's columns ask for.
type given struct {
	*sums
	path         map[[4]int]float64 // source, hub, demand, period
	pool         map[pair]float64   // source, hub, period: for untracked demands
	sourcePeriod map[[2]int]float64
	homes        map[[2]int]float64
	member       map[string]bool
}

func (in *instance) given(flows []flow) *given {
	g := &given{
		sums: in.sum(flows), path: map[[4]int]float64{}, pool: map[pair]float64{},
		sourcePeriod: map[[2]int]float64{}, homes: map[[2]int]float64{}, member: map[string]bool{},
	}
	for _, f := range flows {
		g.path[[4]int{f.source, f.hub, f.demand, f.period}] += f.kg
		g.sourcePeriod[[2]int{f.source, f.period}] += f.kg
		g.member[in.members[f.source]] = true
		if f.hub == direct {
			continue
		}
		g.homes[[2]int{f.source, f.hub}] += f.kg
		if !in.tracked[f.demand] {
			g.pool[pair{f.source, f.hub, f.period}] += f.kg
		}
	}
	return g
}

// columns writes flows as values of the programme's columns.
func (g *programme) columns(flows []flow) []float64 {
	v := g.in.given(flows)
	x := make([]float64, len(g.value))
	for j, f := range g.value {
		x[j] = f(v)
	}
	return x
}

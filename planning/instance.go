package planning

import "slices"

// An instance is a normal problem with what every method looks up: tariffs, who
// can serve whom, and which demands must know whose goods they get.
type instance struct {
	p       *Problem
	may     [][]bool // source × demand: has every quality that the demand limits
	tracked []bool   // demand: limits, origins or agreed quantities bind by source
	members []string // source: its member
}

// direct is the hub of a flow without a hub.
const direct = -1

func newInstance(p *Problem) *instance {
	in := &instance{p: p, may: make([][]bool, len(p.Sources)), tracked: make([]bool, len(p.Demands)), members: make([]string, len(p.Sources))}
	for i := range p.Sources {
		in.members[i] = memberOf(&p.Sources[i])
		in.may[i] = make([]bool, len(p.Demands))
		for j := range p.Demands {
			in.may[i][j] = hasQualities(&p.Sources[i], &p.Demands[j])
		}
	}
	for j := range p.Demands {
		d := &p.Demands[j]
		in.tracked[j] = len(d.Limits) > 0 || paysByOrigin(d) || p.AgreedKg != nil
	}
	return in
}

// memberOf is who owns the source.
func memberOf(s *Source) string {
	if s.Member != "" {
		return s.Member
	}
	return s.ID
}

// hasQualities says whether every quality that d limits is known of s.
func hasQualities(s *Source, d *Demand) bool {
	for q, l := range d.Limits {
		if l.Min == nil && l.Max == nil {
			continue
		}
		if _, known := s.Quality[q]; !known {
			return false
		}
	}
	return true
}

func paysByOrigin(d *Demand) bool {
	for _, o := range d.Papers.ByOrigin {
		if o.PerConsignment > 0 {
			return true
		}
	}
	return false
}

// available is the most that source s delivers in period t: what it has, or what
// the narrowest window leaves.
func (in *instance) available(s, t int) float64 {
	src := &in.p.Sources[s]
	a := src.AvailableKg[t]
	for _, w := range src.Windows {
		if slices.Contains(w.Periods, t) {
			a = min(a, w.MostKg)
		}
	}
	if a < src.LeastKg[t] {
		return 0
	}
	return a
}

// agreed is the most that source s delivers to demand d in period t.
func (in *instance) agreed(s, d, t int) float64 {
	a := in.available(s, t)
	if in.p.AgreedKg != nil {
		a = min(a, in.p.AgreedKg[s][d][t])
	}
	return a
}

// most is the most that demand d takes in period t.
func (in *instance) most(d, t int) float64 {
	m := in.p.Demands[d].MostKg[t]
	if total := in.p.Demands[d].TotalMost; total != nil {
		m = min(m, *total)
	}
	return m
}

// net is what one kilogram from source s to demand d in period t leaves before any
// cost of moving it.
func (in *instance) net(s, d, t int) float64 {
	dem := &in.p.Demands[d]
	return dem.Price[t]*(1-dem.Levy) - in.p.Sources[s].Floor[t]
}

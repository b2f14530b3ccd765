package sharing

import (
	"context"

	"tok/planning"
)

// outside is what each member would earn if it alone served this buyer at full
// capacity. It is information: whoever is not worked out when ctx ends is left out.
func (s *Sharer) outside(ctx context.Context, p planning.Problem, members []string) map[string]float64 {
	if s.planner == nil {
		return nil
	}
	all := map[string]float64{}
	for _, m := range members {
		own := only(p, m)
		if !reaches(own) {
			all[m] = 0
			continue
		}
		plan, err := s.planner.Best(ctx, own, planning.Options{Bare: true})
		if err != nil || plan.Stopped != "" || ctx.Err() != nil {
			break
		}
		all[m] = plan.Surplus
	}
	return all
}

// only is the problem with nobody but one member.
func only(p planning.Problem, member string) planning.Problem {
	own := p
	own.Sources = nil
	keep := func(m planning.Matrix) planning.Matrix {
		if m == nil {
			return nil
		}
		var rows planning.Matrix
		for i, s := range p.Sources {
			if owner(s) == member {
				rows = append(rows, m[i])
			}
		}
		return rows
	}
	way := func(w *planning.Way) *planning.Way {
		if w == nil {
			return nil
		}
		c := *w
		c.Fixed, c.PerKg, c.PerPallet, c.PerVehicle = keep(w.Fixed), keep(w.PerKg), keep(w.PerPallet), keep(w.PerVehicle)
		return &c
	}
	for _, s := range p.Sources {
		if owner(s) == member {
			own.Sources = append(own.Sources, s)
		}
	}
	own.Collect, own.Direct = way(p.Collect), way(p.Direct)
	return own
}

func owner(s planning.Source) string {
	if s.Member != "" {
		return s.Member
	}
	return s.ID
}

// reaches says that some demand's least quantity is within what the sources have.
func reaches(p planning.Problem) bool {
	has := make([]float64, len(p.Periods))
	for _, s := range p.Sources {
		for t := range has {
			has[t] += at(s.AvailableKg, t)
		}
	}
	for _, d := range p.Demands {
		enough := true
		for t := range has {
			enough = enough && has[t] >= at(d.LeastKg, t)
		}
		if enough {
			return true
		}
	}
	return false
}

// at is the series' value in period t: a series may be one number for all periods.
func at(s planning.Series, t int) float64 {
	switch {
	case len(s) == 0:
		return 0
	case len(s) == 1:
		return s[0]
	}
	return s[t]
}

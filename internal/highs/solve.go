package highs

import (
	"context"
	"errors"
	"fmt"

	"github.com/tetratelabs/wazero/api"
)

// Solve solves m. When ctx ends it stops within a second and gives what it has:
// status Stopped, the best solution found and the bound proven so far. The same
// model and options give the same answer on every machine as long as ctx lives.
// The error is not nil exactly when the status is Failed.
func (r *Runtime) Solve(ctx context.Context, m *Model, o Options) (Solution, error) {
	solution, err := r.solve(ctx, m, o)
	if err != nil {
		return Solution{Status: Failed}, err
	}
	return solution, nil
}

func (r *Runtime) solve(ctx context.Context, m *Model, o Options) (Solution, error) {
	if err := m.check(); err != nil {
		return Solution{}, err
	}
	if len(m.Cost) == 0 {
		return m.withoutColumns(), nil
	}
	g, err := r.instance(ctx)
	if err != nil {
		return Solution{}, err
	}
	defer g.close()
	if err := g.pass(ctx, m); err != nil {
		return Solution{}, err
	}
	if err := g.set(ctx, m, o); err != nil {
		return Solution{}, err
	}
	solution, err := g.solve(ctx, shapeOf(m))
	if errors.Is(err, errCutOff) {
		return solution, nil
	}
	return solution, err
}

// withoutColumns is the answer for a model in which nothing can be chosen, which
// the solver does not look at.
func (m *Model) withoutColumns() Solution {
	for i := range m.RowLower {
		if m.RowLower[i] > 0 || m.RowUpper[i] < 0 {
			s := nothing(Infeasible, shapeOf(m))
			s.Bound = s.Objective
			return s
		}
	}
	return Solution{X: []float64{}, RowDual: make([]float64, len(m.RowLower)), Reduced: []float64{},
		Objective: m.Offset, Bound: m.Offset}
}

// pass gives the model to the solver, by rows.
func (g *guest) pass(ctx context.Context, m *Model) error {
	const byRows, minimise, maximise = 2, 1, -1
	sense := int32(minimise)
	if m.Maximise {
		sense = maximise
	}
	start := m.Start
	if len(start) > 0 {
		start = start[:len(start)-1]
	}
	s := g.scratch(ctx)
	defer s.free()
	args := []uint64{
		uint64(len(m.Cost)), uint64(len(m.RowLower)), uint64(len(m.Index)),
		byRows, api.EncodeI32(sense), api.EncodeF64(m.Offset),
		s.doubles(m.Cost), s.doubles(m.Lower), s.doubles(m.Upper),
		s.doubles(m.RowLower), s.doubles(m.RowUpper),
		s.ints(start), s.ints(m.Index), s.doubles(m.Value),
	}
	if !m.mixed() {
		s.run("Highs_passLp", args...)
		return s.err
	}
	whole := make([]int32, len(m.Integer))
	for j, is := range m.Integer {
		if is {
			whole[j] = 1
		}
	}
	s.run("Highs_passMip", append(args, s.ints(whole))...)
	return s.err
}

// mixed says whether any column must be whole.
func (m *Model) mixed() bool {
	for _, is := range m.Integer {
		if is {
			return true
		}
	}
	return false
}

// set passes the options on.
func (g *guest) set(ctx context.Context, m *Model, o Options) error {
	ints := map[string]int{"random_seed": int(uint64(o.Seed) % (1 << 31))}
	if o.Nodes > 0 {
		ints["mip_max_nodes"] = o.Nodes
	}
	if o.Iterations > 0 {
		ints["simplex_iteration_limit"] = o.Iterations
	}
	for name, value := range ints {
		if err := g.setInt(ctx, name, value); err != nil {
			return err
		}
	}
	if err := g.setDouble(ctx, "mip_rel_gap", o.RelativeGap); err != nil {
		return err
	}
	if o.AbsoluteGap > 0 {
		if err := g.setDouble(ctx, "mip_abs_gap", o.AbsoluteGap); err != nil {
			return err
		}
	}
	if o.Start == nil || !m.mixed() {
		return nil
	}
	if len(o.Start) != len(m.Cost) {
		return fmt.Errorf("%w: first solution", errShape)
	}
	s := g.scratch(ctx)
	defer s.free()
	s.run("Highs_setSolution", s.doubles(o.Start), 0, 0, 0)
	return s.err
}

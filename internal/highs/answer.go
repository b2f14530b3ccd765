package highs

import (
	"context"
	"errors"
	"math"

	"github.com/tetratelabs/wazero/api"
)

// The solver's verdicts (HighsModelStatus) that are told apart here.
const (
	verdictEmpty                 = 6
	verdictOptimal               = 7
	verdictInfeasible            = 8
	verdictUnboundedOrInfeasible = 9
	verdictUnbounded             = 10
	verdictObjectiveBound        = 11
	verdictObjectiveTarget       = 12
	verdictTimeLimit             = 13
	verdictIterationLimit        = 14
	verdictSolutionLimit         = 16
	verdictInterrupt             = 17
	verdictMemoryLimit           = 18
)

// feasible is the state of a solution that meets rows and bounds.
const feasible = 2

var errNoVerdict = errors.New("highs: the solver ended without a verdict")

// A shape is what reading the answer of a model takes.
type shape struct {
	columns, rows   int
	mixed, maximise bool
}

func shapeOf(m *Model) shape {
	return shape{len(m.Cost), len(m.RowLower), m.mixed(), m.Maximise}
}

// solve runs the solver and reads its answer. When the solver had to be cut off,
// the answer is empty, the error is errCutOff and the guest is of no more use.
func (g *guest) solve(ctx context.Context, of shape) (Solution, error) {
	status, err := g.verdict(ctx, of)
	if err != nil {
		return nothing(Stopped, of), err
	}
	return g.read(ctx, status, of)
}

// verdict runs the solver, and once more from the beginning and without presolve
// if that ended without a verdict.
func (g *guest) verdict(ctx context.Context, of shape) (Status, error) {
	status, err := g.run(ctx)
	if err == nil && status == Failed {
		status, err = g.runAgain(ctx)
	}
	if err == nil && status == Unbounded {
		status, err = g.unbounded(ctx, of)
	}
	switch {
	case err != nil || status != Failed:
		return status, err
	case ctx.Err() != nil:
		return Stopped, nil
	}
	return Failed, errNoVerdict
}

func statusOf(verdict int32) Status {
	switch verdict {
	case verdictOptimal, verdictEmpty:
		return Optimal
	case verdictInfeasible:
		return Infeasible
	case verdictUnbounded, verdictUnboundedOrInfeasible:
		return Unbounded
	case verdictObjectiveBound, verdictObjectiveTarget, verdictTimeLimit, verdictIterationLimit,
		verdictSolutionLimit, verdictInterrupt, verdictMemoryLimit:
		return Stopped
	}
	return Failed
}

// run solves what the guest holds.
func (g *guest) run(ctx context.Context) (Status, error) {
	if _, err := g.call(ctx, "Highs_zeroAllClocks", g.highs); err != nil {
		return Failed, err
	}
	if _, err := g.call(watched(ctx), "Highs_run", g.highs); err != nil { // its status repeats the verdict
		return Failed, err
	}
	verdict, err := g.call(ctx, "Highs_getModelStatus", g.highs)
	return statusOf(int32(verdict)), err
}

func (g *guest) runAgain(ctx context.Context) (Status, error) {
	if err := g.do(ctx, "Highs_clearSolver"); err != nil {
		return Failed, err
	}
	if err := g.presolve(ctx, "off"); err != nil {
		return Failed, err
	}
	status, err := g.run(ctx)
	if err != nil {
		return Failed, err
	}
	return status, g.presolve(ctx, "choose")
}

func (g *guest) presolve(ctx context.Context, how string) error {
	s := g.scratch(ctx)
	defer s.free()
	s.run("Highs_setStringOptionValue", s.text("presolve"), s.text(how))
	return s.err
}

// unbounded tells unbounded from infeasible, which the solver may leave open: a
// programme with any solution has one when nothing costs anything.
func (g *guest) unbounded(ctx context.Context, of shape) (Status, error) {
	last := api.EncodeI32(int32(of.columns - 1))
	s := g.scratch(ctx)
	defer s.free()
	kept, room, counts := s.room(8*of.columns), s.room(8*of.columns), s.room(16)
	s.run("Highs_getColsByRange", 0, last, counts, kept, room, room, counts+8, 0, 0, 0)
	s.run("Highs_changeColsCostByRange", 0, last, s.doubles(make([]float64, of.columns)))
	if s.err != nil {
		return Failed, s.err
	}
	status, err := g.run(ctx)
	if err != nil {
		return Failed, err
	}
	s.run("Highs_changeColsCostByRange", 0, last, kept)
	if status == Optimal {
		status = Unbounded
	}
	return status, s.err
}

// read takes the answer out of the guest.
func (g *guest) read(ctx context.Context, status Status, of shape) (Solution, error) {
	solution := nothing(status, of)
	switch status {
	case Infeasible:
		solution.Bound = solution.Objective
		return solution, nil
	case Unbounded:
		solution.Objective = solution.Bound
		return solution, nil
	}
	if err := g.readPoint(ctx, &solution, of); err != nil {
		return Solution{}, err
	}
	if of.mixed {
		return solution, g.readTree(ctx, &solution)
	}
	if status == Optimal {
		solution.Bound = solution.Objective
	}
	return solution, nil
}

// nothing is the answer that knows nothing: the worst objective, no bound.
func nothing(status Status, of shape) Solution {
	if of.maximise {
		return Solution{Status: status, Objective: math.Inf(-1), Bound: math.Inf(1)}
	}
	return Solution{Status: status, Objective: math.Inf(1), Bound: math.Inf(-1)}
}

// readPoint reads the solution, if there is one that meets rows and bounds.
func (g *guest) readPoint(ctx context.Context, solution *Solution, of shape) error {
	state, err := g.infoInt(ctx, "primal_solution_status")
	if err != nil || state != feasible {
		return err
	}
	s := g.scratch(ctx)
	defer s.free()
	x, reduced := s.room(8*of.columns), s.room(8*of.columns)
	rows, duals := s.room(8*of.rows), s.room(8*of.rows)
	s.run("Highs_getSolution", x, reduced, rows, duals)
	solution.X = s.read(x, of.columns)
	if !of.mixed && solution.Status == Optimal {
		solution.Reduced, solution.RowDual = s.read(reduced, of.columns), s.read(duals, of.rows)
	}
	if s.err != nil {
		return s.err
	}
	objective, err := g.call(ctx, "Highs_getObjectiveValue", g.highs)
	solution.Objective = api.DecodeF64(objective)
	return err
}

// readTree reads what branch and bound proved.
func (g *guest) readTree(ctx context.Context, solution *Solution) (err error) {
	bound, err := g.infoDouble(ctx, "mip_dual_bound")
	if err != nil {
		return err
	}
	if finite(bound) {
		solution.Bound = bound
	}
	solution.Nodes, err = g.nodes(ctx)
	return err
}

package highs_test

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"tok/internal/highs"
)

// runtime is compiled once for all tests.
var runtime *highs.Runtime

func TestMain(m *testing.M) {
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = os.TempDir()
	}
	if runtime, err = highs.Open(context.Background(), filepath.Join(cache, "tok-highs")); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

// dense makes a model of non-negative columns from full rows.
func dense(cost []float64, rows [][]float64, lower, upper []float64) *highs.Model {
	m := &highs.Model{Cost: cost, RowLower: lower, RowUpper: upper, Start: []int32{0}}
	for range cost {
		m.Lower, m.Upper = append(m.Lower, 0), append(m.Upper, highs.Inf)
	}
	for _, row := range rows {
		for j, a := range row {
			if a != 0 {
				m.Index, m.Value = append(m.Index, int32(j)), append(m.Value, a)
			}
		}
		m.Start = append(m.Start, int32(len(m.Index)))
	}
	return m
}

// whole makes every column of m whole.
func whole(m *highs.Model) *highs.Model {
	m.Integer = make([]bool, len(m.Cost))
	for j := range m.Integer {
		m.Integer[j] = true
	}
	return m
}

func solve(t *testing.T, m *highs.Model, o highs.Options) highs.Solution {
	t.Helper()
	solution, err := runtime.Solve(context.Background(), m, o)
	if err != nil {
		t.Fatal(err)
	}
	return solution
}

func near(a, b float64) bool { return a == b || math.Abs(a-b) <= 1e-6*max(1, math.Abs(b)) }

func TestALinearProgrammeIsSolvedWithItsPrices(t *testing.T) {
	t.Parallel()
	m := dense([]float64{3, 5}, [][]float64{{1, 0}, {0, 2}, {3, 2}},
		[]float64{-highs.Inf, -highs.Inf, -highs.Inf}, []float64{4, 12, 18})
	m.Maximise = true
	s := solve(t, m, highs.Options{})
	if s.Status != highs.Optimal || !near(s.Objective, 36) || !near(s.Bound, 36) || !near(s.X[0], 2) || !near(s.X[1], 6) {
		t.Fatalf("got %+v", s)
	}
	for i, price := range []float64{0, 1.5, 1} {
		if !near(s.RowDual[i], price) {
			t.Errorf("price of row %d: %v, want %v", i, s.RowDual[i], price)
		}
	}
}

func TestWholeColumnsAreWhole(t *testing.T) {
	t.Parallel()
	m := whole(dense([]float64{5, 4}, [][]float64{{6, 4}, {1, 2}}, []float64{-highs.Inf, -highs.Inf}, []float64{24, 6}))
	m.Maximise = true
	s := solve(t, m, highs.Options{})
	if s.Status != highs.Optimal || !near(s.Objective, 20) || !near(s.Bound, 20) {
		t.Fatalf("got %+v", s)
	}
}

func TestAProgrammeWithoutASolutionIsInfeasible(t *testing.T) {
	t.Parallel()
	m := dense([]float64{1, 1}, [][]float64{{1, 1}, {1, 1}}, []float64{3, -highs.Inf}, []float64{highs.Inf, 2})
	for _, m := range []*highs.Model{m, whole(m)} {
		if s := solve(t, m, highs.Options{}); s.Status != highs.Infeasible || s.X != nil || s.Bound != highs.Inf {
			t.Errorf("got %+v", s)
		}
	}
	halves := whole(dense([]float64{1}, [][]float64{{2}}, []float64{3}, []float64{3}))
	if s := solve(t, halves, highs.Options{}); s.Status != highs.Infeasible {
		t.Errorf("2x = 3 in whole numbers: got %+v", s)
	}
	crossed := &highs.Model{Cost: []float64{1}, Lower: []float64{2}, Upper: []float64{1}}
	if s := solve(t, crossed, highs.Options{}); s.Status != highs.Infeasible {
		t.Errorf("2 ≤ x ≤ 1: got %+v", s)
	}
}

func TestAProgrammeWithoutEndIsUnbounded(t *testing.T) {
	t.Parallel()
	m := dense([]float64{-1, 1}, [][]float64{{1, -1}}, []float64{1}, []float64{highs.Inf})
	for _, m := range []*highs.Model{m, whole(m)} {
		if s := solve(t, m, highs.Options{}); s.Status != highs.Unbounded || !math.IsInf(s.Objective, -1) {
			t.Errorf("got %+v", s)
		}
	}
	closed := whole(dense([]float64{-1, 0}, [][]float64{{1, -1}, {0, 2}}, []float64{1, 3}, []float64{highs.Inf, 3}))
	if s := solve(t, closed, highs.Options{}); s.Status != highs.Infeasible {
		t.Errorf("endless but for a row without a solution: got %+v", s)
	}
}

func TestDegenerateProgrammesAreSolved(t *testing.T) {
	t.Parallel()
	// Beale's example, on which the plain simplex method goes round in circles.
	beale := dense([]float64{-0.75, 20, -0.5, 6},
		[][]float64{{0.25, -8, -1, 9}, {0.5, -12, -0.5, 3}, {0, 0, 1, 0}},
		[]float64{-highs.Inf, -highs.Inf, -highs.Inf}, []float64{0, 0, 1})
	if s := solve(t, beale, highs.Options{}); s.Status != highs.Optimal || !near(s.Objective, -1.25) {
		t.Errorf("Beale: got %+v", s)
	}
	// An assignment: every basis is degenerate.
	const n = 8
	cost, rows := make([]float64, n*n), make([][]float64, 2*n)
	ones := make([]float64, 2*n)
	for i := range rows {
		rows[i], ones[i] = make([]float64, n*n), 1
	}
	for i := range n {
		for j := range n {
			cost[i*n+j] = float64((i*j)%n + 1)
			rows[i][i*n+j], rows[n+j][i*n+j] = 1, 1
		}
	}
	s := solve(t, dense(cost, rows, ones, ones), highs.Options{})
	w := solve(t, whole(dense(cost, rows, ones, ones)), highs.Options{})
	if s.Status != highs.Optimal || !near(s.Objective, w.Objective) {
		t.Errorf("assignment: %v, in whole numbers %v", s.Objective, w.Objective)
	}
}

func TestModelsWithoutRowsOrColumnsAreAnswered(t *testing.T) {
	t.Parallel()
	free := &highs.Model{Cost: []float64{1, -2}, Lower: []float64{2, 0}, Upper: []float64{3, 4}, Offset: 10}
	if s := solve(t, free, highs.Options{}); s.Status != highs.Optimal || !near(s.Objective, 4) {
		t.Errorf("no rows: got %+v", s)
	}
	if s := solve(t, &highs.Model{Offset: 7}, highs.Options{}); s.Status != highs.Optimal || s.Objective != 7 {
		t.Errorf("nothing: got %+v", s)
	}
	row := &highs.Model{RowLower: []float64{2}, RowUpper: []float64{3}, Start: []int32{0, 0}}
	if s := solve(t, row, highs.Options{}); s.Status != highs.Infeasible {
		t.Errorf("2 ≤ 0 ≤ 3: got %+v", s)
	}
}

func TestModelsTheSolverWouldMisreadAreRefused(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(*highs.Model){
		"a bound is missing":           func(m *highs.Model) { m.Upper = m.Upper[:1] },
		"a row start is missing":       func(m *highs.Model) { m.Start = m.Start[:1] },
		"a column that does not exist": func(m *highs.Model) { m.Index[1] = 2 },
		"a negative column":            func(m *highs.Model) { m.Index[0] = -1 },
		"a column twice in a row":      func(m *highs.Model) { m.Index[1] = m.Index[0] },
		"rows that overlap":            func(m *highs.Model) { m.Start[1] = 5 },
		"entries of no row":            func(m *highs.Model) { m.Start[1] = 1 },
		"not a number":                 func(m *highs.Model) { m.Value[0] = math.NaN() },
		"an endless cost":              func(m *highs.Model) { m.Cost[0] = math.Inf(1) },
		"a lower bound of +Inf":        func(m *highs.Model) { m.Lower[0] = math.Inf(1) },
		"a row bound that is NaN":      func(m *highs.Model) { m.RowUpper[0] = math.NaN() },
		"one whole column too many":    func(m *highs.Model) { m.Integer = make([]bool, 3) },
	} {
		m := dense([]float64{1, 1}, [][]float64{{1, 1}}, []float64{1}, []float64{2})
		spoil(m)
		if s, err := runtime.Solve(context.Background(), m, highs.Options{}); err == nil || s.Status != highs.Failed {
			t.Errorf("%s: got %+v", name, s)
		}
	}
}

func TestAHundredSolvesAtOnceDoNotMeet(t *testing.T) {
	t.Parallel()
	var group sync.WaitGroup
	for i := range 100 {
		group.Go(func() {
			m := whole(dense([]float64{1, 1}, [][]float64{{2, 3}}, []float64{float64(i)}, []float64{highs.Inf}))
			s, err := runtime.Solve(context.Background(), m, highs.Options{})
			if want := math.Ceil(float64(i) / 3); err != nil || !near(s.Objective, want) {
				t.Errorf("2x+3y ≥ %d: got %+v, %v", i, s, err)
			}
		})
	}
	group.Wait()
}

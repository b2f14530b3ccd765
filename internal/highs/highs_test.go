package highs_test

import (
	"context"
	"math"
	"os"
	"path/filepath"
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

package highs_test

import (
	"context"
	"math"
	"testing"

	"pgregory.net/rapid"

	"tok/internal/highs"
)

// small draws a programme of few columns within [0, 3] with small whole numbers.
func small(t *rapid.T) *highs.Model {
	columns, rows := rapid.IntRange(1, 5).Draw(t, "columns"), rapid.IntRange(0, 4).Draw(t, "rows")
	m := &highs.Model{Start: []int32{0}, Maximise: rapid.Bool().Draw(t, "maximise")}
	number := rapid.IntRange(-4, 5)
	for range columns {
		m.Cost = append(m.Cost, float64(number.Draw(t, "cost")))
		m.Lower, m.Upper = append(m.Lower, 0), append(m.Upper, float64(rapid.IntRange(0, 3).Draw(t, "upper")))
	}
	for range rows {
		for j := range columns {
			if a := number.Draw(t, "entry"); a != 0 {
				m.Index, m.Value = append(m.Index, int32(j)), append(m.Value, float64(a))
			}
		}
		m.Start = append(m.Start, int32(len(m.Index)))
		lower, upper := float64(rapid.IntRange(-6, 8).Draw(t, "row")), highs.Inf
		if rapid.Bool().Draw(t, "closed") {
			upper = lower + float64(rapid.IntRange(0, 4).Draw(t, "width"))
		}
		m.RowLower, m.RowUpper = append(m.RowLower, lower), append(m.RowUpper, upper)
	}
	return m
}

// best tries every whole x; ok is false if none meets the rows.
func best(m *highs.Model) (value float64, ok bool) {
	x := make([]float64, len(m.Cost))
	var try func(j int)
	try = func(j int) {
		if j < len(x) {
			for x[j] = 0; x[j] <= m.Upper[j]; x[j]++ {
				try(j + 1)
			}
			return
		}
		if !keeps(m, x) {
			return
		}
		sum := 0.0
		for j := range x {
			sum += m.Cost[j] * x[j]
		}
		if !ok || (m.Maximise && sum > value) || (!m.Maximise && sum < value) {
			value, ok = sum, true
		}
	}
	try(0)
	return value, ok
}

func TestWholeProgrammesAgreeWithTryingEverything(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		m := whole(small(t))
		s, err := runtime.Solve(context.Background(), m, highs.Options{})
		if err != nil {
			t.Fatal(err)
		}
		want, ok := best(m)
		switch {
		case !ok:
			if s.Status != highs.Infeasible {
				t.Fatalf("there is no solution, got %+v", s)
			}
		case s.Status != highs.Optimal, !near(s.Objective, want), !near(s.Bound, want), !keeps(m, s.X):
			t.Fatalf("want %v, got %+v", want, s)
		}
	})
}

// TestPricesProveTheOptimum checks optimality without a solver: x keeps the rows, and
// the prices give the same value from the other side.
func TestPricesProveTheOptimum(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		m := small(t)
		s, err := runtime.Solve(context.Background(), m, highs.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if s.Status == highs.Infeasible {
			return
		}
		if s.Status != highs.Optimal || !keeps(m, s.X) {
			t.Fatalf("got %+v", s)
		}
		dual, left := 0.0, append([]float64(nil), m.Cost...)
		side := func(price, lower, upper float64) float64 {
			if (price > 0) != m.Maximise {
				return lower
			}
			return upper
		}
		for i, price := range s.RowDual {
			if math.Abs(price) > 1e-9 {
				dual += price * side(price, m.RowLower[i], m.RowUpper[i])
			}
			for k := m.Start[i]; k < m.Start[i+1]; k++ {
				left[m.Index[k]] -= price * m.Value[k]
			}
		}
		for j, reduced := range left {
			if !near(reduced, s.Reduced[j]) {
				t.Fatalf("reduced cost of %d: %v, not %v", j, s.Reduced[j], reduced)
			}
			dual += reduced * side(reduced, m.Lower[j], m.Upper[j])
		}
		if !near(dual, s.Objective) {
			t.Fatalf("objective %v, from the prices %v", s.Objective, dual)
		}
	})
}

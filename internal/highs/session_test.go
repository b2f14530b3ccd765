package highs_test

import (
	"context"
	"math"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"

	"tok/internal/highs"
)

func session(t *testing.T, m *highs.Model) *highs.Session {
	t.Helper()
	s, err := runtime.Session(context.Background(), m)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

func again(t *testing.T, s *highs.Session) highs.Solution {
	t.Helper()
	solution, err := s.Solve(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return solution
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestASessionGrowsAndChanges(t *testing.T) {
	t.Parallel()
	m := dense([]float64{1, 2}, [][]float64{{1, 1}}, []float64{4}, []float64{highs.Inf})
	s := session(t, m)
	want := func(objective float64, x ...float64) {
		t.Helper()
		got := again(t, s)
		if got.Status != highs.Optimal || !near(got.Objective, objective) || len(got.X) != len(x) {
			t.Fatalf("got %+v, want %v", got, objective)
		}
		for j := range x {
			if !near(got.X[j], x[j]) {
				t.Errorf("x[%d] = %v, want %v", j, got.X[j], x[j])
			}
		}
	}
	want(4, 4, 0)
	must(t, s.AddRow(-highs.Inf, 3, []int32{0}, []float64{1}))
	want(5, 3, 1)
	must(t, s.AddColumn(0.5, 0, 2, []int32{0}, []float64{1}))
	want(3, 2, 0, 2)
	must(t, s.SetCost(0, 5))
	want(5, 0, 2, 2)
	must(t, s.SetColumn(1, 0, 1))
	want(8, 1, 1, 2)
	must(t, s.SetRow(0, 3, 3))
	want(3, 0, 1, 2)
	must(t, s.SetRow(0, 10, highs.Inf))
	if got := again(t, s); got.Status != highs.Infeasible {
		t.Fatalf("got %+v", got)
	}
	must(t, s.SetRow(0, 3, 3))
	want(3, 0, 1, 2)
}

func TestASessionRefusesWhatIsNotThere(t *testing.T) {
	t.Parallel()
	s := session(t, dense([]float64{1}, [][]float64{{1}}, []float64{1}, []float64{highs.Inf}))
	for name, err := range map[string]error{
		"row":      s.SetRow(1, 0, 1),
		"column":   s.SetColumn(-1, 0, 1),
		"cost":     s.SetCost(1, 1),
		"NaN":      s.SetCost(0, math.NaN()),
		"entry":    s.AddRow(0, 1, []int32{1}, []float64{1}),
		"twice":    s.AddRow(0, 1, []int32{0, 0}, []float64{1, 1}),
		"lengths":  s.AddColumn(0, 0, 1, []int32{0}, nil),
		"endless":  s.AddRow(math.Inf(1), 1, nil, nil),
		"NaN cost": s.AddColumn(math.NaN(), 0, 1, nil, nil),
	} {
		if err == nil {
			t.Errorf("%s was taken", name)
		}
	}
	if got := again(t, s); got.Status != highs.Optimal || !near(got.Objective, 1) {
		t.Errorf("afterwards: %+v", got)
	}
	s.Close()
	s.Close()
	if _, err := s.Solve(context.Background()); err == nil {
		t.Error("a closed session solved")
	}
	if _, err := runtime.Session(context.Background(), whole(dense([]float64{1}, nil, nil, nil))); err == nil {
		t.Error("whole columns were taken")
	}
}

func TestASessionThatWasStoppedGoesOn(t *testing.T) {
	t.Parallel()
	m := hard(300)
	m.Integer = nil
	s := session(t, m)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := s.Solve(ctx); err != nil {
		t.Fatal(err)
	}
	if got := again(t, s); got.Status != highs.Optimal || !near(got.Objective, solve(t, m, highs.Options{}).Objective) {
		t.Errorf("got %+v", got.Objective)
	}
}

// resident gives the memory the process holds, in bytes; 0 where that is not told.
func resident() int {
	raw, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0
	}
	pages, _ := strconv.Atoi(strings.Fields(string(raw))[1])
	return pages * os.Getpagesize()
}

// TestASessionLivesThroughHundredsOfSolves makes cutting planes of a ball: each row
// cuts off the last answer, and every tenth answer is compared with a fresh solve.
func TestASessionLivesThroughHundredsOfSolves(t *testing.T) {
	const n, rounds = 12, 400
	random := rand.New(rand.NewPCG(3, 3))
	m := &highs.Model{}
	for range n {
		m.Cost = append(m.Cost, random.NormFloat64())
		m.Lower, m.Upper = append(m.Lower, -1), append(m.Upper, 1)
	}
	s := session(t, m)
	m.Start = []int32{0}
	all := make([]int32, n)
	for j := range all {
		all[j] = int32(j)
	}
	early := 0
	for round := range rounds {
		got := again(t, s)
		if round%10 == 0 {
			if fresh := solve(t, m, highs.Options{}); !near(got.Objective, fresh.Objective) {
				t.Fatalf("round %d: %v, from the beginning %v", round, got.Objective, fresh.Objective)
			}
		}
		if round == rounds/2 {
			early = resident()
		}
		length := 0.0
		for _, x := range got.X {
			length += x * x
		}
		row := make([]float64, n)
		for j, x := range got.X {
			row[j] = x / math.Sqrt(length)
		}
		must(t, s.AddRow(-highs.Inf, 1, all, row))
		m.Index, m.Value = append(m.Index, all...), append(m.Value, row...)
		m.RowLower, m.RowUpper = append(m.RowLower, -highs.Inf), append(m.RowUpper, 1)
		m.Start = append(m.Start, int32(len(m.Index)))
	}
	if grown := resident() - early; grown > 100<<20 {
		t.Errorf("%d MB more after the second half", grown>>20)
	}
}

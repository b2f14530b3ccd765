package highs_test

import (
	"context"
	"math"
	"math/rand/v2"
	goruntime "runtime"
	"slices"
	"testing"
	"time"

	"tok/internal/highs"
)

// hard is a knapsack with several sides: first solutions come soon, the proof does not.
func hard(columns int) *highs.Model {
	const sides = 5
	random := rand.New(rand.NewPCG(1, 1))
	cost, rows := make([]float64, columns), make([][]float64, sides)
	lower, upper := make([]float64, sides), make([]float64, sides)
	for i := range rows {
		rows[i], lower[i] = make([]float64, columns), -highs.Inf
		for j := range columns {
			weight := float64(1 + random.IntN(1000))
			rows[i][j] = weight
			upper[i] += weight / 2
			cost[j] += weight / sides
		}
	}
	for j := range cost {
		cost[j] = math.Round(cost[j]) + float64(random.IntN(500))
	}
	m := whole(dense(cost, rows, lower, upper))
	for j := range m.Upper {
		m.Upper[j] = 1
	}
	m.Maximise = true
	return m
}

// keeps says whether x meets the rows, bounds and whole columns of m.
func keeps(m *highs.Model, x []float64) bool {
	const tolerance = 1e-5
	for j := range x {
		if x[j] < m.Lower[j]-tolerance || x[j] > m.Upper[j]+tolerance ||
			m.Integer != nil && m.Integer[j] && math.Abs(x[j]-math.Round(x[j])) > tolerance {
			return false
		}
	}
	for i := range m.RowLower {
		sum := 0.0
		for k := m.Start[i]; k < m.Start[i+1]; k++ {
			sum += m.Value[k] * x[m.Index[k]]
		}
		if sum < m.RowLower[i]-tolerance*max(1, math.Abs(sum)) || sum > m.RowUpper[i]+tolerance*max(1, math.Abs(sum)) {
			return false
		}
	}
	return true
}

// stopped checks an answer that was cut short: a solution, a bound above it.
func stopped(t *testing.T, m *highs.Model, s highs.Solution, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if s.Status != highs.Stopped || s.X == nil || !keeps(m, s.X) || !(s.Bound > s.Objective) || math.IsInf(s.Bound, 0) {
		t.Errorf("got status %v, objective %v, bound %v, x %v", s.Status, s.Objective, s.Bound, s.X != nil)
	}
}

func TestADeadlineGivesWhatWasFoundInTime(t *testing.T) {
	m := hard(100)
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	begun := time.Now()
	s, err := runtime.Solve(ctx, m, highs.Options{})
	stopped(t, m, s, err)
	if took := time.Since(begun); took > 3*time.Second {
		t.Errorf("stopped after %v", took)
	}
}

func TestCancellingGivesWhatWasFound(t *testing.T) {
	m := hard(100)
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(time.Second, cancel)
	begun := time.Now()
	s, err := runtime.Solve(ctx, m, highs.Options{})
	stopped(t, m, s, err)
	if took := time.Since(begun); took > 3*time.Second {
		t.Errorf("stopped after %v", took)
	}
}

func TestAFirstSolutionIsGivenBackWhenThereIsNoTime(t *testing.T) {
	t.Parallel()
	m := hard(100)
	first := make([]float64, len(m.Cost))
	first[3] = 1
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	s, err := runtime.Solve(ctx, m, highs.Options{Start: first})
	if err != nil || s.Status != highs.Stopped || s.X == nil || s.Objective < m.Cost[3]-1e-6 {
		t.Errorf("got status %v, objective %v, want at least %v, %v", s.Status, s.Objective, m.Cost[3], err)
	}
}

func TestAFirstSolutionThatIsNoneDoesNoHarm(t *testing.T) {
	t.Parallel()
	m := hard(15)
	want := solve(t, m, highs.Options{})
	for _, first := range [][]float64{slices.Repeat([]float64{1}, 15), slices.Repeat([]float64{0.5}, 15), want.X} {
		if s := solve(t, m, highs.Options{Start: first}); s.Status != highs.Optimal || !near(s.Objective, want.Objective) {
			t.Errorf("got %v, want %v", s.Objective, want.Objective)
		}
	}
	if _, err := runtime.Solve(context.Background(), m, highs.Options{Start: []float64{1}}); err == nil {
		t.Error("a first solution of the wrong length was taken")
	}
}

func TestTheGapIsKept(t *testing.T) {
	m := hard(60)
	relative := solve(t, m, highs.Options{RelativeGap: 0.02})
	if gap := (relative.Bound - relative.Objective) / relative.Objective; relative.Status != highs.Optimal || gap < -1e-9 || gap > 0.02 {
		t.Errorf("relative gap %v", gap)
	}
	absolute := solve(t, m, highs.Options{AbsoluteGap: 2000})
	if gap := absolute.Bound - absolute.Objective; absolute.Status != highs.Optimal || gap < -1e-6 || gap > 2000 {
		t.Errorf("absolute gap %v", gap)
	}
}

func TestLimitsOfWorkStopTheSolver(t *testing.T) {
	t.Parallel()
	m := hard(20)
	s, err := runtime.Solve(context.Background(), m, highs.Options{Nodes: 1})
	stopped(t, m, s, err)
	m.Integer = nil
	if s := solve(t, m, highs.Options{Iterations: 1}); s.Status != highs.Stopped {
		t.Errorf("one iteration: got status %v", s.Status)
	}
}

func TestTheSameSeedGivesTheSameAnswer(t *testing.T) {
	t.Parallel()
	m := hard(12)
	for _, seed := range []int64{7, math.MinInt64} {
		o := highs.Options{Seed: seed, RelativeGap: 0.01}
		one, two := solve(t, m, o), solve(t, m, o)
		if !slices.Equal(one.X, two.X) || one.Objective != two.Objective || one.Bound != two.Bound || one.Nodes != two.Nodes {
			t.Errorf("seed %d: %v and %v", seed, one, two)
		}
	}
}

func TestTheRestOfTheProgramRunsWhileTheSolverWorks(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	done := make(chan struct{})
	go func() {
		defer close(done)
		if _, err := runtime.Solve(ctx, hard(2000), highs.Options{}); err != nil {
			t.Error(err)
		}
	}()
	collections := 0
	for ctx.Err() == nil {
		goruntime.GC()
		collections++
	}
	<-done
	if collections < 10 {
		t.Errorf("%d garbage collections in a second", collections)
	}
}

package cutting

import (
	"context"
	"errors"
	"math"
	"testing"
)

func row(bound float64, values ...float64) Row {
	r := Row{Bound: bound}
	for i, v := range values {
		r.Index, r.Value = append(r.Index, int32(i)), append(r.Value, v)
	}
	return r
}

// among names the row of a list that is broken most.
func among(rows ...Row) func([]float64) (Row, bool) {
	return func(x []float64) (Row, bool) {
		worst, most := -1, 1e-11
		for k := range rows {
			if missing := rows[k].Bound - rows[k].At(x); missing > most {
				worst, most = k, missing
			}
		}
		if worst < 0 {
			return Row{}, false
		}
		return rows[worst], true
	}
}

func TestTheLeastCostIsFoundAtACorner(t *testing.T) {
	t.Parallel()
	l, err := NewLinear([]float64{2, 3}, []Row{row(0, 1, 0), row(0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Minimise(context.Background(), among(row(4, 1, 1), row(6, 1, 3), row(-3, -1, 0))); err != nil {
		t.Fatal(err)
	}
	if math.Abs(l.Value()-9) > 1e-12 || math.Abs(l.Z[0]-3) > 1e-12 || math.Abs(l.Z[1]-1) > 1e-12 {
		t.Errorf("cost %v at %v, not 9 at (3, 1)", l.Value(), l.Z)
	}
}

func TestWhatCannotBeSatisfiedIsSaid(t *testing.T) {
	t.Parallel()
	rows := among(row(5, 1), row(-4, -1))
	l, err := NewLinear([]float64{1}, []Row{row(0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Minimise(context.Background(), rows); !errors.Is(err, ErrInfeasible) {
		t.Error(err)
	}
	if _, err := Project(context.Background(), []float64{0}, nil, rows); !errors.Is(err, ErrInfeasible) {
		t.Error(err)
	}
}

func TestACloneGoesItsOwnWay(t *testing.T) {
	t.Parallel()
	l, err := NewLinear([]float64{1, 1}, []Row{row(0, 1, 0), row(0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	c := l.Clone()
	if err := c.Minimise(context.Background(), among(row(7, 1, 2))); err != nil {
		t.Fatal(err)
	}
	if l.Value() != 0 || math.Abs(c.Value()-3.5) > 1e-12 {
		t.Errorf("the first is at %v, the clone at %v", l.Value(), c.Value())
	}
}

func TestTheNearestPointHasMultipliersThatProveIt(t *testing.T) {
	t.Parallel()
	everybody := row(6, 1, 1, 1)
	everybody.Equal = true
	from := []float64{5, 1, 0}
	near, err := Project(context.Background(), from, []Row{everybody}, among(row(4, 0, 1, 1), row(3, 0, 0, 1), row(-2, -1, 0, 0)))
	if err != nil {
		t.Fatal(err)
	}
	rebuilt := append([]float64(nil), from...)
	for k, r := range near.Active {
		if !r.Equal && near.Multiplier[k] < 0 {
			t.Errorf("row %d pulls with %v", k, near.Multiplier[k])
		}
		for i, c := range r.Index {
			rebuilt[c] += near.Multiplier[k] * r.Value[i]
		}
	}
	for i, v := range []float64{2, 1, 3} {
		if math.Abs(near.Point[i]-v) > 1e-12 || math.Abs(rebuilt[i]-v) > 1e-12 {
			t.Errorf("nearest is %v, by its multipliers %v", near.Point, rebuilt)
			break
		}
	}
}

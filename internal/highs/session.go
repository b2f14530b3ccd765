package highs

import (
	"context"
	"errors"
	"fmt"

	"github.com/tetratelabs/wazero/api"
)

// A Session is a linear programme that grows and is solved again from where it
// stood. It must not be used from two goroutines at once, and not after an error
// from the solver itself: every later call repeats that error.
type Session struct {
	guest *guest
	shape shape
	seen  []int // marks for checkEntries
	mark  int
	err   error
}

var errClosed = errors.New("highs: the session is closed")

// Session loads the model m for repeated solving; columns that must be whole are
// refused, and there must be one column to begin with.
func (r *Runtime) Session(ctx context.Context, m *Model) (*Session, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	if m.mixed() || len(m.Cost) == 0 {
		return nil, fmt.Errorf("%w: a session is for continuous columns, one at least", errShape)
	}
	g, err := r.instance(ctx)
	if err != nil {
		return nil, err
	}
	if err := g.pass(ctx, m); err != nil {
		g.close()
		return nil, err
	}
	return &Session{guest: g, shape: shapeOf(m)}, nil
}

// AddRow adds lower ≤ Σ value[k]·x[index[k]] ≤ upper.
func (s *Session) AddRow(lower, upper float64, index []int32, value []float64) error {
	if err := s.checkLine(lower, upper, index, value, s.shape.columns); err != nil {
		return err
	}
	err := s.line("Highs_addRow", index, value, api.EncodeF64(lower), api.EncodeF64(upper))
	if err == nil {
		s.shape.rows++
	}
	return err
}

// AddColumn adds a column with its entries in existing rows.
func (s *Session) AddColumn(cost, lower, upper float64, rows []int32, value []float64) error {
	if !finite(cost) {
		return errNumber
	}
	if err := s.checkLine(lower, upper, rows, value, s.shape.rows); err != nil {
		return err
	}
	err := s.line("Highs_addCol", rows, value, api.EncodeF64(cost), api.EncodeF64(lower), api.EncodeF64(upper))
	if err == nil {
		s.shape.columns++
	}
	return err
}

// SetRow changes the bounds of a row.
func (s *Session) SetRow(row int, lower, upper float64) error {
	return s.setBounds("Highs_changeRowBounds", row, s.shape.rows, lower, upper)
}

// SetColumn changes the bounds of a column.
func (s *Session) SetColumn(column int, lower, upper float64) error {
	return s.setBounds("Highs_changeColBounds", column, s.shape.columns, lower, upper)
}

// SetCost changes the cost of a column.
func (s *Session) SetCost(column int, cost float64) error {
	if column < 0 || column >= s.shape.columns {
		return errShape
	}
	if !finite(cost) {
		return errNumber
	}
	return s.do("Highs_changeColCost", uint64(column), api.EncodeF64(cost))
}

// Solve solves the programme as it now stands, from the last basis. It ends with
// ctx as [Runtime.Solve] does, and the session can go on afterwards, unless the
// solver did not heed the end and had to be cut off: then later calls fail.
func (s *Session) Solve(ctx context.Context) (Solution, error) {
	if s.err != nil {
		return Solution{Status: Failed}, s.err
	}
	solution, err := s.guest.solve(ctx, s.shape)
	if errors.Is(err, errNoVerdict) {
		return Solution{Status: Failed}, err
	}
	if s.keep(err) == nil || errors.Is(err, errCutOff) {
		return solution, nil
	}
	return Solution{Status: Failed}, err
}

// Close frees the session.
func (s *Session) Close() {
	if s.guest != nil {
		s.guest.close()
		s.guest = nil
		s.err = errClosed
	}
}

func (s *Session) setBounds(name string, at, count int, lower, upper float64) error {
	if at < 0 || at >= count {
		return errShape
	}
	if !bounds(lower, upper) {
		return errNumber
	}
	return s.do(name, uint64(at), api.EncodeF64(lower), api.EncodeF64(upper))
}

func (s *Session) checkLine(lower, upper float64, index []int32, value []float64, count int) error {
	if !bounds(lower, upper) {
		return errNumber
	}
	for len(s.seen) < count {
		s.seen = append(s.seen, 0)
	}
	s.mark++
	return checkEntries(index, value, s.seen[:count], s.mark)
}

// line adds a row or a column whose own numbers are first.
func (s *Session) line(name string, index []int32, value []float64, first ...uint64) error {
	if s.err != nil {
		return s.err
	}
	room := s.guest.scratch(context.Background())
	defer room.free()
	room.run(name, append(first, uint64(len(index)), room.ints(index), room.doubles(value))...)
	return s.keep(room.err)
}

func (s *Session) do(name string, args ...uint64) error {
	if s.err != nil {
		return s.err
	}
	return s.keep(s.guest.do(context.Background(), name, args...))
}

// keep remembers an error of the solver: what it holds then cannot be trusted.
func (s *Session) keep(err error) error {
	if err != nil {
		s.err = err
	}
	return err
}

package highs

import (
	"errors"
	"fmt"
	"math"
)

var (
	errShape  = errors.New("highs: the parts of the model do not fit together")
	errNumber = errors.New("highs: a number of the model is not one the solver can work with")
)

// check refuses models the solver would misread: it trusts lengths and positions.
func (m *Model) check() error {
	columns, rows := len(m.Cost), len(m.RowLower)
	switch {
	case len(m.Lower) != columns, len(m.Upper) != columns, len(m.RowUpper) != rows:
		return fmt.Errorf("%w: bounds", errShape)
	case m.Integer != nil && len(m.Integer) != columns:
		return fmt.Errorf("%w: whole numbers", errShape)
	case len(m.Index) != len(m.Value):
		return fmt.Errorf("%w: entries", errShape)
	case len(m.Start) != rows+1 && (rows > 0 || len(m.Start) > 0):
		return fmt.Errorf("%w: row starts", errShape)
	}
	if err := m.checkRows(columns); err != nil {
		return err
	}
	for j := range columns {
		if !finite(m.Cost[j]) || !bounds(m.Lower[j], m.Upper[j]) {
			return fmt.Errorf("%w: column %d", errNumber, j)
		}
	}
	if !finite(m.Offset) {
		return fmt.Errorf("%w: offset", errNumber)
	}
	return nil
}

func (m *Model) checkRows(columns int) error {
	seen := make([]int, columns) // the last row, from 1, in which a column stood
	for i := range m.RowLower {
		from, to := int(m.Start[i]), int(m.Start[i+1])
		if from < 0 || from > to || to > len(m.Index) || (i == 0 && from != 0) {
			return fmt.Errorf("%w: row %d", errShape, i)
		}
		if !bounds(m.RowLower[i], m.RowUpper[i]) {
			return fmt.Errorf("%w: row %d", errNumber, i)
		}
		if err := checkEntries(m.Index[from:to], m.Value[from:to], seen, i+1); err != nil {
			return fmt.Errorf("%w: row %d", err, i)
		}
	}
	if n := len(m.RowLower); n > 0 && int(m.Start[n]) != len(m.Index) {
		return fmt.Errorf("%w: row starts", errShape)
	}
	return nil
}

// checkEntries refuses positions that do not exist or come twice (seen holds mark).
func checkEntries(index []int32, value []float64, seen []int, mark int) error {
	if len(index) != len(value) {
		return errShape
	}
	for k, at := range index {
		if at < 0 || int(at) >= len(seen) || seen[at] == mark {
			return errShape
		}
		seen[at] = mark
		if !finite(value[k]) {
			return errNumber
		}
	}
	return nil
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// bounds says whether [lower, upper] can be given to the solver. An empty range is
// allowed: the programme is then infeasible.
func bounds(lower, upper float64) bool {
	return !math.IsNaN(lower) && !math.IsNaN(upper) && !math.IsInf(lower, 1) && !math.IsInf(upper, -1)
}

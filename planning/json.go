package planning

import (
	"bytes"
	"encoding/json"
	"io"
	"math"
	"strconv"
)

// MarshalJSON writes a cost that does not exist as null.
func (m Matrix) MarshalJSON() ([]byte, error) {
	if m == nil {
		return []byte("null"), nil
	}
	b := make([]byte, 0, 16*len(m)+2)
	b = append(b, '[')
	for i, row := range m {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, '[')
		for j, v := range row {
			if j > 0 {
				b = append(b, ',')
			}
			if math.IsNaN(v) {
				b = append(b, "null"...)
				continue
			}
			b = strconv.AppendFloat(b, v, 'g', -1, 64)
		}
		b = append(b, ']')
	}
	return append(b, ']'), nil
}

// UnmarshalJSON reads null as a cost that does not exist.
func (m *Matrix) UnmarshalJSON(data []byte) error {
	var rows [][]*float64
	if err := json.Unmarshal(data, &rows); err != nil {
		return err
	}
	if rows == nil {
		*m = nil
		return nil
	}
	*m = make(Matrix, len(rows))
	for i, row := range rows {
		(*m)[i] = make([]float64, len(row))
		for j, v := range row {
			if v == nil {
				(*m)[i][j] = math.NaN()
				continue
			}
			(*m)[i][j] = *v
		}
	}
	return nil
}

// MarshalJSON writes a Series of one entry as a single number.
func (s Series) MarshalJSON() ([]byte, error) {
	if len(s) == 1 {
		return json.Marshal(s[0])
	}
	return json.Marshal([]float64(s))
}

// UnmarshalJSON reads a single number as a Series of one entry, which stands for
// the same in every period.
func (s *Series) UnmarshalJSON(data []byte) error {
	if d := bytes.TrimSpace(data); len(d) > 0 && d[0] != '[' && d[0] != 'n' {
		var v float64
		if err := json.Unmarshal(d, &v); err != nil {
			return err
		}
		*s = Series{v}
		return nil
	}
	return json.Unmarshal(data, (*[]float64)(s))
}

// Write writes p as `tok-problem/1`.
func (p Problem) Write(w io.Writer) error {
	p.Format = FormatProblem
	return json.NewEncoder(w).Encode(p)
}

// Write writes pl as `tok-plan/1`, indented for people.
func (pl Plan) Write(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", " ")
	return e.Encode(pl)
}

package planning

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"math"
	"strconv"

	"tok/fault"
)

// A scanner reads JSON value by value and keeps none of it. The reader of the
// standard library was measured ten times slower on matrices, and names no place.
type scanner struct {
	in    *bufio.Reader
	begun bool   // something other than white space was there
	read  int64  // bytes
	text  []byte // of the last string or number
}

// limited refuses to read more than is left.
type limited struct {
	in   io.Reader
	left int
}

func (l *limited) Read(b []byte) (int, error) {
	if l.left <= 0 {
		var one [1]byte
		if n, err := l.in.Read(one[:]); n == 0 && errors.Is(err, io.EOF) {
			return 0, io.EOF
		}
		return 0, fault.Of(fault.Invalid, "planning.too_large", "mebibytes", mostBytes>>20)
	}
	n, err := l.in.Read(b[:min(len(b), l.left)])
	l.left -= n
	return n, err
}

// next gives the next byte that is no white space, and leaves it there.
func (s *scanner) next(path string) (byte, error) {
	for {
		c, err := s.in.ReadByte()
		if err != nil {
			return 0, s.ended(path, err)
		}
		switch c {
		case ' ', '\t', '\n', '\r':
			s.read++
			continue
		}
		s.begun = true
		return c, s.in.UnreadByte()
	}
}

// take passes over the byte that next gave.
func (s *scanner) take() {
	_, _ = s.in.ReadByte() // it was there a moment ago
	s.read++
}

// more says whether a list or object has an i-th entry, and passes over what
// stands between entries or ends them.
func (s *scanner) more(path string, i int, end byte) (bool, error) {
	c, err := s.next(path)
	if err != nil {
		return false, err
	}
	switch {
	case c == end:
		s.take()
		return false, nil
	case i == 0:
		return true, nil
	case c != ',':
		return false, s.notJSON(path)
	}
	s.take()
	if c, err = s.next(path); err == nil && c == end {
		err = s.notJSON(path)
	}
	return true, err
}

// name reads the name of a field and the colon behind it.
func (s *scanner) name(path string) (string, error) {
	if c, err := s.next(path); err != nil || c != '"' {
		return "", s.or(err, path)
	}
	name, err := s.string(path)
	if err != nil {
		return "", err
	}
	if c, err := s.next(path); err != nil || c != ':' {
		return "", s.or(err, path)
	}
	s.take()
	return name, nil
}

func (s *scanner) or(err error, path string) error {
	if err != nil {
		return err
	}
	return s.notJSON(path)
}

// mostText is the longest text that any field can mean.
const mostText = 100_000

// string reads a text; the next byte is its quotation mark.
func (s *scanner) string(path string) (string, error) {
	s.take()
	s.text = append(s.text[:0], '"')
	plain := true
	for {
		c, err := s.in.ReadByte()
		if err != nil {
			return "", s.ended(path, err)
		}
		s.read++
		s.text = append(s.text, c)
		switch {
		case c == '"':
			if plain {
				return string(s.text[1 : len(s.text)-1]), nil
			}
			var text string
			if json.Unmarshal(s.text, &text) != nil {
				return "", s.notJSON(path)
			}
			return text, nil
		case c == '\\':
			plain = false
			if c, err = s.in.ReadByte(); err != nil {
				return "", s.ended(path, err)
			}
			s.read++
			s.text = append(s.text, c)
		case c < ' ':
			return "", s.notJSON(path)
		case c >= 0x80:
			plain = false
		}
		if len(s.text) > mostText {
			return "", fault.Of(fault.Invalid, "planning.too_long", "most", mostText).In(path)
		}
	}
}

// word reads what is made of letters, digits and signs: a number, true, false, null.
func (s *scanner) word(path string) ([]byte, error) {
	s.text = s.text[:0]
	for {
		c, err := s.in.ReadByte()
		if errors.Is(err, io.EOF) && len(s.text) > 0 {
			return s.text, nil
		}
		if err != nil {
			return nil, s.ended(path, err)
		}
		if !('0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '.' || c == '+' || c == '-') {
			return s.text, s.in.UnreadByte()
		}
		s.read++
		if s.text = append(s.text, c); len(s.text) > mostNumber {
			return nil, fault.Of(fault.Invalid, "planning.absurd", "value", shorten(string(s.text))).In(path)
		}
	}
}

const mostNumber = 400

// A value is what stands in one place: a list or object has only begun.
type value struct {
	kind   byte // { [ " n(umber) t(rue) f(alse) 0 (null)
	text   string
	number float64
}

// value reads the next value, or the opening of a list or object.
func (s *scanner) value(path string) (value, error) {
	c, err := s.next(path)
	if err != nil {
		return value{}, err
	}
	switch {
	case c == '{' || c == '[':
		s.take()
		return value{kind: c}, nil
	case c == '"':
		text, err := s.string(path)
		return value{kind: '"', text: text}, err
	}
	word, err := s.word(path)
	if err != nil {
		return value{}, err
	}
	switch string(word) {
	case "true":
		return value{kind: 't', text: "true"}, nil
	case "false":
		return value{kind: 'f', text: "false"}, nil
	case "null":
		return value{kind: 0, text: "null"}, nil
	}
	if !isNumber(word) {
		return value{}, s.notJSON(path)
	}
	x, err := strconv.ParseFloat(string(word), 64)
	if err != nil {
		x = math.Inf(1)
	}
	return value{kind: 'n', text: string(word), number: x}, nil
}

// isNumber says whether word is a number as JSON writes them.
func isNumber(word []byte) bool {
	i := 0
	if i < len(word) && word[i] == '-' {
		i++
	}
	digits := func() int {
		from := i
		for i < len(word) && '0' <= word[i] && word[i] <= '9' {
			i++
		}
		return i - from
	}
	zero := i < len(word) && word[i] == '0'
	if n := digits(); n == 0 || zero && n > 1 {
		return false
	}
	if i < len(word) && word[i] == '.' {
		i++
		if digits() == 0 {
			return false
		}
	}
	if i < len(word) && (word[i] == 'e' || word[i] == 'E') {
		i++
		if i < len(word) && (word[i] == '+' || word[i] == '-') {
			i++
		}
		if digits() == 0 {
			return false
		}
	}
	return i == len(word)
}

func (s *scanner) ended(path string, err error) error {
	if f := (*fault.Fault)(nil); errors.As(err, &f) {
		return f
	}
	switch {
	case !errors.Is(err, io.EOF):
		return fault.Of(fault.Invalid, "planning.unreadable").In(path).Because(err)
	case !s.begun:
		return fault.Of(fault.Invalid, "planning.empty")
	}
	return fault.Of(fault.Invalid, "planning.cut_short").In(path)
}

func (s *scanner) notJSON(path string) error {
	return fault.Of(fault.Invalid, "planning.not_json", "byte", s.read+1).In(path)
}

package planning

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"tok/fault"
)

// A document is a JSON text read token by token, so that a fault names the place
// in it and memory stays within what a well-formed problem needs.
type document struct {
	d        *json.Decoder
	warnings []Warning
	single   map[*float64]bool // Series that stood as a single number, by their first entry
}

// A Warning says what was read and left aside; Key is a key of lang/words.
type Warning struct {
	Key  string
	Args map[string]any
}

const mostWarnings = 20

// object reads an object and hands each field to read; a field that read does
// not know is skipped and named in a warning. Inside the document null is an
// object that is not there.
func (r *document) object(path string, read func(key string) (known bool, err error)) error {
	t, err := r.token(path)
	if err != nil {
		return err
	}
	if t == nil && path != "" {
		return nil
	}
	if t != json.Delim('{') {
		return unlike(path, "object", t)
	}
	seen := map[string]bool{}
	for r.d.More() {
		t, err := r.token(path)
		if err != nil {
			return err
		}
		key := t.(string)
		at := within(path, key)
		if seen[key] {
			return fault.Of(fault.Invalid, "planning.field_twice", "where", at).In(at)
		}
		seen[key] = true
		known, err := read(key)
		if err != nil {
			return err
		}
		if !known {
			r.warn("planning.unknown_field", "where", at)
			if err := r.skip(at); err != nil {
				return err
			}
		}
	}
	_, err = r.token(path)
	return err
}

// list reads an array and calls read once for each entry; null is an empty list.
func (r *document) list(path string, read func(i int, path string) error) error {
	t, err := r.token(path)
	if err != nil {
		return err
	}
	if t == nil {
		return nil
	}
	if t != json.Delim('[') {
		return unlike(path, "list", t)
	}
	for i := 0; r.d.More(); i++ {
		if err := read(i, path+"["+strconv.Itoa(i)+"]"); err != nil {
			return err
		}
	}
	_, err = r.token(path)
	return err
}

func (r *document) text(path string, to *string) error {
	t, err := r.token(path)
	if err != nil {
		return err
	}
	switch v := t.(type) {
	case string:
		*to = v
	case nil:
	default:
		return unlike(path, "text", t)
	}
	return nil
}

func (r *document) flag(path string, to *bool) error {
	t, err := r.token(path)
	if err != nil {
		return err
	}
	switch v := t.(type) {
	case bool:
		*to = v
	case nil:
	default:
		return unlike(path, "flag", t)
	}
	return nil
}

func (r *document) number(path string, to *float64) error {
	v, err := r.perhaps(path)
	if v != nil {
		*to = *v
	}
	return err
}

// perhaps reads a number or null.
func (r *document) perhaps(path string) (*float64, error) {
	t, err := r.token(path)
	if err != nil || t == nil {
		return nil, err
	}
	return asNumber(path, t)
}

func (r *document) maybe(path string, to **float64) (err error) {
	*to, err = r.perhaps(path)
	return err
}

func asNumber(path string, t json.Token) (*float64, error) {
	n, ok := t.(json.Number)
	if !ok {
		return nil, unlike(path, "number", t)
	}
	v, err := strconv.ParseFloat(string(n), 64)
	if err != nil || math.Abs(v) > absurd {
		return nil, fault.Of(fault.Invalid, "planning.absurd", "where", path, "value", shorten(string(n))).In(path)
	}
	return &v, nil
}

func (r *document) index(path string, to *int) error {
	var v float64
	if err := r.number(path, &v); err != nil {
		return err
	}
	if v != math.Trunc(v) || math.Abs(v) > 1e9 {
		return fault.Of(fault.Invalid, "planning.not_whole", "where", path, "value", v).In(path)
	}
	*to = int(v)
	return nil
}

// series reads a number or a list of numbers.
func (r *document) series(path string, to *Series) error {
	t, err := r.token(path)
	if err != nil || t == nil {
		return err
	}
	if t != json.Delim('[') {
		v, err := asNumber(path, t)
		if err != nil {
			return err
		}
		*to = Series{*v}
		r.single[&(*to)[0]] = true
		return nil
	}
	*to = Series{}
	for i := 0; r.d.More(); i++ {
		var v float64
		if err := r.entry(path, i, &v, nil); err != nil {
			return err
		}
		*to = append(*to, v)
	}
	_, err = r.token(path)
	return err
}

func (r *document) matrix(path string, to *Matrix) error {
	*to = Matrix{}
	return r.list(path, func(_ int, path string) error {
		var row []float64
		none := math.NaN()
		if n := len(*to); n > 0 {
			row = make([]float64, 0, len((*to)[n-1]))
		}
		t, err := r.token(path)
		if err != nil {
			return err
		}
		if t != json.Delim('[') {
			return unlike(path, "list", t)
		}
		for i := 0; r.d.More(); i++ {
			var v float64
			if err := r.entry(path, i, &v, &none); err != nil {
				return err
			}
			row = append(row, v)
		}
		*to = append(*to, row)
		_, err = r.token(path)
		return err
	})
}

// entry reads the i-th number of a list; null is none, or a fault without one.
func (r *document) entry(path string, i int, to, none *float64) error {
	at := func() string { return path + "[" + strconv.Itoa(i) + "]" }
	t, err := r.token(path)
	if err != nil {
		return err
	}
	if t == nil && none != nil {
		*to = *none
		return nil
	}
	if n, ok := t.(json.Number); ok {
		if v, err := strconv.ParseFloat(string(n), 64); err == nil && math.Abs(v) <= absurd {
			*to = v
			return nil
		}
	}
	_, err = asNumber(at(), t)
	return err
}

func (r *document) numbers(path string, to *map[string]float64) error {
	*to = map[string]float64{}
	return r.object(path, func(key string) (bool, error) {
		v, err := r.perhaps(within(path, key))
		if v != nil {
			(*to)[key] = *v
		}
		return true, err
	})
}

// skip passes over one value of any kind.
func (r *document) skip(path string) error {
	for depth := 0; ; {
		t, err := r.token(path)
		if err != nil {
			return err
		}
		switch t {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
		if depth == 0 {
			return nil
		}
		if depth > mostDepth {
			return fault.Of(fault.Invalid, "planning.too_deep", "where", path).In(path)
		}
	}
}

const mostDepth = 100

func (r *document) token(path string) (json.Token, error) {
	t, err := r.d.Token()
	if err == nil {
		return t, nil
	}
	if f := (*fault.Fault)(nil); errors.As(err, &f) {
		return nil, f
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		if r.d.InputOffset() == 0 && path == "" {
			return nil, fault.Of(fault.Invalid, "planning.empty").Because(err)
		}
		return nil, fault.Of(fault.Invalid, "planning.cut_short", "where", place(path)).In(path).Because(err)
	}
	if s := (*json.SyntaxError)(nil); errors.As(err, &s) {
		return nil, fault.Of(fault.Invalid, "planning.not_json", "where", place(path), "byte", s.Offset).In(path).Because(err)
	}
	return nil, fault.Of(fault.Invalid, "planning.unreadable", "where", place(path)).In(path).Because(err)
}

func (r *document) warn(key string, args ...any) {
	if len(r.warnings) < mostWarnings {
		r.warnings = append(r.warnings, Warning{Key: key, Args: fault.Of(0, key, args...).Args})
	}
}

// unlike is the fault of a value of another kind than was to be there.
func unlike(path, want string, got json.Token) error {
	found := fmt.Sprint(got)
	if got == nil {
		found = "null"
	}
	return fault.Of(fault.Invalid, "planning.not_"+want, "where", place(path), "value", shorten(found)).In(path)
}

func within(path, key string) string {
	key = shorten(key)
	if path == "" {
		return key
	}
	return path + "." + key
}

func place(path string) string {
	if path == "" {
		return "$"
	}
	return path
}

func shorten(s string) string {
	const most = 40
	s = strings.ToValidUTF8(s, "?")
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

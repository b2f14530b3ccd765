package planning

import (
	"math"
	"strconv"
	"strings"

	"tok/fault"
)

// A document is a JSON text read field by field, so that a fault names the place
// in it and memory stays within what a well-formed problem needs.
type document struct {
	scanner
	warnings []Warning
	single   map[*float64]bool // Series that stood as a single number, by their first entry
}

// A Warning says what was read and left aside; Key is a key of lang/words.
type Warning struct {
	Key  string
	Args map[string]any
}

// mostWarnings bounds the warnings, mostEntries every list, mostDepth what is
// skipped.
const mostWarnings, mostEntries, mostDepth = 20, 200_000, 100

// object reads an object and hands each field to read; a field that read does
// not know is skipped and named in a warning. Inside the document null is an
// object that is not there.
func (r *document) object(path string, read func(key string) (known bool, err error)) error {
	v, err := r.value(path)
	if err != nil {
		return err
	}
	if v.kind == 0 && path != "" {
		return nil
	}
	if v.kind != '{' {
		return unlike(path, "object", v)
	}
	return r.fields(path, read)
}

func (r *document) fields(path string, read func(key string) (known bool, err error)) error {
	var seen []string
	for i := 0; ; i++ {
		if more, err := r.more(path, i, '}'); err != nil || !more {
			return err
		}
		key, err := r.name(path)
		if err != nil {
			return err
		}
		at := within(path, key)
		for _, other := range seen {
			if key == other {
				return fault.Of(fault.Invalid, "planning.field_twice").In(at)
			}
		}
		if len(seen) < mostFields {
			seen = append(seen, key)
		}
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
}

// mostFields is how many fields of one object are compared for being there twice.
const mostFields = 100

// list reads an array and calls read once for each entry; null is an empty list.
func (r *document) list(path string, read func(i int, path string) error) error {
	v, err := r.value(path)
	if err != nil || v.kind == 0 {
		return err
	}
	if v.kind != '[' {
		return unlike(path, "list", v)
	}
	return r.entries(path, func(i int) error { return read(i, entry(path, i)) })
}

func (r *document) entries(path string, read func(i int) error) error {
	for i := 0; ; i++ {
		if more, err := r.more(path, i, ']'); err != nil || !more {
			return err
		}
		if i == mostEntries {
			return fault.Of(fault.Invalid, "planning.too_many", "most", mostEntries).In(path)
		}
		if err := read(i); err != nil {
			return err
		}
	}
}

func (r *document) words(path string, to *string) error {
	v, err := r.value(path)
	switch {
	case err != nil || v.kind == 0:
		return err
	case v.kind != '"':
		return unlike(path, "text", v)
	}
	*to = v.text
	return nil
}

func (r *document) flag(path string, to *bool) error {
	v, err := r.value(path)
	switch {
	case err != nil || v.kind == 0:
		return err
	case v.kind != 't' && v.kind != 'f':
		return unlike(path, "flag", v)
	}
	*to = v.kind == 't'
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
	v, err := r.value(path)
	if err != nil || v.kind == 0 {
		return nil, err
	}
	if err := asNumber(v, func() string { return path }); err != nil {
		return nil, err
	}
	return &v.number, nil
}

func (r *document) maybe(path string, to **float64) (err error) {
	*to, err = r.perhaps(path)
	return err
}

func asNumber(v value, path func() string) error {
	if v.kind == 'n' && math.Abs(v.number) <= absurd {
		return nil
	}
	if v.kind != 'n' {
		return unlike(path(), "number", v)
	}
	return fault.Of(fault.Invalid, "planning.absurd", "value", shorten(v.text)).In(path())
}

func (r *document) index(path string, to *int) error {
	var v float64
	if err := r.number(path, &v); err != nil {
		return err
	}
	if v != math.Trunc(v) || math.Abs(v) > 1e9 {
		return fault.Of(fault.Invalid, "planning.not_whole", "value", v).In(path)
	}
	*to = int(v)
	return nil
}

// series reads a number or a list of numbers.
func (r *document) series(path string, to *Series) error {
	v, err := r.value(path)
	if err != nil || v.kind == 0 {
		return err
	}
	if v.kind != '[' {
		if err := asNumber(v, func() string { return path }); err != nil {
			return err
		}
		*to = Series{v.number}
		r.single[&(*to)[0]] = true
		return nil
	}
	*to = Series{}
	return r.entries(path, func(i int) error {
		v, err := r.value(path)
		if err == nil {
			err = asNumber(v, func() string { return entry(path, i) })
		}
		*to = append(*to, v.number)
		return err
	})
}

func (r *document) matrix(path string, to *Matrix) error {
	*to = Matrix{}
	return r.list(path, func(_ int, path string) error {
		v, err := r.value(path)
		if err != nil {
			return err
		}
		if v.kind != '[' {
			return unlike(path, "list", v)
		}
		var row []float64
		if n := len(*to); n > 0 {
			row = make([]float64, 0, len((*to)[n-1]))
		}
		err = r.entries(path, func(j int) error {
			v, err := r.value(path)
			if err != nil {
				return err
			}
			if v.kind == 0 {
				v = value{kind: 'n', number: math.NaN()}
			} else if err := asNumber(v, func() string { return entry(path, j) }); err != nil {
				return err
			}
			row = append(row, v.number)
			return nil
		})
		*to = append(*to, row)
		return err
	})
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
func (r *document) skip(path string) error { return r.skipAt(path, 0) }

func (r *document) skipAt(path string, depth int) error {
	if depth > mostDepth {
		return fault.Of(fault.Invalid, "planning.too_deep").In(path)
	}
	v, err := r.value(path)
	if err != nil {
		return err
	}
	end := map[byte]byte{'{': '}', '[': ']'}[v.kind]
	if end == 0 {
		return nil
	}
	for i := 0; ; i++ {
		if more, err := r.more(path, i, end); err != nil || !more {
			return err
		}
		if end == '}' {
			if _, err := r.name(path); err != nil {
				return err
			}
		}
		if err := r.skipAt(path, depth+1); err != nil {
			return err
		}
	}
}

func (r *document) warn(key string, args ...any) {
	if len(r.warnings) < mostWarnings {
		r.warnings = append(r.warnings, Warning{Key: key, Args: fault.Of(fault.Invalid, key, args...).Args})
	}
}

// unlike is the fault of a value of another kind than was to be there.
func unlike(path, want string, got value) error {
	found := got.text
	if got.kind == '{' || got.kind == '[' {
		found = string(got.kind)
	}
	return fault.Of(fault.Invalid, "planning.not_"+want, "value", shorten(found)).In(path)
}

func within(path, key string) string {
	key = shorten(key)
	if path == "" {
		return key
	}
	return path + "." + key
}

func entry(list string, i int) string { return list + "[" + strconv.Itoa(i) + "]" }

func shorten(s string) string {
	const most = 40
	s = strings.ToValidUTF8(s, "?")
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

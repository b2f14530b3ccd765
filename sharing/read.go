package sharing

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"tok/fault"
)

// mostBytes bounds a game's file, longestWord a single name or number in it.
const (
	mostBytes   = 128 << 20
	longestWord = 1 << 20
)

// ReadGame reads a `tok-game/1` and checks it. The warnings are faults that did
// not hinder it, such as fields that nobody knows.
func ReadGame(r io.Reader) (Game, []*fault.Fault, error) {
	limited := &io.LimitedReader{R: &words{r: r}, N: mostBytes}
	buffered := bufio.NewReader(limited)
	d := &gameReader{dec: json.NewDecoder(buffered)}
	d.dec.UseNumber()
	err := beginsAsObject(buffered)
	if err == nil {
		err = d.game()
	}
	if limited.N <= 0 {
		err = fault.Of(fault.TooMuch, "sharing.file_too_large", "megabytes", mostBytes>>20)
	}
	if err == nil {
		err = d.g.Validate()
	}
	return d.g, d.warnings(), err
}

// beginsAsObject refuses what is not JSON at its first byte, before a decoder reads
// megabytes of it as one word.
func beginsAsObject(r *bufio.Reader) error {
	for {
		b, err := r.Peek(1)
		switch {
		case err != nil && errors.Is(err, io.EOF):
			return fault.Of(fault.Invalid, "sharing.empty_file")
		case err != nil:
			return err
		case b[0] == '{':
			return nil
		case !strings.ContainsRune(" \t\r\n", rune(b[0])):
			return fault.Of(fault.Invalid, "sharing.not_an_object")
		}
		if _, err := r.Discard(1); err != nil {
			return err
		}
	}
}

// words reads on only while names and numbers have an end: a decoder keeps each of
// them whole.
type words struct {
	r      io.Reader
	length int
	at     int64
}

func (w *words) Read(b []byte) (int, error) {
	n, err := w.r.Read(b)
	if last := bytes.LastIndexAny(b[:n], "\",:"); last >= 0 {
		w.length = n - 1 - last
	} else if w.length += n; w.length > longestWord {
		return 0, fault.Of(fault.Invalid, "sharing.not_json", "at", w.at)
	}
	w.at += int64(n)
	return n, err
}

type gameReader struct {
	dec     *json.Decoder
	g       Game
	seen    map[string]bool
	unknown []string
}

func (d *gameReader) warnings() []*fault.Fault {
	if len(d.unknown) == 0 {
		return nil
	}
	slices.Sort(d.unknown)
	return []*fault.Fault{fault.Of(fault.Invalid, "sharing.unknown_fields", "fields", shorten(strings.Join(d.unknown, ", ")))}
}

func (d *gameReader) game() error {
	if _, err := d.dec.Token(); err != nil { // the brace
		return d.broken(err)
	}
	d.seen = map[string]bool{}
	for d.dec.More() {
		name, err := d.name()
		if err != nil {
			return err
		}
		if d.seen[name] {
			return fault.Of(fault.Invalid, "sharing.field_twice", "field", shorten(name))
		}
		d.seen[name] = true
		if err := d.field(name); err != nil {
			return err
		}
	}
	if _, err := d.dec.Token(); err != nil {
		return d.broken(err)
	}
	if _, err := d.dec.Token(); !errors.Is(err, io.EOF) {
		return fault.Of(fault.Invalid, "sharing.more_after_end", "at", d.dec.InputOffset())
	}
	return d.complete()
}

// complete says what is missing.
func (d *gameReader) complete() error {
	if d.g.Format != FormatGame {
		return fault.Of(fault.Invalid, "sharing.other_format", "format", shorten(d.g.Format), "want", FormatGame).In("format")
	}
	for _, name := range []string{"players", "v"} {
		if !d.seen[name] {
			return fault.Of(fault.Invalid, "sharing.field_missing", "field", name)
		}
	}
	return nil
}

func (d *gameReader) field(name string) error {
	switch name {
	case "format":
		return d.value(name, &d.g.Format)
	case "name":
		return d.value(name, &d.g.Name)
	case "kind":
		return d.value(name, &d.g.Kind)
	case "players":
		return d.value(name, &d.g.Players)
	case "v":
		return d.worths()
	}
	if len(d.unknown) < 100 {
		d.unknown = append(d.unknown, name)
	}
	return d.skip()
}

func (d *gameReader) value(name string, into any) error {
	err := d.dec.Decode(into)
	if _, wrong := errors.AsType[*json.UnmarshalTypeError](err); wrong {
		return fault.Of(fault.Invalid, "sharing.field_type").In(name)
	}
	return d.broken(err)
}

func (d *gameReader) worths() error {
	start, err := d.dec.Token()
	if err != nil {
		return d.broken(err)
	}
	if start != json.Delim('{') {
		return fault.Of(fault.Invalid, "sharing.field_type").In("v")
	}
	d.g.V = map[string]float64{}
	for d.dec.More() {
		group, err := d.name()
		if err != nil {
			return err
		}
		if _, twice := d.g.V[group]; twice {
			return fault.Of(fault.Invalid, "sharing.group_twice", "group", shorten(group)).In("v")
		}
		worth, err := d.dec.Token()
		if err != nil {
			return d.broken(err)
		}
		number, ok := worth.(json.Number)
		if !ok {
			return fault.Of(fault.Invalid, "sharing.worth_not_number", "group", shorten(group)).In("v")
		}
		f, err := strconv.ParseFloat(number.String(), 64)
		if err != nil || math.Abs(f) > mostEuro {
			return absurd(group)
		}
		d.g.V[group] = f
	}
	_, err = d.dec.Token()
	return d.broken(err)
}

// name reads the name of the next field.
func (d *gameReader) name() (string, error) {
	t, err := d.dec.Token()
	if err != nil {
		return "", d.broken(err)
	}
	s, ok := t.(string)
	if !ok {
		return "", fault.Of(fault.Invalid, "sharing.not_json", "at", d.dec.InputOffset())
	}
	return s, nil
}

// skip passes over one value of any depth without keeping it.
func (d *gameReader) skip() error {
	depth := 0
	for {
		t, err := d.dec.Token()
		if err != nil {
			return d.broken(err)
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
	}
}

// broken turns an error of the JSON decoder into a fault that says where.
func (d *gameReader) broken(err error) error {
	if err == nil {
		return nil
	}
	if f, ours := errors.AsType[*fault.Fault](err); ours {
		return f
	}
	at := d.dec.InputOffset()
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		at = syntax.Offset
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fault.Of(fault.Invalid, "sharing.cut_off", "at", at)
	}
	return fault.Of(fault.Invalid, "sharing.not_json", "at", at).Because(err)
}

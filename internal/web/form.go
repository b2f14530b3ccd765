package web

import (
	"errors"
	"math"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"tok/fault"
	"tok/lang"
	"tok/measure"
)

// A Problem is something to correct, with the field it is about.
type Problem struct {
	Field string // "" = the form as a whole
	Said  string
}

// A Form reads what a person sent. Readings that fail become Problems, so that
// a person sees all of them at once.
type Form struct {
	Values   url.Values
	Problems []Problem
	lang     lang.Tag
}

const maxForm = 1 << 20

// Form reads the posted form, up to 1 MB.
func (r *Request) Form() (*Form, error) {
	r.Body = http.MaxBytesReader(r.W, r.Body, maxForm)
	if err := r.ParseForm(); tooLarge(err) {
		return nil, fault.Of(fault.TooMuch, "web.form_too_large").Because(err)
	} else if err != nil {
		return nil, fault.Of(fault.Invalid, "web.form_unreadable").Because(err)
	}
	return &Form{Values: r.PostForm, lang: r.Lang}, nil
}

func tooLarge(err error) bool {
	var limit *http.MaxBytesError
	return errors.As(err, &limit)
}

// NewForm is a form nobody has filled in yet; args are pairs of field and value.
func (r *Request) NewForm(args ...string) *Form {
	f := &Form{Values: url.Values{}, lang: r.Lang}
	for i := 0; i+1 < len(args); i += 2 {
		f.Values.Set(args[i], args[i+1])
	}
	return f
}

// OK says that nothing needs correcting.
func (f *Form) OK() bool { return len(f.Problems) == 0 }

// Fail notes a fault that a person can correct and gives back any other error.
func (f *Form) Fail(err error) error {
	if err == nil {
		return nil
	}
	if fault.Is(err, fault.Broken) {
		return err
	}
	f.Problems = append(f.Problems, Problem{fault.From(err).Field, f.lang.Say(err)})
	return nil
}

// Text reads a field without the spaces around it.
func (f *Form) Text(field string) string { return strings.TrimSpace(f.Values.Get(field)) }

// Number reads a number with a comma or a point; what is empty is 0.
func (f *Form) Number(field string) float64 {
	written := f.Text(field)
	if written == "" {
		return 0
	}
	x, err := strconv.ParseFloat(plainNumber(written), 64)
	if err != nil || x != x || x > 1e12 || x < -1e12 {
		f.wrong(field, "web.not_a_number", written)
		return 0
	}
	return x
}

// Tonnes reads a quantity given in tonnes.
func (f *Form) Tonnes(field string) measure.Kilos {
	return measure.Kilos(math.Round(f.Number(field) * 1000))
}

// Day reads an ISO date; what is empty is no day.
func (f *Form) Day(field string) measure.Day {
	d, err := measure.ParseDay(f.Text(field))
	if err != nil {
		f.wrong(field, "web.not_a_day", f.Text(field))
	}
	return d
}

func (f *Form) wrong(field, key, written string) {
	f.Problems = append(f.Problems, Problem{field, f.lang.T(key, "written", written)})
}

// plainNumber turns 1.234,5 and 1 234,5 and 1,234.5 into 1234.5. A single
// separator is taken for the decimal one.
func plainNumber(written string) string {
	s := strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "'", "", "−", "-").Replace(written)
	comma, point := strings.LastIndex(s, ","), strings.LastIndex(s, ".")
	switch {
	case comma >= 0 && point > comma:
		return strings.ReplaceAll(s, ",", "")
	case comma >= 0 && point >= 0:
		return strings.ReplaceAll(strings.ReplaceAll(s, ".", ""), ",", ".")
	default:
		return strings.ReplaceAll(s, ",", ".")
	}
}

// A Field is one question of a form, as the partial "field" draws it. Label and
// Hint are in the reader's language.
type Field struct {
	Name, Label, Hint string
	Type              string // text (default), password, email, tel, date, number, textarea, select, checkbox
	Unit              string // inside the field, on the right
	InputMode         string // decimal, numeric, tel …
	Autocomplete      string
	Required          bool
	Options           []Option
	Value             string // filled by Form.Field
	Problem           string // filled by Form.Field
}

// An Option is one choice of a select.
type Option struct{ Value, Text string }

// Field fills in what was sent and what is wrong with it.
func (f *Form) Field(field Field) Field {
	field.Value = f.Values.Get(field.Name)
	for _, p := range f.Problems {
		if p.Field == field.Name {
			field.Problem = p.Said
		}
	}
	if field.Type == "" {
		field.Type = "text"
	}
	return field
}

package planning

import (
	"bufio"
	"io"

	"tok/fault"
)

// mostBytes is the largest problem that is read; absurd is beyond any quantity,
// price or distance that a problem can mean.
const (
	mostBytes = 64 << 20
	absurd    = 1e12
)

// Read reads a `tok-problem/1`, checks it and brings it to its full form: every
// Series has one entry per period and by_distance has become matrices. What it
// does not know is ignored and named in a warning. The error is one fault that
// says what is wrong and where.
func Read(in io.Reader) (Problem, []Warning, error) {
	r := &document{single: map[*float64]bool{}}
	r.in = bufio.NewReaderSize(&limited{in: in, left: mostBytes}, 1<<16)
	var p Problem
	if err := r.problem(&p); err != nil {
		return Problem{}, nil, err
	}
	if err := r.nothingMore(); err != nil {
		return Problem{}, nil, err
	}
	if err := r.asLongAsPeriods(&p); err != nil {
		return Problem{}, nil, err
	}
	if err := Validate(p); err != nil {
		return Problem{}, nil, err
	}
	return normal(p), r.warnings, nil
}

func (r *document) nothingMore() error {
	_, err := r.next("")
	if err == nil {
		return fault.Of(fault.Invalid, "planning.more_after_end", "byte", r.read+1)
	}
	if fault.From(err).Key == "planning.too_large" {
		return err
	}
	return nil
}

func (r *document) problem(p *Problem) error {
	err := r.object("", func(key string) (bool, error) {
		switch key {
		case "format":
			err := r.words(key, &p.Format)
			if err == nil && p.Format != FormatProblem {
				err = fault.Of(fault.Invalid, "planning.other_format", "found", shorten(p.Format), "want", FormatProblem).In(key)
			}
			return true, err
		case "name":
			return true, r.words(key, &p.Name)
		case "periods":
			return true, r.list(key, func(_ int, path string) error {
				p.Periods = append(p.Periods, "")
				return r.words(path, &p.Periods[len(p.Periods)-1])
			})
		case "single_hub":
			return true, r.flag(key, &p.SingleHub)
		case "whole_kg":
			return true, r.flag(key, &p.WholeKg)
		case "nearest_hubs":
			return true, r.index(key, &p.NearestHubs)
		case "sources":
			return true, r.list(key, func(_ int, path string) error {
				var s Source
				err := r.source(path, &s)
				p.Sources = append(p.Sources, s)
				return err
			})
		case "hubs":
			return true, r.list(key, func(_ int, path string) error {
				var h Hub
				err := r.hub(path, &h)
				p.Hubs = append(p.Hubs, h)
				return err
			})
		case "demands":
			return true, r.list(key, func(_ int, path string) error {
				var d Demand
				err := r.demand(path, &d)
				p.Demands = append(p.Demands, d)
				return err
			})
		case "collect":
			return true, r.way(key, &p.Collect)
		case "haul":
			return true, r.way(key, &p.Haul)
		case "direct":
			return true, r.way(key, &p.Direct)
		case "by_distance":
			return true, r.byDistance(key, p)
		case "ways":
			return true, r.lanes(key, &p.Ways)
		}
		return false, nil
	})
	if err == nil && p.Format == "" {
		err = fault.Of(fault.Invalid, "planning.no_format", "want", FormatProblem).In("format")
	}
	return err
}

// asLongAsPeriods expands single numbers and refuses lists of another length
// than there are periods.
func (r *document) asLongAsPeriods(p *Problem) error {
	if len(p.Periods) == 0 {
		return fault.Of(fault.Invalid, "planning.none").In("periods")
	}
	return eachSeries(p, func(path string, s *Series, _ bool) error {
		switch {
		case len(*s) == len(p.Periods) || *s == nil:
			return nil
		case len(*s) == 1 && r.single[&(*s)[0]]:
			*s = same((*s)[0], len(p.Periods))
			return nil
		}
		return fault.Of(fault.Invalid, "planning.not_as_periods", "found", len(*s), "periods", len(p.Periods)).In(path)
	})
}

func same(v float64, n int) Series {
	s := make(Series, n)
	for i := range s {
		s[i] = v
	}
	return s
}

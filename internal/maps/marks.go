package maps

import (
	"fmt"
	"html/template"
	"math"
	"slices"
	"strings"

	"tok/measure"
)

// markers draws the producers' numbers, the hubs and, on the sheet itself, the
// destinations. Producers that the close-up shows are dots on the sheet.
func (s *sheet) markers(w *window) {
	for _, p := range s.Sources {
		at := s.through(p.ID, p.At, w)
		if w == nil && s.closeUp != nil && s.closeUp.has(p.ID) {
			s.write(`<circle class="dot c-%s" cx="%s" cy="%s" r="4"/>`, p.Country, short(at.x), short(at.y))
			continue
		}
		if w != nil && !w.has(p.ID) {
			continue
		}
		s.write(`<g class="pin c-%s" transform="translate(%s %s)"><circle r="11"/><text y="4.5">%s</text></g>`, p.Country, short(at.x), short(at.y), template.HTMLEscapeString(p.Number))
	}
	for _, p := range s.Hubs {
		at := s.through(p.ID, p.At, w)
		if w != nil && !w.frames(s.spots[p.ID]) {
			continue
		}
		s.write(`<g class="hub" transform="translate(%s %s)"><rect x="-9" y="-9" width="18" height="18" rx="3"/><path d="M-4.5 3.5v-6L0-5.5l4.5 3v6z"/></g>`, short(at.x), short(at.y))
	}
	if w == nil {
		for _, p := range s.Destinations {
			s.destination(p)
		}
	}
}

// destination is a price card on a pin, inside the sheet whatever its place.
func (s *sheet) destination(p Point) {
	at := s.spots[p.ID]
	label, note := template.HTMLEscapeString(p.Label), template.HTMLEscapeString(p.Note)
	wide := 24 + 8.6*float64(len([]rune(p.Label))+len([]rune(p.Note)))
	left := math.Max(-44, math.Min(-44, width-wide-at.x))
	left = math.Max(left, 6-at.x)
	if at.x+left+wide > width-6 {
		left = width - 6 - wide - at.x
	}
	y := -52.0
	if at.y < 62 {
		y = 18
	}
	s.write(`<g class="dest" transform="translate(%s %s)"><circle r="9"/><circle class="hole-q" r="3.5"/><rect x="%s" y="%s" width="%s" height="34" rx="4"/><text x="%s" y="%s">%s <tspan class="dv">%s</tspan></text></g>`,
		short(at.x), short(at.y), short(left), short(y), short(wide), short(left+12), short(y+24), label, note)
}

// labels stand beside hubs and at the middle of ropes.
func (s *sheet) labels() {
	taken := []box{}
	for _, p := range s.points() {
		at := s.spots[p.ID]
		taken = append(taken, box{at.x - 12, at.y - 12, at.x + 12, at.y + 12})
	}
	for _, p := range s.Hubs {
		s.beside(p.Label, p.Note, s.spots[p.ID], &taken)
	}
	for _, l := range s.Legs {
		if l.Label == "" {
			continue
		}
		line := s.curve(s.route(l), nil)
		s.beside(l.Label, l.Note, line[len(line)/2], &taken)
	}
}

type box struct{ left, top, right, bottom float64 }

func (a box) meets(b box) bool {
	return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

// beside writes two lines at the first of eight places round a spot where they
// cover nothing that was written before and stay on the sheet.
func (s *sheet) beside(label, note string, at spot, taken *[]box) {
	wide := 8.2 * math.Max(float64(len([]rune(label))), 0.92*float64(len([]rune(note))))
	high := 18.0
	if note != "" {
		high = 34
	}
	best, bestCost := box{}, math.Inf(1)
	for i, offset := range []spot{{18, 6}, {-18 - wide, 6}, {18, -high}, {-18 - wide, -high}, {-wide / 2, 16}, {-wide / 2, -16 - high}, {34, 24}, {-34 - wide, 24}} {
		b := box{at.x + offset.x, at.y + offset.y, at.x + offset.x + wide, at.y + offset.y + high}
		cost := float64(i) / 10
		if b.left < 4 || b.right > width-4 || b.top < 4 || b.bottom > height-4 {
			cost += 50
		}
		if s.closeUp != nil && b.meets(s.closeUp.where) {
			cost += 30
		}
		for _, t := range *taken {
			if b.meets(t) {
				cost += 10
			}
		}
		if cost < bestCost {
			best, bestCost = b, cost
		}
	}
	*taken = append(*taken, best)
	s.write(`<text class="lb" x="%s" y="%s"><tspan class="t1">%s</tspan>`, short(best.left), short(best.top+14), template.HTMLEscapeString(label))
	if note != "" {
		s.write(`<tspan class="t2" x="%s" dy="16">%s</tspan>`, short(best.left), template.HTMLEscapeString(note))
	}
	s.write(`</text>`)
}

// Where the names of countries stand, on land and out of the ropes' way.
var countryLabels = []struct {
	key string
	at  measure.Place
	own bool
}{
	{"AL", measure.Place{Lat: 41.6, Lon: 18.2}, true}, {"GR", measure.Place{Lat: 38.35, Lon: 22.3}, true},
	{"BG", measure.Place{Lat: 43.05, Lon: 25.3}, true}, {"CY", measure.Place{Lat: 35.62, Lon: 33.0}, true},
	{"DE", measure.Place{Lat: 48.95, Lon: 13.0}, false}, {"AT", measure.Place{Lat: 47.2, Lon: 14.2}, false}, {"IT", measure.Place{Lat: 42.55, Lon: 13.3}, false},
	{"HU", measure.Place{Lat: 46.6, Lon: 18.3}, false}, {"RO", measure.Place{Lat: 46.4, Lon: 22.9}, false}, {"RS", measure.Place{Lat: 44.1, Lon: 20.7}, false},
	{"TR", measure.Place{Lat: 39.2, Lon: 31.5}, false}, {"FR", measure.Place{Lat: 46.8, Lon: 2.6}, false}, {"PL", measure.Place{Lat: 52.0, Lon: 19.3}, false},
	{"SE", measure.Place{Lat: 58.0, Lon: 14.5}, false}, {"UA", measure.Place{Lat: 49.3, Lon: 30.5}, false},
}

func (s *sheet) countryNames() {
	s.write(`<g class="names" aria-hidden="true">`)
	for _, c := range countryLabels {
		at := s.base.at(c.at)
		if !at.inside(20) || s.name == "europe" && c.own && c.key != "CY" && c.key != "BG" && c.key != "GR" {
			continue
		}
		class := "pl"
		if c.own {
			class = "pc"
		}
		s.write(`<text class="%s" x="%s" y="%s">%s</text>`, class, short(at.x), short(at.y), template.HTMLEscapeString(s.lang.T("maps.country_"+strings.ToLower(c.key))))
	}
	s.write(`</g>`)
}

// words is the text alternative: what each hub gathers and where it goes.
func (s *sheet) words() string {
	var said []string
	for _, h := range slices.Concat(s.Hubs, s.Destinations) {
		from, kilos := 0, measure.Kilos(0)
		for _, l := range s.Legs {
			if l.To == h.ID {
				kilos += l.kilos()
				if s.isSource(l.From) {
					from++
				}
			}
		}
		if from > 0 {
			said = append(said, s.lang.T("maps.gathers", "place", h.Label, "count", from, "tonnes", s.lang.Tonnes(kilos)))
		} else if kilos > 0 {
			said = append(said, s.lang.T("maps.receives", "place", h.Label, "tonnes", s.lang.Tonnes(kilos)))
		}
	}
	return fmt.Sprintf("%s %s", strings.Join(said, " "), s.lang.T("maps.listed"))
}

package maps

import (
	"cmp"
	"fmt"
	"html/template"
	"math"
	"slices"
	"strings"

	"tok/lang"
	"tok/measure"
)

// A Flow is who sends what where: sources, hubs and destinations, and the legs
// between them.
type Flow struct {
	Title        string // of the picture, for screen readers
	Sources      []Point
	Hubs         []Point
	Destinations []Point
	Legs         []Leg
}

// A Point is a place on the map. Number is written in its marker (sources only),
// Country colours it; Label and Note stand beside hubs and destinations.
type Point struct {
	ID          string
	Number      string
	Country     measure.Country
	At          measure.Place
	Label, Note string
}

// A Leg is what goes from one point to another, in one strand per country.
type Leg struct {
	From, To    string
	By          []Strand
	Label, Note string // beside the line: "2 trucks", "by road"
}

// A Strand is one country's part of a leg.
type Strand struct {
	Country measure.Country
	Kilos   measure.Kilos
}

func (l Leg) kilos() (sum measure.Kilos) {
	for _, s := range l.By {
		sum += s.Kilos
	}
	return sum
}

// sheet is a flow being drawn.
type sheet struct {
	Flow
	lang     lang.Tag
	base     base
	name     string          // of the base, in ids
	spots    map[string]spot // where points stand, by ID
	perTonne float64         // width of a strand in units of the drawing
	closeUp  *window
	byID     map[string]Point
	routes   map[[2]string][]leg
	out      strings.Builder
}

// Draw draws the flow: a picture with a text alternative, and for narrow screens
// the close-up, if there is one, once more below it. Put it in an element of the
// class "mapbox".
func Draw(l lang.Tag, f Flow) template.HTML {
	s := &sheet{Flow: f, lang: l, base: region, name: "region", spots: map[string]spot{}, byID: map[string]Point{}, routes: map[[2]string][]leg{}}
	s.place()
	s.perTonne = s.scale()
	s.closeUp = s.chooseCloseUp()
	s.write(`<svg class="map" viewBox="0 0 %g %g" role="img" aria-labelledby="map-t map-d"><title id="map-t">%s</title><desc id="map-d">%s</desc>`,
		width, height, template.HTMLEscapeString(f.Title), template.HTMLEscapeString(s.words()))
	s.land()
	s.ropes(nil)
	s.markers(nil)
	s.labels()
	if s.closeUp != nil {
		s.inset()
	}
	s.write(`</svg>`)
	if s.closeUp != nil {
		s.write(`<svg class="mapm" viewBox="0 0 %g %g" aria-hidden="true">`, insetWidth, insetHeight)
		s.insideInset()
		s.write(`</svg>`)
	}
	return template.HTML(s.out.String())
}

func (s *sheet) write(format string, args ...any) { fmt.Fprintf(&s.out, format, args...) }

func (s *sheet) points() []Point { return slices.Concat(s.Sources, s.Hubs, s.Destinations) }

// place chooses the region if everything is on it, else Europe.
func (s *sheet) place() {
	for _, p := range s.points() {
		if !region.at(p.At).inside(24) {
			s.base, s.name = europe, "europe"
		}
	}
	for _, p := range s.points() {
		s.byID[p.ID], s.spots[p.ID] = p, s.base.at(p.At)
	}
}

// scale gives the widest rope 8 to 22 units, and 0.3 units a tonne between.
func (s *sheet) scale() float64 {
	most := 0.0
	for _, l := range s.Legs {
		most = math.Max(most, l.kilos().Tonnes())
	}
	if most == 0 {
		return 0.3
	}
	return math.Max(8, math.Min(22, most*0.3)) / most
}

func (s *sheet) land() {
	s.write(`<defs><path id="g-land" d="%s"/><path id="g-part" d="%s"/><path id="g-bord" d="%s"/></defs><use href="#g-land" class="g-land"/><use href="#g-part" class="g-part"/><use href="#g-bord" class="g-bord"/>`,
		s.base.Land, s.base.AL+s.base.GR+s.base.BG+s.base.CY, s.base.Borders)
	s.countryNames()
}

// isSource says whether a leg begins at a producer.
func (s *sheet) isSource(id string) bool {
	return slices.ContainsFunc(s.Sources, func(p Point) bool { return p.ID == id })
}

func (s *sheet) find(id string) Point { return s.byID[id] }

// route is the way of a leg, found once.
func (s *sheet) route(l Leg) []leg {
	ends := [2]string{l.From, l.To}
	if s.routes[ends] == nil {
		s.routes[ends] = route(s.find(l.From).At, s.find(l.To).At)
	}
	return s.routes[ends]
}

// ropes draws the legs: thin threads from the producers first, then the ropes on
// a light casing. In a window, everything is seen through it.
func (s *sheet) ropes(w *window) {
	s.write(`<g class="ropes">`)
	hauls := []Leg{}
	for i, l := range s.Legs {
		if !s.isSource(l.From) || s.find(l.To).ID == "" || s.isDestination(l.To) {
			hauls = append(hauls, l)
			continue
		}
		s.thread(l, i, w)
	}
	slices.SortStableFunc(hauls, func(a, b Leg) int { return cmp.Compare(b.kilos(), a.kilos()) })
	for i, l := range hauls {
		s.rope(l, float64(i)-float64(len(hauls)-1)/2, w)
	}
	s.write(`</g>`)
}

func (s *sheet) isDestination(id string) bool {
	return slices.ContainsFunc(s.Destinations, func(p Point) bool { return p.ID == id })
}

// thread is what one producer brings to a hub: a bow to a near one, else along
// the ways.
func (s *sheet) thread(l Leg, i int, w *window) {
	from, to := s.find(l.From), s.find(l.To)
	zoom, bend := 1.0, 0.14
	if w != nil {
		zoom = 1.4
	}
	if i%2 == 1 {
		bend = -bend
	}
	parts := s.route(l)
	line := bow(s.through(l.From, from.At, w), s.through(l.To, to.At, w), bend)
	if len(parts) > 1 || len(parts[0].places) > 2 {
		line = s.curve(parts, w)
	}
	for _, strand := range l.By {
		thick := math.Max(1.4, math.Min(9, strand.Kilos.Tonnes()*s.perTonne*zoom))
		s.strand(strand.Country, thick, line, parts)
	}
}

// rope is what leaves a hub, a strand for each country. Ropes that share a road
// lie side by side: lane says how far from the middle.
func (s *sheet) rope(l Leg, lane float64, w *window) {
	thick := l.kilos().Tonnes() * s.perTonne
	parts := s.route(l)
	curve := beside(s.curve(parts, w), func(share float64) float64 {
		return lane * (math.Min(thick, 12) + 3) * math.Min(1, math.Min(share, 1-share)/0.15)
	})
	s.write(`<path class="casing" stroke-width="%.1f" d="%s"/>`, thick+4, path(curve))
	across := -thick / 2
	for _, strand := range l.By {
		wide := strand.Kilos.Tonnes() * s.perTonne
		middle := across + wide/2
		across += wide
		s.strand(strand.Country, wide+0.35, beside(curve, func(float64) float64 { return middle }), parts)
	}
}

// curve draws a route as one line, whichever of its legs are at sea.
func (s *sheet) curve(parts []leg, w *window) []spot {
	var whole []spot
	for _, part := range parts {
		whole = append(whole, s.line(part.places, w)...)
	}
	return smooth(dedupe(whole), samples)
}

// strand draws a line in a country's colour, dashed where the route is at sea.
func (s *sheet) strand(of measure.Country, wide float64, line []spot, parts []leg) {
	for _, piece := range pieces(line, seaShares(parts)) {
		s.write(`<path class="k-%s%s" stroke-width="%.1f" d="%s"/>`, of, dashed(piece.sea, wide), wide, path(piece.line))
	}
}

const samples = 8 // a stretch of a curve

func dashed(sea bool, wide float64) string {
	switch {
	case sea && wide > 3:
		return " sea wide"
	case sea:
		return " sea"
	default:
		return ""
	}
}

// line places the stations of a leg on the sheet or in the window.
func (s *sheet) line(places []measure.Place, w *window) []spot {
	line := make([]spot, len(places))
	for i, p := range places {
		line[i] = s.base.at(p)
		if w != nil {
			line[i] = w.see(line[i])
		}
	}
	return line
}

// through is where a point's marker stands, on the sheet or in the window.
func (s *sheet) through(id string, at measure.Place, w *window) spot {
	if w == nil {
		if p, ok := s.spots[id]; ok {
			return p
		}
		return s.base.at(at)
	}
	if p, ok := w.spots[id]; ok {
		return p
	}
	return w.see(s.base.at(at))
}

func dedupe(p []spot) []spot {
	return slices.CompactFunc(p, func(a, b spot) bool { return a.to(b) < 0.5 })
}

// seaShares says at which shares of a route, by number of stations, it is at sea.
func seaShares(parts []leg) [][2]float64 {
	total, at := 0.0, 0.0
	for _, p := range parts {
		total += float64(len(p.places) - 1)
	}
	var all [][2]float64
	for _, p := range parts {
		next := at + float64(len(p.places)-1)
		if p.sea {
			all = append(all, [2]float64{at / total, next / total})
		}
		at = next
	}
	return all
}

type piece struct {
	line []spot
	sea  bool
}

// pieces cuts a line where it goes to sea and comes ashore.
func pieces(line []spot, sea [][2]float64) []piece {
	var all []piece
	for i := 1; i < len(line); i++ {
		share := (float64(i) - 0.5) / float64(len(line)-1)
		wet := slices.ContainsFunc(sea, func(s [2]float64) bool { return share > s[0] && share < s[1] })
		if n := len(all); n > 0 && all[n-1].sea == wet {
			all[n-1].line = append(all[n-1].line, line[i])
			continue
		}
		all = append(all, piece{[]spot{line[i-1], line[i]}, wet})
	}
	return all
}

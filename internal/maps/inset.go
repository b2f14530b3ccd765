package maps

import (
	"math"
	"slices"
)

// The close-up's size in units of the drawing, and how near three markers must
// be for one to be needed.
const (
	insetWidth  = 250.0
	insetHeight = 286.0
	crowded     = 24.0
)

// A window shows a part of the sheet larger, in a corner.
type window struct {
	x0, y0, zoom float64
	where        box             // on the sheet
	spots        map[string]spot // where the markers inside stand, after they were pushed apart
}

// see places a spot of the sheet in the window.
func (w *window) see(p spot) spot { return spot{(p.x - w.x0) * w.zoom, (p.y - w.y0) * w.zoom} }

func (w *window) has(id string) bool { _, ok := w.spots[id]; return ok }

func (w *window) frames(p spot) bool {
	q := w.see(p)
	return q.x > 10 && q.x < insetWidth-10 && q.y > 10 && q.y < insetHeight-10
}

// chooseCloseUp frames the largest crowd of markers, if at least three lie
// within 24 units of each other; the window goes to the emptiest corner.
// Without one, markers that overlap are only pushed apart.
func (s *sheet) chooseCloseUp() *window {
	crowd := s.crowd()
	if len(crowd) < 3 {
		s.pushApart(s.Sources)
		return nil
	}
	w := s.frame(crowd)
	s.fill(w)
	var outside []Point
	for _, p := range s.Sources {
		if !w.has(p.ID) {
			outside = append(outside, p)
		}
	}
	s.pushApart(outside)
	w.where = s.emptiestCorner()
	return w
}

// crowd is the largest set of sources joined by gaps of less than 24 units.
func (s *sheet) crowd() []spot {
	var best []spot
	seen := make([]bool, len(s.Sources))
	for i := range s.Sources {
		if seen[i] {
			continue
		}
		seen[i] = true
		group := []spot{s.spots[s.Sources[i].ID]}
		for k := 0; k < len(group); k++ {
			for j, p := range s.Sources {
				if at := s.spots[p.ID]; !seen[j] && at.to(group[k]) < crowded {
					seen[j] = true
					group = append(group, at)
				}
			}
		}
		if len(group) > len(best) {
			best = group
		}
	}
	return best
}

// frame is the part of the sheet round a crowd, with the nearest hub if it is near.
func (s *sheet) frame(crowd []spot) *window {
	b := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	include := func(p spot) {
		b = box{math.Min(b.left, p.x), math.Min(b.top, p.y), math.Max(b.right, p.x), math.Max(b.bottom, p.y)}
	}
	for _, p := range crowd {
		include(p)
	}
	middle := spot{(b.left + b.right) / 2, (b.top + b.bottom) / 2}
	for _, h := range s.Hubs {
		if at := s.spots[h.ID]; at.to(middle) < 70 {
			include(at)
		}
	}
	w, h := math.Max(b.right-b.left, 40)*1.25+12, math.Max(b.bottom-b.top, 46)*1.25+12
	zoom := math.Min(insetWidth/w, insetHeight/h)
	return &window{
		x0: (b.left+b.right)/2 - insetWidth/2/zoom, y0: (b.top+b.bottom)/2 - insetHeight/2/zoom,
		zoom: zoom, spots: map[string]spot{},
	}
}

// fill puts the sources in the frame into the window, none upon another and
// none upon a hub.
func (s *sheet) fill(w *window) {
	var ids []string
	var at []spot
	for _, p := range s.Sources {
		if w.frames(s.spots[p.ID]) {
			ids, at = append(ids, p.ID), append(at, w.see(s.spots[p.ID]))
		}
	}
	for _, h := range s.Hubs {
		if w.frames(s.spots[h.ID]) {
			at = append(at, w.see(s.spots[h.ID]))
		}
	}
	at = apart(at, 25)
	for i, id := range ids {
		w.spots[id] = spot{math.Max(14, math.Min(insetWidth-14, at[i].x)), math.Max(14, math.Min(insetHeight-40, at[i].y))}
	}
}

func (s *sheet) pushApart(sources []Point) {
	at := make([]spot, len(sources))
	for i, p := range sources {
		at[i] = s.spots[p.ID]
	}
	for i, p := range apart(at, 21) {
		s.spots[sources[i].ID] = p
	}
}

// emptiestCorner is where the window covers fewest points and stations of ropes.
func (s *sheet) emptiestCorner() box {
	var busy []spot
	for _, p := range s.points() {
		busy = append(busy, s.spots[p.ID], s.spots[p.ID], s.spots[p.ID])
	}
	for _, l := range s.Legs {
		busy = append(busy, s.curve(s.route(l), nil)...)
	}
	const gap = 14.0
	best, least := box{}, math.MaxInt
	for _, corner := range []spot{{width - insetWidth - gap, gap}, {gap, height - insetHeight - gap}, {width - insetWidth - gap, height - insetHeight - gap}, {gap, gap}} {
		b := box{corner.x, corner.y, corner.x + insetWidth, corner.y + insetHeight}
		covered := 0
		for _, p := range busy {
			if p.x > b.left-20 && p.x < b.right+20 && p.y > b.top-20 && p.y < b.bottom+20 {
				covered++
			}
		}
		if covered < least {
			best, least = b, covered
		}
	}
	return best
}

// inset draws the frame on the sheet and the window in its corner.
func (s *sheet) inset() {
	w := s.closeUp
	s.write(`<g class="inset" aria-hidden="true"><rect class="frame" x="%s" y="%s" width="%s" height="%s"/><svg x="%s" y="%s" width="%g" height="%g" viewBox="0 0 %g %g">`,
		short(w.x0), short(w.y0), short(insetWidth/w.zoom), short(insetHeight/w.zoom), short(w.where.left), short(w.where.top), insetWidth, insetHeight, insetWidth, insetHeight)
	s.insideInset()
	s.write(`</svg><rect class="frame" x="%s" y="%s" width="%g" height="%g" rx="3"/></g>`, short(w.where.left), short(w.where.top), insetWidth, insetHeight)
}

func (s *sheet) insideInset() {
	w := s.closeUp
	s.write(`<rect class="g-sea" width="%g" height="%g"/><g transform="scale(%.3f) translate(%.2f %.2f)"><use href="#g-land" class="g-land"/><use href="#g-part" class="g-part"/><use href="#g-bord" class="g-bord"/></g>`,
		insetWidth, insetHeight, w.zoom, -w.x0, -w.y0)
	s.ropes(w)
	s.markers(w)
	if i := slices.IndexFunc(s.Hubs, func(h Point) bool { return w.frames(s.spots[h.ID]) }); i >= 0 {
		at := w.see(s.spots[s.Hubs[i].ID])
		s.write(`<text class="lb" text-anchor="middle" x="%s" y="%s"><tspan class="t1">%s</tspan></text>`, short(math.Max(60, math.Min(insetWidth-60, at.x))), short(math.Min(at.y+28, insetHeight-30)), s.Hubs[i].Label)
	}
	s.write(`<text class="cap" x="10" y="%g">%s</text>`, insetHeight-10, s.lang.T("maps.close_up"))
}

package maps

import (
	"fmt"
	"html/template"
	"math"
	"slices"
	"strings"

	"tok/lang"
	"tok/measure"
)

// A Network is everybody at once: members as dots in their sector's colour,
// threads to the nearest hub, and ropes from the hubs that join on the way north.
type Network struct {
	Title   string
	Members []Dot
	Hubs    []measure.Place
}

// A Dot is a member. Sector is a class of the style: milk, oil, wine, fruit,
// herb, meat.
type Dot struct {
	Sector string
	At     measure.Place
}

var (
	sectors = []string{"milk", "oil", "wine", "fruit", "herb", "meat"}
	north   = measure.Place{Name: "Vienna", Lat: 48.21, Lon: 16.37}
)

const strandWidth = 1.7

// DrawNetwork draws the network on a dark ground, 1280 × 640 with the land on
// the right; the left is left to the headline.
func DrawNetwork(l lang.Tag, n Network) template.HTML {
	var out strings.Builder
	write := func(format string, args ...any) { fmt.Fprintf(&out, format, args...) }
	write(`<svg class="net" viewBox="-500 20 1280 640" preserveAspectRatio="xMaxYMid slice" role="img" aria-label="%s">`, template.HTMLEscapeString(n.Title))
	write(`<path class="n-land" d="%s"/><path class="n-part" d="%s"/><path class="n-bord" d="%s"/>`, coarse.Land, coarse.AL+coarse.GR+coarse.BG+coarse.CY, coarse.Borders)
	write(`<linearGradient id="fade"><stop stop-color="#123A2C"/><stop offset="1" stop-color="#123A2C" stop-opacity="0"/></linearGradient><rect x="-10" y="20" width="200" height="640" fill="url(#fade)"/><g class="n-threads">`)
	at := make([]map[string]int, len(n.Hubs)) // hub → sector → members
	for i := range at {
		at[i] = map[string]int{}
	}
	for i, m := range n.Members {
		hub := nearestHub(m.At, n.Hubs)
		if hub < 0 {
			continue
		}
		at[hub][m.Sector]++
		if parts := route(m.At, n.Hubs[hub]); len(parts) == 1 && len(parts[0].places) == 2 {
			write(`<path class="n-%s" d="%s"/>`, m.Sector, path(bow(coarse.at(m.At), coarse.at(n.Hubs[hub]), 0.2*float64(1-i%2*2))))
		} else {
			write(`<path class="n-%s" d="%s"/>`, m.Sector, path(smooth(along(parts), 6)))
		}
	}
	write(`</g><g class="n-ropes">`)
	across, all := 0.0, map[string]bool{}
	for i, hub := range n.Hubs {
		line := smooth(along(route(hub, north)), samples)
		for _, sector := range sectors {
			if at[i][sector] == 0 {
				continue
			}
			all[sector] = true
			middle := across
			across += strandWidth
			write(`<path class="n-%s" d="%s"/>`, sector, path(beside(line, func(share float64) float64 {
				return (middle - strandWidth*8) * math.Min(1, math.Min(share, 1-share)/0.12)
			})))
		}
	}
	write(`</g>%s`, braid(all))
	for _, m := range n.Members {
		p := coarse.at(m.At)
		write(`<circle class="n-%s" cx="%s" cy="%s" r="3.4"/>`, m.Sector, short(p.x), short(p.y))
	}
	for _, h := range n.Hubs {
		p := coarse.at(h)
		write(`<rect class="n-hub" x="%s" y="%s" width="11" height="11" rx="2"/>`, short(p.x-5.5), short(p.y-5.5))
	}
	for _, c := range []struct {
		key      string
		lat, lon float64
	}{{"al", 40.2, 17.9}, {"gr", 37.9, 20.2}, {"bg", 43.25, 26.1}, {"cy", 35.75, 33.1}} {
		p := coarse.at(measure.Place{Lat: c.lat, Lon: c.lon})
		write(`<text x="%s" y="%s">%s</text>`, short(p.x), short(p.y), template.HTMLEscapeString(l.T("maps.country_"+c.key)))
	}
	write(`</svg>`)
	return template.HTML(out.String())
}

func nearestHub(p measure.Place, hubs []measure.Place) int {
	best, far := -1, math.Inf(1)
	for i, h := range hubs {
		if d := measure.Kilometres(p, h); d < far {
			best, far = i, d
		}
	}
	return best
}

func along(parts []leg) []spot {
	var whole []spot
	for _, part := range parts {
		for _, p := range part.places {
			whole = append(whole, coarse.at(p))
		}
	}
	return dedupe(whole)
}

// braid is the rope of all sectors that leaves the picture at its top.
func braid(all map[string]bool) string {
	var out strings.Builder
	out.WriteString(`<g class="n-braid">`)
	start := coarse.at(north)
	end := spot{start.x - 120, start.y - 150}
	here := slices.DeleteFunc(slices.Clone(sectors), func(s string) bool { return !all[s] })
	for i, sector := range here {
		line := make([]spot, 41)
		for k := range line {
			s := float64(k) / 40
			line[k] = spot{start.x + (end.x-start.x)*s, start.y + (end.y-start.y)*s}
		}
		twisted := beside(line, func(share float64) float64 {
			return 9 * math.Sin(share*13+float64(i)*2*math.Pi/float64(len(here))) * math.Min(1, share*4+0.15)
		})
		fmt.Fprintf(&out, `<path class="n-%s" d="%s"/>`, sector, path(twisted))
	}
	out.WriteString(`</g>`)
	return out.String()
}

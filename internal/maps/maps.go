// Package maps draws who sends what where, as SVG on two base maps of our own
// cut: the region and Europe. It is given plain points and quantities and knows
// nothing of the web or of the business.
package maps

import (
	"embed"
	"encoding/json"
	"fmt"
	"math"

	"tok/measure"
)

//go:embed region.json europe.json
var files embed.FS

// A base is a drawing of land in its own units (820 × 690) with the constants of
// the Lambert conformal conic projection it was drawn with, so that points can be
// placed on it. Data: Natural Earth, simplified; Cyprus is one island and no line
// is drawn at the Crimean isthmus, as EU maps have it.
type base struct {
	Projection struct {
		N, F, Scale, TX, TY float64
		Lon0                float64
	}
	Land, Borders  string
	AL, GR, BG, CY string
}

// The drawing's own size.
const (
	width  = 820.0
	height = 690.0
)

var (
	region = load("region.json", 0.35, 10)
	europe = load("europe.json", 0.35, 10)
	coarse = load("region.json", 0.8, 1) // for the picture behind a headline
)

// load reads a base and shortens its outlines: tolerance in units, 1/grain is
// the grid of its points.
func load(name string, tolerance, grain float64) base {
	file, err := files.ReadFile(name)
	if err == nil {
		var b base
		if err = json.Unmarshal(file, &b); err == nil {
			for _, path := range []*string{&b.Land, &b.Borders, &b.AL, &b.GR, &b.BG, &b.CY} {
				*path = shorten(*path, tolerance, grain)
			}
			return b
		}
	}
	panic(fmt.Sprintf("maps: %s: %v", name, err)) // embedded, so it is right or was never built
}

// A spot is a point of the drawing.
type spot struct{ x, y float64 }

func (s spot) to(t spot) float64 { return math.Hypot(t.x-s.x, t.y-s.y) }

// at places a point of the earth on the drawing: J. P. Snyder, Map Projections,
// USGS Professional Paper 1395, p. 107, sphere.
func (b base) at(p measure.Place) spot {
	r := b.Projection.F / math.Pow(math.Tan(math.Pi/4+p.Lat*math.Pi/360), b.Projection.N)
	t := b.Projection.N * (p.Lon - b.Projection.Lon0) * math.Pi / 180
	return spot{b.Projection.TX + b.Projection.Scale*r*math.Sin(t), b.Projection.TY - b.Projection.Scale*(b.Projection.F-r*math.Cos(t))}
}

func (s spot) inside(margin float64) bool {
	return s.x >= margin && s.x <= width-margin && s.y >= margin && s.y <= height-margin
}

package maps

import (
	"encoding/xml"
	"errors"
	"io"
	"math"
	"os"
	"regexp"
	"strings"
	"testing"

	"tok/lang"
	"tok/measure"
)

func at(lat, lon float64) measure.Place { return measure.Place{Lat: lat, Lon: lon} }

// pomegranates is twelve producers, two hubs and Munich.
func pomegranates() Flow {
	f := Flow{
		Title: "60 t to Munich",
		Hubs: []Point{{ID: "A", Label: "Igoumenitsa", Note: "39 t", Country: "GR", At: at(39.50, 20.27)},
			{ID: "B", Label: "Thessaloniki", Note: "21 t", Country: "GR", At: at(40.64, 22.94)}},
		Destinations: []Point{{ID: "D", Label: "Munich", Note: "60 t", At: at(48.14, 11.58)}},
		Legs: []Leg{
			{From: "A", To: "D", By: []Strand{{"AL", 26_500}, {"GR", 12_500}}, Label: "2 trucks", Note: "by ferry"},
			{From: "B", To: "D", By: []Strand{{"GR", 10_500}, {"BG", 8000}, {"CY", 2500}}, Label: "1 truck", Note: "by road"}},
	}
	for i, s := range []struct {
		country  measure.Country
		lat, lon float64
		hub      string
		kg       measure.Kilos
	}{{"AL", 40.61, 19.63, "A", 7000}, {"AL", 40.84, 19.79, "A", 6000}, {"AL", 40.74, 19.95, "A", 5000}, {"AL", 40.62, 19.46, "A", 4000}, {"AL", 39.73, 20.06, "A", 4500},
		{"GR", 39.56, 20.31, "A", 5000}, {"GR", 39.16, 20.98, "A", 7500}, {"GR", 39.74, 22.28, "B", 6500}, {"GR", 40.98, 24.7, "B", 4000},
		{"BG", 41.4, 23.2, "B", 4500}, {"BG", 41.93, 25.55, "B", 3500}, {"CY", 34.99, 33.78, "B", 2500}} {
		id := string(rune('a' + i))
		f.Sources = append(f.Sources, Point{ID: id, Number: []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"}[i], Country: s.country, At: at(s.lat, s.lon), Label: "<" + id + ">"})
		f.Legs = append(f.Legs, Leg{From: id, To: s.hub, By: []Strand{{s.country, s.kg}}})
	}
	return f
}

func TestAPointStandsWhereTheDrawingHasIt(t *testing.T) {
	t.Parallel()
	// Munich on the region map, computed apart with d3-geo for the same cut.
	munich := region.at(at(48.14, 11.58))
	if math.Abs(munich.x-75.1) > 6 || math.Abs(munich.y-75) > 10 {
		t.Errorf("Munich stands at %.1f, %.1f", munich.x, munich.y)
	}
	if p := europe.at(at(51.92, 4.48)); !p.inside(0) {
		t.Errorf("Rotterdam is off the map of Europe: %v", p)
	}
	if p := region.at(at(51.92, 4.48)); p.inside(0) {
		t.Errorf("Rotterdam is on the map of the region: %v", p)
	}
}

// wellFormed checks that a drawing is XML with no number that is none.
func wellFormed(t *testing.T, svg string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader("<x>" + svg + "</x>"))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	if found := regexp.MustCompile(`NaN|Inf|%!`).FindString(svg); found != "" {
		t.Errorf("the drawing holds %s", found)
	}
}

func TestTheMapTellsInWordsWhatItShows(t *testing.T) {
	t.Parallel()
	svg := string(Draw(lang.English, pomegranates()))
	wellFormed(t, svg)
	for _, want := range []string{"<title id=\"map-t\">60 t to Munich</title>", "Igoumenitsa: 39\u00a0t from 7 members.", "Thessaloniki: 21\u00a0t from 5 members.", "Munich receives 60\u00a0t."} {
		if !strings.Contains(svg, want) {
			t.Errorf("%q is missing", want)
		}
	}
	if strings.Contains(svg, "style=") {
		t.Error("an inline style, which the site's policy forbids")
	}
	if path := os.Getenv("TOK_MAP_OUT"); path != "" {
		_ = os.WriteFile(path, []byte(svg), 0o600)
	}
}

func TestACrowdGetsACloseUpAndAFewProducersDoNot(t *testing.T) {
	t.Parallel()
	f := pomegranates()
	if !strings.Contains(string(Draw(lang.Greek, f)), `class="inset"`) {
		t.Error("twelve producers, five of them within 30 km, and no close-up")
	}
	f.Sources = f.Sources[7:10]
	f.Legs = append(f.Legs[:2:2], f.Legs[9:12]...)
	if strings.Contains(string(Draw(lang.Greek, f)), `class="inset"`) {
		t.Error("a close-up of three producers 200 km apart")
	}
}

func TestNoTwoMarkersInTheCloseUpOverlap(t *testing.T) {
	t.Parallel()
	points := []spot{{10, 10}, {10, 10}, {11, 10}, {60, 60}, {61, 62}, {10, 12}}
	moved := apart(points, 20)
	for i := range moved {
		for j := range i {
			if d := moved[i].to(moved[j]); d < 19.5 {
				t.Errorf("markers %d and %d are %.1f apart", i, j, d)
			}
		}
	}
}

func TestRoutesCrossTheSeaByBoatAndNotOnWheels(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		from, to measure.Place
		sea      bool
	}{
		{at(34.7, 33.0), at(48.14, 11.58), true},    // Limassol to Munich
		{at(35.3, 25.1), at(40.64, 22.94), true},    // Crete to Thessaloniki
		{at(42.14, 24.75), at(48.21, 16.37), false}, // Plovdiv to Vienna
		{at(40.64, 22.94), at(55.6, 13.0), false},   // Thessaloniki to Malmö
		{at(40.7, 19.9), at(40.6, 19.5), false},     // neighbours
	} {
		wet := false
		for _, l := range route(c.from, c.to) {
			wet = wet || l.sea
			if len(l.places) < 2 {
				t.Errorf("a leg of %d places from %v to %v", len(l.places), c.from, c.to)
			}
		}
		if wet != c.sea {
			t.Errorf("from %v to %v by sea: %t", c.from, c.to, wet)
		}
	}
}

func TestNothingToDrawIsStillAMap(t *testing.T) {
	t.Parallel()
	wellFormed(t, string(Draw(lang.Albanian, Flow{})))
	f := pomegranates()
	f.Legs = append(f.Legs, Leg{From: "nobody", To: "D", By: []Strand{{"AL", 1}}}, Leg{From: "A", To: "A"})
	f.Destinations[0].At = at(51.92, 4.48) // Rotterdam: the map of Europe
	svg := string(Draw(lang.Bulgarian, f))
	wellFormed(t, svg)
}

func TestTheSameFlowIsDrawnTheSame(t *testing.T) {
	t.Parallel()
	first, second := Draw(lang.English, pomegranates()), Draw(lang.English, pomegranates())
	if first != second {
		t.Error("two drawings of one flow differ")
	}
}

func BenchmarkDraw(b *testing.B) {
	for b.Loop() {
		Draw(lang.English, pomegranates())
	}
}

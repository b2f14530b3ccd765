package maps

import (
	"math"
	"slices"

	"tok/measure"
)

// The ways of Europe, coarsely: where lorries and ferries pass. A route on the
// map follows them, so that it does not cross the Adriatic on wheels; it shows
// the direction, not the road that was driven.
var crossings = []measure.Place{
	{Name: "Tirana", Lat: 41.33, Lon: 19.82}, {Name: "Vlora", Lat: 40.47, Lon: 19.49}, {Name: "Kakavia", Lat: 39.91, Lon: 20.35},
	{Name: "Igoumenitsa", Lat: 39.50, Lon: 20.27}, {Name: "Ioannina", Lat: 39.66, Lon: 20.85}, {Name: "Thessaloniki", Lat: 40.64, Lon: 22.94},
	{Name: "Larisa", Lat: 39.64, Lon: 22.42}, {Name: "Athens", Lat: 37.98, Lon: 23.70}, {Name: "Patras", Lat: 38.25, Lon: 21.73},
	{Name: "Kalamata", Lat: 37.04, Lon: 22.11}, {Name: "Kavala", Lat: 40.94, Lon: 24.40}, {Name: "Kulata", Lat: 41.39, Lon: 23.36},
	{Name: "Sofia", Lat: 42.70, Lon: 23.32}, {Name: "Plovdiv", Lat: 42.14, Lon: 24.75}, {Name: "Burgas", Lat: 42.50, Lon: 27.47},
	{Name: "Ruse", Lat: 43.85, Lon: 25.95}, {Name: "Skopje", Lat: 42.00, Lon: 21.43}, {Name: "Nis", Lat: 43.32, Lon: 21.90},
	{Name: "Podgorica", Lat: 42.44, Lon: 19.26}, {Name: "Split", Lat: 43.6, Lon: 16.5}, {Name: "Zagreb", Lat: 45.81, Lon: 15.98},
	{Name: "Belgrade", Lat: 44.79, Lon: 20.45}, {Name: "Budapest", Lat: 47.50, Lon: 19.04}, {Name: "Vienna", Lat: 48.21, Lon: 16.37},
	{Name: "Ljubljana", Lat: 46.06, Lon: 14.51}, {Name: "Salzburg", Lat: 47.80, Lon: 13.04}, {Name: "Munich", Lat: 48.14, Lon: 11.58},
	{Name: "Venice", Lat: 45.44, Lon: 12.32}, {Name: "Verona", Lat: 45.44, Lon: 10.99}, {Name: "Brenner", Lat: 47.00, Lon: 11.51},
	{Name: "Milan", Lat: 45.46, Lon: 9.19}, {Name: "Basel", Lat: 47.56, Lon: 7.59}, {Name: "Frankfurt", Lat: 50.11, Lon: 8.68},
	{Name: "Cologne", Lat: 50.94, Lon: 6.96}, {Name: "Rotterdam", Lat: 51.92, Lon: 4.48}, {Name: "Brussels", Lat: 50.85, Lon: 4.35},
	{Name: "Paris", Lat: 48.86, Lon: 2.35}, {Name: "Lyon", Lat: 45.76, Lon: 4.84}, {Name: "London", Lat: 51.51, Lon: -0.13},
	{Name: "Hamburg", Lat: 53.55, Lon: 9.99}, {Name: "Leipzig", Lat: 51.34, Lon: 12.37}, {Name: "Berlin", Lat: 52.52, Lon: 13.40},
	{Name: "Prague", Lat: 50.08, Lon: 14.44}, {Name: "Warsaw", Lat: 52.23, Lon: 21.01}, {Name: "Copenhagen", Lat: 55.68, Lon: 12.57},
	{Name: "Malmo", Lat: 55.60, Lon: 13.00}, {Name: "Bucharest", Lat: 44.43, Lon: 26.10}, {Name: "Stockholm", Lat: 59.33, Lon: 18.07},
	{Name: "Bari", Lat: 41.13, Lon: 16.87}, {Name: "Ancona", Lat: 43.62, Lon: 13.51}, {Name: "Bologna", Lat: 44.49, Lon: 11.34},
	{Name: "Limassol", Lat: 34.65, Lon: 33.02}, {Name: "Heraklion", Lat: 35.34, Lon: 25.13}, {Name: "Lesbos", Lat: 39.10, Lon: 26.55},
	{Name: "Otranto", Lat: 40.35, Lon: 18.9}, {Name: "Adriatic", Lat: 42.8, Lon: 15.9}, {Name: "Gulf of Venice", Lat: 45.1, Lon: 12.9},
	{Name: "Rhodes channel", Lat: 35.5, Lon: 29.0}, {Name: "Cyclades", Lat: 36.6, Lon: 26.2}, {Name: "Kythnos", Lat: 37.4, Lon: 24.3},
	{Name: "Sporades", Lat: 39.3, Lon: 23.9}, {Name: "Cretan Sea", Lat: 36.4, Lon: 24.3},
}

// A stretch between two crossings; by sea it is drawn dashed.
type stretch struct {
	a, b string
	sea  bool
}

var stretches = []stretch{
	{"Tirana", "Podgorica", false}, {"Tirana", "Vlora", false}, {"Tirana", "Skopje", false}, {"Vlora", "Kakavia", false}, {"Kakavia", "Ioannina", false},
	{"Ioannina", "Igoumenitsa", false}, {"Ioannina", "Larisa", false}, {"Ioannina", "Thessaloniki", false}, {"Larisa", "Thessaloniki", false}, {"Larisa", "Athens", false},
	{"Athens", "Patras", false}, {"Patras", "Kalamata", false}, {"Athens", "Kalamata", false}, {"Patras", "Ioannina", false}, {"Thessaloniki", "Skopje", false},
	{"Thessaloniki", "Kulata", false}, {"Thessaloniki", "Kavala", false}, {"Kavala", "Plovdiv", false}, {"Kulata", "Sofia", false}, {"Sofia", "Plovdiv", false}, {"Plovdiv", "Burgas", false},
	{"Plovdiv", "Ruse", false}, {"Burgas", "Ruse", false}, {"Ruse", "Bucharest", false}, {"Sofia", "Nis", false}, {"Skopje", "Nis", false}, {"Nis", "Belgrade", false},
	{"Podgorica", "Split", false}, {"Split", "Zagreb", false}, {"Belgrade", "Zagreb", false}, {"Belgrade", "Budapest", false}, {"Bucharest", "Budapest", false},
	{"Budapest", "Vienna", false}, {"Zagreb", "Ljubljana", false}, {"Ljubljana", "Salzburg", false}, {"Ljubljana", "Venice", false}, {"Salzburg", "Munich", false},
	{"Vienna", "Salzburg", false}, {"Vienna", "Prague", false}, {"Vienna", "Warsaw", false}, {"Prague", "Leipzig", false}, {"Leipzig", "Berlin", false}, {"Leipzig", "Hamburg", false},
	{"Munich", "Leipzig", false}, {"Munich", "Frankfurt", false}, {"Frankfurt", "Cologne", false}, {"Cologne", "Rotterdam", false}, {"Cologne", "Brussels", false},
	{"Brussels", "Paris", false}, {"Brussels", "London", false}, {"Frankfurt", "Hamburg", false}, {"Hamburg", "Copenhagen", false}, {"Copenhagen", "Malmo", false},
	{"Malmo", "Stockholm", false}, {"Berlin", "Warsaw", false}, {"Venice", "Verona", false}, {"Verona", "Brenner", false}, {"Brenner", "Munich", false}, {"Verona", "Milan", false},
	{"Milan", "Basel", false}, {"Basel", "Frankfurt", false}, {"Basel", "Paris", false}, {"Milan", "Lyon", false}, {"Lyon", "Paris", false}, {"Bari", "Ancona", false},
	{"Ancona", "Bologna", false}, {"Bologna", "Verona", false}, {"Bologna", "Milan", false},
	{"Vlora", "Otranto", true}, {"Otranto", "Bari", true}, {"Igoumenitsa", "Otranto", true}, {"Otranto", "Adriatic", true}, {"Adriatic", "Ancona", true},
	{"Adriatic", "Gulf of Venice", true}, {"Gulf of Venice", "Venice", true}, {"Patras", "Otranto", true},
	{"Limassol", "Rhodes channel", true}, {"Rhodes channel", "Cyclades", true}, {"Cyclades", "Kythnos", true}, {"Kythnos", "Athens", true},
	{"Kythnos", "Sporades", true}, {"Sporades", "Thessaloniki", true}, {"Heraklion", "Cretan Sea", true}, {"Cretan Sea", "Kythnos", true}, {"Lesbos", "Sporades", true},
}

// A leg of a route: consecutive places, by sea or not.
type leg struct {
	places []measure.Place
	sea    bool
}

// route gives the way from one place to another along the crossings, in legs of
// one kind. Near places are joined directly.
func route(from, to measure.Place) []leg {
	const near = 230.0 // kilometres
	start, end := nearest(from), nearest(to)
	if start == end || measure.Kilometres(from, to) < near && onOneSide(from, to) {
		return []leg{{places: []measure.Place{from, to}}}
	}
	legs := []leg{}
	add := func(p measure.Place, sea bool) {
		if n := len(legs); n > 0 && legs[n-1].sea == sea {
			legs[n-1].places = append(legs[n-1].places, p)
			return
		}
		last := from
		if n := len(legs); n > 0 {
			last = legs[n-1].places[len(legs[n-1].places)-1]
		}
		legs = append(legs, leg{[]measure.Place{last, p}, sea})
	}
	way := shortest(start, end)
	for i := 1; i < len(way); i++ {
		if i == 1 && tooNear(from, crossings[way[0]], crossings[way[1]]) {
			add(crossings[way[1]], isSea(way[0], way[1]))
			continue
		}
		if i == 1 {
			add(crossings[way[0]], false)
		}
		if i == len(way)-1 && measure.Kilometres(crossings[way[i]], to) < 120 {
			add(to, isSea(way[i-1], way[i]))
			return legs
		}
		add(crossings[way[i]], isSea(way[i-1], way[i]))
	}
	add(to, false)
	return legs
}

// tooNear says that going to the first crossing would be a step back or aside.
func tooNear(from, first, second measure.Place) bool {
	return measure.Kilometres(from, first) < 60 || measure.Kilometres(from, second) < measure.Kilometres(first, second)
}

// onOneSide says that no sea of ours lies between: islands are reached by boat.
func onOneSide(a, b measure.Place) bool { return island(a) == island(b) }

func island(p measure.Place) string {
	switch {
	case p.Lat < 36 && p.Lon > 31:
		return "Cyprus"
	case p.Lat < 35.8 && p.Lon > 23 && p.Lon < 27:
		return "Crete"
	case p.Lat > 38.9 && p.Lat < 39.5 && p.Lon > 25.7 && p.Lon < 26.7:
		return "Lesbos"
	default:
		return ""
	}
}

// nearest is the crossing nearest to a place, on the same side of the water.
func nearest(p measure.Place) int {
	best, far := 0, math.Inf(1)
	for i, c := range crossings {
		if openSea(i) || !onOneSide(p, c) {
			continue
		}
		if d := measure.Kilometres(p, c); d < far {
			best, far = i, d
		}
	}
	return best
}

// openSea says that a crossing is nobody's place: it lies on the water.
func openSea(i int) bool {
	return island(crossings[i]) == "" && !slices.ContainsFunc(links[i], func(l link) bool { return !l.sea })
}

// A link leads from a crossing to another.
type link struct {
	to         int
	kilometres float64
	sea        bool
}

var links = linked()

func linked() [][]link {
	at := map[string]int{}
	for i, c := range crossings {
		at[c.Name] = i
	}
	all := make([][]link, len(crossings))
	for _, s := range stretches {
		a, b := at[s.a], at[s.b]
		km := measure.Kilometres(crossings[a], crossings[b])
		all[a], all[b] = append(all[a], link{b, km, s.sea}), append(all[b], link{a, km, s.sea})
	}
	return all
}

func isSea(a, b int) bool {
	for _, l := range links[a] {
		if l.to == b {
			return l.sea
		}
	}
	return false
}

// shortest is the shortest way along the links (Dijkstra); a boat counts a
// little more than its length.
func shortest(from, to int) []int {
	far, before, done := map[int]float64{from: 0}, map[int]int{}, map[int]bool{}
	for {
		at, best := -1, math.Inf(1)
		for i := range crossings {
			if d, known := far[i]; known && !done[i] && d < best {
				at, best = i, d
			}
		}
		if at < 0 || at == to {
			break
		}
		done[at] = true
		for _, l := range links[at] {
			d := best + l.kilometres
			if l.sea {
				d += l.kilometres / 10
			}
			if old, known := far[l.to]; !known || d < old {
				far[l.to], before[l.to] = d, at
			}
		}
	}
	way := []int{to}
	for way[0] != from {
		step, ok := before[way[0]]
		if !ok {
			return []int{from, to}
		}
		way = append([]int{step}, way...)
	}
	return way
}

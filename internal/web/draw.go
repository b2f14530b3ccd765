package web

import "tok/measure"

// Threads is a bar in which one thread is one producer's quantity and the
// dashed end is the place that is left; the partial "threads" draws it.
type Threads struct {
	Label string // what the bar says, for screen readers
	Class string // colour of the threads: milk, oil, wine, fruit, herb, meat
	Cuts  []Piece
	Gap   Piece
}

// A Piece is a part of a bar: where it begins and how wide it is, as shares of
// the whole, and what is written in it.
type Piece struct {
	From, Width float64
	Text        string
	Class       string
}

// Middle is where the text of a piece stands.
func (p Piece) Middle() float64 { return p.From + p.Width/2 }

// Wide says whether a short text has room in the piece.
func (p Piece) Wide() bool { return p.Width > 0.06 }

// ThreadsOf lays out the quantities that are there, and the gap up to wanted.
func ThreadsOf(label, class string, parts []measure.Kilos, wanted measure.Kilos) Threads {
	there := measure.Kilos(0)
	for _, kg := range parts {
		there += kg
	}
	whole := float64(max(wanted, there, 1))
	bar, from := Threads{Label: label, Class: class}, 0.0
	for _, kg := range parts {
		width := float64(kg) / whole
		bar.Cuts = append(bar.Cuts, Piece{From: from, Width: width, Class: class})
		from += width
	}
	if there < wanted {
		bar.Gap = Piece{From: from, Width: 1 - from}
	}
	return bar
}

// A Load is a vehicle with what is on it, piece by piece, and what is free.
type Load struct {
	Label string
	Cuts  []Piece
	Gap   Piece
}

// A Cargo is one source's part of a load. Class is a country: AL, GR, BG, CY.
type Cargo struct {
	Text, Class string
	Kilos       measure.Kilos
}

// LoadOf lays out cargos in a vehicle that holds so many kilograms.
func LoadOf(label string, cargos []Cargo, holds measure.Kilos) Load {
	parts := make([]measure.Kilos, len(cargos))
	for i, c := range cargos {
		parts[i] = c.Kilos
	}
	bar := ThreadsOf(label, "", parts, holds)
	for i := range bar.Cuts {
		bar.Cuts[i].Text, bar.Cuts[i].Class = cargos[i].Text, cargos[i].Class
	}
	return Load{label, bar.Cuts, bar.Gap}
}

// Package print turns one document of headings, facts, sentences and tables
// into the forms people read it in, text, PDF and XLSX, so that the forms cannot
// disagree.
package print

import "time"

// A Document is content in one language, every number already written as that
// language writes it.
type Document struct {
	Title    string
	Number   string    // short, for the foot of every page and the first sheet: "118-2"
	Kicker   string    // what kind of thing it is, above the title
	Price    string    // for the tag, or ""
	PriceFor string    // what the price is for
	Lead     []Fact    // the few numbers it is about
	Note     string    // for the foot of every page, or ""
	Lang     string    // code of the language
	Kilo     string    // the unit behind kilograms
	At       time.Time // what PDF and XLSX say they were made at
	Sections []Section
}

// A Section is a heading and what stands under it, in this order.
type Section struct {
	Heading string
	Short   string // names the sheet of its table, if it has one
	Lines   []string
	Facts   []Fact
	Table   *Table
	Items   []Item
}

// A Fact is a name and its value.
type Fact struct{ Name, Value string }

// A Mark says at a glance how an item stands.
type Mark int

// The marks: none, fulfilled, waiting, refused.
const (
	Plain Mark = iota
	Good
	Waiting
	Bad
)

// An Item is one of a list: a head, sentences about it, and small print.
type Item struct {
	Mark  Mark
	Said  string // the mark in words
	Head  string
	Lines []string
	Small string
}

// A Kind says what a cell holds; all but Words stand to the right.
type Kind int

// The kinds of cells. Kilos and Euro of a column add up to its total, prices and
// shares do not.
const (
	Words Kind = iota
	Kilos
	Euro
	Price // euro per kilogram
	Share // of one
)

// A Cell is a value of a table: as people read it and, if it is one, as number.
type Cell struct {
	Text   string
	Kind   Kind
	Number float64
}

// Word is a cell that holds no number.
func Word(text string) Cell { return Cell{Text: text} }

// A Table has a row of heads, rows, and a row of totals or none. All cells of a
// column are of one kind.
type Table struct {
	Heads []string
	Rows  [][]Cell
	Total []Cell
}

// kind is what a column holds.
func (t *Table) kind(column int) Kind {
	if len(t.Rows) == 0 {
		return Words
	}
	return t.Rows[0][column].Kind
}

// all gives the heads, the rows and the total as rows of cells.
func (t *Table) all() [][]Cell {
	heads := make([]Cell, len(t.Heads))
	for i, head := range t.Heads {
		heads[i] = Cell{Text: head, Kind: t.kind(i)}
	}
	all := append([][]Cell{heads}, t.Rows...)
	if t.Total != nil {
		all = append(all, t.Total)
	}
	return all
}

// Package print turns one document of headings, facts, sentences and tables
// into the forms people read it in, so that the forms cannot disagree.
package print

import (
	"strings"
	"unicode/utf8"
)

// A Document is content in one language, every number already written as that
// language writes it.
type Document struct {
	Title    string
	Sections []Section
}

// A Section is a heading and what stands under it, in this order.
type Section struct {
	Heading string
	Lines   []string
	Facts   []Fact
	Table   *Table
}

// A Fact is a name and its value.
type Fact struct{ Name, Value string }

// A Table has a row of heads, rows, and a row of totals or none. The first
// column is text, the others are numbers and stand to the right.
type Table struct {
	Heads []string
	Rows  [][]string
	Total []string
}

// Text is the document as plain text of fixed-width letters, for mail and
// terminals.
func (d Document) Text() string {
	var b strings.Builder
	underlined(&b, d.Title, '=')
	for _, s := range d.Sections {
		b.WriteByte('\n')
		if s.Heading != "" {
			underlined(&b, s.Heading, '-')
		}
		for _, line := range s.Lines {
			b.WriteString(line + "\n")
		}
		widest := 0
		for _, f := range s.Facts {
			widest = max(widest, letters(f.Name))
		}
		for _, f := range s.Facts {
			b.WriteString(f.Name + ":" + strings.Repeat(" ", widest-letters(f.Name)+1) + f.Value + "\n")
		}
		if s.Table != nil {
			s.Table.text(&b)
		}
	}
	return b.String()
}

func underlined(b *strings.Builder, text string, with rune) {
	b.WriteString(text + "\n" + strings.Repeat(string(with), letters(text)) + "\n")
}

func letters(s string) int { return utf8.RuneCountInString(s) }

func (t *Table) text(b *strings.Builder) {
	all := append([][]string{t.Heads}, t.Rows...)
	if t.Total != nil {
		all = append(all, t.Total)
	}
	widths := make([]int, len(t.Heads))
	for _, row := range all {
		for i, cell := range row {
			widths[i] = max(widths[i], letters(cell))
		}
	}
	for n, row := range all {
		if t.Total != nil && n == len(all)-1 {
			rule(b, widths)
		}
		line := ""
		for i, cell := range row {
			space := strings.Repeat(" ", widths[i]-letters(cell))
			if i == 0 {
				line = cell + space
				continue
			}
			line += "  " + space + cell
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
		if n == 0 {
			rule(b, widths)
		}
	}
}

func rule(b *strings.Builder, widths []int) {
	whole := 2 * (len(widths) - 1)
	for _, w := range widths {
		whole += w
	}
	b.WriteString(strings.Repeat("-", whole) + "\n")
}

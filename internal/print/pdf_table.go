package print

import "strings"

const between = 4 // millimetres from column to column

// table writes a table; on every page it goes on, its heads stand again.
func (p *paper) table(t *Table) {
	widths := p.widths(t)
	all := t.all()
	for n, row := range all {
		s := running
		total := t.Total != nil && n == len(all)-1
		switch {
		case n == 0:
			s = heads
		case total:
			s = strong
		}
		lines, tall := p.cells(row, s, widths)
		room := tall + 1
		if n > 0 && n == len(all)-3 {
			room = 3 * tall // the last rows go to the next page together
		}
		if p.need(room) && n > 0 {
			again, h := p.cells(all[0], heads, widths)
			p.row(t, again, heads, widths, h)
			p.rule(p.y, ink, .3)
		}
		if total {
			p.rule(p.y, ink, .3)
		}
		p.row(t, lines, s, widths, tall)
		switch {
		case n == 0:
			p.rule(p.y, ink, .3)
		case n < len(all)-1:
			p.rule(p.y, line, .2)
		}
	}
}

// cells breaks the cells of a row into lines and says how tall the row is.
func (p *paper) cells(row []Cell, s style, widths []float64) (lines [][]string, tall float64) {
	p.letters(s)
	most := 1
	for i, cell := range row {
		broken := p.wrapped(cell.Text, widths[i])
		lines = append(lines, broken)
		most = max(most, len(broken))
	}
	return lines, float64(most)*s.leading + 1.6
}

func (p *paper) row(t *Table, lines [][]string, s style, widths []float64, tall float64) {
	x, y := float64(edge), p.y
	for i, cell := range lines {
		align := "R"
		if t.kind(i) == Words {
			align = "L"
		}
		p.y = y + .8
		for _, l := range cell {
			p.put(x, s, l, widths[i], align)
		}
		x += widths[i] + between
	}
	p.y = y + tall
}

// widths gives every column what its longest cell takes. Columns of numbers are
// never broken; what is over goes to the columns of words, and what is missing is
// taken from the widest of them.
func (p *paper) widths(t *Table) []float64 {
	widths := make([]float64, len(t.Heads))
	left := float64(inner - between*(len(t.Heads)-1))
	var words []int
	for i := range widths {
		widths[i] = p.longest(t, i)
		left -= widths[i]
		if t.kind(i) == Words {
			words = append(words, i)
		}
	}
	if len(words) == 0 {
		return widths
	}
	for ; left < 0; left++ {
		widest := words[0]
		for _, i := range words {
			if widths[i] > widths[widest] {
				widest = i
			}
		}
		widths[widest]--
	}
	for _, i := range words {
		widths[i] += left / float64(len(words))
	}
	return widths
}

// longest is the width of a column's longest cell; heads may be broken at spaces.
func (p *paper) longest(t *Table, column int) float64 {
	w := 0.0
	p.letters(heads)
	for _, word := range strings.Fields(t.Heads[column]) {
		w = max(w, p.width(word))
	}
	p.letters(strong)
	for _, row := range t.all()[1:] {
		w = max(w, p.width(row[column].Text))
	}
	return w + .5
}

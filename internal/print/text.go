package print

import (
	"strings"
	"unicode/utf8"
)

// Text is the document as plain text of fixed-width letters, for mail and
// terminals.
func (d Document) Text() string {
	var b strings.Builder
	title := d.Title
	if d.Number != "" {
		title += " (" + d.Number + ")"
	}
	underlined(&b, title, '=')
	if d.Note != "" {
		b.WriteString(d.Note + "\n")
	}
	if d.Price != "" {
		b.WriteString("\n" + d.Price + " " + d.PriceFor + "\n")
	}
	facts(&b, d.Lead)
	for _, s := range d.Sections {
		b.WriteByte('\n')
		if s.Heading != "" {
			underlined(&b, s.Heading, '-')
		}
		for _, line := range s.Lines {
			b.WriteString(line + "\n")
		}
		facts(&b, s.Facts)
		if s.Table != nil {
			s.Table.text(&b)
		}
		for _, item := range s.Items {
			item.text(&b)
		}
	}
	return b.String()
}

func underlined(b *strings.Builder, text string, with rune) {
	b.WriteString(text + "\n" + strings.Repeat(string(with), letters(text)) + "\n")
}

func letters(s string) int { return utf8.RuneCountInString(s) }

func facts(b *strings.Builder, list []Fact) {
	widest := 0
	for _, f := range list {
		widest = max(widest, letters(f.Name))
	}
	for _, f := range list {
		b.WriteString(f.Name + ":" + strings.Repeat(" ", widest-letters(f.Name)+1) + f.Value + "\n")
	}
}

func (i Item) text(b *strings.Builder) {
	b.WriteString("- " + i.Head)
	if i.Said != "" {
		b.WriteString(" [" + i.Said + "]")
	}
	b.WriteByte('\n')
	for _, line := range i.Lines {
		b.WriteString("  " + line + "\n")
	}
	if i.Small != "" {
		b.WriteString("  " + i.Small + "\n")
	}
}

func (t *Table) text(b *strings.Builder) {
	all := t.all()
	widths := make([]int, len(t.Heads))
	for _, row := range all {
		for i, cell := range row {
			widths[i] = max(widths[i], letters(cell.Text))
		}
	}
	for n, row := range all {
		if t.Total != nil && n == len(all)-1 {
			rule(b, widths)
		}
		parts := make([]string, len(row))
		for i, cell := range row {
			parts[i] = strings.Repeat(" ", widths[i]-letters(cell.Text))
			if t.kind(i) == Words {
				parts[i] = cell.Text + parts[i]
			} else {
				parts[i] += cell.Text
			}
		}
		b.WriteString(strings.TrimRight(strings.Join(parts, "  "), " ") + "\n")
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

package print

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
)

// XLSX writes the document as a workbook: what is said on the first sheet, every
// table on one of its own. Numbers are numbers, and totals that add up are sums.
func (d Document) XLSX(w io.Writer) (err error) {
	b := &book{File: excelize.NewFile(), styles: map[string]int{}, taken: map[string]bool{}, kilo: d.Kilo}
	defer func() {
		if failed := b.Close(); err == nil {
			err = failed
		}
	}()
	at := d.At.UTC().Format(time.RFC3339)
	if err := b.SetDocProps(&excelize.DocProperties{Title: d.Title, Creator: "TOK", LastModifiedBy: "TOK", Language: d.Lang, Created: at, Modified: at}); err != nil {
		return err
	}
	first := b.name(d.Number)
	if err := b.SetSheetName(b.GetSheetName(0), first); err != nil {
		return err
	}
	if err := b.words(first, d); err != nil {
		return err
	}
	for _, s := range d.Sections {
		if s.Table == nil {
			continue
		}
		if err := b.table(s); err != nil {
			return err
		}
	}
	return b.Write(w)
}

// A book is the workbook being written.
type book struct {
	*excelize.File
	styles map[string]int
	taken  map[string]bool // names of sheets
	kilo   string
}

// words fills the first sheet: names at the left, what is said at the right.
func (b *book) words(sheet string, d Document) error {
	f, err := b.NewStreamWriter(sheet)
	if err != nil {
		return err
	}
	r := &rows{StreamWriter: f}
	if err := r.SetColWidth(1, 1, 44); err != nil {
		return err
	}
	if err := r.SetColWidth(2, 2, 100); err != nil {
		return err
	}
	title, head, name, text := b.style("title"), b.style("head"), b.style("name"), b.style("text")
	r.add(title, d.Title)
	r.add(text, d.Kicker)
	if d.Note != "" {
		r.add(text, d.Note)
	}
	if d.Price != "" {
		r.pair(name, d.Price, text, d.PriceFor)
	}
	for _, fact := range d.Lead {
		r.pair(name, fact.Name, text, fact.Value)
	}
	for _, s := range d.Sections {
		if len(s.Lines)+len(s.Facts)+len(s.Items) == 0 {
			continue
		}
		r.add(0, "")
		if s.Heading != "" {
			r.add(head, s.Heading)
		}
		for _, said := range s.Lines {
			r.pair(name, "", text, said)
		}
		for _, fact := range s.Facts {
			r.pair(name, fact.Name, text, fact.Value)
		}
		for _, item := range s.Items {
			r.pair(name, item.Head, text, strings.Join(item.all(), "\n"))
		}
	}
	return r.close()
}

// all is what an item says beside its head.
func (i Item) all() []string {
	var said []string
	for _, text := range append(append([]string{i.Said}, i.Lines...), i.Small) {
		if text != "" {
			said = append(said, text)
		}
	}
	return said
}

// table fills a sheet with a table.
func (b *book) table(s Section) error {
	name, t := b.name(s.Short), s.Table
	if _, err := b.NewSheet(name); err != nil {
		return err
	}
	f, err := b.NewStreamWriter(name)
	if err != nil {
		return err
	}
	r := &rows{StreamWriter: f}
	for i := range t.Heads {
		if err := r.SetColWidth(i+1, i+1, b.broad(t, i)); err != nil {
			return err
		}
	}
	if err := r.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	heads := make([]any, len(t.Heads))
	for i, head := range t.Heads {
		heads[i] = excelize.Cell{StyleID: b.style("heads", t.kind(i)), Value: head}
	}
	r.row(heads)
	for _, row := range t.Rows {
		cells := make([]any, len(row))
		for i, cell := range row {
			cells[i] = excelize.Cell{StyleID: b.style("cell", cell.Kind), Value: cell.value()}
		}
		r.row(cells)
	}
	if t.Total != nil {
		cells := make([]any, len(t.Total))
		for i, cell := range t.Total {
			total := excelize.Cell{StyleID: b.style("total", cell.Kind), Value: cell.value()}
			if cell.Kind == Kilos || cell.Kind == Euro {
				column, err := excelize.ColumnNumberToName(i + 1)
				if err != nil {
					return err
				}
				total.Formula = fmt.Sprintf("SUM(%s2:%s%d)", column, column, len(t.Rows)+1)
			}
			cells[i] = total
		}
		r.row(cells)
	}
	return r.close()
}

func (c Cell) value() any {
	if c.Kind == Words {
		return c.Text
	}
	return c.Number
}

// broad is the width of a column in letters.
func (b *book) broad(t *Table, column int) float64 {
	most := 9
	for _, row := range t.all() {
		most = max(most, letters(row[column].Text))
	}
	return float64(min(most, 60)) + 3
}

// name makes a name of a sheet: 31 units at most, some signs not, none twice.
func (b *book) name(wanted string) string {
	clean := strings.Trim(strings.NewReplacer(":", "", "\\", "-", "/", "-", "?", "", "*", "", "[", "(", "]", ")").Replace(wanted), "' ")
	if clean == "" {
		clean = "TOK"
	}
	for n := 1; ; n++ {
		end := ""
		if n > 1 {
			end = fmt.Sprintf(" %d", n)
		}
		cut := []rune(clean)
		for len(utf16.Encode(cut))+len(end) > 31 {
			cut = cut[:len(cut)-1]
		}
		if name := string(cut) + end; !b.taken[strings.ToLower(name)] {
			b.taken[strings.ToLower(name)] = true
			return name
		}
	}
}

// style gives the number of a style, made when it is first asked for.
func (b *book) style(of string, kind ...Kind) int {
	k := Words
	if len(kind) > 0 {
		k = kind[0]
	}
	key := fmt.Sprint(of, k)
	if id, made := b.styles[key]; made {
		return id
	}
	s := &excelize.Style{Font: &excelize.Font{Family: "Calibri", Size: 11, Color: "1D2A22"}, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}}
	if format := b.format(k); format != "" && of != "heads" {
		s.CustomNumFmt = &format
	}
	if k != Words {
		s.Alignment.Horizontal = "right"
	}
	switch of {
	case "title":
		s.Font.Bold, s.Font.Size, s.Alignment.WrapText = true, 20, false
	case "head":
		s.Font.Bold, s.Font.Size, s.Alignment.WrapText = true, 14, false
	case "name":
		s.Font.Bold = true
	case "heads":
		s.Font.Bold, s.Font.Color = true, "FFFFFF"
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"123A2C"}}
	case "total":
		s.Font.Bold = true
		s.Border = []excelize.Border{{Type: "top", Color: "1D2A22", Style: 1}}
	}
	id, err := b.NewStyle(s)
	if err != nil {
		panic(err) // the styles are ours
	}
	b.styles[key] = id
	return id
}

// format is how a spreadsheet shows a number; it sets the separators itself.
func (b *book) format(k Kind) string {
	switch k {
	case Kilos:
		return `#,##0" ` + b.kilo + `"`
	case Euro:
		return `#,##0.00" €"`
	case Price:
		return `0.00" €"`
	case Share:
		return "0%"
	}
	return ""
}

// rows writes one row after the other and keeps the first error.
type rows struct {
	*excelize.StreamWriter
	n   int
	err error
}

func (r *rows) row(cells []any) {
	r.n++
	if r.err == nil {
		r.err = r.SetRow(fmt.Sprintf("A%d", r.n), cells)
	}
}

func (r *rows) add(style int, text string) {
	r.row([]any{excelize.Cell{StyleID: style, Value: text}})
}

func (r *rows) pair(style int, name string, second int, text string) {
	r.row([]any{excelize.Cell{StyleID: style, Value: name}, excelize.Cell{StyleID: second, Value: text}})
}

func (r *rows) close() error {
	if r.err != nil {
		return r.err
	}
	return r.Flush()
}

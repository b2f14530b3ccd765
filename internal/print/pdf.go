package print

import (
	"io"
	"strconv"
	"strings"

	"codeberg.org/go-pdf/fpdf"

	"tok/third_party/fonts"
)

// A colour of the identity.
type colour struct{ r, g, b int }

var (
	ink     = colour{0x1D, 0x2A, 0x22}
	faint   = colour{0x4F, 0x5B, 0x52}
	line    = colour{0xDA, 0xCF, 0xB6}
	cypress = colour{0x12, 0x3A, 0x2C}
	mint    = colour{0xBF, 0xD3, 0xC6}
	quince  = colour{0xF7, 0xC9, 0x3E}
	leaf    = colour{0x1F, 0x6B, 0x45}
	pom     = colour{0xB0, 0x20, 0x3F}
	white   = colour{0xFF, 0xFF, 0xFF}
)

// Measures of the page in millimetres: A4.
const (
	wide, high = 210, 297
	edge       = 16
	inner      = wide - 2*edge
	bottom     = high - 20 // where the foot begins
)

// A style is how letters look: font, points, millimetres from line to line.
type style struct {
	font    string
	size    float64
	leading float64
	of      colour
}

var (
	running = style{font: "text", size: 10, leading: 4.6, of: ink}
	strong  = style{font: "bold", size: 10, leading: 4.6, of: ink}
	small   = style{font: "text", size: 8.5, leading: 3.9, of: faint}
	heads   = style{font: "bold", size: 8.5, leading: 3.9, of: faint}
	heading = style{font: "display", size: 19, leading: 7.2, of: ink}
)

// A paper is the PDF being written, and how far down the page it is.
type paper struct {
	*fpdf.Fpdf
	y float64
}

// PDF writes the document as A4 pages. The same document gives the same bytes.
func (d Document) PDF(w io.Writer) error {
	p := &paper{Fpdf: fpdf.New("P", "mm", "A4", "")}
	p.SetCatalogSort(true)
	p.SetCreationDate(d.At.UTC())
	p.SetModificationDate(d.At.UTC())
	p.SetTitle(d.Title, true)
	p.SetLang(d.Lang)
	p.SetProducer("TOK", true)
	p.AddUTF8FontFromBytes("text", "", fonts.Text)
	p.AddUTF8FontFromBytes("bold", "", fonts.Bold)
	p.AddUTF8FontFromBytes("display", "", fonts.Display)
	p.SetMargins(edge, edge, edge)
	p.SetCellMargin(0)
	p.SetAutoPageBreak(false, 0)
	p.AddPage()
	p.band(d)
	for _, s := range d.Sections {
		p.section(s)
	}
	p.feet(d)
	return p.Output(w)
}

// band is the head of the first page: title and tag on cypress.
func (p *paper) band(d Document) {
	title := style{font: "display", size: 32, leading: 11.2, of: white}
	p.letters(title)
	lines := p.wrapped(d.Title, inner)
	tall := 24 + float64(len(lines))*title.leading
	if d.Price != "" || len(d.Lead) > 0 {
		tall += 16
	}
	p.fill(cypress)
	p.Rect(0, 0, wide, tall, "F")
	p.y = 11
	p.put(edge, style{font: "bold", size: 10, leading: 6, of: mint}, d.Kicker, inner, "L")
	for _, l := range lines {
		p.put(edge, title, l, inner, "L")
	}
	p.y += 4
	x := float64(edge)
	if d.Price != "" {
		x += p.tag(d.Price, d.PriceFor) + 10
	}
	p.lead(x, d.Lead)
	p.y = tall + 5
}

// tag draws the price as the tag on goods, and says how wide it is.
func (p *paper) tag(price, what string) float64 {
	big, by := style{font: "display", size: 26, leading: 11, of: ink}, style{font: "text", size: 8.5, leading: 11, of: ink}
	p.letters(big)
	w := p.width(price)
	p.letters(by)
	v := min(p.width(what), 60)
	whole := 8 + w + 2 + v + 4
	x, y := float64(edge), p.y
	p.fill(quince)
	p.Polygon([]fpdf.PointType{{X: x, Y: y + 5.5}, {X: x + 4.5, Y: y}, {X: x + whole, Y: y}, {X: x + whole, Y: y + 11}, {X: x + 4.5, Y: y + 11}}, "F")
	p.dot(x+5, y+5.5, 2.2, cypress)
	p.put(x+8, big, price, w, "L")
	p.y = y
	p.put(x+8+w+2, by, what, v, "L")
	p.y = y
	return whole
}

// lead writes the few numbers it is about, one beside the other.
func (p *paper) lead(x float64, facts []Fact) {
	each := (wide - edge - x) / float64(max(1, len(facts)))
	for i, f := range facts {
		y := p.y
		p.put(x+float64(i)*each, style{font: "text", size: 8.5, leading: 3.6, of: mint}, f.Name, each, "L")
		p.put(x+float64(i)*each, style{font: "display", size: 20, leading: 8, of: quince}, f.Value, each, "L")
		p.y = y
	}
}

func (p *paper) section(s Section) {
	p.y += 3
	p.need(30)
	if s.Heading != "" {
		p.paragraph(edge, heading, s.Heading, inner)
		p.y += 1.5
	}
	for _, text := range s.Lines {
		p.paragraph(edge, running, text, inner)
		p.y += 1
	}
	p.facts(s.Facts)
	if s.Table != nil {
		p.y++
		p.table(s.Table)
		p.y += 1.5
	}
	for _, item := range s.Items {
		p.item(item)
	}
	p.y += 3
}

// facts stand in two columns.
func (p *paper) facts(facts []Fact) {
	const half, gap = inner / 2, 4
	if len(facts) > 0 {
		p.y++
	}
	for i := 0; i < len(facts); i += 2 {
		p.need(12)
		y, lowest := p.y, p.y
		for j, f := range facts[i:min(i+2, len(facts))] {
			p.y = y
			p.paragraph(edge+float64(j)*half, small, f.Name, half-gap)
			p.paragraph(edge+float64(j)*half, strong, f.Value, half-gap)
			lowest = max(lowest, p.y)
		}
		p.y = lowest + 1.5
	}
}

// item is a list entry with its mark at the left.
func (p *paper) item(i Item) {
	const in = 5
	p.need(11)
	at := p.y + 2.3
	switch i.Mark {
	case Good:
		p.dot(edge+1.5, at, 2.4, leaf)
	case Waiting:
		p.dot(edge+1.5, at, 2.6, pom)
		p.dot(edge+1.5, at, 1.4, white)
	case Bad:
		p.dot(edge+1.5, at, 2.6, pom)
	default:
		p.dot(edge+1.5, at, 2.4, line)
	}
	head := i.Head
	if i.Said != "" {
		head += " · " + i.Said
	}
	p.paragraph(edge+in, strong, head, inner-in)
	for _, text := range i.Lines {
		p.paragraph(edge+in, running, text, inner-in)
	}
	if i.Small != "" {
		p.paragraph(edge+in, small, i.Small, inner-in)
	}
	p.y += 1.8
}

// dot is a line of no length with round ends, which is rounder than a circle.
func (p *paper) dot(x, y, across float64, c colour) {
	p.SetLineCapStyle("round")
	p.SetLineWidth(across)
	p.SetDrawColor(c.r, c.g, c.b)
	p.Line(x, y, x, y)
	p.SetLineCapStyle("butt")
}

// feet writes the foot of every page, once their number is known.
func (p *paper) feet(d Document) {
	last := p.PageCount()
	for n := 1; n <= last; n++ {
		p.SetPage(n)
		p.SetFont("bold", "", 7) // so that the next font is written into this page
		p.rule(bottom+5, line, .2)
		p.y = bottom + 7
		p.put(edge, heads, d.Number, 30, "L")
		p.y = bottom + 7
		p.put(edge+30, small, d.Note, inner-60, "C")
		p.y = bottom + 7
		p.put(wide-edge-30, small, strconv.Itoa(n)+" / "+strconv.Itoa(last), 30, "R")
	}
}

// need begins a new page where less than h millimetres are left.
func (p *paper) need(h float64) bool {
	if p.y+h <= bottom {
		return false
	}
	p.AddPage()
	p.y = edge
	return true
}

func (p *paper) letters(s style) {
	p.SetFont(s.font, "", s.size)
	p.SetTextColor(s.of.r, s.of.g, s.of.b)
}

func (p *paper) fill(c colour) { p.SetFillColor(c.r, c.g, c.b) }

func (p *paper) rule(y float64, c colour, thick float64) {
	p.SetDrawColor(c.r, c.g, c.b)
	p.SetLineWidth(thick)
	p.Line(edge, y, wide-edge, y)
}

// put writes one line and goes to the next.
func (p *paper) put(x float64, s style, text string, w float64, align string) {
	p.letters(s)
	p.SetXY(x, p.y)
	p.CellFormat(w, s.leading, drawable(text), "", 0, align+"M", false, 0, "")
	p.y += s.leading
}

// paragraph writes a text in as many lines as it takes.
func (p *paper) paragraph(x float64, s style, text string, w float64) {
	p.letters(s)
	for _, l := range p.wrapped(text, w) {
		p.need(s.leading)
		p.put(x, s, l, w, "L")
	}
}

func (p *paper) width(text string) float64 { return p.GetStringWidth(drawable(text)) }

// wrapped breaks a text at its spaces into lines of at most w in the letters
// that are set; a word that is longer is cut.
func (p *paper) wrapped(text string, w float64) []string {
	var lines []string
	now := ""
	for _, word := range strings.Split(text, " ") {
		with := strings.TrimPrefix(now+" "+word, " ")
		if now != "" && p.width(with) > w {
			lines, with = append(lines, now), word
		}
		for p.width(with) > w && letters(with) > 1 {
			cut := []rune(with)
			n := len(cut) - 1
			for n > 1 && p.width(string(cut[:n])) > w {
				n--
			}
			lines, with = append(lines, string(cut[:n])), string(cut[n:])
		}
		now = with
	}
	return append(lines, now)
}

// drawable leaves out what the fonts' table of letters cannot hold.
func drawable(text string) string {
	return strings.Map(func(r rune) rune {
		if r > 0xFFFE {
			return '?'
		}
		return r
	}, text)
}

package print_test

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"tok/internal/print"
	"tok/third_party/fonts"
)

// offer is a document in three alphabets, long enough for several pages.
func offer(rows int) print.Document {
	table := &print.Table{Heads: []string{"Anëtari", "κιλά", "Общо"}}
	kg, euro := 0, 0
	for i := range rows {
		table.Rows = append(table.Rows, []print.Cell{print.Word(fmt.Sprintf("Щастлива ябълка %d", i)),
			kilos(fmt.Sprint(1000+i), float64(1000+i)), money(10_01 + i)})
		kg, euro = kg+1000+i, euro+10_01+i
	}
	table.Total = []print.Cell{print.Word("Όλα"), kilos(fmt.Sprint(kg), float64(kg)), money(euro)}
	return print.Document{Title: "60 t shegë: Munich", Number: "118-2", Kicker: "Oferta", Price: "1,48 €", PriceFor: "për kg", Lang: "sq", Kilo: "kg",
		Note: "Δείγμα", At: time.Date(2026, 11, 24, 12, 19, 0, 0, time.UTC),
		Lead: []print.Fact{{Name: "Μαζί", Value: "1,06 €/κιλό"}},
		Sections: []print.Section{
			{Heading: "Çdo gjë që ndahet", Lines: []string{"Ό,τι προσθέτει η ώρα, ѝ се дължи: – „€“ (\\)."}},
			{Heading: "Ndarja", Short: "Ndarja [fair] / e drejtë, me një emër shumë të gjatë", Table: table,
				Items: []print.Item{{Mark: print.Waiting, Said: "mbetet", Head: "Licenca", Lines: []string{"Pret: Ροδιά"}, Small: "AL-HOR-001"}}},
		}}
}

func money(cents int) print.Cell {
	return print.Cell{Text: fmt.Sprintf("%d,%02d €", cents/100, cents%100), Kind: print.Euro, Number: float64(cents) / 100}
}

func pdf(t *testing.T, d print.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := d.PDF(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

var (
	pageOf  = regexp.MustCompile(`/Type /Page\n`)
	stream  = regexp.MustCompile(`(?s)stream\n(.*?)\nendstream`)
	written = regexp.MustCompile(`(?s)\(((?:\\.|[^\\)])*)\) ?Tj`)
	escaped = regexp.MustCompile(`(?s)\\(.)`)
)

// said reads what stands on the pages, page by page.
func said(t *testing.T, paper []byte) (pages []string) {
	t.Helper()
	for _, s := range stream.FindAllSubmatch(paper, -1) {
		z, err := zlib.NewReader(bytes.NewReader(s[1]))
		if err != nil {
			continue
		}
		content, err := io.ReadAll(z)
		if err != nil || !bytes.Contains(content, []byte("Tj")) {
			continue
		}
		var page strings.Builder
		for _, w := range written.FindAllSubmatch(content, -1) {
			raw := escaped.ReplaceAllFunc(w[1], func(e []byte) []byte {
				if e[1] == 'r' {
					return []byte{'\r'}
				}
				return e[1:]
			})
			units := make([]uint16, len(raw)/2)
			for i := range units {
				units[i] = binary.BigEndian.Uint16(raw[2*i:])
			}
			page.WriteString(string(utf16.Decode(units)) + "\n")
		}
		pages = append(pages, page.String())
	}
	return pages
}

func TestPaperSaysTheDocumentInEveryAlphabet(t *testing.T) {
	t.Parallel()
	paper := pdf(t, offer(5))
	if !bytes.HasPrefix(paper, []byte("%PDF-")) {
		t.Fatalf("it begins with %q", paper[:8])
	}
	all := strings.Join(said(t, paper), "")
	for _, want := range []string{"60 t shegë: Munich", "118-2", "1,48 €", "1,06 €/κιλό", "Çdo gjë që ndahet", "Ό,τι προσθέτει η ώρα, ѝ се дължи: – „€“ (\\).", "Щастлива ябълка 4", "50,15 €", "Licenca · mbetet", "AL-HOR-001"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not on paper:\n%s", want, all)
		}
	}
}

func TestHeadsStandAgainOnEveryPageAndPagesAreNumbered(t *testing.T) {
	t.Parallel()
	paper := pdf(t, offer(120))
	pages := said(t, paper)
	if n := len(pageOf.FindAll(paper, -1)); n < 3 || n != len(pages) {
		t.Fatalf("%d pages, %d of them written on", n, len(pages))
	}
	for i, page := range pages {
		for _, want := range []string{"Anëtari", "118-2", "Δείγμα", fmt.Sprintf("%d / %d", i+1, len(pages))} {
			if !strings.Contains(page, want) {
				t.Errorf("page %d does not say %q", i+1, want)
			}
		}
	}
}

func TestTheSameDocumentIsTheSamePaper(t *testing.T) {
	t.Parallel()
	if !bytes.Equal(pdf(t, offer(50)), pdf(t, offer(50))) {
		t.Error("two papers of one document differ")
	}
}

func TestPaperBearsWhatItsLettersCannotWrite(t *testing.T) {
	t.Parallel()
	d := offer(1)
	d.Title, d.Sections[0].Lines = "🍇 \uffff 葡萄", []string{strings.Repeat("Ω", 400), ""}
	if all := strings.Join(said(t, pdf(t, d)), ""); strings.Count(all, "Ω") != 400 {
		t.Error("a word longer than a line is not whole")
	}
}

func TestPaperHasALetterForEveryWordOfTheFourLanguages(t *testing.T) {
	t.Parallel()
	for name, font := range map[string][]byte{"text": fonts.Text, "bold": fonts.Bold, "display": fonts.Display} {
		has := lettersOf(font)
		for _, l := range []string{"en", "sq", "el", "bg"} {
			raw, err := os.ReadFile(filepath.Join("..", "..", "lang", "words", l+".json"))
			if err != nil {
				t.Fatal(err)
			}
			var words map[string]any
			if err := json.Unmarshal(raw, &words); err != nil {
				t.Fatal(err)
			}
			for key, word := range words {
				for _, r := range fmt.Sprint(word) {
					if r != '\n' && !has(r) {
						t.Errorf("%s has no %q (%U), which %s in %s needs", name, r, r, key, l)
					}
				}
			}
		}
	}
}

// lettersOf reads a font's table of letters (cmap, format 4).
func lettersOf(font []byte) func(rune) bool {
	u16 := func(at int) int { return int(binary.BigEndian.Uint16(font[at:])) }
	u32 := func(at int) int { return int(binary.BigEndian.Uint32(font[at:])) }
	for i := range u16(4) {
		at := 12 + 16*i
		if string(font[at:at+4]) != "cmap" {
			continue
		}
		cmap := u32(at + 8)
		for j := range u16(cmap + 2) {
			sub := cmap + u32(cmap+4+8*j+4)
			if u16(sub) != 4 {
				continue
			}
			segments := u16(sub+6) / 2
			return func(r rune) bool {
				for s := range segments {
					if end, start := u16(sub+14+2*s), u16(sub+16+2*segments+2*s); int(r) >= start && int(r) <= end {
						return end != 0xFFFF
					}
				}
				return false
			}
		}
	}
	return func(rune) bool { return false }
}

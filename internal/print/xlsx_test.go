package print_test

import (
	"bytes"
	"math"
	"strconv"
	"testing"

	"github.com/xuri/excelize/v2"

	"tok/internal/print"
)

func workbook(t *testing.T, d print.Document) *excelize.File {
	t.Helper()
	var b bytes.Buffer
	if err := d.XLSX(&b); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = book.Close() })
	return book
}

func TestASpreadsheetAddsUpToTheCent(t *testing.T) {
	t.Parallel()
	book := workbook(t, offer(30))
	sheets := book.GetSheetList()
	if len(sheets) != 2 || sheets[0] != "118-2" || sheets[1] != "Ndarja (fair) - e drejtë, me nj" {
		t.Fatalf("sheets: %q", sheets)
	}
	rows, err := book.GetRows(sheets[1], excelize.Options{RawCellValue: true})
	if err != nil || len(rows) != 32 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for column, name := range []string{"A", "B", "C"} {
		cell := name + "32"
		formula, err := book.GetCellFormula(sheets[1], cell)
		if err != nil {
			t.Fatal(err)
		}
		if column == 0 {
			if formula != "" {
				t.Errorf("words have the sum %s", formula)
			}
			continue
		}
		calculated, err := book.CalcCellValue(sheets[1], cell, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		sum := 0.0
		for _, row := range rows[1:31] {
			sum += number(t, row[column])
		}
		if total := number(t, rows[31][column]); cents(total) != cents(sum) || cents(total) != cents(number(t, calculated)) {
			t.Errorf("%s: written %v, added up %v, %s gives %s", cell, total, sum, formula, calculated)
		}
		if kind, err := book.GetCellType(sheets[1], name+"2"); err != nil || kind != excelize.CellTypeNumber && kind != excelize.CellTypeUnset {
			t.Errorf("%s2 is no number: %v, %v", name, kind, err)
		}
	}
	if shown, err := book.GetCellValue(sheets[1], "C2"); err != nil || shown != "10.01 €" {
		t.Errorf("10.01 euro are shown as %q, %v", shown, err)
	}
}

func TestASpreadsheetSaysWhatThePaperSays(t *testing.T) {
	t.Parallel()
	rows, err := workbook(t, offer(1)).GetRows("118-2")
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]bool{}
	for _, row := range rows {
		for _, cell := range row {
			said[cell] = true
		}
	}
	for _, want := range []string{"60 t shegë: Munich", "Δείγμα", "1,06 €/κιλό", "Ό,τι προσθέτει η ώρα, ѝ се дължи: – „€“ (\\).", "Licenca", "mbetet\nPret: Ροδιά\nAL-HOR-001"} {
		if !said[want] {
			t.Errorf("%q is not said: %q", want, rows)
		}
	}
}

func TestSheetsOfOneNameAreNumbered(t *testing.T) {
	t.Parallel()
	d := offer(1)
	d.Sections = append(d.Sections, d.Sections[1])
	d.Sections[1].Short, d.Sections[2].Short = "Lots", "lots"
	if sheets := workbook(t, d).GetSheetList(); len(sheets) != 3 || sheets[1] != "Lots" || sheets[2] != "lots 2" {
		t.Errorf("sheets: %q", sheets)
	}
}

func number(t *testing.T, text string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Errorf("%q is no number", text)
	}
	return x
}

func cents(euro float64) int64 { return int64(math.Round(euro * 100)) }

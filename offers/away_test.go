package offers_test

import (
	"math"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tok/lang"
	"tok/offers"
)

// file asks for an offer to take away.
func (s site) file(t *testing.T, path string) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	return w
}

func TestAnOfferIsTakenAwayAsAFileWithItsNumberAndLanguage(t *testing.T) {
	t.Parallel()
	s := aSite(t)
	for form, kind := range map[string]string{"pdf": "application/pdf", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"} {
		for _, l := range lang.All {
			for _, number := range []string{"120-1", "121-1", "123-1"} {
				path := "/" + string(l) + "/offers/" + number + "." + form
				w := s.file(t, path)
				name := "attachment; filename=tok-" + number + "-" + string(l) + "." + form
				if w.Code != http.StatusOK || w.Header().Get("Content-Type") != kind || w.Header().Get("Content-Disposition") != name {
					t.Errorf("%s answers %d with %v", path, w.Code, w.Header())
				}
				if begins := map[string]string{"pdf": "%PDF-", "xlsx": "PK"}[form]; !strings.HasPrefix(w.Body.String(), begins) {
					t.Errorf("%s begins with %q", path, w.Body.String()[:8])
				}
			}
		}
		if page := s.get(t, "/sq/offers/123-1"); !strings.Contains(page, `href="/sq/offers/123-1.`+form+`"`) {
			t.Errorf("the page has no link to %s", form)
		}
	}
	if w := s.file(t, "/sq/offers/123-1.docx"); w.Code != http.StatusNotFound {
		t.Errorf("a form that does not exist answers %d", w.Code)
	}
}

// The columns of the Excel file's split: kilograms, alone, extra, gets.
func TestTheExcelFileAddsUpToWhatTheBuyerPays(t *testing.T) {
	t.Parallel()
	s := aSite(t)
	for number, c := range map[string]*offers.Composition{"120-1": composed(t)[cheese].Composition, "123-1": composed(t)[wine].Composition} {
		book, err := excelize.OpenReader(s.file(t, "/en/offers/"+number+".xlsx").Body)
		if err != nil {
			t.Fatal(err)
		}
		split, price := lang.English.T("offers.jump_split"), lang.English.T("offers.jump_price")
		end := strconv.Itoa(len(c.Lines) + 2)
		for column, want := range map[string]int64{"B": int64(c.Account.Kg) * 100, "C": int64(c.Account.Alone), "D": int64(c.Account.Extra()), "E": int64(c.Account.Receive())} {
			if got := calculated(t, book, split, column+end); got != want {
				t.Errorf("%s: %s%s of the split is %d, not %d", number, column, end, got, want)
			}
			sum := int64(0)
			for row := 2; row < len(c.Lines)+2; row++ {
				sum += calculated(t, book, split, column+strconv.Itoa(row))
			}
			if sum != want {
				t.Errorf("%s: column %s adds up to %d, not %d", number, column, sum, want)
			}
		}
		rows, err := book.GetRows(price)
		if err != nil {
			t.Fatal(err)
		}
		if got := calculated(t, book, price, "C"+strconv.Itoa(len(rows))); got != int64(c.Account.Receive()) {
			t.Errorf("%s: price less costs is %d, but the members receive %d", number, got, c.Account.Receive())
		}
		lorries, err := book.GetRows(lang.English.T("offers.jump_lorries"))
		if err != nil {
			t.Fatal(err)
		}
		if got := calculated(t, book, lang.English.T("offers.jump_lorries"), "D"+strconv.Itoa(len(lorries))); got != int64(c.Account.Kg)*100 {
			t.Errorf("%s: the lorries carry %d, not %d", number, got, c.Account.Kg)
		}
		if err := book.Close(); err != nil {
			t.Error(err)
		}
	}
}

// calculated is a cell as a spreadsheet calculates it, in hundredths.
func calculated(t *testing.T, book *excelize.File, sheet, cell string) int64 {
	t.Helper()
	text, err := book.CalcCellValue(sheet, cell, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(sheet, cell, err)
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(sheet, cell, err)
	}
	return int64(math.Round(x * 100))
}

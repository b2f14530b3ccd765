package print_test

import (
	"testing"

	"tok/internal/print"
)

func kilos(text string, kg float64) print.Cell {
	return print.Cell{Text: text, Kind: print.Kilos, Number: kg}
}

func TestNumbersStandUnderEachOtherInEveryAlphabet(t *testing.T) {
	t.Parallel()
	got := print.Document{Title: "Ρόδια", Sections: []print.Section{{
		Heading: "Κατανομή",
		Facts:   []print.Fact{{"Τιμή", "1,48 €"}, {"Αγοραστής", "Isar"}},
		Table: &print.Table{
			Heads: []string{"Μέλος", "κιλά"},
			Rows:  [][]print.Cell{{print.Word("Ροδιά"), kilos("7.000", 7000)}, {print.Word("Нар"), kilos("500", 500)}},
			Total: []print.Cell{print.Word("Όλα"), kilos("7.500", 7500)},
		},
	}}}.Text()
	want := `Ρόδια
=====

Κατανομή
--------
Τιμή:      1,48 €
Αγοραστής: Isar
Μέλος   κιλά
------------
Ροδιά  7.000
Нар      500
------------
Όλα    7.500
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

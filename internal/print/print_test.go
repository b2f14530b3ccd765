package print_test

import (
	"testing"

	"tok/internal/print"
)

func TestNumbersStandUnderEachOtherInEveryAlphabet(t *testing.T) {
	t.Parallel()
	got := print.Document{Title: "Ρόδια", Sections: []print.Section{{
		Heading: "Κατανομή",
		Facts:   []print.Fact{{"Τιμή", "1,48 €"}, {"Αγοραστής", "Isar"}},
		Table: &print.Table{
			Heads: []string{"Μέλος", "κιλά"},
			Rows:  [][]string{{"Ροδιά", "7.000"}, {"Нар", "500"}},
			Total: []string{"Όλα", "7.500"},
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

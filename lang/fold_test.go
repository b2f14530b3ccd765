package lang_test

import (
	"testing"

	"tok/lang"
)

func TestOneSearchFindsEverySpelling(t *testing.T) {
	t.Parallel()
	for _, same := range [][]string{
		{"Larisa", "Λάρισα", "ΛΑΡΙΣΑ", "Лариса", "Larissa"},
		{"Igoumenitsa", "Ηγουμενίτσα"},
		{"Tepelenë", "tepelene", "TEPELENË"},
		{"Çorovodë", "Corovode"},
		{"Shtastliva yabalka", "Щастлива ябълка"},
		{"Sofia", "София", "Σόφια"},
		{"Halkidiki", "Χαλκιδική", "Chalkidiki"},
		{"Lefkosia", "Λευκωσία"},
		{"Plovdiv", "Пловдив"},
		{"Στέφανος", "ΣΤΕΦΑΝΟΣ", "Stefanos"},
		{"Αττική", "Aττική"},               // a Latin A, as in the EU's own list of regions
		{"Манов мед", "Maнов мед"},         // a Latin Ma, as in a register of names
		{"A. HADJIPIERI", "Α. HADJIPIERI"}, // a Greek Alpha
		{"Nicosia", "Νicosia"},             // a Greek Nu
		{"PETROL", "ΡETROL", "РЕTRОL"},     // a Greek Rho, Cyrillic Er, Ie and O
		{"olive-oil,  extra", "Olive oil extra"},
		{"e\u0308 combining", "ë combining"},
	} {
		want := lang.Fold(same[0])
		if want == "" {
			t.Errorf("%q folds to nothing", same[0])
		}
		for _, s := range same[1:] {
			if got := lang.Fold(s); got != want {
				t.Errorf("%q folds to %q, but %q to %q", s, got, same[0], want)
			}
		}
	}
}

func TestDifferentWordsStayDifferent(t *testing.T) {
	t.Parallel()
	for _, pair := range [][2]string{{"мляко", "мед"}, {"Vlora", "Fier"}, {"15092000", "1509200"}, {"verë", "vaj"}} {
		if lang.Fold(pair[0]) == lang.Fold(pair[1]) {
			t.Errorf("%q and %q fold to the same", pair[0], pair[1])
		}
	}
}

func FuzzFold(f *testing.F) {
	f.Add("Ηγουμενίτσα 44 t")
	f.Add("Maнов \xff мед")
	f.Add("cch ckh")
	f.Fuzz(func(t *testing.T, s string) {
		if once := lang.Fold(s); lang.Fold(once) != once {
			t.Errorf("%q folds to %q and that to %q", s, once, lang.Fold(once))
		}
	})
}

package lang_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"tok/fault"
	"tok/lang"
	"tok/measure"
)

// inFour checks what the four languages say, in the order of the table in which
// the formats were agreed: Albanian, Greek, Bulgarian, English; ␣ is a no-break space.
func inFour(t *testing.T, say func(lang.Tag) string, want ...string) {
	t.Helper()
	for i, l := range lang.All {
		if got := say(l); got != strings.ReplaceAll(want[i], "␣", "\u00a0") {
			t.Errorf("%s says %q, not %q", l, got, want[i])
		}
	}
}

func TestNumbersAreWrittenAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	inFour(t, func(l lang.Tag) string { return l.Decimal(1234.5, 1) }, "1234,5", "1.234,5", "1234,5", "1,234.5")
	inFour(t, func(l lang.Tag) string { return l.Whole(60000) }, "60␣000", "60.000", "60␣000", "60,000")
	inFour(t, func(l lang.Tag) string { return l.Whole(1234) }, "1234", "1.234", "1234", "1,234")
	inFour(t, func(l lang.Tag) string { return l.Whole(12345) }, "12␣345", "12.345", "12␣345", "12,345")
	inFour(t, func(l lang.Tag) string { return l.Whole(-1234567) }, "−1␣234␣567", "−1.234.567", "−1␣234␣567", "−1,234,567")
	inFour(t, func(l lang.Tag) string { return l.Decimal(-0.001, 2) }, "0,00", "0,00", "0,00", "0.00")
	inFour(t, func(l lang.Tag) string { return l.Number(4.250) }, "4,25", "4,25", "4,25", "4.25")
	inFour(t, func(l lang.Tag) string { return l.Number(300) }, "300", "300", "300", "300")
	inFour(t, func(l lang.Tag) string { return l.Percent(0.415, 1) }, "41,5%", "41,5%", "41,5%", "41.5%")
}

func TestMoneyIsWrittenAsPeopleWriteIt(t *testing.T) {
	t.Parallel()
	inFour(t, func(l lang.Tag) string { return l.Euro(123450) }, "1234,50␣€", "1.234,50␣€", "1234,50␣€", "€1,234.50")
	inFour(t, func(l lang.Tag) string { return l.EuroWhole(-197260) }, "−1973␣€", "−1.973␣€", "−1973␣€", "−€1,973")
	inFour(t, func(l lang.Tag) string { return l.EuroGain(254300) }, "+2543␣€", "+2.543␣€", "+2543␣€", "+€2,543")
	inFour(t, func(l lang.Tag) string { return l.PerKilo(148_000) }, "1,48␣€/kg", "1,48␣€/κιλό", "1,48␣€/кг", "€1.48/kg")
	inFour(t, func(l lang.Tag) string { return l.PerKilo(64_300) }, "0,643␣€/kg", "0,643␣€/κιλό", "0,643␣€/кг", "€0.643/kg")
	inFour(t, func(l lang.Tag) string { return l.Price(105_935) }, "1,06␣€", "1,06␣€", "1,06␣€", "€1.06")
}

func TestQuantitiesCarryTheirUnit(t *testing.T) {
	t.Parallel()
	inFour(t, func(l lang.Tag) string { return l.Kilos(7000) }, "7000␣kg", "7.000␣kg", "7000␣кг", "7,000␣kg")
	inFour(t, func(l lang.Tag) string { return l.Tonnes(60_000) }, "60␣t", "60␣t", "60␣т", "60␣t")
	inFour(t, func(l lang.Tag) string { return l.Tonnes(4250) }, "4,25␣t", "4,25␣t", "4,25␣т", "4.25␣t")
	inFour(t, func(l lang.Tag) string { return l.Tonnes(49_512) }, "49,5␣t", "49,5␣t", "49,5␣т", "49.5␣t")
}

func TestDaysAreWrittenAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	day, friday := measure.MustDay("2026-11-24"), measure.MustDay("2026-11-27")
	inFour(t, func(l lang.Tag) string { return l.Date(day) }, "24 nëntor 2026", "24 Νοεμβρίου 2026", "24 ноември 2026 г.", "24 November 2026")
	inFour(t, func(l lang.Tag) string { return l.Weekday(friday) }, "e premte, 27 nëntor", "Παρασκευή 27 Νοεμβρίου", "петък, 27 ноември", "Friday 27 November")
	inFour(t, func(l lang.Tag) string { return l.MonthName(11) }, "nëntor", "Νοέμβριος", "ноември", "November")
	inFour(t, func(l lang.Tag) string { return l.InDays(3) }, "pas 3 ditësh", "σε 3 ημέρες", "след 3 дни", "in 3 days")
	inFour(t, func(l lang.Tag) string { return l.InDays(1) }, "pas 1 dite", "σε 1 ημέρα", "след 1 ден", "in 1 day")
	inFour(t, func(l lang.Tag) string { return l.InDays(-2) }, "para 2 ditësh", "πριν από 2 ημέρες", "преди 2 дни", "2 days ago")
	inFour(t, func(l lang.Tag) string { return l.InDays(0) }, "sot", "σήμερα", "днес", "today")
	inFour(t, func(l lang.Tag) string { return l.Date(measure.Day{}) }, "", "", "", "")
}

func TestATimeIsWrittenWithItsCities(t *testing.T) {
	t.Parallel()
	six := time.Date(2026, 11, 27, 17, 0, 0, 0, time.UTC)
	inFour(t, func(l lang.Tag) string { return l.Clock(six, measure.Tirana) }, "18:00", "18:00", "18:00 ч.", "18:00")
	inFour(t, func(l lang.Tag) string { return l.TimeIn(six, measure.Tirana) },
		"18:00 në Tiranë (19:00 në Athinë, Sofje dhe Nikosi)",
		"18:00 στα Τίρανα (19:00 σε Αθήνα, Σόφια και Λευκωσία)",
		"18:00 ч. в Тирана (19:00 ч. в Атина, София и Никозия)",
		"18:00 in Tirana (19:00 in Athens, Sofia and Nicosia)")
	athens, _ := time.LoadLocation("Europe/Athens")
	if got := lang.English.TimeIn(six, athens); got != "19:00 in Athens, Sofia and Nicosia (18:00 in Tirana)" {
		t.Errorf("in Athens: %q", got)
	}
}

func TestAKeyThatNobodyTranslatedIsShown(t *testing.T) {
	t.Parallel()
	if got := lang.Greek.T("nowhere.to_be_found"); got != "⟦nowhere.to_be_found⟧" {
		t.Errorf("got %q", got)
	}
	if lang.Greek.Has("nowhere.to_be_found") || !lang.Greek.Has("fault.broken") {
		t.Error("Has does not know the catalog")
	}
}

func TestAPersonIsToldWhatWentWrongButNotTheOperatorsDetails(t *testing.T) {
	t.Parallel()
	got := lang.English.Say(errors.New("dial tcp: refused"))
	if got != lang.English.Say(fault.Of(fault.Broken, "fault.broken")) || strings.Contains(got, "dial") {
		t.Errorf("got %q", got)
	}
	if lang.English.Say(nil) != "" {
		t.Error("nothing went wrong, and yet something is said")
	}
}

func TestAHeaderChoosesAmongTheFourAndNothingElse(t *testing.T) {
	t.Parallel()
	for header, want := range map[string]lang.Tag{
		"":                                 lang.Albanian,
		"de-DE,de;q=0.9":                   lang.Albanian,
		"mk":                               lang.Albanian,
		"de,el-CY;q=0.8,en;q=0.9":          lang.English,
		"bg-BG,bg;q=0.9,en;q=0.5":          lang.Bulgarian,
		"el":                               lang.Greek,
		strings.Repeat("x", 5000) + ";q=;": lang.Albanian,
	} {
		if got := lang.FromHeader(header); got != want {
			t.Errorf("%.30q chose %s, not %s", header, got, want)
		}
	}
	if l, ok := lang.Parse("el_GR.UTF-8"); !ok || l != lang.Greek {
		t.Error("an environment's language is not understood")
	}
}

func TestATextFallsBackToEnglishThenToWhatThereIs(t *testing.T) {
	t.Parallel()
	text, from := lang.Text{lang.Greek: "λάδι", lang.English: "oil"}.In(lang.Bulgarian)
	if text != "oil" || from != lang.English {
		t.Errorf("got %q in %s", text, from)
	}
	if text, from = (lang.Text{lang.Greek: "λάδι"}).In(lang.Bulgarian); text != "λάδι" || from != lang.Greek {
		t.Errorf("got %q in %s", text, from)
	}
}

func TestTheAlphabetOfTheReaderOrdersNames(t *testing.T) {
	t.Parallel()
	names := []string{"Xhamlla", "Dropull", "Çorovodë", "Zagori", "Dhërmi", "Cërrik", "Durrës", "Elbasan", "Ersekë", "Xarrë"}
	want := []string{"Cërrik", "Çorovodë", "Dropull", "Durrës", "Dhërmi", "Elbasan", "Ersekë", "Xarrë", "Xhamlla", "Zagori"}
	lang.Sort(lang.Albanian, names)
	if !slices.Equal(names, want) {
		t.Errorf("got %v", names)
	}
}

package lang

import (
	"fmt"
	"time"

	"tok/measure"
)

// Names of months and of weekdays from Sunday on, as CLDR 44 writes them inside
// a date; Greek months stand alone in another form.
var (
	months = map[Tag][12]string{
		Albanian:  {"janar", "shkurt", "mars", "prill", "maj", "qershor", "korrik", "gusht", "shtator", "tetor", "nëntor", "dhjetor"},
		Greek:     {"Ιανουαρίου", "Φεβρουαρίου", "Μαρτίου", "Απριλίου", "Μαΐου", "Ιουνίου", "Ιουλίου", "Αυγούστου", "Σεπτεμβρίου", "Οκτωβρίου", "Νοεμβρίου", "Δεκεμβρίου"},
		Bulgarian: {"януари", "февруари", "март", "април", "май", "юни", "юли", "август", "септември", "октомври", "ноември", "декември"},
		English:   {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
	}
	greekMonths = [12]string{"Ιανουάριος", "Φεβρουάριος", "Μάρτιος", "Απρίλιος", "Μάιος", "Ιούνιος", "Ιούλιος", "Αύγουστος", "Σεπτέμβριος", "Οκτώβριος", "Νοέμβριος", "Δεκέμβριος"}
	weekdays    = map[Tag][7]string{
		Albanian:  {"e diel", "e hënë", "e martë", "e mërkurë", "e enjte", "e premte", "e shtunë"},
		Greek:     {"Κυριακή", "Δευτέρα", "Τρίτη", "Τετάρτη", "Πέμπτη", "Παρασκευή", "Σάββατο"},
		Bulgarian: {"неделя", "понеделник", "вторник", "сряда", "четвъртък", "петък", "събота"},
		English:   {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
	}
	east = mustZone("Europe/Athens")
)

func mustZone(name string) *time.Location {
	zone, err := time.LoadLocation(name)
	if err != nil {
		panic(fmt.Sprintf("lang: %v", err))
	}
	return zone
}

// MonthName is the month standing alone.
func (l Tag) MonthName(m measure.Month) string {
	if !m.Valid() {
		return ""
	}
	if l == Greek {
		return greekMonths[m-1]
	}
	return months[l][m-1]
}

// DayMonth writes a day without its year: "27 November".
func (l Tag) DayMonth(d measure.Day) string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d %s", d.Date(), months[l][d.Month()-1])
}

// Date writes a day: "24 November 2026".
func (l Tag) Date(d measure.Day) string {
	if d.IsZero() {
		return ""
	}
	year := fmt.Sprintf(" %d", d.Year())
	if l == Bulgarian {
		year += " г."
	}
	return l.DayMonth(d) + year
}

// Weekday writes a day with its weekday: "Friday 27 November".
func (l Tag) Weekday(d measure.Day) string {
	if d.IsZero() {
		return ""
	}
	between := " "
	if l == Albanian || l == Bulgarian {
		between = ", "
	}
	return weekdays[l][d.Weekday()] + between + l.DayMonth(d)
}

// Clock writes the time of day of t in a zone: "18:00".
func (l Tag) Clock(t time.Time, zone *time.Location) string {
	written := t.In(zone).Format("15:04")
	if l == Bulgarian {
		written += " ч."
	}
	return written
}

// TimeIn writes the time of day with its city, the site's zone first, and what
// it is in the other zone of the four countries: "18:00 in Tirana (19:00 in
// Athens, Sofia and Nicosia)".
func (l Tag) TimeIn(t time.Time, zone *time.Location) string {
	key := "lang.time_tirana"
	if t.In(zone).Format("15:04") == t.In(east).Format("15:04") {
		key = "lang.time_athens"
	}
	return l.T(key, "tirana", l.Clock(t, measure.Tirana), "athens", l.Clock(t, east))
}

// InDays says how far away a day is: "in 3 days", "today", "3 days ago".
func (l Tag) InDays(n int) string {
	switch {
	case n == 0:
		return l.T("lang.today")
	case n < 0:
		return l.T("lang.days_ago", "count", -n)
	default:
		return l.T("lang.in_days", "count", n)
	}
}

package measure

import (
	"database/sql/driver"
	"fmt"
	"time"
)

// A Day is a civil date, without a time or a zone. The zero Day is no day.
type Day struct{ t time.Time }

const isoDay = "2006-01-02"

// DayOf is the civil date of t in t's own zone.
func DayOf(t time.Time) Day {
	y, m, d := t.Date()
	return NewDay(y, m, d)
}

// NewDay makes a day.
func NewDay(year int, month time.Month, day int) Day {
	return Day{time.Date(year, month, day, 0, 0, 0, 0, time.UTC)}
}

// ParseDay reads an ISO date such as 2026-12-01; "" is no day.
func ParseDay(s string) (Day, error) {
	if s == "" {
		return Day{}, nil
	}
	t, err := time.Parse(isoDay, s)
	if err != nil {
		return Day{}, fmt.Errorf("%q is not a day like 2026-12-01", s)
	}
	return Day{t}, nil
}

// MustDay reads an ISO date that is known to be one.
func MustDay(s string) Day {
	d, err := ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

// IsZero says that there is no day.
func (d Day) IsZero() bool { return d.t.IsZero() }

// String is the ISO date, "" for no day.
func (d Day) String() string {
	if d.IsZero() {
		return ""
	}
	return d.t.Format(isoDay)
}

// Year gives the year.
func (d Day) Year() int { return d.t.Year() }

// Month gives the month.
func (d Day) Month() Month { return Month(d.t.Month()) }

// Date gives the day of the month.
func (d Day) Date() int { return d.t.Day() }

// Weekday gives the day of the week.
func (d Day) Weekday() time.Weekday { return d.t.Weekday() }

// Before and After compare days.
func (d Day) Before(e Day) bool { return d.t.Before(e.t) }

// After says whether d is later than e.
func (d Day) After(e Day) bool { return d.t.After(e.t) }

// Compare orders days: -1, 0 or 1.
func (d Day) Compare(e Day) int { return d.t.Compare(e.t) }

// AddDays gives the day n days later.
func (d Day) AddDays(n int) Day { return Day{d.t.AddDate(0, 0, n)} }

// AddMonths gives the day n months later; 31 January + 1 month is 3 March.
func (d Day) AddMonths(n int) Day { return Day{d.t.AddDate(0, n, 0)} }

// DaysUntil counts the days from d to e; negative if e is earlier.
func (d Day) DaysUntil(e Day) int { return int(e.t.Sub(d.t).Hours() / 24) }

// In is midnight of the day in a zone.
func (d Day) In(zone *time.Location) time.Time {
	return time.Date(d.t.Year(), d.t.Month(), d.t.Day(), 0, 0, 0, 0, zone)
}

// MarshalText writes the ISO date.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads an ISO date.
func (d *Day) UnmarshalText(b []byte) (err error) { *d, err = ParseDay(string(b)); return err }

// Value stores the ISO date as text.
func (d Day) Value() (driver.Value, error) { return d.String(), nil }

// Scan reads the ISO date from a column.
func (d *Day) Scan(v any) (err error) {
	switch v := v.(type) {
	case nil:
		*d = Day{}
	case string:
		*d, err = ParseDay(v)
	case []byte:
		*d, err = ParseDay(string(v))
	case time.Time:
		*d = DayOf(v)
	default:
		err = fmt.Errorf("a day cannot be read from %T", v)
	}
	return err
}

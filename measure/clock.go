package measure

import (
	"fmt"
	"sync"
	"time"
	_ "time/tzdata" // the site's zone must exist on every machine
)

// A Clock says what time it is. There is one in a running TOK and everything is
// given it; "today" is judged in the site's zone.
type Clock interface {
	Now() time.Time // UTC
	Today() Day     // in the site's zone
	Zone() *time.Location
}

// Tirana is the zone of a site that has not chosen another.
var Tirana = mustZone("Europe/Tirane")

func mustZone(name string) *time.Location {
	zone, err := time.LoadLocation(name)
	if err != nil {
		panic(fmt.Sprintf("measure: %v", err))
	}
	return zone
}

// NewClock gives the real clock for a zone. If today is a day, the clock is set
// to that day and runs on from the present time of day (TOK_TODAY).
func NewClock(zone *time.Location, today Day) Clock {
	c := &realClock{zone: zone}
	if !today.IsZero() {
		c.shift = 24 * time.Hour * time.Duration(DayOf(time.Now().In(zone)).DaysUntil(today))
	}
	return c
}

type realClock struct {
	zone  *time.Location
	shift time.Duration
}

func (c *realClock) Now() time.Time       { return time.Now().Add(c.shift).UTC() }
func (c *realClock) Today() Day           { return DayOf(c.Now().In(c.zone)) }
func (c *realClock) Zone() *time.Location { return c.zone }

// A TestClock stands still until it is moved.
type TestClock struct {
	mu  sync.Mutex
	now time.Time
}

// NewTestClock stands at 10:00 of day in Tirana.
func NewTestClock(day Day) *TestClock {
	return &TestClock{now: day.In(Tirana).Add(10 * time.Hour)}
}

// Move moves the clock.
func (c *TestClock) Move(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// Now is the time the clock stands at.
func (c *TestClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now.UTC()
}

// Today is the day the clock stands at.
func (c *TestClock) Today() Day { return DayOf(c.Now().In(Tirana)) }

// Zone is Tirana's.
func (c *TestClock) Zone() *time.Location { return Tirana }

package measure_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"tok/measure"
)

func TestThePartsSumToTheWhole(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		total := rapid.Int64Range(-1_000_000, 1_000_000).Draw(t, "total")
		parts := rapid.SliceOfN(rapid.Float64Range(0, 1e6), 1, 40).Draw(t, "parts")
		sum, exact := int64(0), 0.0
		for _, p := range parts {
			exact += p
		}
		for i, w := range measure.Apportion(measure.Cents(total), parts) {
			sum += int64(w)
			if exact > 0 {
				if want := parts[i] * float64(total) / exact; float64(w)-want > 1.001 || want-float64(w) > 1.001 {
					t.Fatalf("part %d is %d, far from %f", i, w, want)
				}
			}
		}
		if sum != total {
			t.Fatalf("parts sum to %d, not %d", sum, total)
		}
	})
}

func TestTheLargestRemainderGetsTheLastUnit(t *testing.T) {
	t.Parallel()
	// A shared lorry of 16 pallets: pro rata 219/328/547/656 rounds to 1,750 and must sum to 1,749.
	got := measure.Apportion(measure.Cents(1749), []float64{2, 3, 5, 6})
	want := []measure.Cents{219, 328, 546, 656}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("got %v, want %v", got, want)
		}
	}
}

func TestAPriceKeepsATenthOfACent(t *testing.T) {
	t.Parallel()
	p := measure.PerTonne(0.643)
	if p != 64_300 || p.For(7000) != 450_100 {
		t.Fatalf("0.643 €/kg is %d, for 7 t %d", p, p.For(7000))
	}
}

func TestDaysAreCountedAcrossASummerTimeChange(t *testing.T) {
	t.Parallel()
	if n := measure.MustDay("2026-10-24").DaysUntil(measure.MustDay("2026-10-26")); n != 2 {
		t.Fatalf("2 days, got %d", n)
	}
}

func TestTodayIsJudgedInTheSitesZone(t *testing.T) {
	t.Parallel()
	c := measure.NewTestClock(measure.MustDay("2026-11-24"))
	c.Move(13*time.Hour + 30*time.Minute) // 23:30 in Tirana, 22:30 UTC
	if c.Today() != measure.MustDay("2026-11-24") {
		t.Fatalf("still the 24th in Tirana, got %s", c.Today())
	}
	c.Move(time.Hour)
	if c.Today() != measure.MustDay("2026-11-25") {
		t.Fatalf("the 25th has begun in Tirana, got %s", c.Today())
	}
}

func TestTiranaToSofiaIsAbout327Kilometres(t *testing.T) {
	t.Parallel()
	km := measure.Kilometres(measure.Place{Lat: 41.3275, Lon: 19.8187}, measure.Place{Lat: 42.6977, Lon: 23.3219})
	if km < 322 || km > 332 {
		t.Fatalf("got %.1f km", km)
	}
}

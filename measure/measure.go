// Package measure holds what is counted: money in cents, whole kilograms,
// civil days and places, and the rounding that lets parts sum to the whole.
package measure

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Cents is money in euro cents.
type Cents int64

// Euro gives the amount in euro, for arithmetic that ends in a rounding.
func (c Cents) Euro() float64 { return float64(c) / 100 }

// CentsOf rounds euro to cents, half away from zero.
func CentsOf(euro float64) Cents { return Cents(math.Round(euro * 100)) }

// CentsPerTonne is a unit price. A kilogram price may need a tenth of a cent,
// so prices are kept per tonne: 1.48 €/kg is 148,000.
type CentsPerTonne int64

// EuroPerKilo gives the price in euro per kilogram.
func (p CentsPerTonne) EuroPerKilo() float64 { return float64(p) / 100_000 }

// PerTonne rounds a price in euro per kilogram.
func PerTonne(euroPerKilo float64) CentsPerTonne {
	return CentsPerTonne(math.Round(euroPerKilo * 100_000))
}

// For is what so many kilograms cost at this price, rounded to the cent.
func (p CentsPerTonne) For(kg Kilos) Cents {
	return Cents(math.Round(float64(p) * float64(kg) / 1000))
}

// Kilos is a quantity in whole kilograms.
type Kilos int64

// Tonnes gives the quantity in tonnes.
func (k Kilos) Tonnes() float64 { return float64(k) / 1000 }

// Apportion rounds the parts to whole numbers that sum to total, by largest
// remainder: every part is rounded down, and the units that are left go to the
// largest remainders, ties to the earlier part. The parts are first scaled to
// sum to total; if they sum to 0, total is spread evenly.
func Apportion[T ~int64](total T, parts []float64) []T {
	whole := make([]T, len(parts))
	if len(parts) == 0 {
		return whole
	}
	sum := 0.0
	for _, p := range parts {
		sum += p
	}
	type rest struct {
		at       int
		fraction float64
	}
	rests := make([]rest, len(parts))
	left := total
	for i, p := range parts {
		exact := float64(total) / float64(len(parts))
		if sum != 0 {
			exact = p * float64(total) / sum
		}
		whole[i] = T(math.Floor(exact + 1e-9))
		rests[i] = rest{i, exact - float64(whole[i])}
		left -= whole[i]
	}
	slices.SortStableFunc(rests, func(a, b rest) int { return cmp.Compare(b.fraction, a.fraction) })
	for i := 0; left > 0; i = (i + 1) % len(rests) {
		whole[rests[i].at]++
		left--
	}
	for i := len(rests) - 1; left < 0; i = (i + len(rests) - 1) % len(rests) {
		whole[rests[i].at]--
		left++
	}
	return whole
}

// A Place is a point on the ground with the name people give it.
type Place struct {
	Name string  `json:"name"`
	Lat  float64 `json:"lat"`
	Lon  float64 `json:"lon"`
}

// EarthRadius is the mean radius in kilometres that distances are computed with.
const EarthRadius = 6371.0

// Kilometres is the great-circle distance (haversine) between two places.
func Kilometres(a, b Place) float64 {
	const rad = math.Pi / 180
	dLat, dLon := (b.Lat-a.Lat)*rad, (b.Lon-a.Lon)*rad
	h := math.Pow(math.Sin(dLat/2), 2) + math.Cos(a.Lat*rad)*math.Cos(b.Lat*rad)*math.Pow(math.Sin(dLon/2), 2)
	return 2 * EarthRadius * math.Asin(math.Min(1, math.Sqrt(h)))
}

// A Country is an ISO 3166 code of two letters; Kosovo is XK.
type Country string

// String gives the code.
func (c Country) String() string { return string(c) }

// A Month is a month of the year, 1 to 12.
type Month int

// Valid says whether m is a month.
func (m Month) Valid() bool { return m >= 1 && m <= 12 }

// A Range is a quantity between two bounds.
type Range struct {
	Least Kilos `json:"least"`
	Most  Kilos `json:"most"`
}

// String is for logs.
func (r Range) String() string { return fmt.Sprintf("%d–%d kg", r.Least, r.Most) }

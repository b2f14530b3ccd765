package lang

import (
	"math"
	"strconv"
	"strings"

	"tok/measure"
)

const (
	noBreak = "\u00a0"
	minus   = "−"
)

// Whole writes a whole number: 60000 is "60 000", "60.000" or "60,000".
// Albanian and Bulgarian leave four digits together: 1234.
func (l Tag) Whole(n int64) string {
	if n < 0 {
		return minus + l.group(strings.TrimPrefix(strconv.FormatInt(n, 10), "-"))
	}
	return l.group(strconv.FormatInt(n, 10))
}

// Decimal writes x with exactly so many decimal places.
func (l Tag) Decimal(x float64, places int) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return "–"
	}
	digits := strconv.FormatFloat(math.Abs(x), 'f', places, 64)
	whole, fraction, _ := strings.Cut(digits, ".")
	written := l.group(whole)
	if fraction != "" {
		written += l.point() + fraction
	}
	if x < 0 && strings.Trim(digits, "0.") != "" {
		written = minus + written
	}
	return written
}

// Number writes x with as many decimal places as it needs, at most six.
func (l Tag) Number(x float64) string { return l.trimmed(x, 6) }

// Percent writes a share: 0.415 with one place is "41.5%".
func (l Tag) Percent(share float64, places int) string {
	return l.Decimal(share*100, places) + "%"
}

// Euro writes money to the cent.
func (l Tag) Euro(c measure.Cents) string { return l.euro(c.Euro(), 2) }

// EuroWhole writes money rounded to whole euro.
func (l Tag) EuroWhole(c measure.Cents) string { return l.euro(math.Round(c.Euro()), 0) }

// EuroGain writes money rounded to whole euro with its sign: "+€2,543".
func (l Tag) EuroGain(c measure.Cents) string {
	if math.Round(c.Euro()) > 0 {
		return "+" + l.EuroWhole(c)
	}
	return l.EuroWhole(c)
}

// EuroSigned writes money to the cent with its sign: "+€2,543.10".
func (l Tag) EuroSigned(c measure.Cents) string {
	if c > 0 {
		return "+" + l.Euro(c)
	}
	return l.Euro(c)
}

// PercentSigned writes a whole percentage with its sign: 0.572 is "+57%".
func (l Tag) PercentSigned(share float64) string {
	if math.Round(share*100) > 0 {
		return "+" + l.Percent(share, 0)
	}
	return l.Percent(share, 0)
}

// Price writes what a kilogram costs, rounded to the cent, without the unit.
func (l Tag) Price(p measure.CentsPerTonne) string {
	return l.euro(math.Round(float64(p)/1000)/100, 2)
}

// PerKilo writes a unit price with its unit: "1,48 €/kg"; a tenth of a cent is
// written only if there is one.
func (l Tag) PerKilo(p measure.CentsPerTonne) string {
	places := 2
	if p%1000 != 0 {
		places = 3
	}
	return l.euro(p.EuroPerKilo(), places) + "/" + l.kilo()
}

// Kilos writes a quantity in kilograms: "7,000 kg".
func (l Tag) Kilos(kg measure.Kilos) string {
	unit := "kg"
	if l == Bulgarian {
		unit = "кг"
	}
	return l.Whole(int64(kg)) + noBreak + unit
}

// Tonnes writes a quantity in tonnes with one decimal place if needed, two
// below ten tonnes: "60 t", "4.25 t".
func (l Tag) Tonnes(kg measure.Kilos) string {
	places, unit := 1, "t"
	if kg > -10_000 && kg < 10_000 {
		places = 2
	}
	if l == Bulgarian {
		unit = "т"
	}
	return l.trimmed(kg.Tonnes(), places) + noBreak + unit
}

// kilo is the unit after a slash.
func (l Tag) kilo() string {
	switch l {
	case Greek:
		return "κιλό"
	case Bulgarian:
		return "кг"
	default:
		return "kg"
	}
}

func (l Tag) euro(x float64, places int) string {
	if l != English {
		return l.Decimal(x, places) + noBreak + "€"
	}
	written := l.Decimal(x, places)
	if rest, negative := strings.CutPrefix(written, minus); negative {
		return minus + "€" + rest
	}
	return "€" + written
}

func (l Tag) trimmed(x float64, places int) string {
	written := l.Decimal(x, places)
	if places > 0 && strings.Contains(written, l.point()) {
		return strings.TrimSuffix(strings.TrimRight(written, "0"), l.point())
	}
	return written
}

func (l Tag) point() string {
	if l == English {
		return "."
	}
	return ","
}

// group sets the separators of thousands into plain digits.
func (l Tag) group(digits string) string {
	separator, least := noBreak, 5
	switch l {
	case English:
		separator, least = ",", 4
	case Greek:
		separator, least = ".", 4
	}
	if len(digits) < least {
		return digits
	}
	head := len(digits) % 3
	parts := []string{}
	if head > 0 {
		parts = append(parts, digits[:head])
	}
	for ; head < len(digits); head += 3 {
		parts = append(parts, digits[head:head+3])
	}
	return strings.Join(parts, separator)
}

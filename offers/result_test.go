package offers

import (
	"testing"

	"tok/measure"
)

func TestAMemberWithTwoSuppliesHasItsShareSpreadByKilogram(t *testing.T) {
	t.Parallel()
	lines := []Line{{Member: "A", Kg: 1000}, {Member: "B", Kg: 500}, {Member: "A", Kg: 3000}}
	shareOut(lines, map[string]float64{"A": 80, "B": 20}, 10_001)
	sum := measure.Cents(0)
	for i, want := range []measure.Cents{2000, 2000, 6000} {
		sum += lines[i].Extra
		if lines[i].Extra < want || lines[i].Extra > want+1 {
			t.Errorf("line %d gets %d extra, want %d", i, lines[i].Extra, want)
		}
	}
	if sum != 10_001 {
		t.Errorf("%d of 10,001 cents are paid", sum)
	}
}

package offers

import (
	"reflect"
	"testing"

	"tok/markets"
	"tok/matching"
	"tok/measure"
	"tok/products"
)

func applied(id, status string) markets.Applied { return markets.Applied{ID: id, Status: status} }

func TestTheLawAsksOfTheWorstConsignment(t *testing.T) {
	t.Parallel()
	first := markets.Verdict{
		Verdict: markets.DeliverableIfMet, DecidedBy: []string{"A"}, Ask: []string{"brix"},
		Applies: []markets.Applied{applied("A", markets.Unknown), applied("B", markets.Met), applied("C", markets.NotMet)},
	}
	second := markets.Verdict{
		Verdict: markets.Blocked, DecidedBy: []string{"B"}, Ask: []string{"acidity", "brix"},
		Applies: []markets.Applied{applied("B", markets.NotMet), applied("C", markets.Met), applied("D", markets.Information)},
	}
	want := map[string]string{"A": markets.Unknown, "B": markets.NotMet, "C": markets.NotMet, "D": markets.Information}
	for name, pair := range map[string][2]markets.Verdict{"good first": {first, second}, "bad first": {second, first}} {
		whole := pair[0]
		whole.Applies = append([]markets.Applied(nil), whole.Applies...)
		worse(&whole, pair[1])
		if whole.Verdict != markets.Blocked || !reflect.DeepEqual(whole.DecidedBy, []string{"B"}) || len(whole.Ask) != 2 {
			t.Errorf("%s: %s by %v, asks %v", name, whole.Verdict, whole.DecidedBy, whole.Ask)
		}
		got := map[string]string{}
		for _, a := range whole.Applies {
			got[a.ID] = a.Status
		}
		if !reflect.DeepEqual(got, want) || len(whole.Applies) != 4 {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestAVerdictRestsOnTheRulesOfAllConsignmentsThatItHoldsFor(t *testing.T) {
	t.Parallel()
	whole := markets.Verdict{Verdict: markets.Blocked, DecidedBy: []string{"A", "B"}}
	worse(&whole, markets.Verdict{Verdict: markets.Blocked, DecidedBy: []string{"B", "C"}})
	worse(&whole, markets.Verdict{Verdict: markets.Deliverable, DecidedBy: []string{"D"}})
	if want := []string{"A", "B", "C"}; !reflect.DeepEqual(whole.DecidedBy, want) {
		t.Errorf("%v, want %v", whole.DecidedBy, want)
	}
}

// A consignment of two firms' oil, and one of a third that is not in it.
func twoOils() (*Composition, Inputs, Lorry, []matching.Supply) {
	day, later := measure.MustDay("2026-12-08"), measure.MustDay("2026-12-22")
	c := &Composition{Lines: []Line{
		{Supply: "a", Deliveries: []Delivery{{day, 1000}, {later, 9000}}},
		{Supply: "b", Deliveries: []Delivery{{day, 3000}}},
	}}
	in := Inputs{Product: products.Product{Qualities: []products.Quality{{Name: "acidity"}, {Name: "peroxide_value"}}}}
	aboard := []matching.Supply{
		{ID: "a", Quality: map[string]float64{"acidity": 0.8, "peroxide_value": 9}},
		{ID: "b", Quality: map[string]float64{"acidity": 0.4}},
	}
	return c, in, Lorry{Day: day}, aboard
}

func TestAConsignmentMeasuresTheMeanByItsOwnKilograms(t *testing.T) {
	t.Parallel()
	mix := mixOf(twoOils())
	if got, ok := mix["acidity"].(float64); !ok || !near(got, 0.5) { // (0.8 · 1 t + 0.4 · 3 t) / 4 t
		t.Errorf("acidity %v", mix["acidity"])
	}
	if value, ok := mix["peroxide_value"]; ok {
		t.Errorf("one firm has not measured it, but the mix has %v", value)
	}
}

func TestAnEmptyConsignmentMeasuresNothing(t *testing.T) {
	t.Parallel()
	c, in, load, _ := twoOils()
	if mix := mixOf(c, in, load, nil); len(mix) > 0 {
		t.Errorf("%v", mix)
	}
}

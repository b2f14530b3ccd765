package offers

import (
	"reflect"
	"testing"

	"tok/demands"
	"tok/measure"
	"tok/planning"
	"tok/supplies"
)

var (
	earlier = measure.MustDay("2026-12-01")
	later   = measure.MustDay("2026-12-15")
)

func TestAPaperIsMetOnlyIfItIsValidOnEveryDayOfDelivery(t *testing.T) {
	t.Parallel()
	holder := func(member string, papers ...supplies.Paper) Input {
		return Input{Supply: supplies.Supply{ID: member, MemberID: member}, Papers: papers}
	}
	gap := func(from, until measure.Day) supplies.Paper {
		return supplies.Paper{Kind: "globalgap", From: from, Until: until}
	}
	in := Inputs{Supplies: []Input{
		holder("whole", gap(earlier, later)),
		holder("endless", gap(earlier, measure.Day{})),
		holder("two in turn", gap(earlier, earlier.AddDays(6)), gap(earlier.AddDays(7), later)),
		holder("expires", gap(earlier, later.AddDays(-1))),
		holder("begins too late", gap(earlier.AddDays(1), later)),
		holder("another", supplies.Paper{Kind: "organic", From: earlier}),
		holder("none"),
	}}
	c := &Composition{}
	for _, s := range in.Supplies {
		c.Lines = append(c.Lines, Line{Supply: s.ID, Member: s.MemberID, Deliveries: []Delivery{{earlier, 500}, {later, 500}}})
	}
	p := paperCondition(c, in, "globalgap")
	if want := []string{"expires", "begins too late", "another", "none"}; p.Status != Open || !reflect.DeepEqual(p.Members, want) {
		t.Errorf("%s, waiting for %v", p.Status, p.Members)
	}
	c.Lines = c.Lines[:3]
	if p := paperCondition(c, in, "globalgap"); p.Status != Met || len(p.Members) > 0 {
		t.Errorf("%s, waiting for %v", p.Status, p.Members)
	}
}

func TestAQualityStandsAsInItsWorstConsignment(t *testing.T) {
	t.Parallel()
	c := &Composition{Demand: demands.Demand{Limits: map[string]demands.Limit{
		"acidity": {Max: at(0.45)}, "brix": {Min: at(15)}, "peroxide_value": {Max: at(10)}, "alcohol": {Min: at(12)},
	}}}
	c.Plan.Delivered = []planning.Delivered{
		{Quality: map[string]float64{"acidity": 0.40, "brix": 16, "peroxide_value": 10}},
		{Quality: map[string]float64{"acidity": 0.46, "brix": 15.2, "peroxide_value": 9}},
	}
	for name, want := range map[string]struct {
		status string
		worst  float64
	}{"acidity": {NotMet, 0.46}, "brix": {Met, 15.2}, "peroxide_value": {Met, 10}, "alcohol": {Open, 0}} {
		q := qualityCondition(c, name)
		if q.Status != want.status || (q.Worst == nil) != (want.status == Open) || q.Worst != nil && *q.Worst != want.worst {
			t.Errorf("%s: %+v, want %+v", name, q, want)
		}
	}
}

func TestALimitOnBothSidesIsHeldAgainstTheLowestAndTheHighest(t *testing.T) {
	t.Parallel()
	c := &Composition{Demand: demands.Demand{Limits: map[string]demands.Limit{"fat": {Min: at(40), Max: at(50)}}}}
	c.Plan.Delivered = []planning.Delivered{{Quality: map[string]float64{"fat": 39}}, {Quality: map[string]float64{"fat": 45}}}
	if q := qualityCondition(c, "fat"); q.Status != NotMet || *q.Worst != 39 {
		t.Errorf("the first day is too lean: %+v", q)
	}
	c.Plan.Delivered[0].Quality["fat"] = 41
	if q := qualityCondition(c, "fat"); q.Status != Met {
		t.Errorf("both days are within: %+v", q)
	}
}

func TestTooFewKilogramsAreNotMet(t *testing.T) {
	t.Parallel()
	for kg, want := range map[measure.Kilos]string{0: NotMet, 13_999: NotMet, 14_000: Met} {
		c := &Composition{Demand: demands.Demand{Total: measure.Range{Least: 14_000, Most: 20_000}}, Account: Account{Kg: kg}}
		if q := quantityCondition(c); q.Status != want {
			t.Errorf("%d kg: %s", kg, q.Status)
		}
	}
	if q := quantityCondition(&Composition{}); q.Status != NotMet {
		t.Errorf("nothing, of which nothing was asked, is %s", q.Status)
	}
}

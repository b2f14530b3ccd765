package offers_test

import (
	"bytes"
	"encoding/json"
	"math"
	"reflect"
	"slices"
	"testing"

	"tok/lang"
	"tok/measure"
	"tok/members"
	"tok/offers"
	"tok/supplies"
)

func TestWhatMembersGetAndAllCostsAreWhatTheBuyerPays(t *testing.T) {
	t.Parallel()
	for number, c := range composed(t) {
		gets, alone, extra, join := measure.Cents(0), measure.Cents(0), measure.Cents(0), measure.Cents(0)
		for _, l := range c.Lines {
			gets, alone, extra, join = gets+l.Gets(), alone+l.Alone, extra+l.Extra, join+l.Join
			if floor := c.in.Supplies[supplyAt(c, l.Supply)].Floor.For(l.Kg); l.Alone != floor {
				t.Errorf("%d: %s gets %d alone, its floor is %d", number, l.Supply, l.Alone, floor)
			}
		}
		a := c.Account
		if gets+a.Costs() != a.Revenue || alone != a.Alone || extra != a.Extra() || join != a.Join {
			t.Errorf("%d: lines of %d = %d + %d, joining %d, do not add up to %+v", number, gets, alone, extra, join, a)
		}
		if a.Revenue != c.Demand.Price.For(a.Kg) {
			t.Errorf("%d: %d for %d kg is not the price", number, a.Revenue, a.Kg)
		}
		// Every sum of the account was rounded to cents by itself.
		if off := math.Abs(float64(a.Extra()) - 100*c.Plan.Surplus); off > float64(6+len(c.Lines)) {
			t.Errorf("%d: the account's extra of %d is %g cents off the plan's surplus", number, a.Extra(), off)
		}
	}
}

func supplyAt(c made, id string) int {
	return slices.IndexFunc(c.in.Supplies, func(s offers.Input) bool { return s.ID == id })
}

func TestKilogramsOfLinesLorriesAndPlanAreTheSame(t *testing.T) {
	t.Parallel()
	type load struct{ day, hub, member string }
	for number, c := range composed(t) {
		planned, lines, parts := map[load]measure.Kilos{}, map[load]measure.Kilos{}, map[load]measure.Kilos{}
		for _, f := range c.Plan.Flows {
			hub := ""
			if f.Hub != nil {
				hub = *f.Hub
			}
			planned[load{f.Period, hub, c.in.Supplies[supplyAt(c, f.Source)].MemberID}] += measure.Kilos(math.Round(f.Kg))
		}
		whole := measure.Kilos(0)
		for _, l := range c.Lines {
			sum := measure.Kilos(0)
			for _, d := range l.Deliveries {
				lines[load{d.Day.String(), l.Hub, l.Member}] += d.Kg
				sum += d.Kg
			}
			if whole += l.Kg; sum != l.Kg {
				t.Errorf("%d: deliveries of %d kg in a line of %d", number, sum, l.Kg)
			}
		}
		for _, lorry := range c.Lorries {
			sum := measure.Kilos(0)
			for _, p := range lorry.Parts {
				parts[load{lorry.Day.String(), lorry.Hub, p.Member}] += p.Kg
				sum += p.Kg
			}
			if sum != lorry.Kg || lorry.Kg > lorry.Room {
				t.Errorf("%d: a lorry of %d kg with room for %d holds %d", number, lorry.Kg, lorry.Room, sum)
			}
		}
		if !reflect.DeepEqual(planned, lines) || !reflect.DeepEqual(planned, parts) || whole != c.Account.Kg {
			t.Errorf("%d: the plan sends %v, the lines %v, the lorries %v; the account has %d kg", number, planned, lines, parts, c.Account.Kg)
		}
	}
}

func TestNobodyBringsMoreThanItHasOrLessThanAPickUp(t *testing.T) {
	t.Parallel()
	for number, c := range composed(t) {
		for _, l := range c.Lines {
			s := c.in.Supplies[supplyAt(c, l.Supply)]
			byMonth := map[string]measure.Kilos{}
			for _, d := range l.Deliveries {
				byMonth[supplies.MonthOf(d.Day)] += d.Kg
				if d.Kg < s.Least || byMonth[supplies.MonthOf(d.Day)] > s.In(d.Day) {
					t.Errorf("%d: %d kg on %s of at least %d a time and %d in the month", number, d.Kg, d.Day, s.Least, s.In(d.Day))
				}
			}
		}
	}
}

func TestTheBuyerGetsAsMuchAsItAskedFor(t *testing.T) {
	t.Parallel()
	for number, c := range composed(t) {
		byDay := map[measure.Day]measure.Kilos{}
		for _, l := range c.Lines {
			for _, d := range l.Deliveries {
				byDay[d.Day] += d.Kg
			}
		}
		d := c.Demand
		for day, kg := range byDay {
			if !slices.Contains(d.Loadings, day) || kg < d.PerLoading.Least || kg > d.PerLoading.Most {
				t.Errorf("%d: %d kg on %s; asked were %+v on %v", number, kg, day, d.PerLoading, d.Loadings)
			}
		}
		if a := c.Account.Kg; number != sage && (a < d.Total.Least || a > d.Total.Most) {
			t.Errorf("%d: %d kg in all; asked were %+v", number, a, d.Total)
		}
	}
}

func TestEverySupplyIsALineOrHasAReasonWhyNot(t *testing.T) {
	t.Parallel()
	for number, c := range composed(t) {
		seen := map[string]int{}
		for _, l := range c.Lines {
			seen[l.Supply]++
		}
		for _, r := range c.Refusals {
			seen[r.Supply]++
			if r.Reason == "" {
				t.Errorf("%d: no reason why %s is left out", number, r.Supply)
			}
		}
		for _, s := range c.in.Supplies {
			if seen[s.ID] != 1 {
				t.Errorf("%d: supply %s is there %d times", number, s.ID, seen[s.ID])
			}
		}
		if len(seen) != len(c.in.Supplies) || len(seen) < 7 {
			t.Errorf("%d: %d of %d supplies", number, len(seen), len(c.in.Supplies))
		}
	}
}

func TestNobodyIsPaidLessThanAloneAndTheSplitIsKeptToTheCent(t *testing.T) {
	t.Parallel()
	for number, c := range composed(t) {
		extra := map[string]measure.Cents{}
		for _, l := range c.Lines {
			extra[l.Member] += l.Extra
		}
		for member, cents := range extra {
			if share := 100 * c.Split.Shares[member]; cents < 0 || math.Abs(float64(cents)-share) > 7 {
				t.Errorf("%d: %s is paid %d cents extra, its share is %g", number, member, cents, share)
			}
		}
	}
}

func TestEveryOtherRuleDividesTheSameSum(t *testing.T) {
	t.Parallel()
	for number, c := range composed(t) {
		if number == sage {
			continue
		}
		if len(c.Others) != 3 {
			t.Errorf("%d: %d other rules", number, len(c.Others))
		}
		for _, other := range c.Others {
			sum := measure.Cents(0)
			for _, cents := range other.Extra {
				sum += cents
			}
			if sum != c.Account.Extra() || other.Rule == c.Split.Rule {
				t.Errorf("%d: %s divides %d, not %d", number, other.Rule, sum, c.Account.Extra())
			}
		}
	}
}

func TestAPlanIsNotBetterThanItsBound(t *testing.T) {
	t.Parallel()
	for number, c := range composed(t) {
		if c.Plan.Bound < c.Plan.Surplus-1e-6 || c.Plan.Gap > 1e-3 {
			t.Errorf("%d: surplus %g, bound %g, gap %g", number, c.Plan.Surplus, c.Plan.Bound, c.Plan.Gap)
		}
	}
}

func TestEveryStepDownFromThePriceBeginsWhereTheLastEnded(t *testing.T) {
	t.Parallel()
	for number, c := range composed(t) {
		s := sheetOf(t, number, c)
		if number == sage {
			if len(s.Fall) != 0 {
				t.Errorf("no plan, but %d steps", len(s.Fall))
			}
			continue
		}
		left, from := measure.Cents(0), 1.0
		for _, step := range s.Fall {
			switch step.Class {
			case "price":
				left = step.Cents
			case "cost":
				left += step.Cents
				if math.Abs(from-step.Width-step.From) > 1e-12 || step.Cents >= 0 {
					t.Errorf("%d: %s of %d goes from %g down to %g", number, step.Key, step.Cents, from, step.From)
				}
				from = step.From
			case "rest":
				if step.Cents != left || step.Cents != c.Account.Receive() {
					t.Errorf("%d: %d are left, members receive %d", number, left, step.Cents)
				}
			}
		}
		if n := len(s.Fall); n < 5 || s.Fall[0].Cents != c.Account.Revenue || s.Fall[n-1].Cents != c.Account.Alone {
			t.Errorf("%d: the steps are %+v", number, s.Fall)
		}
	}
}

func sheetOf(t *testing.T, number int, c made) *offers.Sheet {
	t.Helper()
	s, err := offers.NewSheet(lang.English, offers.Offer{Demand: number, Sequence: 1, Composition: c.Composition}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestAFrozenOfferKnowsItsMembersByIdOnly(t *testing.T) {
	t.Parallel()
	firms, err := members.Store{DB: aRegion(t)}.List(t.Context(), members.Filter{})
	if err != nil || len(firms) < 40 {
		t.Fatal(len(firms), err)
	}
	for number, c := range composed(t) {
		text := frozen(t, c.Composition)
		for _, m := range firms {
			for _, said := range []string{m.Name, m.Slug} {
				if bytes.Contains(text, []byte(said)) {
					t.Errorf("%d: the frozen offer says %q", number, said)
				}
			}
		}
		if c.Account.Kg > 0 && !bytes.Contains(text, []byte(c.Lines[0].Member)) {
			t.Errorf("%d: the frozen offer does not say who", number)
		}
	}
}

func frozen(t *testing.T, c *offers.Composition) []byte {
	t.Helper()
	text, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestAFrozenOfferIsReadBackAsItWas(t *testing.T) {
	t.Parallel()
	closed := false
	for number, c := range composed(t) {
		before, back := frozen(t, c.Composition), &offers.Composition{}
		if err := json.Unmarshal(before, back); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(before, frozen(t, back)) {
			t.Errorf("%d: written once more it is different", number)
		}
		if !reflect.DeepEqual(back.Lines, c.Lines) || !reflect.DeepEqual(back.Split, c.Split) || back.Account != c.Account {
			t.Errorf("%d: it is read back as something else", number)
		}
		for i, row := range c.Problem.Collect.PerKg {
			for j, cost := range row {
				if math.IsNaN(cost) != math.IsNaN(back.Problem.Collect.PerKg[i][j]) {
					t.Errorf("%d: a way that does not exist is read back as %g", number, back.Problem.Collect.PerKg[i][j])
				}
				closed = closed || math.IsNaN(cost)
			}
		}
	}
	if !closed {
		t.Error("no way of the sample is closed; this test would not see one that opens")
	}
}

func TestTheSameInputsGiveTheSameOffer(t *testing.T) {
	t.Parallel()
	first := composed(t)[wine]
	timeless := func(c *offers.Composition) []byte {
		same := *c
		same.Plan.Seconds, same.Split.Seconds = 0, 0
		same.Solid = offers.Solid{} // as many questions as there was time for
		return frozen(t, &same)
	}
	if a, b := timeless(first.Composition), timeless(compose(t, first.in)); !bytes.Equal(a, b) {
		t.Errorf("first\n%s\nthen\n%s", a, b)
	}
}

func TestAnOfferThatCannotBeSaysHowMuchIsMissing(t *testing.T) {
	t.Parallel()
	c := composed(t)[sage]
	if len(c.Lines) > 0 || c.Account != (offers.Account{}) || len(c.Plan.Unserved) != 1 || c.Plan.Unserved[0].ShortKg != 13_000 {
		t.Errorf("%d lines, %+v, unserved %+v", len(c.Lines), c.Account, c.Plan.Unserved)
	}
}

func TestAlbanianDairiesAreRefusedByARuleWithItsSource(t *testing.T) {
	t.Parallel()
	c, refused := composed(t)[cheese], 0
	for _, r := range c.Refusals {
		if c.in.Supplies[supplyAt(c, r.Supply)].Country != "AL" {
			continue
		}
		refused++
		if r.Unused || len(r.Rules) == 0 || r.Rules[0].Source.URL == "" || r.Cure == nil || r.Cure.Bought {
			t.Errorf("%s is refused with %+v", r.Supply, r)
		}
	}
	if refused != 3 {
		t.Errorf("%d Albanian dairies are refused, not 3", refused)
	}
}

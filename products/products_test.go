package products_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"tok/fault"
	"tok/lang"
	"tok/markets"
	"tok/measure"
	"tok/products"
)

func TestEveryProductHasFourReadyFormsInFourLanguages(t *testing.T) {
	t.Parallel()
	for _, p := range products.All() {
		for _, l := range lang.All {
			for _, form := range []string{p.Name.Say(l), p.Name.After(l), p.Name.Short(l), p.Name.Customs(l)} {
				if form == "" {
					t.Errorf("%s lacks a form in %s: %+v", p.ID, l, p.Name[l])
				}
			}
		}
	}
}

func TestEveryProductCanBeSoldAndCleared(t *testing.T) {
	t.Parallel()
	code, seen := regexp.MustCompile(`^[0-9]{8}$`), map[string]bool{}
	for _, p := range products.All() {
		if seen[p.ID] {
			t.Errorf("two products are called %s", p.ID)
		}
		seen[p.ID] = true
		for _, cn := range append(p.OtherCodes, p.CN) {
			if !code.MatchString(cn) {
				t.Errorf("%s: %q is no code", p.ID, cn)
			}
		}
		if p.CNText == "" || p.CNSource == "" || p.PalletKg <= 0 || len(p.Packaging) == 0 || len(p.Qualities) == 0 || len(p.Seasons) == 0 {
			t.Errorf("%s is not whole: %+v", p.ID, p)
		}
		if (p.Unit == "l") != (p.KgPerLitre > 0) {
			t.Errorf("%s is sold by the %s and has %v kg a litre", p.ID, p.Unit, p.KgPerLitre)
		}
		for _, kind := range p.Packaging {
			for _, l := range lang.All {
				if products.PackagingName(kind, l) == kind {
					t.Errorf("%s has no name in %s", kind, l)
				}
			}
		}
		for _, q := range p.Qualities {
			if q.Unit == "" || len(q.Words) != 4 {
				t.Errorf("%s: the quality %+v is not whole", p.ID, q)
			}
		}
		for _, s := range p.Seasons {
			if !s.First.Valid() || !s.Last.Valid() {
				t.Errorf("%s: %+v is no season", p.ID, s)
			}
		}
	}
	for _, sector := range products.Sectors() {
		if len(products.BySector(sector)) == 0 || strings.Contains(products.SectorName(sector, lang.Greek), "⟦") {
			t.Errorf("nothing is in sector %s", sector)
		}
	}
}

func TestOliveOilCarriesItsNewCode(t *testing.T) {
	t.Parallel()
	oil, err := products.Find("olive_oil_extra_virgin")
	if err != nil || oil.CN != "15092000" || oil.Facts["product.category"] != "extra_virgin" {
		t.Errorf("%+v, %v", oil, err)
	}
	if litres, ok := oil.Litres(916); !ok || litres < 999 || litres > 1001 {
		t.Errorf("916 kg are %v l", litres)
	}
}

func TestAProductThatIsNotThereIsMissing(t *testing.T) {
	t.Parallel()
	if _, err := products.Find("bananas"); !fault.Is(err, fault.Missing) {
		t.Errorf("%v", err)
	}
}

func TestASeasonMayGoOverTheTurnOfTheYear(t *testing.T) {
	t.Parallel()
	s := products.Season{First: 11, Last: 2}
	for month, in := range map[measure.Month]bool{10: false, 11: true, 12: true, 1: true, 2: true, 3: false} {
		if s.Has(month) != in {
			t.Errorf("month %d: %v", month, !in)
		}
	}
}

func TestAQuantityIsWrittenWithTheFormThatFollowsIt(t *testing.T) {
	t.Parallel()
	p, err := products.Find("pomegranate")
	if err != nil {
		t.Fatal(err)
	}
	for l, want := range map[lang.Tag]string{"en": "60\u00a0t pomegranates", "sq": "60\u00a0t shegë", "el": "60\u00a0t ρόδια", "bg": "60\u00a0т нарове"} {
		if got := p.Quantity(l, 60_000); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestEveryPaperShowsRulesThatExistAndSaysWhatItCosts(t *testing.T) {
	t.Parallel()
	rules := map[string]bool{}
	for _, rule := range markets.Shipped().All() {
		rules[rule.ID] = true
	}
	seen := map[string]bool{}
	for _, p := range products.Papers() {
		if seen[p.Kind] {
			t.Errorf("two papers are called %s", p.Kind)
		}
		seen[p.Kind] = true
		for _, rule := range p.Shows {
			if !rules[rule] {
				t.Errorf("%s shows %s, which is no rule", p.Kind, rule)
			}
		}
		if len(p.Words) != 4 || p.Source == "" || p.Cost < 0 || p.Days <= 0 || !slices.Contains([]string{"S", "E"}, p.Mark) {
			t.Errorf("%s is not whole: %+v", p.Kind, p)
		}
		if !p.Bought && p.Cost != 0 {
			t.Errorf("%s cannot be bought and costs %d", p.Kind, p.Cost)
		}
	}
}

package matching

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"tok/internal/examples"
	"tok/markets"
	"tok/measure"
)

// TestWorkedExamples reads testdata/*.txt: a question, a line of dashes, and
// the answer. The words of a question are in read below.
func TestWorkedExamples(t *testing.T) {
	t.Parallel()
	examples.Run(t, func(t *testing.T, question string) string {
		demand, supplies, papers := read(t, question)
		return write(Candidates(demand, supplies, markets.Shipped(), papers))
	})
}

// read understands lines of a word and pairs:
//
//	today 2026-11-24
//	demand PRODUCT CN DESTINATION price 1.48
//	load 2026-12-01 2026-12-08
//	asks globalgap residue_test         papers of every member
//	grades class_1
//	limit acidity <= 0.5                of a mean; "each" at the end: of every supply
//	fact product.category extra_virgin
//	paper KIND cost 185 days 7 shows RULE held none unbought
//	supply ID COUNTRY kg 7000 0 floor 0.64 least 500 grade class_2 q brix 16 fact claim.organic true
//	  globalgap 2025-12-06 2026-12-05   a paper of the supply above
func read(t *testing.T, text string) (d Demand, supplies []Supply, papers []PaperKind) {
	t.Helper()
	d.ID, d.Facts, d.Limits = "d", map[string]any{}, map[string]Limit{}
	for line := range strings.Lines(text) {
		w := strings.Fields(line)
		switch {
		case len(w) == 0 || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "  "):
			p := Paper{Kind: w[0], From: measure.MustDay(w[1])}
			if len(w) > 2 {
				p.Until = measure.MustDay(w[2])
			}
			s := &supplies[len(supplies)-1]
			s.Papers = append(s.Papers, p)
		case w[0] == "today":
			d.Today = measure.MustDay(w[1])
		case w[0] == "demand":
			d.Product, d.CN, d.Destination = w[1], w[2], measure.Country(w[3])
			if len(w) > 5 {
				d.Price = []measure.CentsPerTonne{measure.PerTonne(number(t, w[5]))}
			}
		case w[0] == "load":
			for _, day := range w[1:] {
				d.Days = append(d.Days, measure.MustDay(day))
			}
		case w[0] == "asks":
			d.Papers = w[1:]
		case w[0] == "grades":
			d.Grades = w[1:]
		case w[0] == "limit":
			bound, limit := number(t, w[3]), Limit{Each: len(w) > 4}
			if w[2] == "<=" {
				limit.Max = &bound
			} else {
				limit.Min = &bound
			}
			d.Limits[w[1]] = limit
		case w[0] == "fact":
			d.Facts[w[1]] = value(w[2])
		case w[0] == "paper":
			papers = append(papers, kindOf(t, w[1:]))
		case w[0] == "supply":
			supplies = append(supplies, supplyOf(t, d.Product, w[1:]))
		default:
			t.Fatalf("what is %q?", line)
		}
	}
	return d, supplies, papers
}

func kindOf(t *testing.T, w []string) PaperKind {
	k := PaperKind{Kind: w[0], Bought: true}
	for i := 1; i < len(w); i++ {
		switch w[i] {
		case "cost":
			i++
			k.Cost = measure.CentsOf(number(t, w[i]))
		case "days":
			i++
			k.Days = int(number(t, w[i]))
		case "shows":
			i++
			k.Shows = append(k.Shows, w[i])
		case "held":
			k.Held = true
		case "none":
			k.AbsentNo = true
		case "unbought":
			k.Bought = false
		}
	}
	return k
}

func supplyOf(t *testing.T, product string, w []string) Supply {
	s := Supply{ID: w[0], Member: w[0], Product: product, Country: measure.Country(w[1]),
		Quality: map[string]float64{}, Facts: map[string]any{}}
	for i := 2; i < len(w); i++ {
		switch w[i] {
		case "kg":
			for i+1 < len(w) {
				kg, err := strconv.ParseInt(w[i+1], 10, 64)
				if err != nil {
					break
				}
				s.AvailableKg = append(s.AvailableKg, measure.Kilos(kg))
				i++
			}
		case "floor":
			i++
			s.Floor = measure.PerTonne(number(t, w[i]))
		case "least":
			i++
			s.LeastKg = measure.Kilos(number(t, w[i]))
		case "grade":
			i++
			s.Grade = w[i]
		case "product":
			i++
			s.Product = w[i]
		case "q":
			s.Quality[w[i+1]] = number(t, w[i+2])
			i += 2
		case "fact":
			s.Facts[w[i+1]] = value(w[i+2])
			i += 2
		}
	}
	return s
}

func number(t *testing.T, s string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func value(s string) any {
	if x, err := strconv.ParseFloat(s, 64); err == nil {
		return x
	}
	if s == "true" || s == "false" {
		return s == "true"
	}
	return s
}

// write says who may take part and why not the others, a line each.
func write(able []Candidate, refused []Refusal) string {
	var b strings.Builder
	for _, c := range able {
		fmt.Fprintf(&b, "%s may", c.Supply)
		for _, p := range c.Days {
			if p.Open {
				fmt.Fprintf(&b, " %s:%d", p.Day, p.Kg)
			} else {
				fmt.Fprintf(&b, " %s:%s", p.Day, p.Closed)
			}
		}
		if c.Cure != nil {
			fmt.Fprintf(&b, " after %s", cured(c.Cure))
		}
		for _, o := range c.Options {
			fmt.Fprintf(&b, "; %s would open %v", cured(&o.Cure), o.Days)
		}
		for _, r := range c.Open {
			word := "shows"
			if r.Confirm {
				word = "confirms"
			}
			fmt.Fprintf(&b, "\n  somebody %s %s", word, r.Rule.ID)
			if len(r.Papers) > 0 {
				fmt.Fprintf(&b, " by %s", strings.Join(r.Papers, ", "))
			}
		}
		b.WriteString("\n")
	}
	for _, r := range refused {
		fmt.Fprintf(&b, "%s not: %s %s\n", r.Supply, r.Reason, r.About)
		for _, rule := range r.Rules {
			fmt.Fprintf(&b, "  %s, %s, %s\n", rule.ID, rule.Source.Ref, rule.Source.Provision)
		}
		if r.Cure != nil {
			fmt.Fprintf(&b, "  would need %s\n", cured(r.Cure))
		}
	}
	return b.String()
}

func cured(c *Cure) string {
	how := fmt.Sprintf("€%.0f", c.Cost.Euro())
	if !c.Bought {
		how = "no money buys it"
	}
	return fmt.Sprintf("%s (%s, %s)", strings.Join(c.Papers, ", "), how, c.Ready)
}

package markets

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"tok/fault"
	"tok/lang"
	"tok/measure"
)

const oneRule = `{"format":"clusterrules/1","ruleset":"x","version":"v1","requirements":[
 {"id":"XX-OIL-001","rev":1,"title":{"en":"a"},"applies_to":{"cn":["15"],"origins":["@ANY"],"destinations":["@EU"]},
  "valid_from":"2020-01-01","valid_to":"2020-12-31","subject":"consignment","kind":"certificate","effect":"require","severity":"blocking",
  "parameters":[],"source":{"ref":"s","provision":"Art. 1","read_on":null},"confidence":"read_in_source"},
 {"id":"XX-OIL-001","rev":2,"title":{"en":"b"},"applies_to":{"cn":["15"],"origins":["@ANY"],"destinations":["@EU"]},
  "valid_from":"2020-12-31","valid_to":null,"subject":"consignment","kind":"certificate","effect":"require","severity":"blocking",
  "parameters":[],"source":{"ref":"s","provision":"Art. 2","read_on":null},"confidence":"read_in_source"}]}`

func folder(rules string) fstest.MapFS {
	return fstest.MapFS{"x.json": {Data: []byte(rules)}, "sources.json": {Data: []byte(
		`{"format":"clusterrules-sources/1","version":"v1","sources":{"s":{"act":"Act","url":"https://example.eu"}}}`)}}
}

func judgeOil(t *testing.T, rules *Rules, day string) Verdict {
	t.Helper()
	c := Context{CN: "15092000", Origins: []string{"GR"}, Destination: "DE", Date: measure.MustDay(day)}
	if err := c.Check(); err != nil {
		t.Fatal(err)
	}
	return Judge(rules, c)
}

func TestEveryTitleIsThereInFourLanguages(t *testing.T) {
	t.Parallel()
	if n := len(Shipped().All()); n != 156 {
		t.Errorf("%d rules are shipped, want 156", n)
	}
	for _, rule := range Shipped().All() {
		for _, l := range lang.All {
			if rule.Title[l] == "" {
				t.Errorf("%s has no title in %s", rule.ID, l)
			}
		}
		if rule.Source.Act == "" {
			t.Errorf("%s: nothing is known of its source %s", rule.ID, rule.Source.Ref)
		}
	}
}

func TestALawIsJudgedByTheRevisionOfItsDay(t *testing.T) {
	t.Parallel()
	rules, err := Load(folder(oneRule))
	if err != nil {
		t.Fatal(err)
	}
	for day, rev := range map[string]int{"2019-12-31": 0, "2020-01-01": 1, "2020-12-30": 1, "2020-12-31": 2, "2026-01-01": 2} {
		got := 0
		for _, a := range judgeOil(t, rules, day).Applies {
			got += a.Rev
		}
		if got != rev {
			t.Errorf("on %s revision %d holds, want %d", day, got, rev)
		}
		found, ok := rules.Find("XX-OIL-001", measure.MustDay(day))
		if ok != (rev > 0) || ok && found.Rev != rev {
			t.Errorf("on %s revision %+v is found, want %d", day, found, rev)
		}
	}
}

func TestAVerdictSaysWhichRulesItRestsOn(t *testing.T) {
	t.Parallel()
	rules, err := Load(folder(oneRule))
	if err != nil {
		t.Fatal(err)
	}
	edited, err := Load(folder(strings.Replace(oneRule, "Art. 2", "Art. 3", 1)))
	if err != nil {
		t.Fatal(err)
	}
	v := judgeOil(t, rules, "2026-01-01")
	if v.RulesVersion != "v1" || v.RulesDigest == "" || v.RulesDigest == edited.Digest {
		t.Errorf("version %q, digest %q, of the edited rules %q", v.RulesVersion, v.RulesDigest, edited.Digest)
	}
	if s := v.Applies[0].Source; s.URL != "https://example.eu" || s.Act != "Act" {
		t.Errorf("source %+v", s)
	}
}

func TestARuleThatCannotBeUsedIsNamed(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ from, to, key, what string }{
		{`"require"`, `"demand"`, "markets.rule_wrong", "effect"},
		{`"blocking"`, `"hard"`, "markets.rule_wrong", "severity"},
		{`"read_in_source"`, `"sure"`, "markets.rule_wrong", "confidence"},
		{`"2020-01-01"`, `"1.1.2020"`, "markets.rule_wrong", "valid_from"},
		{`"@EU"`, `"@MARS"`, "markets.rule_wrong", "@MARS"},
		{`"origins":["@ANY"]`, `"origins":["@ANY"],"when":[{"fact":"a","op":"like","value":1}]`, "markets.rule_wrong", "when.a"},
		{`"parameters":[]`, `"parameters":[{"name":"p","op":"~","value":1,"unit":""}]`, "markets.rule_wrong", "parameters.p"},
		{`{"en":"a"}`, `{}`, "markets.rule_wrong", "title"},
		{`"rev":1`, `"rev":"one"`, "markets.rules_unreadable", ""},
		{`"format":"clusterrules/1"`, `"format":"poems/1"`, "markets.no_rules", ""},
	} {
		_, err := Load(folder(strings.Replace(oneRule, c.from, c.to, 1)))
		f := fault.From(err)
		if f == nil || f.Key != c.key || c.what != "" && f.Args["what"] != c.what {
			t.Errorf("%s: %v", c.to, err)
		}
		if !lang.English.Has(c.key) {
			t.Errorf("nobody can be told %s", c.key)
		}
	}
}

func TestEveryWarningCanBeTold(t *testing.T) {
	t.Parallel()
	for _, code := range []string{"unknown_field", "code_short", warnNoRules, warnContradiction, warnLifted, warnConditionUnmet, warnFactNotBool} {
		for _, l := range lang.All {
			if !l.Has("markets.warning_" + code) {
				t.Errorf("%s is not told in %s", code, l)
			}
		}
	}
}

func TestUnknownIsNeverTakenForYes(t *testing.T) {
	t.Parallel()
	all := []truth{no, unknown, yes}
	for _, a := range all {
		for _, b := range all {
			if a.and(b) == yes && (a != yes || b != yes) {
				t.Errorf("%d and %d is yes", a, b)
			}
			if a.or(b) == yes && a != yes && b != yes {
				t.Errorf("%d or %d is yes", a, b)
			}
			if a.and(b) != b.and(a) || a.or(b) != b.or(a) || a.and(b).not() != a.not().or(b.not()) {
				t.Errorf("%d and %d are not judged alike from both sides", a, b)
			}
		}
	}
	for _, op := range []string{"eq", "ne", "in", "not_in", "<", "<=", ">", ">="} {
		c := Condition{Fact: "f", Op: op, Value: []any{1.0}}
		if op != "in" && op != "not_in" {
			c.Value = 1.0
		}
		for _, facts := range []map[string]any{nil, {"f": nil}, {"f": "one"}} {
			if got := c.holds(facts); got != unknown {
				t.Errorf("%s with %v is %d", op, facts, got)
			}
		}
	}
}

func TestAnUnconfirmedRuleNeverBlocks(t *testing.T) {
	t.Parallel()
	for _, file := range []string{"testdata/questions_dev.json", "testdata/questions_own.json"} {
		for _, q := range questions(t, file) {
			v := q.ask(t, Shipped())
			if v.Verdict != Blocked && v.Verdict != BlockedAsLabelled {
				continue
			}
			if !slices.ContainsFunc(v.Applies, func(a Applied) bool { return slices.Contains(v.DecidedBy, a.ID) && a.rule.Confirmed() }) {
				t.Errorf("%s is %s by %v alone", q.ID, v.Verdict, v.DecidedBy)
			}
		}
	}
}

func BenchmarkJudge(b *testing.B) {
	c := Context{CN: "15092000", Origins: []string{"AL", "GR"}, Destination: "DE", Date: measure.MustDay("2026-12-01"),
		Facts: map[string]any{"product.category": "extra_virgin", "acidity": 0.6}}
	for b.Loop() {
		Judge(Shipped(), c)
	}
}

func FuzzLoad(f *testing.F) {
	f.Add(oneRule)
	if b, err := shipped.ReadFile("rules/meat.json"); err == nil {
		f.Add(string(b))
	}
	f.Add(`{"format":"clusterrules/1","requirements":[null]}`)
	f.Add(`{"format":"clusterrules-groups/1","groups":{"@EU":[]}}`)
	f.Fuzz(func(t *testing.T, text string) {
		rules, err := Load(folder(text))
		if err != nil {
			if fault.Exit(err) != 2 {
				t.Fatalf("%q: %v", text, err)
			}
			return
		}
		judgeOil(t, rules, "2026-01-01")
	})
}

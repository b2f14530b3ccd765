package markets

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tok/fault"
)

const good = `{"format":"tok-context/1","cn":"1509 20 00","origins":["al","EL"],"destination":"de","date":"2026-12-01","facts":{"acidity":0.6}}`

func TestCodesAndCountriesAreWrittenOneWay(t *testing.T) {
	t.Parallel()
	c, err := ReadContext(strings.NewReader(good))
	if err != nil {
		t.Fatal(err)
	}
	if c.CN != "15092000" || c.Origins[0] != "AL" || c.Origins[1] != "GR" || c.Destination != "DE" {
		t.Errorf("read %+v", c)
	}
}

func TestWhatCannotBeReadIsSaidInOneWord(t *testing.T) {
	t.Parallel()
	for _, bad := range []struct{ text, key string }{
		{"", "markets.context_empty"},
		{" \n", "markets.context_empty"},
		{"[1]", "markets.context_no_object"},
		{"null", "markets.context_no_object"},
		{good + "x", "markets.context_no_object"},
		{strings.Repeat("[", 100_000), "markets.context_no_object"},
		{strings.Repeat(" ", LargestContext+1), "markets.context_too_large"},
		{`{}`, "markets.other_format"},
		{strings.Replace(good, "context/1", "problem/1", 1), "markets.other_format"},
		{strings.Replace(good, `"1509 20 00"`, `15092000`, 1), "markets.field_wrong_type"},
		{strings.Replace(good, `0.6`, `1e999`, 1), "markets.field_wrong_type"},
		{strings.Replace(good, `0.6`, `{"a":1}`, 1), "markets.fact_wrong"},
		{strings.Replace(good, `0.6`, `[[1]]`, 1), "markets.fact_wrong"},
		{strings.Replace(good, `1509 20 00`, `olive`, 1), "markets.cn_wrong"},
		{strings.Replace(good, `1509 20 00`, `-1509`, 1), "markets.cn_wrong"},
		{strings.Replace(good, `1509 20 00`, ``, 1), "markets.cn_missing"},
		{strings.Replace(good, `["al","EL"]`, `[]`, 1), "markets.origins_missing"},
		{strings.Replace(good, `"al"`, `"ALB"`, 1), "markets.country_unknown"},
		{strings.Replace(good, `"al"`, `"ZZ"`, 1), "markets.country_unknown"},
		{strings.Replace(good, `"de"`, `""`, 1), "markets.destination_missing"},
		{strings.Replace(good, `2026-12-01`, `01.12.2026`, 1), "markets.date_wrong"},
		{strings.Replace(good, `2026-12-01`, `2026-02-30`, 1), "markets.date_wrong"},
		{strings.Replace(good, `2026-12-01`, ``, 1), "markets.date_missing"},
	} {
		_, err := ReadContext(strings.NewReader(bad.text))
		if f := fault.From(err); f == nil || f.Key != bad.key || fault.Exit(err) != 2 {
			t.Errorf("%.80q: %v, want %s", bad.text, err, bad.key)
		}
	}
}

func TestAnUnknownFieldIsNamedAndIgnored(t *testing.T) {
	t.Parallel()
	c, err := ReadContext(strings.NewReader(strings.Replace(good, `"cn"`, `"price":3,"cn"`, 1)))
	if err != nil {
		t.Fatal(err)
	}
	if w := Judge(Shipped(), c).Warnings; len(w) != 1 || w[0] != (Warning{"unknown_field", "price"}) {
		t.Errorf("warnings %v", w)
	}
}

func TestKosovoIsACountry(t *testing.T) {
	t.Parallel()
	if _, err := ReadContext(strings.NewReader(strings.Replace(good, `"de"`, `"XK"`, 1))); err != nil {
		t.Error(err)
	}
}

func FuzzReadContext(f *testing.F) {
	f.Add(good)
	for _, file := range []string{"testdata/questions_dev.json", "testdata/questions_own.json"} {
		b, err := os.ReadFile(filepath.FromSlash(file))
		if err != nil {
			f.Fatal(err)
		}
		var set struct {
			Questions []struct{ Context map[string]any }
		}
		if err := json.Unmarshal(b, &set); err != nil {
			f.Fatal(err)
		}
		for _, q := range set.Questions {
			q.Context["format"] = FormatContext
			b, _ := json.Marshal(q.Context)
			f.Add(string(b))
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, err := ReadContext(strings.NewReader(text))
		if err != nil {
			if fault.Exit(err) != 2 {
				t.Fatalf("%q: %v", text, err)
			}
			return
		}
		v := Judge(Shipped(), c)
		if v.Verdict == "" || v.Verdict == Blocked && len(v.DecidedBy) == 0 {
			t.Fatalf("%q: %+v", text, v)
		}
	})
}

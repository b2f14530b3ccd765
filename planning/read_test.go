package planning_test

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tok/fault"
	"tok/planning"
)

const whole = `{"format":"tok-problem/1","periods":["a","b"],
"sources":[{"id":"s","available_kg":[5,6],"floor":1,"quality":{"brix":15},"windows":[{"periods":[0,1],"most_kg":9}]}],
"hubs":[{"id":"h","capacity_kg":9,"at":[40,20]}],
"demands":[{"id":"d","price":3,"most_kg":[5,5],"least_kg":1,"limits":{"brix":{"min":14}},"levy":0.1}],
"collect":{"per_kg":[[0.1]]},"haul":{"vehicle_kg":5,"per_vehicle":[[1]],"fixed":[[null]]}}`

func TestWhatIsWrongIsSaidWithItsPlace(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ old, now, key, field string }{
		"empty":              {whole, "", "planning.empty", ""},
		"only white space":   {whole, " \n", "planning.empty", ""},
		"not JSON":           {whole, "tok", "planning.not_json", ""},
		"a list":             {whole, "[1]", "planning.not_object", ""},
		"cut short":          {whole, whole[:60], "planning.cut_short", "sources[0]"},
		"no format":          {`"format":"tok-problem/1",`, "", "planning.no_format", "format"},
		"another format":     {"tok-problem/1", "tok-game/1", "planning.other_format", "format"},
		"NaN":                {"[5,6]", "[5,NaN]", "planning.not_json", "sources[0].available_kg"},
		"Infinity":           {"[5,6]", "[5,-Infinity]", "planning.not_json", "sources[0].available_kg"},
		"absurd":             {"[5,6]", "[5,1e13]", "planning.absurd", "sources[0].available_kg[1]"},
		"beyond floats":      {"[5,6]", "[5,1e999]", "planning.absurd", "sources[0].available_kg[1]"},
		"negative":           {"[5,6]", "[5,-6]", "planning.negative", "sources[0].available_kg[1]"},
		"a text for number":  {"[5,6]", `[5,"6"]`, "planning.not_number", "sources[0].available_kg[1]"},
		"too few periods":    {"[5,6]", "[5]", "planning.not_as_periods", "sources[0].available_kg"},
		"too many periods":   {`"most_kg":[5,5]`, `"most_kg":[5,5,5]`, "planning.not_as_periods", "demands[0].most_kg"},
		"nothing available":  {`"available_kg":[5,6],`, "", "planning.required", "sources[0].available_kg"},
		"no price":           {`"price":3,`, "", "planning.required", "demands[0].price"},
		"no id":              {`"id":"s",`, "", "planning.no_id", "sources[0].id"},
		"comma in id":        {`"id":"s"`, `"id":"s,t"`, "planning.comma", "sources[0].id"},
		"no periods":         {`["a","b"]`, `[]`, "planning.none", "periods"},
		"period twice":       {`["a","b"]`, `["a","a"]`, "planning.twice", "periods[1]"},
		"window's period":    {`"periods":[0,1]`, `"periods":[0,2]`, "planning.no_period", "sources[0].windows[0].periods[1]"},
		"window's quantity":  {`,"most_kg":9}`, `}`, "planning.required", "sources[0].windows[0].most_kg"},
		"half an index":      {`"periods":[0,1]`, `"periods":[0,0.5]`, "planning.not_whole", "sources[0].windows[0].periods[1]"},
		"nowhere":            {"[40,20]", "[140,20]", "planning.nowhere", "hubs[0].at"},
		"half a place":       {"[40,20]", "[40]", "planning.not_place", "hubs[0].at"},
		"least above most":   {`"least_kg":1`, `"least_kg":6`, "planning.least_above_most", "demands[0].least_kg[0]"},
		"min above max":      {`{"min":14}`, `{"min":14,"max":13}`, "planning.min_above_max", "demands[0].limits.brix"},
		"levy of all":        {`"levy":0.1`, `"levy":1`, "planning.levy", "demands[0].levy"},
		"no matrix":          {`"collect":{"per_kg":[[0.1]]},`, ``, "planning.no_ways", ""},
		"matrix rows":        {`"per_kg":[[0.1]]`, `"per_kg":[[0.1],[0.2]]`, "planning.matrix_rows", "collect.per_kg"},
		"matrix columns":     {`"per_kg":[[0.1]]`, `"per_kg":[[0.1,0.2]]`, "planning.matrix_columns", "collect.per_kg[0]"},
		"negative cost":      {`"per_kg":[[0.1]]`, `"per_kg":[[-0.1]]`, "planning.negative", "collect.per_kg[0][0]"},
		"vehicle of nothing": {`"vehicle_kg":5,`, ``, "planning.no_unit", "haul.vehicle_kg"},
		"both ways":          {`"collect":`, `"by_distance":{"collect":{"per_kg":1}},"collect":`, "planning.both_ways", "by_distance"},
		"ways alone":         {`"collect":`, `"ways":[{"from":"s","to":"h","per_kg":1}],"collect":`, "planning.ways_alone", "ways"},
		"field twice":        {`"floor":1`, `"floor":1,"floor":2`, "planning.field_twice", "sources[0].floor"},
		"more after it":      {whole, whole + "{}", "planning.more_after_end", ""},
	} {
		text := strings.Replace(whole, c.old, c.now, 1)
		if text == whole {
			t.Fatalf("%s changes nothing", name)
		}
		_, _, err := planning.Read(strings.NewReader(text))
		if f := fault.From(err); err == nil || f.Kind != fault.Invalid || f.Key != c.key || f.Field != c.field {
			t.Errorf("%s: %v, not %s in %s", name, err, c.key, c.field)
		}
	}
}

func TestIdsAreUsedOnce(t *testing.T) {
	t.Parallel()
	for list, more := range map[string]string{"sources": `{"id":"s","available_kg":1}`, "hubs": `{"id":"h","capacity_kg":1}`, "demands": `{"id":"d","price":1,"most_kg":1}`} {
		text := strings.Replace(whole, `"`+list+`":[`, `"`+list+`":[`+more+`,`, 1)
		if _, _, err := planning.Read(strings.NewReader(text)); err == nil || fault.From(err).Key != "planning.twice" {
			t.Errorf("%s: %v", list, err)
		}
	}
}

func TestUnknownFieldsAreNamedAndIgnored(t *testing.T) {
	t.Parallel()
	text := strings.Replace(whole, `"floor":1`, `"floor":1,"colour":{"a":[1,{"b":null}]}`, 1)
	p, warnings, err := planning.Read(strings.NewReader(text))
	if err != nil || len(warnings) != 1 || warnings[0].Args["where"] != "sources[0].colour" || p.Sources[0].Floor[1] != 1 {
		t.Fatal(err, warnings)
	}
}

func TestASingleNumberStandsForEveryPeriod(t *testing.T) {
	t.Parallel()
	p, _, err := planning.Read(strings.NewReader(whole))
	if err != nil || !slices.Equal(p.Demands[0].Price, planning.Series{3, 3}) || !math.IsNaN(p.Haul.Fixed[0][0]) {
		t.Fatal(err, p.Demands[0].Price)
	}
}

// endless is garbage without an end.
type endless struct{ bytes []byte }

func (e endless) Read(b []byte) (int, error) { return copy(b, e.bytes), nil }

func TestGarbageWithoutEndStopsEarly(t *testing.T) {
	t.Parallel()
	for _, garbage := range []string{"\x00\x01", "[[[[", `{"a":{"a":`, "    ", "1111", `"aaaa`, `{"format":"tok-problem/1","zz":[1` + strings.Repeat(",1", 500)} {
		if _, _, err := planning.Read(endless{[]byte(garbage)}); err == nil || fault.From(err).Kind != fault.Invalid {
			t.Errorf("%.20q: %v", garbage, err)
		}
	}
}

func TestWhatIsWrittenIsReadBack(t *testing.T) {
	t.Parallel()
	p := read(t, "testdata/published/p1-shared-truck.json")
	var b, again bytes.Buffer
	if err := p.Write(&b); err != nil {
		t.Fatal(err)
	}
	q, warnings, err := planning.Read(bytes.NewReader(b.Bytes()))
	if err != nil || len(warnings) > 0 {
		t.Fatal(err, warnings)
	}
	if q.Write(&again); !bytes.Equal(b.Bytes(), again.Bytes()) {
		t.Fatalf("%s\n%s", b.Bytes(), again.Bytes())
	}
}

func TestDistancesBecomeMatrices(t *testing.T) {
	t.Parallel()
	text := `{"format":"tok-problem/1","periods":["a"],
"sources":[{"id":"s","available_kg":5,"at":[40,20]}],
"hubs":[{"id":"near","capacity_kg":9,"at":[41,20]},{"id":"far","capacity_kg":9,"at":[45,20]}],
"demands":[{"id":"d","price":3,"most_kg":5,"at":[48,11]}],
"by_distance":{"road_factor":1.35,"nearest_hubs":1,"collect":{"per_kg_km":0.001,"per_stop":7},"haul":{"vehicle_kg":5,"per_vehicle_km":1}},
"ways":[{"from":"near","to":"d","per_vehicle":999}]}`
	p, _, err := planning.Read(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	degree := 6371 * math.Pi / 180
	if want := 0.001 * degree * 1.35; math.Abs(p.Collect.PerKg[0][0]-want) > 1e-9 || p.Collect.Fixed[0][0] != 7 {
		t.Errorf("per kg %v, not %v", p.Collect.PerKg[0][0], want)
	}
	if !math.IsNaN(p.Collect.PerKg[0][1]) || p.NearestHubs != 1 {
		t.Error("the far hub is kept")
	}
	if p.Haul.PerVehicle[0][0] != 999 {
		t.Error("the real tariff is not used")
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(whole))
	for _, file := range []string{"p1-shared-truck.json", "p3b-cert-four-periods.json"} {
		data, err := os.ReadFile(filepath.Join("testdata/published", file))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, _, err := planning.Read(bytes.NewReader(data))
		if err != nil {
			if fault.From(err).Kind != fault.Invalid {
				t.Fatal(err)
			}
			return
		}
		if !json.Valid(data) {
			t.Fatal("what is no JSON was read")
		}
		if err := planning.Validate(p); err != nil {
			t.Fatal(err)
		}
	})
}

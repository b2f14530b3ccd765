package sharing_test

import (
	"bytes"
	"encoding/json"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"tok/fault"
	"tok/sharing"
)

func schema(t testing.TB, file string) *jsonschema.Schema {
	t.Helper()
	s, err := jsonschema.NewCompiler().Compile(file)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func follows(t testing.TB, s *jsonschema.Schema, v any) {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Validate(document); err != nil {
		t.Errorf("%v\n%s", err, b)
	}
}

func TestGamesAndSplitsFollowTheirSchemas(t *testing.T) {
	t.Parallel()
	games, splits := schema(t, "tok-game.schema.json"), schema(t, "tok-split.schema.json")
	files, _ := filepath.Glob("testdata/games/*.json")
	for _, file := range files {
		g := readPublished(t, file).Game
		follows(t, games, g)
		for _, rule := range []sharing.Rule{sharing.Fair, sharing.Nucleolus, sharing.Shapley, sharing.Equal} {
			follows(t, splits, divide(t, g, rule))
		}
	}
	follows(t, splits, divide(t, sharing.Game{Players: []string{"only"}, V: map[string]float64{"only": 3}}, sharing.Fair))
}

func TestAGameThatCannotBeReadIsToldWhatIsWrong(t *testing.T) {
	t.Parallel()
	many := `"` + strings.Join(strings.Split(strings.Repeat("p", 23), ""), `","`) + `"`
	for text, key := range map[string]string{
		``:                       "sharing.empty_file",
		` `:                      "sharing.empty_file",
		`[]`:                     "sharing.not_an_object",
		`{"format":"tok-game/1"`: "sharing.cut_off",
		`{"format":"tok-game/1","players":["A"],"v":{"A":NaN}}`:                "sharing.not_json",
		`{"format":"tok-game/1","players":["A"],"v":{"A":1}} x`:                "sharing.more_after_end",
		`{"format":"tok-plan/1","players":["A"],"v":{"A":1}}`:                  "sharing.other_format",
		`{"players":["A"],"v":{"A":1}}`:                                        "sharing.other_format",
		`{"format":"tok-game/1","v":{}}`:                                       "sharing.field_missing",
		`{"format":"tok-game/1","players":["A"]}`:                              "sharing.field_missing",
		`{"format":"tok-game/1","players":[],"v":{}}`:                          "sharing.no_players",
		`{"format":"tok-game/1","players":["A","A"],"v":{}}`:                   "sharing.player_twice",
		`{"format":"tok-game/1","players":["A,B"],"v":{}}`:                     "sharing.player_name",
		`{"format":"tok-game/1","players":[` + many + `],"v":{}}`:              "sharing.too_many_players",
		`{"format":"tok-game/1","players":["A","B"],"v":{"B,A":1}}`:            "sharing.group_out_of_order",
		`{"format":"tok-game/1","players":["A","B"],"v":{"A,A":1}}`:            "sharing.player_twice_in_group",
		`{"format":"tok-game/1","players":["A","B"],"v":{"C":1}}`:              "sharing.unknown_player",
		`{"format":"tok-game/1","players":["A","B"],"v":{"A":1,"A":2}}`:        "sharing.group_twice",
		`{"format":"tok-game/1","players":["A"],"v":{"A":"1"}}`:                "sharing.worth_not_number",
		`{"format":"tok-game/1","players":["A"],"v":{"A":null}}`:               "sharing.worth_not_number",
		`{"format":"tok-game/1","players":["A"],"v":{"A":1e300}}`:              "sharing.absurd_worth",
		`{"format":"tok-game/1","players":["A"],"v":{"A":1e999}}`:              "sharing.absurd_worth",
		`{"format":"tok-game/1","players":["A"],"v":{"":5}}`:                   "sharing.nobody_is_worth_nothing",
		`{"format":"tok-game/1","players":["A"],"v":[]}`:                       "sharing.field_type",
		`{"format":"tok-game/1","players":"A","v":{}}`:                         "sharing.field_type",
		`{"format":"tok-game/1","kind":"gain","players":["A"],"v":{}}`:         "sharing.unknown_kind",
		`{"format":"tok-game/1","format":"tok-game/1","players":["A"],"v":{}}`: "sharing.field_twice",
	} {
		_, _, err := sharing.ReadGame(strings.NewReader(text))
		if f := fault.From(err); err == nil || f.Key != key || fault.Exit(err) != 2 {
			t.Errorf("%s: %v, want %s", text, err, key)
		}
	}
}

func TestUnknownFieldsAreNamedInAWarning(t *testing.T) {
	t.Parallel()
	g, warnings, err := sharing.ReadGame(strings.NewReader(`{"n":{"deep":[1,{"v":2}]},"format":"tok-game/1","players":["A","B"],"v":{"A,B":2},"colour":"red"}`))
	if err != nil || len(warnings) != 1 || warnings[0].Args["fields"] != "colour, n" {
		t.Fatal(warnings, err)
	}
	if split := divide(t, g, sharing.Fair); split.Shares["A"] != 1 {
		t.Error("a missing group is worth 0:", split.Shares)
	}
}

// endless is a file that never ends.
type endless struct{ left int }

func (e *endless) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = '7'
	}
	e.left -= len(b)
	if e.left < 0 {
		return 0, os.ErrDeadlineExceeded // read too far
	}
	return len(b), nil
}

func TestGarbageIsRefusedWithoutReadingItAll(t *testing.T) {
	t.Parallel()
	for _, begin := range []string{"", `{"name":"`, `{"v":{"A":`, `{"deep":[`} {
		file := io.MultiReader(strings.NewReader(begin), &endless{left: 8 << 20})
		if _, _, err := sharing.ReadGame(file); fault.Exit(err) != 2 {
			t.Error(begin, err)
		}
	}
}

func FuzzReadGame(f *testing.F) {
	f.Add(`{"format":"tok-game/1","kind":"value","players":["A","B"],"v":{"A":0,"B":0,"A,B":200}}`)
	f.Add(`{"format":"tok-game/1","kind":"cost","players":["A","B","C"],"v":{"A":1e3,"B,C":-2.5,"A,B,C":7}}`)
	f.Add(`{"v":{"A":1},"players":["A"],"format":"tok-game/1","x":[{}]}`)
	splits := schema(f, "tok-split.schema.json")
	f.Fuzz(func(t *testing.T, text string) {
		g, _, err := sharing.ReadGame(strings.NewReader(text))
		if err != nil {
			if fault.Exit(err) != 2 {
				t.Fatal(err)
			}
			return
		}
		if len(g.Players) > 8 {
			return
		}
		split := divide(t, g, sharing.Fair)
		follows(t, splits, split)
		sum := -split.Total
		for _, x := range split.Shares {
			sum += x
		}
		if math.Abs(sum) > 1e-6*math.Max(1, largest(g)) {
			t.Errorf("%s: %g too much", text, sum)
		}
	})
}

func largest(g sharing.Game) float64 {
	most := 0.0
	for _, v := range g.V {
		most = math.Max(most, math.Abs(v))
	}
	return most
}

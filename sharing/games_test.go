package sharing_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"os"
	"path/filepath"
	"testing"

	"tok/sharing"
)

// A published game carries the answers its source prints, and some computed by
// enumeration and exact linear programmes.
type publishedGame struct {
	sharing.Game
	Published struct {
		Nucleolus json.RawMessage `json:"nucleolus"`
		Shapley   json.RawMessage `json:"shapley"`
	} `json:"published"`
	Computed struct {
		Nonempty  bool      `json:"core_nonempty"`
		Epsilon   float64   `json:"least_core_eps"`
		Nucleolus []float64 `json:"nucleolus"`
		Shapley   []float64 `json:"shapley"`
	} `json:"computed"`
}

func TestPublishedGamesGetTheirPublishedAnswers(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/games/*.json")
	if err != nil || len(files) < 9 {
		t.Fatal("the published games are missing", err)
	}
	for _, file := range files {
		game := readPublished(t, file)
		t.Run(game.Name, func(t *testing.T) {
			t.Parallel()
			nucleolus := divide(t, game.Game, sharing.Nucleolus)
			sameShares(t, game.Players, nucleolus, game.Computed.Nucleolus)
			sameShares(t, game.Players, nucleolus, numbers(game.Published.Nucleolus))
			shapley := divide(t, game.Game, sharing.Shapley)
			sameShares(t, game.Players, shapley, game.Computed.Shapley)
			sameShares(t, game.Players, shapley, numbers(game.Published.Shapley))
			if (nucleolus.Core == "nonempty") != game.Computed.Nonempty {
				t.Errorf("core is said to be %s", nucleolus.Core)
			}
			near(t, "epsilon", nucleolus.Epsilon[0], game.Computed.Epsilon)
			near(t, "epsilon", nucleolus.Epsilon[1], game.Computed.Epsilon)
		})
	}
}

func readPublished(t *testing.T, file string) publishedGame {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var g publishedGame
	if err := json.Unmarshal(b, &g); err != nil {
		t.Fatal(file, err)
	}
	return g
}

// numbers reads a list of numbers or of fractions; anything else gives nil.
func numbers(raw json.RawMessage) []float64 {
	var list []any
	if json.Unmarshal(raw, &list) != nil {
		return nil
	}
	x := make([]float64, len(list))
	for i, v := range list {
		r, ok := new(big.Rat).SetString(fmt.Sprint(v))
		if !ok {
			return nil
		}
		x[i], _ = r.Float64()
	}
	return x
}

func divide(t testing.TB, g sharing.Game, rule sharing.Rule) sharing.Split {
	t.Helper()
	split, err := sharing.New(nil).OfGame(context.Background(), g, sharing.Options{Rule: rule})
	if err != nil {
		t.Fatal(rule, err)
	}
	return split
}

func sameShares(t *testing.T, players []string, got sharing.Split, want []float64) {
	t.Helper()
	for i, w := range want {
		near(t, string(got.Rule)+" of "+players[i], got.Shares[players[i]], w)
	}
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-8*math.Max(1, math.Abs(want)) {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}

package sharing_test

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tok/sharing"
)

var update = flag.Bool("update", false, "write the answers anew")

// A worked example is a sentence, the kind and the players, a group and its worth a
// line, the rule; then the answer.
func TestWorkedExamples(t *testing.T) {
	t.Parallel()
	files, _ := filepath.Glob("testdata/*.txt")
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			question, want, _ := strings.Cut(string(text), "----\n")
			got := answer(divide(t, game(t, question), rule(question)))
			if *update {
				if err := os.WriteFile(file, []byte(question+"----\n"+got), 0o666); err != nil {
					t.Fatal(err)
				}
			} else if got != want {
				t.Errorf("got\n%swant\n%s", got, want)
			}
		})
	}
}

func game(t *testing.T, question string) sharing.Game {
	lines := strings.Split(strings.TrimSpace(question), "\n")
	head := strings.Fields(lines[1])
	g := sharing.Game{Format: sharing.FormatGame, Kind: head[0], Players: head[1:], V: map[string]float64{}}
	for _, line := range lines[2 : len(lines)-1] {
		group, worth, _ := strings.Cut(line, " ")
		v, err := strconv.ParseFloat(worth, 64)
		if err != nil {
			t.Fatal(err)
		}
		g.V[group] = v
	}
	return g
}

func rule(question string) sharing.Rule {
	lines := strings.Split(strings.TrimSpace(question), "\n")
	return sharing.Rule(lines[len(lines)-1])
}

func answer(s sharing.Split) string {
	var b strings.Builder
	for _, p := range slices.Sorted(maps.Keys(s.Shares)) {
		fmt.Fprintf(&b, "%s %.2f\n", p, s.Shares[p]+0)
	}
	for _, c := range s.Corrections {
		fmt.Fprintf(&b, "%s moved %.2f because of %s\n", c.Player, c.Moved, strings.Join(c.BecauseOf, ","))
	}
	fmt.Fprintf(&b, "core %s, ε %.2f\n", s.Core, s.Epsilon[0]+0)
	fmt.Fprintf(&b, "objection of %s: %.2f\n", strings.Join(s.Objection.Group, ","), s.Objection.Gain+0)
	return b.String()
}

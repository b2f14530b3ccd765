package sharing_test

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tok/internal/examples"
	"tok/sharing"
)

// A worked example is a sentence, the kind and the players, a group and its worth a
// line, the rule; then the answer.
func TestWorkedExamples(t *testing.T) {
	t.Parallel()
	examples.Run(t, func(t *testing.T, question string) string {
		return answer(divide(t, game(t, question), rule(question)))
	})
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

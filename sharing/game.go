package sharing

import (
	"math"
	"slices"
	"strings"

	"tok/fault"
)

// The kinds of game: of what groups earn, and of what they cost.
const (
	KindValue = "value"
	KindCost  = "cost"
)

// MostPlayers bounds the players of a table: it holds 2^n worths.
const MostPlayers = 22

// mostEuro bounds every worth: beyond it rounding would reach the cents.
const mostEuro = 1e13

// A Game is a cooperative game from a table (`tok-game/1`). V maps a group's
// players, joined by commas in the order of Players, to its worth; a missing
// group is worth 0.
type Game struct {
	Format  string             `json:"format"`
	Name    string             `json:"name,omitempty"`
	Kind    string             `json:"kind"` // KindValue or KindCost; empty = KindValue
	Players []string           `json:"players"`
	V       map[string]float64 `json:"v"`
}

// Validate says what is wrong with the game, as a fault.
func (g Game) Validate() error {
	_, err := g.table()
	return err
}

func (g Game) table() (*table, error) {
	if err := validPlayers(g.Players); err != nil {
		return nil, err
	}
	t := newTable(g.Players)
	switch g.Kind {
	case KindValue, "":
	case KindCost:
		t.cost = true
	default:
		return nil, fault.Of(fault.Invalid, "sharing.unknown_kind", "kind", g.Kind).In("kind")
	}
	index := make(map[string]int, len(g.Players))
	for i, p := range g.Players {
		index[p] = i
	}
	for group, worth := range g.V {
		mask, err := maskOf(group, index)
		if err != nil {
			return nil, err
		}
		if math.IsNaN(worth) || math.Abs(worth) > mostEuro {
			return nil, absurd(group)
		}
		if mask == 0 && worth != 0 {
			return nil, fault.Of(fault.Invalid, "sharing.nobody_is_worth_nothing").In("v")
		}
		if t.cost {
			worth = 0 - worth // never −0
		}
		t.v[mask] = worth
	}
	return t, nil
}

func absurd(group string) error {
	return fault.Of(fault.Invalid, "sharing.absurd_worth", "group", shorten(group)).In("v")
}

func validPlayers(players []string) error {
	if len(players) == 0 {
		return fault.Of(fault.Invalid, "sharing.no_players").In("players")
	}
	if len(players) > MostPlayers {
		return fault.Of(fault.TooMuch, "sharing.too_many_players", "players", len(players), "most", MostPlayers).In("players")
	}
	seen := map[string]bool{}
	for _, p := range players {
		if p == "" || strings.Contains(p, ",") {
			return fault.Of(fault.Invalid, "sharing.player_name", "player", shorten(p)).In("players")
		}
		if seen[p] {
			return fault.Of(fault.Invalid, "sharing.player_twice", "player", shorten(p)).In("players")
		}
		seen[p] = true
	}
	return nil
}

// maskOf reads a group's name: players in the order of the game, joined by commas.
func maskOf(group string, index map[string]int) (uint32, error) {
	if group == "" {
		return 0, nil
	}
	mask, last, sorted := uint32(0), -1, true
	for p := range strings.SplitSeq(group, ",") {
		i, known := index[p]
		if !known {
			return 0, fault.Of(fault.Invalid, "sharing.unknown_player", "player", shorten(p), "group", shorten(group)).In("v")
		}
		if mask&(1<<i) != 0 {
			return 0, fault.Of(fault.Invalid, "sharing.player_twice_in_group", "player", shorten(p), "group", shorten(group)).In("v")
		}
		sorted = sorted && i > last
		mask, last = mask|1<<i, i
	}
	if !sorted {
		return 0, outOfOrder(group, index)
	}
	return mask, nil
}

func outOfOrder(group string, index map[string]int) error {
	right := strings.Split(group, ",")
	slices.SortFunc(right, func(a, b string) int { return index[a] - index[b] })
	return fault.Of(fault.Invalid, "sharing.group_out_of_order", "group", shorten(group), "right", shorten(strings.Join(right, ","))).In("v")
}

// shorten keeps a sentence readable when a name is absurdly long.
func shorten(s string) string {
	const most = 80
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	return string(r[:most]) + "…"
}

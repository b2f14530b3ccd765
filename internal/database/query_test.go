package database

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestAStatementIsNumberedForPostgreSQL(t *testing.T) {
	values := []any{"a", []int{1, 2}, []string{}, []byte("x")}
	statement := `SELECT '?', "?" FROM t WHERE a = ? AND b IN (?) AND c IN (?) AND d = ?`
	got, flat := postgres.write(statement, values)
	if want := `SELECT '?', "?" FROM t WHERE a = $1 AND b IN ($2,$3) AND c IN (NULL) AND d = $4`; got != want || len(flat) != 4 {
		t.Errorf("%s with %v", got, flat)
	}
	got, _ = sqlite.write(statement, values)
	if want := `SELECT '?', "?" FROM t WHERE a = ? AND b IN (?,?) AND c IN (NULL) AND d = ?`; got != want {
		t.Errorf("%s", got)
	}
}

var numbered = regexp.MustCompile(`\$\d+`)

func TestNoStatementGetsMorePlacesThanValues(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		statement := rapid.StringOfN(rapid.SampledFrom([]rune(`a?'" ,()ç`)), 0, 30, -1).Draw(t, "statement")
		values := make([]any, strings.Count(statement, "?"))
		text, flat := postgres.write(statement, values)
		if len(flat) != len(values) || len(numbered.FindAllString(text, -1)) > len(values) {
			t.Errorf("%q became %q", statement, text)
		}
		if same, _ := sqlite.write(statement, values); same != statement {
			t.Errorf("%q became %q for SQLite", statement, same)
		}
	})
}

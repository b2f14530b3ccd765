package database_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"tok/internal/database"
)

var update = flag.Bool("update", false, "rewrite testdata/schema.txt")

// The same file is compared on both databases, so the two have the same tables.
func TestBothDatabasesHaveTheTablesOfSchemaTxt(t *testing.T) {
	t.Parallel()
	db, ctx := database.Test(t), t.Context()
	columns, err := database.All(ctx, db, func(scan database.Scan) (string, error) {
		var table, column, kind string
		var null bool
		err := scan(&table, &column, &kind, &null)
		return strings.TrimSpace(fmt.Sprintf("%s.%s %s %s", table, column, strings.ToUpper(kind), map[bool]string{false: "NOT NULL"}[null])), err
	}, database.Columns(db))
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Join(columns, "\n") + "\n"
	if *update {
		if err := os.WriteFile("testdata/schema.txt", []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/schema.txt")
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the tables differ from testdata/schema.txt (go test ./internal/database -update writes it anew):\n%s", difference(string(want), got))
	}
}

func difference(want, got string) string {
	var b strings.Builder
	for line := range strings.Lines(want) {
		if !strings.Contains(got, line) {
			b.WriteString("- " + line)
		}
	}
	for line := range strings.Lines(got) {
		if !strings.Contains(want, line) {
			b.WriteString("+ " + line)
		}
	}
	return b.String()
}

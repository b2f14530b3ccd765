package database

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
)

// EmptyTest gives the address of a database without tables.
func EmptyTest(t *testing.T) string {
	server := os.Getenv(TestPostgres)
	if server == "" {
		return t.TempDir()
	}
	name := "tok_empty_" + strings.ReplaceAll(NewID(), "-", "")
	if err := asAdmin(context.Background(), server, "CREATE DATABASE "+name); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { asAdmin(context.Background(), server, "DROP DATABASE "+name+" WITH (FORCE)") })
	config, err := pgx.ParseConfig(server)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Replace(server, "/"+config.Database, "/"+name, 1)
}

// Columns is the statement that lists our columns: table, name, type and
// whether it may be NULL.
func Columns(db *DB) string {
	if db.engine == postgres {
		return `SELECT table_name, column_name, data_type, is_nullable = 'YES' FROM information_schema.columns
			WHERE table_schema = current_schema() AND table_name NOT LIKE 'river%' AND table_name NOT LIKE 'goose%'
			ORDER BY table_name COLLATE "C", ordinal_position`
	}
	return `SELECT m.name, p.name, p.type, p."notnull" = 0 FROM sqlite_master m JOIN pragma_table_info(m.name) p
		WHERE m.type = 'table' AND m.name NOT LIKE 'river%' AND m.name NOT LIKE 'goose%' AND m.name NOT LIKE 'sqlite%'
		ORDER BY m.name, p.cid`
}

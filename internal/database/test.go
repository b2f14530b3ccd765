package database

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// TestPostgres names the variable with the address of a PostgreSQL server that
// tests may make databases on; without it they use SQLite.
const TestPostgres = "TOK_TEST_POSTGRES"

// A TB is what Test needs of a *testing.T.
type TB interface {
	Helper()
	Fatal(...any)
	Cleanup(func())
	TempDir() string
}

// Test gives a test a database of its own, with all tables and nothing in them;
// it is gone after the test. The tables are made once and then copied.
func Test(t TB) *DB {
	t.Helper()
	db, err := fresh(context.Background(), t)
	if err != nil {
		t.Fatal("a database for the test: ", err)
	}
	return db
}

func fresh(ctx context.Context, t TB) (*DB, error) {
	if server := os.Getenv(TestPostgres); server != "" {
		return copyPostgres(ctx, t, server)
	}
	empty, err := emptySQLite()
	if err != nil {
		return nil, err
	}
	path := filepath.Join(t.TempDir(), "tok.db")
	if err := os.WriteFile(path, empty, 0o600); err != nil {
		return nil, err
	}
	db, err := connectSQLite(ctx, path)
	if err == nil {
		t.Cleanup(func() { db.Close() })
	}
	return db, err
}

// emptySQLite is the file of a database with all tables and no rows.
var emptySQLite = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "tok-test-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	db, err := Open(context.Background(), dir)
	if err != nil {
		return nil, err
	}
	if err := db.Close(); err != nil { // moves everything into the one file
		return nil, err
	}
	return os.ReadFile(filepath.Join(dir, "tok.db"))
})

func copyPostgres(ctx context.Context, t TB, server string) (*DB, error) {
	template, err := templatePostgres(server)
	if err != nil {
		return nil, err
	}
	name := "tok_test_" + strings.ReplaceAll(NewID(), "-", "")
	if err := asAdmin(ctx, server, "CREATE DATABASE "+name+" TEMPLATE "+template); err != nil {
		return nil, err
	}
	db, err := openNamed(ctx, server, name)
	if err != nil {
		return nil, err
	}
	t.Cleanup(func() {
		db.Close()
		asAdmin(ctx, server, "DROP DATABASE "+name+" WITH (FORCE)")
	})
	return db, nil
}

var (
	templateOnce sync.Once
	templateName string
	templateErr  error
)

// templatePostgres names the database that has all tables of the present
// migrations; the first process that asks makes it.
func templatePostgres(server string) (string, error) {
	templateOnce.Do(func() { templateName, templateErr = makeTemplate(context.Background(), server) })
	return templateName, templateErr
}

func makeTemplate(ctx context.Context, server string) (string, error) {
	name := "tok_template_" + migrationsHash()
	admin, err := pgx.Connect(ctx, server)
	if err != nil {
		return "", err
	}
	defer admin.Close(ctx) // lets the next process in, too
	if _, err := admin.Exec(ctx, "SELECT pg_advisory_lock($1)", migrateKey); err != nil {
		return "", err
	}
	var there bool
	err = admin.QueryRow(ctx, "SELECT EXISTS (SELECT 1 FROM pg_database WHERE datname = $1)", name).Scan(&there)
	if there || err != nil {
		return name, err
	}
	half := name + "_half" // renamed when all tables are in it
	for _, statement := range []string{"DROP DATABASE IF EXISTS " + half + " WITH (FORCE)", "CREATE DATABASE " + half} {
		if _, err := admin.Exec(ctx, statement); err != nil {
			return "", err
		}
	}
	db, err := openNamed(ctx, server, half)
	if err != nil {
		return "", err
	}
	err = db.migrate(ctx)
	db.Close()
	if err == nil {
		_, err = admin.Exec(ctx, "ALTER DATABASE "+half+" RENAME TO "+name)
	}
	return name, err
}

func migrationsHash() string {
	hash := sha256.New()
	names, _ := fs.Glob(migrations, "migrations/*")
	for _, name := range names {
		text, _ := migrations.ReadFile(name)
		fmt.Fprintf(hash, "%s %d %s", name, len(text), text)
	}
	return fmt.Sprintf("%x", hash.Sum(nil)[:6])
}

func openNamed(ctx context.Context, server, name string) (*DB, error) {
	config, err := pgxpool.ParseConfig(server)
	if err != nil {
		return nil, err
	}
	config.ConnConfig.Database = name
	return openPostgres(ctx, config)
}

func asAdmin(ctx context.Context, server, statement string) error {
	admin, err := pgx.Connect(ctx, server)
	if err != nil {
		return err
	}
	defer admin.Close(ctx)
	_, err = admin.Exec(ctx, statement)
	return err
}

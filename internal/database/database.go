// Package database keeps everything a site remembers, in one SQLite file or in
// PostgreSQL, behind the same few words: statements are written once, with ?
// for their values, and run on both.
//
// Columns are TEXT (ids, ISO days, JSON), BIGINT (amounts, quantities, instants
// as Unix milliseconds), DOUBLE PRECISION and BOOLEAN; see docs/decisions.
package database

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/jackc/pgx/v5/pgxpool"
)

// An engine is the program that holds the tables.
type engine string

const (
	sqlite   engine = "sqlite"
	postgres engine = "postgres"
)

// A DB is an open database. Its own Exec, Query and QueryRow run one statement
// each; what belongs together goes through Read or Write.
type DB struct {
	engine   engine
	writer   *sql.DB // SQLite: one connection
	reader   *sql.DB // SQLite: several that cannot write; PostgreSQL: the same as writer
	listener *pgxpool.Pool
	from     string
}

// Open opens the database and brings its tables up to date. The url is
// postgres://… for PostgreSQL; sqlite:///path/file.db, a file ending in .db, or
// a folder (the file is then tok.db in it) for SQLite. What does not exist yet
// is created, PostgreSQL databases excepted.
func Open(ctx context.Context, url string) (*DB, error) {
	db, err := connect(ctx, url)
	if err != nil {
		return nil, err
	}
	if err := db.migrate(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

func connect(ctx context.Context, url string) (*DB, error) {
	if strings.HasPrefix(url, "postgres://") || strings.HasPrefix(url, "postgresql://") {
		return connectPostgres(ctx, url)
	}
	path := strings.TrimPrefix(strings.TrimPrefix(url, "sqlite:"), "//")
	if filepath.Ext(path) != ".db" {
		path = filepath.Join(path, "tok.db")
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("making the data folder: %w", err)
	}
	return connectSQLite(ctx, path)
}

// Close ends all connections.
func (db *DB) Close() error {
	var err error
	if db.reader != db.writer {
		err = db.reader.Close()
	}
	err = errors.Join(err, db.writer.Close())
	if db.listener != nil {
		db.listener.Close()
	}
	return err
}

// String says where the database is, without its password.
func (db *DB) String() string { return db.from }

// Read runs do on one unchanging picture of the database. It cannot write.
func (db *DB) Read(ctx context.Context, do func(tx *Tx) error) error {
	isolation := sql.LevelDefault // SQLite: a transaction always sees one picture
	if db.engine == postgres {
		isolation = sql.LevelRepeatableRead
	}
	return db.within(ctx, db.reader, &sql.TxOptions{Isolation: isolation, ReadOnly: true}, do)
}

// Write runs do in one transaction: all of it happens if do returns nil, and
// nothing otherwise. Inside, use only tx: SQLite has a single writer, and a
// second Write would wait for the first for ever.
func (db *DB) Write(ctx context.Context, do func(tx *Tx) error) error {
	return db.within(ctx, db.writer, nil, do)
}

func (db *DB) within(ctx context.Context, pool *sql.DB, options *sql.TxOptions, do func(tx *Tx) error) error {
	tx, err := pool.BeginTx(ctx, options)
	if err != nil {
		return fmt.Errorf("beginning a transaction: %w", err)
	}
	defer tx.Rollback() // after a commit this does nothing
	if err := do(&Tx{db.engine, tx}); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("keeping what was written: %w", err)
	}
	return nil
}

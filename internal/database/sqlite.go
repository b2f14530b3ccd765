package database

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"

	_ "modernc.org/sqlite" // the driver "sqlite", without cgo
)

// connectSQLite opens the file twice: one connection that writes, so that
// writers queue up in this process instead of failing, and a few that read at
// the same time (write-ahead log).
func connectSQLite(ctx context.Context, path string) (*DB, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	writer, err := openSQLite(ctx, path, 1, url.Values{"_txlock": {"immediate"}})
	if err != nil {
		return nil, err
	}
	reader, err := openSQLite(ctx, path, 4, url.Values{"_pragma": {"query_only(1)"}})
	if err != nil {
		return nil, errors.Join(err, writer.Close())
	}
	return &DB{engine: sqlite, writer: writer, reader: reader, from: "sqlite://" + path}, nil
}

func openSQLite(ctx context.Context, path string, connections int, options url.Values) (*sql.DB, error) {
	pragmas := []string{"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(NORMAL)", "foreign_keys(1)"}
	options["_pragma"] = append(pragmas, options["_pragma"]...)
	where := url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: options.Encode()}
	pool, err := sql.Open("sqlite", where.String())
	if err != nil {
		return nil, err
	}
	pool.SetMaxOpenConns(connections)
	pool.SetMaxIdleConns(connections)
	if err := pool.PingContext(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("opening %s: %w", path, err), pool.Close())
	}
	return pool, nil
}

package database

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"strings"
	"sync"

	"github.com/pressly/goose/v3"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"
)

// The changes of the tables, 00NN_<capability>_<change>.sql: 0001–0009 accounts,
// 0010–0019 members, 0020–0029 demands and supplies, 0030–0039 offers, 0040–0049
// what this package and internal/jobs keep. A change that the two databases need
// told differently is a pair, ….sqlite.sql and ….postgres.sql. A change that is
// in use is never edited; a later one corrects it.
//
//go:embed migrations/*.sql
var migrations embed.FS

// migrateKey is the advisory lock under which one process at a time changes the
// tables ("TOK" in ASCII).
const migrateKey = 0x544f4b

// migrating lets those of one process take turns, too; a SQLite file belongs to one process.
var migrating sync.Mutex

// migrate brings the tables up to date: ours, then those of the queue. Several
// processes may start on one PostgreSQL at once; they take turns.
func (db *DB) migrate(ctx context.Context) error {
	migrating.Lock()
	defer migrating.Unlock()
	if db.engine == postgres {
		unlock, err := db.lock(ctx)
		if err != nil {
			return fmt.Errorf("waiting for the turn to change the tables: %w", err)
		}
		defer unlock()
	}
	if err := db.migrateOurs(ctx); err != nil {
		return fmt.Errorf("changing the tables: %w", err)
	}
	queue, err := rivermigrate.New(db.River(), &rivermigrate.Config{Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	if _, err := queue.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return fmt.Errorf("changing the tables of the queue: %w", err)
	}
	return nil
}

func (db *DB) lock(ctx context.Context) (unlock func(), err error) {
	conn, err := db.writer.Conn(ctx)
	if err != nil {
		return nil, err
	}
	if _, err := conn.ExecContext(ctx, "SELECT pg_advisory_lock($1)", migrateKey); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return func() {
		conn.ExecContext(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock($1)", migrateKey)
		conn.Close()
	}, nil
}

func (db *DB) migrateOurs(ctx context.Context) error {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	dialect, others := goose.DialectSQLite3, ".postgres.sql"
	if db.engine == postgres {
		dialect, others = goose.DialectPostgres, ".sqlite.sql"
	}
	skip, err := namesEnding(files, others)
	if err != nil {
		return err
	}
	// Out of order: a capability numbers its changes within its own range.
	ours, err := goose.NewProvider(dialect, db.writer, files,
		goose.WithAllowOutofOrder(true), goose.WithExcludeNames(skip), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	_, err = ours.Up(ctx)
	return err
}

func namesEnding(files fs.FS, ending string) (names []string, err error) {
	all, err := fs.ReadDir(files, ".")
	for _, f := range all {
		if strings.HasSuffix(f.Name(), ending) {
			names = append(names, f.Name())
		}
	}
	return names, err
}

// River is the database as the library behind internal/jobs wants it.
func (db *DB) River() riverdriver.Driver[*sql.Tx] {
	if db.engine == sqlite {
		return riversqlite.New(db.writer)
	}
	return riverdatabasesql.NewWithPgxListener(db.writer, db.listener)
}

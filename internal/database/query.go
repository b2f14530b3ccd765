package database

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// A Querier runs statements: a DB or a Tx. Values stand as ? in the statement;
// a ? that is given a slice becomes a list, as in WHERE id IN (?).
type Querier interface {
	// Exec runs a statement and says how many rows it touched.
	Exec(ctx context.Context, statement string, values ...any) (int64, error)
	// Query gives the rows of a SELECT; the caller closes them. All and One do so themselves.
	Query(ctx context.Context, statement string, values ...any) (*sql.Rows, error)
}

// A Tx is a transaction of a DB, given by Read and Write.
type Tx struct {
	engine engine
	tx     *sql.Tx
}

// SQL is the plain transaction, for libraries that bring their own statements.
func (tx *Tx) SQL() *sql.Tx { return tx.tx }

// ErrNone says that One found no row.
var ErrNone = sql.ErrNoRows

// Exec implements Querier on the connection that writes.
func (db *DB) Exec(ctx context.Context, statement string, values ...any) (int64, error) {
	return exec(ctx, db.engine, db.writer, statement, values)
}

// Query implements Querier on a connection that reads; INSERT … RETURNING
// belongs in Write.
func (db *DB) Query(ctx context.Context, statement string, values ...any) (*sql.Rows, error) {
	return query(ctx, db.engine, db.reader, statement, values)
}

// Exec implements Querier.
func (tx *Tx) Exec(ctx context.Context, statement string, values ...any) (int64, error) {
	return exec(ctx, tx.engine, tx.tx, statement, values)
}

// Query implements Querier.
func (tx *Tx) Query(ctx context.Context, statement string, values ...any) (*sql.Rows, error) {
	return query(ctx, tx.engine, tx.tx, statement, values)
}

// A Scan puts the columns of the present row into variables.
type Scan func(into ...any) error

// All collects what row makes of every row found.
func All[T any](ctx context.Context, q Querier, row func(Scan) (T, error), statement string, values ...any) ([]T, error) {
	rows, err := q.Query(ctx, statement, values...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		one, err := row(rows.Scan)
		if err != nil {
			return nil, fmt.Errorf("reading a row of %s: %w", short(statement), err)
		}
		all = append(all, one)
	}
	return all, rows.Err()
}

// One is what row makes of the first row found; ErrNone if there is none.
func One[T any](ctx context.Context, q Querier, row func(Scan) (T, error), statement string, values ...any) (one T, err error) {
	rows, err := q.Query(ctx, statement, values...)
	if err != nil {
		return one, err
	}
	defer rows.Close()
	if rows.Next() {
		if one, err = row(rows.Scan); err != nil {
			return one, fmt.Errorf("reading the row of %s: %w", short(statement), err)
		}
		return one, nil
	}
	if err := rows.Err(); err != nil {
		return one, err
	}
	return one, ErrNone
}

// Value reads a row of one column, for All and One.
func Value[T any](scan Scan) (v T, err error) {
	err = scan(&v)
	return v, err
}

type runner interface {
	ExecContext(ctx context.Context, statement string, values ...any) (sql.Result, error)
	QueryContext(ctx context.Context, statement string, values ...any) (*sql.Rows, error)
}

func exec(ctx context.Context, e engine, on runner, statement string, values []any) (int64, error) {
	text, flat := e.write(statement, values)
	result, err := on.ExecContext(ctx, text, flat...)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", short(statement), err)
	}
	return result.RowsAffected()
}

func query(ctx context.Context, e engine, on runner, statement string, values []any) (*sql.Rows, error) {
	text, flat := e.write(statement, values)
	rows, err := on.QueryContext(ctx, text, flat...)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", short(statement), err)
	}
	return rows, nil
}

// write gives the statement as the engine wants it: slices become lists, and
// for PostgreSQL every ? becomes $1, $2, … A ? between quotes is left alone. An
// empty list becomes NULL, which nothing is in. Text is made legible.
func (e engine) write(statement string, values []any) (string, []any) {
	var text strings.Builder
	flat := make([]any, 0, len(values))
	quoted, next := byte(0), 0
	for i := range len(statement) {
		c := statement[i]
		switch {
		case quoted == 0 && (c == '\'' || c == '"'):
			quoted = c
		case c == quoted:
			quoted = 0
		}
		if c != '?' || quoted != 0 || next == len(values) {
			text.WriteByte(c)
			continue
		}
		from := len(flat)
		for _, v := range listOf(values[next]) {
			flat = append(flat, legible(v))
		}
		next++
		e.holders(&text, from, len(flat))
	}
	return text.String(), append(flat, values[next:]...)
}

// holders writes the places of the values from, …, to-1.
func (e engine) holders(text *strings.Builder, from, to int) {
	if from == to {
		text.WriteString("NULL")
	}
	for n := from; n < to; n++ {
		if n > from {
			text.WriteByte(',')
		}
		if e == sqlite {
			text.WriteByte('?')
		} else {
			fmt.Fprintf(text, "$%d", n+1)
		}
	}
}

// listOf gives the elements of a slice, or the value alone.
func listOf(v any) []any {
	if _, own := v.(driver.Valuer); own || v == nil {
		return []any{v}
	}
	r := reflect.ValueOf(v)
	if r.Kind() != reflect.Slice || r.Type().Elem().Kind() == reflect.Uint8 {
		return []any{v}
	}
	list := make([]any, r.Len())
	for i := range list {
		list[i] = r.Index(i).Interface()
	}
	return list
}

// legible puts � where text is not UTF-8 or is NUL, which an address or a form
// may bring: PostgreSQL refuses both and SQLite keeps them, so neither gets them.
func legible(v any) any {
	if text, ok := v.(string); ok {
		return strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\x00", "\uFFFD")
	}
	return v
}

// short is the beginning of a statement, for an error.
func short(statement string) string {
	words := strings.Fields(statement)
	return strconv.Quote(strings.Join(words[:min(len(words), 6)], " "))
}

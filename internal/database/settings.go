package database

import (
	"context"
	"errors"
	"fmt"
)

// NextNumber gives the next short number for a kind of thing, 1 first. Numbers
// are given in the transaction that uses them, so none is lost.
func NextNumber(ctx context.Context, tx *Tx, name string) (int64, error) {
	n, err := One(ctx, tx, Value[int64], `
		INSERT INTO counters (name, last) VALUES (?, 1)
		ON CONFLICT (name) DO UPDATE SET last = counters.last + 1
		RETURNING last`, name)
	if err != nil {
		return 0, fmt.Errorf("counting %s: %w", name, err)
	}
	return n, nil
}

// A Setting is one choice of the site, kept as JSON under its key.
//
//	var zone = database.Setting[string]{Key: "site.zone", Default: "Europe/Tirane"}
type Setting[T any] struct {
	Key     string
	Default T
}

// Get gives the choice, or the default if none was made.
func (s Setting[T]) Get(ctx context.Context, q Querier) (T, error) {
	v, err := One(ctx, q, func(scan Scan) (v T, err error) {
		err = scan(JSON(&v))
		return v, err
	}, `SELECT value FROM settings WHERE key = ?`, s.Key)
	if errors.Is(err, ErrNone) {
		return s.Default, nil
	}
	return v, err
}

// Set makes the choice.
func (s Setting[T]) Set(ctx context.Context, q Querier, v T) error {
	_, err := q.Exec(ctx, `
		INSERT INTO settings (key, value) VALUES (?, ?)
		ON CONFLICT (key) DO UPDATE SET value = excluded.value`, s.Key, JSON(v))
	return err
}

package database

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
)

func connectPostgres(ctx context.Context, url string) (*DB, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("reading the address of the database: %w", err)
	}
	return openPostgres(ctx, config)
}

func openPostgres(ctx context.Context, config *pgxpool.Config) (*DB, error) {
	config.MaxConns = max(config.MaxConns, 10)
	config.ConnConfig.ConnectTimeout = 10 * time.Second
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("opening PostgreSQL: %w", err)
	}
	to := config.ConnConfig
	if err := pool.Ping(ctx); err != nil {
		pool.Close()
		return nil, fmt.Errorf("reaching PostgreSQL at %s: %w", to.Host, err)
	}
	db := stdlib.OpenDBFromPool(pool)
	from := fmt.Sprintf("postgres://%s:%d/%s", to.Host, to.Port, to.Database)
	return &DB{engine: postgres, writer: db, reader: db, listener: pool, from: from}, nil
}

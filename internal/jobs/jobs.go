// Package jobs does slow work in the background: it is asked for in the
// transaction that causes it, done once however often it is asked, and says how
// far it is.
//
// Delivery, retries and turns between processes are River's; what a page shows
// (state, steps, why it failed) stands in our own tables, and the rule that one
// object has at most one job of a kind underway is an index there.
package jobs

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"time"

	"github.com/riverqueue/river"

	"tok/internal/database"
	"tok/measure"
)

const (
	// timeout is the longest a job may run. A job that is still marked as running
	// after rescue has lost its process and is run again, so rescue is longer.
	timeout = 2 * time.Minute
	rescue  = timeout + 30*time.Second
	// attempts is how often work that breaks is tried; a fault of the input is final at once.
	attempts = 3
)

// Work does a job. When ctx ends it returns soon; it may be run again from the
// beginning, so what it leaves behind is written in one transaction together
// with job.Finish.
type Work func(ctx context.Context, job Job) error

// A Queue takes jobs and, once started, works on them.
type Queue struct {
	db      *database.DB
	clock   measure.Clock
	log     *slog.Logger
	works   map[string]Work
	asking  *river.Client[*sql.Tx] // puts jobs in
	working *river.Client[*sql.Tx] // takes them out; nil until Start
}

// New makes a queue on a database.
func New(db *database.DB, clock measure.Clock, log *slog.Logger) (*Queue, error) {
	asking, err := river.NewClient(db.River(), &river.Config{Logger: log})
	if err != nil {
		return nil, fmt.Errorf("making the queue: %w", err)
	}
	return &Queue{db: db, clock: clock, log: log, works: map[string]Work{}, asking: asking}, nil
}

// Register says what does the jobs of a kind. Kinds are "<package>.<act>", and
// all of them are registered before Start.
func (q *Queue) Register(kind string, work Work) { q.works[kind] = work }

// Start begins to work, until Stop.
func (q *Queue) Start(ctx context.Context) error {
	workers := river.NewWorkers()
	river.AddWorker(workers, river.WorkFunc(q.work))
	client, err := river.NewClient(q.db.River(), &river.Config{
		Logger:               q.log,
		Workers:              workers,
		Queues:               map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: max(2, runtime.NumCPU())}},
		FetchCooldown:        20 * time.Millisecond,
		FetchPollInterval:    150 * time.Millisecond,
		JobTimeout:           timeout,
		RescueStuckJobsAfter: rescue,
		MaxAttempts:          attempts,
		RetryPolicy:          patience{},
	})
	if err != nil {
		return fmt.Errorf("making the worker: %w", err)
	}
	if err := client.Start(context.WithoutCancel(ctx)); err != nil {
		return fmt.Errorf("starting the worker: %w", err)
	}
	q.working = client
	return nil
}

// Stop interrupts what is running and waits, as long as ctx lasts, until all of
// it has returned. Interrupted jobs go on at the next Start, here or elsewhere.
func (q *Queue) Stop(ctx context.Context) error {
	if q.working == nil {
		return nil
	}
	client := q.working
	q.working = nil
	return client.StopAndCancel(ctx)
}

// Enqueue asks for a job in the transaction of its cause. If one of this kind on
// this object is underway already, its id is given and nothing is added.
func (q *Queue) Enqueue(ctx context.Context, tx *database.Tx, kind, object string, args any) (id string, err error) {
	id = database.NewID()
	added, err := add(ctx, tx, id, kind, object, args, q.clock.Now())
	if err != nil {
		return "", fmt.Errorf("asking for %s of %s: %w", kind, object, err)
	}
	if !added {
		return underway(ctx, tx, kind, object)
	}
	put, err := q.asking.InsertTx(ctx, tx.SQL(), delivery{id}, &river.InsertOpts{MaxAttempts: attempts})
	if err != nil {
		return "", fmt.Errorf("queueing %s of %s: %w", kind, object, err)
	}
	return id, setRiver(ctx, tx, id, put.Job.ID)
}

// Cancel ends a job that is queued or running, wherever it runs; its work is
// interrupted within a second. A job that has ended stays as it is.
func (q *Queue) Cancel(ctx context.Context, id string) error {
	return q.db.Write(ctx, func(tx *database.Tx) error {
		river, err := setCancelled(ctx, tx, id, q.clock.Now())
		if errors.Is(err, database.ErrNone) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("cancelling job %s: %w", id, err)
		}
		_, err = q.asking.JobCancelTx(ctx, tx.SQL(), river)
		return err
	})
}

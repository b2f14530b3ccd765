package jobs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"tok/fault"
	"tok/internal/database"
)

// A Job is one piece of work as its Work sees it.
type Job struct {
	ID      string
	Kind    string
	Object  string // what it works on
	Attempt int    // 1 first
	args    string
	queue   *Queue
}

// Args reads what was given to Enqueue.
func (j Job) Args(into any) error { return json.Unmarshal([]byte(j.args), into) }

// Finish marks the job as done in the transaction that keeps its result: then
// the result is kept exactly once, however often the work is run. It fails with
// a Conflict if the job was cancelled, or finished before.
func (j Job) Finish(ctx context.Context, tx *database.Tx) error {
	done, err := setEnded(ctx, tx, j.ID, Done, nil, j.queue.clock.Now())
	if err == nil && !done {
		return fault.Of(fault.Conflict, "jobs.over")
	}
	return err
}

// delivery is what River carries: the id of our row.
type delivery struct {
	ID string `json:"id"`
}

// Kind is River's name for all our jobs; our own kinds are in our table.
func (delivery) Kind() string { return "tok" }

// patience says when River tries again: after 1 s, then after 4 s.
type patience struct{}

func (patience) NextRetry(job *rivertype.JobRow) time.Time {
	n := len(job.Errors) + 1
	return time.Now().Add(time.Duration(n*n) * time.Second)
}

// work is what River calls.
func (q *Queue) work(ctx context.Context, delivered *river.Job[delivery]) error {
	job, err := begin(ctx, q.db, delivered.Args.ID, q.clock.Now())
	if errors.Is(err, database.ErrNone) {
		return nil // it has ended: cancelled before it began, or finished before its process was lost
	}
	if err != nil {
		return fmt.Errorf("beginning job %s: %w", delivered.Args.ID, err)
	}
	job.queue, job.Attempt = q, delivered.Attempt
	err = q.run(context.WithValue(ctx, inJob{}, job), job)
	return q.end(ctx, job, err, delivered.Attempt >= delivered.MaxAttempts)
}

// run calls the work and turns a panic into an error.
func (q *Queue) run(ctx context.Context, job Job) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	work, known := q.works[job.Kind]
	if !known {
		return fmt.Errorf("no work is registered for jobs of kind %s", job.Kind)
	}
	return work(ctx, job)
}

// end writes down how the work went and tells River whether to try again.
func (q *Queue) end(ctx context.Context, job Job, failed error, last bool) error {
	lasting := context.WithoutCancel(ctx)
	now := q.clock.Now()
	switch {
	case failed == nil:
		_, err := setEnded(lasting, q.db, job.ID, Done, nil, now)
		return err
	case errors.Is(context.Cause(ctx), river.ErrJobCancelledRemotely):
		return failed // Cancel has written it down
	case errors.Is(ctx.Err(), context.Canceled): // this process stops; another goes on
		return errors.Join(context.Canceled, setQueued(lasting, q.db, job.ID))
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		failed, last = fault.Of(fault.TooMuch, "jobs.too_long").Because(failed), true
	case !fault.Is(failed, fault.Broken):
		last = true // what was given is wrong, and will be wrong again
	}
	log := q.log.With("kind", job.Kind, "object", job.Object, "job", job.ID, "attempt", job.Attempt, "error", failed)
	if !last {
		log.Warn("job will be tried again")
		return errors.Join(failed, setQueued(lasting, q.db, job.ID))
	}
	log.Error("job failed")
	_, err := setEnded(lasting, q.db, job.ID, Failed, fault.From(failed), now)
	return river.JobCancel(errors.Join(failed, err))
}

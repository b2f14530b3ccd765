package jobs

import (
	"context"
	"errors"
	"fmt"
	"time"

	"tok/fault"
	"tok/internal/database"
)

// A State is where a job stands.
type State string

// The states of a job; the last three are ends.
const (
	Queued    State = "queued"
	Running   State = "running"
	Done      State = "done"
	Failed    State = "failed"
	Cancelled State = "cancelled"
)

// Progress is how far a job is, for the page of those who wait for it.
type Progress struct {
	ID     string
	Kind   string
	Object string
	State  State
	Steps  []Report     // what it said, in order
	Fault  *fault.Fault // why it failed, if it did

	Asked   time.Time
	Started time.Time
	Ended   time.Time
}

// Underway says that the job has not ended.
func (p Progress) Underway() bool { return p.State == Queued || p.State == Running }

// A Report is one thing a job said about itself: a key of lang/words and what
// fills its placeholders (numbers come back as float64).
type Report struct {
	Key  string
	Args map[string]any
	At   time.Time
}

type inJob struct{}

// Step reports how far the job of ctx is: a key of lang/words and pairs of
// placeholder and value, as in fault.Of. The same key again replaces the values
// of the report before. Where ctx belongs to no job nothing happens, so engines'
// callers can report without knowing who listens.
func Step(ctx context.Context, key string, args ...any) error {
	job, ok := ctx.Value(inJob{}).(Job)
	if !ok {
		return nil
	}
	report := fault.Of(fault.No, key, args...)
	err := job.queue.db.Write(ctx, func(tx *database.Tx) error {
		return addStep(ctx, tx, job.ID, key, report.Args, job.queue.clock.Now())
	})
	if err != nil {
		return fmt.Errorf("reporting %s of job %s: %w", key, job.ID, err)
	}
	return nil
}

// Progress tells how far a job is.
func (q *Queue) Progress(ctx context.Context, id string) (Progress, error) {
	return q.progress(ctx, progressByID, id)
}

// Latest tells how far the newest job of a kind on an object is.
func (q *Queue) Latest(ctx context.Context, kind, object string) (Progress, error) {
	return q.progress(ctx, progressByObject, kind, object)
}

func (q *Queue) progress(ctx context.Context, which string, values ...any) (p Progress, err error) {
	err = q.db.Read(ctx, func(tx *database.Tx) error {
		if p, err = database.One(ctx, tx, scanProgress, which, values...); err != nil {
			return err
		}
		p.Steps, err = steps(ctx, tx, p.ID)
		return err
	})
	if errors.Is(err, database.ErrNone) {
		return p, fault.Of(fault.Missing, "jobs.missing")
	}
	return p, err
}

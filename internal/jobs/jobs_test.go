package jobs_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"tok/fault"
	"tok/internal/database"
	"tok/internal/jobs"
	"tok/measure"
)

// aQueue is a queue on a database of its own; it is started by the test.
func aQueue(t *testing.T, db *database.DB) *jobs.Queue {
	t.Helper()
	queue, err := jobs.New(db, measure.NewClock(measure.Tirana, measure.Day{}), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(t, queue) })
	return queue
}

func start(t *testing.T, queue *jobs.Queue) {
	t.Helper()
	if err := queue.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func stop(t *testing.T, queue *jobs.Queue) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if err := queue.Stop(ctx); err != nil {
		t.Errorf("stopping: %v", err)
	}
}

// ask enqueues a job "weigh" for an object.
func ask(t *testing.T, db *database.DB, queue *jobs.Queue, object string) (id string) {
	t.Helper()
	err := db.Write(context.Background(), func(tx *database.Tx) (err error) {
		id, err = queue.Enqueue(context.Background(), tx, "weigh", object, map[string]int{"kg": 25})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func progress(t *testing.T, queue *jobs.Queue, id string) jobs.Progress {
	t.Helper()
	p, err := queue.Progress(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// until waits for a state and fails if it does not come.
func until(t *testing.T, queue *jobs.Queue, id string, state jobs.State) jobs.Progress {
	t.Helper()
	for end := time.Now().Add(15 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if p := progress(t, queue, id); p.State == state {
			return p
		}
	}
	t.Fatalf("the job is %s, not %s", progress(t, queue, id).State, state)
	return jobs.Progress{}
}

func TestAJobIsDoneOnceAndSaysHowItWent(t *testing.T) {
	t.Parallel()
	db := database.Test(t)
	queue := aQueue(t, db)
	queue.Register("weigh", func(ctx context.Context, job jobs.Job) error {
		var args struct{ Kg int }
		if err := job.Args(&args); err != nil {
			return err
		}
		for gap := range 3 {
			if err := jobs.Step(ctx, "weighing", "kg", args.Kg, "gap", gap); err != nil {
				return err
			}
		}
		return jobs.Step(ctx, "weighed", "object", job.Object)
	})
	start(t, queue)
	p := until(t, queue, ask(t, db, queue, "sack"), jobs.Done)
	if len(p.Steps) != 2 || p.Steps[0].Key != "weighing" || p.Steps[0].Args["kg"] != 25.0 || p.Steps[0].Args["gap"] != 2.0 || p.Steps[1].Args["object"] != "sack" {
		t.Errorf("it said %+v", p.Steps)
	}
	if p.Underway() || p.Started.Before(p.Asked) || p.Ended.Before(p.Started) || p.Fault != nil {
		t.Errorf("it ended as %+v", p)
	}
	latest, err := queue.Latest(t.Context(), "weigh", "sack")
	if err != nil || latest.ID != p.ID {
		t.Errorf("the latest is %+v (%v)", latest, err)
	}
}

func TestASecondClickShowsTheFirst(t *testing.T) {
	t.Parallel()
	db := database.Test(t)
	queue := aQueue(t, db)
	var runs atomic.Int64
	queue.Register("weigh", func(ctx context.Context, job jobs.Job) error {
		runs.Add(1)
		return nil
	})
	var mu sync.Mutex
	ids := map[string]bool{}
	var all sync.WaitGroup
	for range 10 {
		all.Go(func() {
			id := ask(t, db, queue, "sack")
			mu.Lock()
			defer mu.Unlock()
			ids[id] = true
		})
	}
	all.Wait()
	if len(ids) != 1 {
		t.Errorf("ten clicks at once gave %d jobs", len(ids))
	}
	other := ask(t, db, queue, "crate")
	start(t, queue)
	for id := range ids {
		until(t, queue, id, jobs.Done)
		again := ask(t, db, queue, "sack")
		if again == id {
			t.Error("a click after the end did not begin anew")
		}
		until(t, queue, again, jobs.Done)
	}
	until(t, queue, other, jobs.Done)
	if n := runs.Load(); n != 3 {
		t.Errorf("it was worked %d times for three jobs", n)
	}
}

func TestWhatIsNotKeptIsNotDone(t *testing.T) {
	t.Parallel()
	db, ctx := database.Test(t), t.Context()
	queue := aQueue(t, db)
	regret := errors.New("the cause was not kept")
	var id string
	err := db.Write(ctx, func(tx *database.Tx) (err error) {
		if id, err = queue.Enqueue(ctx, tx, "weigh", "sack", nil); err != nil {
			return err
		}
		return regret
	})
	if !errors.Is(err, regret) {
		t.Fatal(err)
	}
	if _, err := queue.Progress(ctx, id); !fault.Is(err, fault.Missing) {
		t.Errorf("a job of a transaction that failed gave %v", err)
	}
}

func TestAClickStartsAtOnce(t *testing.T) {
	t.Parallel()
	db := database.Test(t)
	queue := aQueue(t, db)
	begun := make(chan time.Time, 1)
	queue.Register("weigh", func(ctx context.Context, job jobs.Job) error {
		begun <- time.Now()
		return nil
	})
	start(t, queue)
	time.Sleep(1500 * time.Millisecond) // the queue has settled
	quickest := time.Hour
	for n := range 5 {
		clicked := time.Now()
		ask(t, db, queue, fmt.Sprint(n))
		wait := (<-begun).Sub(clicked)
		t.Logf("%v", wait)
		quickest = min(quickest, wait)
	}
	if quickest > 200*time.Millisecond {
		t.Errorf("the quickest of five began after %v", quickest)
	}
}

func TestACancelledJobStopsWithinASecond(t *testing.T) {
	t.Parallel()
	db := database.Test(t)
	here, there := aQueue(t, db), aQueue(t, db) // two processes on one database
	stopped := make(chan time.Time, 1)
	here.Register("weigh", func(ctx context.Context, job jobs.Job) error {
		<-ctx.Done()
		stopped <- time.Now()
		return db.Write(context.WithoutCancel(ctx), func(tx *database.Tx) error { return job.Finish(ctx, tx) })
	})
	start(t, here)
	id := ask(t, db, there, "sack")
	until(t, there, id, jobs.Running)
	asked := time.Now()
	if err := there.Cancel(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	select {
	case at := <-stopped:
		t.Logf("stopped after %v", at.Sub(asked))
	case <-time.After(time.Second):
		t.Error("it runs on a second after it was cancelled")
	}
	stop(t, here)
	if p := progress(t, there, id); p.State != jobs.Cancelled || p.Ended.IsZero() {
		t.Errorf("it is %+v", p)
	}
}

func TestAJobCancelledBeforeItBeginsIsNotWorked(t *testing.T) {
	t.Parallel()
	db := database.Test(t)
	queue := aQueue(t, db)
	var runs atomic.Int64
	queue.Register("weigh", func(ctx context.Context, job jobs.Job) error {
		runs.Add(1)
		return nil
	})
	first := ask(t, db, queue, "sack")
	if err := queue.Cancel(t.Context(), first); err != nil {
		t.Fatal(err)
	}
	second := ask(t, db, queue, "sack")
	start(t, queue)
	until(t, queue, second, jobs.Done)
	if p := progress(t, queue, first); p.State != jobs.Cancelled || runs.Load() != 1 {
		t.Errorf("the first is %s and the work ran %d times", p.State, runs.Load())
	}
	if err := queue.Cancel(t.Context(), second); err != nil {
		t.Error(err)
	}
	if p := progress(t, queue, second); p.State != jobs.Done {
		t.Errorf("cancelled after its end, it is %s", p.State)
	}
}

func TestWorkThatBreaksIsTriedAgain(t *testing.T) {
	t.Parallel()
	db := database.Test(t)
	queue := aQueue(t, db)
	queue.Register("weigh", func(ctx context.Context, job jobs.Job) error {
		if err := jobs.Step(ctx, "weighing", "attempt", job.Attempt); err != nil || job.Attempt == 1 {
			panic("the scales broke")
		}
		return nil
	})
	start(t, queue)
	p := until(t, queue, ask(t, db, queue, "sack"), jobs.Done)
	if len(p.Steps) != 1 || p.Steps[0].Args["attempt"] != 2.0 {
		t.Errorf("the steps of the attempt that counts are not %+v", p.Steps)
	}
}

func TestWorkThatAlwaysBreaksFailsAfterThreeAttempts(t *testing.T) {
	t.Parallel()
	db := database.Test(t)
	queue := aQueue(t, db)
	var runs atomic.Int64
	queue.Register("weigh", func(ctx context.Context, job jobs.Job) error {
		runs.Add(1)
		return errors.New("the scales are broken")
	})
	start(t, queue)
	p := until(t, queue, ask(t, db, queue, "sack"), jobs.Failed)
	if p.Fault == nil || p.Fault.Key != "fault.broken" || runs.Load() != 3 {
		t.Errorf("after %d attempts it failed with %+v", runs.Load(), p.Fault)
	}
}

func TestAFaultOfTheInputIsFinalAndSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	db := database.Test(t)
	queue := aQueue(t, db)
	var runs atomic.Int64
	queue.Register("weigh", func(ctx context.Context, job jobs.Job) error {
		runs.Add(1)
		return fmt.Errorf("weighing: %w", fault.Of(fault.Invalid, "weigh.empty", "kg", 0))
	})
	start(t, queue)
	p := until(t, queue, ask(t, db, queue, "sack"), jobs.Failed)
	if p.Fault == nil || p.Fault.Key != "weigh.empty" || p.Fault.Args["kg"] != 0.0 || runs.Load() != 1 {
		t.Errorf("after %d attempts it failed with %+v", runs.Load(), p.Fault)
	}
}

func TestAJobGoesOnAfterARestart(t *testing.T) {
	t.Parallel()
	db := database.Test(t)
	before := aQueue(t, db)
	before.Register("weigh", func(ctx context.Context, job jobs.Job) error {
		<-ctx.Done()
		return ctx.Err()
	})
	start(t, before)
	id := ask(t, db, before, "sack")
	until(t, before, id, jobs.Running)
	stop(t, before)
	if p := progress(t, before, id); p.State != jobs.Queued {
		t.Errorf("after the stop it is %s", p.State)
	}
	after := aQueue(t, db)
	after.Register("weigh", func(ctx context.Context, job jobs.Job) error { return nil })
	start(t, after)
	until(t, after, id, jobs.Done)
}

func TestAResultIsKeptOnceHoweverOftenTheWorkRuns(t *testing.T) {
	t.Parallel()
	db := database.Test(t)
	queue := aQueue(t, db)
	var runs atomic.Int64
	queue.Register("weigh", func(ctx context.Context, job jobs.Job) error {
		err := db.Write(ctx, func(tx *database.Tx) error {
			if _, err := database.NextNumber(ctx, tx, "result"); err != nil {
				return err
			}
			return job.Finish(ctx, tx)
		})
		if runs.Add(1) == 1 {
			return errors.New("lost right after the result was kept")
		}
		return err
	})
	start(t, queue)
	until(t, queue, ask(t, db, queue, "sack"), jobs.Done)
	until(t, queue, ask(t, db, queue, "crate"), jobs.Done)
	time.Sleep(1500 * time.Millisecond) // time for a second attempt at the first
	kept, err := database.One(t.Context(), db, database.Value[int64], `SELECT last FROM counters WHERE name = 'result'`)
	if err != nil || kept != 2 {
		t.Errorf("two jobs kept %d results (%v)", kept, err)
	}
}

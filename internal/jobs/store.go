package jobs

import (
	"context"
	"errors"
	"time"

	"tok/fault"
	"tok/internal/database"
)

func add(ctx context.Context, tx *database.Tx, id, kind, object string, args any, now time.Time) (bool, error) {
	n, err := tx.Exec(ctx, `
		INSERT INTO jobs (id, kind, object, args, state, river, fault, asked)
		VALUES (?, ?, ?, ?, 'queued', 0, 'null', ?)
		ON CONFLICT (kind, object) WHERE state IN ('queued', 'running') DO NOTHING`,
		id, kind, object, database.JSON(args), database.Instant(now))
	return n == 1, err
}

func underway(ctx context.Context, tx *database.Tx, kind, object string) (string, error) {
	return database.One(ctx, tx, database.Value[string], `
		SELECT id FROM jobs
		WHERE kind = ? AND object = ? AND state IN ('queued', 'running')`, kind, object)
}

func setRiver(ctx context.Context, tx *database.Tx, id string, river int64) error {
	_, err := tx.Exec(ctx, `UPDATE jobs SET river = ? WHERE id = ?`, river, id)
	return err
}

// begin marks the job as running and forgets the steps of an earlier attempt;
// ErrNone if it has ended.
func begin(ctx context.Context, db *database.DB, id string, now time.Time) (job Job, err error) {
	err = db.Write(ctx, func(tx *database.Tx) error {
		job, err = database.One(ctx, tx, func(scan database.Scan) (j Job, err error) {
			err = scan(&j.ID, &j.Kind, &j.Object, &j.args)
			return j, err
		}, `
			UPDATE jobs SET state = 'running', started = COALESCE(started, ?)
			WHERE id = ? AND state IN ('queued', 'running')
			RETURNING id, kind, object, args`, database.Instant(now), id)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `DELETE FROM job_steps WHERE job = ?`, id)
		return err
	})
	return job, err
}

func setQueued(ctx context.Context, q database.Querier, id string) error {
	_, err := q.Exec(ctx, `UPDATE jobs SET state = 'queued' WHERE id = ? AND state = 'running'`, id)
	return err
}

// setEnded says false if the job is not running any more.
func setEnded(ctx context.Context, q database.Querier, id string, state State, why *fault.Fault, now time.Time) (bool, error) {
	n, err := q.Exec(ctx, `
		UPDATE jobs SET state = ?, fault = ?, ended = ?
		WHERE id = ? AND state = 'running'`, string(state), database.JSON(why), database.Instant(now), id)
	return n == 1, err
}

// setCancelled gives the job's number in the queue; ErrNone if it has ended.
func setCancelled(ctx context.Context, tx *database.Tx, id string, now time.Time) (int64, error) {
	return database.One(ctx, tx, database.Value[int64], `
		UPDATE jobs SET state = 'cancelled', ended = ?
		WHERE id = ? AND state IN ('queued', 'running')
		RETURNING river`, database.Instant(now), id)
}

const (
	progressColumns = `SELECT id, kind, object, state, fault, asked, started, ended FROM jobs `
	progressByID    = progressColumns + `WHERE id = ?`
	// Ids are in the order of time.
	progressByObject = progressColumns + `WHERE kind = ? AND object = ? ORDER BY id DESC LIMIT 1`
)

func scanProgress(scan database.Scan) (p Progress, err error) {
	err = scan(&p.ID, &p.Kind, &p.Object, &p.State, database.JSON(&p.Fault),
		(*database.Instant)(&p.Asked), (*database.Instant)(&p.Started), (*database.Instant)(&p.Ended))
	return p, err
}

func addStep(ctx context.Context, tx *database.Tx, job, key string, args map[string]any, now time.Time) error {
	type step struct {
		nr  int64
		key string
	}
	last, err := database.One(ctx, tx, func(scan database.Scan) (s step, err error) {
		err = scan(&s.nr, &s.key)
		return s, err
	}, `SELECT nr, key FROM job_steps WHERE job = ? ORDER BY nr DESC LIMIT 1`, job)
	if err != nil && !errors.Is(err, database.ErrNone) {
		return err
	}
	if last.key == key {
		_, err = tx.Exec(ctx, `UPDATE job_steps SET args = ? WHERE job = ? AND nr = ?`, database.JSON(args), job, last.nr)
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO job_steps (job, nr, key, args, at) VALUES (?, ?, ?, ?, ?)`,
		job, last.nr+1, key, database.JSON(args), database.Instant(now))
	return err
}

func steps(ctx context.Context, tx *database.Tx, job string) ([]Report, error) {
	return database.All(ctx, tx, func(scan database.Scan) (r Report, err error) {
		err = scan(&r.Key, database.JSON(&r.Args), (*database.Instant)(&r.At))
		return r, err
	}, `SELECT key, args, at FROM job_steps WHERE job = ? ORDER BY nr`, job)
}

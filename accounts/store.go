package accounts

import (
	"context"
	"errors"
	"time"

	"tok/fault"
	"tok/internal/database"
)

func insert(ctx context.Context, tx *database.Tx, a Account, password string) error {
	n, err := tx.Exec(ctx, `
		INSERT INTO accounts (id, email, name, language, roles, members, password, created)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (email) DO NOTHING`,
		a.ID, a.Email, a.Name, string(a.Language), database.JSON(a.Roles), database.JSON(a.Members), password, database.Instant(a.Created))
	if err == nil && n == 0 {
		return fault.Of(fault.Conflict, "accounts.email_taken").In("email")
	}
	return err
}

const columns = `SELECT id, email, name, language, roles, members, created, password FROM accounts `

// row reads an account and its password.
func row(scan database.Scan) (a Account, password string, err error) {
	err = scan(&a.ID, &a.Email, &a.Name, &a.Language, database.JSON(&a.Roles), database.JSON(&a.Members),
		(*database.Instant)(&a.Created), &password)
	return a, password, err
}

func find(ctx context.Context, q database.Querier, id string) (Account, error) {
	a, err := database.One(ctx, q, func(scan database.Scan) (Account, error) {
		a, _, err := row(scan)
		return a, err
	}, columns+`WHERE id = ? AND closed IS NULL`, id)
	if errors.Is(err, database.ErrNone) {
		return a, fault.Of(fault.Missing, "accounts.missing")
	}
	return a, err
}

// byEmail gives the account and its password; ErrNone if there is none.
func byEmail(ctx context.Context, q database.Querier, email string) (a Account, password string, err error) {
	a, err = database.One(ctx, q, func(scan database.Scan) (a Account, err error) {
		a, password, err = row(scan)
		return a, err
	}, columns+`WHERE email = ? AND closed IS NULL`, email)
	return a, password, err
}

// Empty says whether nobody can sign in yet.
func Empty(ctx context.Context, q database.Querier) (bool, error) {
	n, err := database.One(ctx, q, database.Value[int64], `SELECT COUNT(*) FROM (SELECT 1 FROM accounts LIMIT 1) AS one`)
	return n == 0, err
}

func addAttempt(ctx context.Context, q database.Querier, who string, now time.Time) (id string, err error) {
	id = database.NewID()
	_, err = q.Exec(ctx, `INSERT INTO sign_in_attempts (id, who, at) VALUES (?, ?, ?)`, id, who, database.Instant(now))
	return id, err
}

func dropAttempt(ctx context.Context, q database.Querier, id string) error {
	_, err := q.Exec(ctx, `DELETE FROM sign_in_attempts WHERE id = ?`, id)
	return err
}

func attempts(ctx context.Context, q database.Querier, who string, since time.Time) (int64, error) {
	return database.One(ctx, q, database.Value[int64], `
		SELECT COUNT(*) FROM sign_in_attempts
		WHERE who = ? AND at > ?`, who, database.Instant(since))
}

// forgetAttempts forgets those of one, and everybody's older ones.
func forgetAttempts(ctx context.Context, q database.Querier, who string, until time.Time) error {
	_, err := q.Exec(ctx, `DELETE FROM sign_in_attempts WHERE who = ? OR at <= ?`, who, database.Instant(until))
	return err
}

func replaceFirstLink(ctx context.Context, tx *database.Tx, token string, expires time.Time) error {
	if _, err := tx.Exec(ctx, `DELETE FROM first_links`); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `INSERT INTO first_links (token, expires) VALUES (?, ?)`, token, database.Instant(expires))
	return err
}

func firstLinkHolds(ctx context.Context, q database.Querier, token string, now time.Time) (bool, error) {
	n, err := database.One(ctx, q, database.Value[int64], `
		SELECT COUNT(*) FROM first_links
		WHERE token = ? AND expires > ?`, token, database.Instant(now))
	return n == 1, err
}

func useFirstLink(ctx context.Context, tx *database.Tx, token string, now time.Time) (bool, error) {
	n, err := tx.Exec(ctx, `DELETE FROM first_links WHERE token = ? AND expires > ?`, token, database.Instant(now))
	return n == 1, err
}

func findSession(ctx context.Context, q database.Querier, token string, now time.Time) (string, error) {
	return database.One(ctx, q, database.Value[string], `
		SELECT data FROM sessions
		WHERE token = ? AND expires > ?`, token, database.Instant(now))
}

func putSession(ctx context.Context, q database.Querier, token, data string, expires time.Time) error {
	_, err := q.Exec(ctx, `
		INSERT INTO sessions (token, data, expires) VALUES (?, ?, ?)
		ON CONFLICT (token) DO UPDATE SET data = excluded.data, expires = excluded.expires`,
		token, data, database.Instant(expires))
	return err
}

// dropSession removes a session, and with it all that have expired.
func dropSession(ctx context.Context, q database.Querier, token string, now time.Time) error {
	_, err := q.Exec(ctx, `DELETE FROM sessions WHERE token = ? OR expires <= ?`, token, database.Instant(now))
	return err
}

func record(ctx context.Context, q database.Querier, e Entry) error {
	_, err := q.Exec(ctx, `
		INSERT INTO log (id, at, who, on_behalf, act, object, before, after)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		database.NewID(), database.Instant(e.At), e.Who, e.OnBehalfOf, e.Act, e.Object,
		database.JSON(e.Before), database.JSON(e.After))
	return err
}

func entries(ctx context.Context, q database.Querier, object string) ([]Entry, error) {
	return database.All(ctx, q, func(scan database.Scan) (e Entry, err error) {
		err = scan((*database.Instant)(&e.At), &e.Who, &e.OnBehalfOf, &e.Act, &e.Object,
			database.JSON(&e.Before), database.JSON(&e.After))
		return e, err
	}, `
		SELECT at, who, on_behalf, act, object, before, after FROM log
		WHERE object = ?
		ORDER BY id`, object)
}

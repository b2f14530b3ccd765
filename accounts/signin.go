package accounts

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"tok/fault"
	"tok/internal/database"
)

// Within the window so many attempts are made at one account, and from one
// machine (a village may sit behind one address).
const (
	window      = 15 * time.Minute
	perAccount  = 10
	perMachine  = 100
	machineMark = "from " // no e-mail address begins like this
)

// nobody is a password that nothing matches; comparing with it takes as long as
// comparing with a real one.
var nobody = sync.OnceValue(func() string { return hash(database.NewID()) })

// SignIn gives the account with this e-mail address and password. machine is
// where the attempt comes from. It does not say which of the two is wrong.
func (s Store) SignIn(ctx context.Context, email, password, machine string) (Account, error) {
	email = clean(email)
	if err := s.admit(ctx, email, machine); err != nil {
		return Account{}, err
	}
	account, kept, err := byEmail(ctx, s.DB, email)
	if err != nil && !errors.Is(err, database.ErrNone) {
		return Account{}, fmt.Errorf("signing in: %w", err)
	}
	if kept == "" {
		kept = nobody()
	}
	if !matches(password, kept) {
		return Account{}, errors.Join(fault.Of(fault.SignIn, "accounts.sign_in_wrong"), s.recordRefused(ctx, account.ID))
	}
	err = s.DB.Write(ctx, func(tx *database.Tx) error {
		if err := forgetAttempts(ctx, tx, email, s.Clock.Now().Add(-window)); err != nil {
			return err
		}
		return Record(ctx, tx, Entry{At: s.Clock.Now(), Who: account.ID, Act: "accounts.signed_in", Object: "accounts/" + account.ID})
	})
	return account, err
}

func (s Store) recordRefused(ctx context.Context, id string) error {
	if id == "" {
		return nil
	}
	return Record(ctx, s.DB, Entry{At: s.Clock.Now(), Act: "accounts.sign_in_refused", Object: "accounts/" + id})
}

// admit counts an attempt before it is judged: of many at once, each sees those
// before it. Attempts that are refused here do not count.
func (s Store) admit(ctx context.Context, email, machine string) error {
	now := s.Clock.Now()
	for _, limit := range []struct {
		who  string
		most int64
	}{{email, perAccount}, {machineMark + machine, perMachine}} {
		id, err := addAttempt(ctx, s.DB, limit.who, now)
		if err != nil {
			return err
		}
		n, err := attempts(ctx, s.DB, limit.who, now.Add(-window))
		if err != nil {
			return err
		}
		if n > limit.most {
			return errors.Join(fault.Of(fault.TooMuch, "accounts.sign_in_too_often", "minutes", int(window.Minutes())),
				dropAttempt(ctx, s.DB, id))
		}
	}
	return nil
}

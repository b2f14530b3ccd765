package accounts

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"tok/fault"
	"tok/internal/database"
)

// firstLinkLasts is how long the link for the first account can be used.
const firstLinkLasts = 24 * time.Hour

// FirstLink makes the token of the one-time link that creates the first account
// of an empty site; an earlier one no longer works. It is empty if there is an
// account already.
func (s Store) FirstLink(ctx context.Context) (token string, err error) {
	err = s.DB.Write(ctx, func(tx *database.Tx) error {
		empty, err := Empty(ctx, tx)
		if err != nil || !empty {
			return err
		}
		token = rand.Text() // 128 bits
		return replaceFirstLink(ctx, tx, hashOf(token), s.Clock.Now().Add(firstLinkLasts))
	})
	return token, err
}

// FirstLinkHolds says with a fault if the token cannot be used (any more).
func (s Store) FirstLinkHolds(ctx context.Context, token string) error {
	holds, err := firstLinkHolds(ctx, s.DB, hashOf(token), s.Clock.Now())
	if err == nil && !holds {
		return fault.Of(fault.Missing, "accounts.first_link_over")
	}
	return err
}

// AddFirst uses the link: it makes the account that runs the site, an
// administrator and coordinator.
func (s Store) AddFirst(ctx context.Context, token string, a Account, password string) (added Account, err error) {
	a.Roles = []Role{Coordinator, Administrator}
	if err := checkPassword(password); err != nil {
		return a, err
	}
	err = s.DB.Write(ctx, func(tx *database.Tx) error {
		used, err := useFirstLink(ctx, tx, hashOf(token), s.Clock.Now())
		if err != nil {
			return err
		}
		empty, err := Empty(ctx, tx)
		if err != nil {
			return err
		}
		if !used || !empty {
			return fault.Of(fault.Missing, "accounts.first_link_over")
		}
		added, err = s.AddIn(ctx, tx, a, password)
		return err
	})
	return added, err
}

// hashOf is a token as it is kept: whoever reads the table cannot use it.
func hashOf(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

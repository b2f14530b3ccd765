// Package accounts knows who is signed in, what they may do, and who did what.
//
// It is the one place with names and e-mail addresses of people who sign in;
// everything else, the log included, refers to them by id.
package accounts

import (
	"context"
	"errors"
	"net/mail"
	"slices"
	"strings"
	"time"

	"tok/fault"
	"tok/internal/database"
	"tok/lang"
	"tok/measure"
)

// A Role is what somebody does in the cluster; an account has one or more.
type Role string

// The roles. Public is everybody, signed in or not.
const (
	Public        Role = "public"
	Coordinator   Role = "coordinator"   // composes, sends and answers for the cluster
	Member        Role = "member"        // a farm or a processor
	Collector     Role = "collector"     // enters for the members it represents
	Buyer         Role = "buyer"         // asks for goods
	Laboratory    Role = "laboratory"    // tests
	Carrier       Role = "carrier"       // drives
	Editor        Role = "editor"        // writes the association's news
	Officer       Role = "officer"       // reports on the project
	Administrator Role = "administrator" // accounts, settings, rules and the log; sees no prices
)

// Roles are all that an account can have, in the order pages show them.
var Roles = []Role{Coordinator, Member, Collector, Buyer, Laboratory, Carrier, Editor, Officer, Administrator}

// An Account is somebody who can sign in.
type Account struct {
	ID       string
	Email    string
	Name     string
	Language lang.Tag
	Roles    []Role
	Members  []string // ids of the members it acts for: its own firm, or those a collector represents
	Created  time.Time
}

// Has says whether the account has a role; nobody has Public only.
func (a *Account) Has(role Role) bool {
	return role == Public || a != nil && slices.Contains(a.Roles, role)
}

// Check says what keeps the account from being saved.
func (a Account) Check() error { return errors.Join(a.wrong()...) }

// wrong is everything that is wrong with the account.
func (a Account) wrong() (all []error) {
	if address, err := mail.ParseAddress(a.Email); err != nil || address.Address != a.Email {
		all = append(all, fault.Of(fault.Invalid, "accounts.email_wrong").In("email"))
	}
	if strings.TrimSpace(a.Name) == "" {
		all = append(all, fault.Of(fault.Invalid, "accounts.name_missing").In("name"))
	}
	for _, role := range a.Roles {
		if !slices.Contains(Roles, role) {
			all = append(all, fault.Of(fault.Invalid, "accounts.role_unknown", "role", string(role)).In("roles"))
		}
	}
	return all
}

// A Store keeps the accounts.
type Store struct {
	DB    *database.DB
	Clock measure.Clock
}

// Add makes an account with a password. An empty password makes an account that
// cannot sign in by password.
func (s Store) Add(ctx context.Context, a Account, password string) (added Account, err error) {
	err = s.DB.Write(ctx, func(tx *database.Tx) error {
		added, err = s.AddIn(ctx, tx, a, password)
		return err
	})
	return added, err
}

// AddIn is Add inside a transaction.
func (s Store) AddIn(ctx context.Context, tx *database.Tx, a Account, password string) (Account, error) {
	a.Email = clean(a.Email)
	if err := a.Check(); err != nil {
		return a, err
	}
	kept := ""
	if password != "" {
		if err := checkPassword(password); err != nil {
			return a, err
		}
		kept = hash(password)
	}
	a.ID, a.Created = database.NewID(), s.Clock.Now()
	if err := insert(ctx, tx, a, kept); err != nil {
		return a, err
	}
	return a, Record(ctx, tx, Entry{At: a.Created, Act: "accounts.added", Object: "accounts/" + a.ID, After: a.Roles})
}

// Find gives an account that is not closed.
func (s Store) Find(ctx context.Context, id string) (Account, error) { return find(ctx, s.DB, id) }

// clean is an e-mail address as it is kept.
func clean(email string) string { return strings.ToLower(strings.TrimSpace(email)) }

type inContext struct{}

// As gives a context in which an account acts.
func As(ctx context.Context, a *Account) context.Context {
	return context.WithValue(ctx, inContext{}, a)
}

// Of is the account that acts; nil for somebody who is not signed in.
func Of(ctx context.Context) *Account {
	a, _ := ctx.Value(inContext{}).(*Account)
	return a
}

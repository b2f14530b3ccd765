package accounts

import (
	"context"
	"encoding/base64"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"

	"tok/fault"
	"tok/internal/database"
)

// sessionLasts is long because a farmer's phone stays signed in.
const sessionLasts = 90 * 24 * time.Hour

const accountKey = "account"

// Sessions remember in a cookie who is signed in.
type Sessions struct {
	accounts Store
	scs      *scs.SessionManager
}

// NewSessions makes the sessions of a site; secure says that it is reached by
// https only.
func NewSessions(accounts Store, secure bool) *Sessions {
	m := scs.New()
	m.Store = sessionStore{accounts}
	m.HashTokenInStore = true
	m.Lifetime = sessionLasts
	m.Cookie.Name = "tok_session"
	m.Cookie.HttpOnly = true
	m.Cookie.SameSite = http.SameSiteLaxMode
	m.Cookie.Secure = secure
	return &Sessions{accounts, m}
}

// Middleware finds out who is signed in, for Of. Styles, fonts and pictures are
// the same for everybody, so nobody is looked up for them.
func (s *Sessions) Middleware(next http.Handler) http.Handler {
	known := s.scs.LoadAndSave(s.known(next))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/static/") {
			next.ServeHTTP(w, r)
			return
		}
		known.ServeHTTP(w, r)
	})
}

func (s *Sessions) known(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if id := s.scs.GetString(r.Context(), accountKey); id != "" {
			account, err := s.accounts.Find(r.Context(), id)
			switch {
			case err == nil:
				r = r.WithContext(As(r.Context(), &account))
			case !fault.Is(err, fault.Missing): // a closed account is a visitor
				s.scs.ErrorFunc(w, r, err)
				return
			}
		}
		next.ServeHTTP(w, r)
	})
}

// SignIn begins a session for an account, with a new token.
func (s *Sessions) SignIn(ctx context.Context, a Account) error {
	if err := s.scs.RenewToken(ctx); err != nil {
		return err
	}
	s.scs.Put(ctx, accountKey, a.ID)
	return nil
}

// SignOut ends the session.
func (s *Sessions) SignOut(ctx context.Context) error { return s.scs.Destroy(ctx) }

// sessionStore keeps sessions in the database; scs hands over hashed tokens and
// counts by the machine's clock, so this does, too.
type sessionStore struct{ accounts Store }

// FindCtx implements scs.CtxStore.
func (s sessionStore) FindCtx(ctx context.Context, token string) ([]byte, bool, error) {
	text, err := findSession(ctx, s.accounts.DB, token, time.Now())
	if errors.Is(err, database.ErrNone) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	data, err := base64.StdEncoding.DecodeString(text)
	return data, err == nil, err
}

// CommitCtx implements scs.CtxStore.
func (s sessionStore) CommitCtx(ctx context.Context, token string, data []byte, expires time.Time) error {
	return putSession(ctx, s.accounts.DB, token, base64.StdEncoding.EncodeToString(data), expires)
}

// DeleteCtx implements scs.CtxStore.
func (s sessionStore) DeleteCtx(ctx context.Context, token string) error {
	return dropSession(ctx, s.accounts.DB, token, time.Now())
}

// Find implements scs.Store.
func (s sessionStore) Find(token string) ([]byte, bool, error) {
	return s.FindCtx(context.Background(), token)
}

// Commit implements scs.Store.
func (s sessionStore) Commit(token string, data []byte, expires time.Time) error {
	return s.CommitCtx(context.Background(), token, data, expires)
}

// Delete implements scs.Store.
func (s sessionStore) Delete(token string) error { return s.DeleteCtx(context.Background(), token) }

package sample

import (
	"context"

	"tok/accounts"
	"tok/internal/database"
	"tok/lang"
	"tok/measure"
)

// Password opens every account of the sample, and of the sample only.
const Password = "bashke-1-2-3"

// The e-mail addresses of the sample's accounts.
const (
	Coordinator = "koordinator@tok.example"
	Farm        = "ferma@tok.example" // Shegët e Cakranit
	Buyer       = "buyer@tok.example" // Isar Frucht GmbH
)

func (r Region) fillAccounts(ctx context.Context, tx *database.Tx, db *database.DB) error {
	store := accounts.Store{DB: db, Clock: measure.NewClock(measure.Tirana, r.Today)}
	for _, a := range []accounts.Account{
		{Email: Coordinator, Name: "Drita Bregasi", Language: lang.Albanian, Roles: []accounts.Role{accounts.Coordinator}},
		{Email: Farm, Name: "Sokol Cakrani", Language: lang.Albanian, Roles: []accounts.Role{accounts.Member}, Members: []string{r.memberID("sheget-e-cakranit")}},
		{Email: Buyer, Name: "Jonas Isarwinkel", Language: lang.English, Roles: []accounts.Role{accounts.Buyer}, Members: []string{r.memberID("isar-frucht")}},
	} {
		if _, err := store.AddIn(ctx, tx, a, Password); err != nil {
			return err
		}
	}
	return nil
}

// memberID finds a member of the region by its slug.
func (r Region) memberID(slug string) string {
	for _, m := range r.Members {
		if m.Slug == slug {
			return m.ID
		}
	}
	return ""
}

package members_test

import (
	"fmt"
	"testing"

	"tok/internal/database"
	"tok/members"
)

// BenchmarkDirectory names what a page of the directory and a search in it cost
// as it grows: the page is read by its index, the search looks at every row.
func BenchmarkDirectory(b *testing.B) {
	for _, size := range []int{1000, 10_000} {
		store := members.Store{DB: database.Test(b)}
		err := store.DB.Write(b.Context(), func(tx *database.Tx) error {
			for i := range size {
				if _, err := members.PutIn(b.Context(), tx, aMember(fmt.Sprintf("Ferma %d", i), fmt.Sprintf("ferma-%d", i))); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
		for name, filter := range map[string]members.Filter{
			"page": {Most: 50}, "search": {Search: "ferma 997", Most: 50}, "sector": {Sector: "fruit", Country: "AL", Most: 50},
		} {
			b.Run(fmt.Sprintf("%s/%d", name, size), func(b *testing.B) {
				for b.Loop() {
					if _, err := store.List(b.Context(), filter); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

package lang

import (
	"slices"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// Sort puts names into the order of l's alphabet: in Albanian Ç comes after C
// and Dh after D.
func Sort(l Tag, names []string) {
	SortBy(l, names, func(name string) string { return name })
}

// SortBy puts things into the order of their names in l's alphabet; equal names
// keep their order.
func SortBy[T any](l Tag, things []T, name func(T) string) {
	order := collate.New(language.Make(string(l)))
	slices.SortStableFunc(things, func(a, b T) int { return order.CompareString(name(a), name(b)) })
}

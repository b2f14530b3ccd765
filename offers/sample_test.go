package offers_test

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"tok/demands"
	"tok/internal/database"
	"tok/internal/highs"
	"tok/markets"
	"tok/measure"
	"tok/offers"
	"tok/planning"
	"tok/sample"
	"tok/sharing"
)

var today = measure.MustDay("2026-11-24")

// The demands of the sample that are composed in a second or two: white cheese,
// sage that nobody has enough of, and red wine.
const (
	cheese = 120
	sage   = 121
	wine   = 123
)

// engines are what the program composes with; the solver is compiled once.
var engines = sync.OnceValue(func() offers.Engines {
	runtime, err := highs.Open(context.Background(), filepath.Join(os.TempDir(), "tok-highs"))
	if err != nil {
		panic(err)
	}
	planner := planning.New(runtime)
	return offers.Engines{Rules: markets.Shipped(), Planner: planner, Sharer: sharing.New(planner)}
})

// aRegion is a database with the sample region of today.
func aRegion(t testing.TB) *database.DB {
	t.Helper()
	db := database.Test(t)
	if err := sample.Fill(t.Context(), db, today, 1); err != nil {
		t.Fatal(err)
	}
	return db
}

func demandOf(t testing.TB, db *database.DB, number int) demands.Demand {
	t.Helper()
	d, err := demands.Store{DB: db}.FindNumber(t.Context(), number)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// inputsOf is what goes into an offer to a demand of the sample.
func inputsOf(t testing.TB, db *database.DB, number int) offers.Inputs {
	t.Helper()
	in, err := offers.Gather(t.Context(), db, measure.NewTestClock(today), demandOf(t, db, number).ID)
	if err != nil {
		t.Fatal(err)
	}
	return in
}

func compose(t testing.TB, in offers.Inputs) *offers.Composition {
	t.Helper()
	c, err := engines().Compose(t.Context(), in, func(string, ...any) {})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// A made offer is what went in and what came out.
type made struct {
	in offers.Inputs
	*offers.Composition
}

var (
	makeOnce sync.Once
	allMade  map[int]made
)

// composed gives the offers to the sample's cheap demands. They are composed once
// for all tests; nobody changes them.
func composed(t testing.TB) map[int]made {
	t.Helper()
	makeOnce.Do(func() {
		db := aRegion(t)
		all := map[int]made{}
		for _, number := range []int{cheese, sage, wine} {
			in := inputsOf(t, db, number)
			all[number] = made{in, compose(t, in)}
		}
		allMade = all
	})
	if allMade == nil {
		t.Fatal("the sample's offers could not be composed; see the first test that failed")
	}
	return allMade
}

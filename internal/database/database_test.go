package database_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"tok/internal/database"
	"tok/measure"
)

func TestWhatFailsHalfwayLeavesNothing(t *testing.T) {
	t.Parallel()
	db, ctx := database.Test(t), t.Context()
	broken := errors.New("the second half failed")
	err := db.Write(ctx, func(tx *database.Tx) error {
		if _, err := database.NextNumber(ctx, tx, "demand"); err != nil {
			return err
		}
		return broken
	})
	if !errors.Is(err, broken) {
		t.Fatalf("the transaction ended with %v", err)
	}
	if n := number(t, db, "demand"); n != 1 {
		t.Errorf("the first number is %d: the number of a transaction that failed is lost", n)
	}
}

func TestNumbersAreGivenOnceAndWithoutGaps(t *testing.T) {
	t.Parallel()
	db := database.Test(t)
	var mu sync.Mutex
	given := map[int64]int{}
	var all sync.WaitGroup
	for range 40 {
		all.Go(func() {
			n := number(t, db, "offer")
			mu.Lock()
			defer mu.Unlock()
			given[n]++
		})
	}
	all.Wait()
	for n := int64(1); n <= 40; n++ {
		if given[n] != 1 {
			t.Errorf("number %d was given %d times", n, given[n])
		}
	}
	if n := number(t, db, "demand"); n != 1 {
		t.Errorf("demands start at %d, not at 1: counters are mixed up", n)
	}
}

func number(t *testing.T, db *database.DB, name string) (n int64) {
	t.Helper()
	err := db.Write(context.Background(), func(tx *database.Tx) (err error) {
		n, err = database.NextNumber(context.Background(), tx, name)
		return err
	})
	if err != nil {
		t.Error(err)
	}
	return n
}

func TestASettingIsItsDefaultUntilChosen(t *testing.T) {
	t.Parallel()
	db, ctx := database.Test(t), t.Context()
	zone := database.Setting[string]{Key: "site.zone", Default: "Europe/Tirane"}
	for _, want := range []string{"Europe/Tirane", "Europe/Sofia", "Asia/Nicosia"} {
		if got, err := zone.Get(ctx, db); err != nil || got != want {
			t.Errorf("the zone is %q (%v), not %q", got, err, want)
		}
		next := map[string]string{"Europe/Tirane": "Europe/Sofia", "Europe/Sofia": "Asia/Nicosia"}[want]
		if err := zone.Set(ctx, db, next); err != nil {
			t.Fatal(err)
		}
	}
}

func TestValuesComeBackAsTheyWent(t *testing.T) {
	t.Parallel()
	db, ctx := database.Test(t), t.Context()
	if _, err := db.Exec(ctx, `CREATE TABLE sack (id TEXT, kg BIGINT, at BIGINT, never BIGINT, day TEXT, sold BOOLEAN, notes TEXT, lat DOUBLE PRECISION)`); err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 12, 1, 9, 30, 0, 123_000_000, time.UTC)
	notes := map[string]any{"el": "ρόδι", "n": 1.5}
	_, err := db.Exec(ctx, `INSERT INTO sack VALUES (?, ?, ?, ?, ?, ?, ?, ?)`, "ç'?", measure.Kilos(25), database.Instant(at),
		database.Instant{}, measure.MustDay("2026-12-01"), true, database.JSON(notes), 40.61)
	if err != nil {
		t.Fatal(err)
	}
	_, err = database.One(ctx, db, func(scan database.Scan) (_ struct{}, err error) {
		var (
			id        string
			kg        measure.Kilos
			at2, none time.Time
			day       measure.Day
			sold      bool
			notes2    map[string]any
			lat       float64
		)
		err = scan(&id, &kg, (*database.Instant)(&at2), (*database.Instant)(&none), &day, &sold, database.JSON(&notes2), &lat)
		if id != "ç'?" || kg != 25 || !at2.Equal(at) || !none.IsZero() || day.String() != "2026-12-01" || !sold || notes2["el"] != "ρόδι" || lat != 40.61 {
			t.Errorf("came back as %q %d %v %v %v %v %v %v", id, kg, at2, none, day, sold, notes2, lat)
		}
		return struct{}{}, err
	}, `SELECT id, kg, at, never, day, sold, notes, lat FROM sack WHERE kg = ? AND sold AND id <> 'why?' AND at = ?`, 25, database.Instant(at))
	if err != nil {
		t.Error(err)
	}
}

func TestTextThatNobodyCanReadFindsNothingAndBreaksNothing(t *testing.T) {
	t.Parallel()
	db, ctx := database.Test(t), t.Context()
	for _, text := range []string{"\x00", "a\x00b", "\xff\xfe", "ρόδ\xcf"} {
		for _, asked := range []any{text, []string{"x", text}} {
			n, err := database.One(ctx, db, database.Value[int], `SELECT COUNT(*) FROM accounts WHERE email IN (?)`, asked)
			if err != nil || n != 0 {
				t.Errorf("looking for %q found %d: %v", text, n, err)
			}
		}
		kept, err := database.One(ctx, db, database.Value[string], `SELECT CAST(? AS TEXT)`, text)
		if err != nil || !strings.Contains(kept, "\uFFFD") {
			t.Errorf("%q came back as %q: %v", text, kept, err)
		}
	}
}

func TestAListStandsForItsElements(t *testing.T) {
	t.Parallel()
	db, ctx := database.Test(t), t.Context()
	for _, name := range []string{"a", "b", "c", "d"} {
		number(t, db, name)
	}
	find := func(names []string) string {
		found, err := database.All(ctx, db, database.Value[string],
			`SELECT name FROM counters WHERE last = ? AND name IN (?) AND name <> ? ORDER BY name`, 1, names, "d")
		if err != nil {
			t.Error(err)
		}
		return strings.Join(found, "")
	}
	if got := find([]string{"c", "a", "d", "x"}); got != "ac" {
		t.Errorf("c, a, d and x without d found %q", got)
	}
	if got := find(nil); got != "" {
		t.Errorf("nothing is in an empty list, but found %q", got)
	}
}

func TestAReaderSeesOnePictureAndCannotWrite(t *testing.T) {
	t.Parallel()
	db, ctx := database.Test(t), t.Context()
	count := func(q database.Querier) int64 {
		n, err := database.One(ctx, q, database.Value[int64], `SELECT COUNT(*) FROM counters`)
		if err != nil {
			t.Error(err)
		}
		return n
	}
	err := db.Read(ctx, func(tx *database.Tx) error {
		before := count(tx)
		number(t, db, "demand")
		if after := count(tx); after != before {
			t.Errorf("a reader saw %d and then %d", before, after)
		}
		if now := count(db); now != before+1 {
			t.Errorf("outside there are %d, not %d", now, before+1)
		}
		_, err := tx.Exec(ctx, `DELETE FROM counters`)
		return err
	})
	if err == nil {
		t.Error("a reader could write")
	}
}

func TestNoRowIsErrNone(t *testing.T) {
	t.Parallel()
	_, err := database.One(t.Context(), database.Test(t), database.Value[string], `SELECT key FROM settings`)
	if !errors.Is(err, database.ErrNone) {
		t.Errorf("an empty table gave %v", err)
	}
}

func TestIdsAreInTheOrderOfTime(t *testing.T) {
	last := ""
	for range 1000 {
		id := database.NewID()
		if id <= last {
			t.Fatalf("%s came after %s", id, last)
		}
		last = id
	}
}

func TestAFolderBecomesASiteAndStaysOne(t *testing.T) {
	t.Parallel()
	ctx, dir := t.Context(), filepath.Join(t.TempDir(), "new", "tok-data")
	for round := int64(1); round <= 2; round++ {
		db, err := database.Open(ctx, dir)
		if err != nil {
			t.Fatal(err)
		}
		if n := number(t, db, "demand"); n != round {
			t.Errorf("opened for the %d. time, the number is %d", round, n)
		}
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "tok.db")); err != nil {
		t.Error(err)
	}
}

func TestManyCanStartOnOneEmptyDatabaseAtOnce(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	url := database.EmptyTest(t)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			db, err := database.Open(ctx, url)
			if err != nil {
				t.Error(err)
				return
			}
			number(t, db, "demand")
			db.Close()
		})
	}
	all.Wait()
}

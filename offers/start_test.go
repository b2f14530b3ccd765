package offers_test

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"

	"tok/demands"
	"tok/fault"
	"tok/internal/database"
	"tok/internal/jobs"
	"tok/measure"
	"tok/offers"
)

// aDesk is where offers to the sample's demands are composed; its queue is not
// started.
func aDesk(t *testing.T) (*offers.Desk, *measure.TestClock) {
	t.Helper()
	db, clock, log := aRegion(t), measure.NewTestClock(today), slog.New(slog.DiscardHandler)
	queue, err := jobs.New(db, clock, log)
	if err != nil {
		t.Fatal(err)
	}
	return &offers.Desk{DB: db, Queue: queue, Clock: clock, Log: log, Engines: engines()}, clock
}

// work starts the desk's queue for the rest of the test.
func work(t *testing.T, d *offers.Desk) {
	t.Helper()
	if err := d.Queue.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := d.Queue.Stop(ctx); err != nil {
			t.Error(err)
		}
	})
}

// ended waits until a job has ended.
func ended(t *testing.T, d *offers.Desk, job string) jobs.Progress {
	t.Helper()
	for until := time.Now().Add(time.Minute); time.Now().Before(until); time.Sleep(10 * time.Millisecond) {
		p, err := d.Queue.Progress(t.Context(), job)
		if err != nil {
			t.Fatal(err)
		}
		if !p.Underway() {
			return p
		}
	}
	t.Fatal("the job does not end")
	return jobs.Progress{}
}

func ask(t *testing.T, d *offers.Desk, number int) (job string) {
	t.Helper()
	job, err := d.Start(t.Context(), demandOf(t, d.DB, number), "drita")
	if err != nil {
		t.Fatal(err)
	}
	return job
}

func firstOffer(t *testing.T, db *database.DB, number int) offers.Offer {
	t.Helper()
	o, err := offers.Find(t.Context(), db, number, 1)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func TestASecondClickGivesTheJobOfTheFirst(t *testing.T) {
	t.Parallel()
	d, _ := aDesk(t)
	if first, second := ask(t, d, wine), ask(t, d, wine); first != second {
		t.Errorf("two jobs: %s and %s", first, second)
	}
	all, err := offers.Of(t.Context(), d.DB, demandOf(t, d.DB, wine).ID)
	if err != nil || len(all) != 1 || all[0].Number() != "123-1" || all[0].State != offers.Composing || all[0].By != "drita" {
		t.Errorf("%+v, %v", all, err)
	}
	if ask(t, d, cheese) == ask(t, d, wine) {
		t.Error("two demands share a job")
	}
}

func TestOnlyAnOpenDemandIsAnswered(t *testing.T) {
	t.Parallel()
	d, _ := aDesk(t)
	demand := demandOf(t, d.DB, wine)
	for status, may := range map[demands.Status]bool{demands.Draft: false, demands.Open: true, demands.Answered: true, demands.Closed: false} {
		demand.Status = status
		_, err := d.Start(t.Context(), demand, "drita")
		if may != (err == nil) || !may && !says(err, fault.Conflict, "offers.demand_not_open") {
			t.Errorf("%s: %v", status, err)
		}
	}
}

// says tells whether an error is a fault for people, with these words.
func says(err error, kind fault.Kind, key string) bool {
	var f *fault.Fault
	return errors.As(err, &f) && f.Kind == kind && f.Key == key
}

func TestADemandWhoseLorriesHaveLeftIsNotAnswered(t *testing.T) {
	t.Parallel()
	d, clock := aDesk(t)
	demand := demandOf(t, d.DB, wine)
	clock.Move(time.Duration(today.DaysUntil(demand.Loadings[0])) * 24 * time.Hour)
	if _, err := d.Start(t.Context(), demand, "drita"); err != nil {
		t.Errorf("on the day of loading: %v", err)
	}
	clock.Move(24 * time.Hour)
	if _, err := d.Start(t.Context(), demand, "drita"); !says(err, fault.Conflict, "offers.loading_past") {
		t.Errorf("on the day after: %v", err)
	}
}

func TestAnOfferThatWasNeverMadeIsMissing(t *testing.T) {
	t.Parallel()
	d, _ := aDesk(t)
	ask(t, d, wine)
	for _, number := range [][2]int{{wine, 2}, {wine, 0}, {9999, 1}, {cheese, 1}} {
		if _, err := offers.Find(t.Context(), d.DB, number[0], number[1]); !says(err, fault.Missing, "offers.missing") {
			t.Errorf("%v: %v", number, err)
		}
	}
}

func TestAJobThatRunsTwiceFreezesItsOfferOnce(t *testing.T) {
	t.Parallel()
	d, clock := aDesk(t)
	second := make(chan error, 1)
	d.Queue.Register(offers.JobCompose, func(ctx context.Context, job jobs.Job) error {
		first := d.Work(ctx, job)
		clock.Move(time.Hour)
		second <- d.Work(ctx, job)
		return first
	})
	began := clock.Now()
	job := ask(t, d, sage)
	work(t, d)
	err := <-second
	if p := ended(t, d, job); p.State != jobs.Done || len(p.Steps) < 5 {
		t.Fatalf("the job is %s after %d steps: %+v", p.State, len(p.Steps), p.Fault)
	}
	if fault.From(err).Kind != fault.Conflict {
		t.Errorf("the second time it answers %v", err)
	}
	o := firstOffer(t, d.DB, sage)
	if o.State != offers.Nothing || o.Composition == nil || !o.Composition.At.Equal(began) || o.Composition.Took != 0 {
		t.Errorf("the offer is not the first one: %+v", o)
	}
}

func TestFreezingAnOfferLeavesTheOthersAndIsDoneOnce(t *testing.T) {
	t.Parallel()
	d, clock := aDesk(t)
	ask(t, d, wine)
	o := offers.Offer{ID: "first", DemandID: demandOf(t, d.DB, sage).ID, Demand: sage, State: offers.Nothing, By: "drita", Job: "job",
		CreatedAt: clock.Now(), Composition: &offers.Composition{Format: offers.Format, On: today}}
	if err := offers.Keep(t.Context(), d.DB, &o); err != nil {
		t.Fatal(err)
	}
	if other := firstOffer(t, d.DB, wine); other.State != offers.Composing || other.Composition != nil {
		t.Errorf("another offer was frozen with it: %+v", other)
	}
	o.Composition = &offers.Composition{Format: offers.Format, On: today.AddDays(1)}
	if err := offers.Freeze(t.Context(), d.DB, &o); err != nil {
		t.Fatal(err)
	}
	if on := firstOffer(t, d.DB, sage).Composition.On; on != today {
		t.Errorf("what was frozen was frozen again, on %s", on)
	}
}

func TestADemandIsAnsweredOnceMoreUnderTheNextNumber(t *testing.T) {
	t.Parallel()
	d, _ := aDesk(t)
	d.Register()
	work(t, d)
	first := ask(t, d, sage)
	ended(t, d, first)
	frozenAt := firstOffer(t, d.DB, sage).Composition.At
	second := ask(t, d, sage)
	ended(t, d, second)
	o, err := offers.Find(t.Context(), d.DB, sage, 2)
	if err != nil || second == first || o.Number() != "121-2" || o.State != offers.Nothing {
		t.Errorf("%+v, %v", o, err)
	}
	if at := firstOffer(t, d.DB, sage).Composition.At; !at.Equal(frozenAt) {
		t.Error("the first offer has changed")
	}
}

func TestAnOfferWhoseJobFailsStaysComposing(t *testing.T) {
	t.Parallel()
	d, _ := aDesk(t)
	d.Register()
	job := ask(t, d, sage)
	if err := d.Queue.Cancel(t.Context(), job); err != nil {
		t.Fatal(err)
	}
	work(t, d)
	if p := ended(t, d, job); p.State != jobs.Cancelled {
		t.Fatalf("the job is %s", p.State)
	}
	if o := firstOffer(t, d.DB, sage); o.State != offers.Composing || o.Composition != nil {
		t.Errorf("%+v", o)
	}
	if again := ask(t, d, sage); again == job {
		t.Error("a cancelled job is not asked for again")
	}
}

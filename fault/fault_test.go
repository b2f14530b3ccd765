package fault_test

import (
	"errors"
	"fmt"
	"net/http"
	"testing"

	"tok/fault"
)

func TestAFaultIsFoundUnderWhateverWasBeingDone(t *testing.T) {
	t.Parallel()
	err := func() (err error) {
		defer fault.While(&err, "composing an offer for demand %d", 118)
		return fault.Of(fault.Missing, "demands.missing", "number", 118).In("number")
	}()
	f := fault.From(err)
	if f.Kind != fault.Missing || f.Key != "demands.missing" || f.Args["number"] != 118 || f.Field != "number" {
		t.Fatalf("got %+v", f)
	}
	if !fault.Is(err, fault.Missing) || fault.Status(err) != http.StatusNotFound || fault.Exit(err) != 2 {
		t.Fatalf("status %d, exit %d", fault.Status(err), fault.Exit(err))
	}
}

func TestWhatNobodyFoundADefectInIsOurBreakdown(t *testing.T) {
	t.Parallel()
	cause := errors.New("disk on fire")
	f := fault.From(fmt.Errorf("writing: %w", cause))
	if f.Kind != fault.Broken || !errors.Is(f, cause) {
		t.Fatalf("got %v", f)
	}
	if fault.Status(cause) != http.StatusInternalServerError || fault.Exit(cause) != 1 {
		t.Fatalf("status %d, exit %d", fault.Status(cause), fault.Exit(cause))
	}
}

func TestWithoutAnErrorThereIsNoFault(t *testing.T) {
	t.Parallel()
	if fault.From(nil) != nil || fault.Is(nil, fault.Broken) || fault.Exit(nil) != 0 {
		t.Fatal("nothing went wrong")
	}
	var err error
	if fault.While(&err, "resting"); err != nil {
		t.Fatal("nothing went wrong, and now there is an error")
	}
}

func TestANoIsUnderstoodAndNotAFailure(t *testing.T) {
	t.Parallel()
	if no := fault.Of(fault.No, "offers.nothing"); fault.Exit(no) != 3 || fault.Status(no) != http.StatusOK {
		t.Fatalf("exit %d, status %d", fault.Exit(no), fault.Status(no))
	}
}

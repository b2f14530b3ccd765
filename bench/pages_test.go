package bench

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

const printedByWrk = `Running 5s test @ http://127.0.0.1:8080/en/
  1 threads and 8 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     3.12ms    1.51ms  30.12ms   91.35%
    Req/Sec     2.62k   188.12     2.87k    88.00%
  Latency Distribution
     50%    2.91ms
     75%    3.39ms
     90%    4.10ms
     99%    1.02s 
  13045 requests in 5.00s, 310.02MB read
Requests/sec:   2608.71
Transfer/sec:     62.00MB
`

func TestWhatWrkPrintsIsRead(t *testing.T) {
	t.Parallel()
	got, err := readWrk(printedByWrk)
	if want := (Latency{2910 * time.Microsecond, 1020 * time.Millisecond, 2608.71}); err != nil || got != want {
		t.Errorf("%v, %v; want %v", got, err, want)
	}
}

func TestAnswersThatAreNoPagesAreNotMeasured(t *testing.T) {
	t.Parallel()
	for _, out := range []string{
		printedByWrk + "  Non-2xx or 3xx responses: 3\n",
		printedByWrk + "  Socket errors: connect 0, read 1, write 0, timeout 2\n",
		"unable to connect\n",
	} {
		if got, err := readWrk(out); err == nil {
			t.Errorf("%q is read as %v", out, got)
		}
	}
}

func TestWrkAsksAsTheReaderWhoseCookieItHas(t *testing.T) {
	t.Parallel()
	if !HasWrk() {
		return // only make bench installs it
	}
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Cookie") != "tok_session=one" {
			http.Error(w, "", http.StatusForbidden)
		}
	}))
	defer site.Close()
	if _, err := Wrk(context.Background(), site.URL, "tok_session=one", time.Second); err != nil {
		t.Error(err)
	}
	if _, err := Wrk(context.Background(), site.URL, "", time.Second); err == nil {
		t.Error("a page that is forbidden was measured")
	}
}

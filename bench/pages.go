package bench

import (
	"context"
	"fmt"
	"os/exec"
	"regexp"
	"strconv"
	"time"
)

// Latency is how long readers waited for one address, and how many were served.
type Latency struct {
	Median, Worst time.Duration // p50 and p99
	PerSecond     float64
}

// readers are the connections that ask at once, each again as soon as it was
// answered.
const readers = 8

// HasWrk says whether wrk can be run here.
func HasWrk() bool {
	_, err := exec.LookPath("wrk")
	return err == nil
}

// Wrk asks for url with wrk during the given time, as the reader whose Cookie
// header this is ("" is a visitor). An answer that is not a page is an error.
func Wrk(ctx context.Context, url, cookie string, during time.Duration) (Latency, error) {
	ctx, cancel := context.WithTimeout(ctx, during+10*time.Second)
	defer cancel()
	args := []string{"-t1", fmt.Sprintf("-c%d", readers), fmt.Sprintf("-d%ds", max(1, int(during.Seconds()))), "--latency"}
	if cookie != "" {
		args = append(args, "-H", "Cookie: "+cookie)
	}
	out, err := exec.CommandContext(ctx, "wrk", append(args, url)...).CombinedOutput()
	if err != nil {
		return Latency{}, fmt.Errorf("wrk %s: %w: %s", url, err, out)
	}
	return readWrk(string(out))
}

var (
	wrkTime   = regexp.MustCompile(`(?m)^\s+(50|99)%\s+([0-9.]+(?:us|ms|s|m))\s*$`)
	wrkRate   = regexp.MustCompile(`(?m)^Requests/sec:\s+([0-9.]+)$`)
	wrkFailed = regexp.MustCompile(`(?m)^\s*(Non-2xx or 3xx responses|Socket errors):.*$`)
)

// readWrk reads what wrk --latency prints.
func readWrk(out string) (l Latency, err error) {
	if failed := wrkFailed.FindString(out); failed != "" {
		return l, fmt.Errorf("wrk: %s", failed)
	}
	times := map[string]time.Duration{}
	for _, found := range wrkTime.FindAllStringSubmatch(out, -1) {
		if times[found[1]], err = time.ParseDuration(found[2]); err != nil {
			return l, fmt.Errorf("wrk: %w", err)
		}
	}
	rate := wrkRate.FindStringSubmatch(out)
	if len(times) != 2 || rate == nil {
		return l, fmt.Errorf("wrk printed no times: %s", out)
	}
	l.Median, l.Worst = times["50"], times["99"]
	l.PerSecond, err = strconv.ParseFloat(rate[1], 64)
	return l, err
}

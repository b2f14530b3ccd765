package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/mattn/go-isatty"
)

// quiet is how long work may take before anything is shown of it.
const quiet = time.Second

// watch shows on a terminal how long work has taken of the time that it may take
// (0 is no limit): how much of the work is done, nobody knows. The line is gone
// when ended returns. Elsewhere than on a terminal nothing is shown.
func (e *env) watch(name string, limit time.Duration) (ended func()) {
	terminal, ok := e.Stderr.(*os.File)
	if !ok || !isatty.IsTerminal(terminal.Fd()) {
		return func() {}
	}
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		e.show(terminal, name, limit, stop)
	}()
	return sync.OnceFunc(func() {
		close(stop)
		<-stopped
	})
}

// show draws the line every second until stop is closed, then takes it away.
func (e *env) show(terminal io.Writer, name string, limit time.Duration, stop <-chan struct{}) {
	const goBack, clear = "\r", "\x1b[K"
	tick := time.NewTicker(quiet)
	defer tick.Stop()
	for taken, drawn := quiet, false; ; taken, drawn = taken+quiet, true {
		select {
		case <-tick.C:
			fmt.Fprint(terminal, goBack, clear, e.progress(name, taken, limit))
		case <-stop:
			if drawn {
				fmt.Fprint(terminal, goBack, clear)
			}
			return
		}
	}
}

// progress is the line: a bar of the time, unless it has no limit, and words.
func (e *env) progress(name string, taken, limit time.Duration) string {
	const width = 20
	seconds := int(taken.Seconds())
	if limit <= 0 {
		return name + " " + e.Lang.T("command.taken", "seconds", seconds)
	}
	full := min(int(width*taken/limit), width)
	return name + " " + strings.Repeat("━", full) + strings.Repeat("┄", width-full) + " " +
		e.Lang.T("command.taken_of", "seconds", seconds, "limit", int(limit.Round(time.Second).Seconds()))
}

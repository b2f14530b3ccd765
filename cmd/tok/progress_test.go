package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tok/lang"
)

func TestProgressIsForTerminalsOnly(t *testing.T) {
	t.Parallel()
	file, err := os.Create(filepath.Join(t.TempDir(), "stderr"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	nowhere, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer nowhere.Close()
	var kept bytes.Buffer
	for _, stderr := range []io.Writer{file, nowhere, &kept} {
		ended := (&env{Stderr: stderr, Lang: lang.English}).watch("plan", 10*time.Second)
		time.Sleep(quiet + quiet/4)
		ended()
	}
	if info, err := file.Stat(); err != nil || info.Size() > 0 || kept.Len() > 0 {
		t.Errorf("%v bytes in a file, %q in memory, %v", info.Size(), &kept, err)
	}
}

func TestProgressTellsTheTimeAndIsTakenAway(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		limit time.Duration
		says  string
	}{
		{2 * time.Second, "plan ━━━━━━━━━━┄┄┄┄┄┄┄┄┄┄ 1 s, limit 2 s"},
		{0, "plan 1 s"},
	} {
		var terminal bytes.Buffer
		stop := make(chan struct{})
		time.AfterFunc(quiet+quiet/2, func() { close(stop) })
		(&env{Lang: lang.English}).show(&terminal, "plan", c.limit, stop)
		if got := terminal.String(); !strings.HasPrefix(got, "\r\x1b[K"+c.says) || !strings.HasSuffix(got, "\r\x1b[K") {
			t.Errorf("%q; want %q", got, c.says)
		}
	}
}

func TestShortWorkShowsNoProgress(t *testing.T) {
	t.Parallel()
	var terminal bytes.Buffer
	stop := make(chan struct{})
	close(stop)
	(&env{Lang: lang.English}).show(&terminal, "plan", time.Minute, stop)
	if terminal.Len() > 0 {
		t.Errorf("%q", &terminal)
	}
}

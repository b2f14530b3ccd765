package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// serving runs `tok serve` on a database, hands over the lines it says, each once
// it is said, and stops it when visit returns.
func serving(t *testing.T, database string, args []string, visit func(line func() string)) {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	said, say := io.Pipe()
	environment := map[string]string{"TOK_TODAY": "2026-11-24", "TOK_DATABASE": database}
	e := &env{Stdin: strings.NewReader(""), Stdout: io.Discard, Stderr: say, Getenv: func(name string) string { return environment[name] }}
	done := make(chan int, 1)
	go func() {
		cache := filepath.Join(os.TempDir(), "tok-highs")
		done <- run(ctx, e, append([]string{"--lang", "en", "serve", "--addr", "127.0.0.1:0", "--data", cache}, args...))
		say.Close()
	}()
	lines := bufio.NewScanner(said)
	visit(func() string {
		if !lines.Scan() {
			t.Fatalf("it says no more: %d, %v", <-done, lines.Err())
		}
		return lines.Text()
	})
	stop()
	if rest, _ := io.ReadAll(said); len(rest) > 0 {
		t.Errorf("at its end it says %q", rest)
	}
	if status := <-done; status != 0 {
		t.Errorf("it ends with %d", status)
	}
}

func pageAt(t *testing.T, address string) string {
	t.Helper()
	response, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("%s answers %d, %v", address, response.StatusCode, err)
	}
	return string(body)
}

func TestServeSaysWhereTheSiteIsAndHowToSignIn(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	serving(t, folder, nil, func(line func() string) {
		address, ok := strings.CutPrefix(line(), "TOK is open at ")
		_, link, linked := strings.Cut(line(), "once: ")
		if !ok || !linked || !strings.HasPrefix(link, address+"/en/in/first?token=") {
			t.Fatalf("%q, %q", address, link)
		}
		pageAt(t, link)
	})
	for range 2 { // the second time the sample is there already
		serving(t, folder, []string{"--sample"}, func(line func() string) {
			address, ok := strings.CutPrefix(line(), "TOK is open at ")
			if how := line(); !ok || !strings.Contains(how, "koordinator@tok.example, password bashke-1-2-3") {
				t.Fatalf("%q, %q", address, how)
			}
			if !strings.Contains(plain(pageAt(t, address+"/en/demands/118")), "Demand 118") {
				t.Error("the sample's demands are not there")
			}
		})
	}
}

func TestTheSampleSaysThatItIsInventedHoweverItIsOpened(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	for _, args := range [][]string{{"--sample"}, nil} {
		serving(t, folder, args, func(line func() string) {
			address := strings.TrimPrefix(line(), "TOK is open at ")
			if len(args) > 0 {
				line() // how to sign in
			}
			if page := plain(pageAt(t, address+"/en/")); !strings.Contains(page, "members, buyers and prices are invented") {
				t.Errorf("opened with %v the home page does not say so", args)
			}
		})
	}
}

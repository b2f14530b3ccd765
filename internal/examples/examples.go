// Package examples runs the worked examples of an engine's tests: files of a
// question, a line of dashes, and the answer.
package examples

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the answers of the worked examples anew")

const dashes = "----\n"

// Run asks every question of testdata/*.txt and compares the answer with the one
// below its dashes; -update writes the answers instead. Without any file it fails.
func Run(t *testing.T, answer func(t *testing.T, question string) string) {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no examples", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			question, want, _ := strings.Cut(string(text), dashes)
			got := answer(t, question)
			if *update {
				if err := os.WriteFile(file, []byte(question+dashes+got), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			if got != want {
				t.Errorf("got\n%swant\n%s", got, want)
			}
		})
	}
}

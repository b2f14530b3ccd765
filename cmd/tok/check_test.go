package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// check runs `tok check` and gives its exit status, its answer and its words.
func check(t *testing.T, stdin string, args ...string) (exit int, verdict string, words string) {
	t.Helper()
	var out, said bytes.Buffer
	e := &env{Stdin: strings.NewReader(stdin), Stdout: &out, Stderr: &said, Getenv: func(string) string { return "" }}
	exit = run(context.Background(), e, append([]string{"check"}, args...))
	var answer struct{ Format, Verdict string }
	if exit != 2 {
		if err := json.Unmarshal(out.Bytes(), &answer); err != nil || answer.Format != "tok-verdict/1" {
			t.Fatalf("%v: %q: %v", args, out.String(), err)
		}
	} else if out.Len() > 0 || strings.Count(said.String(), "\n") != 1 {
		t.Errorf("%v: an unreadable question is told in one sentence, not %q and %q", args, out.String(), said.String())
	}
	return exit, answer.Verdict, said.String()
}

const cheeseToGermany = `{"format":"tok-context/1","cn":"04069032","origins":["AL"],"destination":"DE","date":"2026-11-24"}`

func TestCheckAnswersWithTheExitStatusOfTheVerdict(t *testing.T) {
	file := filepath.Join(t.TempDir(), "context.json")
	if err := os.WriteFile(file, []byte(cheeseToGermany), 0o666); err != nil {
		t.Fatal(err)
	}
	oil := []string{"--cn", "15092000", "--origin", "AL", "--origin", "GR", "--destination", "DE", "--date", "2026-12-01"}
	for _, c := range []struct {
		stdin   string
		args    []string
		exit    int
		verdict string
	}{
		{"", []string{file}, 3, "blocked"},
		{cheeseToGermany, []string{"-"}, 3, "blocked"},
		{"", oil, 0, "deliverable_if_met"},
		{"", append(oil, "--fact", "product.category=extra_virgin", "--fact", "acidity=0.6"), 0, "deliverable_if_met"},
		{"", append(oil, "--fact", "product.category=extra_virgin", "--fact", "acidity=0.9"), 3, "blocked"},
		{"", []string{"--scheme", "GR_PO", "--date", "2026-11-24", "--fact", "members=19"}, 3, "member_not_eligible"},
		{"", []string{file, "--rules", "../../markets/rules"}, 3, "blocked"},
		{"", nil, 2, ""},
		{"", []string{"-"}, 2, ""},
		{"nonsense", []string{"-"}, 2, ""},
		{"", []string{file + "x"}, 2, ""},
		{"", []string{file, "--cn", "15092000"}, 2, ""},
		{"", []string{file, "--rules", t.TempDir()}, 2, ""},
		{"", append(oil, "--fact", "acidity"), 2, ""},
		{"", append(oil, "--fact", "acidity=NaN"), 2, ""},
		{"", []string{"--cn", "oil", "--origin", "GR", "--destination", "DE", "--date", "2026-12-01"}, 2, ""},
	} {
		exit, verdict, words := check(t, c.stdin, c.args...)
		if exit != c.exit || verdict != c.verdict {
			t.Errorf("%v: exit %d, %q, %s; want %d, %q", c.args, exit, verdict, words, c.exit, c.verdict)
		}
	}
}

func TestCheckWarnsOfADestinationWithoutRules(t *testing.T) {
	exit, verdict, words := check(t, "", "--cn", "15092000", "--origin", "GR", "--destination", "JP", "--date", "2026-12-01")
	if exit != 0 || verdict != "deliverable_if_met" || !strings.Contains(words, "JP") {
		t.Errorf("exit %d, %s, %q", exit, verdict, words)
	}
}

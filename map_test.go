package tok_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A room is a package as go list sees it.
type room struct {
	ImportPath string
	Doc        string
	Imports    []string
}

// rooms lists the packages of the module, by their path below it ("." is the root).
func rooms(t *testing.T) map[string]room {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Doc,Imports", "./...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	found := map[string]room{}
	for d := json.NewDecoder(strings.NewReader(string(out))); d.More(); {
		var r room
		if err := d.Decode(&r); err != nil {
			t.Fatal(err)
		}
		found[below(r.ImportPath)] = r
	}
	return found
}

// below is a package's path inside the module, "" for packages of others.
func below(path string) string {
	if path == "tok" {
		return "."
	}
	inside, ok := strings.CutPrefix(path, "tok/")
	if !ok {
		return ""
	}
	return inside
}

var mapRow = regexp.MustCompile("^\\| `([^`]+)` \\| ([^|]+) \\| ([^|]*) \\|$")

// drawn reads the map of ARCHITECTURE.md: package → what it uses.
func drawn(t *testing.T) map[string][]string {
	t.Helper()
	text, err := os.ReadFile("ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	uses := map[string][]string{}
	for line := range strings.Lines(string(text)) {
		if m := mapRow.FindStringSubmatch(strings.TrimSpace(line)); m != nil {
			uses[m[1]] = strings.Fields(strings.NewReplacer("`", "", ",", " ", "–", "").Replace(m[3]))
		}
	}
	return uses
}

func TestTheMapIsTrue(t *testing.T) {
	t.Parallel()
	uses := drawn(t)
	found := rooms(t)
	for path, r := range found {
		allowed, ok := uses[path]
		if !ok {
			t.Errorf("%s is not on the map of ARCHITECTURE.md", path)
			continue
		}
		var used []string
		for _, i := range r.Imports {
			if b := below(i); b != "" {
				used = append(used, b)
				if !slices.Contains(allowed, b) {
					t.Errorf("%s imports %s, which its row does not say", path, b)
				}
			}
		}
		for _, a := range allowed {
			if !slices.Contains(used, a) {
				t.Errorf("the row of %s says it uses %s, but it does not", path, a)
			}
		}
	}
	for path := range uses {
		if _, ok := found[path]; !ok {
			t.Errorf("the map shows %s, but there is no such package", path)
		}
	}
}

func TestEveryPackageSaysWhatItIs(t *testing.T) {
	t.Parallel()
	for path, r := range rooms(t) {
		if strings.TrimSpace(r.Doc) == "" {
			t.Errorf("%s has no package comment", path)
		}
	}
}

// What the engines may never touch: they compute and have no clock, no network,
// no database, no files and no randomness but a seed.
var outside = []string{"net", "net/http", "database/sql", "os", "os/exec", "math/rand", "crypto/rand", "log", "log/slog"}

// chance is what may be called of math/rand/v2: a generator that begins with a
// given seed.
var chance = regexp.MustCompile(`\brand\.(?:New|NewPCG|Rand|PCG)\b`)

func TestEnginesOnlyCompute(t *testing.T) {
	t.Parallel()
	found := rooms(t)
	for _, engine := range []string{"matching", "planning", "sharing"} {
		r, ok := found[engine]
		if !ok {
			t.Fatalf("%s is gone; name the engines in this test", engine)
		}
		for _, i := range r.Imports {
			if slices.Contains(outside, i) {
				t.Errorf("%s imports %s: an engine computes and touches nothing outside", engine, i)
			}
		}
		onlySeeds(t, engine)
	}
}

// onlySeeds looks for randomness that does not come from a seed.
func onlySeeds(t *testing.T, engine string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(engine, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if rest := chance.ReplaceAll(text, nil); regexp.MustCompile(`\brand\.[A-Z]`).Match(rest) {
			t.Errorf("%s takes chance from elsewhere than a seed", name)
		}
	}
}

func TestPlumbingKnowsNoBusiness(t *testing.T) {
	t.Parallel()
	words := []string{"measure", "lang", "fault"}
	for path, r := range rooms(t) {
		if !strings.HasPrefix(path, "internal/") {
			continue
		}
		for _, i := range r.Imports {
			if b := below(i); b != "" && !strings.HasPrefix(b, "internal/") && !strings.HasPrefix(b, "third_party") && !slices.Contains(words, b) {
				t.Errorf("%s imports %s: plumbing never imports the business", path, b)
			}
		}
	}
}

var link = regexp.MustCompile(`\]\(([^)#]+)[^)]*\)`)

func TestEveryLinkOfTheDocumentsLeadsSomewhere(t *testing.T) {
	t.Parallel()
	documents, err := filepath.Glob("*.md")
	if err != nil {
		t.Fatal(err)
	}
	more, err := filepath.Glob("docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, document := range append(documents, more...) {
		text, err := os.ReadFile(document)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllStringSubmatch(string(text), -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			if _, err := os.Stat(filepath.Join(filepath.Dir(document), m[1])); err != nil {
				t.Errorf("%s links to %s, which is not there", document, m[1])
			}
		}
	}
}

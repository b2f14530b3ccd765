// Spec prints what is promised: the scenarios, the tests of every package as
// sentences, and the table of who may do what.
package main

import (
	"bufio"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"log"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"tok/accounts"
)

func main() {
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	sentences, err := read(".")
	if err != nil {
		log.Fatal(err)
	}
	for _, folder := range slices.Sorted(maps.Keys(sentences)) {
		fmt.Fprintf(out, "\n%s\n", folder)
		for _, sentence := range sentences[folder] {
			fmt.Fprintf(out, "    %s\n", sentence)
		}
	}
	permissions(out)
}

// read gathers the sentences of all folders below root.
func read(root string) (map[string][]string, error) {
	sentences := map[string][]string{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		folder := filepath.ToSlash(filepath.Dir(path))
		var found []string
		switch name := d.Name(); {
		case d.IsDir() && path != root && (strings.HasPrefix(name, ".") || name == "testdata" || name == "third_party"):
			return fs.SkipDir
		case strings.HasSuffix(name, "_test.go"):
			found, err = ofTests(path)
		case strings.HasSuffix(name, ".txtar"):
			found, err = ofScenario(path)
		}
		sentences[folder] = append(sentences[folder], found...)
		return err
	})
	maps.DeleteFunc(sentences, func(_ string, s []string) bool { return len(s) == 0 })
	return sentences, err
}

// ofTests turns the names of a file's tests into sentences.
func ofTests(path string) (found []string, err error) {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Recv != nil {
			continue
		}
		if name, ok := strings.CutPrefix(f.Name.Name, "Test"); ok && name != "Main" {
			found = append(found, sentence(name))
		}
		if name, ok := strings.CutPrefix(f.Name.Name, "Fuzz"); ok {
			found = append(found, sentence(name)+" (whatever is given)")
		}
	}
	return found, nil
}

// ofScenario is the first line of a scenario, its title.
func ofScenario(path string) ([]string, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	title, _, _ := strings.Cut(string(text), "\n")
	return []string{strings.TrimSpace(strings.TrimPrefix(title, "#"))}, nil
}

// sentence writes TestNames as words: TwinsGetTheSame becomes "Twins get the
// same". Words in capitals stay.
func sentence(name string) string {
	var words []string
	letters := []rune(name)
	from := 0
	for i := 1; i <= len(letters); i++ {
		if i < len(letters) && !begins(letters, i) {
			continue
		}
		word := strings.Trim(string(letters[from:i]), "_")
		if from > 0 && strings.ToUpper(word) != word || word == "A" && from > 0 {
			word = strings.ToLower(word)
		}
		if word != "" {
			words = append(words, word)
		}
		from = i
	}
	return strings.Join(words, " ")
}

// begins says whether a word begins at i.
func begins(letters []rune, i int) bool {
	before, here := letters[i-1], letters[i]
	switch {
	case here == '_' || unicode.IsDigit(here) != unicode.IsDigit(before):
		return true
	case !unicode.IsUpper(here):
		return false
	default:
		return !unicode.IsUpper(before) || i+1 < len(letters) && unicode.IsLower(letters[i+1])
	}
}

func permissions(out *bufio.Writer) {
	fmt.Fprint(out, "\nWho may do what (what is not here is forbidden)\n")
	fmt.Fprintf(out, "    %-14s %-16s %-34s %s\n", "role", "object", "any", "its own only")
	for _, p := range accounts.Permissions {
		fmt.Fprintf(out, "    %-14s %-16s %-34s %s\n", p.Role, p.Object, list(p.Any), list(p.Own))
	}
}

func list(acts []accounts.Act) string {
	var words []string
	for _, a := range acts {
		words = append(words, string(a))
	}
	return strings.Join(words, ", ")
}

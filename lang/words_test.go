package lang_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tok/lang"
)

// words reads a catalog: every key with its forms ("other" alone if there is no plural).
func words(t *testing.T, l lang.Tag) map[string]map[string]string {
	t.Helper()
	file, err := os.ReadFile(filepath.Join("words", string(l)+".json"))
	if err != nil {
		t.Fatal(err)
	}
	raw := map[string]any{}
	if err := json.Unmarshal(file, &raw); err != nil {
		t.Fatalf("%s: %v", l, err)
	}
	all := map[string]map[string]string{}
	for key, v := range raw {
		forms := map[string]string{}
		switch v := v.(type) {
		case string:
			forms["other"] = v
		case map[string]any:
			for form, text := range v {
				forms[form], _ = text.(string)
			}
		}
		all[key] = forms
	}
	return all
}

var placeholder = regexp.MustCompile(`{{\s*\.(\w+)\s*}}`)

func placeholders(forms map[string]string) []string {
	found := map[string]bool{}
	for _, text := range forms {
		for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
			found[m[1]] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

func TestEveryWordIsThereInEveryLanguageWithTheSamePlaceholders(t *testing.T) {
	t.Parallel()
	english := words(t, lang.English)
	for _, l := range lang.All {
		mine := words(t, l)
		for key := range mine {
			if english[key] == nil {
				t.Errorf("%s is in %s only", key, l)
			}
		}
		for key, forms := range english {
			if mine[key] == nil {
				t.Errorf("%s is missing in %s", key, l)
				continue
			}
			if got, want := slices.Sorted(maps.Keys(mine[key])), slices.Sorted(maps.Keys(forms)); !slices.Equal(got, want) {
				t.Errorf("%s has the forms %v in %s, %v in English", key, got, l, want)
			}
			if got, want := placeholders(mine[key]), placeholders(forms); !slices.Equal(got, want) {
				t.Errorf("%s has the placeholders %v in %s, %v in English", key, got, l, want)
			}
			for form, text := range mine[key] {
				if strings.TrimSpace(text) == "" || form != "one" && form != "other" {
					t.Errorf("%s in %s: form %q says %q", key, l, form, text)
				}
			}
		}
	}
}

var keyShape = regexp.MustCompile(`^[a-z]+\.[a-z0-9_]+$`)

func TestNoKeyIsUsedThatNobodyTranslated(t *testing.T) {
	t.Parallel()
	for where, keys := range keysInSources(t) {
		for _, key := range keys {
			for _, l := range lang.All {
				if !l.Has(key) {
					t.Errorf("%s uses %s, which is missing in %s", where, key, l)
				}
			}
		}
	}
}

// keysInSources finds the keys that Go files hand to T, Of and the like and
// that templates hand to t, by file.
func keysInSources(t *testing.T) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	inTemplate := regexp.MustCompile(`[({\s](?:t|tn)\s+"([^"]+)"`)
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == ".git" || d.Name() == "testdata" || d.Name() == "third_party"):
			return fs.SkipDir
		case strings.HasSuffix(path, ".html"):
			page, err := os.ReadFile(path)
			for _, m := range inTemplate.FindAllStringSubmatch(string(page), -1) {
				found[path] = append(found[path], m[1])
			}
			return err
		case strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go"):
			found[path] = append(found[path], keysInGo(path)...)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// keysInGo gives the literals in the shape of a key among the first two
// arguments of every call of a function named T or Of.
func keysInGo(path string) (keys []string) {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		return nil // another test says so
	}
	ast.Inspect(file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		name := ""
		switch fun := call.Fun.(type) {
		case *ast.SelectorExpr:
			name = fun.Sel.Name
		case *ast.Ident:
			name = fun.Name
		}
		if name != "T" && name != "Of" {
			return true
		}
		for _, arg := range call.Args[:min(2, len(call.Args))] {
			if literal, ok := arg.(*ast.BasicLit); ok && literal.Kind == token.STRING {
				if key, _ := strconv.Unquote(literal.Value); keyShape.MatchString(key) {
					keys = append(keys, key)
				}
			}
		}
		return true
	})
	return keys
}

package markets

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

func schema(t *testing.T, file string) *jsonschema.Schema {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("mem:///schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("mem:///schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// generic is v as the schema sees it: as JSON.
func generic(t *testing.T, v any) any {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestEveryRuleFileKeepsItsSchema(t *testing.T) {
	t.Parallel()
	s := schema(t, "rules/schema.json")
	files, _ := filepath.Glob("rules/*.json")
	seen := 0
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(b, []byte(`"clusterrules/1",`)) || strings.HasSuffix(file, "schema.json") {
			continue
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Validate(doc); err != nil {
			t.Errorf("%s: %v", file, err)
		}
		seen++
	}
	if seen != 10 {
		t.Errorf("%d files of rules, want 10", seen)
	}
}

func TestQuestionsAndVerdictsKeepTheirSchemas(t *testing.T) {
	t.Parallel()
	question, verdict := schema(t, "schema/tok-context-1.json"), schema(t, "schema/tok-verdict-1.json")
	for _, file := range []string{"testdata/questions_dev.json", "testdata/questions_own.json"} {
		for _, q := range questions(t, file) {
			q.Context["format"] = FormatContext
			if err := question.Validate(generic(t, q.Context)); err != nil {
				t.Errorf("%s: %v", q.ID, err)
			}
			if err := verdict.Validate(generic(t, q.ask(t, Shipped()))); err != nil {
				t.Errorf("%s: %v", q.ID, err)
			}
		}
	}
}

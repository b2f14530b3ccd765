package planning_test

import (
	"bytes"
	"context"
	"math/rand"
	"os"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"tok/planning"
)

// follows holds a document to the schema in file.
func follows(t *testing.T, schema *jsonschema.Schema, document []byte) {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(document))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(v); err != nil {
		t.Fatalf("%v\n%s", err, document)
	}
}

func schema(t *testing.T, file string) *jsonschema.Schema {
	t.Helper()
	s, err := jsonschema.NewCompiler().Compile(file)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestPublishedProblemsFollowTheSchema(t *testing.T) {
	t.Parallel()
	problem := schema(t, "tok-problem.schema.json")
	files, _ := filepath.Glob("testdata/published/[cpt]*[0-9a-z].json")
	for _, file := range files {
		if matched, _ := filepath.Match("*.answer.json", filepath.Base(file)); matched {
			continue
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		follows(t, problem, data)
	}
}

func TestPlansFollowTheSchema(t *testing.T) {
	t.Parallel()
	problem, answer := schema(t, "tok-problem.schema.json"), schema(t, "tok-plan.schema.json")
	for seed := range 40 {
		p := tiny(rand.New(rand.NewSource(int64(1000 + seed))))
		plan, err := planner.Best(context.Background(), p, planning.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := p.Write(&b); err != nil {
			t.Fatal(err)
		}
		follows(t, problem, b.Bytes())
		b.Reset()
		if err := plan.Write(&b); err != nil {
			t.Fatal(err)
		}
		follows(t, answer, b.Bytes())
	}
}

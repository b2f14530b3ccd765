package markets

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"testing"
)

// A question is what the field asked of the rules, and what must come out.
type question struct {
	ID         string
	Question   string
	Context    map[string]any
	Must       []string
	MustNot    []string `json:"must_not"`
	Verdict    string
	Why        string
	ParamsFail map[string][]string `json:"params_fail"`
	Ask        []string            // facts that must be asked for
	Status     map[string]string   // how rules must stand
	Warn       []string            // codes of warnings that must be there
}

func questions(t *testing.T, file string) []question {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var set struct{ Questions []question }
	if err := json.Unmarshal(b, &set); err != nil {
		t.Fatal(err)
	}
	return set.Questions
}

func (q question) ask(t *testing.T, rules *Rules) Verdict {
	t.Helper()
	q.Context["format"] = FormatContext
	b, err := json.Marshal(q.Context)
	if err != nil {
		t.Fatal(err)
	}
	c, err := ReadContext(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return Judge(rules, c)
}

func (v Verdict) find(id string) *Applied {
	for i := range v.Applies {
		if v.Applies[i].ID == id {
			return &v.Applies[i]
		}
	}
	return nil
}

func (q question) check(t *testing.T, v Verdict) {
	t.Helper()
	if v.Verdict != q.Verdict {
		t.Errorf("%s\nverdict %s by %v, want %s: %s", q.Question, v.Verdict, v.DecidedBy, q.Verdict, q.Why)
	}
	for _, id := range q.Must {
		if v.find(id) == nil {
			t.Errorf("%s does not apply", id)
		}
	}
	for _, id := range q.MustNot {
		if v.find(id) != nil {
			t.Errorf("%s applies", id)
		}
	}
	for id, names := range q.ParamsFail {
		if a := v.find(id); a == nil || !slices.Equal(a.Failed, names) {
			t.Errorf("%s: failed %v, want %v", id, a, names)
		}
	}
}

func (q question) checkMore(t *testing.T, v Verdict) {
	t.Helper()
	for _, fact := range q.Ask {
		if !slices.Contains(v.Ask, fact) {
			t.Errorf("%s is not asked for, only %v", fact, v.Ask)
		}
	}
	for id, status := range q.Status {
		if a := v.find(id); a == nil || a.Status != status {
			t.Errorf("%s: %v, want %s", id, a, status)
		}
	}
	for _, code := range q.Warn {
		if !slices.ContainsFunc(v.Warnings, func(w Warning) bool { return w.Code == code }) {
			t.Errorf("no warning %s, only %v", code, v.Warnings)
		}
	}
}

func TestTheFieldsQuestionsAreAnswered(t *testing.T) {
	t.Parallel()
	for _, q := range questions(t, "testdata/questions_dev.json") {
		t.Run(q.ID, func(t *testing.T) { q.check(t, q.ask(t, Shipped())) })
	}
}

func TestOurOwnQuestionsAreAnswered(t *testing.T) {
	t.Parallel()
	for _, q := range questions(t, "testdata/questions_own.json") {
		t.Run(q.ID, func(t *testing.T) {
			v := q.ask(t, Shipped())
			q.check(t, v)
			q.checkMore(t, v)
		})
	}
}

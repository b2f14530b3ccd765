// Package bench measures the planner: on published problems against their
// published answers, and beside native HiGHS on the same problems in the same
// run; and how long the readers of a page wait, with wrk.
package bench

import (
	"compress/gzip"
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"time"

	"tok/fault"
	"tok/planning"
)

//go:embed testdata/*.gz
var large embed.FS

// An Instance is a problem to measure on, with what is known of its answer.
type Instance struct {
	Name    string
	Problem planning.Problem
	Least   *float64 // surplus that is known to be reachable; nil: nothing known
	Most    *float64 // surplus that no plan exceeds
}

// Size is how many sources, hubs, demands and periods there are.
func (i Instance) Size() string {
	p := i.Problem
	return fmt.Sprintf("%d×%d×%d×%d", len(p.Sources), len(p.Hubs), len(p.Demands), len(p.Periods))
}

// generated are the joint offers made by planning.Generate: producers, hubs,
// periods, seed.
var generated = [][4]int{{50, 5, 4, 1}, {50, 5, 4, 2}, {500, 10, 4, 1}}

// Instances lists what is measured, always the same in the same order: the
// published problems of small (a folder of tok-problem/1 files, or nil), the two
// large published ones, and generated joint offers. Only those whose name contains
// name.
func Instances(small fs.FS, name string) ([]Instance, error) {
	var all []Instance
	for _, from := range []fs.FS{small, large} {
		if from == nil {
			continue
		}
		files, err := problems(from)
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			title := strings.TrimSuffix(strings.TrimSuffix(path.Base(file), ".gz"), ".json")
			if !strings.Contains(title, name) {
				continue
			}
			i, err := read(from, file)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", file, err)
			}
			i.Name = title
			all = append(all, i)
		}
	}
	for _, g := range generated {
		p, err := planning.Generate("olive-oil", g[0], g[1], g[2], int64(g[3]))
		if err != nil {
			return nil, err
		}
		if strings.Contains(p.Name, name) {
			all = append(all, Instance{Name: p.Name, Problem: p})
		}
	}
	return all, nil
}

// problems lists the problem files of a folder, not the answers beside them.
func problems(from fs.FS) (files []string, err error) {
	err = fs.WalkDir(from, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(name, ".answer.json") {
			return err
		}
		if strings.HasSuffix(name, ".json") || strings.HasSuffix(name, ".json.gz") {
			files = append(files, name)
		}
		return nil
	})
	return files, err
}

// read reads a problem and what was published about it.
func read(from fs.FS, name string) (Instance, error) {
	data, err := content(from, name)
	if err != nil {
		return Instance{}, err
	}
	var known struct {
		Published struct {
			Surplus *float64
			AtLeast *float64 `json:"surplus_at_least"`
			AtMost  *float64 `json:"surplus_at_most"`
		}
	}
	if err := json.Unmarshal(data, &known); err != nil {
		return Instance{}, err
	}
	p, _, err := planning.Read(strings.NewReader(string(data)))
	i := Instance{Problem: p, Least: known.Published.AtLeast, Most: known.Published.AtMost}
	if s := known.Published.Surplus; s != nil {
		i.Least, i.Most = s, s
	}
	return i, err
}

func content(from fs.FS, name string) ([]byte, error) {
	if !strings.HasSuffix(name, ".gz") {
		return fs.ReadFile(from, name)
	}
	file, err := from.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	unpacked, err := gzip.NewReader(file)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(unpacked)
}

// A Result is what one solver reached on one instance.
type Result struct {
	Found   *float64 // surplus of its plan; nil: none
	Bound   *float64 // nil: none
	Seconds float64
	Stopped bool // by the time limit, before its proof
}

// Gap is (bound − found) / max(1, |bound|); nil where one is missing.
func (r Result) Gap() *float64 {
	if r.Found == nil || r.Bound == nil {
		return nil
	}
	gap := (*r.Bound - *r.Found) / max(1, *r.Bound, -*r.Bound)
	return &gap
}

// Planner lets the planner solve an instance to a full proof within limit.
func Planner(ctx context.Context, p *planning.Planner, i Instance, limit time.Duration) (Result, error) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	began := time.Now()
	plan, err := p.Best(ctx, i.Problem, planning.Options{Gap: Gap, Seed: 1, Bare: true})
	if fault.Is(err, fault.TooMuch) {
		return Result{Seconds: time.Since(began).Seconds(), Stopped: true}, nil
	}
	if err != nil {
		return Result{}, err
	}
	return Result{Found: &plan.Surplus, Bound: &plan.Bound, Seconds: time.Since(began).Seconds(), Stopped: plan.Stopped != ""}, nil
}

// Gap is the relative gap at which both solvers may stop.
const Gap = 1e-6

package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"tok/bench"
	"tok/fault"
	"tok/planning"
)

// benchCommand measures the planner on a fixed list of problems, beside native
// HiGHS where that is installed, and the pages of the sample site.
type benchCommand struct {
	Name     string        `arg:"" optional:"" help:"Only problems and pages whose name contains this; pages is all pages." placeholder:"NAME"`
	Problems string        `default:"planning/testdata/published" help:"Folder of further tok-problem/1 files; left out if there is none." placeholder:"DIR"`
	Time     time.Duration `default:"20s" help:"Time for the planner on each problem."`
	Native   time.Duration `default:"60s" help:"Time for native HiGHS on each problem; 0 leaves it out."`
	Pages    time.Duration `default:"5s" help:"Time for wrk on each page and on a file of the same size; 0 leaves pages out."`
}

func (cmd *benchCommand) run(ctx context.Context, env *env) (int, error) {
	if cmd.Time <= 0 || cmd.Native < 0 || cmd.Pages < 0 {
		return 0, fault.Of(fault.Invalid, "planning.options")
	}
	if err := cmd.problems(ctx, env); err != nil {
		return 0, err
	}
	return 0, cmd.pages(ctx, env)
}

// problems prints the table of the planner.
func (cmd *benchCommand) problems(ctx context.Context, env *env) error {
	var small fs.FS
	if info, err := os.Stat(cmd.Problems); err == nil && info.IsDir() {
		small = os.DirFS(cmd.Problems)
	}
	instances, err := bench.Instances(small, cmd.Name)
	if err != nil || len(instances) == 0 {
		return err
	}
	runtime, err := env.Highs(ctx)
	if err != nil {
		return err
	}
	native := cmd.Native > 0 && bench.HasNative(ctx)
	if cmd.Native > 0 && !native {
		env.warn(env.Lang.T("bench.no_native"))
	}
	planner := planning.New(runtime)
	w := tabwriter.NewWriter(env.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, env.benchHead(native))
	for _, i := range instances {
		if ctx.Err() != nil {
			break
		}
		ended := env.watch(i.Name, cmd.Time)
		ours, err := bench.Planner(ctx, planner, i, cmd.Time)
		ended()
		if err != nil {
			return err
		}
		row := []string{i.Name, i.Size(), number(i.Least, 3), number(ours.Found, 3), number(ours.Bound, 3), number(ours.Gap(), 7), env.seconds(ours)}
		if native {
			ended := env.watch("HiGHS: "+i.Name, cmd.Native)
			theirs, err := bench.Native(ctx, i, cmd.Native)
			ended()
			if err != nil {
				return err
			}
			row = append(row, number(theirs.Found, 3), number(theirs.Bound, 3), env.seconds(theirs), ratio(theirs, ours))
		}
		fmt.Fprintln(w, strings.Join(row, "\t")+"\t")
		env.warn(i.Name) // progress; the table follows when its widths are known
	}
	return w.Flush()
}

// benchHead names the columns.
func (e *env) benchHead(native bool) string {
	columns := []string{"name", "size", "published", "found", "bound", "gap", "seconds"}
	if native {
		columns = append(columns, "native_found", "native_bound", "native_seconds", "ratio")
	}
	return e.head(columns...)
}

// head names the columns of a table.
func (e *env) head(columns ...string) string {
	var head strings.Builder
	for _, c := range columns {
		head.WriteString(e.Lang.T("bench."+c) + "\t")
	}
	return head.String()
}

func number(x *float64, places int) string {
	if x == nil {
		return "–"
	}
	return fmt.Sprintf("%.*f", places, *x)
}

// ratio is how many times as long theirs took; a time limit makes it a lower bound.
func ratio(theirs, ours bench.Result) string {
	r := fmt.Sprintf("%.1f", theirs.Seconds/ours.Seconds)
	if theirs.Stopped && !ours.Stopped {
		r = "> " + r
	}
	return r
}

// seconds says how long a solver took, and whether the clock ended it.
func (e *env) seconds(r bench.Result) string {
	s := fmt.Sprintf("%.2f", r.Seconds)
	if r.Stopped {
		s += " " + e.Lang.T("bench.stopped")
	}
	return s
}

package bench

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"math"
	"os"
	"os/exec"
	"strconv"
	"time"

	"tok/internal/highs"
	"tok/planning"
)

// python is the system's interpreter, for which Debian packages scipy.
const python = "/usr/bin/python3"

//go:embed native.py
var script string

// HasNative says whether native HiGHS can be asked here.
func HasNative(ctx context.Context) bool {
	return exec.CommandContext(ctx, python, "-c", "import scipy.optimize; scipy.optimize.milp").Run() == nil
}

// Native lets native HiGHS, as scipy brings it, solve the same problem to the
// same gap within limit, reading and writing not counted.
func Native(ctx context.Context, i Instance, limit time.Duration) (Result, error) {
	file, err := os.CreateTemp("", "tok-bench-*.json")
	if err != nil {
		return Result{}, err
	}
	defer os.Remove(file.Name())
	model := planning.Model(i.Problem)
	err = errors.Join(json.NewEncoder(file).Encode(plain(&model)), file.Close())
	if err != nil {
		return Result{}, err
	}
	cmd := exec.CommandContext(ctx, python, "-c", script, file.Name(), strconv.FormatFloat(limit.Seconds(), 'g', -1, 64), strconv.FormatFloat(Gap, 'g', -1, 64))
	out, err := cmd.Output()
	if err != nil {
		return Result{}, err
	}
	var answer struct {
		Found, Bound *float64
		Seconds      float64
		Stopped      bool
	}
	if err := json.Unmarshal(bytes.TrimSpace(out), &answer); err != nil {
		return Result{}, err
	}
	return Result(answer), nil
}

// plain is a model as JSON can hold it: an absent bound is null.
func plain(m *highs.Model) map[string]any {
	finite := func(numbers []float64) []*float64 {
		out := make([]*float64, len(numbers))
		for i := range numbers {
			if !math.IsInf(numbers[i], 0) {
				out[i] = &numbers[i]
			}
		}
		return out
	}
	return map[string]any{
		"cost": m.Cost, "lower": finite(m.Lower), "upper": finite(m.Upper), "integer": m.Integer,
		"row_lower": finite(m.RowLower), "row_upper": finite(m.RowUpper),
		"start": m.Start, "index": m.Index, "value": m.Value, "offset": m.Offset, "maximise": m.Maximise,
	}
}

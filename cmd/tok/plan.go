package main

import (
	"context"
	"time"

	"tok/fault"
	"tok/planning"
)

// planCommand finds the best joint plan.
type planCommand struct {
	Problem string        `arg:"" help:"A tok-problem/1 file; - is standard input." placeholder:"PROBLEM"`
	Out     string        `short:"o" help:"Write the plan there instead of to standard output." placeholder:"FILE"`
	Gap     float64       `default:"0.001" help:"Stop when the plan is proved to be within this share of the best."`
	Time    time.Duration `default:"10s" help:"Stop after this time with the best plan found by then; 0 is no limit."`
	Seed    int64         `default:"1" help:"Seed of whatever is drawn at random."`
}

func (cmd *planCommand) run(ctx context.Context, env *env) (int, error) {
	if !(cmd.Gap >= 0) || cmd.Time < 0 {
		return 0, fault.Of(fault.Invalid, "planning.options")
	}
	file, err := env.open(cmd.Problem)
	if err != nil {
		return 0, err
	}
	defer file.Close()
	problem, warnings, err := planning.Read(file)
	if err != nil {
		return 0, err
	}
	began := time.Now()
	runtime, err := env.Highs(ctx)
	if err != nil {
		return 0, err
	}
	ctx, cancel := within(ctx, cmd.Time)
	defer cancel()
	ended := env.watch("plan", cmd.Time)
	plan, err := planning.New(runtime).Best(ctx, problem, planning.Options{Gap: cmd.Gap, Seed: cmd.Seed})
	ended()
	if err != nil {
		return 0, err
	}
	plan.Seconds = time.Since(began).Seconds()
	for _, w := range warnings {
		said := env.Lang.Say(&fault.Fault{Kind: fault.Invalid, Key: w.Key, Args: w.Args})
		plan.Warnings = append(plan.Warnings, said)
		env.warn(said)
	}
	if err := env.writeJSON(cmd.Out, plan); err != nil {
		return 0, err
	}
	if plan.Status == planning.Infeasible {
		return 3, nil
	}
	return 0, nil
}

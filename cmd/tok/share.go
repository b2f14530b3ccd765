package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"time"

	"tok/fault"
	"tok/planning"
	"tok/sharing"
)

// shareCommand divides what a group earns together.
type shareCommand struct {
	Game string        `arg:"" help:"A tok-game/1 or tok-problem/1 file; - is standard input." placeholder:"GAME"`
	Out  string        `short:"o" help:"Write the split there instead of to standard output." placeholder:"FILE"`
	Rule string        `default:"fair" help:"fair, nucleolus, shapley, least-core, core-nearest-shapley, equal-relative-saving, proportional or equal."`
	Time time.Duration `default:"10s" help:"Stop after this time with what is proved by then; 0 is no limit."`
	Seed int64         `default:"1" help:"Seed of whatever is drawn at random."`
}

// planPart is the share of the time that planning may take before the split.
const planPart = 0.5

func (cmd *shareCommand) run(ctx context.Context, env *env) (int, error) {
	if err := sharing.Rule(cmd.Rule).Known(); err != nil {
		return 0, err
	}
	file, err := env.open(cmd.Game)
	if err != nil {
		return 0, err
	}
	defer file.Close()
	format, in := peekFormat(file)
	began := time.Now()
	divide := cmd.game
	if format == planning.FormatProblem {
		divide = cmd.problem
	}
	split, err := divide(ctx, env, in)
	if err != nil {
		return 0, err
	}
	split.Seconds = time.Since(began).Seconds()
	if err := env.writeJSON(cmd.Out, split); err != nil {
		return 0, err
	}
	if len(split.BelowAlone) > 0 {
		return 3, nil
	}
	return 0, nil
}

func (cmd *shareCommand) options() sharing.Options {
	return sharing.Options{Rule: sharing.Rule(cmd.Rule), Seed: cmd.Seed}
}

func (cmd *shareCommand) game(ctx context.Context, env *env, in io.Reader) (sharing.Split, error) {
	game, warnings, err := sharing.ReadGame(in)
	if err != nil {
		return sharing.Split{}, err
	}
	ctx, cancel := within(ctx, cmd.Time)
	defer cancel()
	ended := env.watch("share", cmd.Time)
	split, err := sharing.New(nil).OfGame(ctx, game, cmd.options())
	ended()
	for _, w := range warnings {
		split.Warnings = append(split.Warnings, env.Lang.Say(w))
		env.warn(env.Lang.Say(w))
	}
	return split, err
}

func (cmd *shareCommand) problem(ctx context.Context, env *env, in io.Reader) (sharing.Split, error) {
	problem, warnings, err := planning.Read(in)
	if err != nil {
		return sharing.Split{}, err
	}
	if err := sharing.Playable(problem); err != nil {
		return sharing.Split{}, err
	}
	runtime, err := env.Highs(ctx)
	if err != nil {
		return sharing.Split{}, err
	}
	ctx, cancel := within(ctx, cmd.Time)
	defer cancel()
	ended := env.watch("share", cmd.Time)
	defer ended()
	first, stop := within(ctx, time.Duration(planPart*float64(cmd.Time)))
	defer stop()
	planner := planning.New(runtime)
	plan, err := planner.Best(first, problem, planning.Options{Seed: cmd.Seed, Bare: true})
	if err != nil {
		return sharing.Split{}, err
	}
	split, err := sharing.New(planner).OfPlan(ctx, problem, plan, cmd.options())
	ended()
	for _, w := range warnings {
		said := env.Lang.Say(&fault.Fault{Kind: fault.Invalid, Key: w.Key, Args: w.Args})
		split.Warnings = append(split.Warnings, said)
		env.warn(said)
	}
	return split, err
}

// mostPeeked bounds how far the format is looked for.
const mostPeeked = 32 << 20

// peekFormat says which format a JSON object claims to be, wherever in it that
// stands, and gives back the whole input. It reads no further than it must.
func peekFormat(in io.Reader) (string, io.Reader) {
	var read bytes.Buffer
	format := findFormat(json.NewDecoder(io.TeeReader(io.LimitReader(in, mostPeeked), &read)))
	return format, io.MultiReader(&read, in)
}

func findFormat(decoder *json.Decoder) string {
	depth, name := 0, ""
	for {
		token, err := decoder.Token()
		if err != nil {
			return ""
		}
		text, isText := token.(string)
		switch {
		case token == json.Delim('{') || token == json.Delim('['):
			depth, name = depth+1, ""
		case token == json.Delim('}') || token == json.Delim(']'):
			if depth, name = depth-1, ""; depth == 0 {
				return ""
			}
		case depth == 1 && name == "" && isText:
			name = text
		case depth == 1 && name == "format":
			return text
		default:
			name = ""
		}
	}
}

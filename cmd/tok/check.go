package main

import (
	"context"
	"os"
	"strconv"
	"strings"

	"tok/fault"
	"tok/markets"
	"tok/measure"
)

// checkCommand asks whether goods may go: the question is a file, or flags.
type checkCommand struct {
	Context string `arg:"" optional:"" help:"A tok-context/1 file; - is standard input." placeholder:"CONTEXT"`
	Rules   string `help:"Folder of rule files, instead of those that come with TOK." type:"path" placeholder:"DIR"`

	CN          string   `name:"cn" help:"Product code, such as 15092000." placeholder:"CODE"`
	Origin      []string `help:"Country the goods come from; may be repeated." placeholder:"CC" sep:","`
	Destination string   `help:"Country the goods go to." placeholder:"CC"`
	Date        string   `help:"Day on which they are offered there." placeholder:"YYYY-MM-DD"`
	Fact        []string `help:"What is known, such as product.category=extra_virgin; may be repeated." placeholder:"NAME=VALUE" sep:"none"`
	Operator    []string `help:"Country of an operator, if not the origins." placeholder:"CC" sep:","`
	Scheme      []string `help:"Programme or legal form that is asked about, such as INTERREG." placeholder:"NAME" sep:","`
}

func (cmd *checkCommand) run(_ context.Context, env *env) (int, error) {
	question, err := cmd.question(env)
	if err != nil {
		return 0, err
	}
	rules, err := cmd.rules()
	if err != nil {
		return 0, err
	}
	verdict := markets.Judge(rules, question)
	for _, w := range verdict.Warnings {
		env.warn(env.Lang.T("markets.warning_"+w.Code, "about", w.About))
	}
	if err := env.writeJSON("", verdict); err != nil {
		return 0, err
	}
	if !verdict.May() {
		return 3, nil
	}
	return 0, nil
}

func (cmd *checkCommand) rules() (*markets.Rules, error) {
	if cmd.Rules == "" {
		return markets.Shipped(), nil
	}
	if info, err := os.Stat(cmd.Rules); err != nil {
		return nil, unreadable(cmd.Rules, err)
	} else if !info.IsDir() {
		return nil, fault.Of(fault.Invalid, "markets.rules_no_folder", "path", cmd.Rules)
	}
	return markets.Load(os.DirFS(cmd.Rules))
}

// question is read from the file, or put together from the flags; not both.
func (cmd *checkCommand) question(env *env) (markets.Context, error) {
	byFlags := cmd.CN != "" || cmd.Destination != "" || cmd.Date != "" ||
		len(cmd.Origin)+len(cmd.Fact)+len(cmd.Operator)+len(cmd.Scheme) > 0
	switch {
	case cmd.Context != "" && byFlags:
		return markets.Context{}, fault.Of(fault.Invalid, "markets.file_and_flags")
	case cmd.Context == "" && !byFlags:
		return markets.Context{}, fault.Of(fault.Invalid, "markets.nothing_asked")
	case byFlags:
		return cmd.fromFlags()
	}
	in, err := env.open(cmd.Context)
	if err != nil {
		return markets.Context{}, err
	}
	defer in.Close()
	return markets.ReadContext(in)
}

func (cmd *checkCommand) fromFlags() (markets.Context, error) {
	day, err := measure.ParseDay(cmd.Date)
	if err != nil {
		return markets.Context{}, fault.Of(fault.Invalid, "markets.date_wrong", "date", cmd.Date).In("date").Because(err)
	}
	c := markets.Context{CN: cmd.CN, Origins: cmd.Origin, Destination: cmd.Destination, Date: day,
		Operators: cmd.Operator, Schemes: cmd.Scheme, Facts: map[string]any{}}
	for _, fact := range cmd.Fact {
		name, value, ok := strings.Cut(fact, "=")
		if name = strings.TrimSpace(name); !ok || name == "" {
			return c, fault.Of(fault.Invalid, "markets.fact_flag_wrong", "fact", fact)
		}
		c.Facts[name] = factValue(value)
	}
	return c, c.Check()
}

// factValue reads yes or no, a number, or else a word.
func factValue(s string) any {
	s = strings.TrimSpace(s)
	switch s {
	case "true":
		return true
	case "false":
		return false
	}
	if n, err := strconv.ParseFloat(s, 64); err == nil {
		return n
	}
	return s
}

// Command tok forms and runs export clusters: it is the web site, the command
// line and the worker in one program.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"
)

// cli holds the commands; each is in the file of its name.
type cli struct {
	Lang string `help:"Language of messages: sq, el, bg or en." placeholder:"TAG" env:"TOK_LANG"`

	Plan  planCommand  `cmd:"" help:"Find the best joint plan for a problem (tok-problem/1)."`
	Share shareCommand `cmd:"" help:"Divide what a group earns together (tok-game/1 or tok-problem/1)."`
	Check checkCommand `cmd:"" help:"Ask whether goods may go, and with which papers (tok-context/1)."`

	Serve  serveCommand  `cmd:"" help:"Open the site: pages, API and worker in one process."`
	Sample sampleCommand `cmd:"" help:"Write the files of the invented sample region."`

	Bench   benchCommand   `cmd:"" help:"Measure the planner beside native HiGHS, and the pages beside files of their size."`
	Version versionCommand `cmd:"" help:"Say which TOK this is."`
}

// A command is one of cli's fields that was chosen on the command line.
type command interface {
	run(ctx context.Context, env *env) (exit int, err error)
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second interrupt does not wait
	env := &env{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Getenv: os.Getenv}
	os.Exit(run(ctx, env, os.Args[1:]))
}

// run parses the arguments, runs the chosen command and gives the exit status:
// 0 done, 1 failed, 2 wrong usage or unreadable input, 3 the answer is no.
func run(ctx context.Context, env *env, args []string) int {
	var c cli
	exited := -1
	parser, err := kong.New(&c, kong.Name("tok"), kong.Description("Grown apart. Sold together."),
		kong.Writers(env.Stdout, env.Stderr), kong.Exit(func(code int) { exited = code }))
	if err != nil {
		fmt.Fprintln(env.Stderr, "tok:", err)
		return 1
	}
	chosen, err := parser.Parse(args)
	if exited >= 0 { // --help
		return exited
	}
	env.Lang = language(c.Lang, env.Getenv)
	if err != nil {
		env.sayUsage(err)
		return 2
	}
	cmd := chosen.Selected().Target.Addr().Interface().(command)
	exit, err := cmd.run(ctx, env)
	switch {
	case err == nil:
		return exit
	case errors.Is(err, context.Canceled) && ctx.Err() != nil: // whoever interrupted it knows
		return 1
	default:
		return env.say(err)
	}
}

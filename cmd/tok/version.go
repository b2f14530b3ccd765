package main

import (
	"context"
	"fmt"
	"runtime/debug"
)

type versionCommand struct{}

func (versionCommand) run(_ context.Context, env *env) (int, error) {
	version := "(devel)"
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		version = info.Main.Version
	}
	_, err := fmt.Fprintln(env.Stdout, "tok", version)
	return 0, err
}

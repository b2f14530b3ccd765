package main

import (
	"context"
	"os"
	"path/filepath"

	"tok/fault"
	"tok/sample"
)

// sampleCommand is `tok sample`: the files of the sample region.
type sampleCommand struct {
	Out  string `short:"o" help:"Folder to write to; it is made if it is not there." default:"tok-sample"`
	Seed int64  `help:"Seed of the region's ids." default:"1"`
}

func (c sampleCommand) run(_ context.Context, env *env) (int, error) {
	clock, err := env.clock()
	if err != nil {
		return 0, err
	}
	if err := os.MkdirAll(c.Out, 0o755); err != nil {
		return 0, fault.Of(fault.Invalid, "command.cannot_write", "path", c.Out).Because(err)
	}
	r := sample.Make(clock.Today(), c.Seed)
	for name, content := range map[string]any{
		"members.json": r.Members, "hubs.json": r.Hubs, "demands.json": r.Demands, "supplies.json": r.Supplies,
		"papers.json": r.Papers, "references.json": r.References, "freight.json": r.Freight,
	} {
		if err := env.writeJSON(filepath.Join(c.Out, name), content); err != nil {
			return 0, err
		}
	}
	return 0, nil
}

package highs

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/experimental"

	wasm "tok/third_party/highs"
)

// A Runtime holds the compiled solver; it is safe for concurrent use. Each solve
// runs in an instance of its own, so a fault in one cannot reach another.
type Runtime struct {
	wazero   wazero.Runtime
	compiled wazero.CompiledModule
	cache    wazero.CompilationCache
	names    names
}

// names are the shortened names of the solver's build.
type names struct {
	Exports map[string]string
	Imports map[string]string
	Start   string
	Memory  string
}

// Open compiles the solver, keeping the compiled form in cacheDir ("" = memory
// only). Compiling takes seconds, loading the compiled form tenths of one.
func Open(ctx context.Context, cacheDir string) (*Runtime, error) {
	cache := wazero.NewCompilationCache()
	if cacheDir != "" {
		var err error
		if cache, err = wazero.NewCompilationCacheWithDir(cacheDir); err != nil {
			return nil, fmt.Errorf("highs: the folder for the compiled solver: %w", err)
		}
	}
	r := &Runtime{
		wazero: wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfig().WithCompilationCache(cache)),
		cache:  cache,
	}
	if err := r.load(ctx); err != nil {
		_ = r.Close() // the first error is the one to tell
		return nil, fmt.Errorf("highs: %w", err)
	}
	return r, nil
}

func (r *Runtime) load(ctx context.Context) (err error) {
	if err = json.Unmarshal(wasm.Names, &r.names); err != nil {
		return err
	}
	if err = buildHost(ctx, r.wazero, r.names.Imports); err != nil {
		return err
	}
	beating, err := withHeartbeat(wasm.Wasm, r.names.Imports[heartbeat])
	if err != nil {
		return err
	}
	r.compiled, err = r.wazero.CompileModule(ctx, beating)
	return err
}

// Close frees the compiled solver. No solve or session may be under way.
func (r *Runtime) Close() error {
	ctx := context.Background()
	if err := r.wazero.Close(ctx); err != nil {
		return err
	}
	return r.cache.Close(ctx)
}

// instance starts a fresh copy of the solver.
func (r *Runtime) instance(ctx context.Context) (*guest, error) {
	ctx = experimental.WithMemoryAllocator(ctx, experimental.MemoryAllocatorFunc(reserve))
	module, err := r.wazero.InstantiateModule(ctx, r.compiled,
		wazero.NewModuleConfig().WithName("").WithStartFunctions(r.names.Start))
	if err != nil {
		return nil, fmt.Errorf("highs: start: %w", err)
	}
	g := &guest{module: module, names: r.names.Exports}
	if err := g.create(ctx); err != nil {
		g.close()
		return nil, err
	}
	return g, nil
}

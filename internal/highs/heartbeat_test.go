package highs

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	wasm "tok/third_party/highs"
)

// endless is a module with an import a.s, a global and a function f that never ends.
var endless = []byte{
	0, 'a', 's', 'm', 1, 0, 0, 0,
	1, 4, 1, 0x60, 0, 0, // type 0: takes and gives nothing
	2, 7, 1, 1, 'a', 1, 's', 0, 0, // import a.s
	3, 2, 1, 0, // one function
	6, 6, 1, 0x7f, 1, 0x41, 0, 0x0b, // a global
	7, 5, 1, 1, 'f', 0, 1, // export f
	10, 9, 1, 7, 0, 0x03, 0x40, 0x0c, 0, 0x0b, 0x0b, // loop, branch to it
}

func TestACodeThatNeverEndsIsCutOff(t *testing.T) {
	t.Parallel()
	beating, err := withHeartbeat(endless, "s")
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	r := wazero.NewRuntime(ctx)
	defer func() { _ = r.Close(ctx) }()
	builder := r.NewHostModuleBuilder(hostModule)
	builder.NewFunctionBuilder().WithGoModuleFunction(api.GoModuleFunc(pulseOf), nil, nil).Export("s")
	if _, err := builder.Instantiate(ctx); err != nil {
		t.Fatal(err)
	}
	module, err := r.Instantiate(ctx, beating)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(ctx, 10*time.Millisecond)
	defer cancel()
	if _, err := module.ExportedFunction("f").Call(watched(ctx)); !errors.Is(err, errCutOff) {
		t.Errorf("got %v", err)
	}
}

func TestEveryLoopOfTheSolverHasAHeartbeat(t *testing.T) {
	t.Parallel()
	beating, err := withHeartbeat(wasm.Wasm, "s")
	if err != nil {
		t.Fatal(err)
	}
	if more := len(beating) - len(wasm.Wasm); more < 100_000 {
		t.Errorf("only %d bytes were added", more)
	}
}

func TestDamagedWebAssemblyIsRefused(t *testing.T) {
	t.Parallel()
	for cut := range len(endless) {
		_, _ = withHeartbeat(endless[:cut], "s") // must not crash
	}
	if _, err := withHeartbeat(endless, "t"); !errors.Is(err, errWasm) {
		t.Errorf("an import that is not there: %v", err)
	}
	if _, err := withHeartbeat(endless[:len(endless)-1], "s"); !errors.Is(err, errWasm) {
		t.Errorf("the last byte is missing: %v", err)
	}
	if _, err := withHeartbeat(nil, "s"); !errors.Is(err, errWasm) {
		t.Errorf("nothing: %v", err)
	}
}

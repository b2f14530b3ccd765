package highs

import (
	"context"
	"encoding/binary"
	"errors"
	"time"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

// hostModule is the module name under which the solver looks for its host.
const hostModule = "a"

// What the solver's clock shows, in seconds. It stands still while the solve's
// context lives, so that no answer depends on the speed of the machine, and jumps
// past the solver's time limit when the context ends: that is how a solve is
// asked to stop and to keep what it has. (Not 0: for the solver a clock started at
// 0 is not running.)
const (
	beforeTheEnd = 1e6
	timeLimit    = 1e6
	afterTheEnd  = 3e6
)

func clock(ctx context.Context) float64 {
	if w, ok := ctx.Value(watchKey{}).(*watch); ok && w.begun() && ctx.Err() != nil {
		return afterTheEnd
	}
	return beforeTheEnd
}

// Errors of the C library the solver was built with.
const (
	badFile = 8 // EBADF of WASI
	noFile  = ^uint32(43)
)

var (
	errThrow = errors.New("highs: the solver gave up (most often: out of memory)")
	errAbort = errors.New("highs: the solver aborted")
)

const (
	i32 = api.ValueTypeI32
	i64 = api.ValueTypeI64
	f64 = api.ValueTypeF64
)

// A hostFunction is one function the solver calls outside of itself.
type hostFunction struct {
	params, results []api.ValueType
	call            api.GoModuleFunc
}

func answer(value uint32) api.GoModuleFunc {
	return func(_ context.Context, _ api.Module, stack []uint64) { stack[0] = uint64(value) }
}

func raise(err error) api.GoModuleFunc {
	return func(context.Context, api.Module, []uint64) { panic(err) }
}

// heartbeat is a host function the solver itself has no use for; withHeartbeat
// calls it.
const heartbeat = "emscripten_runtime_keepalive_clear"

// grace and graceBeats are how long a solver may go on after its context ended, before
// it is cut off and what it had is lost. The beats are for machines so busy that
// the solver hardly got a turn in that time.
const (
	grace      = 700 * time.Millisecond
	graceBeats = 256
)

var errCutOff = errors.New("highs: cut off")

// A watch follows one run of the solver: how often its heart beat, and when that
// first saw that the context had ended.
type watch struct {
	beats int
	ended time.Time
	after int // beats since ended
}

// begun says that the run has looked at its clock once: it could not see a jump
// before that. Any run does so well within the turns of the second beat.
func (w *watch) begun() bool { return w.beats >= 2 }

type watchKey struct{}

func watched(ctx context.Context) context.Context {
	return context.WithValue(ctx, watchKey{}, new(watch))
}

// pulseOf gives the rest of the program its turn, and cuts off a solver that did
// not end with its context.
func pulseOf(ctx context.Context, _ api.Module, _ []uint64) {
	w, ok := ctx.Value(watchKey{}).(*watch)
	if !ok {
		return
	}
	w.beats++
	switch {
	case ctx.Err() == nil:
	case w.ended.IsZero():
		w.ended = time.Now()
	case w.after < graceBeats:
		w.after++
	case time.Since(w.ended) > grace:
		panic(errCutOff)
	}
}

func types(t ...api.ValueType) []api.ValueType { return t }

// hostFunctions is the world as the solver sees it: no files, no environment, an
// output nobody reads, and the clock.
func hostFunctions() map[string]hostFunction {
	return map[string]hostFunction{
		"cxa_throw":      {types(i32, i32, i32), nil, raise(errThrow)},
		"abort_js":       {nil, nil, raise(errAbort)},
		"exit":           {types(i32), nil, raise(errAbort)},
		"proc_exit":      {types(i32), nil, raise(errAbort)},
		"setitimer_js":   {types(i32, f64), types(i32), answer(0)},
		"tzset_js":       {types(i32, i32, i32, i32), nil, tzset},
		"clock_time_get": {types(i32, i64, i32), types(i32), clockTimeGet},
		"emscripten_date_now": {nil, types(f64), func(ctx context.Context, _ api.Module, stack []uint64) {
			stack[0] = api.EncodeF64(clock(ctx) * 1e3)
		}},
		"emscripten_get_now": {nil, types(f64), func(ctx context.Context, _ api.Module, stack []uint64) {
			stack[0] = api.EncodeF64(clock(ctx) * 1e3)
		}},
		heartbeat:                {nil, nil, pulseOf},
		"emscripten_resize_heap": {types(i32), types(i32), resizeHeap},
		"environ_get":            {types(i32, i32), types(i32), answer(0)},
		"environ_sizes_get":      {types(i32, i32), types(i32), environSizesGet},
		"fd_close":               {types(i32), types(i32), answer(badFile)},
		"fd_read":                {types(i32, i32, i32, i32), types(i32), answer(badFile)},
		"fd_seek":                {types(i32, i64, i32, i32), types(i32), answer(badFile)},
		"fd_write":               {types(i32, i32, i32, i32), types(i32), fdWrite},
		"syscall_fcntl64":        {types(i32, i32, i32), types(i32), answer(0)},
		"syscall_ioctl":          {types(i32, i32, i32), types(i32), answer(0)},
		"syscall_openat":         {types(i32, i32, i32, i32), types(i32), answer(noFile)},
	}
}

// buildHost makes the host module with the shortened names the solver asks for.
func buildHost(ctx context.Context, runtime wazero.Runtime, short map[string]string) error {
	builder := runtime.NewHostModuleBuilder(hostModule)
	for name, f := range hostFunctions() {
		builder.NewFunctionBuilder().
			WithGoModuleFunction(f.call, f.params, f.results).
			WithName(name).
			Export(short[name])
	}
	_, err := builder.Instantiate(ctx)
	return err
}

func clockTimeGet(ctx context.Context, m api.Module, stack []uint64) {
	m.Memory().WriteUint64Le(uint32(stack[2]), uint64(clock(ctx)*1e9))
	stack[0] = 0
}

func environSizesGet(_ context.Context, m api.Module, stack []uint64) {
	m.Memory().WriteUint32Le(uint32(stack[0]), 0)
	m.Memory().WriteUint32Le(uint32(stack[1]), 0)
	stack[0] = 0
}

// tzset sets UTC: no offset, no summer time, empty names.
func tzset(_ context.Context, m api.Module, stack []uint64) {
	m.Memory().WriteUint32Le(uint32(stack[0]), 0)
	m.Memory().WriteUint32Le(uint32(stack[1]), 0)
	m.Memory().WriteByte(uint32(stack[2]), 0)
	m.Memory().WriteByte(uint32(stack[3]), 0)
}

// resizeHeap grows the memory by at least a tenth, so that growing is rare.
func resizeHeap(_ context.Context, m api.Module, stack []uint64) {
	const page = 1 << 16
	memory, wanted := m.Memory(), uint64(uint32(stack[0]))
	size := uint64(memory.Size())
	wanted = min(max(wanted, size+size/10), maxMemory)
	stack[0] = 0
	if wanted <= size {
		return
	}
	if _, grown := memory.Grow(uint32((wanted - size + page - 1) / page)); grown {
		stack[0] = 1
	}
}

// fdWrite says that everything was written, and drops it.
func fdWrite(_ context.Context, m api.Module, stack []uint64) {
	vector, count := uint32(stack[1]), uint32(stack[2])
	var written uint32
	for i := range count {
		if entry, ok := m.Memory().Read(vector+8*i, 8); ok {
			written += binary.LittleEndian.Uint32(entry[4:])
		}
	}
	m.Memory().WriteUint32Le(uint32(stack[3]), written)
	stack[0] = 0
}

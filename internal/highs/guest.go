package highs

import (
	"context"
	"encoding/binary"
	"fmt"
	"math"

	"github.com/tetratelabs/wazero/api"
)

// A guest is one running copy of the solver with one model in it. Its memory is
// its own; after any error it is closed and never used again.
type guest struct {
	module api.Module
	names  map[string]string
	highs  uint64 // the solver object inside the guest
}

// Answers of the C interface.
const (
	statusError = -1
	isTrue      = 1
)

// call calls a function of the C interface and gives its plain result.
func (g *guest) call(ctx context.Context, name string, args ...uint64) (uint64, error) {
	f := g.module.ExportedFunction(g.names[name])
	if f == nil {
		return 0, fmt.Errorf("highs: the solver has no %s", name)
	}
	results, err := f.Call(ctx, args...)
	if err != nil {
		return 0, fmt.Errorf("highs: %s: %w", name, err)
	}
	if len(results) == 0 {
		return 0, nil
	}
	return results[0], nil
}

// do calls a function on the solver object that answers with a status.
func (g *guest) do(ctx context.Context, name string, args ...uint64) error {
	status, err := g.call(ctx, name, append([]uint64{g.highs}, args...)...)
	if err != nil {
		return err
	}
	if int32(status) == statusError {
		return fmt.Errorf("highs: %s: the solver refuses", name)
	}
	return nil
}

func (g *guest) create(ctx context.Context) (err error) {
	if g.highs, err = g.call(ctx, "Highs_create"); err != nil {
		return err
	}
	if err = g.setBool(ctx, "output_flag", false); err != nil {
		return err
	}
	if err = g.setInt(ctx, "threads", 1); err != nil {
		return err
	}
	return g.setDouble(ctx, "time_limit", timeLimit)
}

func (g *guest) close() { _ = g.module.Close(context.Background()) } // nothing is written: nothing can be lost

// A scratch is memory of the guest that one call needs; free gives it back.
type scratch struct {
	guest *guest
	ctx   context.Context
	held  []uint64
	err   error
}

func (g *guest) scratch(ctx context.Context) *scratch { return &scratch{guest: g, ctx: ctx} }

// free does nothing after an error: the guest is then dropped as a whole.
func (s *scratch) free() {
	for _, address := range s.held {
		if s.err == nil {
			_, s.err = s.guest.call(s.ctx, "free", address)
		}
	}
}

// room gives the address of size bytes of guest memory.
func (s *scratch) room(size int) uint64 {
	if s.err != nil {
		return 0
	}
	address, err := s.guest.call(s.ctx, "malloc", uint64(max(size, 8)))
	if err == nil && uint32(address) == 0 {
		err = errThrow
	}
	if err != nil {
		s.err = err
		return 0
	}
	s.held = append(s.held, address)
	return address
}

// bytes gives room of size bytes and the view on it, valid until the next call.
func (s *scratch) bytes(size int) (uint64, []byte) {
	address := s.room(size)
	if s.err != nil {
		return 0, nil
	}
	view, ok := s.guest.module.Memory().Read(uint32(address), uint32(size))
	if !ok {
		s.err = errThrow
	}
	return address, view
}

func (s *scratch) doubles(values []float64) uint64 {
	address, view := s.bytes(8 * len(values))
	if s.err == nil {
		for i, v := range values {
			binary.LittleEndian.PutUint64(view[8*i:], math.Float64bits(v))
		}
	}
	return address
}

func (s *scratch) ints(values []int32) uint64 {
	address, view := s.bytes(4 * len(values))
	if s.err == nil {
		for i, v := range values {
			binary.LittleEndian.PutUint32(view[4*i:], uint32(v))
		}
	}
	return address
}

func (s *scratch) text(value string) uint64 {
	address, view := s.bytes(len(value) + 1)
	if s.err == nil {
		copy(view, value)
		view[len(value)] = 0
	}
	return address
}

// read gives count numbers that the guest wrote at address.
func (s *scratch) read(address uint64, count int) []float64 {
	if s.err != nil {
		return nil
	}
	view, ok := s.guest.module.Memory().Read(uint32(address), uint32(8*count))
	if !ok {
		s.err = errThrow
		return nil
	}
	values := make([]float64, count)
	for i := range values {
		values[i] = math.Float64frombits(binary.LittleEndian.Uint64(view[8*i:]))
	}
	return values
}

// run calls a function that answers with a status, unless something failed before.
func (s *scratch) run(name string, args ...uint64) {
	if s.err == nil {
		s.err = s.guest.do(s.ctx, name, args...)
	}
}

func (g *guest) option(ctx context.Context, setter, name string, value uint64) error {
	s := g.scratch(ctx)
	s.run(setter, s.text(name), value)
	s.free()
	if s.err != nil {
		return fmt.Errorf("%w (option %s)", s.err, name)
	}
	return nil
}

func (g *guest) setBool(ctx context.Context, name string, value bool) error {
	var number int32
	if value {
		number = isTrue
	}
	return g.option(ctx, "Highs_setBoolOptionValue", name, api.EncodeI32(number))
}

func (g *guest) setInt(ctx context.Context, name string, value int) error {
	return g.option(ctx, "Highs_setIntOptionValue", name, api.EncodeI32(int32(min(value, math.MaxInt32))))
}

func (g *guest) setDouble(ctx context.Context, name string, value float64) error {
	return g.option(ctx, "Highs_setDoubleOptionValue", name, api.EncodeF64(value))
}

// infoDouble and infoInt read one figure of the last solve.
func (g *guest) infoDouble(ctx context.Context, name string) (float64, error) {
	s := g.scratch(ctx)
	defer s.free()
	out := s.room(8)
	s.run("Highs_getDoubleInfoValue", s.text(name), out)
	values := s.read(out, 1)
	if s.err != nil {
		return 0, s.err
	}
	return values[0], nil
}

func (g *guest) infoInt(ctx context.Context, name string) (int32, error) {
	s := g.scratch(ctx)
	defer s.free()
	out := s.room(8)
	s.run("Highs_getIntInfoValue", s.text(name), out)
	if s.err != nil {
		return 0, s.err
	}
	value, _ := s.guest.module.Memory().ReadUint32Le(uint32(out))
	return int32(value), nil
}

// nodes reads how many nodes branch and bound has looked at.
func (g *guest) nodes(ctx context.Context) (int, error) {
	s := g.scratch(ctx)
	defer s.free()
	out := s.room(8)
	s.run("Highs_getInt64InfoValue", s.text("mip_node_count"), out)
	if s.err != nil {
		return 0, s.err
	}
	value, _ := g.module.Memory().ReadUint64Le(uint32(out))
	return int(int64(value)), nil
}

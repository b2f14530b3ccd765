package highs

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
)

// Compiled WebAssembly cannot be interrupted: while it runs between two calls of
// its host, Go's garbage collector and with it the whole program waits, and no
// context can stop it. withHeartbeat therefore counts the turns of every loop of
// the module and calls the host after each beat turns.

// beat is how many turns of loops pass between two calls of the host.
const beat = 1 << 14

// Sections of a WebAssembly module.
const (
	sectionImport = 2
	sectionGlobal = 6
	sectionCode   = 10
)

var errWasm = errors.New("highs: the solver's WebAssembly is not understood")

// withHeartbeat gives module with a call of the imported function field, which
// takes and gives nothing, in every loop.
func withHeartbeat(module []byte, field string) ([]byte, error) {
	const header = 8
	if len(module) < header {
		return nil, errWasm
	}
	out := append([]byte(nil), module[:header]...)
	in := &reader{bytes: module, at: header}
	var host, counter uint32
	for in.at < len(module) && in.err == nil {
		id := in.byte()
		body := in.take(int(in.u32()))
		switch id {
		case sectionImport:
			host, in.err = importedFunction(body, field)
		case sectionGlobal:
			body, counter = withCounter(body)
		case sectionCode:
			body, in.err = withBeats(body, counter, host)
		}
		out = append(out, id)
		out = binary.AppendUvarint(out, uint64(len(body)))
		out = append(out, body...)
	}
	return out, in.err
}

// importedFunction finds the index of the imported function named field.
func importedFunction(section []byte, field string) (uint32, error) {
	in := &reader{bytes: section}
	for index := range in.u32() {
		in.take(int(in.u32())) // the module
		name := in.take(int(in.u32()))
		if kind := in.byte(); kind != 0 {
			return 0, fmt.Errorf("%w: import of kind %d", errWasm, kind)
		}
		in.u32() // the type
		if in.err == nil && string(name) == field {
			return index, nil
		}
	}
	return 0, fmt.Errorf("%w: no import %s", errWasm, field)
}

// withCounter adds a global number that starts at beat, and gives its index.
func withCounter(section []byte) ([]byte, uint32) {
	in := &reader{bytes: section}
	count := in.u32()
	out := binary.AppendUvarint(nil, uint64(count)+1)
	out = append(out, section[in.at:]...)
	out = append(out, 0x7f, 0x01) // a changeable i32
	out = append(out, setCounter()...)
	return append(out, opEnd), count
}

// setCounter puts beat on the stack.
func setCounter() []byte { return appendSigned([]byte{opConst32}, beat) }

// withBeats puts the heartbeat at the head of every loop of every function.
func withBeats(section []byte, counter, host uint32) ([]byte, error) {
	pulse := pulse(counter, host)
	in := &reader{bytes: section}
	count := in.u32()
	out := bytes.NewBuffer(binary.AppendUvarint(nil, uint64(count)))
	for range count {
		body, err := withBeat(in.take(int(in.u32())), pulse)
		if err = errors.Join(err, in.err); err != nil {
			return nil, err
		}
		out.Write(binary.AppendUvarint(nil, uint64(len(body))))
		out.Write(body)
	}
	return out.Bytes(), nil
}

// pulse is the code: count down, and at zero start again and call the host.
func pulse(counter, host uint32) []byte {
	get := binary.AppendUvarint([]byte{opGlobalGet}, uint64(counter))
	set := binary.AppendUvarint([]byte{opGlobalSet}, uint64(counter))
	call := binary.AppendUvarint([]byte{opCall}, uint64(host))
	return bytes.Join([][]byte{
		get, {opConst32, 1, opSub32}, set,
		get, {opZero32, opIf, noResult}, setCounter(), set, call, {opEnd},
	}, nil)
}

func withBeat(body, pulse []byte) ([]byte, error) {
	in := &reader{bytes: body}
	for range in.u32() { // groups of locals: how many, of which type
		in.u32()
		in.byte()
	}
	var out []byte
	from := 0
	for in.at < len(body) && in.err == nil {
		if in.instruction() == opLoop {
			out = append(out, body[from:in.at]...)
			out = append(out, pulse...)
			from = in.at
		}
	}
	return append(out, body[from:]...), in.err
}

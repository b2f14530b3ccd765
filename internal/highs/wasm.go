package highs

import (
	"encoding/binary"
	"fmt"
)

// Instructions of WebAssembly that are named here.
const (
	opBlock        = 0x02
	opLoop         = 0x03
	opIf           = 0x04
	opEnd          = 0x0b
	opBranch       = 0x0c
	opBranchIf     = 0x0d
	opBranchTable  = 0x0e
	opCall         = 0x10
	opCallIndirect = 0x11
	opSelectTyped  = 0x1c
	opLocalGet     = 0x20
	opGlobalGet    = 0x23
	opGlobalSet    = 0x24
	opTableSet     = 0x26
	opFirstMemory  = 0x28
	opLastMemory   = 0x3e
	opMemorySize   = 0x3f
	opMemoryGrow   = 0x40
	opConst32      = 0x41
	opConst64      = 0x42
	opFloat32      = 0x43
	opFloat64      = 0x44
	opZero32       = 0x45
	opSub32        = 0x6b
	opLastPlain    = 0xc4
	opRefNull      = 0xd0
	opRefIsNull    = 0xd1
	opRefFunc      = 0xd2
	opExtended     = 0xfc
	noResult       = 0x40
)

// A reader walks over the binary form of WebAssembly; after an error it stands
// still and gives zeroes.
type reader struct {
	bytes []byte
	at    int
	err   error
}

func (r *reader) take(n int) []byte {
	if r.err != nil || n < 0 || n > len(r.bytes)-r.at {
		r.err = errWasm
		return nil
	}
	r.at += n
	return r.bytes[r.at-n : r.at]
}

func (r *reader) byte() byte {
	if b := r.take(1); b != nil {
		return b[0]
	}
	return 0
}

// u32 reads an unsigned number in LEB128.
func (r *reader) u32() uint32 {
	value, n := binary.Uvarint(r.bytes[r.at:])
	if n <= 0 || value > 1<<32-1 {
		r.err = errWasm
		return 0
	}
	r.at += n
	return uint32(value)
}

// skip passes over n numbers in LEB128, signed or not.
func (r *reader) skip(n int) {
	for range n {
		for r.byte() >= 0x80 {
		}
	}
}

// instruction passes over one instruction and what belongs to it, and gives its
// first byte.
func (r *reader) instruction() byte {
	op := r.byte()
	switch {
	case op == opBlock, op == opLoop, op == opIf, op == opBranch, op == opBranchIf, op == opCall,
		op >= opLocalGet && op <= opTableSet, op == opMemorySize, op == opMemoryGrow,
		op == opConst32, op == opConst64, op == opRefNull, op == opRefFunc:
		r.skip(1)
	case op == opCallIndirect, op >= opFirstMemory && op <= opLastMemory:
		r.skip(2)
	case op == opBranchTable:
		r.skip(int(r.u32()) + 1)
	case op == opSelectTyped:
		r.take(int(r.u32()))
	case op == opFloat32:
		r.take(4)
	case op == opFloat64:
		r.take(8)
	case op == opExtended:
		r.extended()
	case op <= opLastPlain, op == opRefIsNull:
	default:
		r.err = fmt.Errorf("%w: instruction %#x", errWasm, op)
	}
	return op
}

// extended passes over what follows opExtended: conversions, bulk memory, tables.
func (r *reader) extended() {
	switch op := r.u32(); op {
	case 0, 1, 2, 3, 4, 5, 6, 7:
	case 9, 11, 13, 15, 16, 17:
		r.skip(1)
	case 8, 10, 12, 14:
		r.skip(2)
	default:
		r.err = fmt.Errorf("%w: instruction 0xfc %d", errWasm, op)
	}
}

// appendSigned appends a signed number in LEB128.
func appendSigned(out []byte, value int64) []byte {
	for {
		b := byte(value & 0x7f)
		value >>= 7
		if (value == 0 && b&0x40 == 0) || (value == -1 && b&0x40 != 0) {
			return append(out, b)
		}
		out = append(out, b|0x80)
	}
}

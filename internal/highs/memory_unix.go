//go:build unix

package highs

import (
	"syscall"

	"github.com/tetratelabs/wazero/experimental"
)

// A reserved memory takes address space for the largest size at once and pages
// only as they are touched: growing neither copies nor holds the old copy.
type reserved struct{ whole []byte }

func reserve(_, most uint64) experimental.LinearMemory {
	whole, err := syscall.Mmap(-1, 0, int(most), syscall.PROT_READ|syscall.PROT_WRITE,
		syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		return &copied{}
	}
	return &reserved{whole}
}

func (r *reserved) Reallocate(size uint64) []byte {
	if size > uint64(len(r.whole)) {
		return nil
	}
	return r.whole[:size:size]
}

func (r *reserved) Free() {
	if r.whole != nil {
		_ = syscall.Munmap(r.whole) // it was mapped just so: it cannot fail
		r.whole = nil
	}
}

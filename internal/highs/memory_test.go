package highs

import "testing"

func TestMemoryKeepsWhatItHoldsWhenItGrows(t *testing.T) {
	t.Parallel()
	for name, memory := range map[string]interface {
		Reallocate(uint64) []byte
		Free()
	}{"reserved": reserve(0, maxMemory), "copied": &copied{}} {
		view := memory.Reallocate(1 << 16)
		view[100] = 42
		view = memory.Reallocate(1 << 24)
		if len(view) != 1<<24 || view[100] != 42 || view[1<<23] != 0 {
			t.Errorf("%s: lost what it held", name)
		}
		memory.Free()
		memory.Free()
	}
}

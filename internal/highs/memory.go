package highs

// maxMemory is what the solver can address: 2 GiB.
const maxMemory = 1 << 31

// A copied memory is an ordinary slice that moves when it grows, where memory
// cannot be reserved.
type copied struct{ bytes []byte }

func (c *copied) Reallocate(size uint64) []byte {
	if size > uint64(cap(c.bytes)) {
		larger := make([]byte, size)
		copy(larger, c.bytes)
		c.bytes = larger
	}
	c.bytes = c.bytes[:size]
	return c.bytes
}

func (c *copied) Free() { c.bytes = nil }

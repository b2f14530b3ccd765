// Package highs carries the HiGHS solver as WebAssembly, with the names of its
// C interface. It holds no code of its own; package tok/internal/highs runs it.
package highs

import _ "embed"

// Wasm is the compiled solver.
//
//go:embed highs.wasm
var Wasm []byte

// Names maps the names of the C interface ("exports") and of the host functions
// ("imports") to the shortened names in [Wasm]; JSON, cut from the package's own
// loader.
//
//go:embed names.json
var Names []byte

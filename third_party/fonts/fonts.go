// Package fonts holds the two families of the pages as WOFF2, one file per
// alphabet. PROVENANCE.json says where they come from, fetch.sh brings them.
package fonts

import "embed"

// Files are text-latin.woff2, display-latin.woff2 and the same for greek and
// cyrillic.
//
//go:embed *.woff2
var Files embed.FS

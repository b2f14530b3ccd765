// Package fonts holds the two families: for pages as WOFF2, one file per
// alphabet; for paper as TTF, one file per weight. PROVENANCE.json says where they
// come from, fetch.sh brings them.
package fonts

import "embed"

// Files are text-latin.woff2, display-latin.woff2 and the same for greek and
// cyrillic.
//
//go:embed *.woff2
var Files embed.FS

// What paper is written in, each with all alphabets and figures of one width:
// running text, what stands out in it, and headings.
var (
	//go:embed text-400.ttf
	Text []byte
	//go:embed text-700.ttf
	Bold []byte
	//go:embed display-800.ttf
	Display []byte
)

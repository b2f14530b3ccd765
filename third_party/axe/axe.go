// Package axe holds the accessibility checks that the browser tests run in a
// page. PROVENANCE.json says where they come from, fetch.sh brings them.
package axe

import _ "embed"

// Script defines the global axe when it is run in a page.
//
//go:embed axe.min.js
var Script string

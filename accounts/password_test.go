package accounts

import (
	"strings"
	"testing"
)

func TestAPasswordIsKeptWithItsCostAndItsOwnSalt(t *testing.T) {
	t.Parallel()
	one, two := hash("sedef vjeshtë 1912"), hash("sedef vjeshtë 1912")
	if !strings.HasPrefix(one, "$argon2id$v=19$m=19456,t=2,p=1$") || one == two {
		t.Errorf("kept as %s and %s", one, two)
	}
	if !matches("sedef vjeshtë 1912", one) || matches("sedef vjeshtë 1913", one) {
		t.Error("the password does not match itself only")
	}
}

// What stands in the table may be damaged; it must then match nothing.
func FuzzMatches(f *testing.F) {
	f.Add("password", "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$AAAAAAAAAAAAAAAAAAAAAA")
	f.Add("", "$argon2id$v=19$m=0,t=0,p=0$$")
	f.Add("x", "$argon2id$v=19$m=4294967295,t=1,p=1$$")
	f.Add("x", "plain")
	f.Add("x", "$argon2id$v=19$m=8,t=11,p=1$$AAAA")
	f.Fuzz(func(t *testing.T, password, kept string) {
		if matches(password, kept) {
			t.Errorf("%q matches %q", password, kept)
		}
	})
}

package accounts

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
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

func TestADamagedHashMatchesNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		cost := rapid.SampledFrom([]string{"m=8,t=1,p=1", "m=0,t=0,p=0", "m=4294967295,t=1,p=1", "m=8,t=4294967295,p=1", "m=8,t=1,p=0", "m=8", ""}).Draw(t, "cost")
		text := rapid.StringMatching(`[A-Za-z0-9+/$=,]{0,40}`)
		kept := strings.Join([]string{"", "argon2id", "v=19", cost, text.Draw(t, "salt"), text.Draw(t, "key")}, "$")
		if matches(rapid.String().Draw(t, "password"), kept) {
			t.Errorf("something matches %q", kept)
		}
	})
}

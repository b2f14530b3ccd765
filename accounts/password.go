package accounts

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"

	"tok/fault"
)

// ShortestPassword is how many characters a password has at least.
const ShortestPassword = 10

// longestPassword is in bytes; longer ones only cost time.
const longestPassword = 1000

// The cost of a password: OWASP's second choice for argon2id.
const (
	memoryKiB = 19 * 1024
	passes    = 2
	threads   = 1
	saltBytes = 16
	hashBytes = 32
)

// hashing lets two passwords be hashed at a time, so that a flood of attempts
// cannot take the memory.
var hashing = make(chan struct{}, 2)

func checkPassword(password string) error {
	if utf8.RuneCountInString(password) < ShortestPassword {
		return fault.Of(fault.Invalid, "accounts.password_short", "least", ShortestPassword).In("password")
	}
	if len(password) > longestPassword {
		return fault.Of(fault.Invalid, "accounts.password_long").In("password")
	}
	return nil
}

// hash gives the password as it is kept, a PHC string.
func hash(password string) string {
	salt := make([]byte, saltBytes)
	rand.Read(salt)
	key := stretch(password, salt, passes, memoryKiB, threads, hashBytes)
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s",
		argon2.Version, memoryKiB, passes, threads, b64.EncodeToString(salt), b64.EncodeToString(key))
}

// matches says whether a password is the one that was kept, at the cost it was
// kept with.
func matches(password, kept string) bool {
	parts := strings.Split(kept, "$")
	if len(parts) != 6 || parts[1] != "argon2id" || len(password) > longestPassword {
		return false
	}
	var version int
	var m, t uint32
	var p uint8
	if _, err := fmt.Sscanf(parts[2], "v=%d", &version); err != nil || version != argon2.Version {
		return false
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &m, &t, &p); err != nil || m > 1<<17 || t < 1 || t > 10 || p < 1 {
		return false
	}
	b64 := base64.RawStdEncoding
	salt, err1 := b64.DecodeString(parts[4])
	key, err2 := b64.DecodeString(parts[5])
	if err1 != nil || err2 != nil || len(key) == 0 {
		return false
	}
	return subtle.ConstantTimeCompare(key, stretch(password, salt, t, m, p, uint32(len(key)))) == 1
}

// stretch hashes a password. The same letters typed on different keyboards
// (composed or not) are the same password.
func stretch(password string, salt []byte, t, m uint32, p uint8, n uint32) []byte {
	hashing <- struct{}{}
	defer func() { <-hashing }()
	return argon2.IDKey(norm.NFKC.Bytes([]byte(password)), salt, t, m, p, n)
}

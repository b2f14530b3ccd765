package lang

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold turns a text into its search key: small Latin letters and digits in
// words divided by single spaces. Accents fall off, Greek and Cyrillic become
// their Latin skeleton, letters that only look like their neighbours are taken
// for what they were meant to be, and spellings that are heard alike meet
// (y = i, ch = h, double = single). "Λάρισα", "ЛАРИСА" and "Larissa" are one.
func Fold(s string) string {
	var words []string
	for _, word := range strings.FieldsFunc(norm.NFC.String(s), notInWord) {
		if folded := skeleton(unmix(word)); folded != "" {
			words = append(words, folded)
		}
	}
	return strings.Join(words, " ")
}

// Tokens gives the words of the search key.
func Tokens(s string) []string { return strings.Fields(Fold(s)) }

func notInWord(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r)
}

// Capital and small letters that look alike, in the order Latin, Greek,
// Cyrillic; a space where an alphabet has no such letter.
var lookAlikes = [3][]rune{
	[]rune("ABCEHIKMNOPTXYZaceopxyv"),
	[]rune("ΑΒ ΕΗΙΚΜΝΟΡΤΧΥΖα  ορχ ν"),
	[]rune("АВСЕН КМ ОРТХУ асеорху "),
}

// unmix gives a word that mixes alphabets the letters of the alphabet that most
// of it is in: the data hold "Aττική" with a Latin A and "Маnov" half and half.
func unmix(word string) string {
	var count [3]int
	for _, r := range word {
		if at := alphabet(r); at >= 0 {
			count[at]++
		}
	}
	most, used := 0, 0
	for at, n := range count {
		if n > count[most] {
			most = at
		}
		if n > 0 {
			used++
		}
	}
	if used < 2 {
		return word
	}
	return strings.Map(func(r rune) rune {
		at := alphabet(r)
		if at < 0 || at == most {
			return r
		}
		for i, alike := range lookAlikes[at] {
			if alike == r && lookAlikes[most][i] != ' ' {
				return lookAlikes[most][i]
			}
		}
		return r
	}, word)
}

func alphabet(r rune) int {
	switch {
	case unicode.Is(unicode.Latin, r):
		return 0
	case unicode.Is(unicode.Greek, r):
		return 1
	case unicode.Is(unicode.Cyrillic, r):
		return 2
	default:
		return -1
	}
}

// Greek after ELOT 743, Bulgarian after the Transliteration Act of 2009.
var (
	digraphs = strings.NewReplacer("ου", "ou", "γγ", "ng", "γκ", "gk", "γξ", "nx", "γχ", "nch",
		"ευθ", "efth", "ευκ", "efk", "ευπ", "efp", "ευσ", "efs", "ευτ", "eft", "ευφ", "eff", "ευχ", "efch", "ευ", "ev",
		"αυθ", "afth", "αυκ", "afk", "αυπ", "afp", "αυσ", "afs", "αυτ", "aft", "αυφ", "aff", "αυχ", "afch", "αυ", "av")
	letters = strings.NewReplacer(
		"α", "a", "β", "v", "γ", "g", "δ", "d", "ε", "e", "ζ", "z", "η", "i", "θ", "th", "ι", "i", "κ", "k", "λ", "l", "μ", "m",
		"ν", "n", "ξ", "x", "ο", "o", "π", "p", "ρ", "r", "σ", "s", "ς", "s", "τ", "t", "υ", "y", "φ", "f", "χ", "ch", "ψ", "ps", "ω", "o",
		"а", "a", "б", "b", "в", "v", "г", "g", "д", "d", "е", "e", "ж", "zh", "з", "z", "и", "i", "й", "y", "к", "k", "л", "l", "м", "m",
		"н", "n", "о", "o", "п", "p", "р", "r", "с", "s", "т", "t", "у", "u", "ф", "f", "х", "h", "ц", "ts", "ч", "ch", "ш", "sh",
		"щ", "sht", "ъ", "a", "ь", "y", "ю", "yu", "я", "ya", "ѝ", "i",
		"ß", "ss", "ø", "o", "æ", "ae", "ł", "l", "đ", "d", "ı", "i")
	alike = strings.NewReplacer("ch", "h", "kh", "h", "ph", "f", "x", "ks", "y", "i", "w", "v")
)

func skeleton(word string) string {
	bare := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(strings.ReplaceAll(strings.ToLower(word), "й", "y")))
	key := letters.Replace(digraphs.Replace(bare))
	for { // "ckh" is "ch" is "h"
		next := single(alike.Replace(key))
		if next == key {
			return key
		}
		key = next
	}
}

// single drops a letter that repeats the one before it.
func single(s string) string {
	var last rune
	return strings.Map(func(r rune) rune {
		if r == last && unicode.IsLetter(r) {
			return -1
		}
		last = r
		return r
	}, s)
}

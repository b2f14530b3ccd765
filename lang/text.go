package lang

// A Text is what people wrote, in one or more languages.
type Text map[Tag]string

// In gives the text in l, and the language it really is in: English if there is
// none in l, then whatever there is in the order of All. An empty Text gives "".
func (t Text) In(l Tag) (text string, from Tag) {
	for _, tag := range append([]Tag{l, English}, All...) {
		if t[tag] != "" {
			return t[tag], tag
		}
	}
	return "", l
}

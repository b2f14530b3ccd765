package lang

import "strings"

// List joins names as people list them: "a, b and c".
func (l Tag) List(names []string) string {
	n := len(names)
	if n < 2 {
		return strings.Join(names, "")
	}
	return l.T("lang.list", "first", strings.Join(names[:n-1], ", "), "last", names[n-1])
}

package markets

import (
	"cmp"
	"strings"
)

// A truth is no, yes, or unknown: unknown is never taken for yes.
type truth int8

const (
	unknown truth = iota
	no
	yes
)

func truthOf(b bool) truth {
	if b {
		return yes
	}
	return no
}

// and is no if one is no, yes if both are yes.
func (a truth) and(b truth) truth {
	switch {
	case a == no || b == no:
		return no
	case a == yes && b == yes:
		return yes
	}
	return unknown
}

// or is yes if one is yes, no if both are no.
func (a truth) or(b truth) truth {
	switch {
	case a == yes || b == yes:
		return yes
	case a == no && b == no:
		return no
	}
	return unknown
}

// not turns yes into no and back.
func (a truth) not() truth {
	switch a {
	case yes:
		return no
	case no:
		return yes
	}
	return unknown
}

// holds says whether a fact satisfies the condition; a fact that is missing or
// of another type (a word where a number is compared) leaves it unknown.
func (c *Condition) holds(facts map[string]any) truth {
	fact, ok := facts[c.Fact]
	if !ok || fact == nil {
		return unknown
	}
	switch c.Op {
	case "eq":
		return same(fact, c.Value)
	case "ne":
		return same(fact, c.Value).not()
	case "in":
		return among(fact, c.Value)
	case "not_in":
		return among(fact, c.Value).not()
	default:
		return compare(fact, c.Op, c.Value)
	}
}

// same compares a fact with a value; of a fact that is a list, one is enough.
func same(fact, value any) truth {
	if list, ok := listOf(fact); ok {
		found := no
		for _, one := range list {
			found = found.or(same(one, value))
		}
		return found
	}
	switch v := value.(type) {
	case bool:
		if f, ok := fact.(bool); ok {
			return truthOf(f == v)
		}
	case float64:
		if f, ok := number(fact); ok {
			return truthOf(f == v)
		}
	case string:
		if f, ok := fact.(string); ok {
			return truthOf(plain(f) == plain(v))
		}
	}
	return unknown
}

func among(fact, values any) truth {
	list, _ := values.([]any)
	found := no
	for _, v := range list {
		found = found.or(same(fact, v))
	}
	return found
}

// compare orders numbers; a list counts as how many it holds.
func compare(fact any, op string, value any) truth {
	if list, ok := listOf(fact); ok {
		fact = float64(len(list))
	}
	f, ok := number(fact)
	v, ok2 := number(value)
	if !ok || !ok2 {
		return unknown
	}
	order := cmp.Compare(f, v)
	switch op {
	case "<":
		return truthOf(order < 0)
	case "<=":
		return truthOf(order <= 0)
	case ">":
		return truthOf(order > 0)
	case ">=":
		return truthOf(order >= 0)
	}
	return unknown
}

// number reads a number, from JSON or from Go.
func number(v any) (float64, bool) {
	switch n := v.(type) {
	case float64:
		return n, true
	case int:
		return float64(n), true
	}
	return 0, false
}

// listOf reads a list, from JSON or from Go.
func listOf(v any) ([]any, bool) {
	switch list := v.(type) {
	case []any:
		return list, true
	case []string:
		all := make([]any, len(list))
		for i, s := range list {
			all[i] = s
		}
		return all, true
	}
	return nil, false
}

// plain is how words are compared: without case and surrounding space.
func plain(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

package markets

import (
	"slices"
	"strings"

	"tok/measure"
)

// wrong reads a rule's days and says, in a word, what keeps the rule from being
// used; "" if nothing does.
// The JSON Schema beside the rules says the same and more; this is what must
// hold so that no rule is passed over in silence.
func (r *Rule) wrong(groups map[string]map[string]bool) string {
	switch {
	case r.ID == "":
		return "id"
	case r.Title["en"] == "":
		return "title"
	case !slices.Contains([]string{Require, Prohibit, Limits, Grant, Exempt, Advise}, r.Effect):
		return "effect"
	case !slices.Contains([]string{Blocking, Conditional, Advisory}, r.Severity):
		return "severity"
	case !slices.Contains([]string{ReadInSource, SecondarySource, Inferred, Recalled}, r.Confidence):
		return "confidence"
	}
	var err error
	if r.from, err = measure.ParseDay(r.ValidFrom); err != nil {
		return "valid_from"
	}
	if r.to, err = measure.ParseDay(r.ValidTo); err != nil {
		return "valid_to"
	}
	for _, p := range r.Parameters {
		if !slices.Contains([]string{"==", "<=", ">=", "<", ">"}, p.Op) {
			return "parameters." + p.Name
		}
		if p.OnlyIf != nil && !p.OnlyIf.known() {
			return "parameters." + p.Name + ".only_if"
		}
	}
	return r.AppliesTo.wrong(groups)
}

func (a *AppliesTo) wrong(groups map[string]map[string]bool) string {
	for i := range a.When {
		if !a.When[i].known() {
			return "when." + a.When[i].Fact
		}
	}
	lists := append([][]string{a.Origins, a.OriginsNot, a.Destinations, a.DestinationsNot}, a.OriginMix...)
	for _, list := range lists {
		for _, name := range list {
			if strings.HasPrefix(name, "@") && name != anyCountry && name != nonEU && groups[name] == nil {
				return name
			}
		}
	}
	return ""
}

func (c *Condition) known() bool {
	if c.Op == "in" || c.Op == "not_in" {
		_, isList := c.Value.([]any)
		return isList
	}
	return slices.Contains([]string{"eq", "ne", "<", "<=", ">", ">="}, c.Op)
}

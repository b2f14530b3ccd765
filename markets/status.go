package markets

import "strings"

// How a rule that applies stands.
const (
	Met         = "met"
	NotMet      = "not_met"
	Unknown     = "unknown"
	Information = "information" // it asks for nothing
)

// A finding is how one rule stands, and what would decide it.
type finding struct {
	status string
	failed []string // parameters that fail for the given facts
	ask    []string // facts that would decide it
}

// stand judges a rule that applies.
func (r *Rule) stand(c *Context) finding {
	if r.informs() {
		return finding{status: Information}
	}
	said, told := c.Facts[r.ID].(bool)
	if r.Effect == Prohibit {
		return r.standProhibited(said, told)
	}
	parameters, failed, ask := r.measured(c)
	switch {
	case parameters == no:
		return finding{NotMet, failed, nil} // what was measured outweighs what was said
	case told && !said:
		return finding{NotMet, failed, nil}
	case told || parameters == yes:
		return finding{Met, failed, nil}
	}
	if len(ask) == 0 {
		ask = []string{r.ID}
	}
	return finding{Unknown, failed, ask}
}

// informs says that a rule grants, exempts or advises, or says a duty or quota.
func (r *Rule) informs() bool {
	return r.Effect == Grant || r.Effect == Exempt || r.Effect == Advise || r.Kind == "tariff" || r.Kind == "quota"
}

// standProhibited: goods, names and labels that a prohibition is about are what
// it forbids. What the members of a group may not do has to be asked.
func (r *Rule) standProhibited(said, told bool) finding {
	switch {
	case told && said:
		return finding{status: Met}
	case told || !r.ofCluster():
		return finding{status: NotMet}
	}
	return finding{status: Unknown, ask: []string{r.ID}}
}

// measured holds the parameters against the facts. Parameters named "A.…" and
// "B.…" are limbs where a parameter any_of says "A|B": one limb is enough.
func (r *Rule) measured(c *Context) (result truth, failed, ask []string) {
	limbs := map[string][]Parameter{}
	var names []string
	for _, p := range r.Parameters {
		if p.Name == "any_of" {
			words, _ := p.Value.(string)
			names = strings.Split(words, "|")
		}
	}
	for _, p := range r.Parameters {
		if p.Name != "any_of" && !p.ofAnotherCountry(c.Destination) {
			limb := limbOf(p.Name, names)
			limbs[limb] = append(limbs[limb], p)
		}
	}
	if len(limbs) == 0 {
		return unknown, nil, nil
	}
	any := no
	for _, name := range names {
		held, f, a := together(limbs[name], c.Facts)
		any, failed, ask = any.or(held), append(failed, f...), append(ask, a...)
	}
	if rest := limbs[""]; len(rest) > 0 {
		var f, a []string
		result, f, a = together(rest, c.Facts)
		failed, ask = append(failed, f...), append(ask, a...)
	} else {
		result = yes
	}
	if names != nil {
		result = result.and(any)
	}
	return result, failed, ask
}

func limbOf(parameter string, limbs []string) string {
	for _, limb := range limbs {
		if strings.HasPrefix(parameter, limb+".") {
			return limb
		}
	}
	return ""
}

// ofAnotherCountry says that a parameter is for one destination ("language.DE")
// and not this one.
func (p *Parameter) ofAnotherCountry(destination string) bool {
	i := strings.LastIndexByte(p.Name, '.')
	country := p.Name[i+1:]
	return i > 0 && len(country) == 2 && strings.ToUpper(country) == country && country != destination
}

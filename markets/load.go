package markets

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"tok/fault"
	"tok/lang"
	"tok/measure"
)

//go:embed rules/*.json titles.json
var shipped embed.FS

// Rules are the rules of one collection, with the groups of countries and the
// sources they speak of.
type Rules struct {
	Version string // of the collection, as its files say
	Digest  string // of what was read, so that an edited collection can be told
	all     []*Rule
	groups  map[string]map[string]bool
}

// Shipped are the rules that come with TOK.
var Shipped = sync.OnceValue(func() *Rules {
	sub, err := fs.Sub(shipped, "rules")
	if err == nil {
		var rules *Rules
		if rules, err = Load(sub); err == nil {
			return rules
		}
	}
	panic(fmt.Sprintf("markets: the shipped rules cannot be read: %v", err))
})

// Largest is the largest rule file that is read, in bytes.
const Largest = 16 << 20

// Load reads every rule file of a folder. Files of another format are left
// alone; without a file of groups those that come with TOK are taken.
func Load(folder fs.FS) (*Rules, error) {
	names, err := fs.Glob(folder, "*.json")
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	l := loading{sources: map[string]Source{}, digest: sha256.New()}
	for _, name := range names {
		if err := l.file(folder, name); err != nil {
			return nil, err
		}
	}
	return l.rules()
}

type loading struct {
	all      []*Rule
	groups   map[string]json.RawMessage
	sources  map[string]Source
	versions []string
	digest   interface {
		io.Writer
		Sum([]byte) []byte
	}
}

// head is what every file of a collection has.
type head struct {
	Format       string                     `json:"format"`
	Version      string                     `json:"version"`
	Requirements []*Rule                    `json:"requirements"`
	Groups       map[string]json.RawMessage `json:"groups"`
	Sources      map[string]struct {
		Act string `json:"act"`
		URL string `json:"url"`
	} `json:"sources"`
}

func (l *loading) file(folder fs.FS, name string) error {
	b, err := readFile(folder, name)
	if err != nil {
		return err
	}
	var format struct {
		Format string `json:"format"`
	}
	if err := json.Unmarshal(b, &format); err != nil {
		return fault.Of(fault.Invalid, "markets.rules_unreadable", "file", name).Because(err)
	}
	switch format.Format {
	case "clusterrules/1", "clusterrules-groups/1", "clusterrules-sources/1":
	default:
		return nil
	}
	var h head
	if err := json.Unmarshal(b, &h); err != nil {
		return fault.Of(fault.Invalid, "markets.rules_unreadable", "file", name).Because(err)
	}
	fmt.Fprintf(l.digest, "%s %d\n", path.Base(name), len(b))
	l.digest.Write(b)
	if h.Version != "" && !slices.Contains(l.versions, h.Version) {
		l.versions = append(l.versions, h.Version)
	}
	l.all = append(l.all, h.Requirements...)
	if h.Groups != nil {
		l.groups = h.Groups
	}
	for ref, s := range h.Sources {
		l.sources[ref] = Source{Act: s.Act, URL: s.URL}
	}
	return nil
}

func readFile(folder fs.FS, name string) ([]byte, error) {
	f, err := folder.Open(name)
	if err != nil {
		return nil, fault.Of(fault.Invalid, "markets.rules_unreadable", "file", name).Because(err)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, Largest+1))
	if err != nil || len(b) > Largest {
		return nil, fault.Of(fault.Invalid, "markets.rules_unreadable", "file", name).Because(err)
	}
	return b, nil
}

func (l *loading) rules() (*Rules, error) {
	if len(l.all) == 0 {
		return nil, fault.Of(fault.Invalid, "markets.no_rules")
	}
	groups, err := l.countryGroups()
	if err != nil {
		return nil, err
	}
	drafts, err := draftTitles()
	if err != nil {
		return nil, err
	}
	for i, r := range l.all {
		if r == nil {
			return nil, fault.Of(fault.Invalid, "markets.rule_wrong", "rule", fmt.Sprint(i), "what", "null")
		}
		if what := r.wrong(groups); what != "" {
			return nil, fault.Of(fault.Invalid, "markets.rule_wrong", "rule", r.ID, "what", what)
		}
		found := l.sources[r.Source.Ref]
		r.Source.Act, r.Source.URL = found.Act, found.URL
		for tag, title := range drafts[r.ID] {
			if r.Title[tag] == "" {
				r.Title[tag] = title
			}
		}
	}
	slices.SortStableFunc(l.all, func(a, b *Rule) int { return strings.Compare(a.ID, b.ID) })
	slices.Sort(l.versions)
	return &Rules{
		Version: strings.Join(l.versions, " "),
		Digest:  hex.EncodeToString(l.digest.Sum(nil))[:16],
		all:     l.all, groups: groups,
	}, nil
}

// countryGroups reads the lists of countries; what is no list (@ANY, @NONEU) is
// computed.
func (l *loading) countryGroups() (map[string]map[string]bool, error) {
	if l.groups == nil {
		sub, err := fs.Sub(shipped, "rules")
		if err != nil {
			return nil, err
		}
		ours := l.versions
		if err := l.file(sub, "groups.json"); err != nil {
			return nil, err
		}
		l.versions = ours
	}
	groups := map[string]map[string]bool{}
	for name, raw := range l.groups {
		var list []string
		if json.Unmarshal(raw, &list) != nil {
			continue
		}
		groups[name] = map[string]bool{}
		for _, country := range list {
			groups[name][country] = true
		}
	}
	if groups["@EU"] == nil {
		return nil, fault.Of(fault.Invalid, "markets.no_groups")
	}
	return groups, nil
}

// draftTitles are the titles in the languages that the rule files do not speak
// yet, until a native reader has seen them.
func draftTitles() (map[string]lang.Text, error) {
	b, err := shipped.ReadFile("titles.json")
	if err != nil {
		return nil, err
	}
	var drafts struct {
		Titles map[string]lang.Text `json:"titles"`
	}
	err = json.Unmarshal(b, &drafts)
	return drafts.Titles, err
}

// All gives every rule, every revision of it, by id.
func (r *Rules) All() []*Rule { return slices.Clone(r.all) }

// Find gives the revision of a rule that is in force on a day.
func (r *Rules) Find(id string, on measure.Day) (*Rule, bool) {
	var found *Rule
	for _, rule := range r.all {
		if rule.ID == id && rule.validOn(on) && (found == nil || rule.Rev > found.Rev) {
			found = rule
		}
	}
	return found, found != nil
}

// Group lists the countries of a group such as @EU.
func (r *Rules) Group(name string) []string { return slices.Sorted(maps.Keys(r.groups[name])) }

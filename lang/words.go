package lang

import (
	"embed"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"tok/fault"
	"tok/measure"
)

//go:embed words/*.json
var wordFiles embed.FS

type catalog struct {
	words map[string]bool
	*i18n.Localizer
}

var catalogs = loadCatalogs()

// loadCatalogs gives every language a bundle of its own, so that a word that is
// missing is missed and never silently said in another language.
func loadCatalogs() map[Tag]catalog {
	all := map[Tag]catalog{}
	for _, l := range All {
		bundle := i18n.NewBundle(language.Make(string(l)))
		bundle.RegisterUnmarshalFunc("json", json.Unmarshal)
		file, err := bundle.LoadMessageFileFS(wordFiles, fmt.Sprintf("words/%s.json", l))
		if err != nil {
			panic(fmt.Sprintf("lang: %v", err))
		}
		c := catalog{words: map[string]bool{}, Localizer: i18n.NewLocalizer(bundle, string(l))}
		for _, m := range file.Messages {
			c.words[m.ID] = true
		}
		all[l] = c
	}
	return all
}

// Has says whether the catalogs know key.
func (l Tag) Has(key string) bool { return catalogs[l].words[key] }

// T says key in l; args are pairs of placeholder and value. "count" also
// chooses the plural. Money, quantities, days, decimals and Texts are written
// as l writes them; strings and plain integers stay as they are. A key that
// nobody translated is shown as ⟦key⟧.
func (l Tag) T(key string, args ...any) string {
	values := make(map[string]any, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		values[fmt.Sprint(args[i])] = args[i+1]
	}
	return l.say(key, values)
}

// Say tells a person, in l, what went wrong. An error that is no Fault is told
// as a breakdown of ours, without its details.
func (l Tag) Say(err error) string {
	f := fault.From(err)
	if f == nil {
		return ""
	}
	return l.say(f.Key, f.Args)
}

func (l Tag) say(key string, args map[string]any) string {
	config := &i18n.LocalizeConfig{MessageID: key}
	values := make(map[string]any, len(args))
	for name, v := range args {
		values[name] = l.write(v)
	}
	if n, ok := args["count"]; ok {
		config.PluralCount = pluralCount(n)
		if whole, ok := config.PluralCount.(int64); ok {
			values["count"] = l.Whole(whole)
		}
	}
	config.TemplateData = values
	if !l.Has(key) {
		return "⟦" + key + "⟧"
	}
	said, err := catalogs[l].Localize(config)
	if err != nil {
		return "⟦" + key + ": " + err.Error() + "⟧"
	}
	return said
}

func pluralCount(n any) any {
	switch v := reflect.ValueOf(n); v.Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return v.Int()
	default:
		return strings.ReplaceAll(fmt.Sprint(n), ",", ".")
	}
}

// write gives a value as people of l write it.
func (l Tag) write(v any) any {
	switch v := v.(type) {
	case measure.Cents:
		return l.Euro(v)
	case measure.CentsPerTonne:
		return l.PerKilo(v)
	case measure.Kilos:
		return l.Kilos(v)
	case measure.Day:
		return l.Date(v)
	case measure.Month:
		return l.MonthName(v)
	case time.Month:
		return l.MonthName(measure.Month(v))
	case float64:
		return l.Number(v)
	case Text:
		text, _ := v.In(l)
		return text
	default:
		return v
	}
}

package web

import (
	"html/template"
	"slices"
	"sync"

	"tok/internal/maps"
	"tok/lang"
	"tok/measure"
)

// HomeData is what the home page shows of the site's real life; app.go gathers
// it from the capabilities.
type HomeData struct {
	Members     []maps.Dot      // for the map
	Hubs        []measure.Place // for the map
	MemberCount int
	Countries   int
	OpenDemands int
	Demands     []HomeDemand // the next to close
	Sectors     []HomeSector
}

// A HomeDemand is the card of a demand. Its fields are those of demands.Card, so
// that one can be turned into the other.
type HomeDemand struct {
	Number        int
	Path          string
	Sector        string // for the colours and the pictogram
	To, Country   string // town and country of destination
	Goods         string // "60 t fresh pomegranates"
	Spec          string
	Price         *measure.CentsPerTonne // nil: not for this reader
	Threads       *Threads               // nil: too few members to show a total
	Have, Missing measure.Kilos
	Closes        measure.Day
	ClosesIn      int // days
	Open          bool
}

// A HomeSector is a tile: how many members a sector has. Icon is milk, oil, wine,
// fruit, herb or meat.
type HomeSector struct {
	Icon, Name, Path string
	Members          int
}

type homePage struct {
	Base
	HomeData
	Net template.HTML
}

var homeTemplate = Parse(layoutFiles, "layout/home.html")

// Home adds the home page; gather is asked at every visit.
func (a *App) Home(gather func(*Request) (HomeData, error)) {
	var drawn drawing
	a.Page("GET /{$}", func(r *Request) error {
		data, err := gather(r)
		if err != nil {
			return err
		}
		page := &homePage{Base: Base{Description: r.T("web.home_lead")}, HomeData: data}
		page.Net = drawn.of(r.Lang, maps.Network{
			Title:   r.T("web.home_map", "count", len(data.Members), "hubs", len(data.Hubs)),
			Members: data.Members, Hubs: data.Hubs,
		})
		return r.Render(homeTemplate, page)
	})
}

// A drawing keeps the picture of the network in each language: it is looked at by
// everybody and changes only when a member joins.
type drawing struct {
	mu   sync.Mutex
	kept map[lang.Tag]kept
}

type kept struct {
	network maps.Network
	picture template.HTML
}

func (d *drawing) of(l lang.Tag, n maps.Network) template.HTML {
	d.mu.Lock()
	defer d.mu.Unlock()
	if k := d.kept[l]; k.network.Title == n.Title && slices.Equal(k.network.Members, n.Members) && slices.Equal(k.network.Hubs, n.Hubs) && k.picture != "" {
		return k.picture
	}
	if d.kept == nil {
		d.kept = map[lang.Tag]kept{}
	}
	d.kept[l] = kept{n, maps.DrawNetwork(l, n)}
	return d.kept[l].picture
}

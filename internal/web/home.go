package web

import (
	"html/template"

	"tok/internal/maps"
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
	a.Page("GET /{$}", func(r *Request) error {
		data, err := gather(r)
		if err != nil {
			return err
		}
		page := &homePage{Base: Base{Description: r.T("web.home_lead")}, HomeData: data}
		page.Net = maps.DrawNetwork(r.Lang, maps.Network{
			Title:   r.T("web.home_map", "members", r.Lang.Whole(int64(len(data.Members))), "hubs", len(data.Hubs)),
			Members: data.Members, Hubs: data.Hubs,
		})
		return r.Render(homeTemplate, page)
	})
}

package web_test

import (
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"tok/internal/maps"
	"tok/internal/web"
	"tok/measure"
)

func aHome(data *web.HomeData) http.Handler {
	app := web.New(web.SampleSite(), measure.NewTestClock(measure.MustDay("2026-11-24")), slog.New(slog.NewTextHandler(io.Discard, nil)))
	app.Home(func(*web.Request) (web.HomeData, error) { return *data, nil })
	return app.Handler()
}

func TestTheHomePageShowsTheHostFirstAndWhatIsGoingOn(t *testing.T) {
	t.Parallel()
	price := measure.PerTonne(1.48)
	data := &web.HomeData{
		Members:     []maps.Dot{{Sector: "oil", At: measure.Place{Lat: 40.35, Lon: 19.49}}},
		Hubs:        []measure.Place{{Lat: 40.72, Lon: 19.6}},
		MemberCount: 1, Countries: 1, OpenDemands: 1,
		Demands: []web.HomeDemand{{Path: "/demands/118", Sector: "fruit", To: "Munich", Goods: "60 t pomegranates", Price: &price, Missing: 10_500, Closes: measure.MustDay("2026-11-27"), ClosesIn: 3}},
		Sectors: []web.HomeSector{{Icon: "oil", Name: "Olive oil", Path: "/members?sector=oil", Members: 1}},
	}
	h := aHome(data)
	page := get(h, "/en/")
	see(t, page, 200, "Shoqata e Industrialistëve Ushqimorë", "Albanian Food Industry", "Grown apart.", "€1.48", "in 3 days",
		`href="/en/demands/118"`, `href="/en/members?sector=oil"`, "1 member, hubs: 1", `class="n-oil"`)
	see(t, get(h, "/sq/"), 200, "Prodhojmë veç e veç.", "pas 3 ditësh")

	data.Members = append(data.Members, maps.Dot{Sector: "herb", At: measure.Place{Lat: 40.3, Lon: 20.02}})
	see(t, get(h, "/en/"), 200, "2 members bring", `class="n-herb"`)
}

func TestAnEmptySiteHasAHomePageToo(t *testing.T) {
	t.Parallel()
	page := get(aHome(&web.HomeData{}), "/el/")
	see(t, page, 200, "Παράγουμε χωριστά.")
	if strings.Contains(page.Body.String(), "Οι αγοραστές ζητούν τώρα") {
		t.Error("demands are announced where there are none")
	}
}

package offers_test

import (
	"encoding/json"
	"html"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tok/accounts"
	"tok/demands"
	"tok/internal/web"
	"tok/lang"
	"tok/measure"
	"tok/members"
	"tok/offers"
)

// A site of the sample region with the offers to its cheap demands, as the
// coordinator sees it.
type site struct {
	http.Handler
	desk *offers.Desk
}

func aSite(t *testing.T) site {
	t.Helper()
	d, clock := aDesk(t)
	for number, c := range composed(t) {
		state := offers.Composed
		if len(c.Lines) == 0 {
			state = offers.Nothing
		}
		o := &offers.Offer{ID: c.Demand.ID, DemandID: c.Demand.ID, Demand: number, State: state,
			By: "drita", Job: c.Demand.ID, CreatedAt: clock.Now(), Composition: c.Composition}
		if err := offers.Keep(t.Context(), d.DB, o); err != nil {
			t.Fatal(err)
		}
	}
	app := web.New(web.SampleSite(), clock, d.Log)
	drita := &accounts.Account{ID: "drita", Name: "Drita", Roles: []accounts.Role{accounts.Coordinator}}
	app.Around(func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			next.ServeHTTP(w, r.WithContext(accounts.As(r.Context(), drita)))
		})
	})
	d.Routes(app)
	return site{app.Handler(), d}
}

func (s site) get(t *testing.T, path string) string {
	t.Helper()
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	if w.Code != http.StatusOK {
		t.Fatalf("%s answers %d: %s", path, w.Code, w.Body)
	}
	return w.Body.String()
}

var (
	unsaid = regexp.MustCompile(`(?s)<(script|style|svg)\b.*?</(script|style|svg)>|<[^>]*>`)
	spaces = regexp.MustCompile(`[\s\x{a0}\x{202f}]+`)
)

// plain is what a page says, in one line.
func plain(page string) string {
	return spaces.ReplaceAllString(html.UnescapeString(unsaid.ReplaceAllString(page, " ")), " ")
}

// whole fails where a page shows what nobody should read.
func whole(t *testing.T, path, page string) {
	t.Helper()
	for _, broken := range []string{"⟦", "%!", "<no value>", "&lt;no value", "{{", "NaN", "offers."} {
		if i := strings.Index(page, broken); i >= 0 {
			t.Errorf("%s: …%s…", path, page[max(0, i-60):min(len(page), i+60)])
		}
	}
}

func TestAnOfferIsReadInFourLanguages(t *testing.T) {
	t.Parallel()
	s := aSite(t)
	for l, words := range map[lang.Tag][]string{
		lang.English:   {"Alone", "Together", "Who gets what, and why", "What selling together adds is shared by kilogram.", "The law: may these goods go there?", "1 lorry", "How solid is it?", "Who does not join, and what would change that"},
		lang.Albanian:  {"Vetëm", "Bashkë", "Kush merr çfarë dhe pse", "Ajo që shton shitja e përbashkët ndahet sipas kilogramëve.", "Ligji: a mund të shkojnë këto mallra atje?", "1 kamion", "Sa e qëndrueshme është?"},
		lang.Greek:     {"Χωριστά", "Μαζί", "Ποιος παίρνει τι και γιατί", "Ό,τι προσθέτει η κοινή πώληση μοιράζεται ανά κιλό.", "Ο νόμος: μπορούν να πάνε εκεί αυτά τα προϊόντα;", "1 φορτηγό", "Πόσο στέρεη είναι;"},
		lang.Bulgarian: {"Поотделно", "Заедно", "Кой какво получава и защо", "Добавеното от общата продажба се дели по килограми.", "Законът: могат ли тези стоки да отидат там?", "1 камион", "Колко е устойчива?"},
	} {
		path := "/" + string(l) + "/offers/123-1"
		page := s.get(t, path)
		whole(t, path, page)
		for _, word := range append(words, "Kantina Osumi", l.Euro(composed(t)[wine].Account.Receive())) {
			if said := plain(page); !strings.Contains(said, plain(word)) {
				t.Errorf("%s does not say %q", path, word)
			}
		}
		for _, number := range []string{"120-1", "121-1"} {
			for _, path := range []string{"/" + string(l) + "/offers/" + number, "/" + string(l) + "/offers/" + number + ".txt"} {
				whole(t, path, s.get(t, path))
			}
		}
	}
}

func TestPageTextAndJSONAgree(t *testing.T) {
	t.Parallel()
	s := aSite(t)
	for _, number := range []string{"120-1", "123-1"} {
		var c offers.Composition
		if err := json.Unmarshal([]byte(s.get(t, "/api/v1/offers/"+number)), &c); err != nil || c.Format != offers.Format {
			t.Fatal(err, c.Format)
		}
		for _, l := range lang.All {
			page, text := plain(s.get(t, "/"+string(l)+"/offers/"+number)), plain(s.get(t, "/"+string(l)+"/offers/"+number+".txt"))
			said := []string{l.Euro(c.Account.Receive()), l.Euro(c.Account.Alone), l.EuroSigned(c.Account.Extra()), l.Euro(c.Account.Revenue)}
			for _, line := range c.Lines {
				said = append(said, l.Euro(line.Gets()), l.Euro(line.Alone), l.EuroSigned(line.Extra))
			}
			for _, sum := range said {
				if !strings.Contains(page, plain(sum)) || !strings.Contains(text, plain(sum)) {
					t.Errorf("%s in %s: %s is on the page: %v, in the text: %v", number, l, sum, strings.Contains(page, plain(sum)), strings.Contains(text, plain(sum)))
				}
			}
		}
	}
}

func TestThePageOfARefusalSaysTheRuleAndThePathThatWouldCureIt(t *testing.T) {
	t.Parallel()
	page := plain(aSite(t).get(t, "/en/offers/120-1"))
	for _, said := range []string{"The law of the destination does not let these goods in.", "EU-DAI-", "Money does not buy it"} {
		if strings.Count(page, said) < 3 {
			t.Errorf("three dairies are refused, but %q is said %d times", said, strings.Count(page, said))
		}
	}
}

func TestWhereNoPlanIsPossibleThePageSaysWhatIsMissing(t *testing.T) {
	t.Parallel()
	page := plain(aSite(t).get(t, "/en/offers/121-1"))
	for _, said := range []string{"No offer is possible yet", "Missing: 13 t"} {
		if !strings.Contains(page, said) {
			t.Errorf("the page does not say %q", said)
		}
	}
}

func TestWhoLooksAtMembersPricesIsInTheLog(t *testing.T) {
	t.Parallel()
	s := aSite(t)
	s.get(t, "/sq/offers/123-1")
	s.get(t, "/sq/offers/123-1.txt")
	s.get(t, "/api/v1/offers/123-1")
	log, err := accounts.History(t.Context(), s.desk.DB, "offers/"+composed(t)[wine].Demand.ID)
	if err != nil || len(log) != 3 {
		t.Fatalf("the log says %+v, %v", log, err)
	}
	for _, entry := range log {
		if entry.Act != "offers.prices_seen" || entry.Who != "drita" {
			t.Errorf("%+v", entry)
		}
	}
}

func TestAnErasedMemberIsNoLongerNamed(t *testing.T) {
	t.Parallel()
	c := composed(t)[wine]
	s, err := offers.NewSheet(lang.English, offers.Offer{Demand: wine, Sequence: 1, Composition: c.Composition}, map[string]members.Member{})
	if err != nil {
		t.Fatal(err)
	}
	if s.Buyer != "–" || slices.ContainsFunc(s.Rows, func(r offers.Row) bool { return r.Name != "–" }) {
		t.Errorf("buyer %q, rows %+v", s.Buyer, s.Rows)
	}
}

func TestTheDemandSaysHowManyMayJoinAndWhyTheOthersMayNot(t *testing.T) {
	t.Parallel()
	d, clock := aDesk(t)
	demand := demandOf(t, d.DB, cheese)
	app := web.New(web.SampleSite(), clock, d.Log)
	var joining demands.Joining
	app.Open("GET /joining", func(r *web.Request) (err error) {
		joining, err = d.Joining(r, demand)
		return err
	})
	w := httptest.NewRecorder()
	app.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/joining", nil))
	if joining.May != 5 || joining.Refused != 3 || len(joining.Firms) != 8 {
		t.Fatalf("%d may, %d may not, %d firms", joining.May, joining.Refused, len(joining.Firms))
	}
	for _, f := range joining.Firms {
		if f.May == (f.Country == measure.Country("AL")) || !f.May && f.Said == "" {
			t.Errorf("%+v", f)
		}
	}
}

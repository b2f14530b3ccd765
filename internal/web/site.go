package web

import (
	"strings"

	"tok/lang"
)

// A Site is what belongs to the host: its names, its hotline, its address.
type Site struct {
	Names    []string  // the host's name and, if it has one, its international name; never inflected
	Hotline  string    // E.164: +355676045240
	Hours    lang.Text // when a person answers
	Address  []string  // lines of the postal address
	Funding  lang.Text // who pays for it, for the foot of every page
	Origin   string    // https://…, for absolute links; "" leaves them out
	Language lang.Tag  // for readers who ask for none of the four
	Sample   bool      // the data are invented, and every page says so
}

// SampleSite is the site of the association that the sample region belongs to.
func SampleSite() Site {
	hours := lang.Text{}
	for _, l := range lang.All {
		hours[l] = l.T("web.mon_fri", "from", "8:00", "until", "18:00")
	}
	return Site{
		Names:    []string{"Shoqata e Industrialistëve Ushqimorë", "Albanian Food Industry"},
		Hotline:  "+355676045240",
		Hours:    hours,
		Address:  []string{"Rr. “Gjin Bua Shpata”, Pallatet e Aviacionit të Vjetër", "Shk. 4, Kati I, Ap. 16, Tiranë"},
		Language: lang.Default,
		Sample:   true,
	}
}

// Host is the host's first name.
func (s Site) Host() string {
	if len(s.Names) == 0 {
		return "TOK"
	}
	return s.Names[0]
}

// Second is the host's other name.
func (s Site) Second() string {
	if len(s.Names) < 2 {
		return ""
	}
	return s.Names[1]
}

// HotlineShown is the hotline in groups: +355 67 604 52 40.
func (s Site) HotlineShown() string {
	n := s.Hotline
	if strings.HasPrefix(n, "+355") && len(n) == 13 {
		return strings.Join([]string{n[:4], n[4:6], n[6:9], n[9:11], n[11:]}, "\u00a0")
	}
	return n
}

// WhatsApp is the link that opens a conversation with the hotline.
func (s Site) WhatsApp() string { return "https://wa.me/" + strings.TrimPrefix(s.Hotline, "+") }

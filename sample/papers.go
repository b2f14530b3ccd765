package sample

import (
	"fmt"
	"slices"

	"tok/measure"
	"tok/members"
	"tok/supplies"
)

// A holding is a paper of an invented member and the days it has left.
type holding struct {
	Firm, Kind string
	Left       int
}

// Nearly all hold what is asked for. Of those who sell pomegranates, the papers
// of one end between two loadings, and one has none.
var holdings = []holding{
	{"sheget-e-cakranit", globalGAP, 210}, {"sheget-e-cakranit", residueTest, 60},
	{"agro-myzeqe", globalGAP, 190}, {"agro-myzeqe", residueTest, 58},
	{"kutalli-fruit", globalGAP, 300},
	{"novosela-peme", globalGAP, 95},
	{"xarra-agro", globalGAP, 250}, {"xarra-agro", residueTest, 70},
	{"rodia-thesprotias", globalGAP, 160}, {"rodia-thesprotias", residueTest, 65},
	{"arta-coop", globalGAP, 280}, {"arta-coop", residueTest, 80},
	{"tyrnavos-rodi", globalGAP, 220}, {"tyrnavos-rodi", residueTest, 62},
	{"nestos-fruit", globalGAP, 240}, {"nestos-fruit", residueTest, 75},
	{"petrich-nar", globalGAP, 130},
	{"harmanli-sad", globalGAP, 18}, {"harmanli-sad", residueTest, 50},
	{"ormideia-orchards", globalGAP, 200}, {"ormideia-orchards", residueTest, 66},
	{"chrysochou-groves", globalGAP, 180}, {"chrysochou-groves", residueTest, 64},
	{"konispoli-agrume", globalGAP, 260}, {"vurgu-citrus", globalGAP, 170},
	{"louros-citrus", globalGAP, 230}, {"kouris-citrus", globalGAP, 290},

	{"mulliri-i-kurjanit", oilAnalysis, 90}, {"vaji-i-otllakut", oilAnalysis, 85}, {"ullishtja-e-siperme", oilAnalysis, 100},
	{"bregu-i-lukoves", oilAnalysis, 110}, {"mulliri-i-gurit", oilAnalysis, 80}, {"elaionas-pamisou", oilAnalysis, 120},
	{"argoliki-gi", oilAnalysis, 115}, {"nikopoli-ladi", oilAnalysis, 95}, {"laona-mill", oilAnalysis, 105},

	{"titarisios-dairy", approval, 0}, {"mitsikeli-dairy", approval, 0}, {"mandra-bor", approval, 0},
	{"mandra-chaya", approval, 0}, {"mesaoria-cheese", approval, 0},

	{"sherebela-e-vjoses", organic, 240}, {"cukali-herbs", organic, 150}, {"dellinja", organic, 200},
	{"aliakmon-herbs", organic, 270}, {"stryama-bilki", organic, 220},
	{"sherebela-e-vjoses", residueTest, 90}, {"cukali-herbs", residueTest, 90}, {"dellinja", residueTest, 90},
	{"aliakmon-herbs", residueTest, 90}, {"stryama-bilki", residueTest, 90}, {"mbledhesit-e-veriut", residueTest, 90},

	{"sherebela-e-vjoses", alkaloidTest, 120}, {"cukali-herbs", alkaloidTest, 120}, {"aliakmon-herbs", alkaloidTest, 120},

	{"kantina-osumi", wineAnalysis, 300}, {"asopos-winery", wineAnalysis, 320}, {"arapitsa-winery", wineAnalysis, 310},
	{"pirinska-izba", wineAnalysis, 280}, {"izba-gorna-reka", wineAnalysis, 290}, {"krasochoria-cellar", wineAnalysis, 330},
}

// addPapers gives every holding a number that says it is of the sample; a paper
// with no days left has no end.
func (r *region) addPapers() {
	all := append(slices.Clone(holdings), everyday()...)
	for i, h := range all {
		paper := supplies.Paper{
			ID: r.id("paper", h.Firm+"/"+h.Kind), MemberID: r.member(h.Firm), Kind: h.Kind,
			Number: fmt.Sprintf("SAMPLE-%04d", 1001+i), From: r.today.AddDays(h.Left - 365),
		}
		if h.Left > 0 {
			paper.Until = r.today.AddDays(h.Left)
		}
		r.Papers = append(r.Papers, paper)
	}
}

// everyday are the papers that whoever sells food holds: the licence of Albania
// or the registration of the EU, and a plan against hazards where food is
// processed or packed.
func everyday() (all []holding) {
	for _, f := range firms {
		if !slices.Contains(members.Sellers(), f.Kind) {
			continue
		}
		licence := registration
		if towns[f.Town].Country == "AL" {
			licence = albanianLicence
		}
		all = append(all, holding{f.Slug, licence, 0})
		if f.Kind != members.Grower {
			all = append(all, holding{f.Slug, hazardPlan, 0})
		}
		if f.Kind == members.Dairy {
			all = append(all, holding{f.Slug, milkTest, 40})
		}
	}
	return all
}

// Prices that producers were paid, as far as a source with a date was found.
var prices = []supplies.Reference{
	{Product: pomegranate, Country: "GR", Price: measure.PerTonne(0.75), On: measure.MustDay("2025-10-31"), Source: "FreshPlaza, article 9778894: growers, €0.70–0.80/kg above 250 g, autumn 2025"},
	{Product: oliveOil, Country: "GR", Price: measure.PerTonne(4.25), On: measure.MustDay("2025-10-31"), Source: "eleftheriaonline.gr, Messinia, October 2025: €4.00–4.70/kg, extra virgin"},
	{Product: oliveOil, Country: "AL", Price: measure.PerTonne(3.93), On: measure.MustDay("2023-04-30"), Source: "Euractiv, January–April 2023: export at €3.60 a litre"},
	{Product: mandarin, Country: "AL", Price: measure.PerTonne(0.36), On: measure.MustDay("2023-11-30"), Source: "FruitNet, article 258317: 37 lek/kg in Konispol, season 2023/24"},
}

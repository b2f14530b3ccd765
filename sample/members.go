package sample

import (
	"tok/lang"
	"tok/measure"
	"tok/members"
)

// A firm is an invented member: what it is, where, and what it says of itself.
type firm struct {
	Slug, Name string
	Kind       members.Kind
	Sectors    []string
	Town       string
	Form       members.LegalForm
}

var (
	fruit = []string{"fruit"}
	oil   = []string{"oil"}
	dairy = []string{"dairy"}
	herbs = []string{"herbs"}
	wine  = []string{"wine"}
	meat  = []string{"meat"}
	every = []string{"dairy", "oil", "wine", "fruit", "herbs", "meat"}
)

// All names are invented; the towns are real.
var firms = []firm{
	// Pomegranates and citrus.
	{"sheget-e-cakranit", "Shegët e Cakranit", members.Grower, fruit, "cakran", members.Person},
	{"agro-myzeqe", "Agro Myzeqe", members.Grower, fruit, "roskovec", members.Company},
	{"kutalli-fruit", "Kutalli Fruit", members.Packer, fruit, "kutalli", members.Company},
	{"novosela-peme", "Novosela Pemë", members.Grower, fruit, "novosele", members.Person},
	{"xarra-agro", "Xarra Agro", members.Cooperative, fruit, "xarre", members.CooperativeForm},
	{"kopshti-i-patosit", "Kopshti i Patosit", members.Grower, fruit, "patos", members.Person},
	{"konispoli-agrume", "Konispoli Agrume", members.Packer, fruit, "konispol", members.Company},
	{"vurgu-citrus", "Vurgu Citrus", members.Grower, fruit, "finiq", members.Company},
	{"rodia-thesprotias", "Rodia Thesprotias", members.Grower, fruit, "filiates", members.Company},
	{"arta-coop", "Arta Growers’ Coop", members.Cooperative, fruit, "arta", members.ProducerOrganisation},
	{"tyrnavos-rodi", "Tyrnavos Rodi", members.Cooperative, fruit, "tyrnavos", members.CooperativeForm},
	{"nestos-fruit", "Nestos Fruit", members.Packer, fruit, "chrysoupoli", members.Company},
	{"louros-citrus", "Louros Citrus", members.Packer, fruit, "filippiada", members.Company},
	{"petrich-nar", "Petrich Nar", members.Grower, fruit, "petrich", members.Company},
	{"harmanli-sad", "Harmanli Sad", members.Grower, fruit, "harmanli", members.Person},
	{"ormideia-orchards", "Ormideia Orchards", members.Grower, fruit, "ormideia", members.Person},
	{"kouris-citrus", "Kouris Citrus", members.Packer, fruit, "lemesos", members.Company},
	{"chrysochou-groves", "Chrysochou Groves", members.Grower, fruit, "polis", members.Person},

	// Olive oil.
	{"mulliri-i-kurjanit", "Mulliri i Kurjanit", members.Mill, oil, "kurjan", members.Company},
	{"vaji-i-otllakut", "Vaji i Otllakut", members.Mill, oil, "otllak", members.Company},
	{"ullishtja-e-siperme", "Ullishtja e Sipërme", members.Mill, oil, "vlore", members.Company},
	{"gurra-e-belshit", "Gurra e Belshit", members.Mill, oil, "belsh", members.Person},
	{"bregu-i-lukoves", "Bregu i Lukovës", members.Mill, oil, "lukove", members.CooperativeForm},
	{"mulliri-i-gurit", "Mulliri i Gurit", members.Mill, oil, "kruje", members.Person},
	{"elaionas-pamisou", "Elaionas Pamisou", members.Mill, oil, "messini", members.CooperativeForm},
	{"argoliki-gi", "Argoliki Gi", members.Mill, oil, "nafplio", members.CooperativeForm},
	{"nikopoli-ladi", "Nikopoli Ladi", members.Mill, oil, "preveza", members.Company},
	{"kokytos-mill", "Kokytos Mill", members.Mill, oil, "paramythia", members.Company},
	{"laona-mill", "Laona Mill", members.Mill, oil, "polis", members.Company},

	// Dairy processing.
	{"baxho-e-drinosit", "Baxho e Drinosit", members.Dairy, dairy, "libohove", members.Company},
	{"bulmeti-i-gores", "Bulmeti i Gorës", members.Dairy, dairy, "korce", members.Company},
	{"qumeshtorja-karavasta", "Qumështorja Karavasta", members.Dairy, dairy, "divjake", members.Company},
	{"titarisios-dairy", "Titarisios Dairy", members.Dairy, dairy, "elassona", members.CooperativeForm},
	{"mitsikeli-dairy", "Mitsikeli Dairy", members.Dairy, dairy, "ioannina", members.Company},
	{"mandra-bor", "Mandra Bor", members.Dairy, dairy, "smolyan", members.Company},
	{"mandra-chaya", "Mandra Chaya", members.Dairy, dairy, "asenovgrad", members.Company},
	{"mesaoria-cheese", "Mesaoria Cheese", members.Dairy, dairy, "athienou", members.Company},

	// Medicinal and aromatic plants.
	{"sherebela-e-vjoses", "Sherebela e Vjosës", members.HerbHouse, herbs, "tepelene", members.Company},
	{"cukali-herbs", "Cukali Herbs", members.HerbHouse, herbs, "koplik", members.Company},
	{"mbledhesit-e-veriut", "Mbledhësit e Veriut", members.Collector, herbs, "koplik", members.Company},
	{"dellinja", "Dëllinja", members.Grower, herbs, "permet", members.Person},
	{"morava-herbs", "Morava Herbs", members.HerbHouse, herbs, "korce", members.Company},
	{"aliakmon-herbs", "Aliakmon Herbs", members.Cooperative, herbs, "kozani", members.CooperativeForm},
	{"stryama-bilki", "Stryama Bilki", members.HerbHouse, herbs, "karlovo", members.Company},

	// Wine.
	{"kantina-osumi", "Kantina Osumi", members.Winery, wine, "berat", members.Company},
	{"kantina-e-drinit", "Kantina e Drinit", members.Winery, wine, "lezhe", members.Person},
	{"asopos-winery", "Asopos Winery", members.Winery, wine, "nemea", members.Company},
	{"arapitsa-winery", "Arapitsa Winery", members.Winery, wine, "naousa", members.Company},
	{"pirinska-izba", "Pirinska Izba", members.Winery, wine, "sandanski", members.Company},
	{"izba-gorna-reka", "Izba Gorna Reka", members.Winery, wine, "kuklen", members.Company},
	{"krasochoria-cellar", "Krasochoria Cellar", members.Winery, wine, "omodos", members.CooperativeForm},

	// Meat.
	{"thertorja-e-devollit", "Thertorja e Devollit", members.Slaughterhouse, meat, "bilisht", members.Company},

	// Hubs, carriers, laboratories.
	{"stacioni-seman", "Stacioni Seman", members.Packer, []string{"oil", "herbs", "wine"}, "fier", members.Company},
	{"thyamis-packing", "Thyamis Packing", members.Exporter, []string{"fruit", "oil"}, "igoumenitsa", members.Company},
	{"axios-cold-store", "Axios Cold Store", members.Exporter, []string{"fruit", "dairy", "wine", "herbs", "oil"}, "thessaloniki", members.Company},
	{"strumeshnitsa-pack", "Strumeshnitsa Pack", members.Packer, []string{"dairy", "wine", "herbs"}, "petrich", members.Company},
	{"trakiya-sklad", "Trakiya Sklad", members.Packer, []string{"dairy", "wine", "herbs"}, "plovdiv", members.Company},
	{"laboratori-gjanica", "Laboratori Gjanica", members.Laboratory, every, "fier", members.Company},
	{"gallikos-analysis", "Gallikos Analysis", members.Laboratory, every, "thessaloniki", members.Company},
	{"gramozi-trans", "Gramozi Trans", members.Carrier, every, "erseke", members.Company},
	{"rodopi-prevoz", "Rodopi Prevoz", members.Carrier, every, "plovdiv", members.Company},

	// Research, business organisations, civil society.
	{"pindos-research", "Pindos Plant Research", members.Research, []string{"herbs", "fruit", "oil"}, "ioannina", members.Public},
	{"trakiya-food-lab", "Trakiya Food Science", members.Research, []string{"dairy", "wine"}, "plovdiv", members.Public},
	{"mullinjte-e-jugut", "Mullinjtë e Jugut", members.Association, oil, "vlore", members.AssociationForm},
	{"kypriaka-proionta", "Kypriaka Proionta", members.Association, every, "nicosia", members.AssociationForm},
	{"grate-e-fshatit", "Gratë e Fshatit", members.CivilSociety, []string{"herbs", "fruit"}, "permet", members.AssociationForm},

	// Buyers.
	{"isar-frucht", "Isar Frucht GmbH", members.Buyer, fruit, "munich", members.Company},
	{"neckartor-feinkost", "Neckartor Feinkost GmbH", members.Buyer, oil, "stuttgart", members.Company},
	{"taunus-kaesekontor", "Taunus Käsekontor GmbH", members.Buyer, dairy, "frankfurt", members.Company},
	{"alster-kraeuterkontor", "Alster Kräuterkontor GmbH", members.Buyer, herbs, "hamburg", members.Company},
	{"donaukorb", "Donaukorb Handels GmbH", members.Buyer, fruit, "vienna", members.Company},
	{"lerchengasse-weine", "Lerchengasse Weine GmbH", members.Buyer, wine, "vienna", members.Company},
}

// languages are what members of a country are written to in.
var languages = map[measure.Country]lang.Tag{"AL": lang.Albanian, "GR": lang.Greek, "CY": lang.Greek, "BG": lang.Bulgarian}

// dialling holds country codes; the numbers behind them are not given to anybody.
var dialling = map[measure.Country]string{"AL": "+355", "GR": "+30", "BG": "+359", "CY": "+357", "DE": "+49", "AT": "+43"}

func (r *region) addMembers() {
	for _, f := range firms {
		at := towns[f.Town]
		language, ok := languages[at.Country]
		if !ok {
			language = lang.English
		}
		r.Members = append(r.Members, members.Member{
			ID: r.id("member", f.Slug), Slug: f.Slug, Name: f.Name, Kind: f.Kind, Sectors: f.Sectors,
			Country: at.Country, Place: at.place(), Municipality: at.Municipality, LegalForm: f.Form,
			Email: "info@" + f.Slug + ".example", Phone: r.phone(dialling[at.Country]), Language: language, Active: true,
		})
	}
}

// Package members keeps the directory: everybody who takes part, from mills and
// dairies to buyers, laboratories and carriers, and the hubs that some of them run.
package members

import (
	"slices"

	"tok/fault"
	"tok/lang"
	"tok/measure"
)

// A Kind is what a member is in the chain.
type Kind string

// The kinds of member, in the order in which lists show them.
const (
	Dairy          Kind = "dairy"
	Mill           Kind = "mill"
	Winery         Kind = "winery"
	Packer         Kind = "packer"
	HerbHouse      Kind = "herb_house"
	Slaughterhouse Kind = "slaughterhouse"
	Grower         Kind = "grower"
	Cooperative    Kind = "cooperative"
	Collector      Kind = "collector"
	Exporter       Kind = "exporter"
	Buyer          Kind = "buyer"
	Laboratory     Kind = "laboratory"
	Carrier        Kind = "carrier"
	Research       Kind = "research"
	Association    Kind = "association"
	CivilSociety   Kind = "civil_society"
)

// Kinds are all kinds in the order in which lists show them.
var Kinds = []Kind{
	Dairy, Mill, Winery, Packer, HerbHouse, Slaughterhouse, Grower, Cooperative, Collector,
	Exporter, Buyer, Laboratory, Carrier, Research, Association, CivilSociety,
}

// Sellers are the kinds that can stand behind a supply.
func Sellers() []Kind { return slices.Clone(Kinds[:10]) }

// A LegalForm decides what a joint seller may know of its members' prices.
type LegalForm string

// The legal forms.
const (
	Person               LegalForm = "person"
	Company              LegalForm = "company"
	CooperativeForm      LegalForm = "cooperative"
	ProducerOrganisation LegalForm = "producer_organisation"
	AssociationForm      LegalForm = "association"
	Public               LegalForm = "public"
)

// LegalForms are all legal forms.
var LegalForms = []LegalForm{Person, Company, CooperativeForm, ProducerOrganisation, AssociationForm, Public}

// A Member is one organisation or person of the directory.
type Member struct {
	ID           string          `json:"id"`
	Slug         string          `json:"slug"` // stands in the address of its page
	Name         string          `json:"name"`
	Kind         Kind            `json:"kind"`
	Sectors      []string        `json:"sectors"` // ids of products' sectors: dairy, oil, wine, fruit, herbs, meat
	Country      measure.Country `json:"country"`
	Place        measure.Place   `json:"place"` // the town
	Municipality string          `json:"municipality"`
	LegalForm    LegalForm       `json:"legal_form"`
	Email        string          `json:"email,omitempty"`
	Phone        string          `json:"phone,omitempty"` // +355671234567
	Language     lang.Tag        `json:"language"`        // in which it is written to
	About        lang.Text       `json:"about,omitempty"`
	Active       bool            `json:"active"`
}

// Check says what keeps the member from being saved.
func (m Member) Check() error {
	switch {
	case m.Name == "":
		return fault.Of(fault.Invalid, "members.name_missing").In("name")
	case m.Slug == "":
		return fault.Of(fault.Invalid, "members.slug_missing", "name", m.Name).In("slug")
	case !slices.Contains(Kinds, m.Kind):
		return fault.Of(fault.Invalid, "members.kind_unknown", "name", m.Name, "kind", string(m.Kind)).In("kind")
	case !slices.Contains(LegalForms, m.LegalForm):
		return fault.Of(fault.Invalid, "members.form_unknown", "name", m.Name, "form", string(m.LegalForm)).In("legal_form")
	case len(m.Country) != 2:
		return fault.Of(fault.Invalid, "members.country_missing", "name", m.Name).In("country")
	case !slices.Contains(lang.All, m.Language):
		return fault.Of(fault.Invalid, "members.language_unknown", "name", m.Name, "language", string(m.Language)).In("language")
	}
	return nil
}

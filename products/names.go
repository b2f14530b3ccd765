package products

import "tok/lang"

// Forms are the ready forms of a product's name in one language, so that nobody
// has to decline a name.
type Forms struct {
	Name      string `json:"name"`    // in a list or after a colon
	After     string `json:"after"`   // after a quantity: "60 t …"
	Shortened string `json:"short"`   // where there is little room
	Customs   string `json:"customs"` // as papers describe it
}

// A Name is a product's name in the four languages.
type Name map[lang.Tag]Forms

// Say is the name by itself.
func (n Name) Say(l lang.Tag) string { return n[l].Name }

// After is the name after a quantity.
func (n Name) After(l lang.Tag) string { return n[l].After }

// Short is the name where there is little room.
func (n Name) Short(l lang.Tag) string { return n[l].Shortened }

// Customs is the description on papers.
func (n Name) Customs(l lang.Tag) string { return n[l].Customs }

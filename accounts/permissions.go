package accounts

import (
	"slices"

	"tok/fault"
)

// An Act is what can be done to an object.
type Act string

// The acts.
const (
	See     Act = "see"
	Enter   Act = "enter"
	Change  Act = "change"
	Compose Act = "compose"
	Send    Act = "send"
	Answer  Act = "answer"
)

// An Object is a kind of thing that acts are done to. Where one thing looks
// different to different readers, each look is an object of its own.
type Object string

// The objects.
const (
	MemberEntry  Object = "member"         // a firm's entry in the directory
	Contact      Object = "contact"        // a firm's telephone and e-mail
	Supply       Object = "supply"         // what a member can deliver, without its floor
	Floor        Object = "floor"          // a member's floor price and costs
	Demand       Object = "demand"         // what a buyer asks
	DemandPrice  Object = "demand price"   // what the buyer pays, where it is not public
	Offer        Object = "offer"          // the coordinator's view: every member's figures
	MemberSheet  Object = "member's sheet" // an offer as one member sees it
	BuyerSheet   Object = "buyer's sheet"  // an offer as the buyer sees it
	CarrierSheet Object = "papers"         // an offer as laboratory and carrier see it: goods, lots, places
	News         Object = "news"           // the association's notices
	Accounts     Object = "account"        // who can sign in, with which roles
	Site         Object = "site"           // the host's name, colours, settings
	Rules        Object = "rules"          // market rules and reference prices
	TheLog       Object = "log"            // who did what
)

// A Permission is one row of the table.
type Permission struct {
	Role   Role
	Object Object
	Any    []Act // on every such object
	Own    []Act // on those that belong to a member the account acts for
}

// Permissions is the table: what is not in it is forbidden. It is read by
// pages, API, commands and exports alike.
var Permissions = []Permission{
	{Public, MemberEntry, acts(See), nil},
	{Public, Demand, acts(See), nil},
	{Public, News, acts(See), nil},

	{Coordinator, MemberEntry, acts(See, Enter, Change), nil},
	{Coordinator, Contact, acts(See, Change), nil},
	{Coordinator, Supply, acts(See, Enter, Change), nil},
	{Coordinator, Floor, acts(See, Change), nil},
	{Coordinator, Demand, acts(See, Enter, Change), nil},
	{Coordinator, DemandPrice, acts(See), nil},
	{Coordinator, Offer, acts(See, Compose, Send, Answer), nil},
	{Coordinator, MemberSheet, acts(See), nil},
	{Coordinator, BuyerSheet, acts(See), nil},
	{Coordinator, CarrierSheet, acts(See), nil},

	{Member, MemberEntry, acts(See), acts(Change)},
	{Member, Contact, nil, acts(See, Change)},
	{Member, Supply, nil, acts(See, Enter, Change)},
	{Member, Floor, nil, acts(See, Change)},
	{Member, DemandPrice, acts(See), nil},
	{Member, MemberSheet, nil, acts(See, Answer)},

	{Collector, MemberEntry, acts(See), acts(Change)},
	{Collector, Contact, nil, acts(See, Change)},
	{Collector, Supply, nil, acts(See, Enter, Change)},
	{Collector, Floor, nil, acts(See, Change)},
	{Collector, DemandPrice, acts(See), nil},
	{Collector, MemberSheet, nil, acts(See, Answer)},

	{Buyer, Demand, acts(See), acts(Enter, Change)},
	{Buyer, DemandPrice, nil, acts(See)},
	{Buyer, BuyerSheet, nil, acts(See, Answer)},

	{Laboratory, CarrierSheet, nil, acts(See)},
	{Carrier, CarrierSheet, nil, acts(See)},

	{Editor, News, acts(See, Enter, Change), nil},

	{Officer, DemandPrice, acts(See), nil},

	{Administrator, Accounts, acts(See, Enter, Change), nil},
	{Administrator, Site, acts(See, Change), nil},
	{Administrator, Rules, acts(See, Change), nil},
	{Administrator, TheLog, acts(See), nil},
}

func acts(all ...Act) []Act { return all }

// May says whether an account (nil: somebody who is not signed in) may do an
// act to an object. owners are the members the object belongs to; without them
// only what is allowed on every such object is allowed.
func May(a *Account, act Act, object Object, owners ...string) bool {
	own := a != nil && slices.ContainsFunc(owners, func(id string) bool { return id != "" && slices.Contains(a.Members, id) })
	return slices.ContainsFunc(Permissions, func(p Permission) bool {
		return p.Object == object && a.Has(p.Role) &&
			(slices.Contains(p.Any, act) || own && slices.Contains(p.Own, act))
	})
}

// Must is May as a fault: SignIn for somebody who is not signed in, Forbidden
// for somebody who is.
func Must(a *Account, act Act, object Object, owners ...string) error {
	switch {
	case May(a, act, object, owners...):
		return nil
	case a == nil:
		return fault.Of(fault.SignIn, "accounts.sign_in_first")
	}
	return fault.Of(fault.Forbidden, "accounts.forbidden")
}

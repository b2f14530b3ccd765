package accounts_test

import (
	"slices"
	"testing"

	"tok/accounts"
	"tok/fault"
)

func with(role accounts.Role, members ...string) *accounts.Account {
	return &accounts.Account{ID: "x", Roles: []accounts.Role{role}, Members: members}
}

func TestOnlyTheCoordinatorAndTheMemberItselfSeeAFloorPrice(t *testing.T) {
	for _, role := range accounts.Roles {
		want := role == accounts.Coordinator
		if got := accounts.May(with(role, "other"), accounts.See, accounts.Floor, "mill"); got != want {
			t.Errorf("%s of another member may see a floor: %v", role, got)
		}
	}
	for _, role := range []accounts.Role{accounts.Member, accounts.Collector} {
		if !accounts.May(with(role, "dairy", "mill"), accounts.See, accounts.Floor, "mill") {
			t.Errorf("%s may not see its own floor", role)
		}
	}
	if accounts.May(nil, accounts.See, accounts.Floor, "mill") || accounts.May(with(accounts.Member, ""), accounts.See, accounts.Floor, "") {
		t.Error("a floor is seen by nobody in particular")
	}
}

func TestOnlyTheCoordinatorSeesAWholeOffer(t *testing.T) {
	for _, role := range accounts.Roles {
		if got := accounts.May(with(role, "mill"), accounts.See, accounts.Offer, "mill"); got != (role == accounts.Coordinator) {
			t.Errorf("%s may see the coordinator's view: %v", role, got)
		}
	}
}

func TestEverybodySeesTheDirectoryAndTheDemands(t *testing.T) {
	for _, a := range []*accounts.Account{nil, with(accounts.Buyer), with(accounts.Administrator)} {
		if !accounts.May(a, accounts.See, accounts.MemberEntry) || !accounts.May(a, accounts.See, accounts.Demand) || accounts.May(a, accounts.See, accounts.TheLog) != a.Has(accounts.Administrator) {
			t.Errorf("wrong for %+v", a)
		}
	}
}

func TestWhoIsNotSignedInIsAskedToAndWhoIsHearsNo(t *testing.T) {
	if err := accounts.Must(nil, accounts.Compose, accounts.Offer); !fault.Is(err, fault.SignIn) {
		t.Errorf("a visitor gets %v", err)
	}
	if err := accounts.Must(with(accounts.Member), accounts.Compose, accounts.Offer); !fault.Is(err, fault.Forbidden) {
		t.Errorf("a member gets %v", err)
	}
	if err := accounts.Must(with(accounts.Coordinator), accounts.Compose, accounts.Offer); err != nil {
		t.Errorf("a coordinator gets %v", err)
	}
}

func TestEveryRoleHasARowAndNoRowIsThereTwice(t *testing.T) {
	type key struct {
		role   accounts.Role
		object accounts.Object
	}
	seen := map[key]bool{}
	var roles []accounts.Role
	for _, p := range accounts.Permissions {
		if seen[key{p.Role, p.Object}] {
			t.Errorf("%s × %s is there twice", p.Role, p.Object)
		}
		seen[key{p.Role, p.Object}] = true
		roles = append(roles, p.Role)
	}
	for _, role := range accounts.Roles {
		if !slices.Contains(roles, role) {
			t.Errorf("%s may do nothing", role)
		}
	}
}

package offers

import (
	"context"
	"hash/fnv"
	"maps"
	"slices"
	"time"

	"tok/demands"
	"tok/internal/database"
	"tok/measure"
	"tok/members"
	"tok/products"
	"tok/sharing"
	"tok/supplies"
)

// Inputs is everything an offer is computed from.
type Inputs struct {
	At       time.Time
	On       measure.Day
	Demand   demands.Demand
	Product  products.Product
	Supplies []Input
	Hubs     []members.Hub
	Freight  Freight
	Rule     sharing.Rule
	Seed     int64
}

// supply finds an input by its supply's id.
func (in Inputs) supply(id string) Input {
	i := slices.IndexFunc(in.Supplies, func(s Input) bool { return s.ID == id })
	return in.Supplies[i]
}

// facts is what the rules may take for granted of the goods: what is true of the
// product, and what the demand says.
func (in Inputs) facts() map[string]any {
	facts := maps.Clone(in.Product.Facts)
	if facts == nil {
		facts = map[string]any{}
	}
	maps.Copy(facts, in.Demand.Facts)
	return facts
}

// frozen begins a composition with what goes in.
func (in Inputs) frozen() *Composition {
	return &Composition{
		Format: Format, On: in.On, At: in.At, Demand: in.Demand,
		Supplies: in.Supplies, Hubs: in.Hubs, Freight: in.Freight,
	}
}

// gather reads what goes into an offer, all from one picture of the database.
func gather(ctx context.Context, db *database.DB, clock measure.Clock, demandID string) (in Inputs, err error) {
	in = Inputs{At: clock.Now(), On: clock.Today(), Rule: sharing.Fair}
	if in.Demand, err = (demands.Store{DB: db}).Find(ctx, demandID); err != nil {
		return in, err
	}
	if in.Product, err = products.Find(in.Demand.Product); err != nil {
		return in, err
	}
	if in.Freight, err = FreightSetting.Get(ctx, db); err != nil {
		return in, err
	}
	if in.Hubs, err = (members.Store{DB: db}).Hubs(ctx); err != nil {
		return in, err
	}
	in.Supplies, err = inputsFor(ctx, db, in.Demand.Product, in.On)
	in.Seed = seedOf(in.Demand.ID)
	return in, err
}

// inputsFor reads the supplies of a product with what is known of their members.
func inputsFor(ctx context.Context, db *database.DB, product string, on measure.Day) ([]Input, error) {
	books := supplies.Store{DB: db}
	found, err := books.Of(ctx, product)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, s := range found {
		ids = append(ids, s.MemberID)
	}
	who, err := members.Store{DB: db}.ByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	papers, err := books.PapersOf(ctx, ids)
	if err != nil {
		return nil, err
	}
	references, err := books.References(ctx, product, on)
	if err != nil {
		return nil, err
	}
	var inputs []Input
	for _, s := range found {
		m := who[s.MemberID]
		if !m.Active {
			continue
		}
		in := Input{Supply: s, Country: m.Country, Place: m.Place, Papers: papers[s.MemberID]}
		if ref, ok := references[m.Country]; ok {
			in.Reference, in.Far = &ref, supplies.Far(s.Floor, ref)
		}
		inputs = append(inputs, in)
	}
	return inputs, nil
}

// seedOf gives the same demand the same seed.
func seedOf(id string) int64 {
	h := fnv.New32a()
	h.Write([]byte(id))
	return int64(h.Sum32())
}

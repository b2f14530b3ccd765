// Package sample is an invented region on real ground: members, hubs, demands,
// supplies, papers and freight as a function of a day and a seed, for trying TOK
// out, for the manual and for tests. Nobody in it exists.
package sample

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"github.com/google/uuid"

	"tok/accounts"
	"tok/demands"
	"tok/fault"
	"tok/internal/database"
	"tok/measure"
	"tok/members"
	"tok/offers"
	"tok/supplies"
)

// A Region is everything that the sample consists of.
type Region struct {
	Today      measure.Day          `json:"today"`
	Seed       int64                `json:"seed"`
	Members    []members.Member     `json:"members"`
	Hubs       []members.Hub        `json:"hubs"`
	Demands    []demands.Demand     `json:"demands"`
	Supplies   []supplies.Supply    `json:"supplies"`
	Papers     []supplies.Paper     `json:"papers"`
	References []supplies.Reference `json:"references"`
	Freight    offers.Freight       `json:"freight"`
}

// region is a Region being made.
type region struct {
	Region
	today  measure.Day
	phones int
}

// Make gives the region as it stands on a day; the seed decides the ids.
func Make(today measure.Day, seed int64) Region {
	r := &region{Region: Region{Today: today, Seed: seed, References: prices}, today: today}
	r.addMembers()
	r.addHubs()
	r.addDemands()
	r.addSupplies()
	r.addPapers()
	r.addFreight()
	return r.Region
}

// Fill writes the region into an empty site. A site that holds the sample already
// is left as it is, one that holds anything else is refused.
func Fill(ctx context.Context, db *database.DB, today measure.Day, seed int64) error {
	r := Make(today, seed)
	return db.Write(ctx, func(tx *database.Tx) error {
		if done, err := filled(ctx, tx); done || err != nil {
			return err
		}
		for _, m := range r.Members {
			if _, err := members.PutIn(ctx, tx, m); err != nil {
				return err
			}
		}
		for _, h := range r.Hubs {
			if _, err := members.PutHubIn(ctx, tx, h); err != nil {
				return err
			}
		}
		for _, d := range r.Demands {
			if _, err := demands.PutIn(ctx, tx, d); err != nil {
				return err
			}
		}
		if err := r.fillSupplies(ctx, tx); err != nil {
			return err
		}
		if err := offers.FreightSetting.Set(ctx, tx, r.Freight); err != nil {
			return err
		}
		if err := demands.StartNumbersAfter(ctx, tx, r.Demands[len(r.Demands)-1].Number); err != nil {
			return err
		}
		if err := r.fillAccounts(ctx, tx, db); err != nil {
			return err
		}
		return made.Set(ctx, tx, Made{On: today, Seed: seed})
	})
}

func (r Region) fillSupplies(ctx context.Context, tx *database.Tx) error {
	for _, s := range r.Supplies {
		if _, err := supplies.PutIn(ctx, tx, s); err != nil {
			return err
		}
	}
	for _, p := range r.Papers {
		if _, err := supplies.PutPaperIn(ctx, tx, p); err != nil {
			return err
		}
	}
	for _, ref := range r.References {
		if err := supplies.PutReferenceIn(ctx, tx, ref); err != nil {
			return err
		}
	}
	return nil
}

// Made says on which day a site was filled with the sample.
type Made struct {
	On   measure.Day `json:"on"`
	Seed int64       `json:"seed"`
}

var made = database.Setting[Made]{Key: "sample.made"}

// In says whether a site is the sample, and since when.
func In(ctx context.Context, q database.Querier) (Made, bool, error) {
	m, err := made.Get(ctx, q)
	return m, !m.On.IsZero(), err
}

// filled says whether the site holds the sample already; a site that somebody
// else works in is refused.
func filled(ctx context.Context, tx *database.Tx) (bool, error) {
	if _, sample, err := In(ctx, tx); sample || err != nil {
		return sample, err
	}
	n, err := members.CountIn(ctx, tx)
	if err != nil {
		return false, err
	}
	nobody, err := accounts.Empty(ctx, tx)
	if err == nil && (n > 0 || !nobody) {
		err = fault.Of(fault.Conflict, "sample.another_site", "count", n)
	}
	return false, err
}

// id makes the id of a thing of the region: a UUID of version 7 at the beginning
// of the day, whose other bits come from the seed and the thing's name.
func (r *region) id(kind, name string) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%d %s %s", r.Seed, kind, name))
	id := uuid.UUID(sum[:16])
	ms := r.today.In(measure.Tirana).UnixMilli()
	binary.BigEndian.PutUint32(id[0:4], uint32(ms>>16))
	binary.BigEndian.PutUint16(id[4:6], uint16(ms))
	id[6] = id[6]&0x0f | 0x70
	id[8] = id[8]&0x3f | 0x80
	return id.String()
}

func (r *region) member(slug string) string { return r.id("member", slug) }

// phone gives the next number; behind the country's code it is nobody's.
func (r *region) phone(code string) string {
	r.phones++
	return fmt.Sprintf("%s0000%05d", code, r.phones)
}

func kilos(kg int64) measure.Kilos            { return measure.Kilos(kg) }
func euro(e float64) measure.Cents            { return measure.CentsOf(e) }
func perKilo(e float64) measure.CentsPerTonne { return measure.PerTonne(e) }

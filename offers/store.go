package offers

import (
	"context"
	"encoding/json"
	"errors"

	"tok/fault"
	"tok/internal/database"
)

// FreightSetting is where the site keeps its price list.
var FreightSetting = database.Setting[Freight]{Key: "offers.freight"}

// keep writes a new offer with the next number of its demand.
func keep(ctx context.Context, tx *database.Tx, o *Offer) error {
	last, err := database.One(ctx, tx, database.Value[int], `
		SELECT COALESCE(MAX(sequence), 0) FROM offers WHERE demand_id = ?`, o.DemandID)
	if err != nil {
		return err
	}
	o.Sequence = last + 1
	_, err = tx.Exec(ctx, `
		INSERT INTO offers (id, demand_id, demand, sequence, state, asked_by, job, created_at, composition)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, '')`,
		o.ID, o.DemandID, o.Demand, o.Sequence, o.State, o.By, o.Job, database.Instant(o.CreatedAt))
	return err
}

// settle freezes what a job found out; an offer that is no longer composing is
// left as it is, so that a job that runs twice has one effect.
func settle(ctx context.Context, tx *database.Tx, id string, state State, c *Composition) error {
	text := []byte{}
	if c != nil {
		var err error
		if text, err = json.Marshal(c); err != nil {
			return err
		}
	}
	_, err := tx.Exec(ctx, `
		UPDATE offers SET state = ?, composition = ? WHERE id = ? AND state = ?`,
		state, string(text), id, Composing)
	return err
}

const columns = `id, demand_id, demand, sequence, state, asked_by, job, created_at, composition`

func scanOffer(scan database.Scan) (o Offer, err error) {
	var composition string
	if err := scan(&o.ID, &o.DemandID, &o.Demand, &o.Sequence, &o.State, &o.By, &o.Job,
		(*database.Instant)(&o.CreatedAt), &composition); err != nil {
		return o, err
	}
	if composition != "" {
		o.Composition = &Composition{}
		err = json.Unmarshal([]byte(composition), o.Composition)
	}
	return o, err
}

// Find gives the offer with a number such as "118-2".
func Find(ctx context.Context, q database.Querier, demand, sequence int) (Offer, error) {
	o, err := database.One(ctx, q, scanOffer, `
		SELECT `+columns+` FROM offers WHERE demand = ? AND sequence = ?`, demand, sequence)
	if errors.Is(err, database.ErrNone) {
		return o, fault.Of(fault.Missing, "offers.missing", "number", numbered(demand, sequence))
	}
	return o, err
}

// Of lists the offers to a demand, the newest first, without their compositions.
func Of(ctx context.Context, q database.Querier, demandID string) ([]Offer, error) {
	return database.All(ctx, q, scanOffer, `
		SELECT id, demand_id, demand, sequence, state, asked_by, job, created_at, ''
		FROM offers WHERE demand_id = ? ORDER BY sequence DESC`, demandID)
}

// composing says whether a job has an offer already.
func composing(ctx context.Context, q database.Querier, job string) (bool, error) {
	n, err := database.One(ctx, q, database.Value[int], `SELECT COUNT(*) FROM offers WHERE job = ?`, job)
	return n > 0, err
}

// numberOfJob is the number of the offer that a job composed.
func numberOfJob(ctx context.Context, q database.Querier, job string) (string, error) {
	o, err := database.One(ctx, q, scanOffer, `SELECT `+columns+` FROM offers WHERE job = ?`, job)
	if errors.Is(err, database.ErrNone) {
		return "", fault.Of(fault.Missing, "offers.missing", "number", job)
	}
	return o.Number(), err
}

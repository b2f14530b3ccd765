package supplies

import (
	"context"
	"errors"

	"tok/fault"
	"tok/internal/database"
	"tok/measure"
)

// A Store keeps supplies, papers and reference prices.
type Store struct{ DB *database.DB }

// Put saves a supply, new or changed. A supply without an id gets one.
func (s Store) Put(ctx context.Context, supply Supply) (id string, err error) {
	err = s.DB.Write(ctx, func(tx *database.Tx) error {
		id, err = PutIn(ctx, tx, supply)
		return err
	})
	return id, err
}

// PutIn is Put inside a transaction.
func PutIn(ctx context.Context, tx *database.Tx, s Supply) (string, error) {
	if s.ID == "" {
		s.ID = database.NewID()
	}
	if err := s.Check(); err != nil {
		return "", err
	}
	_, err := tx.Exec(ctx, `
		INSERT INTO supplies (id, member_id, product, by_month, least, floor, floor_from, quality, facts, updated)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET
			product = excluded.product, by_month = excluded.by_month, least = excluded.least, floor = excluded.floor,
			floor_from = excluded.floor_from, quality = excluded.quality, facts = excluded.facts,
			updated = excluded.updated`,
		s.ID, s.MemberID, s.Product, database.JSON(s.ByMonth), int64(s.Least), int64(s.Floor), s.FloorFrom,
		database.JSON(s.Quality), database.JSON(s.Facts), s.Updated)
	return s.ID, err
}

const supplyColumns = `id, member_id, product, by_month, least, floor, floor_from, quality, facts, updated`

func supplyRow(scan database.Scan) (s Supply, err error) {
	err = scan(&s.ID, &s.MemberID, &s.Product, database.JSON(&s.ByMonth), &s.Least, &s.Floor, &s.FloorFrom,
		database.JSON(&s.Quality), database.JSON(&s.Facts), &s.Updated)
	return s, err
}

// Find gives the supply with an id.
func (s Store) Find(ctx context.Context, id string) (Supply, error) {
	supply, err := database.One(ctx, s.DB, supplyRow, `SELECT `+supplyColumns+` FROM supplies WHERE id = ?`, id)
	if errors.Is(err, database.ErrNone) {
		return supply, fault.Of(fault.Missing, "supplies.missing")
	}
	return supply, err
}

// Of gives all supplies of these products, in the order of their ids.
func (s Store) Of(ctx context.Context, products ...string) ([]Supply, error) {
	return database.All(ctx, s.DB, supplyRow, `
		SELECT s.id, s.member_id, s.product, s.by_month, s.least, s.floor, s.floor_from, s.quality, s.facts, s.updated
		FROM supplies s
		JOIN members m ON m.id = s.member_id
		WHERE s.product IN (?) AND m.active = ?
		ORDER BY s.id`, products, true)
}

// OfMembers gives the supplies of these members, in the order of their ids.
func (s Store) OfMembers(ctx context.Context, members []string) ([]Supply, error) {
	return database.All(ctx, s.DB, supplyRow,
		`SELECT `+supplyColumns+` FROM supplies WHERE member_id IN (?) ORDER BY id`, members)
}

// PutPaper saves a paper, new or changed. A paper without an id gets one.
func (s Store) PutPaper(ctx context.Context, p Paper) (id string, err error) {
	err = s.DB.Write(ctx, func(tx *database.Tx) error {
		id, err = PutPaperIn(ctx, tx, p)
		return err
	})
	return id, err
}

// PutPaperIn is PutPaper inside a transaction.
func PutPaperIn(ctx context.Context, tx *database.Tx, p Paper) (string, error) {
	if p.ID == "" {
		p.ID = database.NewID()
	}
	if err := p.Check(); err != nil {
		return "", err
	}
	_, err := tx.Exec(ctx, `
		INSERT INTO papers (id, member_id, kind, number, valid_from, valid_to)
		VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET
			kind = excluded.kind, number = excluded.number, valid_from = excluded.valid_from,
			valid_to = excluded.valid_to`,
		p.ID, p.MemberID, p.Kind, p.Number, p.From, p.Until)
	return p.ID, err
}

// PapersOf gives the papers of these members, by member, the oldest first.
func (s Store) PapersOf(ctx context.Context, members []string) (map[string][]Paper, error) {
	papers, err := database.All(ctx, s.DB, paperRow, `
		SELECT id, member_id, kind, number, valid_from, valid_to
		FROM papers
		WHERE member_id IN (?)
		ORDER BY member_id, kind, valid_from, id`, members)
	if err != nil {
		return nil, err
	}
	byMember := map[string][]Paper{}
	for _, p := range papers {
		byMember[p.MemberID] = append(byMember[p.MemberID], p)
	}
	return byMember, nil
}

func paperRow(scan database.Scan) (p Paper, err error) {
	err = scan(&p.ID, &p.MemberID, &p.Kind, &p.Number, &p.From, &p.Until)
	return p, err
}

// PutReferenceIn saves a reference price inside a transaction.
func PutReferenceIn(ctx context.Context, tx *database.Tx, r Reference) error {
	if r.Price <= 0 || r.On.IsZero() || r.Source == "" {
		return fault.Of(fault.Invalid, "supplies.reference_wrong", "product", r.Product).In("price_per_tonne")
	}
	_, err := tx.Exec(ctx, `
		INSERT INTO reference_prices (product, country, day, price, source)
		VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (product, country, day) DO UPDATE SET price = excluded.price, source = excluded.source`,
		r.Product, string(r.Country), r.On, int64(r.Price), r.Source)
	return err
}

// References gives, by country, the last reference price of a product that was
// known on a day.
func (s Store) References(ctx context.Context, product string, on measure.Day) (map[measure.Country]Reference, error) {
	all, err := database.All(ctx, s.DB, referenceRow, `
		SELECT product, country, day, price, source
		FROM reference_prices
		WHERE product = ? AND day <= ?
		ORDER BY day`, product, on)
	if err != nil {
		return nil, err
	}
	last := map[measure.Country]Reference{}
	for _, r := range all {
		last[r.Country] = r
	}
	return last, nil
}

func referenceRow(scan database.Scan) (r Reference, err error) {
	err = scan(&r.Product, &r.Country, &r.On, &r.Price, &r.Source)
	return r, err
}

package demands

import (
	"context"
	"errors"

	"tok/fault"
	"tok/internal/database"
	"tok/lang"
	"tok/measure"
)

// A Store keeps the demands.
type Store struct{ DB *database.DB }

// A Filter picks demands; its zero value picks all.
type Filter struct {
	Search   string          // words in any alphabet, all of them must be there
	Products []string        // none = every product
	Country  measure.Country // of destination; "" = every country
	Statuses []Status        // none = every status
	Public   bool            // only those that everybody may see
	Before   int             // the page begins behind this number; 0 = at the newest
	Most     int             // demands on a page; 0 = all
	Soonest  bool            // in the order of their deadlines; such a list has one page
}

// Put saves a demand, new or changed. A new one gets an id and the next number.
func (s Store) Put(ctx context.Context, d Demand) (saved Demand, err error) {
	err = s.DB.Write(ctx, func(tx *database.Tx) error {
		saved, err = PutIn(ctx, tx, d)
		return err
	})
	return saved, err
}

// PutIn is Put inside a transaction.
func PutIn(ctx context.Context, tx *database.Tx, d Demand) (Demand, error) {
	if err := d.Check(); err != nil {
		return d, err
	}
	if d.ID == "" {
		d.ID = database.NewID()
	}
	if d.Number == 0 {
		number, err := database.NextNumber(ctx, tx, "demands")
		if err != nil {
			return d, err
		}
		d.Number = int(number)
	}
	_, err := tx.Exec(ctx, `
		INSERT INTO demands (id, number, buyer_id, product, cn, country, place, lat, lon, price, payment_days, incoterm,
			loadings, loading_least, loading_most, total_least, total_most, limits, papers, facts, packaging, note,
			closes_at, status, is_public, price_public, created_at, search)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET
			buyer_id = excluded.buyer_id, product = excluded.product, cn = excluded.cn, country = excluded.country,
			place = excluded.place, lat = excluded.lat, lon = excluded.lon, price = excluded.price,
			payment_days = excluded.payment_days, incoterm = excluded.incoterm, loadings = excluded.loadings,
			loading_least = excluded.loading_least, loading_most = excluded.loading_most,
			total_least = excluded.total_least, total_most = excluded.total_most, limits = excluded.limits,
			papers = excluded.papers, facts = excluded.facts, packaging = excluded.packaging, note = excluded.note,
			closes_at = excluded.closes_at, status = excluded.status, is_public = excluded.is_public,
			price_public = excluded.price_public, search = excluded.search`,
		d.ID, d.Number, d.BuyerID, d.Product, d.CN, string(d.Country), d.Place.Name, d.Place.Lat, d.Place.Lon,
		int64(d.Price), d.PaymentDays, d.Incoterm, database.JSON(d.Loadings),
		int64(d.PerLoading.Least), int64(d.PerLoading.Most), int64(d.Total.Least), int64(d.Total.Most),
		database.JSON(d.Limits), database.JSON(d.Papers), database.JSON(d.Facts), d.Packaging, database.JSON(d.Note),
		database.Instant(d.ClosesAt), string(d.Status), d.Public, d.PricePublic, database.Instant(d.CreatedAt),
		d.searchText())
	return d, err
}

const demandColumns = `id, number, buyer_id, product, cn, country, place, lat, lon, price, payment_days, incoterm,
	loadings, loading_least, loading_most, total_least, total_most, limits, papers, facts, packaging, note,
	closes_at, status, is_public, price_public, created_at`

func demandRow(scan database.Scan) (d Demand, err error) {
	err = scan(&d.ID, &d.Number, &d.BuyerID, &d.Product, &d.CN, &d.Country, &d.Place.Name, &d.Place.Lat, &d.Place.Lon,
		&d.Price, &d.PaymentDays, &d.Incoterm, database.JSON(&d.Loadings),
		&d.PerLoading.Least, &d.PerLoading.Most, &d.Total.Least, &d.Total.Most,
		database.JSON(&d.Limits), database.JSON(&d.Papers), database.JSON(&d.Facts), &d.Packaging, database.JSON(&d.Note),
		(*database.Instant)(&d.ClosesAt), &d.Status, &d.Public, &d.PricePublic, (*database.Instant)(&d.CreatedAt))
	return d, err
}

// Find gives the demand with an id.
func (s Store) Find(ctx context.Context, id string) (Demand, error) {
	return found(database.One(ctx, s.DB, demandRow, `SELECT `+demandColumns+` FROM demands WHERE id = ?`, id))
}

// FindNumber gives the demand with a public number.
func (s Store) FindNumber(ctx context.Context, number int) (Demand, error) {
	return found(database.One(ctx, s.DB, demandRow, `SELECT `+demandColumns+` FROM demands WHERE number = ?`, number))
}

func found(d Demand, err error) (Demand, error) {
	if errors.Is(err, database.ErrNone) {
		return d, fault.Of(fault.Missing, "demands.missing")
	}
	return d, err
}

// List gives the demands that a filter picks, the newest number first unless
// the filter says otherwise.
func (s Store) List(ctx context.Context, f Filter) ([]Demand, error) {
	where, values := f.where()
	if f.Before > 0 {
		where += ` AND number < ?`
		values = append(values, f.Before)
	}
	order, limit := `number DESC`, ``
	if f.Soonest {
		order = `closes_at, number`
	}
	if f.Most > 0 {
		limit = ` LIMIT ?`
		values = append(values, f.Most)
	}
	return database.All(ctx, s.DB, demandRow,
		`SELECT `+demandColumns+` FROM demands WHERE `+where+` ORDER BY `+order+limit, values...)
}

// Count counts the demands that a filter picks, all its pages together.
func (s Store) Count(ctx context.Context, f Filter) (int, error) {
	where, values := f.where()
	return database.One(ctx, s.DB, database.Value[int], `SELECT COUNT(*) FROM demands WHERE `+where, values...)
}

func (f Filter) where() (string, []any) {
	where, values := `1 = 1`, []any{}
	and := func(clause string, value any) {
		where += ` AND ` + clause
		values = append(values, value)
	}
	if len(f.Products) > 0 {
		and(`product IN (?)`, f.Products)
	}
	if f.Country != "" {
		and(`country = ?`, string(f.Country))
	}
	if len(f.Statuses) > 0 {
		statuses := make([]string, len(f.Statuses))
		for i, status := range f.Statuses {
			statuses[i] = string(status)
		}
		and(`status IN (?)`, statuses)
	}
	if f.Public {
		and(`is_public = ?`, true)
	}
	for _, word := range lang.Tokens(f.Search) {
		and(`search LIKE ?`, "%"+word+"%")
	}
	return where, values
}

// StartNumbersAfter lets the numbers of new demands begin behind one, where a
// site brings numbers along.
func StartNumbersAfter(ctx context.Context, tx *database.Tx, number int) error {
	for {
		next, err := database.NextNumber(ctx, tx, "demands")
		if err != nil || int(next) >= number {
			return err
		}
	}
}

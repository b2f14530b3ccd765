package members

import (
	"context"
	"errors"

	"tok/fault"
	"tok/internal/database"
	"tok/lang"
	"tok/measure"
)

// A Store keeps the directory.
type Store struct{ DB *database.DB }

// A Filter picks members; its zero value picks everybody who is active.
type Filter struct {
	Search   string          // words in any alphabet, all of them must be there
	Sector   string          // "" = every sector
	Country  measure.Country // "" = every country
	Kinds    []Kind          // none = every kind
	Inactive bool            // also those who are no longer active
	After    string          // the page begins behind the member with this id
	Most     int             // members on a page; 0 = all
}

// Put saves a member, new or changed. A member without an id gets one.
func (s Store) Put(ctx context.Context, m Member) (id string, err error) {
	err = s.DB.Write(ctx, func(tx *database.Tx) error {
		id, err = PutIn(ctx, tx, m)
		return err
	})
	return id, err
}

// PutIn is Put inside a transaction.
func PutIn(ctx context.Context, tx *database.Tx, m Member) (string, error) {
	if m.ID == "" {
		m.ID = database.NewID()
	}
	if err := m.Check(); err != nil {
		return "", err
	}
	taken, err := database.One(ctx, tx, database.Value[string], `SELECT id FROM members WHERE slug = ? AND id <> ?`, m.Slug, m.ID)
	if err == nil {
		return "", fault.Of(fault.Conflict, "members.slug_taken", "slug", m.Slug, "id", taken).In("slug")
	} else if !errors.Is(err, database.ErrNone) {
		return "", err
	}
	_, err = tx.Exec(ctx, `
		INSERT INTO members (id, slug, name, sorted, search, kind, sectors, country, place, lat, lon, municipality,
			legal_form, email, phone, language, about, active)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET
			slug = excluded.slug, name = excluded.name, sorted = excluded.sorted, search = excluded.search,
			kind = excluded.kind, sectors = excluded.sectors, country = excluded.country, place = excluded.place,
			lat = excluded.lat, lon = excluded.lon, municipality = excluded.municipality,
			legal_form = excluded.legal_form, email = excluded.email, phone = excluded.phone,
			language = excluded.language, about = excluded.about, active = excluded.active`,
		m.ID, m.Slug, m.Name, sortKey(m.Name), m.searchText(), string(m.Kind), database.JSON(m.Sectors), string(m.Country),
		m.Place.Name, m.Place.Lat, m.Place.Lon, m.Municipality, string(m.LegalForm), m.Email, m.Phone,
		string(m.Language), database.JSON(m.About), m.Active)
	if err != nil {
		return "", err
	}
	if _, err := tx.Exec(ctx, `DELETE FROM member_sectors WHERE member_id = ?`, m.ID); err != nil {
		return "", err
	}
	for _, sector := range m.Sectors {
		if _, err := tx.Exec(ctx, `INSERT INTO member_sectors (sector, member_id) VALUES (?, ?)`, sector, m.ID); err != nil {
			return "", err
		}
	}
	return m.ID, nil
}

const memberColumns = `m.id, m.slug, m.name, m.kind, m.sectors, m.country, m.place, m.lat, m.lon, m.municipality,
	m.legal_form, m.email, m.phone, m.language, m.about, m.active`

func memberRow(scan database.Scan) (m Member, err error) {
	err = scan(&m.ID, &m.Slug, &m.Name, &m.Kind, database.JSON(&m.Sectors), &m.Country,
		&m.Place.Name, &m.Place.Lat, &m.Place.Lon, &m.Municipality,
		&m.LegalForm, &m.Email, &m.Phone, &m.Language, database.JSON(&m.About), &m.Active)
	return m, err
}

// Find gives the member with an id.
func (s Store) Find(ctx context.Context, id string) (Member, error) {
	return found(database.One(ctx, s.DB, memberRow, `SELECT `+memberColumns+` FROM members m WHERE m.id = ?`, id))
}

// FindSlug gives the member with a slug.
func (s Store) FindSlug(ctx context.Context, slug string) (Member, error) {
	return found(database.One(ctx, s.DB, memberRow, `SELECT `+memberColumns+` FROM members m WHERE m.slug = ?`, slug))
}

func found(m Member, err error) (Member, error) {
	if errors.Is(err, database.ErrNone) {
		return m, fault.Of(fault.Missing, "members.missing")
	}
	return m, err
}

// ByID gives the members with these ids, those that exist.
func (s Store) ByID(ctx context.Context, ids []string) (map[string]Member, error) {
	list, err := database.All(ctx, s.DB, memberRow, `SELECT `+memberColumns+` FROM members m WHERE m.id IN (?)`, ids)
	if err != nil {
		return nil, err
	}
	byID := make(map[string]Member, len(list))
	for _, m := range list {
		byID[m.ID] = m
	}
	return byID, nil
}

// List gives the members that a filter picks, in the order of their names.
func (s Store) List(ctx context.Context, f Filter) ([]Member, error) {
	where, values := f.where()
	if f.After != "" {
		where += ` AND (m.sorted, m.id) > (SELECT a.sorted, a.id FROM members a WHERE a.id = ?)`
		values = append(values, f.After)
	}
	limit := ``
	if f.Most > 0 {
		limit = ` LIMIT ?`
		values = append(values, f.Most)
	}
	return database.All(ctx, s.DB, memberRow,
		`SELECT `+memberColumns+` FROM members m WHERE `+where+` ORDER BY m.sorted, m.id`+limit, values...)
}

// Count counts the members that a filter picks, all its pages together.
func (s Store) Count(ctx context.Context, f Filter) (int, error) {
	where, values := f.where()
	return database.One(ctx, s.DB, database.Value[int], `SELECT COUNT(*) FROM members m WHERE `+where, values...)
}

// A Tally is how many members there are, where and in what.
type Tally struct {
	All       int
	Countries map[measure.Country]int
	Sectors   map[string]int // a member may be in several
}

// Tally counts the members that a filter picks, all its pages together.
func (s Store) Tally(ctx context.Context, f Filter) (t Tally, err error) {
	where, values := f.where()
	t.Countries, err = tally[measure.Country](ctx, s.DB,
		`SELECT m.country, COUNT(*) FROM members m WHERE `+where+` GROUP BY m.country`, values)
	if err != nil {
		return t, err
	}
	for _, n := range t.Countries {
		t.All += n
	}
	t.Sectors, err = tally[string](ctx, s.DB,
		`SELECT c.sector, COUNT(*) FROM member_sectors c JOIN members m ON m.id = c.member_id WHERE `+where+` GROUP BY c.sector`, values)
	return t, err
}

// tally reads rows of a name and a number.
func tally[K ~string](ctx context.Context, db *database.DB, statement string, values []any) (map[K]int, error) {
	counts := map[K]int{}
	_, err := database.All(ctx, db, func(scan database.Scan) (name K, err error) {
		n := 0
		err = scan(&name, &n)
		counts[name] = n
		return name, err
	}, statement, values...)
	return counts, err
}

func (f Filter) where() (string, []any) {
	where, values := `1 = 1`, []any{}
	and := func(clause string, value any) {
		where += ` AND ` + clause
		values = append(values, value)
	}
	if !f.Inactive {
		and(`m.active = ?`, true)
	}
	if f.Sector != "" {
		and(`EXISTS (SELECT 1 FROM member_sectors s WHERE s.sector = ? AND s.member_id = m.id)`, f.Sector)
	}
	if f.Country != "" {
		and(`m.country = ?`, string(f.Country))
	}
	if len(f.Kinds) > 0 {
		kinds := make([]string, len(f.Kinds))
		for i, k := range f.Kinds {
			kinds[i] = string(k)
		}
		and(`m.kind IN (?)`, kinds)
	}
	for _, word := range lang.Tokens(f.Search) {
		and(`m.search LIKE ?`, "%"+word+"%")
	}
	return where, values
}

// PutHub saves a hub, new or changed. A hub without an id gets one.
func (s Store) PutHub(ctx context.Context, h Hub) (id string, err error) {
	err = s.DB.Write(ctx, func(tx *database.Tx) error {
		id, err = PutHubIn(ctx, tx, h)
		return err
	})
	return id, err
}

// PutHubIn is PutHub inside a transaction.
func PutHubIn(ctx context.Context, tx *database.Tx, h Hub) (string, error) {
	if h.ID == "" {
		h.ID = database.NewID()
	}
	if err := h.Check(); err != nil {
		return "", err
	}
	_, err := tx.Exec(ctx, `
		INSERT INTO hubs (id, slug, name, member_id, country, place, lat, lon, capacity, open_cost, handling, sectors)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET
			slug = excluded.slug, name = excluded.name, member_id = excluded.member_id, country = excluded.country,
			place = excluded.place, lat = excluded.lat, lon = excluded.lon, capacity = excluded.capacity,
			open_cost = excluded.open_cost, handling = excluded.handling, sectors = excluded.sectors`,
		h.ID, h.Slug, h.Name, h.MemberID, string(h.Country), h.Place.Name, h.Place.Lat, h.Place.Lon,
		int64(h.Capacity), int64(h.OpenCost), int64(h.Handling), database.JSON(h.Sectors))
	return h.ID, err
}

// Hubs gives all hubs in the order of their slugs.
func (s Store) Hubs(ctx context.Context) ([]Hub, error) {
	return database.All(ctx, s.DB, hubRow, `
		SELECT id, slug, name, member_id, country, place, lat, lon, capacity, open_cost, handling, sectors
		FROM hubs
		ORDER BY slug`)
}

func hubRow(scan database.Scan) (h Hub, err error) {
	err = scan(&h.ID, &h.Slug, &h.Name, &h.MemberID, &h.Country, &h.Place.Name, &h.Place.Lat, &h.Place.Lon,
		&h.Capacity, &h.OpenCost, &h.Handling, database.JSON(&h.Sectors))
	return h, err
}

// CountIn counts all members, active or not, inside a transaction.
func CountIn(ctx context.Context, tx *database.Tx) (int, error) {
	return database.One(ctx, tx, database.Value[int], `SELECT COUNT(*) FROM members`)
}

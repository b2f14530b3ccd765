package database

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"
)

// NewID gives an id of this site's own: a UUID whose order is that of time
// (version 7), as text.
func NewID() string { return uuid.Must(uuid.NewV7()).String() }

// An Instant keeps a time.Time in a BIGINT column as Unix milliseconds, UTC; the
// zero time is NULL. Pass database.Instant(t), scan into (*database.Instant)(&t).
type Instant time.Time

// Value stores the instant.
func (i Instant) Value() (driver.Value, error) {
	if time.Time(i).IsZero() {
		return nil, nil
	}
	return time.Time(i).UnixMilli(), nil
}

// Scan reads the instant.
func (i *Instant) Scan(v any) error {
	switch v := v.(type) {
	case nil:
		*i = Instant{}
	case int64:
		*i = Instant(time.UnixMilli(v).UTC())
	default:
		return fmt.Errorf("an instant cannot be read from %T", v)
	}
	return nil
}

// JSON keeps any value as JSON in a TEXT column: pass database.JSON(v), scan
// into database.JSON(&v). NULL leaves v as it is.
func JSON(v any) interface {
	driver.Valuer
	Scan(any) error
} {
	return inJSON{v}
}

type inJSON struct{ v any }

func (j inJSON) Value() (driver.Value, error) {
	text, err := json.Marshal(j.v)
	return string(text), err
}

func (j inJSON) Scan(v any) error {
	switch v := v.(type) {
	case nil:
		return nil
	case string:
		return json.Unmarshal([]byte(v), j.v)
	case []byte:
		return json.Unmarshal(v, j.v)
	}
	return fmt.Errorf("JSON cannot be read from %T", v)
}

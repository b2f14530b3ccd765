-- +goose Up
CREATE TABLE offers (
    id          TEXT   NOT NULL PRIMARY KEY,
    demand_id   TEXT   NOT NULL REFERENCES demands (id),
    demand      BIGINT NOT NULL, -- the demand's number
    sequence    BIGINT NOT NULL, -- 2 in "118-2"
    state       TEXT   NOT NULL, -- composing, composed, nothing
    asked_by    TEXT   NOT NULL, -- account
    job         TEXT   NOT NULL,
    created_at  BIGINT NOT NULL,
    composition TEXT   NOT NULL, -- JSON tok-offer/1, frozen; '' while composing
    UNIQUE (demand, sequence)
);
CREATE INDEX offers_demand ON offers (demand_id, sequence);

-- +goose Up
-- A floor is the member's secret: no page, file or letter shows it to another firm.
CREATE TABLE supplies (
    id         TEXT   NOT NULL PRIMARY KEY,
    member_id  TEXT   NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    product    TEXT   NOT NULL,
    by_month   TEXT   NOT NULL, -- JSON [{month, kg}]
    least      BIGINT NOT NULL, -- kg
    floor      BIGINT NOT NULL, -- cents per tonne
    floor_from TEXT   NOT NULL,
    quality    TEXT   NOT NULL, -- JSON {quality: value}
    facts      TEXT   NOT NULL, -- JSON {fact: value}
    updated    TEXT   NOT NULL,
    UNIQUE (member_id, product)
);
CREATE INDEX supplies_product ON supplies (product, member_id);

CREATE TABLE papers (
    id         TEXT NOT NULL PRIMARY KEY,
    member_id  TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    kind       TEXT NOT NULL,
    number     TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to   TEXT NOT NULL -- '' = without end
);
CREATE INDEX papers_member ON papers (member_id, kind, valid_from);

-- What producers were paid, with source and date.
CREATE TABLE reference_prices (
    product TEXT   NOT NULL,
    country TEXT   NOT NULL,
    day     TEXT   NOT NULL,
    price   BIGINT NOT NULL, -- cents per tonne
    source  TEXT   NOT NULL,
    PRIMARY KEY (product, country, day)
);

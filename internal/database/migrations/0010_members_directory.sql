-- +goose Up
-- Names and contacts of members stand here and nowhere else, so that they can
-- be erased; everything that must last refers to the id.
CREATE TABLE members (
    id           TEXT             NOT NULL PRIMARY KEY,
    slug         TEXT             NOT NULL UNIQUE,
    name         TEXT             NOT NULL,
    sorted       TEXT             NOT NULL, -- the collation key of the name: the order of lists
    search       TEXT             NOT NULL, -- the folded text in which people look
    kind         TEXT             NOT NULL,
    sectors      TEXT             NOT NULL, -- JSON list
    country      TEXT             NOT NULL,
    place        TEXT             NOT NULL,
    lat          DOUBLE PRECISION NOT NULL,
    lon          DOUBLE PRECISION NOT NULL,
    municipality TEXT             NOT NULL,
    legal_form   TEXT             NOT NULL,
    email        TEXT             NOT NULL,
    phone        TEXT             NOT NULL,
    language     TEXT             NOT NULL,
    about        TEXT             NOT NULL, -- JSON {language: text}
    active       BOOLEAN          NOT NULL
);
CREATE INDEX members_sorted ON members (sorted, id);
CREATE INDEX members_country ON members (country, sorted, id);

-- The sectors again, for looking members up by one.
CREATE TABLE member_sectors (
    sector    TEXT NOT NULL,
    member_id TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    PRIMARY KEY (sector, member_id)
);

CREATE TABLE hubs (
    id        TEXT             NOT NULL PRIMARY KEY,
    slug      TEXT             NOT NULL UNIQUE,
    name      TEXT             NOT NULL,
    member_id TEXT             NOT NULL REFERENCES members (id),
    country   TEXT             NOT NULL,
    place     TEXT             NOT NULL,
    lat       DOUBLE PRECISION NOT NULL,
    lon       DOUBLE PRECISION NOT NULL,
    capacity  BIGINT           NOT NULL, -- kg per loading day
    open_cost BIGINT           NOT NULL, -- cents per delivery
    handling  BIGINT           NOT NULL, -- cents per tonne
    sectors   TEXT             NOT NULL  -- JSON list
);

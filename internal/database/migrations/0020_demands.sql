-- +goose Up
CREATE TABLE demands (
    id            TEXT             NOT NULL PRIMARY KEY,
    number        BIGINT           NOT NULL UNIQUE,
    buyer_id      TEXT             NOT NULL REFERENCES members (id),
    product       TEXT             NOT NULL,
    cn            TEXT             NOT NULL,
    country       TEXT             NOT NULL,
    place         TEXT             NOT NULL,
    lat           DOUBLE PRECISION NOT NULL,
    lon           DOUBLE PRECISION NOT NULL,
    price         BIGINT           NOT NULL, -- cents per tonne, delivered
    payment_days  BIGINT           NOT NULL,
    incoterm      TEXT             NOT NULL,
    loadings      TEXT             NOT NULL, -- JSON list of days
    loading_least BIGINT           NOT NULL, -- kg
    loading_most  BIGINT           NOT NULL,
    total_least   BIGINT           NOT NULL,
    total_most    BIGINT           NOT NULL,
    limits        TEXT             NOT NULL, -- JSON {quality: {min, max}}
    papers        TEXT             NOT NULL, -- JSON list
    facts         TEXT             NOT NULL, -- JSON {fact: value}
    packaging     TEXT             NOT NULL,
    note          TEXT             NOT NULL, -- JSON {language: text}
    closes_at     BIGINT,
    status        TEXT             NOT NULL,
    is_public     BOOLEAN          NOT NULL,
    price_public  BOOLEAN          NOT NULL,
    created_at    BIGINT,
    search        TEXT             NOT NULL -- the folded text in which people look
);
CREATE INDEX demands_status ON demands (status, number);
CREATE INDEX demands_product ON demands (product, number);

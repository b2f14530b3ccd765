-- +goose Up
CREATE TABLE accounts (
    id       TEXT   NOT NULL PRIMARY KEY,
    email    TEXT   NOT NULL UNIQUE, -- lower case
    name     TEXT   NOT NULL,
    language TEXT   NOT NULL,
    roles    TEXT   NOT NULL, -- JSON list
    members  TEXT   NOT NULL, -- JSON list: for whom it acts
    password TEXT   NOT NULL, -- argon2id, PHC string
    created  BIGINT NOT NULL,
    closed   BIGINT
);

-- Tokens are kept as hashes only.
CREATE TABLE sessions (
    token   TEXT   NOT NULL PRIMARY KEY,
    data    TEXT   NOT NULL, -- base64
    expires BIGINT NOT NULL
);
CREATE INDEX sessions_expires ON sessions (expires);

-- The link that makes the first account of an empty site.
CREATE TABLE first_links (
    token   TEXT   NOT NULL PRIMARY KEY,
    expires BIGINT NOT NULL
);

-- Attempts to sign in, kept for a quarter of an hour. who is an e-mail address or the address of a machine.
CREATE TABLE sign_in_attempts (
    id  TEXT   NOT NULL PRIMARY KEY,
    who TEXT   NOT NULL,
    at  BIGINT NOT NULL
);
CREATE INDEX sign_in_attempts_who ON sign_in_attempts (who, at);

-- +goose Up
CREATE TABLE jobs (
    id      TEXT   NOT NULL PRIMARY KEY,
    kind    TEXT   NOT NULL,
    object  TEXT   NOT NULL, -- what it works on
    args    TEXT   NOT NULL, -- JSON
    state   TEXT   NOT NULL, -- queued, running, done, failed, cancelled
    river   BIGINT NOT NULL, -- its number in the queue
    fault   TEXT   NOT NULL, -- JSON {key, args}: why it failed
    asked   BIGINT NOT NULL,
    started BIGINT,
    ended   BIGINT
);

-- One job at a time on one object.
CREATE UNIQUE INDEX jobs_underway ON jobs (kind, object) WHERE state IN ('queued', 'running');
CREATE INDEX jobs_object ON jobs (kind, object, id);

CREATE TABLE job_steps (
    job  TEXT   NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    nr   BIGINT NOT NULL,
    key  TEXT   NOT NULL, -- a key of lang/words
    args TEXT   NOT NULL, -- JSON
    at   BIGINT NOT NULL,
    PRIMARY KEY (job, nr)
);

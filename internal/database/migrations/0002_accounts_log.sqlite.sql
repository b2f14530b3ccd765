-- +goose Up
-- Who did what, when, on whose behalf: ids and values, no names. Nothing is ever changed or removed.
CREATE TABLE log (
    id        TEXT   NOT NULL PRIMARY KEY,
    at        BIGINT NOT NULL,
    who       TEXT   NOT NULL, -- account; '' = the site itself
    on_behalf TEXT   NOT NULL, -- member; '' = nobody else
    act       TEXT   NOT NULL,
    object    TEXT   NOT NULL,
    before    TEXT   NOT NULL, -- JSON
    after     TEXT   NOT NULL  -- JSON
);
CREATE INDEX log_object ON log (object, id);

-- +goose StatementBegin
CREATE TRIGGER log_is_never_changed BEFORE UPDATE ON log
BEGIN
    SELECT RAISE(ABORT, 'the log is append-only');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER log_is_never_shortened BEFORE DELETE ON log
BEGIN
    SELECT RAISE(ABORT, 'the log is append-only');
END;
-- +goose StatementEnd

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
CREATE FUNCTION log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the log is append-only';
END;
$$;
-- +goose StatementEnd

CREATE TRIGGER log_is_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON log
FOR EACH STATEMENT EXECUTE FUNCTION log_is_append_only();

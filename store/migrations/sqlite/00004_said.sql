-- +goose Up

-- Where a fact stood that a later reading of its article no longer gives: its citation can still show
-- the passage, and lead to what a still later reading finds there.
ALTER TABLE forward ADD COLUMN starts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE forward ADD COLUMN ends INTEGER NOT NULL DEFAULT 0;

-- What the text of an article is compared by, see package wording; empty for a short text, or one that was
-- archived before there were sketches and not read again since.
ALTER TABLE article ADD COLUMN sketch BLOB NOT NULL DEFAULT x'';

-- Keys of which copies of one report share at least one. Rows of articles that are gone do no harm.
CREATE TABLE band (
	guild   TEXT    NOT NULL,
	key     INTEGER NOT NULL,
	article TEXT    NOT NULL,
	PRIMARY KEY (guild, key, article)
) WITHOUT ROWID;

-- +goose Down
DROP TABLE band;
ALTER TABLE article DROP COLUMN sketch;
ALTER TABLE forward DROP COLUMN ends;
ALTER TABLE forward DROP COLUMN starts;

-- +goose Up

-- What analysts decided about names, in the order they did. Rows are never changed but for the mark of
-- being undone, so that the record stays.
CREATE TABLE decision (
	n         INTEGER PRIMARY KEY AUTOINCREMENT,
	guild     TEXT    NOT NULL,
	kind      TEXT    NOT NULL,
	at        INTEGER NOT NULL,
	by_user   TEXT    NOT NULL,
	entity    TEXT    NOT NULL,
	name      TEXT    NOT NULL,
	into_id   TEXT    NOT NULL,
	into_name TEXT    NOT NULL,
	article   TEXT    NOT NULL,
	undone    INTEGER,
	undone_by TEXT    NOT NULL
);
CREATE INDEX decision_guild ON decision (guild, n);

-- Where the decisions that count lead: who an entity is, everywhere or in one article. Made anew from
-- decision with every change of it.
CREATE TABLE lead (
	guild     TEXT NOT NULL,
	article   TEXT NOT NULL, -- empty: everywhere
	entity    TEXT NOT NULL,
	name      TEXT NOT NULL, -- of entity
	into_id   TEXT NOT NULL,
	into_name TEXT NOT NULL,
	PRIMARY KEY (guild, article, entity)
);

-- +goose Down
DROP TABLE lead;
DROP TABLE decision;

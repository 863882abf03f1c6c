-- +goose Up

-- The right to do one thing once.
CREATE TABLE claim (
	guild   TEXT    NOT NULL,
	kind    TEXT    NOT NULL,
	key     TEXT    NOT NULL,
	token   INTEGER NOT NULL, -- counts who held it
	until   INTEGER NOT NULL,
	done    INTEGER NOT NULL,
	message TEXT    NOT NULL,
	PRIMARY KEY (guild, kind, key)
);

CREATE TABLE schedule (
	id         INTEGER PRIMARY KEY AUTOINCREMENT,
	guild      TEXT    NOT NULL,
	name       TEXT    NOT NULL,
	channel    TEXT    NOT NULL,
	spec       TEXT    NOT NULL,
	zone       TEXT    NOT NULL,
	topic      TEXT    NOT NULL,
	created    INTEGER NOT NULL,
	created_by TEXT    NOT NULL,
	last       INTEGER,
	paused     INTEGER NOT NULL,
	reason     TEXT    NOT NULL
);
CREATE UNIQUE INDEX schedule_name ON schedule (guild, name);

-- Command lines too long for a button, by their hash.
CREATE TABLE line (
	guild TEXT    NOT NULL,
	key   TEXT    NOT NULL,
	line  TEXT    NOT NULL,
	kept  INTEGER NOT NULL,
	PRIMARY KEY (guild, key)
);

-- Small values the program remembers; those of the whole process have an empty guild.
CREATE TABLE state (
	guild TEXT NOT NULL,
	key   TEXT NOT NULL,
	value TEXT NOT NULL,
	PRIMARY KEY (guild, key)
);

-- +goose Down
DROP TABLE state;
DROP TABLE line;
DROP TABLE schedule;
DROP TABLE claim;

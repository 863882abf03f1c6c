-- +goose Up

-- What conditions are matched by with what later articles tell: the sides of the parties and the matter,
-- one word a line. day is when the article was published, else added.
CREATE TABLE terms (
	guild     TEXT    NOT NULL,
	article   TEXT    NOT NULL,
	n         INTEGER NOT NULL, -- of the condition
	holder    TEXT    NOT NULL,
	addressee TEXT    NOT NULL,
	kind      TEXT    NOT NULL,
	matter    TEXT    NOT NULL,
	day       INTEGER NOT NULL,
	PRIMARY KEY (guild, article, n),
	FOREIGN KEY (guild, article) REFERENCES article (guild, id) ON DELETE CASCADE
);
CREATE INDEX terms_addressee ON terms (guild, addressee, day);
CREATE INDEX terms_holder ON terms (guild, holder, day);

-- What an article tells of the terms of others.
CREATE TABLE reply (
	guild   TEXT    NOT NULL,
	article TEXT    NOT NULL,
	n       INTEGER NOT NULL,
	by_side TEXT    NOT NULL,
	to_side TEXT    NOT NULL,
	status  TEXT    NOT NULL,
	matter  TEXT    NOT NULL,
	starts  INTEGER NOT NULL,
	ends    INTEGER NOT NULL,
	day     INTEGER NOT NULL,
	PRIMARY KEY (guild, article, n),
	FOREIGN KEY (guild, article) REFERENCES article (guild, id) ON DELETE CASCADE
);
CREATE INDEX reply_by ON reply (guild, by_side, day);

-- The steps of what became of a condition that other articles tell. It is written whenever one of the two
-- articles is read, and goes with either.
CREATE TABLE answer (
	guild      TEXT    NOT NULL,
	article    TEXT    NOT NULL,
	n          INTEGER NOT NULL, -- of the condition
	by_article TEXT    NOT NULL,
	starts     INTEGER NOT NULL, -- the sentence in by_article
	ends       INTEGER NOT NULL,
	status     TEXT    NOT NULL,
	day        INTEGER NOT NULL,
	PRIMARY KEY (guild, article, n, by_article, starts),
	FOREIGN KEY (guild, article) REFERENCES article (guild, id) ON DELETE CASCADE,
	FOREIGN KEY (guild, by_article) REFERENCES article (guild, id) ON DELETE CASCADE
);
CREATE INDEX answer_by ON answer (guild, by_article);

-- What analysts set right. No reading of an article touches these rows; the last of a slot counts.
CREATE TABLE correction (
	id      INTEGER PRIMARY KEY AUTOINCREMENT,
	guild   TEXT    NOT NULL,
	article TEXT    NOT NULL,
	kind    TEXT    NOT NULL,
	n       INTEGER NOT NULL,
	slot    TEXT    NOT NULL,
	value   TEXT    NOT NULL, -- JSON of Correction without slot, by and at; empty: as it was found
	by_user TEXT    NOT NULL,
	at      INTEGER NOT NULL,
	FOREIGN KEY (guild, article) REFERENCES article (guild, id) ON DELETE CASCADE
);
CREATE INDEX correction_fact ON correction (guild, article, kind, n, id);

-- +goose Down
DROP TABLE correction;
DROP TABLE answer;
DROP TABLE reply;
DROP TABLE terms;

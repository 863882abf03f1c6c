-- +goose Up

-- What a guild archived. Times are unix milliseconds in UTC; published_zone keeps the offset the
-- publication gave, in seconds, because relative dates are counted from the publication's own day.
CREATE TABLE article (
	guild          TEXT    NOT NULL,
	id             TEXT    NOT NULL,
	key_hash       BLOB    NOT NULL, -- SHA-256 of the key the id is cut from
	text_hash      BLOB    NOT NULL, -- SHA-256 of the words of the text
	url            TEXT    NOT NULL,
	outlet         TEXT    NOT NULL,
	outlet_fold    TEXT    NOT NULL,
	title          TEXT    NOT NULL,
	title_fold     TEXT    NOT NULL,
	byline         TEXT    NOT NULL,
	language       TEXT    NOT NULL,
	published      INTEGER,
	published_zone INTEGER NOT NULL,
	published_by   TEXT    NOT NULL,
	added          INTEGER NOT NULL,
	added_by       TEXT    NOT NULL,
	origin_guild   TEXT    NOT NULL,
	origin_channel TEXT    NOT NULL,
	origin_message TEXT    NOT NULL,
	revises        TEXT    NOT NULL,
	pipeline       TEXT    NOT NULL, -- the version of the extractor that gave its facts
	attributions   INTEGER NOT NULL,
	events         INTEGER NOT NULL,
	conditions     INTEGER NOT NULL,
	reading        TEXT    NOT NULL, -- JSON of Facts without the three kinds of fact
	text           TEXT    NOT NULL,
	PRIMARY KEY (guild, id)
);
CREATE INDEX article_url ON article (guild, url) WHERE url <> '';
CREATE INDEX article_text ON article (guild, text_hash);
CREATE INDEX article_pipeline ON article (guild, pipeline, id);
-- These two answer lists, completions and counts without touching the wide rows.
CREATE INDEX article_added ON article (guild, added DESC, id, title, title_fold);
CREATE INDEX article_tally ON article (guild, outlet_fold, outlet, published, attributions, events, conditions);

-- One row for each attribution, event and condition. payload is the truth; the other columns are
-- taken from it, for queries. starts and ends are the place that tells the fact from others of its
-- kind when an article is read again.
CREATE TABLE fact (
	guild     TEXT    NOT NULL,
	article   TEXT    NOT NULL,
	kind      TEXT    NOT NULL,
	n         INTEGER NOT NULL,
	ord       INTEGER NOT NULL, -- place in the slice of its kind
	starts    INTEGER NOT NULL,
	ends      INTEGER NOT NULL,
	when_from INTEGER,
	when_to   INTEGER,
	status    TEXT    NOT NULL, -- of events and conditions; the form of attributions
	score     REAL    NOT NULL,
	payload   TEXT    NOT NULL,
	PRIMARY KEY (guild, article, kind, n),
	FOREIGN KEY (guild, article) REFERENCES article (guild, id) ON DELETE CASCADE
);

-- Where a ref leads that a later reading of its article no longer gives. to_n is 0 when nothing took
-- its place: the number stays taken, so that an old citation never points to something else.
CREATE TABLE forward (
	guild   TEXT    NOT NULL,
	article TEXT    NOT NULL,
	kind    TEXT    NOT NULL,
	n       INTEGER NOT NULL,
	to_n    INTEGER NOT NULL,
	PRIMARY KEY (guild, article, kind, n),
	FOREIGN KEY (guild, article) REFERENCES article (guild, id) ON DELETE CASCADE
);

-- Who is named in which article, how, and how often that article lets them speak and act.
CREATE TABLE article_entity (
	guild      TEXT    NOT NULL,
	entity     TEXT    NOT NULL,
	article    TEXT    NOT NULL,
	name       TEXT    NOT NULL,
	kind       TEXT    NOT NULL,
	folds      TEXT    NOT NULL, -- folded name and aliases, one a line
	statements INTEGER NOT NULL,
	facts      INTEGER NOT NULL,
	PRIMARY KEY (guild, entity, article),
	FOREIGN KEY (guild, article) REFERENCES article (guild, id) ON DELETE CASCADE
);
CREATE INDEX article_entity_article ON article_entity (guild, article);

-- The sums of article_entity, kept as articles come and go, so that completion is an index scan.
CREATE TABLE entity (
	guild      TEXT    NOT NULL,
	id         TEXT    NOT NULL,
	name       TEXT    NOT NULL,
	kind       TEXT    NOT NULL,
	folds      TEXT    NOT NULL,
	articles   INTEGER NOT NULL,
	statements INTEGER NOT NULL,
	facts      INTEGER NOT NULL,
	PRIMARY KEY (guild, id)
);
CREATE INDEX entity_speakers ON entity (guild, statements DESC, id, name, folds) WHERE statements > 0;
CREATE INDEX entity_parties ON entity (guild, facts DESC, id, name, folds) WHERE facts > 0;

-- What the index has to follow: the latest change of each article, in the order of changes.
CREATE TABLE outbox (
	seq     INTEGER PRIMARY KEY AUTOINCREMENT,
	guild   TEXT    NOT NULL,
	article TEXT    NOT NULL,
	removed INTEGER NOT NULL,
	at      INTEGER NOT NULL,
	by_user TEXT    NOT NULL -- who removed it
);
CREATE UNIQUE INDEX outbox_article ON outbox (guild, article);
CREATE INDEX outbox_guild ON outbox (guild, seq);

-- How far the index of a guild had come when it was last fed. The index knows best; this is what
-- can be asked without opening it.
CREATE TABLE feed (
	guild TEXT    NOT NULL PRIMARY KEY,
	seq   INTEGER NOT NULL
);

-- +goose Down
DROP TABLE feed;
DROP TABLE outbox;
DROP TABLE entity;
DROP TABLE article_entity;
DROP TABLE forward;
DROP TABLE fact;
DROP TABLE article;

-- +goose Up

-- What was handed in. state is waiting, running or done; heard and told are the marks of what
-- follows reading. try tells the holder of a lease from those before it.
CREATE TABLE submission (
	id             INTEGER PRIMARY KEY AUTOINCREMENT,
	guild          TEXT    NOT NULL,
	key            TEXT    NOT NULL,
	origin_guild   TEXT    NOT NULL,
	origin_channel TEXT    NOT NULL,
	origin_message TEXT    NOT NULL,
	by_user        TEXT    NOT NULL,
	at             INTEGER NOT NULL,
	url            TEXT    NOT NULL,
	title          TEXT    NOT NULL,
	outlet         TEXT    NOT NULL,
	published      INTEGER,
	published_zone INTEGER NOT NULL,

	state          TEXT    NOT NULL,
	ready          INTEGER NOT NULL, -- not to be taken before
	until          INTEGER NOT NULL, -- end of the lease
	try            INTEGER NOT NULL, -- never given twice
	failures       INTEGER NOT NULL, -- tries that ended in an error
	crashes        INTEGER NOT NULL, -- tries that ended with the process

	article        TEXT    NOT NULL, -- what became of it; empty when nothing was archived
	known          INTEGER NOT NULL,
	seq            INTEGER NOT NULL, -- the outbox row that must be indexed before it is told
	aside          INTEGER NOT NULL, -- kept for the operator: the fault is ours
	say            TEXT    NOT NULL, -- why nothing was archived, for the person
	why            TEXT    NOT NULL, -- the same for the operator, and of the last try that failed
	finished       INTEGER,
	heard          INTEGER,
	told           INTEGER,

	file_name      TEXT    NOT NULL,
	file_type      TEXT    NOT NULL,
	text           TEXT    NOT NULL, -- like bytes, forgotten when it is done, unless aside
	bytes          BLOB    NOT NULL
);
CREATE UNIQUE INDEX submission_key ON submission (guild, key) WHERE key <> '';
CREATE INDEX submission_waiting ON submission (guild, id, ready) WHERE state = 'waiting' AND crashes = 0;
CREATE INDEX submission_suspect ON submission (crashes, id, ready) WHERE state = 'waiting' AND crashes > 0;
CREATE INDEX submission_ready ON submission (ready) WHERE state = 'waiting';
CREATE INDEX submission_queued ON submission (guild, at) WHERE state <> 'done';
CREATE INDEX submission_running ON submission (until) WHERE state = 'running';
CREATE INDEX submission_unmarked ON submission (id, guild, seq) WHERE state = 'done' AND (told IS NULL OR heard IS NULL);
CREATE INDEX submission_aside ON submission (id) WHERE aside = 1;
CREATE INDEX submission_article ON submission (guild, article) WHERE article <> '';

-- +goose Down
DROP TABLE submission;

package ingest

import (
	"context"
	"time"

	"attache"
)

// Fetcher gets a page.
type Fetcher interface {
	// Fetch returns the article at a URL: its canonical URL and whatever the page says of itself.
	// Errors a person can act on are Problems. It ends when ctx does.
	Fetch(ctx context.Context, url string) (attache.Article, error)
}

// Reader reads a document that was handed in.
type Reader interface {
	// Read returns the article in a file. Pasted text is a file without a name, of type text/plain.
	// Errors are Problems.
	Read(file attache.File) (attache.Article, error)
}

// Indexer makes articles searchable.
type Indexer interface {
	// Put takes articles in, forgets others and moves the guild's checkpoint to seq, all at once.
	// Putting an article again replaces it.
	Put(ctx context.Context, guild attache.GuildID, seq int64, put []attache.Read, remove []attache.ArticleID) error
	// Checkpoint returns the seq of the last Put that cannot be lost any more, 0 when there is none.
	Checkpoint(ctx context.Context, guild attache.GuildID) (int64, error)
}

// Listener learns what became of submissions.
type Listener interface {
	// Ingested is called until it returns nil, also across restarts: more than once at times.
	Ingested(ctx context.Context, o attache.Outcome) error
}

// Queue is the inbox as it is kept, over all guilds.
type Queue interface {
	Tasks
	Verdicts
	// Unmarked lists submissions after a number that are read and indexed and lack a mark.
	Unmarked(ctx context.Context, after int64, n int) ([]attache.Marks, error)
	// Guilds lists those that have articles, Behind those whose index lacks some, as far as known.
	Guilds(ctx context.Context) ([]attache.GuildID, error)
	Behind(ctx context.Context) ([]attache.GuildID, error)
}

// Tasks gives out submissions under a lease.
type Tasks interface {
	// Take gives the next one of the first guild after the one named, round again, not in skip.
	Take(ctx context.Context, now time.Time, lease time.Duration, after attache.GuildID, skip ...attache.GuildID) (attache.Task, bool, error)
	// TakeSuspect gives one over which the process died before.
	TakeSuspect(ctx context.Context, now time.Time, lease time.Duration) (attache.Task, bool, error)
	// Ready says when the next one may be taken; false when none waits.
	Ready(ctx context.Context) (time.Time, bool, error)
	// Lapsed lists those whose lease ran out, or all that are leased.
	Lapsed(ctx context.Context, now time.Time, all bool) ([]attache.Task, error)
}

// Verdicts ends a lease. Each fails, and changes nothing, when the lease is somebody else's by now.
type Verdicts interface {
	// Keep archives what was read; false means that its id was taken meanwhile.
	Keep(ctx context.Context, t attache.Task, pipeline string, r attache.Read) (bool, error)
	Known(ctx context.Context, t attache.Task, id attache.ArticleID) error
	Refuse(ctx context.Context, t attache.Task, say, why string, aside bool) error
	Postpone(ctx context.Context, t attache.Task, ready time.Time, why string) error
	Lapse(ctx context.Context, t attache.Task, ready time.Time) error
	Release(ctx context.Context, t attache.Task) error
	Renew(ctx context.Context, t attache.Task, until time.Time) error // does not end it
}

// Archive is what one guild keeps.
type Archive interface {
	Submissions
	Shelf
	Changes
	Readings
}

// Submissions keeps what was handed in and how far it has come.
type Submissions interface {
	// Submit keeps a submission; full means that most wait already and it was not kept.
	Submit(ctx context.Context, s attache.Submission, most int) (id int64, full bool, err error)
	Outcome(ctx context.Context, id int64) (attache.Outcome, attache.Marks, error)
	Told(ctx context.Context, id int64) error
	Heard(ctx context.Context, id int64) error
}

// Shelf keeps articles.
type Shelf interface {
	// Place gives an article its id, or says that it is known.
	Place(ctx context.Context, a attache.Article) (placed attache.Article, known bool, err error)
	// Save archives what was read. It returns where in the outbox, 0 for an id taken meanwhile.
	Save(ctx context.Context, pipeline string, reads []attache.Read) (seqs []int64, err error)
	// At returns the newest version of a page, or an error that wraps attache.ErrNotFound.
	At(ctx context.Context, url string) (attache.Article, error)
}

// Changes is what an index follows.
type Changes interface {
	Outbox(ctx context.Context, after int64, n int) ([]attache.Change, error)
	Reads(ctx context.Context, ids []attache.ArticleID) ([]attache.Read, error)
	Indexed(ctx context.Context, seq int64) error
}

// Readings is what a new extractor replaces.
type Readings interface {
	Outdated(ctx context.Context, pipeline string, after attache.ArticleID, n int) ([]attache.Article, error)
	Reread(ctx context.Context, pipeline string, reads []attache.Read) error
}

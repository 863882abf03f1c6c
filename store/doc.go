// Package store keeps the truth of Attaché in SQL: articles with their facts, what was handed in
// and is not read yet, schedules, claims and a few small things the bot remembers. The index is
// derived from it and may be deleted at any time.
//
// A guild is a type here: [DB.Guild] gives a [Guild], and only a Guild reads articles, so that a
// query across guilds is a query nobody can write by accident. What *DB itself does is for the
// whole process: the inbox, claims, schedules that are due, backup, check.
//
//	db, err := store.Open(ctx, "attache.db")
//	g := db.Guild("4711")
//	a, known, err := g.Place(ctx, a)        // its id, and whether the archive has it
//	seqs, err := g.Save(ctx, "v3", []attache.Read{{Article: a, Facts: extract(a)}})
//	cited, err := g.Cite(ctx, []attache.Ref{"k7m2q4x9d3hw#s3"})
//
// The words: an article's place is its id and whether it revises another; a change is a row of the
// outbox, which an index follows; a task is a submission that is leased to a worker; to forward a
// ref is to say which fact took its place when the article was read again.
//
// Every change is one transaction: an article, its facts, its row in the outbox and the mark of its
// submission are saved together or not at all. A transaction is on disk when the method returns. All
// methods may be called concurrently. Times come back in UTC with milliseconds, Article.Published
// with the offset it was given in.
//
// It refuses to search: words are the index's matter. It does not read texts, and it reads no clock
// but for rows that say when they were written.
package store

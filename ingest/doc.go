// Package ingest turns what people hand in into articles with facts: submit, fetch, read, extract,
// save, index, tell.
//
//	in, err := ingest.New(ingest.Options{Queue: db, Guild: …, Index: set, Fetch: client, Read: reader, Extract: pipeline.Extract, Pipeline: "v3"})
//	id, err := in.Submit(ctx, attache.Submission{Guild: "4711", URL: "https://…"}) // on disk
//	go in.Run(ctx)                                                                 // reads, indexes, tells
//
// A submission is a row that carries its own marks, and each step is safe to repeat:
//
//	submitted ─► taken ─► fetched, read, extracted ─► archived ─► indexed ─► heard, told
//	   row       lease        in memory               one tx     checkpoint   a mark each
//
// What was taken and not finished when the process died is taken again; what was archived is found
// in the outbox by the index and in the marks by whoever tells. So a crash loses nothing, and
// repeats at most a message that was sent and not yet marked. docs/adr/0002-inbox.md says why the
// rows are the queue.
//
// Guilds take turns. A page that does not answer is asked again later, a text that makes the
// extractor panic or hang is tried a few times, and one over which the process died is tried alone;
// then it is set aside with the reason, and the person is told.
//
// Bulk takes thousands of articles from the terminal past the queue, many to a transaction. Reread
// applies a new extractor to all that is archived.
//
// The package refuses to decide what is a page, a text or a fact: it is given a Fetcher, a Reader
// and a function. It imports no database, no index and no network.
package ingest

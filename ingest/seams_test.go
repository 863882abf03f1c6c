package ingest_test

import (
	"attache"
	"attache/commands"
	"attache/fetch"
	"attache/index"
	"attache/ingest"
	"attache/readable"
	"attache/store"
)

// The seams, from both sides.
var (
	_ commands.Inbox  = ingest.Desk{}
	_ ingest.Queue    = (*store.DB)(nil)
	_ ingest.Archive  = (*store.Guild)(nil)
	_ ingest.Indexer  = (*index.Set)(nil)
	_ ingest.Fetcher  = (*fetch.Client)(nil)
	_ ingest.Reader   = readable.Reader{}
	_ ingest.Listener = (*ears)(nil)

	_ = ingest.Options{Guild: func(id attache.GuildID) ingest.Archive { return (*store.DB)(nil).Guild(id) }}
)

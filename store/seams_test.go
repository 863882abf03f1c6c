package store_test

import (
	"attache/bot"
	"attache/commands"
	"attache/digest"
	"attache/store"
)

// The seams that others declare and this package fulfils; those of ingest are checked there.
var (
	_ commands.Archive = (*store.Guild)(nil)
	_ commands.Names   = (*store.Guild)(nil)
	_ commands.Terms   = (*store.Guild)(nil)
	_ digest.Book      = (*store.Guild)(nil)
	_ digest.Schedules = (*store.DB)(nil)
	_ digest.Claims    = store.Claims{}
	_ bot.Lines        = store.Lines{}
	_ bot.State        = (*store.DB)(nil)
)

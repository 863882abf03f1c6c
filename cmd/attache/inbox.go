package main

import (
	"cmp"
	"fmt"

	"attache"
	"attache/card"
	"attache/store"
)

type inboxCmd struct {
	Retry int64 `placeholder:"N" help:"Put submission N back into the queue."`
	Limit int   `default:"50" help:"How many to list."`
}

// Run lists submissions over which the reader died or hung, or that failed too often.
func (c *inboxCmd) Run(e env) error {
	return e.beside(func(db *store.DB) error {
		if c.Retry > 0 {
			if err := db.Retry(e.ctx, c.Retry); err != nil {
				return &attache.Problem{Say: fmt.Sprintf("No submission %d is set aside. Nothing was changed.", c.Retry), Err: err}
			}
			fmt.Fprintf(e.out, "submission %d is in the queue again; a running bot reads it\n", c.Retry)
			return nil
		}
		waiting, aside, oldest, err := db.Backlog(e.ctx)
		if err != nil {
			return err
		}
		fmt.Fprintf(e.out, "%s waiting, %d set aside\n", card.Plural(waiting, "submission"), aside)
		if waiting > 0 {
			fmt.Fprintf(e.out, "the oldest was handed in at %s\n", oldest.Format("2 January 2006 15:04 MST"))
		}
		all, why, err := db.SetAside(e.ctx, c.Limit)
		if err != nil {
			return err
		}
		for i, s := range all {
			what := cmp.Or(s.URL, s.File.Name, "pasted text")
			fmt.Fprintf(e.out, "%d  server %s, %s: %s — %s\n", s.ID, s.Guild, s.At.Format("2 January 15:04"), what, why[i])
		}
		return nil
	})
}

package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"attache"
	"attache/card"
)

// bookkeepingDays is how long buttons with long lines, and records of what was done, are kept.
const bookkeepingDays = 180

// keep does at the start and then once a day what keeps an archive small: it prunes what is no longer
// needed, and removes articles that are older than the operator wants to keep.
func (a *app) keep(ctx context.Context) error {
	tick := time.NewTicker(24 * time.Hour)
	defer tick.Stop()
	for {
		now := time.Now()
		if err := errors.Join(a.db.Prune(ctx, now.AddDate(0, 0, -bookkeepingDays)), a.retire(ctx, now)); err != nil && ctx.Err() == nil {
			a.log.Error("keeping", "err", err)
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return nil
		}
	}
}

// retire removes articles that were added longer ago than the operator keeps them.
func (a *app) retire(ctx context.Context, now time.Time) error {
	if a.settings.RetentionDays == 0 {
		return nil
	}
	before := now.AddDate(0, 0, -a.settings.RetentionDays)
	guilds, err := a.db.Guilds(ctx)
	if err != nil {
		return err
	}
	for _, id := range guilds {
		n, err := a.retireGuild(ctx, id, before)
		if err != nil {
			return fmt.Errorf("retire articles of %s: %w", id, err)
		}
		if n > 0 {
			a.log.Info("articles retired", "guild", id, "count", n, "before", before.Format(time.DateOnly))
		}
	}
	return nil
}

// retireGuild removes from the end of the list, which is sorted by addition with the latest first.
func (a *app) retireGuild(ctx context.Context, id attache.GuildID, before time.Time) (removed int, err error) {
	const page = 100
	g := a.db.Guild(id)
	for {
		_, total, err := g.Articles(ctx, 0, 1)
		if err != nil {
			return removed, err
		}
		last, _, err := g.Articles(ctx, max(0, total-page), page)
		if err != nil {
			return removed, err
		}
		old := slices.DeleteFunc(last, func(x attache.Article) bool { return !x.Added.Before(before) })
		for _, x := range old {
			if err := g.Remove(ctx, x.ID, "retention"); err != nil {
				return removed, err
			}
			removed++
		}
		if len(old) < page {
			if removed > 0 {
				err = a.inbox.Feed(ctx, id)
			}
			return removed, err
		}
	}
}

type forgetCmd struct {
	Guild string `arg:"" help:"Id of the server, dm: and a user for direct messages, or local for the terminal."`
	Yes   bool   `help:"Do it; otherwise it says what would go."`
}

// Run deletes the archive of one guild.
func (c *forgetCmd) Run(e env) error {
	return e.within(parts{}, func(a *app) error {
		id := attache.GuildID(c.Guild)
		guilds, err := a.db.Guilds(e.ctx)
		if err != nil {
			return err
		}
		if !slices.Contains(guilds, id) {
			there := "this folder holds no archive yet"
			if len(guilds) > 0 {
				there = fmt.Sprintf("there are: %v", guilds)
			}
			return &attache.Problem{Say: fmt.Sprintf("Nothing is kept for %s. Nothing was deleted; %s.", id, there)}
		}
		st, err := a.db.Guild(id).Stats(e.ctx)
		if err != nil {
			return err
		}
		articles := card.Plural(st.Articles, "article")
		if !c.Yes {
			fmt.Fprintf(e.out, "%s of %s would be deleted for good; say --yes to do it\n", articles, id)
			return nil
		}
		if err := a.db.Guild(id).Purge(e.ctx); err != nil {
			return err
		}
		if err := a.index.RemoveGuild(e.ctx, id); err != nil {
			return err
		}
		fmt.Fprintf(e.out, "%s of %s deleted\n", articles, id)
		return nil
	})
}

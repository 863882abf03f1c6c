package ingest

import (
	"context"
	"fmt"

	"attache"
)

// rereadBatch is how many articles are read again in one transaction.
const rereadBatch = 100

// Reread takes the facts anew of every archived article that another version of the extractor read,
// guild by guild, and indexes them. progress, if not nil, is told after each batch how many articles
// are done. An article whose text the extractor fails on keeps the facts it has. When Reread is
// interrupted, the next one goes on where it stopped.
func (in *Inbox) Reread(ctx context.Context, progress func(done int)) error {
	guilds, err := in.Queue.Guilds(ctx)
	if err != nil {
		return fmt.Errorf("ingest: reread: %w", err)
	}
	done := 0
	for _, guild := range guilds {
		archive := in.Guild(guild)
		var last attache.ArticleID
		for {
			articles, err := archive.Outdated(ctx, in.Pipeline, last, rereadBatch)
			if err != nil {
				return fmt.Errorf("ingest: reread: %w", err)
			}
			if len(articles) == 0 {
				break
			}
			last = articles[len(articles)-1].ID
			reads := make([]attache.Read, len(articles))
			failed := make([]error, len(articles))
			each(len(articles), func(i int) {
				reads[i].Article = articles[i]
				reads[i].Facts, failed[i] = in.extract(articles[i])
			})
			good := reads[:0]
			for i, err := range failed {
				if err != nil {
					in.Log.Error("read an article again", "guild", guild, "article", articles[i].ID, "err", err)
					continue
				}
				good = append(good, reads[i])
			}
			if err := archive.Reread(ctx, in.Pipeline, good); err != nil {
				return fmt.Errorf("ingest: reread: %w", err)
			}
			done += len(articles)
			if progress != nil {
				progress(done)
			}
		}
		if err := in.Feed(ctx, guild); err != nil {
			return fmt.Errorf("ingest: reread: %w", err)
		}
	}
	return nil
}

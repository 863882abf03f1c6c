package index

import (
	"context"
	"errors"
	"fmt"

	"attache"
)

// Guild searches the index of one guild. It is safe for concurrent use and needs no closing.
type Guild struct {
	set *Set
	id  attache.GuildID
}

// Guild returns the door to a guild's index. It opens nothing yet; the only error is an id that no
// guild can have.
func (s *Set) Guild(id attache.GuildID) (*Guild, error) {
	if _, err := folderOf(id); err != nil {
		return nil, err
	}
	return &Guild{s, id}, nil
}

// Search answers a query. A guild without an index has an empty page for everything. Query.Limit
// is capped at 1000, and beyond the first 10 000 hits there is only the count. A search that takes
// too long, or asks for too much, is a Problem.
func (g *Guild) Search(ctx context.Context, q attache.Query) (page attache.Page, err error) {
	sh, err := g.set.take(g.id)
	if err != nil {
		return page, err
	}
	defer g.set.giveBack(sh)
	short, cancel := context.WithTimeout(ctx, g.set.options.Timeout)
	defer cancel()

	var e *engine
	err = g.set.use(sh, false, func() error {
		e = sh.live
		r, err := e.Reader()
		if err != nil {
			return err
		}
		defer r.Close()
		page, err = answer(short, r, g.set.languages, q)
		return err
	})
	var problem *attache.Problem
	switch {
	case err == nil:
		return page, nil
	case errors.Is(err, errAbsent):
		return attache.Page{}, nil
	case errors.As(err, &problem):
		return attache.Page{}, err
	case errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil:
		return attache.Page{}, &attache.Problem{
			Say: "That search took too long and was stopped. Give a rarer word, or a shorter time to search in.",
			Err: fmt.Errorf("index: search: %w", err),
		}
	case errors.Is(err, ErrDamaged) && e != nil:
		g.set.giveUp(sh, e, err)
		return attache.Page{}, &attache.Problem{
			Say: "The search index was damaged and is being built again. No article is lost; please ask again in a few minutes.",
			Err: fmt.Errorf("index: search: %w", err),
		}
	}
	return attache.Page{}, fmt.Errorf("index: search: %w", err)
}

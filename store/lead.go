package store

import (
	"context"
	"database/sql"
	"maps"
	"slices"

	"attache"
)

// leads says who an entity is by the decisions of analysts.
type leads map[place]lead

// place is where a lead counts: in one article, or everywhere when that is empty.
type place struct {
	article attache.ArticleID
	entity  attache.EntityID
}

type lead struct {
	name string // of the entity that leads on
	into attache.EntityID
	as   string // the name of into
}

// leads reads the leads of the guild that count everywhere and in one article; in all articles when
// that is empty.
func (g *Guild) leads(ctx context.Context, q querier, in attache.ArticleID) (leads, error) {
	all := leads{}
	err := rows(ctx, q, func(r *sql.Rows) error {
		var p place
		var l lead
		err := r.Scan(&p.article, &p.entity, &l.name, &l.into, &l.as)
		all[p] = l
		return err
	}, `SELECT article, entity, name, into_id, into_name FROM lead WHERE guild = $1 AND (article = '' OR article = $2 OR $2 = '')`, g.id, in)
	return all, err
}

// of returns who an entity is in an article, and the name to show; what it was asked for when nobody
// decided anything.
func (l leads) of(article attache.ArticleID, id attache.EntityID, name string) (attache.EntityID, string) {
	if id == "" || len(l) == 0 {
		return id, name
	}
	if to, ok := l[place{article, id}]; ok {
		id, name = to.into, to.as
	}
	if to, ok := l[place{"", id}]; ok {
		id, name = to.into, to.as
	}
	return id, name
}

// here keeps the leads of one article alone, for the counts: what is merged everywhere is counted
// apart and added up when it is asked for.
func (l leads) here(article attache.ArticleID) leads {
	only := leads{}
	for p, to := range l {
		if p.article == article {
			only[p] = to
		}
	}
	return only
}

// mention follows a lead.
func (l leads) mention(article attache.ArticleID, m *attache.Mention) {
	if m.Entity != "" {
		m.Entity, m.Name = l.of(article, m.Entity, m.Name)
	}
}

func (l leads) attribution(article attache.ArticleID, a *attache.Attribution) {
	for _, m := range []*attache.Mention{&a.Source, &a.Addressee, &a.Via} {
		l.mention(article, m)
	}
}

func (l leads) event(article attache.ArticleID, e *attache.Event) {
	l.mention(article, &e.Where)
	for i := range e.Who {
		l.mention(article, &e.Who[i])
	}
}

func (l leads) condition(article attache.ArticleID, c *attache.Condition) {
	l.mention(article, &c.Holder)
	l.mention(article, &c.Addressee)
}

// cited follows the leads in one fact.
func (l leads) cited(c *attache.Cited) {
	switch {
	case c.Attribution != nil:
		l.attribution(c.Article.ID, c.Attribution)
	case c.Event != nil:
		l.event(c.Article.ID, c.Event)
	case c.Condition != nil:
		l.condition(c.Article.ID, c.Condition)
	}
}

// facts follows the leads in all facts of an article, and makes one of entities that are the same.
func (l leads) facts(article attache.ArticleID, f *attache.Facts) {
	if len(l) == 0 {
		return
	}
	for i := range f.Attributions {
		l.attribution(article, &f.Attributions[i])
	}
	for i := range f.Events {
		l.event(article, &f.Events[i])
	}
	for i := range f.Conditions {
		l.condition(article, &f.Conditions[i])
	}
	f.Entities = l.entities(article, f.Entities)
}

func (l leads) entities(article attache.ArticleID, all []attache.Entity) []attache.Entity {
	kept := make([]attache.Entity, 0, len(all))
	index := map[attache.EntityID]int{}
	for _, e := range all {
		id, name := l.of(article, e.ID, e.Name)
		if id != e.ID && e.Name != name {
			e.Aliases = append(slices.Clone(e.Aliases), e.Name)
		}
		e.ID, e.Name = id, name
		e.PartOf, _ = l.of(article, e.PartOf, "")
		if i, twice := index[id]; twice {
			for _, a := range e.Aliases {
				if !slices.Contains(kept[i].Aliases, a) {
					kept[i].Aliases = append(slices.Clone(kept[i].Aliases), a)
				}
			}
			continue
		}
		index[id] = len(kept)
		kept = append(kept, e)
	}
	return kept
}

// replay makes the leads that a list of decisions amounts to, in their order.
func replay(all []attache.Decision) leads {
	into := map[attache.EntityID]lead{} // one step
	articles := leads{}
	root := func(id attache.EntityID) attache.EntityID {
		for range len(into) + 1 {
			to, ok := into[id]
			if !ok {
				break
			}
			id = to.into
		}
		return id
	}
	for _, d := range all {
		switch {
		case !d.Undone.IsZero():
		case d.Kind == attache.Parted && d.Article != "":
			articles[place{d.Article, d.Entity}] = lead{d.Name, d.Into, d.IntoName}
		case d.Kind == attache.Parted:
			delete(into, d.Entity)
		case root(d.Into) != root(d.Entity):
			into[root(d.Entity)] = lead{d.Name, d.Into, d.IntoName}
		}
	}
	// Everybody leads to the end of the chain, by the name that end was given last.
	names := map[attache.EntityID]string{}
	for _, d := range all {
		if d.Undone.IsZero() && d.Into != "" {
			names[d.Into] = d.IntoName
		}
	}
	for id, to := range into {
		end := root(id)
		articles[place{"", id}] = lead{to.name, end, names[end]}
	}
	return articles
}

// differ returns the places where two sets of leads differ.
func differ(a, b leads) []place {
	all := map[place]bool{}
	for p, to := range a {
		if b[p] != to {
			all[p] = true
		}
	}
	for p := range b {
		if _, ok := a[p]; !ok {
			all[p] = true
		}
	}
	return slices.SortedFunc(maps.Keys(all), func(x, y place) int {
		if x.article != y.article {
			if x.article < y.article {
				return -1
			}
			return 1
		}
		if x.entity < y.entity {
			return -1
		}
		return 1
	})
}

package store

import (
	"context"
	"database/sql"
	"strconv"
	"strings"

	"attache"
)

// Speakers gives entities that said something, with the number of their statements: most first,
// but the one whose whole name was typed before all. Every word typed must begin a word of the name
// or of a form of it that was seen; case and accents do not count. An empty typed gives all.
func (g *Guild) Speakers(ctx context.Context, typed string, limit int) ([]attache.Count, error) {
	return g.entities(ctx, "statements", typed, limit)
}

// Parties gives entities that take part in any fact, with the number of those facts; see Speakers.
func (g *Guild) Parties(ctx context.Context, typed string, limit int) ([]attache.Count, error) {
	return g.entities(ctx, "facts", typed, limit)
}

func (g *Guild) entities(ctx context.Context, count, typed string, limit int) (all []attache.Count, err error) {
	if limit <= 0 {
		return nil, nil
	}
	whole := string(attache.NewEntityID(typed))
	add := func(r *sql.Rows) error {
		var c attache.Count
		err := r.Scan(&c.ID, &c.Name, &c.N)
		if c.ID != whole || len(all) == 0 {
			all = append(all, c)
		}
		return err
	}
	merged, alone, err := g.merged(ctx, count)
	if err != nil {
		return nil, err
	}
	columns := `SELECT id, name, ` + count + ` FROM entity WHERE guild = $1 AND ` + count + ` > 0` + alone
	if whole != "" {
		if err := rows(ctx, g.db.r, add, columns+` AND id = $2`, g.id, whole); err != nil {
			return nil, err
		}
	}
	where, args := startsWords("folds", typed, g.id)
	args = append(args, limit+1)
	err = rows(ctx, g.db.r, add, columns+where+` ORDER BY `+count+` DESC, id LIMIT $`+strconv.Itoa(len(args)), args...)
	if len(merged) > 0 {
		all = withMerged(all, merged, whole, typed)
	}
	return all[:min(limit, len(all))], err
}

// Outlets gives the names of outlets with the number of their articles; see Speakers.
func (g *Guild) Outlets(ctx context.Context, typed string, limit int) (all []attache.Count, err error) {
	where, args := startsWords("outlet_fold", typed, g.id)
	args = append(args, max(limit, 0))
	err = rows(ctx, g.db.r, func(r *sql.Rows) error {
		var c attache.Count
		err := r.Scan(&c.Name, &c.N)
		c.ID = c.Name
		all = append(all, c)
		return err
	}, `SELECT min(outlet), count(*) AS n FROM article WHERE guild = $1 AND outlet_fold <> ''`+where+
		` GROUP BY outlet_fold ORDER BY n DESC, outlet_fold LIMIT $`+strconv.Itoa(len(args)), args...)
	return all, err
}

// Titles gives articles by words of their titles, those added last first. ID is the article's, N
// the number of its facts.
func (g *Guild) Titles(ctx context.Context, typed string, limit int) (all []attache.Count, err error) {
	where, args := startsWords("title_fold", typed, g.id)
	args = append(args, max(limit, 0))
	err = rows(ctx, g.db.r, func(r *sql.Rows) error {
		var c attache.Count
		err := r.Scan(&c.ID, &c.Name, &c.N)
		all = append(all, c)
		return err
	}, `SELECT t.id, t.title, a.attributions + a.events + a.conditions FROM
		(SELECT guild, id, title, added FROM article WHERE guild = $1 AND title <> ''`+where+` ORDER BY added DESC, id LIMIT $`+strconv.Itoa(len(args))+`) AS t
		JOIN article a ON a.guild = t.guild AND a.id = t.id ORDER BY t.added DESC, t.id`, args...)
	return all, err
}

// maxWords bounds what one completion compares; the rest of what was typed is ignored.
const maxWords = 6

// startsWords returns the conditions under which every typed word begins a word of a folded column.
// Folded words hold letters and digits alone, so nothing in them means anything to LIKE.
func startsWords(column, typed string, guild attache.GuildID) (where string, args []any) {
	args = []any{guild}
	for i, w := range strings.Fields(fold(typed)) {
		if i == maxWords {
			break
		}
		args = append(args, "% "+w+"%")
		where += ` AND ` + column + ` LIKE $` + strconv.Itoa(len(args))
	}
	return where, args
}

package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"attache"
)

// articleColumns are in the order that scanArticle reads.
const articleColumns = `id, url, outlet, title, byline, language, published, published_zone, published_by,
	added, added_by, origin_guild, origin_channel, origin_message, revises, text`

// scanArticle reads articleColumns and whatever follows them.
func scanArticle(scan func(...any) error, more ...any) (a attache.Article, err error) {
	var published, added sql.NullInt64
	var zone int
	err = scan(append([]any{&a.ID, &a.URL, &a.Outlet, &a.Title, &a.Byline, &a.Language, &published, &zone, &a.PublishedBy,
		&added, &a.AddedBy, &a.Origin.Guild, &a.Origin.Channel, &a.Origin.Message, &a.Revises, &a.Text}, more...)...)
	a.Published, a.Added = atZone(published, zone), at(added)
	return a, err
}

// Article returns an article and its facts, or an error that wraps attache.ErrNotFound.
func (g *Guild) Article(ctx context.Context, id attache.ArticleID) (a attache.Article, f attache.Facts, err error) {
	err = g.db.read(ctx, func(tx *sql.Tx) error {
		a, f, err = g.article(ctx, tx, id)
		return err
	})
	return a, f, err
}

// Reads returns articles with their facts in the order of ids; those that are gone are left out.
func (g *Guild) Reads(ctx context.Context, ids []attache.ArticleID) (all []attache.Read, err error) {
	err = g.db.read(ctx, func(tx *sql.Tx) error {
		all = make([]attache.Read, 0, len(ids))
		for _, id := range ids {
			a, f, err := g.article(ctx, tx, id)
			if errors.Is(err, attache.ErrNotFound) {
				continue
			}
			if err != nil {
				return err
			}
			all = append(all, attache.Read{Article: a, Facts: f})
		}
		return nil
	})
	return all, err
}

// article returns an article and its facts, with everybody as whom analysts decided them to be.
func (g *Guild) article(ctx context.Context, q querier, id attache.ArticleID) (attache.Article, attache.Facts, error) {
	a, f, err := g.undecided(ctx, q, id)
	if err != nil {
		return a, f, err
	}
	led, err := g.leads(ctx, q, id)
	led.facts(id, &f)
	return a, f, err
}

// undecided returns an article and its facts with the names that were read.
func (g *Guild) undecided(ctx context.Context, q querier, id attache.ArticleID) (attache.Article, attache.Facts, error) {
	var reading []byte
	a, err := scanArticle(q.QueryRowContext(ctx, `SELECT `+articleColumns+`, reading FROM article WHERE guild = $1 AND id = $2`, g.id, id).Scan, &reading)
	if errors.Is(err, sql.ErrNoRows) {
		return attache.Article{}, attache.Facts{}, notFound("article", id)
	}
	if err != nil {
		return attache.Article{}, attache.Facts{}, err
	}
	f, err := g.facts(ctx, q, id, reading)
	if err == nil {
		err = g.effective(ctx, q, &a, &f)
	}
	return a, f, err
}

// Articles lists articles by the time they were added, newest first, and counts them all.
func (g *Guild) Articles(ctx context.Context, offset, limit int) (all []attache.Article, total int, err error) {
	err = g.db.read(ctx, func(tx *sql.Tx) error {
		if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM article WHERE guild = $1`, g.id).Scan(&total); err != nil {
			return err
		}
		return rows(ctx, tx, func(r *sql.Rows) error {
			a, err := scanArticle(r.Scan)
			all = append(all, a)
			return err
		}, `SELECT `+articleColumns+` FROM article WHERE guild = $1 ORDER BY added DESC, id LIMIT $2 OFFSET $3`, g.id, max(limit, 0), max(offset, 0))
	})
	return all, total, err
}

// Place says where an article belongs before it is read, because its refs hold its id. known means
// that the archive has it: a is then the one it has. Otherwise a comes back with its ID and, when
// the archive holds another text under the same URL, with Revises.
//
// An article is the same when its URL and the words of its text are, and when it has no URL and
// the words of its text are those of any article here. a.Text must be final.
func (g *Guild) Place(ctx context.Context, a attache.Article) (placed attache.Article, known bool, err error) {
	if a.Text == "" {
		return a, false, errors.New("store: an article without text has no place")
	}
	err = g.db.read(ctx, func(tx *sql.Tx) error {
		placed, known, err = g.place(ctx, tx, a)
		return err
	})
	return placed, known, err
}

func (g *Guild) place(ctx context.Context, q querier, a attache.Article) (attache.Article, bool, error) {
	words := textHash(a.Text)
	same := `SELECT ` + articleColumns + ` FROM article WHERE guild = $1 AND text_hash = $2 ORDER BY added, id LIMIT 1`
	args := []any{g.id, words}
	if a.URL != "" {
		same = `SELECT ` + articleColumns + ` FROM article WHERE guild = $1 AND text_hash = $2 AND url = $3 ORDER BY added, id LIMIT 1`
		args = append(args, a.URL)
	}
	switch had, err := scanArticle(q.QueryRowContext(ctx, same, args...).Scan); {
	case err == nil:
		return had, true, nil
	case !errors.Is(err, sql.ErrNoRows):
		return a, false, err
	}
	a.Revises = ""
	if a.URL != "" {
		err := q.QueryRowContext(ctx, `SELECT id FROM article WHERE guild = $1 AND url = $2 AND url <> '' ORDER BY added DESC, id DESC LIMIT 1`, g.id, a.URL).Scan(&a.Revises)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return a, false, err
		}
	}
	a.ID = attache.NewArticleID(articleKey(a, words))
	return a, false, nil
}

// At returns the newest version of the page at a canonical URL, or an error that wraps
// attache.ErrNotFound.
func (g *Guild) At(ctx context.Context, url string) (attache.Article, error) {
	a, err := scanArticle(g.db.r.QueryRowContext(ctx, `SELECT `+articleColumns+` FROM article
		WHERE guild = $1 AND url = $2 AND url <> '' ORDER BY added DESC, id DESC LIMIT 1`, g.id, url).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return attache.Article{}, fmt.Errorf("page: %w", attache.ErrNotFound) // without the URL: it may hold tokens
	}
	return a, err
}

// articleKey is what the id of an article is cut from: its URL, with the words of the text when
// another version of the page was there before; else the words alone.
func articleKey(a attache.Article, words []byte) string {
	switch {
	case a.URL == "":
		return "text:" + hex.EncodeToString(words)
	case a.Revises != "":
		return a.URL + "\n" + hex.EncodeToString(words)
	}
	return a.URL
}

// reading is the part of Facts that is no fact of its own: it is stored with the article.
func reading(f attache.Facts) ([]byte, error) {
	f.Attributions, f.Events, f.Conditions = nil, nil, nil
	return json.Marshal(f)
}

func keyHash(key string) []byte {
	sum := sha256.Sum256([]byte(key))
	return sum[:]
}

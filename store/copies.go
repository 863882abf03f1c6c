package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"slices"

	"attache"
	"attache/wording"
)

// maxCopies bounds what Copies compares: an agency's report is printed by dozens, not by thousands.
const maxCopies = 200

// Copies returns the articles, without their texts, that print the same report as one: copied whole, cut,
// or with other words at its ends. The most alike come first. Versions of the same page do not count.
func (g *Guild) Copies(ctx context.Context, id attache.ArticleID) (all []attache.Article, err error) {
	err = g.db.read(ctx, func(tx *sql.Tx) error {
		all, err = g.copies(ctx, tx, id)
		return err
	})
	return all, err
}

func (g *Guild) copies(ctx context.Context, q querier, id attache.ArticleID) ([]attache.Article, error) {
	var kept []byte
	var url string
	err := q.QueryRowContext(ctx, `SELECT sketch, url FROM article WHERE guild = $1 AND id = $2`, g.id, id).Scan(&kept, &url)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, notFound("article", id)
	}
	sketch := readSketch(kept)
	bands := sketch.Bands()
	if err != nil || len(bands) == 0 {
		return nil, err
	}
	args := []any{g.id, id, url, maxCopies}
	for _, key := range bands {
		args = append(args, int64(key))
	}
	type likeness struct {
		attache.Article
		like float64
	}
	var found []likeness
	err = rows(ctx, q, func(r *sql.Rows) error {
		var c likeness
		var its []byte
		if c.Article, err = scanArticle(r.Scan, &its); err != nil {
			return err
		}
		c.Text = ""
		if c.like = readSketch(its).Resemblance(sketch); c.like >= wording.Copy {
			found = append(found, c)
		}
		return nil
	}, `SELECT `+articleColumns+`, sketch FROM article WHERE guild = $1 AND (url = '' OR url <> $3) AND id IN (
		SELECT article FROM band WHERE guild = $1 AND article <> $2 AND key IN (`+places(5, len(bands), 1)+`) GROUP BY article ORDER BY count(*) DESC, article LIMIT $4)`, args...)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(found, func(a, b likeness) int {
		return cmp.Or(cmp.Compare(b.like, a.like), a.Added.Compare(b.Added), cmp.Compare(a.ID, b.ID))
	})
	all := make([]attache.Article, len(found))
	for i, c := range found {
		all[i] = c.Article
	}
	return all, nil
}

// keepSketch stores what an article is compared by, unless that is there already.
func (w *writer) keepSketch(ctx context.Context, id attache.ArticleID, text string) error {
	sketch := wording.NewSketch(text)
	done, err := w.tx.ExecContext(ctx, `UPDATE article SET sketch = $3 WHERE guild = $1 AND id = $2 AND sketch <> $3`, w.g.id, id, writeSketch(sketch))
	if err != nil {
		return err
	}
	if n, err := done.RowsAffected(); err != nil || n == 0 {
		return err
	}
	for _, key := range sketch.Bands() {
		if _, err := w.band.ExecContext(ctx, w.g.id, int64(key), id); err != nil {
			return err
		}
	}
	return nil
}

// dropBands takes an article out of what is looked up.
func (w *writer) dropBands(ctx context.Context, id attache.ArticleID) error {
	var kept []byte
	if err := w.tx.QueryRowContext(ctx, `SELECT sketch FROM article WHERE guild = $1 AND id = $2`, w.g.id, id).Scan(&kept); err != nil {
		return err
	}
	for _, key := range readSketch(kept).Bands() {
		if _, err := w.tx.ExecContext(ctx, `DELETE FROM band WHERE guild = $1 AND key = $2 AND article = $3`, w.g.id, int64(key), id); err != nil {
			return err
		}
	}
	return nil
}

func writeSketch(s wording.Sketch) []byte {
	b := make([]byte, 0, 4*len(s))
	for _, v := range s {
		b = binary.LittleEndian.AppendUint32(b, v)
	}
	return b
}

func readSketch(b []byte) wording.Sketch {
	var s wording.Sketch
	for ; len(b) >= 4; b = b[4:] {
		s = append(s, binary.LittleEndian.Uint32(b))
	}
	return s
}

package store

import (
	"context"
	"database/sql"
	"fmt"
)

// invariants are what must hold between the tables. Each query returns a line for every place where
// it does not.
var invariants = []string{
	`SELECT 'guild ' || guild || ': article ' || id || ' is not in the outbox' FROM article a
		WHERE NOT EXISTS (SELECT 1 FROM outbox o WHERE o.guild = a.guild AND o.article = a.id AND o.removed = 0)`,
	`SELECT 'guild ' || guild || ': the outbox has article ' || article || ', which does not exist' FROM outbox o
		WHERE removed = 0 AND NOT EXISTS (SELECT 1 FROM article a WHERE a.guild = o.guild AND a.id = o.article)`,
	`SELECT 'guild ' || a.guild || ': article ' || a.id || ' counts ' || (attributions + events + conditions) || ' facts and has ' || count(f.n)
		FROM article a LEFT JOIN fact f ON f.guild = a.guild AND f.article = a.id
		GROUP BY a.guild, a.id, attributions, events, conditions HAVING count(f.n) <> attributions + events + conditions`,
	`SELECT 'guild ' || s.guild || ': entity ' || s.entity || ' is counted wrongly' FROM
		(SELECT guild, entity, count(*) AS articles, sum(statements) AS statements, sum(facts) AS facts FROM article_entity GROUP BY guild, entity) s
		LEFT JOIN entity e ON e.guild = s.guild AND e.id = s.entity
		WHERE e.id IS NULL OR e.articles <> s.articles OR e.statements <> s.statements OR e.facts <> s.facts`,
	`SELECT 'guild ' || guild || ': entity ' || id || ' is in no article' FROM entity e
		WHERE NOT EXISTS (SELECT 1 FROM article_entity a WHERE a.guild = e.guild AND a.entity = e.id)`,
	`SELECT 'guild ' || guild || ': submission ' || id || ' names article ' || article || ', which never was' FROM submission s
		WHERE article <> '' AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.guild = s.guild AND o.article = s.article)`,
}

// Check looks for damage: of the file, of references, and of what the tables say of each other. It
// returns a line for each finding, none when all is well, and reads the whole database for that.
func (db *DB) Check(ctx context.Context) (bad []string, err error) {
	bad, err = db.dialect.check(ctx, db.r)
	if err != nil {
		return bad, fmt.Errorf("store: check: %w", err)
	}
	err = db.read(ctx, func(tx *sql.Tx) error {
		for _, q := range invariants {
			found, err := column[string](ctx, tx, q+` LIMIT 10`)
			if err != nil {
				return err
			}
			bad = append(bad, found...)
		}
		return nil
	})
	if err != nil {
		return bad, fmt.Errorf("store: check: %w", err)
	}
	return bad, nil
}

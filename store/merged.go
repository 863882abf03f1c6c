package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"

	"attache"
)

// union is what decisions made one: the counts and forms of all its names together.
type union struct {
	attache.Count
	members map[attache.EntityID]bool
	folds   string // of all names, seen or given, one a line
}

// merged returns the entities that decisions concern, each once with what its names count together, and
// a condition that leaves those names out of a query of table entity. Both are empty for a guild whose
// analysts decided nothing.
func (g *Guild) merged(ctx context.Context, count string) (all []*union, alone string, err error) {
	led, err := g.leads(ctx, g.db.r, "")
	if err != nil {
		return nil, "", err
	}
	byRoot := map[attache.EntityID]*union{}
	for p, to := range led {
		if p.article != "" {
			continue
		}
		u, ok := byRoot[to.into]
		if !ok {
			u = &union{Count: attache.Count{ID: string(to.into), Name: to.as}, members: map[attache.EntityID]bool{to.into: true}, folds: fold(to.as)}
			byRoot[to.into] = u
			all = append(all, u)
		}
		u.members[p.entity] = true
		u.folds += "\n" + fold(to.name)
	}
	if len(all) == 0 {
		return nil, "", nil
	}
	of := map[attache.EntityID]*union{}
	for _, u := range all {
		for id := range u.members {
			of[id] = u
		}
	}
	const everybody = ` IN (SELECT entity FROM lead WHERE guild = $1 AND article = '' UNION SELECT into_id FROM lead WHERE guild = $1 AND article = '')`
	err = rows(ctx, g.db.r, func(r *sql.Rows) error {
		var id attache.EntityID
		var folds string
		var n int
		err := r.Scan(&id, &folds, &n)
		if u, ok := of[id]; ok {
			u.N += n
			u.folds += "\n" + folds
		}
		return err
	}, `SELECT id, folds, `+count+` FROM entity WHERE guild = $1 AND id`+everybody, g.id)
	return all, ` AND id NOT` + everybody, err
}

// withMerged puts the merged entities that were typed among those found: the one whose whole name was
// typed first, then by their counts.
func withMerged(all []attache.Count, merged []*union, whole, typed string) []attache.Count {
	exact := ""
	if len(all) > 0 && all[0].ID == whole {
		exact = whole
	}
	for _, u := range merged {
		if u.N == 0 || !u.begins(typed) && !u.members[attache.EntityID(whole)] {
			continue
		}
		if whole != "" && u.members[attache.EntityID(whole)] {
			exact = u.ID
		}
		all = append(all, u.Count)
	}
	slices.SortStableFunc(all, func(a, b attache.Count) int {
		switch {
		case a.ID == exact && b.ID != exact:
			return -1
		case b.ID == exact && a.ID != exact:
			return 1
		case a.N != b.N:
			return cmp.Compare(b.N, a.N)
		}
		return strings.Compare(a.ID, b.ID)
	})
	return all
}

// begins reports whether every word typed begins a word of one of the names, as startsWords asks the
// database.
func (u *union) begins(typed string) bool {
	words := strings.Fields(fold(typed))
	for _, w := range words[:min(len(words), maxWords)] {
		if !strings.Contains(u.folds, " "+w) {
			return false
		}
	}
	return true
}

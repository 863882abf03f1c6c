package store

import (
	"strings"

	"attache"
)

// castRow is an entity in one article.
type castRow struct {
	id         attache.EntityID
	name, kind string
	folds      string
	statements int
	facts      int
}

// cast counts who is named in an article and how often each speaks and acts, in order of
// appearance. An entity that facts name but Facts.Entities does not is taken from the mention.
func cast(f *attache.Facts, all []factRow) []castRow {
	var out []castRow
	index := map[attache.EntityID]int{}
	add := func(id attache.EntityID, name, kind string) int {
		i, ok := index[id]
		if !ok {
			if name == "" {
				name = string(id)
			}
			i = len(out)
			index[id] = i
			out = append(out, castRow{id: id, name: name, kind: kind, folds: fold(name)})
		}
		return i
	}
	for _, e := range f.Entities {
		if e.ID == "" {
			continue
		}
		c := &out[add(e.ID, e.Name, string(e.Kind))]
		for _, alias := range e.Aliases {
			c.folds = withFold(c.folds, fold(alias))
		}
	}
	for _, row := range all {
		for i, m := range row.who {
			if m.Entity == "" {
				continue
			}
			c := add(m.Entity, m.Name, "")
			if i == 0 && row.spoken {
				out[c].statements++
			}
			if !named(row.who[:i], m.Entity) {
				out[c].facts++
			}
		}
	}
	return out
}

func named(who []attache.Mention, id attache.EntityID) bool {
	for _, m := range who {
		if m.Entity == id {
			return true
		}
	}
	return false
}

// maxFolds bounds the forms of one entity, in bytes: some forty names. More would only be found by
// somebody who types the forty-first.
const maxFolds = 1000

// withFold adds a folded name, one a line, if it is new.
func withFold(folds, more string) string {
	if more == "" || len(folds)+len(more) >= maxFolds {
		return folds
	}
	for line := range strings.SplitSeq(folds, "\n") {
		if line == more {
			return folds
		}
	}
	if folds == "" {
		return more
	}
	return folds + "\n" + more
}

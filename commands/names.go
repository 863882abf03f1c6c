package commands

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"attache"
	"attache/card"
)

// lookup is one of the methods of Names.
type lookup func(ctx context.Context, typed string, limit int) ([]attache.Count, error)

// entity finds whom a person means by what was typed: an id, a whole name, or a part of one that
// fits best. For a name that fits nobody the error is a *stranger.
func entity(ctx context.Context, find lookup, typed string) (attache.Count, error) {
	id := string(attache.NewEntityID(typed))
	found, err := find(ctx, typed, 25)
	if err != nil {
		return attache.Count{}, fmt.Errorf("names: %w", err)
	}
	for _, c := range found {
		if c.ID == id || strings.EqualFold(c.Name, typed) {
			return c, nil
		}
	}
	if len(found) == 0 && strings.Contains(id, "-") { // an id as autocomplete and buttons give it
		found, err = find(ctx, strings.ReplaceAll(id, "-", " "), 25)
		if err != nil {
			return attache.Count{}, fmt.Errorf("names: %w", err)
		}
		for _, c := range found {
			if c.ID == id {
				return c, nil
			}
		}
	}
	if len(found) > 0 {
		return found[0], nil
	}
	all, err := find(ctx, "", 500)
	if err != nil {
		return attache.Count{}, fmt.Errorf("names: %w", err)
	}
	return attache.Count{}, &stranger{typed, nearest(typed, all, 2)}
}

// stranger is the error for a name that nothing in the archive holds. Near are those most like it.
type stranger struct {
	typed string
	near  []attache.Count
}

func (s *stranger) Error() string { return fmt.Sprintf("nobody is called %q", s.typed) }

// nobody is the answer to a question about a stranger: what was searched, and whom else it may have
// meant. says stands before the name, "by"; option is the one the name was typed into.
func (s search) nobody(ctx context.Context, env Env, call Call, says, option string, err error) (card.Card, error) {
	var who *stranger
	if !errors.As(err, &who) {
		return card.Card{}, err
	}
	about := fmt.Sprintf("%s “%s”", says, who.typed)
	c, err := s.nothing(ctx, env, call, about)
	if err != nil {
		return card.Card{}, err
	}
	if len(who.near) > 0 {
		c.Lead = "Nobody of that name is in this archive. Did you mean " + who.near[0].Name + "?"
		c.Actions = nil
		for _, near := range who.near {
			c.Actions = append(c.Actions, card.Action{Label: near.Name, Line: s.line.With(option, near.ID).String()})
		}
	}
	return c, nil
}

// nearest returns those whose names are at most a third of their letters away from typed, nearest first.
func nearest(typed string, all []attache.Count, limit int) []attache.Count {
	type scored struct {
		attache.Count
		d int
	}
	var close []scored
	want := []rune(string(attache.NewEntityID(typed)))
	for _, c := range all {
		best := distance(want, []rune(string(attache.NewEntityID(c.Name))))
		for _, part := range strings.Fields(c.Name) {
			best = min(best, distance(want, []rune(string(attache.NewEntityID(part)))))
		}
		if best*3 <= len(want) {
			close = append(close, scored{c, best})
		}
	}
	slices.SortStableFunc(close, func(a, b scored) int { return a.d - b.d })
	var near []attache.Count
	for _, s := range close[:min(limit, len(close))] {
		near = append(near, s.Count)
	}
	return near
}

// distance is the Levenshtein distance.
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// suggest turns a lookup into a completion: the value is what goes into the line, the label adds
// how often it occurs.
func suggest(pick func(Env) lookup, unit string) func(context.Context, Env, string) ([]Suggestion, error) {
	return func(ctx context.Context, env Env, typed string) ([]Suggestion, error) {
		found, err := pick(env)(ctx, typed, 25)
		if err != nil {
			return nil, err
		}
		out := make([]Suggestion, 0, len(found))
		for _, c := range found {
			s := Suggestion{Label: c.Name, Value: c.ID}
			if unit != "" {
				s.Label = fmt.Sprintf("%s (%d %s)", c.Name, c.N, unit)
			}
			out = append(out, s)
		}
		return out, nil
	}
}

func speakers(e Env) lookup { return e.Names.Speakers }
func parties(e Env) lookup  { return e.Names.Parties }
func outlets(e Env) lookup  { return e.Names.Outlets }
func titles(e Env) lookup   { return e.Names.Titles }

package commands

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"attache"
	"attache/card"
)

// pageSize is how many findings a page shows: more do not fit a screen with their evidence.
const pageSize = 5

// page is the hidden option that action lines turn pages with.
var pageOption = Option{Name: "page", Help: "Which page of the answer", Kind: Number, Hidden: true}

// search is one answer that rests on a query: what to ask for, in which words, and how to go on.
type search struct {
	query attache.Query
	line  Line   // the command that asked, without its page
	size  int    // findings a page; 0 means pageSize
	what  string // "statement": for counting
	about string // "by Ilham Aliyev about “visit”": what was searched, for people
	wider []card.Action
}

// run asks, cites and lays out one page. The blocks are in the order of the hits.
func (s search) run(ctx context.Context, env Env, call Call) (card.Card, []attache.Cited, error) {
	if s.size == 0 {
		s.size = pageSize
	}
	number := call.Number("page", 1)
	s.query.Limit, s.query.Offset = s.size, (number-1)*s.size
	found, err := env.Search.Search(ctx, s.query)
	if err != nil {
		return card.Card{}, nil, fmt.Errorf("search: %w", err)
	}
	refs := make([]attache.Ref, len(found.Hits))
	marks := map[attache.Ref][]attache.Span{}
	for i, h := range found.Hits {
		refs[i], marks[h.Ref] = h.Ref, h.Marks
	}
	cited, err := env.Archive.Cite(ctx, refs)
	if err != nil {
		return card.Card{}, nil, fmt.Errorf("cite: %w", err)
	}
	if found.Total == 0 {
		c, err := s.nothing(ctx, env, call, s.about)
		return c, nil, err
	}
	covered, late, err := coverage(ctx, env, strings.TrimSpace(s.what+"s "+s.about))
	if err != nil {
		return card.Card{}, nil, err
	}
	c := card.Card{Lead: late, Covered: covered, Private: call.Private()}
	if len(cited) == 0 {
		c.Title = "No more"
		c.Lead = fmt.Sprintf("There are %s; this page is past the last one.", card.Plural(found.Total, s.what))
		c.Actions = []card.Action{{Label: "First page", Line: s.line.String()}}
		return c, nil, nil
	}
	c.Title = strings.TrimSpace(card.Plural(found.Total, s.what) + " " + s.about)
	for _, f := range cited {
		c.Blocks = append(c.Blocks, card.Show(f, marks[f.Ref]))
	}
	if found.Partial {
		c.Title = strings.TrimSpace(fmt.Sprintf("No %s %s", s.what, s.about))
		c.Lead = strings.TrimSpace("Nothing holds all of these words. " + some(found.Total, s.what) + " some of them. " + late)
	}
	if pages := (found.Total + s.size - 1) / s.size; pages > 1 {
		first := s.query.Offset + 1
		c.Lead = strings.TrimSpace(fmt.Sprintf("%d–%d of %d. %s", first, first+len(cited)-1, found.Total, c.Lead))
		c.Actions = append(c.Actions,
			card.Action{Label: "◀ Previous", Line: s.line.With("page", fmt.Sprint(max(1, number-1))).String(), Off: number == 1},
			card.Action{Label: "Next ▶", Line: s.line.With("page", fmt.Sprint(number+1)).String(), Off: number >= pages})
	}
	return c, cited, nil
}

// some says that n things hold.
func some(n int, what string) string {
	if n == 1 {
		return "1 " + what + " holds"
	}
	return card.Plural(n, what) + " hold"
}

// nothing is the answer when nothing was found: what was searched, and what else to search for.
func (s search) nothing(ctx context.Context, env Env, call Call, about string) (card.Card, error) {
	covered, late, err := coverage(ctx, env, strings.TrimSpace(s.what+"s "+about))
	if err != nil {
		return card.Card{}, err
	}
	c := card.Card{
		Title: strings.TrimSpace(fmt.Sprintf("No %s %s", s.what, about)), Lead: strings.TrimSpace("Nothing in this archive matches, so there is nothing to cite. " + late),
		Covered: covered, Actions: s.wider, Private: call.Private(),
	}
	if covered.Articles == 0 {
		c.Lead = "This archive is empty. Hand in an article first: its text, a link or a file."
		if call.Asker.Guild.Direct() {
			c.Lead += " Direct messages have an archive of their own; what was handed in on a server is answered there."
		}
		c.Actions = nil
	}
	return c, nil
}

// coverage says what an answer rests on, and in late what it may lack.
func coverage(ctx context.Context, env Env, searched string) (c card.Coverage, late string, err error) {
	st, err := env.Archive.Stats(ctx)
	if err != nil {
		return c, "", fmt.Errorf("stats: %w", err)
	}
	if st.Unindexed > 0 {
		late = card.Plural(st.Unindexed, "article") + " cannot be searched yet; ask again in a moment."
	}
	return card.Coverage{Searched: searched, Articles: st.Articles, Outlets: st.Outlets, Newest: st.Newest}, late, nil
}

// Line is a command line under construction, for actions. The zero Line is empty.
type Line struct {
	name    string
	options []string // name, value, name, value …
	rest    string
}

// lineOf returns the line that gives call again, without its page.
func lineOf(call Call) Line {
	l := Line{name: call.Command}
	for _, o := range call.options {
		v, ok := call.values[o.Name]
		if !ok || o.Name == "page" || v == "" {
			continue
		}
		if o.Rest {
			l.rest = v
			continue
		}
		l.options = append(l.options, o.Name, v)
	}
	return l
}

// With returns the line with an option set; an empty value removes it.
func (l Line) With(name, value string) Line {
	out := Line{name: l.name, rest: l.rest}
	for i := 0; i < len(l.options); i += 2 {
		if l.options[i] != name {
			out.options = append(out.options, l.options[i], l.options[i+1])
		}
	}
	if value != "" {
		out.options = append(out.options, name, value)
	}
	return out
}

// Words returns the line with the words at its end replaced.
func (l Line) Words(rest string) Line {
	l.rest = rest
	return l
}

// String returns the line as Split and Parse read it.
func (l Line) String() string {
	parts := []string{l.name}
	for i := 0; i < len(l.options); i += 2 {
		parts = append(parts, "--"+l.options[i])
		if l.options[i+1] != "true" {
			parts = append(parts, Quote(l.options[i+1]))
		}
	}
	words := Split(l.rest)
	if slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(w, "--") }) {
		parts = append(parts, "--")
	}
	for _, w := range words {
		parts = append(parts, Quote(w))
	}
	return strings.Join(parts, " ")
}

package commands

import (
	"context"
	"fmt"
	"strings"

	"attache"
	"attache/card"
	"attache/chart"
)

// pageSize is how many findings a page shows: more do not fit a screen with their evidence.
const pageSize = 5

// page is the hidden option that action lines turn pages with.
var pageOption = Option{Name: "page", Help: "Which page of the answer", Kind: Number, Hidden: true}

// search is one answer that rests on a query: what to ask for, in which words, and how to go on. All
// that commands which find facts have in common is here: pages, files, explanations, coverage, and what
// to do when nothing is found.
type search struct {
	query attache.Query
	line  Line   // the command that asked, without its page
	size  int    // findings a page; 0 means pageSize
	what  string // "statement": for counting
	about string // "by Ilham Aliyev about “visit”": what was searched, for people
	lead  string // a sentence under the title; may be empty
	wider []card.Action
	more  []card.Action // stand beside the buttons that turn pages: another view of the same findings

	// given, when it is not nil, is what was found without asking the index, and is everything.
	given []result
	// fold makes findings of results that say the same; nil leaves each result a finding of its own.
	fold func([]result) []finding
	// draw draws a finding; nil draws its first result and nothing else.
	draw func(finding) card.Block
	// each gives the buttons of the findings of a page besides those that explain them, numbered from first
	// on when there are several; nil gives none.
	each func(f found, first int) []card.Action
	// heading is what findings that follow each other are grouped under; nil groups nothing.
	heading func(finding) string

	// picture draws findings as they are in time, now says what became of an event; nil for other kinds.
	picture func(title string, all []finding) chart.Timeline
	now     func(finding) attache.EventStatus

	// hits and partial are those of the query that given came from: there may have been more.
	hits    int
	partial bool
}

// run answers with one page, or with the files a call asks for.
func (s search) run(ctx context.Context, env Env, call Call) (card.Card, error) {
	if s.size == 0 {
		s.size = pageSize
	}
	if call.Text("format") != "" {
		return s.files(ctx, env, call)
	}
	number := call.Number("page", 1)
	f, err := s.find(ctx, env, (number-1)*s.size, s.size)
	if err != nil {
		return card.Card{}, err
	}
	held, err := s.heldBack(ctx, env, f)
	if err != nil {
		return card.Card{}, err
	}
	if f.hits == 0 {
		if held > 0 {
			s.lead, s.wider = holding(held), append([]card.Action{s.unheld()}, s.wider...)
		}
		return s.nothing(ctx, env, call, s.about)
	}
	if len(f.findings) == 0 {
		return card.Card{
			Title: "No more", Lead: fmt.Sprintf("There are %s; this page is past the last one.", card.Plural(f.total, s.what)),
			Actions: []card.Action{{Label: "First page", Line: s.line.String()}}, Private: call.Private(),
		}, nil
	}
	c, err := s.lay(ctx, env, call, f)
	if err != nil {
		return card.Card{}, err
	}
	if f.total > 1 && s.query.Kind != attache.KindArticle {
		c.First = f.first + 1
	}
	if pages := (f.total + s.size - 1) / s.size; pages > 1 {
		c.Lead = sentences(stretchOf(f.first+1, f.first+len(f.findings), f.total), c.Lead)
		c.Actions = pager(s.line, number, pages)
	}
	c.Actions = append(c.Actions, card.Action{Label: "Export", Line: s.line.With("format", formatAll).String(), Private: true})
	if held > 0 {
		c.Lead = sentences(c.Lead, holding(held))
		c.Actions = append(c.Actions, s.unheld())
	}
	c.Actions = append(append(c.Actions, s.more...), whys(f, c.First)...)
	if s.each != nil {
		c.Actions = append(c.Actions, s.each(f, c.First)...)
	}
	return c, nil
}

// heldBack counts the statements that a query finds and Attaché holds back as doubtful.
func (s search) heldBack(ctx context.Context, env Env, f found) (int, error) {
	if s.query.Kind != attache.KindAttribution || s.query.Held || s.given != nil || f.partial {
		return 0, nil
	}
	q := s.query
	q.Held, q.Offset, q.Limit = true, 0, -1
	page, err := env.Search.Search(ctx, q)
	if err != nil {
		return 0, fmt.Errorf("search: %w", err)
	}
	if page.Partial {
		return 0, nil
	}
	return max(0, page.Total-f.hits), nil
}

// holding says how many statements are held back, unheld shows them.
func holding(n int) string {
	if n == 1 {
		return "1 doubtful statement is held back."
	}
	return fmt.Sprintf("%d doubtful statements are held back.", n)
}

func (s search) unheld() card.Action {
	return card.Action{Label: "Show doubtful ones", Line: s.line.With("held", "true").String()}
}

// lay draws findings under a title that says what they are, with what they rest on.
func (s search) lay(ctx context.Context, env Env, call Call, f found) (card.Card, error) {
	covered, late, err := coverage(ctx, env, strings.TrimSpace(s.what+"s "+s.about))
	if err != nil {
		return card.Card{}, err
	}
	c := card.Card{Title: strings.TrimSpace(card.Plural(f.total, s.what) + " " + s.about), Covered: covered, Private: call.Private()}
	lead := []string{s.lead, f.folded(s.what), late}
	if f.partial {
		c.Title = strings.TrimSpace(fmt.Sprintf("No %s %s", s.what, s.about))
		lead = append([]string{"Nothing holds all of these words. " + some(f.total, s.what) + " some of them."}, lead...)
	}
	c.Lead = sentences(lead...)
	under := ""
	for _, one := range f.findings {
		if s.heading != nil {
			if h := s.heading(one); h != under {
				under = h
				c.Blocks = append(c.Blocks, card.Text{Heading: h})
			}
		}
		if s.draw != nil {
			c.Blocks = append(c.Blocks, s.draw(one))
		} else {
			c.Blocks = append(c.Blocks, card.Show(one[0].Cited, one[0].marks))
		}
	}
	return c, nil
}

// stretchOf says which of how many a page shows.
func stretchOf(first, last, total int) string {
	if first == last {
		return fmt.Sprintf("%d of %d.", first, total)
	}
	return fmt.Sprintf("%d–%d of %d.", first, last, total)
}

// pager turns pages, numbered from 1.
func pager(l Line, number, pages int) []card.Action {
	return []card.Action{
		{Label: "◀ Previous", Line: l.With("page", fmt.Sprint(max(1, number-1))).String(), Off: number == 1},
		{Label: "Next ▶", Line: l.With("page", fmt.Sprint(number+1)).String(), Off: number >= pages},
	}
}

// whys explain the findings of a page, by their numbers when there are several.
func whys(f found, first int) (all []card.Action) {
	for i, one := range f.findings {
		if kind, _ := one[0].Ref.Fact(); kind == attache.KindArticle {
			continue
		}
		a := card.Action{Label: "Why this?", Line: "why " + string(one[0].Ref), Private: true}
		if first > 0 {
			a.Label, a.For, a.Row = fmt.Sprintf("Why %d?", first+i), first+i, i == 0
		}
		all = append(all, a)
	}
	return all
}

// some says that n things hold.
func some(n int, what string) string {
	if n == 1 {
		return "1 " + what + " holds"
	}
	return card.Plural(n, what) + " hold"
}

// sentences joins sentences, some of which may be empty.
func sentences(all ...string) string {
	var kept []string
	for _, s := range all {
		if s = strings.TrimSpace(s); s != "" {
			kept = append(kept, s)
		}
	}
	return strings.Join(kept, " ")
}

// nothing is the answer when nothing was found: what was searched, and what else to search for.
func (s search) nothing(ctx context.Context, env Env, call Call, about string) (card.Card, error) {
	covered, late, err := coverage(ctx, env, strings.TrimSpace(s.what+"s "+about))
	if err != nil {
		return card.Card{}, err
	}
	c := card.Card{
		Title: strings.TrimSpace(fmt.Sprintf("No %s %s", s.what, about)), Lead: sentences("Nothing in this archive matches, so there is nothing to cite.", s.lead, late),
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

package commands

import (
	"context"
	"errors"
	"fmt"

	"attache"
	"attache/card"
	"attache/wording"
)

// changed puts two statements of one source side by side.
var changed = Command{
	Name:    "changed",
	Summary: "Show whether somebody's position moved: the oldest and the newest statement on a matter",
	Help: `Puts two dated statements of one speaker on one matter side by side, the oldest and the newest the archive has, and
marks what differs in the wording. Whether that is a change of position is for the reader to say: both passages stand there.`,
	Options: []Option{
		{Name: "speaker", Help: "Who said it", Required: true, Suggest: suggest(speakers, "statements")},
		{Name: "topic", Help: "Words or a \"quoted phrase\" of the matter", Required: true, Rest: true},
		{Name: "since", Help: "From this day on", Kind: Day},
		{Name: "until", Help: "Up to this day", Kind: Day},
	},
	Examples: []string{"changed --speaker Maren corridor"},
	Run: func(ctx context.Context, env Env, call Call) (card.Card, error) {
		s := search{line: lineOf(call), what: "statement", query: attache.Query{Kind: attache.KindAttribution, Words: call.Text("topic")}}
		by, err := entity(ctx, env.Names.Speakers, call.Text("speaker"))
		if err != nil {
			s.line.name = "who-said"
			return s.unquoted(ctx, env, call, call.Text("speaker"), err)
		}
		s.query.Source = attache.EntityID(by.ID)
		bounds(&s, call, "since", "until")
		s.about = about(by.Name, s.query)
		all := Line{name: "who-said"}.With("speaker", by.ID).With("order", "oldest").Words(call.Text("topic"))
		s.wider = []card.Action{{Label: "All statements by " + by.Name, Line: Line{name: "who-said"}.With("speaker", by.ID).String()}}
		then, now, err := s.ends(ctx, env)
		if errors.Is(err, attache.ErrNotFound) {
			return s.nothing(ctx, env, call, s.about)
		}
		if err != nil {
			return card.Card{}, err
		}
		covered, late, err := coverage(ctx, env, "statements "+s.about)
		if err != nil {
			return card.Card{}, err
		}
		c := card.Card{Covered: covered, Private: call.Private(), Actions: []card.Action{{Label: "All of them, oldest first", Line: all.String()}}}
		if then.Ref == now.Ref || day(then.Article.Published) == day(now.Article.Published) {
			c.Title = fmt.Sprintf("Statements of one day %s: nothing to compare", s.about)
			c.Blocks, c.Lead = []card.Block{card.Show(then.Cited, nil)}, late
			return c, nil
		}
		c.Title = fmt.Sprintf("What changed %s", s.about)
		c.Lead = sentences(fmt.Sprintf("%s and %s.", day(then.Article.Published), day(now.Article.Published)), late)
		shift := shiftOf(then, now)
		if shift.Drift == nil {
			c.Title = fmt.Sprintf("Nothing changed %s: the same words", s.about)
		}
		c.Blocks = []card.Block{shift}
		return c, nil
	},
}

// ends returns the oldest and the newest dated statement of a query. They are one when there is no
// other. The error wraps attache.ErrNotFound when there is none: a statement that holds only some of
// the words is about something else.
func (s search) ends(ctx context.Context, env Env) (then, now result, err error) {
	const look = 20 // statements from either end, for one whose article is dated
	end := func(order attache.Order) (result, error) {
		q := s.query
		q.Order, q.Limit = order, look
		page, err := env.Search.Search(ctx, q)
		if err != nil {
			return result{}, fmt.Errorf("search: %w", err)
		}
		if page.Partial {
			return result{}, attache.ErrNotFound
		}
		var refs []attache.Ref
		for _, h := range page.Hits {
			refs = append(refs, h.Ref)
		}
		cited, err := env.Archive.Cite(ctx, refs)
		if err != nil {
			return result{}, fmt.Errorf("cite: %w", err)
		}
		for _, c := range cited {
			if c.Attribution != nil && !c.Article.Published.IsZero() {
				return result{Cited: c}, nil
			}
		}
		return result{}, attache.ErrNotFound
	}
	if then, err = end(attache.Oldest); err == nil {
		now, err = end(attache.Newest)
	}
	return then, now, err
}

// shiftOf compares two statements.
func shiftOf(then, now result) card.Shift {
	s := card.Shift{}
	s.Then, _ = card.Show(then.Cited, nil).(card.Quote)
	s.Now, _ = card.Show(now.Cited, nil).(card.Quote)
	for _, q := range []struct {
		quote *card.Quote
		at    attache.Article
	}{{&s.Then, then.Article}, {&s.Now, now.Article}} {
		if q.quote.When == "" {
			q.quote.When = day(q.at.Published)
		}
	}
	if al := wording.Align(said(then), said(now)); !al.Same() {
		for _, p := range al.Pieces() {
			s.Drift = append(s.Drift, card.Piece{Text: p.Text, Edit: edits[p.Edit]})
		}
	}
	return s
}

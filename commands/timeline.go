package commands

import (
	"context"

	"attache"
	"attache/card"
)

// timeline answers from events.
var timeline = Command{
	Name:    "timeline",
	Summary: "Show what happened and what is due, in order, with the passages",
	Help: `Lists events in the order in which they happened or are due, by day or month as the time asked for allows; what the
articles leave undated comes last. An event that several articles tell of is one, with every report cited: how its status
moved (scheduled, then happened or cancelled) and what outlets say differently is shown, never averaged. Claimed is what only
one side reports. --upcoming shows what is due from today on and comes with a calendar file.`,
	Options: []Option{
		{Name: "topic", Help: "Words or a \"quoted phrase\" in the report", Rest: true},
		{Name: "actor", Help: "Who takes part", Suggest: suggest(parties, "findings")},
		{Name: "from", Help: "First day: 1 November, last month, 2023-11-21", Kind: Day},
		{Name: "to", Help: "Last day", Kind: Day},
		{Name: "status", Help: "What became of it", Kind: Choice, Choices: []string{"happened", "scheduled", "cancelled", "claimed"}},
		{Name: "upcoming", Help: "Only what is due from today on", Kind: Switch},
		{Name: "outlet", Help: "Only from this outlet", Suggest: suggest(outlets, "articles")},
		{Name: "article", Help: "Only from this article", Suggest: suggest(titles, ""), Hidden: true},
		formatOption(attache.KindEvent), pageOption,
	},
	Examples: []string{"timeline corridor", "timeline --upcoming", `timeline --from "1 November" --to "30 November" --actor Maren`},
	Run: func(ctx context.Context, env Env, call Call) (card.Card, error) {
		if call.Text("article") != "" {
			return factsOf(ctx, env, call, attache.KindEvent)
		}
		s := search{line: lineOf(call), what: "event", size: 8, query: attache.Query{
			Kind: attache.KindEvent, Words: call.Text("topic"), Outlet: call.Text("outlet"), Order: attache.Oldest,
		}}
		var by attache.Count
		if typed := call.Text("actor"); typed != "" {
			var err error
			if by, err = entity(ctx, env.Names.Parties, typed); err != nil {
				s.wider = wider(s.line, s.query, typed)
				return s.nobody(ctx, env, call, "with", "actor", err)
			}
			s.query.Party = attache.EntityID(by.ID)
			s.line = s.line.With("actor", by.ID)
		}
		bounds(&s, call, "from", "to")
		today := dayUTC(call.At)
		if call.Switch("upcoming") && s.query.From.Before(today) {
			s.query.From = today
		}
		asked := s.query
		asked.Status = call.Text("status")
		s.about = with(by.Name) + about("", asked)
		s.wider = wider(s.line.With("upcoming", ""), asked, by.Name)
		if err := s.chronicle(ctx, env, call, today); err != nil {
			return card.Card{}, err
		}
		return s.illustrated(ctx, env, call)
	},
}

func with(name string) string {
	if name == "" {
		return ""
	}
	return "with " + name + " "
}

package commands

import (
	"context"
	"strings"

	"attache"
	"attache/card"
)

// conditions answers from conditions.
var conditions = Command{
	Name:    "conditions",
	Summary: "Show who demands or offers what on which condition",
	Help: `Lists reported commitments that depend on what another party does: offers, demands, threats,
preconditions and agreements, with the passage that states each and the one that reports what became of it.`,
	Options: []Option{
		{Name: "topic", Help: "Words or a \"quoted phrase\" in the passage", Rest: true},
		{Name: "party", Help: "Who sets it or has to meet it", Suggest: suggest(parties, "findings")},
		{Name: "holder", Help: "Who sets it", Suggest: suggest(parties, "findings")},
		{Name: "status", Help: "What became of it", Kind: Choice, Choices: []string{"open", "accepted", "rejected", "met", "unmet", "withdrawn", "unknown"}},
		{Name: "since", Help: "Reported from this day on", Kind: Day},
		{Name: "until", Help: "Reported up to this day", Kind: Day},
		{Name: "outlet", Help: "Only from this outlet", Suggest: suggest(outlets, "articles")},
		{Name: "article", Help: "Only from this article", Suggest: suggest(titles, ""), Hidden: true},
		formatOption(attache.KindCondition), pageOption,
	},
	Examples: []string{"conditions corridor", "conditions --party Maren --status open"},
	Run: func(ctx context.Context, env Env, call Call) (card.Card, error) {
		if call.Text("article") != "" {
			return factsOf(ctx, env, call, attache.KindCondition)
		}
		s := search{line: lineOf(call), what: "condition", size: 4, query: attache.Query{
			Kind: attache.KindCondition, Words: call.Text("topic"), Outlet: call.Text("outlet"), Status: call.Text("status"),
		}}
		name := ""
		for _, o := range []struct {
			option, says string
			into         *attache.EntityID
		}{{"party", "involving ", &s.query.Party}, {"holder", "set by ", &s.query.Source}} {
			typed := call.Text(o.option)
			if typed == "" {
				continue
			}
			who, err := entity(ctx, env.Names.Parties, typed)
			if err != nil {
				s.wider = wider(s.line, s.query, typed)
				return s.nobody(ctx, env, call, strings.TrimSpace(o.says), o.option, err)
			}
			*o.into = attache.EntityID(who.ID)
			s.line = s.line.With(o.option, who.ID)
			s.about += o.says + who.Name + " "
			name = who.Name
		}
		bounds(&s, call, "since", "until")
		s.about += about("", s.query)
		s.wider = wider(s.line, s.query, name)
		return s.run(ctx, env, call)
	},
}

package commands

import (
	"context"

	"attache"
	"attache/card"
)

// find is /search: whole articles.
var find = Command{
	Name:    "search",
	Summary: "Search the archived articles",
	Help:    `Searches titles and texts. Words in quotation marks are searched as a phrase.`,
	Options: []Option{
		{Name: "words", Help: "What to look for; \"in quotes\" as a phrase", Required: true, Rest: true},
		{Name: "since", Help: "Published from this day on", Kind: Day},
		{Name: "until", Help: "Published up to this day", Kind: Day},
		{Name: "outlet", Help: "Only from this outlet", Suggest: suggest(outlets, "articles")},
		{Name: "newest", Help: "Newest first instead of best first", Kind: Switch},
		formatOption(attache.KindArticle), pageOption,
	},
	Examples: []string{"search corridor inspections", `search "border commission" --since "last month"`},
	Run: func(ctx context.Context, env Env, call Call) (card.Card, error) {
		s := search{line: lineOf(call), what: "article", query: attache.Query{Words: call.Text("words"), Outlet: call.Text("outlet")}}
		if call.Switch("newest") {
			s.query.Order = attache.Newest
		}
		bounds(&s, call, "since", "until")
		s.about = about("", s.query)
		s.wider = wider(s.line, attache.Query{}, "")
		return s.run(ctx, env, call)
	},
}

package commands

import (
	"context"
	"fmt"
	"strings"

	"attache"
	"attache/card"
)

// conditions answers from conditions.
var conditions = Command{
	Name:    "conditions",
	Summary: "Show who demands or offers what on which condition",
	Help: `Lists reported commitments that depend on what another party does: offers, demands, threats,
preconditions and agreements, with the passage that states each and those that report what became of it, in its own
article and in later ones. A party and --with list what stands between two; --holder, --addressee and --kind promise
list what one held out to the other. Curators set right what was misread.`,
	Options: []Option{
		{Name: "topic", Help: "Words or a \"quoted phrase\" in the passage", Rest: true},
		{Name: "party", Help: "Who sets it or has to meet it", Suggest: suggest(parties, "findings")},
		{Name: "with", Help: "A second party: what stands between the two", Suggest: suggest(parties, "findings")},
		{Name: "holder", Help: "Who sets it", Suggest: suggest(parties, "findings")},
		{Name: "addressee", Help: "Who has to meet it", Suggest: suggest(parties, "findings")},
		{Name: "kind", Help: "What the holder does; a promise is an offer or an agreement", Kind: Choice, Choices: conditionKinds},
		{Name: "status", Help: "What became of it", Kind: Choice, Choices: []string{"open", "accepted", "rejected", "met", "unmet", "withdrawn", "unknown"}},
		{Name: "since", Help: "Reported from this day on", Kind: Day},
		{Name: "until", Help: "Reported up to this day", Kind: Day},
		{Name: "outlet", Help: "Only from this outlet", Suggest: suggest(outlets, "articles")},
		{Name: "article", Help: "Only from this article", Suggest: suggest(titles, ""), Hidden: true},
		formatOption(attache.KindCondition), pageOption,
	},
	Examples: []string{"conditions corridor", "conditions --party Maren --status open", "conditions --party Valdoria --with Tessany --status open",
		"conditions --holder Tessany --addressee Valdoria --kind promise"},
	Run: func(ctx context.Context, env Env, call Call) (card.Card, error) {
		if call.Text("article") != "" {
			return factsOf(ctx, env, call, attache.KindCondition)
		}
		s := search{line: lineOf(call), what: "condition", size: 4, query: attache.Query{
			Kind: attache.KindCondition, Words: call.Text("topic"), Outlet: call.Text("outlet"), Status: call.Text("status"),
			Terms: attache.ConditionKind(call.Text("kind")),
		}, each: corrections}
		name := ""
		for _, o := range []struct {
			option, says string
			into         *attache.EntityID
		}{
			{"party", "involving ", &s.query.Party}, {"with", "and ", &s.query.With},
			{"holder", "set by ", &s.query.Source}, {"addressee", "for ", &s.query.Addressee},
		} {
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

// conditionKinds are what can be asked for: the kinds, and the two that hold something out.
var conditionKinds = []string{
	string(attache.Offer), string(attache.Threat), string(attache.Demand), string(attache.Precondition), string(attache.Agreement),
	string(attache.Legal), string(attache.Promises),
}

// corrections are the buttons that set the conditions of a page right, by their numbers when there are
// several.
func corrections(f found, first int) (all []card.Action) {
	for i, one := range f.findings {
		if one[0].Condition == nil {
			continue
		}
		a := card.Action{Label: "Correct", Line: "correct " + string(one[0].Ref), Private: true}
		if first > 0 {
			a.Label, a.For, a.Row = fmt.Sprintf("Correct %d", first+i), first+i, i == 0
		}
		all = append(all, a)
	}
	return all
}

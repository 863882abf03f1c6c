package commands

import (
	"context"
	"errors"
	"slices"
	"strings"

	"attache"
	"attache/card"
)

// whoSaid answers from attributions.
var whoSaid = Command{
	Name:    "who-said",
	Summary: "Find who said what: statements with their source and passage",
	Help: `Finds statements by speaker, by topic or by both, with the verbatim passage each stands in. The same
quotation in several outlets is one finding, with all its places and what each cut or changed. Speech is shown;
--beliefs adds what people are said to think or want. A speaker marked “uncertain” may be somebody else: read the
passage before you quote. Statements that are too doubtful are held back; --held shows them.`,
	Options: []Option{
		{Name: "topic", Help: "Words or a \"quoted phrase\" in the statement", Rest: true},
		{Name: "speaker", Help: "Who said it", Suggest: suggest(speakers, "statements")},
		{Name: "since", Help: "From this day on: yesterday, last week, 1 November", Kind: Day},
		{Name: "until", Help: "Up to this day", Kind: Day},
		{Name: "outlet", Help: "Only from this outlet", Suggest: suggest(outlets, "articles")},
		{Name: "act", Help: "What the speaker does by saying it", Kind: Choice, Choices: []string{"say", "ask", "demand", "deny", "accept", "reject", "warn", "promise", "believe"}},
		{Name: "form", Help: "How it is reported", Kind: Choice, Choices: []string{"direct", "indirect", "mixed"}},
		{Name: "order", Help: "Best first (relevance and date), newest or oldest first", Kind: Choice, Choices: []string{"best", "newest", "oldest"}},
		{Name: "beliefs", Help: "Also what people are said to believe or want", Kind: Switch},
		{Name: "held", Help: "Also statements that are held back as doubtful", Kind: Switch},
		{Name: "article", Help: "Only from this article", Suggest: suggest(titles, ""), Hidden: true},
		formatOption(attache.KindAttribution), pageOption,
	},
	Examples: []string{"who-said --speaker Maren corridor", `who-said "grain corridor" --since "1 November"`, "who-said --act deny --since yesterday"},
	Run: func(ctx context.Context, env Env, call Call) (card.Card, error) {
		if call.Text("article") != "" {
			return factsOf(ctx, env, call, attache.KindAttribution)
		}
		if !slices.ContainsFunc([]string{"topic", "speaker", "since", "until", "outlet", "act"}, func(o string) bool { return call.Text(o) != "" }) {
			return card.Card{}, &attache.Problem{Say: "Please say whose statements or which words: a speaker, a topic, or both. Nothing was searched."}
		}
		s := search{line: lineOf(call), fold: foldStatements, draw: drawOnPage, query: attache.Query{
			Kind: attache.KindAttribution, Words: call.Text("topic"), Outlet: call.Text("outlet"),
			Form: attache.Form(call.Text("form")), Act: attache.Act(call.Text("act")), Held: call.Switch("held"),
			Beliefs: call.Switch("beliefs") || call.Text("act") == string(attache.ActBelieve),
		}}
		s.what = acts[s.query.Act]
		if order := call.Text("order"); order != "best" {
			s.query.Order = attache.Order(order)
		}
		var by attache.Count
		if typed := call.Text("speaker"); typed != "" {
			var err error
			if by, err = entity(ctx, env.Names.Speakers, typed); err != nil {
				return s.unquoted(ctx, env, call, typed, err)
			}
			s.query.Source = attache.EntityID(by.ID)
			s.line = s.line.With("speaker", by.ID)
		} else if found, err := entity(ctx, env.Names.Speakers, s.query.Words); s.query.Words != "" && err == nil && wholeName(found, s.query.Words) {
			// "who-said Maren" asks for her statements; --topic asks for statements about her.
			by, s.query.Source, s.query.Words = found, attache.EntityID(found.ID), ""
			s.line = s.line.Words("").With("speaker", by.ID)
		}
		bounds(&s, call, "since", "until")
		s.about = about(by.Name, s.query)
		s.wider = wider(s.line, s.query, by.Name)
		return s.run(ctx, env, call)
	},
}

// unquoted answers for somebody whom no statement is by: one the archive knows from elsewhere, or a
// stranger.
func (s search) unquoted(ctx context.Context, env Env, call Call, typed string, err error) (card.Card, error) {
	var who *stranger
	if errors.As(err, &who) && len(who.near) == 0 {
		if known, err := entity(ctx, env.Names.Parties, typed); err == nil {
			s.wider = wider(s.line.With("speaker", known.ID), s.query, known.Name)
			return s.nothing(ctx, env, call, about(known.Name, s.query))
		}
	}
	s.wider = wider(s.line, s.query, typed)
	return s.nobody(ctx, env, call, "by", "speaker", err)
}

// wholeName reports whether words are a name of c or one of its parts, and nothing else.
func wholeName(c attache.Count, words string) bool {
	id := string(attache.NewEntityID(words))
	return c.ID == id || strings.HasSuffix(c.ID, "-"+id)
}

// bounds puts two Day options into the query: the first from the beginning of its stretch, the second
// up to the end of its.
func bounds(s *search, call Call, since, until string) {
	from, to := call.Day(since)
	s.query.From = from
	if last, end := call.Day(until); !end.IsZero() || !last.IsZero() {
		s.query.To = end
	} else if strings.HasPrefix(strings.ToLower(call.Text(since)), "until") {
		s.query.To = to
	}
}

// about says in words what a query asks for: "by Ilham Aliyev about “visit” in Le Monde since …".
func about(by string, q attache.Query) string {
	var parts []string
	add := func(prefix, value, suffix string) {
		if value != "" {
			parts = append(parts, prefix+value+suffix)
		}
	}
	add("by ", by, "")
	add("about “", strings.Trim(q.Words, `"`), "”")
	add("in ", q.Outlet, "")
	add("reported as ", string(q.Form), "")
	add("of kind ", string(q.Terms), "")
	add("with status ", q.Status, "")
	add("", during(q.From, q.To), "")
	if q.Beliefs && q.Act != attache.ActBelieve {
		parts = append(parts, "with beliefs")
	}
	if q.Held {
		parts = append(parts, "with doubtful ones")
	}
	return strings.Join(parts, " ")
}

// acts are what a statement of an act is called.
var acts = map[attache.Act]string{
	"": "statement", attache.ActSay: "assertion", attache.ActAsk: "request", attache.ActDemand: "demand", attache.ActDeny: "denial",
	attache.ActAccept: "acceptance", attache.ActReject: "rejection", attache.ActWarn: "warning", attache.ActPromise: "promise", attache.ActBelieve: "belief",
}

// wider offers the two searches that drop the least: the dates and filters first, then the words or
// the name.
func wider(l Line, q attache.Query, by string) []card.Action {
	bare := l
	for _, name := range []string{"since", "until", "from", "to", "outlet", "form", "act", "status", "kind"} {
		bare = bare.With(name, "")
	}
	var out []card.Action
	offer := func(label string, line Line) {
		if line.String() != l.String() && len(out) < 2 {
			out = append(out, card.Action{Label: label, Line: line.String()})
		}
	}
	offer("Any date and outlet", bare)
	anyone := bare.With("speaker", "").With("actor", "").With("party", "").With("holder", "")
	switch {
	case by != "" && q.Words != "":
		offer("Everything by "+by, bare.Words(""))
		offer("By anyone", anyone)
	case by != "" && q.Kind == attache.KindAttribution:
		offer("Statements about "+by, anyone.Words(Quote(by)))
	case by != "" && q.Kind == attache.KindEvent:
		offer("All events", anyone)
	case by != "" && q.Kind == attache.KindCondition:
		offer("All conditions", anyone)
	}
	words := q.Words
	if words == "" {
		words = by
	}
	if words != "" {
		out = append(out, card.Action{Label: "Search whole articles", Line: Line{name: "search"}.Words(words).String()})
	}
	out = append(out, card.Action{Label: "Newest articles", Line: "article list"})
	return out[:min(len(out), 2)]
}

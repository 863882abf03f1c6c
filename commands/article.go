package commands

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"attache"
	"attache/card"
)

var idOption = Option{Name: "id", Help: "The article", Required: true, Rest: true, Suggest: suggest(titles, "")}

var articleShow = Command{
	Name:    "article show",
	Summary: "Show an article and what was found in it",
	Help: `Shows one archived article: where it came from, how its date was determined, its first lines and how much was
found in it. Give a finding's reference (k7m2q4x9d3hw#s3) to see that finding with its whole passage.`,
	Options:  []Option{idOption},
	Examples: []string{"article show 0a1b2c3d4e5f"},
	Run: func(ctx context.Context, env Env, call Call) (card.Card, error) {
		return resolve(ctx, env, call, call.Text("id"))
	},
}

// articleCard shows an article whole.
func articleCard(a attache.Article, facts attache.Facts) card.Card {
	c := card.Card{Title: titleOf(a), Lead: foundLine(facts), Actions: factActions(a, facts)}
	var about []string
	add := func(label, value string) {
		if value != "" {
			about = append(about, label+": "+value)
		}
	}
	add("Outlet", a.Outlet)
	add("By", a.Byline)
	add("Published", publishedLine(a))
	add("Dates counted from", anchorLine(facts.Anchor))
	add("Added", day(a.Added))
	add("Earlier version", string(a.Revises))
	add("Id", string(a.ID))
	c.Blocks = append(c.Blocks, card.Text{Words: strings.Join(about, "\n")},
		item(a, card.Snippet(a, nil)))
	return c
}

// copiesBlock lists the articles that print the same report as another.
func copiesBlock(copies []attache.Article) card.Text {
	const most = 10
	var lines []string
	for i, c := range copies {
		if i == most {
			lines = append(lines, fmt.Sprintf("and %d more", len(copies)-most))
			break
		}
		line := string(c.ID)
		if !c.Published.IsZero() {
			line = day(c.Published) + " · " + line
		}
		if c.Outlet != "" {
			line = c.Outlet + " · " + line
		}
		lines = append(lines, line)
	}
	return card.Text{Heading: "The same report", Words: strings.Join(lines, "\n")}
}

func titleOf(a attache.Article) string {
	if a.Title != "" {
		return a.Title
	}
	first, _, _ := strings.Cut(a.Text, "\n")
	return oneLine(cut(first, 100))
}

// cut shortens s to at most n runes.
func cut(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n-1]) + "…"
}

func publishedLine(a attache.Article) string {
	if a.Published.IsZero() {
		return "unknown"
	}
	if a.PublishedBy == "" {
		return day(a.Published)
	}
	return day(a.Published) + " (" + a.PublishedBy + ")"
}

func anchorLine(a attache.Anchor) string {
	if a.Value == "" {
		return "nothing: relative dates are left open (" + a.Why + ")"
	}
	return a.Value + " (" + a.Why + ")"
}

func foundLine(f attache.Facts) string {
	return fmt.Sprintf("Found %s, %s and %s.", card.Plural(len(f.Attributions), "statement"),
		card.Plural(len(f.Events), "event"), card.Plural(len(f.Conditions), "condition"))
}

// factActions are the buttons that show what was found in an article.
func factActions(a attache.Article, f attache.Facts) []card.Action {
	show := func(label, name string, n int) card.Action {
		return card.Action{Label: label, Line: Line{name: name}.With("article", string(a.ID)).String(), Off: n == 0, Private: true}
	}
	return []card.Action{
		show("Statements", "who-said", len(f.Attributions)),
		show("Events", "timeline", len(f.Events)),
		show("Conditions", "conditions", len(f.Conditions)),
	}
}

// factsOf shows one kind of fact of one article, in the order of the text.
func factsOf(ctx context.Context, env Env, call Call, kind attache.FactKind) (card.Card, error) {
	ref, err := refOf(ctx, env, call.Text("article"))
	if err != nil {
		return card.Card{}, err
	}
	a, facts, err := article(ctx, env, ref.Article())
	if err != nil {
		return card.Card{}, err
	}
	all := []result{}
	add := func(c attache.Cited) {
		c.Article = a
		all = append(all, result{Cited: c})
	}
	what := ""
	switch kind {
	case attache.KindAttribution:
		what = "statement"
		for i := range facts.Attributions {
			add(attache.Cited{Ref: facts.Attributions[i].Ref, Attribution: &facts.Attributions[i]})
		}
	case attache.KindEvent:
		what = "event"
		for i := range facts.Events {
			add(attache.Cited{Ref: facts.Events[i].Ref, Event: &facts.Events[i]})
		}
	case attache.KindCondition:
		what = "condition"
		for i := range facts.Conditions {
			add(attache.Cited{Ref: facts.Conditions[i].Ref, Condition: &facts.Conditions[i]})
		}
	}
	whole := card.Action{Label: "The article", Line: "article show " + string(a.ID)}
	s := search{
		query: attache.Query{Kind: kind}, line: lineOf(call), what: what, about: "in “" + titleOf(a) + "”",
		given: all, more: []card.Action{whole}, wider: []card.Action{whole},
	}
	return s.run(ctx, env, call)
}

// refOf reads an id, a ref, or the title of an archived article.
func refOf(ctx context.Context, env Env, typed string) (attache.Ref, error) {
	if ref, ok := attache.ParseRef(typed); ok {
		return ref, nil
	}
	found, err := env.Names.Titles(ctx, typed, 2)
	if err != nil {
		return "", fmt.Errorf("titles: %w", err)
	}
	if len(found) == 1 {
		return attache.Ref(found[0].ID), nil
	}
	say := fmt.Sprintf("No archived article is called “%s”. Nothing was changed; an id has twelve letters and digits, and the option completes titles as you type.", cut(typed, 80))
	if len(found) > 1 {
		say = fmt.Sprintf("Several archived articles have “%s” in their title. Nothing was changed; please pick one from the list the option offers.", cut(typed, 80))
	}
	return "", &attache.Problem{Say: say, Err: attache.ErrNotFound}
}

func article(ctx context.Context, env Env, id attache.ArticleID) (attache.Article, attache.Facts, error) {
	a, facts, err := env.Archive.Article(ctx, id)
	if errors.Is(err, attache.ErrNotFound) {
		return a, facts, &attache.Problem{Say: fmt.Sprintf("There is no article %s in this archive; it may have been removed. Nothing was changed.", id), Err: err}
	}
	if err != nil {
		return a, facts, fmt.Errorf("article %s: %w", id, err)
	}
	return a, facts, nil
}

var articleList = Command{
	Name:     "article list",
	Summary:  "List the archived articles, the latest additions first",
	Help:     `Lists what the archive holds, the latest additions first.`,
	Options:  []Option{pageOption},
	Examples: []string{"article list"},
	Run: func(ctx context.Context, env Env, call Call) (card.Card, error) {
		const size = 10
		number := call.Number("page", 1)
		all, total, err := env.Archive.Articles(ctx, (number-1)*size, size)
		if err != nil {
			return card.Card{}, fmt.Errorf("articles: %w", err)
		}
		c := card.Card{Title: card.Plural(total, "article"), Private: call.Private()}
		if total == 0 {
			c.Title = "The archive is empty"
			c.Lead = "Send me an article: paste its text, a link or a file in a message that mentions me, or use /submit."
			return c, nil
		}
		for _, a := range all {
			a.Title = titleOf(a)
			c.Blocks = append(c.Blocks, item(a, card.Passage{}))
		}
		if total > size {
			c.Lead = stretchOf((number-1)*size+1, (number-1)*size+len(all), total)
			c.Actions = pager(lineOf(call), number, (total+size-1)/size)
		}
		return c, nil
	},
}

var articleRemove = Command{
	Name:    "article remove",
	Summary: "Remove an article and everything found in it",
	Help: `Removes an article from the archive and the index. Whoever added it may remove it, and so may those who may manage
the server. It asks first; --yes skips the question.`,
	Options:  []Option{idOption, {Name: "yes", Help: "Remove without asking again", Kind: Switch}},
	Examples: []string{"article remove 0a1b2c3d4e5f --yes"},
	Private:  true,
	Run: func(ctx context.Context, env Env, call Call) (card.Card, error) {
		ref, err := refOf(ctx, env, call.Text("id"))
		if err != nil {
			return card.Card{}, err
		}
		a, facts, err := article(ctx, env, ref.Article())
		if err != nil {
			return card.Card{}, err
		}
		if call.Asker.Can < Admin && (a.AddedBy == "" || a.AddedBy != call.Asker.User) {
			return card.Card{}, &attache.Problem{Say: "Only who added an article, or somebody who may manage the server, can remove it. Nothing was removed."}
		}
		if !call.Switch("yes") {
			return card.Card{
				Title:   "Remove “" + titleOf(a) + "”?",
				Lead:    foundLine(facts) + " All of it goes with the article. This cannot be undone.",
				Actions: []card.Action{{Label: "Remove it", Line: lineOf(call).With("yes", "true").String(), Danger: true}},
				Private: true,
			}, nil
		}
		if err := env.Archive.Remove(ctx, a.ID, call.Asker.User); err != nil {
			return card.Card{}, fmt.Errorf("remove %s: %w", a.ID, err)
		}
		return card.Card{Title: "Removed “" + titleOf(a) + "”", Lead: "The article and what was found in it are gone from the archive.", Private: true}, nil
	},
}

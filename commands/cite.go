package commands

import (
	"context"
	"errors"
	"fmt"

	"attache"
	"attache/card"
)

var refOption = Option{Name: "ref", Help: "The reference of a finding, as answers and files give it: k7m2q4x9d3hw#s3", Required: true, Rest: true, Suggest: suggest(titles, "")}

// cite shows what a reference stands for.
var cite = Command{
	Name:    "cite",
	Summary: "Show what a reference stands for, with its passage",
	Help: `A reference (k7m2q4x9d3hw#s3) in an answer, a file or an old note stays good: this shows the finding it stands
for with its whole passage, and for a statement every place in the archive that carries it, with what each cut or
changed, for an event every report of it. When an article was read anew meanwhile, the reference leads to what took its place.
A reference without “#” stands for the whole article.`,
	Options:  []Option{refOption},
	Examples: []string{"cite 0a1b2c3d4e5f#s1"},
	Run: func(ctx context.Context, env Env, call Call) (card.Card, error) {
		return resolve(ctx, env, call, call.Text("ref"))
	},
}

// resolve shows what a ref, an article id or the title of an article stands for.
func resolve(ctx context.Context, env Env, call Call, typed string) (card.Card, error) {
	ref, err := refOf(ctx, env, typed)
	if err != nil {
		return card.Card{}, err
	}
	if kind, _ := ref.Fact(); kind == attache.KindArticle {
		a, facts, err := article(ctx, env, ref.Article())
		if err != nil {
			return card.Card{}, err
		}
		copies, err := env.Archive.Copies(ctx, a.ID)
		if err != nil {
			return card.Card{}, fmt.Errorf("copies: %w", err)
		}
		c := articleCard(a, facts)
		if len(copies) > 0 {
			c.Blocks = append(c.Blocks, copiesBlock(copies))
		}
		c.Private = call.Private()
		return c, nil
	}
	one, lead, err := theFinding(ctx, env, string(ref))
	if errors.Is(err, attache.ErrNotFound) {
		if c, ok, gone := former(ctx, env, call, ref); ok || gone != nil {
			return c, gone
		}
	}
	if err != nil {
		return card.Card{}, err
	}
	block, err := wholly(ctx, env, call, one)
	if err != nil {
		return card.Card{}, err
	}
	return card.Card{
		Title: titleOf(one.Article), Lead: lead, Blocks: []card.Block{block}, Private: call.Private(),
		Actions: []card.Action{
			{Label: "Why this?", Line: "why " + string(one.Ref), Private: true},
			{Label: "The article", Line: "article show " + string(one.Article.ID)},
		},
	}, nil
}

// wholly draws a finding with every place in the archive that carries it.
func wholly(ctx context.Context, env Env, call Call, one attache.Cited) (card.Block, error) {
	if one.Event != nil {
		e, err := everyReport(ctx, env, one)
		if err != nil {
			return nil, err
		}
		return drawEvent(e, findingOf(e, one.Ref), len(e.Reports), dayUTC(call.At)), nil
	}
	places, err := everyPlace(ctx, env, one)
	return drawStatement(places, len(places)), err
}

// former shows the passage of a finding that the present reading of its article does not give any more. It
// reports false when there never was one.
func former(ctx context.Context, env Env, call Call, ref attache.Ref) (card.Card, bool, error) {
	at, err := env.Archive.Former(ctx, ref)
	if errors.Is(err, attache.ErrNotFound) {
		return card.Card{}, false, nil
	}
	if err != nil {
		return card.Card{}, false, fmt.Errorf("former %s: %w", ref, err)
	}
	a, _, err := article(ctx, env, ref.Article())
	if err != nil {
		return card.Card{}, false, err
	}
	passage := card.Item{Snippet: card.Snippet(a, []attache.Span{at}), Cite: card.CiteOf(attache.Cited{Ref: ref, Article: a}, attache.Span{}, nil)}
	return card.Card{
		Title: titleOf(a), Blocks: []card.Block{passage}, Private: call.Private(),
		Lead:    fmt.Sprintf("%s was found by an earlier reading of the article. The present one finds nothing there; this is the passage it stood for.", ref),
		Actions: []card.Action{{Label: "The article", Line: "article show " + string(a.ID)}},
	}, true, nil
}

// theFinding returns what a ref of a fact stands for now, and a sentence when that is not what it stood
// for once.
func theFinding(ctx context.Context, env Env, typed string) (c attache.Cited, lead string, err error) {
	ref, ok := attache.ParseRef(typed)
	if kind, _ := ref.Fact(); !ok || kind == attache.KindArticle {
		return c, "", &attache.Problem{Say: fmt.Sprintf("“%s” is no reference of a finding; one looks like k7m2q4x9d3hw#s3 and stands under each finding. Nothing was searched.", cut(typed, 80))}
	}
	all, err := env.Archive.Cite(ctx, []attache.Ref{ref})
	if err != nil {
		return c, "", fmt.Errorf("cite: %w", err)
	}
	if len(all) > 0 {
		if all[0].Ref != ref {
			lead = fmt.Sprintf("%s was given by an earlier reading of the article; what stands there now is %s.", ref, all[0].Ref)
		}
		return all[0], lead, nil
	}
	a, _, err := article(ctx, env, ref.Article())
	if err != nil {
		return c, "", err
	}
	return c, "", &attache.Problem{Say: fmt.Sprintf("The article %s is archived, but it has no finding %s.", a.ID, ref), Err: attache.ErrNotFound}
}

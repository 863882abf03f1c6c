package commands

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"attache"
	"attache/card"
)

var entityMerge = Command{
	Name:    "entity merge",
	Summary: "Say that two names are one person, body or state",
	Help: `Makes two names one: its statements, events and conditions are found under the name that stays, in every article,
now and later. Nothing that was read is changed, and “entity undo” takes it back.`,
	Options: []Option{
		{Name: "from", Help: "The name that goes", Required: true, Suggest: suggest(parties, "findings")},
		{Name: "into", Help: "The name that stays", Required: true, Suggest: suggest(parties, "findings")},
	},
	Examples: []string{`entity merge --from "Ana Tolvaj" --into "Lena Maren"`},
	Needs:    Curator, Private: true,
	Run: func(ctx context.Context, env Env, call Call) (card.Card, error) {
		from, err := chosen(ctx, env, call.Text("from"))
		if err != nil {
			return card.Card{}, err
		}
		into, err := chosen(ctx, env, call.Text("into"))
		if err != nil {
			return card.Card{}, err
		}
		switch a, b := from.Entity, into.Entity; {
		case a.ID == b.ID:
			return card.Card{}, &attache.Problem{Say: fmt.Sprintf("“%s” is both. Nothing was changed; please name two.", a.Name)}
		case a.Kind != b.Kind && a.Kind != "" && b.Kind != "" && (a.Kind == attache.Person || b.Kind == attache.Person):
			return card.Card{}, &attache.Problem{Say: fmt.Sprintf("“%s” is a %s and “%s” a %s, so they cannot be one. Nothing was changed.", a.Name, a.Kind, b.Name, b.Kind)}
		}
		return decide(ctx, env, call, attache.Decision{
			Kind: attache.Merged, Entity: from.Entity.ID, Name: from.Entity.Name, Into: into.Entity.ID, IntoName: into.Entity.Name,
		})
	},
}

var entityAlias = Command{
	Name:    "entity alias",
	Summary: "Give a person, body or state another name it goes by",
	Help: `Adds a name under which somebody is found, also in articles that come in later. A name that the archive has already
is merged with it.`,
	Options: []Option{
		{Name: "who", Help: "The person, body or state", Required: true, Suggest: suggest(parties, "findings")},
		{Name: "alias", Help: "The other name", Required: true, Rest: true},
	},
	Examples: []string{`entity alias --who "Lena Maren" "L. Maren"`},
	Needs:    Curator, Private: true,
	Run: func(ctx context.Context, env Env, call Call) (card.Card, error) {
		d, err := chosen(ctx, env, call.Text("who"))
		if err != nil {
			return card.Card{}, err
		}
		name, id, err := newName(call.Text("alias"))
		if err != nil {
			return card.Card{}, err
		}
		return decide(ctx, env, call, attache.Decision{Kind: attache.Aliased, Entity: id, Name: name, Into: d.Entity.ID, IntoName: d.Entity.Name})
	},
}

var entitySplit = Command{
	Name:    "entity split",
	Summary: "Take a name out of a merge, or tell two of one name apart",
	Help: `With --part, takes one name out of what was merged. With --article and --as, says that in this article the name
stands for somebody else: two ministers called Kim are two.`,
	Options: []Option{
		{Name: "who", Help: "The person, body or state", Required: true, Suggest: suggest(parties, "findings")},
		{Name: "part", Help: "The merged name to take out"},
		{Name: "article", Help: "The article in which it is somebody else", Suggest: suggest(titles, "")},
		{Name: "as", Help: "Who it is there: a name, new or known"},
	},
	Examples: []string{`entity split --who "Lena Maren" --article 0a1b2c3d4e5f --as "Lena Maren (rower)"`},
	Needs:    Curator, Private: true,
	Run: func(ctx context.Context, env Env, call Call) (card.Card, error) {
		d, err := chosen(ctx, env, call.Text("who"))
		if err != nil {
			return card.Card{}, err
		}
		part, where, as := call.Text("part"), call.Text("article"), call.Text("as")
		switch {
		case part != "" && where == "" && as == "":
			return splitPart(ctx, env, call, d, part)
		case part == "" && where != "" && as != "":
			return splitArticle(ctx, env, call, d, where, as)
		}
		return card.Card{}, &attache.Problem{Say: "Please give either --part, a name to take out of a merge, or --article and --as, who it is in that article. Nothing was changed."}
	},
}

func splitPart(ctx context.Context, env Env, call Call, d attache.Dossier, part string) (card.Card, error) {
	id := attache.NewEntityID(part)
	for _, made := range d.Decisions {
		if made.Undone.IsZero() && made.Kind != attache.Parted && made.Entity == id {
			return decide(ctx, env, call, attache.Decision{Kind: attache.Parted, Entity: id, Name: made.Name})
		}
	}
	say := fmt.Sprintf("“%s” is no name that was merged into “%s”. Nothing was changed.", cut(part, 80), d.Entity.Name)
	if len(d.Entity.Aliases) > 0 {
		say += " These were: " + strings.Join(d.Entity.Aliases, ", ") + "."
	}
	return card.Card{}, &attache.Problem{Say: say}
}

func splitArticle(ctx context.Context, env Env, call Call, d attache.Dossier, where, as string) (card.Card, error) {
	ref, err := refOf(ctx, env, where)
	if err != nil {
		return card.Card{}, err
	}
	a, facts, err := article(ctx, env, ref.Article())
	if err != nil {
		return card.Card{}, err
	}
	if !playsIn(facts, d.Entity.ID) {
		return card.Card{}, &attache.Problem{Say: fmt.Sprintf("“%s” is not named in “%s”. Nothing was changed.", d.Entity.Name, titleOf(a))}
	}
	name, id, err := newName(as)
	if err != nil {
		return card.Card{}, err
	}
	return decide(ctx, env, call, attache.Decision{
		Kind: attache.Parted, Entity: d.Entity.ID, Name: d.Entity.Name, Into: id, IntoName: name, Article: a.ID,
	})
}

// playsIn reports whether an entity is named in the facts of an article.
func playsIn(f attache.Facts, id attache.EntityID) bool {
	for _, e := range f.Entities {
		if e.ID == id {
			return true
		}
	}
	for _, a := range f.Attributions {
		if a.Source.Entity == id || a.Addressee.Entity == id || a.Via.Entity == id {
			return true
		}
	}
	for _, c := range f.Conditions {
		if c.Holder.Entity == id || c.Addressee.Entity == id {
			return true
		}
	}
	return false
}

// newName reads a name that a person gives somebody.
func newName(typed string) (string, attache.EntityID, error) {
	name := strings.Join(Split(typed), " ")
	id := attache.NewEntityID(name)
	const most = 100 // characters
	if id == "" || len([]rune(name)) > most {
		return "", "", &attache.Problem{Say: fmt.Sprintf("A name needs a letter and at most %d characters. Nothing was changed.", most)}
	}
	return name, id, nil
}

// decide keeps a decision and shows who it concerns as that is now.
func decide(ctx context.Context, env Env, call Call, d attache.Decision) (card.Card, error) {
	d.At, d.By = call.At, call.Asker.User
	made, err := env.Entities.Decide(ctx, d)
	if err != nil {
		return card.Card{}, err
	}
	about := made.Into
	if about == "" {
		about = made.Entity
	}
	now, err := env.Entities.Dossier(ctx, about)
	if err != nil {
		return decided(made, card.Card{Title: made.Name}), nil // it counts, whoever it concerns
	}
	return decided(made, dossierCard(now)), nil
}

var entityUndo = Command{
	Name:    "entity undo",
	Summary: "Take back a decision about names",
	Help:    `Takes back the last merge, split or alias, or the one with the given number. “entity log” shows the numbers.`,
	Options: []Option{{Name: "number", Help: "Which decision; the last one if left out", Kind: Number}}, Examples: []string{"entity undo"},
	Needs: Curator, Private: true,
	Run: func(ctx context.Context, env Env, call Call) (card.Card, error) {
		n := call.Number("number", 0)
		d, err := env.Entities.Undo(ctx, int64(n), call.Asker.User, call.At)
		if errors.Is(err, attache.ErrNotFound) {
			say := "There is no decision to take back. Nothing was changed."
			if n > 0 {
				say = fmt.Sprintf("There is no decision %d that still counts. Nothing was changed; “entity log” lists them.", n)
			}
			return card.Card{}, &attache.Problem{Say: say, Err: err}
		}
		if err != nil {
			return card.Card{}, fmt.Errorf("undo: %w", err)
		}
		return card.Card{Title: fmt.Sprintf("Took back decision %d", d.N), Lead: "No longer so: " + says(d), Private: true,
			Actions: []card.Action{{Label: "All decisions", Line: "entity log", Private: true}}}, nil
	},
}

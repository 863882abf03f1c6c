package commands

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"attache"
	"attache/card"
)

var whoOption = Option{Name: "who", Help: "The person, body or state", Required: true, Rest: true, Suggest: suggest(parties, "findings")}

var entityShow = Command{
	Name:    "entity show",
	Summary: "Show who or what a name stands for in this archive",
	Help: `Shows one person, body or state: how it is called, how often it speaks and acts, which names analysts merged into
it, and who decided that.`,
	Options:  []Option{whoOption},
	Examples: []string{"entity show Maren"},
	Run: func(ctx context.Context, env Env, call Call) (card.Card, error) {
		d, err := dossier(ctx, env, call.Text("who"))
		if err != nil {
			return card.Card{}, err
		}
		c := dossierCard(d)
		c.Private = call.Private()
		return c, nil
	},
}

// dossier returns what the archive holds about whom somebody typed.
func dossier(ctx context.Context, env Env, typed string) (attache.Dossier, error) {
	found, err := entity(ctx, env.Names.Parties, typed)
	var who *stranger
	if errors.As(err, &who) {
		say := fmt.Sprintf("The archive knows nobody called “%s”. Nothing was changed.", cut(typed, 80))
		for i, near := range who.near {
			if i == 0 {
				say += " Did you mean " + near.Name + "?"
			}
		}
		return attache.Dossier{}, &attache.Problem{Say: say, Err: attache.ErrNotFound}
	}
	if err != nil {
		return attache.Dossier{}, err
	}
	d, err := env.Entities.Dossier(ctx, attache.EntityID(found.ID))
	if errors.Is(err, attache.ErrNotFound) {
		return d, &attache.Problem{Say: fmt.Sprintf("The archive knows nobody called “%s” any more. Nothing was changed.", cut(typed, 80)), Err: err}
	}
	if err != nil {
		return d, fmt.Errorf("dossier %s: %w", found.ID, err)
	}
	return d, nil
}

// chosen is dossier for a change: a part of a name that fits several is not enough.
func chosen(ctx context.Context, env Env, typed string) (attache.Dossier, error) {
	d, err := dossier(ctx, env, typed)
	if err != nil {
		return d, err
	}
	id := attache.NewEntityID(typed)
	if d.Entity.ID == id {
		return d, nil
	}
	for _, m := range d.Members {
		if m.ID == string(id) {
			return d, nil
		}
	}
	found, err := env.Names.Parties(ctx, typed, 6)
	if err != nil {
		return d, fmt.Errorf("names: %w", err)
	}
	if len(found) > 1 {
		var names []string
		for _, c := range found[:min(len(found), 5)] {
			names = append(names, c.Name)
		}
		return d, &attache.Problem{Say: fmt.Sprintf("“%s” may be %s. Nothing was changed; please pick one from the list the option offers.", cut(typed, 80), strings.Join(names, ", "))}
	}
	return d, nil
}

func dossierCard(d attache.Dossier) card.Card {
	e := d.Entity
	c := card.Card{Title: e.Name}
	kind := map[attache.EntityKind]string{attache.Person: "A person", attache.Body: "A body", attache.State: "A state", attache.Place: "A place"}[e.Kind]
	if kind == "" {
		kind = "Somebody"
	}
	c.Lead = fmt.Sprintf("%s named in %s, with %s and %s in all.", kind, card.Plural(d.Articles, "article"), card.Plural(d.Statements, "statement"), card.Plural(d.Facts, "finding"))
	if len(e.Aliases) > 0 {
		c.Blocks = append(c.Blocks, card.Text{Heading: "Also called", Words: strings.Join(e.Aliases, ", ")})
	}
	if len(d.Members) > 1 {
		var parts []string
		for _, m := range d.Members {
			parts = append(parts, fmt.Sprintf("%s (%s)", m.Name, card.Plural(m.N, "finding")))
		}
		c.Blocks = append(c.Blocks, card.Text{Heading: "Merged from", Words: strings.Join(parts, "\n")})
	}
	for i, decision := range d.Decisions {
		const most = 5
		if i == most {
			break
		}
		c.Blocks = append(c.Blocks, decisionBlock(decision))
	}
	c.Actions = []card.Action{
		{Label: "Statements", Line: Line{name: "who-said"}.With("speaker", string(e.ID)).String(), Off: d.Statements == 0},
		{Label: "Events", Line: Line{name: "timeline"}.With("actor", string(e.ID)).String(), Off: d.Facts == 0},
		{Label: "Conditions", Line: Line{name: "conditions"}.With("party", string(e.ID)).String(), Off: d.Facts == 0},
	}
	return c
}

// decisionBlock tells one decision: what, who, when, and whether it still counts.
func decisionBlock(d attache.Decision) card.Text {
	words := says(d) + "\nDecided by " + userName(d.By) + " on " + day(d.At) + "."
	if !d.Undone.IsZero() {
		words += " Taken back by " + userName(d.UndoneBy) + " on " + day(d.Undone) + "."
	}
	return card.Text{Heading: fmt.Sprintf("Decision %d", d.N), Words: words}
}

// says tells a decision in one sentence.
func says(d attache.Decision) string {
	switch {
	case d.Kind == attache.Merged:
		return fmt.Sprintf("“%s” and “%s” are one, shown as “%s”.", d.Name, d.IntoName, d.IntoName)
	case d.Kind == attache.Aliased:
		return fmt.Sprintf("“%s” is another name of “%s”.", d.Name, d.IntoName)
	case d.Article != "":
		return fmt.Sprintf("In article %s, “%s” is “%s”.", d.Article, d.Name, d.IntoName)
	}
	return fmt.Sprintf("“%s” stands for itself again.", d.Name)
}

// userName names who decided; the terminal has no users.
func userName(id attache.UserID) string {
	if id == "" {
		return "the operator"
	}
	return "user " + string(id)
}

// decided answers a change with what is so now, and the button that takes it back.
func decided(d attache.Decision, c card.Card) card.Card {
	c.Lead = strings.TrimSpace(says(d) + " Everything follows at once; searches do within a minute.\n" + c.Lead)
	undo := card.Action{Label: "Undo", Line: Line{name: "entity undo"}.With("number", fmt.Sprint(d.N)).String(), Danger: true, Private: true}
	c.Actions = append([]card.Action{undo}, c.Actions...)
	c.Private = true
	return c
}

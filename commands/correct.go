package commands

import (
	"context"
	"errors"
	"fmt"

	"attache"
	"attache/card"
	"attache/export"
)

// asFound takes a correction back; nobody says that a condition has no such party.
const (
	asFound = "found"
	nobody  = "nobody"
)

// correct sets a condition right.
var correct = Command{
	Name:    "correct",
	Summary: "Set a condition right: how it stands, who set it, who is to meet it",
	Help: `Corrects one condition. What you set is kept beside what was found, wins over it, stays when the article is read
anew, and goes when the article is removed. “found” takes a correction back, “nobody” says that there is no such party.
Without an option it shows what can be set. Every condition has a button that asks this.`,
	Options: []Option{
		refOption,
		{Name: "status", Help: "How it stands", Kind: Choice, Choices: append(statuses(), asFound)},
		{Name: "holder", Help: "Who sets it; nobody, or found", Suggest: suggest(parties, "findings")},
		{Name: "addressee", Help: "Who has to meet it; nobody, or found", Suggest: suggest(parties, "findings")},
	},
	Examples: []string{"correct 0a1b2c3d4e5f#c1", "correct 0a1b2c3d4e5f#c1 --status met"},
	Needs:    Curator,
	Private:  true,
	Run: func(ctx context.Context, env Env, call Call) (card.Card, error) {
		one, _, err := theFinding(ctx, env, call.Text("ref"))
		if err != nil {
			return card.Card{}, err
		}
		if one.Condition == nil {
			return card.Card{}, &attache.Problem{Say: "Only conditions can be corrected here, and " + string(one.Ref) + " is none. Nothing was changed."}
		}
		var made []attache.Correction
		for _, slot := range []attache.Slot{attache.SlotStatus, attache.SlotHolder, attache.SlotAddressee} {
			typed := call.Text(string(slot))
			if typed == "" {
				continue
			}
			c, err := correctionOf(ctx, env, slot, typed)
			if err != nil {
				return card.Card{}, err
			}
			c.By, c.At = call.Asker.User, call.At
			made = append(made, c)
			if one, err = env.Terms.Correct(ctx, one.Ref, c, typed == asFound); err != nil {
				if errors.Is(err, attache.ErrNotFound) {
					err = &attache.Problem{Say: "That condition is not in the archive any more. Nothing was changed.", Err: err}
				}
				return card.Card{}, err
			}
		}
		c := card.Card{Title: "Set right", Blocks: []card.Block{card.Show(one, nil)}, Private: true}
		if len(made) == 0 {
			c.Title, c.Lead = "Set it right", "Pick how it stands, or who set it or has to meet it; /correct takes any other name."
		}
		c.Actions = ways(ctx, env, one)
		return c, nil
	},
}

// correctionOf reads what was typed for a slot.
func correctionOf(ctx context.Context, env Env, slot attache.Slot, typed string) (attache.Correction, error) {
	c := attache.Correction{Slot: slot}
	switch {
	case typed == asFound:
	case slot == attache.SlotStatus:
		c.Status = attache.ConditionStatus(typed)
	case typed == nobody:
	default:
		d, err := chosen(ctx, env, typed)
		if err != nil {
			return c, err
		}
		c.To = attache.Mention{Entity: d.Entity.ID, Name: d.Entity.Name, Sure: 1}
	}
	return c, nil
}

func statuses() []string {
	var all []string
	for _, s := range []attache.ConditionStatus{attache.Open, attache.Accepted, attache.Rejected, attache.Met, attache.Unmet, attache.Withdrawn, attache.Unknown} {
		all = append(all, string(s))
	}
	return all
}

// offered is how many names of the article are offered as buttons for a party.
const offered = 4

// ways are the buttons that set a condition right: a row for its status, one for each party with those
// whom the article names, one to take corrections back.
func ways(ctx context.Context, env Env, one attache.Cited) (all []card.Action) {
	line := func(slot, value string) string {
		return Line{name: "correct"}.With(slot, value).Words(string(one.Ref)).String()
	}
	row := true
	for _, s := range statuses() {
		if s == string(attache.Unknown) || s == string(attache.Unmet) {
			continue // five to a row; the others are for typing
		}
		all = append(all, card.Action{Label: s, Line: line("status", s), Off: s == string(one.Condition.Status), Row: row})
		row = false
	}
	_, facts, err := article(ctx, env, one.Ref.Article())
	if err != nil {
		return all // the statuses are enough to go on with
	}
	for _, slot := range []struct {
		name string
		now  attache.Mention
	}{{"holder", one.Condition.Holder}, {"addressee", one.Condition.Addressee}} {
		n := 0
		for _, e := range facts.Entities {
			if e.Kind == attache.Place || e.ID == slot.now.Entity || n == offered {
				continue
			}
			all = append(all, card.Action{Label: cut(slot.name+": "+e.Name, 38), Line: line(slot.name, string(e.ID)), Row: n == 0})
			n++
		}
	}
	for i, c := range one.Condition.Corrected {
		all = append(all, card.Action{Label: string(c.Slot) + " as found", Line: line(string(c.Slot), asFound), Row: i == 0})
	}
	return all
}

// correctList shows what was corrected and gives it as evaluation data.
var correctList = Command{
	Name:    "corrections",
	Summary: "List the conditions that analysts set right, and give them as evaluation data",
	Help: `Lists every condition somebody corrected, with a file in the format that “attache eval conditions” scores: the
articles with their texts, and their conditions as they stand. Those nobody touched are marked as optional there.`,
	Examples: []string{"corrections"},
	Needs:    Curator,
	Private:  true,
	Run: func(ctx context.Context, env Env, call Call) (card.Card, error) {
		reads, err := env.Terms.Corrected(ctx)
		if err != nil {
			return card.Card{}, fmt.Errorf("corrected: %w", err)
		}
		c := card.Card{Private: true}
		n := 0
		for _, r := range reads {
			for i := range r.Facts.Conditions {
				x := &r.Facts.Conditions[i]
				if len(x.Corrected) == 0 {
					continue
				}
				if n++; n <= pageSize {
					c.Blocks = append(c.Blocks, card.Show(attache.Cited{Ref: x.Ref, Article: r.Article, Condition: x}, nil))
				}
			}
		}
		c.Title = card.Plural(n, "condition") + " set right"
		if n == 0 {
			c.Lead = "Nobody has corrected a condition yet. Every condition has a button for that."
			return c, nil
		}
		c.Lead = "All of them are in the file, with the texts they stand in."
		file, err := export.Gold(reads)
		if err != nil {
			return card.Card{}, err
		}
		c.Files = []card.File{file}
		return c, nil
	},
}

package commands

import (
	"context"
	"fmt"

	"attache/card"
	"attache/export"
)

var entityLog = Command{
	Name:    "entity log",
	Summary: "Show who merged, split and named what, and when",
	Help:    `Lists every decision about names, the latest first, those taken back included. --format gives all of them as a file.`,
	Options: []Option{
		{Name: "format", Help: "Give all decisions as a file", Kind: Choice, Choices: []string{"csv", "json"}},
		pageOption,
	},
	Examples: []string{"entity log"},
	Private:  true,
	Run: func(ctx context.Context, env Env, call Call) (card.Card, error) {
		const size = 8
		offset, limit := (call.Number("page", 1)-1)*size, size
		if call.Text("format") != "" {
			offset, limit = 0, everything
		}
		all, total, err := env.Entities.Decisions(ctx, offset, limit)
		if err != nil {
			return card.Card{}, fmt.Errorf("decisions: %w", err)
		}
		c := card.Card{Title: card.Plural(total, "decision") + " about names", Private: true}
		if total == 0 {
			c.Title, c.Lead = "No decisions yet", "“entity merge”, “entity split” and “entity alias” decide who is who in this archive."
			return c, nil
		}
		if format := call.Text("format"); format != "" {
			file, err := export.Decisions(export.Format(format), all)
			if err != nil {
				return card.Card{}, err
			}
			c.Files = []card.File{file}
			return c, nil
		}
		for _, d := range all {
			c.Blocks = append(c.Blocks, decisionBlock(d))
		}
		number := call.Number("page", 1)
		if total > size {
			l := lineOf(call)
			c.Lead = fmt.Sprintf("%d–%d of %d", min(offset+1, total), min(offset+len(all), total), total)
			c.Actions = []card.Action{
				{Label: "◀ Previous", Line: l.With("page", fmt.Sprint(max(1, number-1))).String(), Off: number == 1},
				{Label: "Next ▶", Line: l.With("page", fmt.Sprint(number+1)).String(), Off: number*size >= total},
			}
		}
		return c, nil
	},
}

// everything is more decisions than an archive takes.
const everything = 1 << 20

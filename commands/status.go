package commands

import (
	"context"
	"fmt"

	"attache/card"
)

var status = Command{
	Name:     "status",
	Summary:  "Show what the archive holds and whether everything works",
	Help:     `Counts articles and findings, says how many are still being read, and reports the health of each part.`,
	Examples: []string{"status"},
	Private:  true,
	Run: func(ctx context.Context, env Env, call Call) (card.Card, error) {
		st, err := env.Archive.Stats(ctx)
		if err != nil {
			return card.Card{}, fmt.Errorf("stats: %w", err)
		}
		c := card.Card{Title: card.Plural(st.Articles, "article") + " from " + card.Plural(st.Outlets, "outlet"), Private: true}
		words := fmt.Sprintf("%s, %s, %s", card.Plural(st.Attributions, "statement"), card.Plural(st.Events, "event"), card.Plural(st.Conditions, "condition"))
		if !st.Newest.IsZero() {
			words += "\nNewest article: " + day(st.Newest)
		}
		if st.Waiting > 0 {
			words += fmt.Sprintf("\nBeing read: %d", st.Waiting)
		}
		if st.Unindexed > 0 {
			words += fmt.Sprintf("\nStored, not searchable yet: %d", st.Unindexed)
		}
		c.Blocks = append(c.Blocks, card.Text{Words: words})
		if env.Health == nil {
			return c, nil
		}
		health, err := env.Health(ctx)
		if err != nil {
			return card.Card{}, fmt.Errorf("health: %w", err)
		}
		lines, bad := "", 0
		for _, h := range health {
			mark := "ok"
			if !h.OK {
				mark = "NOT OK"
				bad++
			}
			lines += fmt.Sprintf("%s: %s — %s\n", h.What, mark, h.Says)
		}
		c.Lead = "Everything works."
		switch {
		case bad == 1:
			c.Lead = "1 part needs attention."
		case bad > 1:
			c.Lead = fmt.Sprintf("%d parts need attention.", bad)
		}
		c.Blocks = append(c.Blocks, card.Text{Heading: "Health", Words: lines})
		return c, nil
	},
}

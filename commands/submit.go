package commands

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"attache"
	"attache/card"
)

// patience is how long a person is kept waiting for an article to be read before being told that the
// answer will follow. Discord's dispatcher gives a command 20 seconds.
const patience = 12 * time.Second

// ArchiveThis is the name of the message command.
const ArchiveThis = "Archive this article"

var submit = Command{
	Name:    "submit",
	Summary: "Hand in an article: a link, a file or its text",
	Help: `Keeps an article in this team's archive and says what was found in it. Without a link or a file it asks for the
text. Everyone here can read what is handed in. Date, outlet and title are read from the article where it says them; what
you give here wins.`,
	Options: []Option{
		{Name: "url", Help: "The link of the article", Rest: true},
		{Name: "file", Help: "A text, HTML, Word or mail file of at most 8 MB", Kind: Upload},
		{Name: "title", Help: "Its title, if the text does not begin with it"},
		{Name: "outlet", Help: "Who published it"},
		{Name: "date", Help: "When it was published: 21 November 2023, yesterday", Kind: Day},
	},
	Examples: []string{"submit https://example.org/news/corridor-talks"},
	Form: &Form{Title: "Hand in an article", Fields: []Field{
		{Name: "text", Label: "Text", Placeholder: "Paste the article here, its title in the first line", Long: true, Required: true, Max: 4000},
		{Name: "outlet", Label: "Outlet", Placeholder: "Who published it", Max: 100},
		{Name: "date", Label: "Published", Placeholder: "21 November 2023; leave empty if you do not know", Max: 40},
	}},
	OnMessage: ArchiveThis,
	Run: func(ctx context.Context, env Env, call Call) (card.Card, error) {
		all, err := submissions(call)
		if err != nil {
			return card.Card{}, err
		}
		ids := make([]int64, len(all))
		for i, s := range all {
			if ids[i], err = env.Inbox.Submit(ctx, s); err != nil {
				return card.Card{}, err
			}
		}
		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		var cards []card.Card
		for _, id := range ids {
			out, err := env.Inbox.Await(ctx, id)
			if errors.Is(err, context.DeadlineExceeded) {
				cards = append(cards, card.Card{Title: "Saved", Lead: "Reading it takes longer than usual. I will say in this channel what I found."})
				continue
			}
			if err != nil {
				return card.Card{}, fmt.Errorf("await: %w", err)
			}
			cards = append(cards, OutcomeCard(out))
		}
		c := together(cards)
		c.Private = call.Private()
		return c, nil
	},
}

// submissions returns what a call hands in, one by one.
func submissions(call Call) ([]attache.Submission, error) {
	base := attache.Submission{
		Guild: call.Asker.Guild, Origin: call.Asker.Origin, By: call.Asker.User, At: call.At,
		Title: call.Text("title"), Outlet: call.Text("outlet"), Awaited: true,
	}
	base.Published, _ = call.Day("date")
	var all []attache.Submission
	add := func(s attache.Submission) {
		if call.Asker.Origin.Message != "" {
			s.Key = fmt.Sprintf("%s/%d", call.Asker.Origin.Message, len(all))
		}
		all = append(all, s)
	}
	for _, f := range call.Handed.Files {
		s := base
		s.File = f
		add(s)
	}
	if typed := call.Text("url"); typed != "" {
		links, _ := Links(typed)
		if len(links) == 0 {
			return nil, &attache.Problem{Say: fmt.Sprintf("“%s” is no link I can follow. Nothing was saved; a link begins with https://.", cut(typed, 80))}
		}
		for _, l := range links {
			s := base
			s.URL = l
			add(s)
		}
	}
	if text := strings.TrimSpace(call.Handed.Text); len(all) == 0 && text != "" {
		links, rest := Links(text)
		if len(links) == 0 || isArticle(text, rest) {
			links = nil
			s := base
			s.Text = text
			add(s)
		}
		for _, l := range links {
			s := base
			s.URL = l
			add(s)
		}
	}
	if len(all) == 0 {
		return nil, &attache.Problem{Say: "There is no text, link or file in it. Nothing was saved; paste the article's text, give its link or attach the file."}
	}
	if len(all) > maxAtOnce {
		return nil, &attache.Problem{Say: fmt.Sprintf("That is %d articles at once; I take %d. Nothing was saved; please hand them in by parts.", len(all), maxAtOnce)}
	}
	return all, nil
}

// maxAtOnce bounds the articles of one message.
const maxAtOnce = 10

// OutcomeCard says what became of a submission.
func OutcomeCard(o attache.Outcome) card.Card {
	if o.Err != nil {
		return card.Card{Title: "Not archived", Lead: attache.Explain(o.Err)}
	}
	a := o.Article
	c := card.Card{Title: "Archived: " + titleOf(a), Actions: factActions(a, o.Facts)}
	c.Lead = foundLine(o.Facts)
	if o.Known {
		c.Title = "Already archived: " + titleOf(a)
		c.Lead = fmt.Sprintf("It has been here since %s. %s", day(a.Added), foundLine(o.Facts))
	}
	if a.Revises != "" && !o.Known {
		c.Lead += " The page has changed since it was archived as " + string(a.Revises) + "; this is a new version, the earlier one stays."
	}
	if a.Language != "" && a.Language != "en" {
		c.Lead += " I read English only: the text is searchable, but nothing was taken from it."
	}
	if n := len(o.Copies); n > 0 {
		c.Lead += " " + sameReport(o.Copies)
	}
	words := "Date: " + publishedLine(a)
	if a.Published.IsZero() {
		words = "Date of publication: unknown"
	}
	if o.Facts.Anchor.By != attache.ByPublication {
		words += "\nRelative dates are counted from " + anchorLine(o.Facts.Anchor)
	}
	c.Blocks = []card.Block{
		card.Text{Words: words},
		item(a, card.Passage{}),
	}
	c.Actions = append(c.Actions, card.Action{Label: "The article", Line: "article show " + string(a.ID), Private: true})
	return c
}

// sameReport says that an article is no news of its own.
func sameReport(copies []attache.Article) string {
	words := "It prints the same report as " + string(copies[0].ID)
	if copies[0].Outlet != "" {
		words += " of " + copies[0].Outlet
	}
	switch n := len(copies) - 1; {
	case n == 1:
		words += " and 1 other"
	case n > 1:
		words += fmt.Sprintf(" and %d others", n)
	}
	return words + "."
}

// together puts the cards of several submissions into one.
func together(cards []card.Card) card.Card {
	if len(cards) == 1 {
		return cards[0]
	}
	out := card.Card{Title: card.Plural(len(cards), "submission")}
	for _, c := range cards {
		out.Blocks = append(out.Blocks, card.Text{Heading: c.Title, Words: c.Lead})
	}
	return out
}

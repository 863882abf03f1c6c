package main

import (
	"errors"
	"fmt"
	"strings"

	"attache/commands"
	"attache/sample"
	"attache/sandbox"
	"attache/sandbox/page"
)

// What the page says beside the channels.
const (
	plotTitle = "A Discord on your desk"
	plotIntro = "Everything here runs on this machine: a Discord of its own, and the real bot answering over the real protocol. " +
		"Alice (an analyst), Bruno (a curator) and Carla (an admin) have handed in eleven articles about an affair that does not exist, and asked about them."
	plotHow = "Each step below leads to where it happened. You are Alice; the button at the bottom left makes you somebody else."
)

// ferry is the article a newcomer is invited to hand in.
const ferry = `Title: Ferry strike called off
Outlet: Lom Post
Date: 24 November 2026

The ferry crews of Lom called off their strike on Monday, their union said.

"We have a signed paper and dry decks," the union's leader, Petra Hollen, told reporters. She said the crews would return to work on Tuesday unless the harbour authority withheld the bonus again.

The harbour authority denied that it had withheld anything.`

// story shows every command at work on the sample articles.
func (t *teller) story() error {
	files, err := sample.Articles()
	if err != nil {
		return err
	}
	alice, bruno, carla := t.world.User("alice"), t.world.User("bruno"), t.world.User("carla")
	for i, f := range files[:len(files)-1] {
		s := step{by: "Alice", in: "newsroom", brief: true, want: []string{"Archived"}, do: func() (*sandbox.Pending, error) { return alice.PasteTo("newsroom", string(f.Bytes)) }}
		if i == 0 {
			s.title = "Alice hands in articles: she pastes them into messages that mention the bot"
		}
		t.tell(s)
	}
	t.tell(step{title: "The same article again is recognised", by: "Bruno", in: "newsroom", brief: true, want: []string{"Already archived"},
		do: func() (*sandbox.Pending, error) { return bruno.PasteTo("newsroom", string(files[0].Bytes)) }})
	old := string(files[len(files)-1].Bytes)
	posted, err := alice.Say("newsroom", old)
	if err != nil {
		return err
	}
	t.tell(step{title: "Alice posted an old report without a mention; Bruno archives it by its context menu", by: "Bruno", in: "newsroom", want: []string{"Archived"},
		do: func() (*sandbox.Pending, error) { return bruno.ContextMenu(posted.Message, commands.ArchiveThis) }})

	slash := func(title string, want []string, by, name string, options ...sandbox.Option) {
		t.tell(step{title: title, by: by, in: "desk", want: want, do: func() (*sandbox.Pending, error) { return t.world.User(by).Slash("desk", name, options...) }})
	}
	slash("Who said what, by speaker", []string{"Lena Maren"}, "Alice", "who-said", sandbox.Opt("speaker", "Maren"))
	if t.last != nil {
		t.tell(step{title: "The next page", by: "Alice", in: "desk", do: func() (*sandbox.Pending, error) { return alice.Click(t.last, "Next ▶") }})
	}
	slash("Who said what, by topic: two outlets, two wordings, one finding", []string{"two flags"}, "Alice", "who-said", sandbox.Opt("topic", `"two flags"`))
	if flags := t.last; flags != nil {
		t.tell(step{title: "Why was this found?", by: "Alice", in: "desk", want: []string{"Found by"}, do: func() (*sandbox.Pending, error) { return alice.Click(flags, "Why 1?") }})
		t.tell(step{title: "The findings as files", by: "Alice", in: "desk", want: []string{".csv"}, do: func() (*sandbox.Pending, error) { return alice.Click(flags, "Export") }})
	}
	slash("What happened, and what is due: one outlet's date differs, and is corrected later", []string{"30 November 2026", "1 December 2026"}, "Alice", "timeline",
		sandbox.Opt("topic", "commissions meet"), sandbox.Opt("from", "1 November 2026"), sandbox.Opt("to", "31 December 2026"))
	slash("Who demands what on which condition", []string{"Tessany"}, "Alice", "conditions", sandbox.Opt("party", "Tessany"))
	slash("A search in whole articles", []string{"drivers"}, "Alice", "search", sandbox.Opt("words", "drivers wagons"))
	t.tell(step{title: "A plain question", by: "Alice", in: "desk", want: []string{"Read as"},
		do: func() (*sandbox.Pending, error) {
			return alice.Mention("desk", "What did Kestner say about the drivers in November 2026?")
		}})
	slash("No evidence, no answer", nil, "Alice", "who-said", sandbox.Opt("speaker", "Kestner"), sandbox.Opt("topic", "submarines"))
	slash("Carla sets up a digest", []string{"set up"}, "Carla", "digest create", sandbox.Opt("name", "morning"), sandbox.Opt("channel", "digest"),
		sandbox.Opt("at", "08:00"), sandbox.Opt("zone", "Europe/Vienna"))
	slash("…and posts it at once", []string{"Posted"}, "Carla", "digest run-now", sandbox.Opt("name", "morning"))
	return errors.Join(t.digest(carla), t.invite())
}

// digest prints what was posted to #digest.
func (t *teller) digest(who *sandbox.Person) error {
	shown := t.page.Begin("The digest is there", "Attaché in #digest")
	all, err := who.History("digest")
	if err == nil && len(all) == 0 {
		err = errors.New("no digest was posted")
	}
	if err != nil {
		shown.Done(false, page.Place{Where: "Attaché in #digest"})
		return err
	}
	for _, m := range all {
		fmt.Fprintf(t.out, "\n%s\n", strings.TrimSpace(t.world.Render(m)))
	}
	shown.Done(true, place("Attaché in #digest", all[0]))
	return nil
}

// invite ends the story in the browser with what a newcomer may try there.
func (t *teller) invite() error {
	desk, err := t.world.Channel("desk")
	if err != nil {
		return err
	}
	newsroom, err := t.world.Channel("newsroom")
	if err != nil {
		return err
	}
	ask := func(label, line string) page.Try {
		return page.Try{Label: label, Hint: line, Channel: desk.ID.String(), Line: line}
	}
	t.page.End(
		ask("Ask who said what", "/who-said speaker: Maren"),
		ask("Ask in your own words", "@Attaché On what condition would Maren reopen the corridor?"),
		ask("See what happened, and what is due", "/timeline topic: corridor"),
		page.Try{Label: "Hand in an article", Hint: "Send this one, or paste another", Channel: newsroom.ID.String(), Line: "@Attaché\n" + ferry},
		page.Try{Label: "Archive what somebody posted", Hint: "Send it, then open its menu (right click, long press): Apps → Archive this article", Channel: newsroom.ID.String(), Line: ferry},
	)
	return nil
}

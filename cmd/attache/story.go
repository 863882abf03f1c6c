package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"attache/commands"
	"attache/sample"
	"attache/sandbox"
)

// teller plays people in the sandbox and prints what they see.
type teller struct {
	ctx    context.Context
	world  *sandbox.Server
	out    io.Writer
	last   *sandbox.Message // the last answer: its buttons can be pressed
	form   *sandbox.Modal   // the form the last answer opened, if it did
	failed int
}

// step is one thing a person does, and what has to stand in the answer.
type step struct {
	title string
	do    func() (*sandbox.Pending, error)
	want  []string
	brief bool // print the first lines of what the person wrote
}

// answerTime bounds one step. A busy machine may need seconds; a healthy one needs milliseconds.
const answerTime = 30 * time.Second

// tell does a step, prints both sides and counts it when it went wrong.
func (t *teller) tell(s step) {
	if err := t.try(s); err != nil {
		t.failed++
		fmt.Fprintf(t.out, "!! %s\n", excuse(err))
	}
}

func (t *teller) try(s step) error {
	if s.title != "" {
		fmt.Fprintf(t.out, "\n── %s\n", s.title)
	}
	asked, err := s.do()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(t.ctx, answerTime)
	defer cancel()
	if asked.Message != nil {
		said := t.world.Render(asked.Message)
		if s.brief {
			said = head(said, 5)
		}
		fmt.Fprintf(t.out, "\n%s\n", strings.TrimSpace(said))
	} else {
		fmt.Fprintf(t.out, "\n> %s\n", asked.Text)
	}
	r, err := asked.Wait(ctx)
	if err != nil {
		return err
	}
	var said string
	switch {
	case r.Message != nil:
		t.last = r.Message
		said = t.world.Render(r.Message)
	case r.Modal != nil:
		t.form = r.Modal
		said = t.world.RenderModal(r.Modal)
	}
	fmt.Fprintf(t.out, "\n%s\n", strings.TrimSpace(said))
	for _, w := range s.want {
		if !strings.Contains(said, w) {
			return fmt.Errorf("the answer does not say %q", w)
		}
	}
	return nil
}

// head returns the first n lines.
func head(s string, n int) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	if len(lines) <= n {
		return s
	}
	return strings.Join(lines[:n], "\n") + fmt.Sprintf("\n  … %d more lines", len(lines)-n)
}

// story shows every command at work on the sample articles.
func (t *teller) story() error {
	files, err := sample.Articles()
	if err != nil {
		return err
	}
	alice, bruno, carla := t.world.User("alice"), t.world.User("bruno"), t.world.User("carla")
	for i, f := range files[:len(files)-1] {
		s := step{brief: true, want: []string{"Archived"}, do: func() (*sandbox.Pending, error) { return alice.PasteTo("newsroom", string(f.Bytes)) }}
		if i == 0 {
			s.title = "Alice hands in articles: she pastes them into messages that mention the bot"
		}
		t.tell(s)
	}
	t.tell(step{title: "The same article again is recognised", brief: true, want: []string{"Already archived"},
		do: func() (*sandbox.Pending, error) { return bruno.PasteTo("newsroom", string(files[0].Bytes)) }})
	old := string(files[len(files)-1].Bytes)
	posted, err := alice.Say("newsroom", old)
	if err != nil {
		return err
	}
	t.tell(step{title: "Alice posted an old report without a mention; Bruno archives it by its context menu", want: []string{"Archived"},
		do: func() (*sandbox.Pending, error) { return bruno.ContextMenu(posted.Message, commands.ArchiveThis) }})

	slash := func(title string, want []string, who *sandbox.Person, channel, name string, options ...sandbox.Option) {
		t.tell(step{title: title, want: want, do: func() (*sandbox.Pending, error) { return who.Slash(channel, name, options...) }})
	}
	slash("Who said what, by speaker", []string{"Lena Maren"}, alice, "desk", "who-said", sandbox.Opt("speaker", "Maren"))
	if t.last != nil {
		t.tell(step{title: "The next page", do: func() (*sandbox.Pending, error) { return alice.Click(t.last, "Next ▶") }})
	}
	slash("Who said what, by topic: two outlets, two wordings", []string{"two flags"}, alice, "desk", "who-said", sandbox.Opt("topic", `"two flags"`))
	slash("What happened, and what is due: one outlet's date differs, and is corrected later", []string{"30 November 2026", "1 December 2026"}, alice, "desk", "timeline",
		sandbox.Opt("topic", "commissions meet"), sandbox.Opt("from", "1 November 2026"), sandbox.Opt("to", "31 December 2026"))
	slash("Who demands what on which condition", []string{"Tessany"}, alice, "desk", "conditions", sandbox.Opt("party", "Tessany"))
	slash("A search in whole articles", []string{"drivers"}, alice, "desk", "search", sandbox.Opt("words", "drivers wagons"))
	t.tell(step{title: "A plain question", want: []string{"Read as"},
		do: func() (*sandbox.Pending, error) {
			return alice.Mention("desk", "What did Kestner say about the drivers in November 2026?")
		}})
	slash("No evidence, no answer", nil, alice, "desk", "who-said", sandbox.Opt("speaker", "Kestner"), sandbox.Opt("topic", "submarines"))
	slash("Carla sets up a digest", []string{"set up"}, carla, "desk", "digest create", sandbox.Opt("name", "morning"), sandbox.Opt("channel", "digest"),
		sandbox.Opt("at", "08:00"), sandbox.Opt("zone", "Europe/Vienna"))
	slash("…and posts it at once", []string{"Posted"}, carla, "desk", "digest run-now", sandbox.Opt("name", "morning"))
	return t.digest()
}

// digest prints what was posted to #digest.
func (t *teller) digest() error {
	all, err := t.world.User("alice").History("digest")
	if err != nil {
		return err
	}
	if len(all) == 0 {
		return errors.New("no digest was posted")
	}
	for _, m := range all {
		fmt.Fprintf(t.out, "\n%s\n", strings.TrimSpace(t.world.Render(m)))
	}
	return nil
}

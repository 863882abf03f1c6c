package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"attache/sandbox"
	"attache/sandbox/page"
)

// teller plays people in the sandbox and prints what they see.
type teller struct {
	ctx    context.Context
	world  *sandbox.Server
	out    io.Writer
	last   *sandbox.Message // the last answer: its buttons can be pressed
	form   *sandbox.Modal   // the form the last answer opened, if it did
	failed int
	page   *page.Story // tells the story in the browser as well
}

// step is one thing a person does, and what has to stand in the answer.
type step struct {
	title  string
	by, in string // the person who does it, the channel
	do     func() (*sandbox.Pending, error)
	want   []string
	brief  bool // print the first lines of what the person wrote
}

// answerTime bounds one step. A busy machine may need seconds; a healthy one needs milliseconds.
const answerTime = 30 * time.Second

// tell does a step, prints both sides and counts it when it went wrong. A step of the story, which
// says whose it is, is told in the browser as well.
func (t *teller) tell(s step) {
	where := s.by + " in #" + s.in
	var shown page.Step
	if s.by != "" {
		shown = t.page.Begin(cmp.Or(s.title, "…and another"), where)
	}
	answer, err := t.try(s)
	if s.by != "" {
		shown.Done(err == nil, place(where, answer))
	}
	if err != nil {
		t.failed++
		fmt.Fprintf(t.out, "!! %s\n", excuse(err))
	}
}

// place says where an answer is to be seen, and what it says in short.
func place(where string, answer *sandbox.Message) page.Place {
	if answer == nil {
		return page.Place{Where: where}
	}
	if len(answer.Embeds) > 0 && answer.Embeds[0].Title != "" {
		where += " → " + answer.Embeds[0].Title
	}
	at := page.Place{Where: where, Channel: answer.Channel.String(), Message: answer.ID.String()}
	if answer.Ephemeral() && answer.Metadata != nil {
		at.Only = answer.Metadata.User.Name
	}
	return at
}

func (t *teller) try(s step) (*sandbox.Message, error) {
	if s.title != "" {
		fmt.Fprintf(t.out, "\n── %s\n", s.title)
	}
	asked, err := s.do()
	if err != nil {
		return nil, err
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
		return nil, err
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
			return r.Message, fmt.Errorf("the answer does not say %q", w)
		}
	}
	return r.Message, nil
}

// head returns the first n lines.
func head(s string, n int) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	if len(lines) <= n {
		return s
	}
	return strings.Join(lines[:n], "\n") + fmt.Sprintf("\n  … %d more lines", len(lines)-n)
}

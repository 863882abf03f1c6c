package ingest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"attache"
)

// maxField bounds a URL, a title or any other line of a submission, in bytes.
const maxField = 4096

// Submit saves s so that no crash can lose it, and returns its number at once. A submission of the
// guild with the same Key is the same: it keeps its number. What can be seen to be no article is a
// Problem, and nothing is saved then.
func (in *Inbox) Submit(ctx context.Context, s attache.Submission) (int64, error) {
	if err := in.acceptable(&s); err != nil {
		return 0, err
	}
	id, full, err := in.Guild(s.Guild).Submit(ctx, s, in.Waiting)
	if err != nil {
		return 0, err
	}
	if full {
		return 0, &attache.Problem{Say: fmt.Sprintf("%d articles of this team wait to be read already. Nothing was saved; please hand it in again in a few minutes.", in.Waiting)}
	}
	nudge(in.toTake)
	return id, nil
}

// acceptable checks what needs no reading, and fills what may be left out.
func (in *Inbox) acceptable(s *attache.Submission) error {
	if s.Guild == "" {
		return errors.New("ingest: submission without a guild")
	}
	if s.At.IsZero() {
		s.At = in.Now()
	}
	if !utf8.ValidString(s.Text) {
		return &attache.Problem{Say: "That text is damaged: it holds characters that do not exist. Nothing was saved; please attach it as a file instead."}
	}
	s.Text = strings.ReplaceAll(s.Text, "\x00", "") // which PostgreSQL does not store, and nobody sees
	for _, field := range []*string{&s.Key, &s.URL, &s.Title, &s.Outlet, &s.File.Name, &s.File.Type} {
		*field = strings.TrimSpace(strings.ReplaceAll(strings.ToValidUTF8(*field, "\uFFFD"), "\x00", ""))
		if len(*field) > maxField {
			return &attache.Problem{Say: fmt.Sprintf("A link, title or name of more than %d characters is nothing I can keep. Nothing was saved; please shorten it.", maxField)}
		}
	}
	given := 0
	for _, there := range []bool{s.URL != "", strings.TrimSpace(s.Text) != "", len(s.File.Bytes) > 0} {
		if there {
			given++
		}
	}
	switch {
	case given == 0 && s.File.Name != "":
		return &attache.Problem{Say: fmt.Sprintf("The file “%s” is empty. Nothing was saved; please attach it again or paste its text.", short(s.File.Name))}
	case given == 0:
		return &attache.Problem{Say: "There is no text, link or file in it. Nothing was saved; paste the article's text, give its link or attach the file."}
	case given > 1:
		return errors.New("ingest: submission with more than one of URL, Text and File")
	case len(s.Text) > MaxSubmission || len(s.File.Bytes) > MaxSubmission:
		return &attache.Problem{Say: fmt.Sprintf("That is larger than %d MB, the most I read. Nothing was saved; please hand in the part that matters.", MaxSubmission>>20)}
	}
	return nil
}

func short(name string) string {
	r := []rune(name)
	if len(r) > 80 {
		return string(r[:79]) + "…"
	}
	return name
}

// Desk is the inbox of one guild for those who wait for the outcome of what they hand in.
type Desk struct {
	in    *Inbox
	guild attache.GuildID
}

// For returns the inbox of one guild.
func (in *Inbox) For(guild attache.GuildID) Desk { return Desk{in, guild} }

// expected is how long the outcome of a submission is kept for somebody who is about to await it.
const expected = 20 * time.Second

// Submit is Inbox.Submit for the guild. What is to be Awaited is not told elsewhere until it is clear
// that nobody comes.
func (d Desk) Submit(ctx context.Context, s attache.Submission) (int64, error) {
	if s.Guild != "" && s.Guild != d.guild {
		return 0, fmt.Errorf("ingest: submission of guild %s in the inbox of %s", s.Guild, d.guild)
	}
	s.Guild = d.guild
	if !s.Awaited {
		return d.in.Submit(ctx, s)
	}
	seated := d.in.desk.arrive()
	id, err := d.in.Submit(ctx, s)
	seated(id, d.in.Now().Add(expected))
	return id, err
}

// Await waits until a submission is read and can be found, returns what became of it and takes over
// telling it: it counts as told when Await returns. When ctx ends first the Teller tells.
func (d Desk) Await(ctx context.Context, id int64) (attache.Outcome, error) {
	archive := d.in.Guild(d.guild)
	ready, leave := d.in.desk.sit(id)
	defer func() {
		leave()
		nudge(d.in.toTell) // who told nothing because somebody sat here
	}()
	for {
		o, m, err := archive.Outcome(ctx, id)
		switch {
		case err != nil:
			return attache.Outcome{}, err
		case m.Finished.IsZero() || !m.Indexed:
			// Another process may be reading it: then nobody here says when it is done.
			if !sleep(ctx, ready, poll/4) {
				return attache.Outcome{}, ctx.Err()
			}
			continue
		case !m.Told:
			if err := archive.Told(context.WithoutCancel(ctx), id); err != nil {
				d.in.Log.Error("mark as told", "guild", d.guild, "submission", id, "err", err)
			}
		}
		return o, nil
	}
}

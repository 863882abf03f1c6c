package digest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"attache"
	"attache/card"
)

// Guild keeps and runs the digests of one guild, for commands.
type Guild struct {
	r    *Runner
	id   attache.GuildID
	book Book
}

// For returns the digests of a guild.
func (r *Runner) For(guild attache.GuildID) *Guild { return &Guild{r, guild, r.Guild(guild)} }

const (
	maxName      = 60 // characters
	maxTopic     = 200
	maxSchedules = 50 // of a guild
)

// Create checks and saves a schedule. A name that is taken, and a time or zone that does not exist,
// is a Problem.
func (g *Guild) Create(ctx context.Context, s attache.Schedule) (attache.Schedule, error) {
	s.Guild = g.id
	s.Name = strings.Join(strings.Fields(s.Name), " ")
	s.Topic = strings.Join(strings.Fields(s.Topic), " ")
	s.Spec = strings.Join(strings.Fields(s.Spec), " ")
	s.Last, s.Paused, s.Reason = time.Time{}, false, ""
	if s.Created.IsZero() {
		s.Created = g.r.now()
	}
	say := ""
	switch {
	case s.Name == "":
		say = "Please give the digest a name."
	case utf8.RuneCountInString(s.Name) > maxName:
		say = fmt.Sprintf("The name is too long: it may have %d characters.", maxName)
	case s.Channel == "":
		say = "Please say which channel the digest goes to."
	case utf8.RuneCountInString(s.Topic) > maxTopic:
		say = fmt.Sprintf("The topic is too long: it may have %d characters.", maxTopic)
	}
	if say != "" {
		return s, &attache.Problem{Say: say + " Nothing was saved."}
	}
	p, err := NewPlan(s.Spec, s.Zone)
	if err != nil {
		return s, err
	}
	s.Zone = p.zone.String()
	switch next := p.Next(s.Created); {
	case next.IsZero():
		return s, &attache.Problem{Say: fmt.Sprintf("“%s” never comes in the next five years. Nothing was saved.", short(s.Spec))}
	case p.tooOften(s.Created):
		return s, &attache.Problem{Say: fmt.Sprintf("“%s” comes more often than once an hour. A digest that often is no digest: give rarer times. Nothing was saved.", short(s.Spec))}
	}
	all, err := g.List(ctx)
	if err != nil {
		return s, err
	}
	if len(all) >= maxSchedules {
		return s, &attache.Problem{Say: fmt.Sprintf("There are %d digests already; delete one first. Nothing was saved.", len(all))}
	}
	kept, taken, err := g.book.AddSchedule(ctx, s)
	if err != nil {
		return s, fmt.Errorf("digest: create: %w", err)
	}
	if taken {
		return s, &attache.Problem{Say: fmt.Sprintf("There is a digest “%s” already: %s (%s). Take another name or delete that one. Nothing was saved.", kept.Name, kept.Spec, kept.Zone)}
	}
	return kept, nil
}

// List returns the guild's schedules by name.
func (g *Guild) List(ctx context.Context) ([]attache.Schedule, error) {
	all, err := g.book.Schedules(ctx)
	if err != nil {
		return nil, fmt.Errorf("digest: list: %w", err)
	}
	return all, nil
}

// Pause stops a schedule or lets it run again. A slot missed meanwhile is made up for when it is not
// older than the grace period; what came in is in the next digest either way.
func (g *Guild) Pause(ctx context.Context, name string, paused bool) (attache.Schedule, error) {
	s, err := g.book.PauseSchedule(ctx, name, paused, "")
	return s, g.missing(err, name)
}

// Delete forgets a schedule. What it posted stays.
func (g *Guild) Delete(ctx context.Context, name string) error {
	return g.missing(g.book.DropSchedule(ctx, name), name)
}

// missing makes a Problem of a name that is not there.
func (g *Guild) missing(err error, name string) error {
	if errors.Is(err, attache.ErrNotFound) {
		return &attache.Problem{Say: fmt.Sprintf("There is no digest “%s”. Nothing was changed.", short(name)), Err: err}
	}
	return err
}

// Preview composes what a schedule, saved or not, would post now. Nothing is posted.
func (g *Guild) Preview(ctx context.Context, s attache.Schedule) (card.Card, error) {
	p, err := NewPlan(s.Spec, s.Zone)
	if err != nil {
		return card.Card{}, err
	}
	find, err := g.r.Finder(g.id)
	if err != nil {
		return card.Card{}, fmt.Errorf("digest: preview: %w", err)
	}
	now := g.r.now()
	news, err := gather(ctx, find, s.Topic, p.window(s, now, true), p.zone)
	if err != nil {
		return card.Card{}, fmt.Errorf("digest: preview: %w", err)
	}
	return Compose(s, news), nil
}

// RunNow posts what is new since the last slot, as a slot of this minute, and returns the message;
// empty when nothing is new. Twice in one minute is once, and so is this in the minute of a regular
// slot. It works for a paused schedule too.
func (g *Guild) RunNow(ctx context.Context, name string) (attache.MessageID, error) {
	if g.r.Poster == nil {
		return "", &attache.Problem{Say: "Nothing can be posted from here. Ask for a preview instead, or run it in Discord."}
	}
	all, err := g.List(ctx)
	if err != nil {
		return "", err
	}
	for _, s := range all {
		if s.Name != name {
			continue
		}
		p, err := NewPlan(s.Spec, s.Zone)
		if err != nil {
			return "", err
		}
		now := g.r.now()
		id, err := g.r.slot(ctx, job{Schedule: s, slot: now.Truncate(time.Minute), window: p.window(s, now, true), zone: p.zone, now: now})
		switch {
		case errors.Is(err, errElsewhere):
			return "", &attache.Problem{Say: "This digest is being posted right now. Nothing more was posted.", Err: err}
		case errors.Is(err, errBehind):
			return "", &attache.Problem{Say: "Some articles cannot be found yet; they will be in a moment. Nothing was posted, please try again then.", Err: err}
		case err != nil:
			return "", fmt.Errorf("digest: run: %w", err)
		}
		return id, nil
	}
	return "", g.missing(attache.ErrNotFound, name)
}

// Next returns the next n times a schedule is due, in its zone; fewer when there are no more.
func (g *Guild) Next(s attache.Schedule, n int) (all []time.Time, err error) {
	p, err := NewPlan(s.Spec, s.Zone)
	if err != nil {
		return nil, err
	}
	for at := p.Next(g.r.now()); len(all) < n && !at.IsZero(); at = p.Next(at) {
		all = append(all, at)
	}
	return all, nil
}

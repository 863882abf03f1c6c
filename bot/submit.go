package bot

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"time"

	"attache"
	"attache/commands"

	"github.com/bwmarrin/discordgo"
)

// maxParts bounds the articles of one message.
const maxParts = 10

// take hands in what a message holds: files, links, or its text. Saved parts are acknowledged with an
// eye; what became of them is told by Ingested. A part that could not be saved is answered at once.
func (b *Bot) take(m *posted, intent commands.Intent, files []attached, asker commands.Asker) {
	ctx, cancel := context.WithTimeout(b.life, 2*downloadWithin)
	defer cancel()
	saved, err := b.save(ctx, m, intent, files, asker)
	told, stop := context.WithTimeout(context.WithoutCancel(b.life), answerWithin)
	defer stop()
	if saved > 0 {
		b.acknowledge(told, m)
	}
	outcome := "saved"
	if err != nil && m.answered {
		outcome = "refused before"
	} else if err != nil {
		outcome = "refused"
		out := b.sorry(err, string(m.ID), &outcome)
		b.react(told, m.Channel, m.ID, warning)
		if err := b.answerMessage(told, m, out, false, "refused/"+string(m.ID)); err != nil {
			b.log.Warn("answer to a submission", "message", m.ID, "channel", m.Channel, "err", err)
		}
	}
	b.log.Info("submission", "message", m.ID, "guild", m.Guild, "parts", saved, "outcome", outcome)
}

// save saves the parts of a message one by one and returns how many it saved; the error says what
// became of the first that was not.
func (b *Bot) save(ctx context.Context, m *posted, intent commands.Intent, files []attached, asker commands.Asker) (saved int, err error) {
	if cmd, ok := b.find("submit"); ok && cmd.Needs > asker.Can {
		return 0, denied(cmd.Needs)
	}
	parts := len(files) + len(intent.URLs)
	if intent.Text != "" {
		parts++
	}
	if parts > maxParts {
		return 0, &attache.Problem{Say: fmt.Sprintf("That is %d articles in one message; I take %d. Nothing was saved; please hand them in by parts.", parts, maxParts)}
	}
	env, err := b.env(ctx, asker.Guild)
	if err != nil {
		return 0, err
	}
	if env.Inbox == nil {
		return 0, errors.New("no inbox")
	}
	n := 0
	hand := func(s attache.Submission) error {
		// The key is the one the submit command gives, so that the message command on the same message
		// finds the article that is here already.
		s.Key = fmt.Sprintf("%s/%d", m.ID, n)
		s.Guild, s.Origin, s.By, s.At = asker.Guild, asker.Origin, asker.User, b.now()
		n++
		if _, err := env.Inbox.Submit(ctx, s); err != nil {
			return fmt.Errorf("submit: %w", err)
		}
		saved++
		return nil
	}
	var first error
	keep := func(err error) {
		if first == nil {
			first = err
		}
	}
	for _, f := range files {
		file, err := b.download(ctx, f)
		if err != nil {
			n++
			keep(err)
			continue
		}
		keep(hand(attache.Submission{File: file}))
	}
	for _, u := range intent.URLs {
		keep(hand(attache.Submission{URL: u}))
	}
	if intent.Text != "" {
		keep(hand(attache.Submission{Text: intent.Text}))
	}
	return saved, first
}

// The reactions to a message: seen and saved, archived, not archived, answered by direct message.
// What they mean is said in words as well.
const (
	eyes    = "👀"
	check   = "✅"
	warning = "⚠️"
	letter  = "✉️"
)

// acknowledge shows that a message was saved: by a reaction, or in words where reactions are not
// allowed.
func (b *Bot) acknowledge(ctx context.Context, m *posted) {
	if b.react(ctx, m.Channel, m.ID, eyes) {
		return
	}
	if err := b.answerMessage(ctx, m, sentence("Saved. I am reading it and will say here what I found."), false, "seen/"+string(m.ID)); err != nil {
		b.log.Warn("acknowledgement", "message", m.ID, "channel", m.Channel, "err", err)
	}
}

// react adds a reaction. It reports whether nothing more has to be said: also when the message is
// gone.
func (b *Bot) react(ctx context.Context, channel, message snowflake, emoji string) bool {
	_, err := b.rest.do(ctx, request{
		method: "PUT", url: discordgo.EndpointMessageReaction(string(channel), string(message), url.PathEscape(emoji), "@me"),
		route: "PUT /channels/" + string(channel) + "/reactions", again: true,
	})
	if err != nil {
		b.log.Debug("reaction", "channel", channel, "message", message, "err", err)
	}
	return err == nil || refusedWith(err, codeUnknownMessage)
}

// nonceLasts is how long Discord surely knows a nonce: "the past few minutes", it says.
const nonceLasts = 2 * time.Minute

// Ingested tells what became of a submission: by a reply to the message it came in, or a message in
// its channel, and a reaction. It may be called again for one submission and tells it once. When the
// channel takes no posts, who submitted is told by direct message. An error means that telling may
// be tried again; where nobody can be told the log says so, and the error is nil.
func (b *Bot) Ingested(ctx context.Context, o attache.Outcome) error {
	s := o.Submission
	channel, origin := snowflakeOf(string(s.Origin.Channel)), snowflakeOf(string(s.Origin.Message))
	if channel == "" {
		return nil // it did not come from Discord
	}
	key := fmt.Sprintf("ingested/%s/%d", s.Guild, s.ID)
	m := b.draw(ctx, s.Guild, commands.OutcomeCard(o), "")
	if origin != "" {
		m.Reference = &reference{Message: string(origin)}
	}
	if b.now().Sub(s.At) > nonceLasts {
		was, err := b.earlier(ctx, channel, func(p posted) bool { return p.tells(m) })
		if err != nil {
			return fmt.Errorf("ingested: %w", err)
		}
		if was != "" {
			return nil
		}
	}
	_, err := b.send(ctx, channel, m, key)
	if err != nil {
		return b.untold(ctx, o, m, key, err)
	}
	if origin != "" {
		emoji := check
		if o.Err != nil {
			emoji = warning
		}
		b.react(ctx, channel, origin, emoji)
	}
	return nil
}

// tells reports whether a message says what m says, to the same message. An outcome bears no mark in
// its footer, which people would have to read past: what it answers and its words are enough.
func (p *posted) tells(m message) bool {
	to := ""
	if p.Reference != nil {
		to = string(p.Reference.Message)
	}
	if m.Reference == nil && to != "" || m.Reference != nil && m.Reference.Message != to {
		return false
	}
	return len(p.Embeds) > 0 && len(m.Embeds) > 0 && p.Embeds[0].Title == m.Embeds[0].Title && p.Embeds[0].Description == m.Embeds[0].Description
}

// untold tries another way to whoever submitted.
func (b *Bot) untold(ctx context.Context, o attache.Outcome, m message, key string, err error) error {
	s := o.Submission
	reason := unpostable(err, s.Origin.Channel)
	if !errors.Is(reason, attache.ErrUnpostable) {
		return fmt.Errorf("ingested: %w", err)
	}
	who := snowflakeOf(string(s.By))
	direct := errors.New("nobody to tell")
	if who != "" && !refusedWith(err, codeCannotDM) {
		m.Reference = nil
		direct = b.tellDirectly(ctx, who, m, key+"/direct")
	}
	if direct != nil {
		b.log.Warn("an outcome reached nobody", "guild", s.Guild, "submission", s.ID, "channel", s.Origin.Channel, "err", err, "direct", direct)
		return nil
	}
	b.log.Warn("an outcome was told by direct message", "guild", s.Guild, "submission", s.ID, "channel", s.Origin.Channel, "err", err)
	return nil
}

package bot

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"

	"attache"
	"attache/card"
	"attache/commands"

	"github.com/bwmarrin/discordgo"
)

// address says in which way a message is for us.
type address int

const (
	nobody address = iota
	spoken         // it mentions the bot, replies to it with the ping on, or is a direct message
	intake         // it stands in a channel in which everything is an article
	unread         // it replies to the answer of a slash command: Discord shows it, but not its text
)

// addressed reports in which way a message is for us. Messages of bots, ourselves included, and of
// the system are not.
func (b *Bot) addressed(m *posted) address {
	me := b.me()
	if m.Author == nil || m.Author.ID == "" || m.Author.Bot || m.Author.ID == me || m.Webhook != "" || m.Type != plainMessage && m.Type != replyMessage {
		return nobody
	}
	if m.Guild == "" {
		return spoken
	}
	for _, u := range m.Mentions {
		if u != nil && u.ID == me && me != "" {
			return spoken
		}
	}
	if b.intake[m.Channel] {
		return intake
	}
	if r := m.Referenced; r != nil && r.Author != nil && r.Author.ID == me && r.Metadata != nil && m.Content == "" && !b.opts.MessageContent {
		return unread
	}
	return nobody
}

// handleMail handles messages one after the other until box is closed.
func (b *Bot) handleMail(box <-chan *posted) {
	for m := range box {
		func() {
			defer b.absence.under(-1)
			defer b.recovered("message", string(m.ID))
			b.message(m)
		}()
	}
}

// message does what a message asks for. Questions run beside it; submissions are saved before the
// next message of the channel is looked at.
func (b *Bot) message(m *posted) {
	text := withoutMention(m.text(), b.me())
	files := m.files()
	intent := commands.Understand(text, len(files) > 0)
	asker := b.writer(m)
	how := b.addressed(m)
	switch {
	case how == intake && intent.Kind != commands.IntentSubmit:
		return // people talk in intake channels, too
	case m.late && intent.Kind != commands.IntentSubmit && (m.answered || b.now().Sub(m.ID.made()) > lateAnswer):
		return
	case how == unread:
		b.blank(m)
		return
	}
	switch intent.Kind {
	case commands.IntentSubmit:
		b.take(m, intent, files, asker)
	case commands.IntentCommand, commands.IntentAsk:
		b.work.Go(func() {
			defer b.recovered("message", string(m.ID))
			b.reply(m, intent, files, asker)
		})
	default:
		b.work.Go(func() {
			defer b.recovered("message", string(m.ID))
			b.reply(m, commands.Intent{Kind: commands.IntentCommand, Line: "help"}, nil, asker)
		})
	}
}

// blank explains, to each person once, why a reply goes unanswered.
func (b *Bot) blank(m *posted) {
	if !b.explained.first(m.Author.ID) {
		return // people also talk to each other under our answers
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(b.life), answerWithin)
	defer cancel()
	out := sentence("Discord does not show me the text of this reply. Please write it again and mention me in it.")
	if err := b.answerMessage(ctx, m, out, false, "blank/"+string(m.ID)); err != nil {
		b.log.Warn("answer to a blank reply", "message", m.ID, "err", err)
	}
}

// withoutMention takes the mentions of the bot out of a text.
func withoutMention(text string, me snowflake) string {
	if me != "" {
		text = strings.NewReplacer("<@"+string(me)+">", " ", "<@!"+string(me)+">", " ").Replace(text)
	}
	return strings.TrimSpace(text)
}

// channelMention is how Discord writes a channel that was picked while typing.
var channelMention = regexp.MustCompile(`<#([0-9]{1,20})>`)

// writer returns who wrote a message. Messages do not say what their author may do; the roles tell.
func (b *Bot) writer(m *posted) commands.Asker {
	guild := guildOf(m.Guild, m.Author.ID)
	var roles []snowflake
	if m.Member != nil {
		roles = m.Member.Roles
	}
	return commands.Asker{
		User: attache.UserID(m.Author.ID), Guild: guild, Can: b.can(guild, m.Member, b.guilds.permissions(m.Guild, m.Author.ID, roles)),
		Origin: attache.Origin{Guild: guild, Channel: attache.ChannelID(m.Channel), Message: attache.MessageID(m.ID)},
	}
}

// reply runs the command or question of a message and answers it.
func (b *Bot) reply(m *posted, intent commands.Intent, files []attached, asker commands.Asker) {
	received := time.Now()
	outcome := "answered"
	c, private, err := b.asked(m, intent, files, asker)
	ctx, cancel := context.WithTimeout(context.WithoutCancel(b.life), answerWithin)
	defer cancel()
	var out message
	if err != nil {
		outcome = "refused"
		out, private = b.sorry(err, string(m.ID), &outcome), false
	} else {
		out = b.draw(ctx, asker.Guild, c, "")
	}
	if err := b.answerMessage(ctx, m, out, private && m.Guild != "", "answer/"+string(m.ID)); err != nil {
		outcome = "lost"
		b.log.Warn("answer to a message", "message", m.ID, "channel", m.Channel, "err", err)
	}
	b.figures.update(func(h *Health) { h.Interactions++ })
	took := time.Since(received)
	b.log.Info("message", "id", m.ID, "guild", m.Guild, "took", took.Round(time.Millisecond), "outcome", outcome)
	if b.opts.Handled != nil {
		b.opts.Handled(Handled{Command: "message", Outcome: outcome, Took: took})
	}
}

// asked runs what a message asks for.
func (b *Bot) asked(m *posted, intent commands.Intent, files []attached, asker commands.Asker) (c card.Card, private bool, err error) {
	w := wish{asker: asker, files: files}
	if intent.Kind == commands.IntentAsk {
		cmd, ok := b.find("ask")
		if !ok {
			return c, false, errUnknownCommand
		}
		w.cmd, w.given = cmd, map[string]string{"question": intent.Line}
	} else {
		words := commands.Split(channelMention.ReplaceAllString(intent.Line, "$1"))
		var ok bool
		if w.cmd, w.argv, ok = commands.Find(b.opts.Commands, words); !ok {
			return c, false, unknownCommand(words)
		}
	}
	w.private = w.cmd.Private || isPrivate(w.argv)
	if w.cmd.Needs > asker.Can {
		return c, false, denied(w.cmd.Needs)
	}
	if err := b.doorman.admit(asker.Guild, asker.User, false); err != nil {
		return c, false, err
	}
	ctx, cancel := context.WithCancel(b.life)
	defer cancel()
	typing := time.AfterFunc(b.answers.deferAfter/3, func() { b.typing(ctx, m.Channel) })
	defer typing.Stop()
	var t ticket
	c, err = b.run(ctx, w, &t)
	return c, w.private || c.Private, err
}

func unknownCommand(words []string) error {
	name := ""
	if len(words) > 0 {
		name = fit(words[0], 40, line)
	}
	return &attache.Problem{Say: fmt.Sprintf("I do not know the command “%s”. Nothing was done; “help” lists what I can do.", name)}
}

// typing shows that an answer is under way. It is no loss when it fails.
func (b *Bot) typing(ctx context.Context, channel snowflake) {
	_, err := b.rest.do(ctx, request{
		method: "POST", url: discordgo.EndpointChannelTyping(string(channel)), route: "POST /channels/" + string(channel) + "/typing", again: true,
	})
	if err != nil && ctx.Err() == nil {
		b.log.Debug("typing", "channel", channel, "err", err)
	}
}

// answerMessage answers a message where it stands; a private answer goes to the author's direct
// messages. When the channel does not take it, the author is told there, too.
func (b *Bot) answerMessage(ctx context.Context, m *posted, out message, private bool, key string) error {
	if private {
		err := b.tellDirectly(ctx, m.Author.ID, out, key)
		if err == nil {
			b.react(ctx, m.Channel, m.ID, letter) // so that the person looks there
			return nil
		}
		b.log.Info("direct message", "user", m.Author.ID, "err", err)
		out = sentence("The answer is for you alone, but I may not send you direct messages. Please allow them for this server, or use the command with / in front: its answer is seen by you alone.")
	}
	out.Reference = &reference{Message: string(m.ID)}
	_, err := b.send(ctx, m.Channel, out, key)
	if err == nil || private || !errors.Is(unpostable(err, ""), attache.ErrUnpostable) {
		return err
	}
	out.Reference = nil
	if direct := b.tellDirectly(ctx, m.Author.ID, out, key+"/direct"); direct != nil {
		return fmt.Errorf("%w; and %w", err, direct)
	}
	b.log.Warn("answered by direct message: the channel takes no posts", "channel", m.Channel, "err", err)
	return nil
}

// tellDirectly sends a direct message.
func (b *Bot) tellDirectly(ctx context.Context, who snowflake, m message, key string) error {
	channel, err := b.direct(ctx, who)
	if err != nil {
		return err
	}
	_, err = b.send(ctx, channel, m, key)
	return err
}

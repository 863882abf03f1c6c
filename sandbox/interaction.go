package sandbox

import (
	"crypto/rand"
	"maps"
	"slices"
	"time"
)

// interaction is one use of a command, component or modal, from the moment the bot is told until its
// token ends.
type interaction struct {
	id       ID
	kind     InteractionKind
	token    string
	at       time.Time
	user     ID
	channel  *channel
	name     string // of the command
	command  CommandKind
	target   *message // the message of a message command, or the one the component is on
	metadata *Metadata
	pending  *Pending
	timer    *time.Timer
	modal    *Modal     // the modal it opened
	wanted   OptionKind // of the option that autocomplete is for

	acked     bool
	failed    bool
	deferred  bool     // "thinking": the first edit or follow-up is the answer
	updates   bool     // acknowledged by a component's type 6: edits go to target
	ephemeral bool     // as fixed by the first answer
	original  *message // what @original names
	followups map[ID]*message
}

// ask tells the bot of an interaction and starts its clock.
func (w *World) ask(i *interaction, data interactionData, text string) *Pending {
	i.id, i.at, i.token = w.newID(), w.now(), rand.Text()+rand.Text()+rand.Text()
	i.followups = map[ID]*message{}
	i.pending = newPending(w, i.at, text)
	i.pending.interaction = i
	w.interactions[i.id] = i
	w.tokens[i.token] = i
	w.asked = append(w.asked, i)
	for len(w.asked) > w.keep.Interactions {
		w.forget(w.asked[0])
		w.asked = w.asked[1:]
	}
	person := w.accounts[i.user]
	body := &interactionCreate{
		ID: i.id, Application: w.bot.ID, Kind: i.kind, Data: data, ChannelID: i.channel.id, Token: i.token, Version: 1,
		Permissions: w.may(w.bot.ID, i.channel), Locale: w.locales[i.user], Entitlements: []struct{}{},
		Owners: map[string]ID{"0": i.channel.guildID()}, SizeLimit: uploadLimit,
	}
	body.Channel = w.wireChannel(i.channel)
	body.Channel.Overwrites = nil
	body.Channel.Permissions = w.may(i.user, i.channel)
	if g := i.channel.guild; g != nil {
		member := *g.members[i.user]
		member.Permissions = body.Channel.Permissions
		body.Member, body.GuildID, body.GuildLocale = &member, g.id, g.locale
		body.Guild = &partialGuild{ID: g.id, Locale: g.locale, Features: []string{}}
	} else {
		body.User, body.Context = person, 1
	}
	if i.target != nil && i.kind != CommandUsed {
		body.Message = i.target.msg
	}
	if i.metadata == nil {
		i.metadata = &Metadata{}
	}
	i.metadata.ID, i.metadata.Kind, i.metadata.User, i.metadata.Owners = i.id, int(i.kind), person, body.Owners
	w.tell(event{name: "INTERACTION_CREATE", at: i.channel, body: body})
	if i.kind != CompletionWanted {
		w.note(Change{Kind: Used, Channel: i.channel.id, User: i.user, Text: text, Interaction: i.id})
	}
	i.timer = time.AfterFunc(ackWithin, func() { w.due(i) })
	return i.pending
}

// due is called by i's timer. The world's clock decides: a test may have stopped it.
func (w *World) due(i *interaction) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.expireOne(i)
}

func (w *World) expireOne(i *interaction) {
	age := w.now().Sub(i.at)
	switch {
	case !i.acked && !i.failed && age >= ackWithin:
		i.failed = true
		if i.kind != CompletionWanted {
			w.note(Change{Kind: Failed, Channel: i.channel.id, User: i.user, Only: i.user, Text: i.pending.Text, Interaction: i.id})
		}
		i.pending.fail(ErrNoAnswer)
	case i.acked && age >= tokenLives:
		i.pending.fail(ErrNoAnswer) // a "thinking" that nothing ended; no effect when it was answered
	}
}

// expire lets everything happen that is due by now.
func (w *World) expire() {
	for _, i := range w.asked {
		w.expireOne(i)
	}
	w.forgetSessions()
	w.archiveSilent()
}

// ack records the bot's first answer.
func (w *World) ack(i *interaction) {
	i.acked = true
	took := w.now().Sub(i.at)
	i.pending.ack(took)
	if i.kind != CompletionWanted {
		w.note(Change{Kind: Acked, Channel: i.channel.id, User: i.user, Only: i.user, Text: i.pending.Text, Took: took, Interaction: i.id})
	}
	if i.timer.Stop() && (i.deferred || i.updates) {
		i.timer.Reset(tokenLives - took)
	}
}

// settle gives the asker the answer.
func (w *World) settle(i *interaction, m *message) {
	i.timer.Stop()
	if !i.pending.settled() {
		w.note(Change{Kind: Settled, Message: m.msg, User: i.user, Only: i.user, Text: i.pending.Text, Took: w.now().Sub(i.at), Interaction: i.id})
	}
	i.pending.settle(Response{
		Message: m.msg, Ephemeral: m.only != 0, Deferred: i.deferred || i.updates, Updated: m == i.target, Took: w.now().Sub(i.at),
	})
}

// forget drops i; its token is then unknown.
func (w *World) forget(i *interaction) {
	i.timer.Stop()
	i.pending.fail(ErrNoAnswer)
	delete(w.interactions, i.id)
	delete(w.tokens, i.token)
}

// answerTo returns the draft of a message that answers i: the first one or a follow-up.
func (w *World) answerTo(i *interaction, ephemeral bool) draft {
	d := draft{author: w.bot.ID, from: i, metadata: i.metadata}
	switch {
	case i.original != nil && i.original.from == i: // a follow-up hangs from the first answer
		d.kind, d.answers = ReplyMessage, i.original
		meta := *i.metadata
		meta.Original = i.original.msg.ID
		d.metadata = &meta
		if i.original.gone {
			d.kind, d.answers = PlainMessage, nil
		}
	case i.kind == CommandUsed && i.command == SlashCommand:
		d.kind = SlashResponse
		d.tag = &InteractionTag{ID: i.id, Kind: int(CommandUsed), Name: i.name, User: w.accounts[i.user]}
	case i.kind == CommandUsed:
		d.kind = MenuResponse
		d.tag = &InteractionTag{ID: i.id, Kind: int(CommandUsed), Name: i.name, User: w.accounts[i.user]}
		if i.command == MessageCommand && !i.target.gone {
			d.answers = i.target
		}
	case i.kind == ComponentUsed && !i.target.gone:
		d.kind, d.answers = ReplyMessage, i.target
	}
	if ephemeral {
		d.flags |= Ephemeral
		d.only = i.user
	}
	return d
}

// stop ends every timer, for a world that is closed.
func (w *World) stop() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, i := range slices.Collect(maps.Values(w.interactions)) {
		w.forget(i)
	}
	w.asked = nil
	w.faults.mu.Lock()
	defer w.faults.mu.Unlock()
	for _, o := range w.faults.orders {
		o.stop()
	}
}

package sandbox

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// channelOf returns the channel of the path if the bot can see it. A channel of a guild the bot
// left, or of nobody, does not exist for it.
func (w *World) channelOf(c *call) (*channel, error) {
	id, err := c.id("channel")
	if err != nil {
		return nil, err
	}
	ch := w.channels[id]
	switch {
	case ch == nil, ch.guild != nil && ch.guild.gone:
		return nil, unknownChannel
	case !w.may(w.bot.ID, ch).Has(ViewChannel):
		return nil, noAccess
	}
	return ch, nil
}

// messageOf returns the message of the path. Ephemeral ones do not exist here: only their
// interaction's webhook reaches them.
func (w *World) messageOf(c *call) (*message, error) {
	ch, err := w.channelOf(c)
	if err != nil {
		return nil, err
	}
	id, err := c.id("message")
	if err != nil {
		return nil, err
	}
	m := ch.messages[id]
	if m == nil || m.only != 0 {
		return nil, unknownMessage
	}
	return m, nil
}

func (w *World) getChannel(c *call) (any, error) {
	ch, err := w.channelOf(c)
	if err != nil {
		return nil, err
	}
	return w.wireChannel(ch), nil
}

// editChannel renames, archives and locks threads; the sandbox changes nothing else about channels.
func (w *World) editChannel(c *call) (any, error) {
	ch, err := w.channelOf(c)
	if err != nil {
		return nil, err
	}
	var body struct {
		Name     *string `json:"name"`
		Archived *bool   `json:"archived"`
		Locked   *bool   `json:"locked"`
		Duration *int    `json:"auto_archive_duration"`
	}
	if err := c.decode(&body); err != nil {
		return nil, err
	}
	if ch.thread == nil {
		return nil, wrongChannelKind
	}
	if ch.owner != w.bot.ID && !w.may(w.bot.ID, ch).Has(ManageThreads) || body.Locked != nil && !w.may(w.bot.ID, ch).Has(ManageThreads) {
		return nil, noPermission
	}
	if body.Name != nil {
		ch.name = *body.Name
	}
	if body.Locked != nil {
		ch.thread.Locked = *body.Locked
	}
	if body.Duration != nil {
		ch.thread.Duration = *body.Duration
	}
	archived := ch.thread.Archived
	if body.Archived != nil {
		archived = *body.Archived
	}
	w.archive(ch, archived)
	return w.wireChannel(ch), nil
}

// listMessages answers newest first, as Discord does, whatever was asked for.
func (w *World) listMessages(c *call) (any, error) {
	ch, err := w.channelOf(c)
	if err != nil {
		return nil, err
	}
	q := c.r.URL.Query()
	limit := 50
	if s := q.Get("limit"); s != "" {
		if limit, err = strconv.Atoi(s); err != nil || limit < 1 || limit > 100 {
			r := report{rule: "limit"}
			r.fail(&node{name: "limit", up: &node{}}, "NUMBER_TYPE_MAX", "int value should be between 1 and 100.")
			return nil, invalidForm(&r.root)
		}
	}
	if !w.may(w.bot.ID, ch).Has(ReadHistory) {
		return []*Message{}, nil // documented: an empty list, not an error
	}
	ids := slices.DeleteFunc(slices.Clone(ch.order), func(id ID) bool { return ch.messages[id].only != 0 })
	from, to := window(ids, q, limit)
	all := []*Message{}
	for i := to - 1; i >= from; i-- {
		all = append(all, w.shown(ch.messages[ids[i]]))
	}
	return all, nil
}

// window returns the half-open part of ascending ids that a query of the message list asks for.
func window(ids []ID, q url.Values, limit int) (from, to int) {
	place := func(key string) (int, bool, bool) {
		id, err := ParseID(q.Get(key))
		if err != nil {
			return 0, false, false
		}
		i, found := slices.BinarySearch(ids, id)
		return i, found, true
	}
	if i, _, ok := place("before"); ok {
		return max(i-limit, 0), i
	}
	if i, found, ok := place("after"); ok {
		if found {
			i++
		}
		return i, min(i+limit, len(ids))
	}
	if i, _, ok := place("around"); ok {
		from = max(i-limit/2, 0)
		return from, min(from+limit, len(ids))
	}
	return max(len(ids)-limit, 0), len(ids)
}

// shown returns m as the bot gets it over REST: without what people wrote when the message content
// intent is not switched on. What it asked for when identifying makes no difference here.
func (w *World) shown(m *message) *Message {
	if w.opts.Privileged.Has(MessageContentIntent) {
		return m.msg
	}
	return w.blank(m.msg, m.at.guild == nil)
}

func (w *World) getMessage(c *call) (any, error) {
	m, err := w.messageOf(c)
	if err != nil {
		return nil, err
	}
	if !w.may(w.bot.ID, m.at).Has(ReadHistory) {
		return nil, noPermission
	}
	return w.shown(m), nil
}

func (w *World) deleteMessage(c *call) (any, error) {
	m, err := w.messageOf(c)
	if err != nil {
		return nil, err
	}
	if m.msg.Author.ID != w.bot.ID && (m.at.guild == nil || !w.may(w.bot.ID, m.at).Has(ManageMessages)) {
		return nil, noPermission
	}
	w.erase(m)
	return nil, nil
}

func (w *World) typing(c *call) (any, error) {
	ch, err := w.channelOf(c)
	if err != nil {
		return nil, err
	}
	if err := w.maySend(ch); err != nil {
		return nil, err
	}
	w.tellTyping(ch, w.bot.ID)
	return nil, nil
}

// maySend says why the bot may not write in a channel.
func (w *World) maySend(ch *channel) error {
	needs := SendMessages
	if ch.parent != nil {
		needs = SendInThreads
	}
	if !w.may(w.bot.ID, ch).Has(needs) {
		return noPermission
	}
	if ch.thread != nil && ch.thread.Archived && ch.thread.Locked && !w.may(w.bot.ID, ch).Has(ManageThreads) {
		return threadArchived
	}
	return nil
}

// emojiOf reads the emoji of the path. The sandbox has no emoji of guilds.
func emojiOf(c *call) (Emoji, error) {
	s := c.r.PathValue("emoji")
	if !isEmoji(s) {
		return Emoji{}, unknownEmoji
	}
	return Emoji{Name: s}, nil
}

// isEmoji reports whether s may be one Unicode emoji: short, and beginning beyond ASCII or, for
// keycaps, with a digit, # or *. What Unicode calls an emoji it does not know.
func isEmoji(s string) bool {
	n := utf8.RuneCountInString(s)
	return n > 0 && n <= 12 && utf8.ValidString(s) && (s[0] >= 0x80 || n > 1 && strings.ContainsRune("0123456789#*", rune(s[0])))
}

func (w *World) addReaction(c *call) (any, error) {
	m, err := w.messageOf(c)
	if err != nil {
		return nil, err
	}
	emoji, err := emojiOf(c)
	if err != nil {
		return nil, err
	}
	new := !slices.ContainsFunc(m.msg.Reactions, func(r Reaction) bool { return sameEmoji(r.Emoji, emoji) })
	if p := w.may(w.bot.ID, m.at); !p.Has(ReadHistory) || new && !p.Has(AddReactions) {
		return nil, noPermission
	}
	w.react(m, w.bot.ID, emoji, true)
	return nil, nil
}

func (w *World) removeReaction(c *call) (any, error) {
	m, err := w.messageOf(c)
	if err != nil {
		return nil, err
	}
	emoji, err := emojiOf(c)
	if err != nil {
		return nil, err
	}
	who := w.bot.ID
	if c.r.PathValue("user") != "@me" {
		if who, err = c.id("user"); err != nil {
			return nil, err
		}
		if who != w.bot.ID && !w.may(w.bot.ID, m.at).Has(ManageMessages) {
			return nil, noPermission
		}
	}
	w.react(m, who, emoji, false)
	return nil, nil
}

func (w *World) listReactions(c *call) (any, error) {
	m, err := w.messageOf(c)
	if err != nil {
		return nil, err
	}
	emoji, err := emojiOf(c)
	if err != nil {
		return nil, err
	}
	users := []*User{}
	for _, r := range m.msg.Reactions {
		if sameEmoji(r.Emoji, emoji) {
			for _, id := range r.Users {
				users = append(users, w.accounts[id])
			}
		}
	}
	return users, nil
}

func (w *World) createThread(c *call) (any, error) {
	ch, err := w.channelOf(c)
	if err != nil {
		return nil, err
	}
	if ch.guild == nil || ch.parent != nil {
		return nil, wrongChannelKind
	}
	body := struct {
		Name    string `json:"name"`
		Minutes int    `json:"auto_archive_duration"`
		Kind    *int   `json:"type"`
	}{}
	if err := c.decode(&body); err != nil {
		return nil, err
	}
	var from *message
	private := false
	if c.r.PathValue("message") != "" {
		if from, err = w.messageOf(c); err != nil {
			return nil, err
		}
		if w.channels[from.msg.ID] != nil {
			return nil, threadExists
		}
	} else { // without a type a free thread is private, as it always was
		private = body.Kind == nil || *body.Kind == int(PrivateThread)
	}
	needs := CreatePublicThreads
	if private {
		needs = CreatePrivateThread
	}
	if !w.may(w.bot.ID, ch).Has(needs) {
		return nil, noPermission
	}
	return w.wireChannel(w.openThread(ch, from, w.bot.ID, body.Name, body.Minutes, private)), nil
}

func (w *World) joinThread(c *call) (any, error) {
	ch, err := w.channelOf(c)
	if err != nil {
		return nil, err
	}
	if ch.thread == nil {
		return nil, wrongChannelKind
	}
	return nil, nil
}

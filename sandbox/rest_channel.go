package sandbox

import (
	"net/url"
	"slices"
	"strconv"
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
	case !w.sees(w.bot.ID, ch):
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

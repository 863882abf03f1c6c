package sandbox

import (
	"encoding/json"
	"slices"
)

// draft is a message before it is posted.
type draft struct {
	author     ID
	kind       MessageKind
	content    string
	embeds     []Embed
	components []Component
	files      []Attachment
	flags      MessageFlags
	answers    *message // what it replies to
	deleted    *Reference
	mentions   pings
	nonce      json.RawMessage
	only       ID
	from       *interaction
	tag        *InteractionTag
	metadata   *Metadata
}

// post puts a message into a channel and tells everybody who may see it.
func (w *World) post(c *channel, d draft) *message {
	author := w.accounts[d.author]
	m := &Message{
		ID: w.newID(), Channel: c.id, Kind: d.kind, Author: author, Content: d.content, Sent: Time{w.now()},
		Attachments: list(d.files), Embeds: list(d.embeds), Components: list(d.components), Flags: d.flags,
		Nonce: d.nonce, Interaction: d.tag, Metadata: d.metadata,
	}
	if d.from != nil {
		m.Webhook, m.Application = w.bot.ID, w.bot.ID
	}
	if d.answers != nil {
		m.Reference = &Reference{Message: d.answers.msg.ID, Channel: d.answers.at.id}
		if c.guild != nil {
			m.Reference.Guild = c.guild.id
		}
		m.Referenced = &Referenced{unnested(d.answers.msg)}
	} else if d.deleted != nil {
		m.Reference, m.Referenced = d.deleted, &Referenced{}
	}
	w.ping(m, c, d)
	stored := &message{msg: m, at: c, only: d.only, from: d.from}
	w.keepMessage(c, stored)
	if c.thread != nil {
		c.writers[d.author] = true
		if c.thread.Archived && !c.thread.Locked {
			w.archive(c, false)
		}
	}
	w.tellMessage("MESSAGE_CREATE", stored)
	w.note(Change{Kind: Posted, Message: m, Only: d.only})
	return stored
}

// keepMessage files m and forgets the oldest message when there are too many.
func (w *World) keepMessage(c *channel, m *message) {
	c.messages[m.msg.ID] = m
	c.order = append(c.order, m.msg.ID)
	if m.only == 0 {
		c.last = m.msg.ID
		c.sent++
	}
	for len(c.order) > w.keep.Messages {
		oldest := c.messages[c.order[0]]
		oldest.gone = true
		if oldest.from != nil {
			delete(oldest.from.followups, oldest.msg.ID)
		}
		delete(c.messages, c.order[0])
		c.order = c.order[1:]
	}
}

// change replaces what m shows by what edit makes of a copy, and tells everybody who sees it.
func (w *World) change(m *message, edit func(*Message)) {
	next := *m.msg
	edit(&next)
	m.msg = &next
	w.tellMessage("MESSAGE_UPDATE", m)
	w.note(Change{Kind: Edited, Message: m.msg, Only: m.only})
}

// erase deletes m.
func (w *World) erase(m *message) {
	if m.gone {
		return
	}
	m.gone = true
	c := m.at
	delete(c.messages, m.msg.ID)
	if i, ok := slices.BinarySearch(c.order, m.msg.ID); ok {
		c.order = slices.Delete(c.order, i, i+1)
	}
	if m.only == 0 {
		w.tell(event{name: "MESSAGE_DELETE", at: c, intent: messagesIntent(c), body: struct {
			ID      ID `json:"id"`
			Channel ID `json:"channel_id"`
			Guild   ID `json:"guild_id,omitzero"`
		}{m.msg.ID, c.id, c.guildID()}})
	}
	w.note(Change{Kind: Deleted, Message: m.msg, Only: m.only})
}

// react adds or takes away who's emoji under m. It reports whether anything changed.
func (w *World) react(m *message, who ID, emoji Emoji, add bool) bool {
	all := slices.Clone(m.msg.Reactions)
	i := slices.IndexFunc(all, func(r Reaction) bool { return sameEmoji(r.Emoji, emoji) })
	has := i >= 0 && slices.Contains(all[i].Users, who)
	if has == add {
		return false
	}
	switch {
	case add && i < 0:
		all = append(all, Reaction{Emoji: emoji, BurstColors: []string{}, Users: []ID{who}})
		i = len(all) - 1
	case add:
		all[i].Users = append(slices.Clone(all[i].Users), who)
	default:
		all[i].Users = slices.DeleteFunc(slices.Clone(all[i].Users), func(id ID) bool { return id == who })
	}
	all[i].Count = len(all[i].Users)
	all[i].Details.Normal = all[i].Count
	all[i].Me = slices.Contains(all[i].Users, w.bot.ID)
	all = slices.DeleteFunc(all, func(r Reaction) bool { return r.Count == 0 })
	next := *m.msg
	next.Reactions = all
	m.msg = &next
	name, kind := "MESSAGE_REACTION_ADD", Reacted
	if !add {
		name, kind = "MESSAGE_REACTION_REMOVE", Unreacted
	}
	w.tellReaction(name, m, who, emoji)
	w.note(Change{Kind: kind, Message: m.msg, Only: m.only, User: who, Emoji: emoji.Name})
	return true
}

func sameEmoji(a, b Emoji) bool {
	if a.ID != nil || b.ID != nil {
		return a.ID != nil && b.ID != nil && *a.ID == *b.ID
	}
	return a.Name == b.Name
}

func (c *channel) guildID() ID {
	if c.guild == nil {
		return 0
	}
	return c.guild.id
}

// unnested returns m without the message it answers: Discord quotes one level.
func unnested(m *Message) *Message {
	if m.Referenced == nil {
		return m
	}
	c := *m
	c.Referenced = nil
	return &c
}

// list returns all, never nil: absent lists are [] in answers.
func list[T any](all []T) []T {
	if all == nil {
		return []T{}
	}
	return all
}

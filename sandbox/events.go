package sandbox

import (
	"bytes"
	"encoding/json"
)

// event is something the bot may be told over the gateway.
type event struct {
	name   string
	at     *channel // where; nil for events of no channel
	guild  *guild   // set when at is nil
	intent Intents  // what a session must have asked for; noIntent sends it always
	body   any
	// blanked is the body for sessions without the message content intent; nil means body.
	blanked any
}

// tell hands e to every session that wants it, in the order in which the world changed. It encodes
// once per variant, however many sessions there are.
func (w *World) tell(e event) {
	if len(w.sessions) == 0 {
		return
	}
	g := e.guild
	if e.at != nil {
		g = e.at.guild
		if !w.sees(w.bot.ID, e.at) && e.name != "CHANNEL_DELETE" && e.name != "CHANNEL_UPDATE" && e.name != "INTERACTION_CREATE" {
			return
		}
	}
	var full, blanked []byte
	for _, s := range w.sessions {
		if e.intent != noIntent && !s.intents.Has(e.intent) || !s.serves(g) {
			continue
		}
		if e.blanked != nil && !s.intents.Has(MessageContentIntent) {
			if blanked == nil {
				blanked = encode(e.blanked)
			}
			s.dispatch(e.name, blanked)
			continue
		}
		if full == nil {
			full = encode(e.body)
		}
		s.dispatch(e.name, full)
	}
}

// encode returns the JSON of one of our own wire types, which cannot fail. Like Discord it leaves <, > and
// & as they are.
func encode(body any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(body); err != nil {
		return []byte("null")
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// tellMessage tells of a new or changed message. What only one person sees is not told at all.
func (w *World) tellMessage(name string, m *message) {
	if m.only != 0 || len(w.sessions) == 0 {
		return
	}
	full := w.gatewayMessage(m)
	e := event{name: name, at: m.at, intent: messagesIntent(m.at), body: full}
	if b := w.blank(full, m.at.guild == nil); b != full {
		e.blanked = b
	}
	w.tell(e)
}

// gatewayMessage returns m with what only the gateway adds: the guild, the author's membership, and
// that of everybody mentioned.
func (w *World) gatewayMessage(m *message) *Message {
	g := m.at.guild
	if g == nil {
		return m.msg
	}
	out := *m.msg
	out.Guild = g.id
	out.Member = g.partial(m.msg.Author.ID)
	out.Mentions = make([]*User, 0, len(m.msg.Mentions))
	for _, u := range m.msg.Mentions {
		c := *u
		c.Member = g.partial(u.ID)
		out.Mentions = append(out.Mentions, &c)
	}
	return &out
}

// partial returns a member without the user, or nil.
func (g *guild) partial(id ID) *Member {
	m := g.members[id]
	if m == nil {
		return nil
	}
	c := *m
	c.User = nil
	return &c
}

func (w *World) tellReaction(name string, m *message, who ID, emoji Emoji) {
	body := struct {
		User    ID      `json:"user_id"`
		Channel ID      `json:"channel_id"`
		Message ID      `json:"message_id"`
		Guild   ID      `json:"guild_id,omitzero"`
		Member  *Member `json:"member,omitempty"`
		Emoji   Emoji   `json:"emoji"`
		Author  ID      `json:"message_author_id,omitzero"`
		Burst   bool    `json:"burst"`
		Kind    int     `json:"type"`
	}{User: who, Channel: m.at.id, Message: m.msg.ID, Emoji: emoji}
	intent := DirectReactionsIntent
	if g := m.at.guild; g != nil {
		intent, body.Guild = GuildReactionsIntent, g.id
		if name == "MESSAGE_REACTION_ADD" {
			body.Member, body.Author = g.members[who], m.msg.Author.ID
		}
	}
	w.tell(event{name: name, at: m.at, intent: intent, body: body})
}

func (w *World) tellChannel(name string, c *channel) {
	intent := GuildsIntent
	if c.guild == nil {
		intent = DirectMessagesIntent
	}
	w.tell(event{name: name, at: c, intent: intent, body: w.wireChannel(c)})
	w.note(Change{Kind: Rearranged, Channel: c.id, Only: c.person})
}

func (w *World) tellTyping(c *channel, who ID) {
	body := struct {
		Channel ID      `json:"channel_id"`
		Guild   ID      `json:"guild_id,omitzero"`
		User    ID      `json:"user_id"`
		At      int64   `json:"timestamp"`
		Member  *Member `json:"member,omitempty"`
	}{Channel: c.id, Guild: c.guildID(), User: who, At: w.now().Unix()}
	intent := DirectTypingIntent
	if c.guild != nil {
		intent, body.Member = GuildTypingIntent, c.guild.members[who]
	}
	w.tell(event{name: "TYPING_START", at: c, intent: intent, body: body})
	w.note(Change{Kind: Typing, Channel: c.id, User: who})
}

func messagesIntent(c *channel) Intents {
	if c.guild == nil {
		return DirectMessagesIntent
	}
	return GuildMessagesIntent
}

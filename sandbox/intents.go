package sandbox

// Intents says which gateway events a session wants. For content the sandbox wants the bit in every
// version, as Discord documents for version 10: a bot that works with it works with version 9 too.
type Intents int

// The intents the sandbox looks at. The three privileged ones must be switched on for the
// application, see Options.Privileged.
const (
	GuildsIntent          Intents = 1 << 0
	GuildMembersIntent    Intents = 1 << 1 // privileged
	GuildPresencesIntent  Intents = 1 << 8 // privileged
	GuildMessagesIntent   Intents = 1 << 9
	GuildReactionsIntent  Intents = 1 << 10
	GuildTypingIntent     Intents = 1 << 11
	DirectMessagesIntent  Intents = 1 << 12
	DirectReactionsIntent Intents = 1 << 13
	DirectTypingIntent    Intents = 1 << 14
	MessageContentIntent  Intents = 1 << 15 // privileged
	privileged                    = GuildMembersIntent | GuildPresencesIntent | MessageContentIntent
	knownIntents          Intents = 1<<17 - 1 | 1<<20 | 1<<21 | 1<<24 | 1<<25
	noIntent              Intents = 0 // for events that are always sent
)

// Has reports whether i holds every bit of all.
func (i Intents) Has(all Intents) bool { return i&all == all }

// readable reports whether the bot may read what m says without the message content intent: its own
// messages, direct messages, and messages that mention it.
func (w *World) readable(m *Message, direct bool) bool {
	if direct || m.Author.ID == w.bot.ID {
		return true
	}
	for _, u := range m.Mentions {
		if u.ID == w.bot.ID {
			return true
		}
	}
	return false
}

// blank returns m as a bot without the message content intent gets it: what people wrote is empty,
// in m and in the message it answers, each by its own right. It returns m itself when nothing changes.
func (w *World) blank(m *Message, direct bool) *Message {
	inner := m.Referenced
	if inner != nil && inner.Message != nil && !w.readable(inner.Message, direct) {
		inner = &Referenced{emptied(inner.Message)}
	}
	if w.readable(m, direct) {
		if inner == m.Referenced {
			return m
		}
		c := *m
		c.Referenced = inner
		return &c
	}
	c := emptied(m)
	c.Referenced = inner
	return c
}

func emptied(m *Message) *Message {
	c := *m
	c.Content, c.Attachments, c.Embeds, c.Components = "", []Attachment{}, []Embed{}, []Component{}
	return &c
}

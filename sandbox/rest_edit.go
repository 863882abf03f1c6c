package sandbox

import "strings"

// editMessage changes a message of the bot's own.
func (w *World) editMessage(c *call) (any, error) {
	m, err := w.messageOf(c)
	if err != nil {
		return nil, err
	}
	if m.msg.Author.ID != w.bot.ID {
		return nil, foreignMessage
	}
	if m.at.archived() {
		return nil, threadArchived
	}
	if err := w.edit(c, m); err != nil {
		return nil, err
	}
	return m.msg, nil
}

// edit changes what a request names of m and leaves the rest. "attachments" lists the files to keep.
func (w *World) edit(c *call, m *message) error {
	if err := c.decode(&c.msg); err != nil {
		return err
	}
	return w.revise(c, m)
}

func (w *World) revise(c *call, m *message) error {
	files, err := w.store(c, m.at)
	if err != nil {
		return err
	}
	now := Time{w.now()}
	b := &c.msg
	kept := m.msg.Attachments
	if b.Attachments.some {
		kept = []Attachment{}
		for _, a := range m.msg.Attachments {
			for _, keep := range b.Attachments.value {
				if keep.ID == a.ID {
					kept = append(kept, a)
				}
			}
		}
	}
	all := append(append([]Attachment{}, kept...), files...)
	next := *m.msg
	if b.Content.some {
		next.Content = strings.TrimSpace(b.Content.value)
	}
	if b.Embeds.some {
		next.Embeds = list(drawn(b.Embeds.value, all))
	}
	if b.Components.some {
		next.Components = list(numbered(b.Components.value))
	}
	next.Attachments = all
	next.Flags = next.Flags&^Loading | b.Flags.value&ComponentsV2
	if b.Flags.some { // an edit may set or clear SUPPRESS_EMBEDS and nothing else
		next.Flags = next.Flags&^SuppressEmbeds | b.Flags.value&SuppressEmbeds
	}
	if isEmpty(&next) {
		return emptyMessage
	}
	if p := mixed(&next); p != nil {
		return p
	}
	first := m.msg.Flags&Loading != 0
	if !first {
		next.Edited = &now
	}
	if b.Content.some {
		d := draft{author: w.bot.ID, content: next.Content, kind: next.Kind, mentions: b.Mentions.pings()}
		if next.Reference != nil && next.Kind == ReplyMessage {
			d.answers = m.at.messages[next.Reference.Message]
		}
		w.ping(&next, m.at, d)
	}
	w.change(m, func(msg *Message) { *msg = next })
	return nil
}

// mixed says what is wrong with an edit that leaves old and new ways of drawing in one message.
func mixed(m *Message) *problem {
	newer := m.Flags&ComponentsV2 != 0
	var r report
	at := func(key string) *node { return &node{name: key, up: &node{}} }
	for _, c := range m.Components {
		if !newer && c.Kind != ActionRow {
			r.fail(at("components"), "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (1,).")
		}
	}
	if newer && (m.Content != "" || len(m.Embeds) > 0) {
		r.fail(at("content"), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", "The 'content' field cannot be used when using MessageFlags.IS_COMPONENTS_V2")
	}
	if len(r.all) == 0 {
		return nil
	}
	return invalidForm(&r.root)
}

// isEmpty reports whether nothing is left to show.
func isEmpty(m *Message) bool {
	return m.Content == "" && len(m.Embeds) == 0 && len(m.Components) == 0 && len(m.Attachments) == 0
}

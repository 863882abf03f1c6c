package sandbox

import (
	"strings"
)

// createMessage posts a message of the bot. With enforce_nonce a second one with the nonce of a
// recent message returns that message instead.
func (w *World) createMessage(c *call) (any, error) {
	ch, err := w.channelOf(c)
	if err != nil {
		return nil, err
	}
	if err := c.decode(&c.msg); err != nil {
		return nil, err
	}
	if err := w.maySend(ch); err != nil {
		return nil, err
	}
	nonceText := strings.Trim(string(c.msg.Nonce), `"`)
	if nonceText == "null" {
		nonceText, c.msg.Nonce = "", nil
	}
	if c.msg.EnforceNonce && nonceText != "" {
		if m := w.sameNonce(ch, nonceText); m != nil {
			return m.msg, nil
		}
	}
	d := draft{author: w.bot.ID, nonce: c.msg.Nonce, flags: c.msg.Flags.value & (SuppressEmbeds | SuppressNotifications | ComponentsV2)}
	if ref := c.msg.Reference; ref != nil {
		if err := w.refer(ch, ref, &d); err != nil {
			return nil, err
		}
	}
	if err := w.fill(c, ch, &d); err != nil {
		return nil, err
	}
	m := w.post(ch, d)
	if nonceText != "" {
		ch.nonces = append(ch.nonces, nonce{nonceText, w.bot.ID, m, w.now()})
	}
	return m.msg, nil
}

// sameNonce returns the bot's recent message with a nonce, and forgets nonces that are old.
func (w *World) sameNonce(ch *channel, value string) *message {
	first := 0
	for first < len(ch.nonces) && w.now().Sub(ch.nonces[first].at) >= nonceLives {
		first++
	}
	ch.nonces = ch.nonces[first:]
	for _, n := range ch.nonces {
		if n.value == value && !n.msg.gone {
			return n.msg
		}
	}
	return nil
}

// refer fills in what a message answers.
func (w *World) refer(ch *channel, ref *referenceBody, d *draft) error {
	if !w.may(w.bot.ID, ch).Has(ReadHistory) {
		return cannotReadHistory
	}
	target := ch.messages[ref.Message]
	if target == nil || target.only != 0 || ref.Channel != 0 && ref.Channel != ch.id {
		if ref.Must != nil && !*ref.Must {
			return nil // sent as a message that answers nothing
		}
		r := report{rule: "message_reference"}
		r.fail(&node{name: "message_reference", up: &node{}}, "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
		return invalidForm(&r.root)
	}
	d.kind, d.answers = ReplyMessage, target
	return nil
}

// fill puts what a request says into a draft, and stores its files.
func (w *World) fill(c *call, ch *channel, d *draft) error {
	files, err := w.store(c, ch)
	if err != nil {
		return err
	}
	d.content = strings.TrimSpace(c.msg.Content.value)
	d.embeds = drawn(c.msg.Embeds.value, files)
	d.components = numbered(c.msg.Components.value)
	d.files = files
	d.mentions = c.msg.Mentions.pings()
	return nil
}

// store keeps the files of a request. "attachments" may rename and describe them by number.
func (w *World) store(c *call, ch *channel) ([]Attachment, error) {
	if len(c.body.files) == 0 {
		return nil, nil
	}
	if ch.guild != nil && !w.may(w.bot.ID, ch).Has(AttachFiles) && c.r.PathValue("token") == "" {
		return nil, noPermission
	}
	described := map[string]attachmentBody{}
	for _, a := range c.msg.Attachments.value {
		described[a.ID.String()] = a
	}
	var all []Attachment
	for n := 0; len(all) < len(c.body.files) && n < 1000; n++ {
		f, ok := c.body.files[decimal(n)]
		if !ok {
			continue
		}
		if a, ok := described[decimal(n)]; ok {
			f.Name, f.Description = or(a.Filename, f.Name), a.Description
		}
		stored, err := w.upload(ch, f)
		if err != nil {
			return nil, tooMuch
		}
		all = append(all, stored)
	}
	return all, nil
}

// drawn returns embeds as Discord shows them: text trimmed, pictures that name an attachment
// pointing at it.
func drawn(all []Embed, files []Attachment) []Embed {
	out := make([]Embed, len(all))
	for i, e := range all {
		e.Kind = "rich"
		e.Title, e.Description = strings.TrimSpace(e.Title), strings.TrimSpace(e.Description)
		fields := make([]EmbedField, len(e.Fields))
		for j, f := range e.Fields {
			fields[j] = EmbedField{strings.TrimSpace(f.Name), strings.TrimSpace(f.Value), f.Inline}
		}
		e.Fields = fields
		if e.Author != nil && e.Author.Name == "" {
			e.Author = nil
		}
		if e.Footer != nil && e.Footer.Text == "" {
			e.Footer = nil
		}
		for _, picture := range []**EmbedImage{&e.Image, &e.Thumbnail} {
			if *picture == nil {
				continue
			}
			name, local := strings.CutPrefix((*picture).URL, "attachment://")
			for _, f := range files {
				if local && f.Name == safeName(name) {
					*picture = &EmbedImage{URL: f.URL}
				}
			}
		}
		out[i] = e
	}
	return out
}

// numbered gives every component that has none an id, and the values Discord fills in.
func numbered(all []Component) []Component {
	next := 1
	Each(all, func(c *Component) bool {
		if c.ID == 0 {
			c.ID = next
		}
		next = max(next, c.ID) + 1
		one, no := 1, false
		if c.Kind.isSelect() {
			if c.Min == nil {
				c.Min = &one
			}
			if c.Max == nil {
				c.Max = &one
			}
		}
		switch c.Kind {
		case Container:
			if c.Accent == nil {
				c.Accent = []byte("null")
			}
			fallthrough
		case Thumbnail, FileComponent:
			if c.Spoiler == nil {
				c.Spoiler = &no
			}
		case Separator:
			if c.Spacing == nil {
				c.Spacing = &one
			}
			if c.Divider == nil {
				yes := true
				c.Divider = &yes
			}
		}
		return true
	})
	return all
}

// editMessage changes a message of the bot's own.
func (w *World) editMessage(c *call) (any, error) {
	m, err := w.messageOf(c)
	if err != nil {
		return nil, err
	}
	if m.msg.Author.ID != w.bot.ID {
		return nil, foreignMessage
	}
	if m.at.thread != nil && m.at.thread.Archived && m.at.thread.Locked {
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

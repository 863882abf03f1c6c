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
	if len(c.msg.Embeds.value) > 0 && !w.may(w.bot.ID, ch).Has(EmbedLinks) {
		return nil, noPermission
	}
	if w.shutOut[ch.person] {
		return nil, noDirectMessages
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
		w.forgetNonces(ch)
		ch.nonces = append(ch.nonces, nonce{nonceText, m, w.now()})
	}
	return m.msg, nil
}

// maxNonces bounds what a channel remembers of nonces.
const maxNonces = 1000

func (w *World) forgetNonces(ch *channel) {
	first := max(len(ch.nonces)-maxNonces, 0)
	for first < len(ch.nonces) && w.now().Sub(ch.nonces[first].at) >= nonceLives {
		first++
	}
	ch.nonces = ch.nonces[first:]
}

// sameNonce returns the bot's recent message with a nonce.
func (w *World) sameNonce(ch *channel, value string) *message {
	w.forgetNonces(ch)
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

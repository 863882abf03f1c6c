package sandbox

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Say writes a message. Over 2000 characters the client refuses; see [Person.Paste].
func (p *Person) Say(channel, text string) (*Pending, error) { return p.write(channel, text, nil, nil) }

// Mention writes a message that begins with a mention of the bot.
func (p *Person) Mention(channel, text string) (*Pending, error) {
	return p.write(channel, fmt.Sprintf("<@%s> %s", p.w.bot.ID, text), nil, nil)
}

// DM writes the bot a direct message.
func (p *Person) DM(text string) (*Pending, error) { return p.write("@bot", text, nil, nil) }

// Paste writes text as the client does when it is pasted: over 2000 characters it becomes the
// attachment message.txt.
func (p *Person) Paste(channel, text string) (*Pending, error) {
	if utf8.RuneCountInString(text) <= 2000 {
		return p.write(channel, text, nil, nil)
	}
	return p.write(channel, "", []File{{Name: "message.txt", Data: []byte(text)}}, nil)
}

// PasteTo is Paste into a message that mentions the bot.
func (p *Person) PasteTo(channel, text string) (*Pending, error) {
	mention := fmt.Sprintf("<@%s>", p.w.bot.ID)
	if utf8.RuneCountInString(text)+len(mention)+1 <= 2000 {
		return p.write(channel, mention+"\n"+text, nil, nil)
	}
	return p.write(channel, mention, []File{{Name: "message.txt", Data: []byte(text)}}, nil)
}

// Attach writes a message with a file; text may be empty.
func (p *Person) Attach(channel, name string, data []byte, text string) (*Pending, error) {
	return p.write(channel, text, []File{{Name: name, Data: data}}, nil)
}

// Post writes a message with any number of files up to ten; text may be empty when there are some.
func (p *Person) Post(channel, text string, files ...File) (*Pending, error) {
	return p.write(channel, text, files, nil)
}

// Reply answers a message, with the ping switched on.
func (p *Person) Reply(to *Message, text string) (*Pending, error) {
	return p.write(to.Channel.String(), text, nil, &answering{to.ID, true})
}

// ReplyQuietly answers a message with the ping switched off.
func (p *Person) ReplyQuietly(to *Message, text string) (*Pending, error) {
	return p.write(to.Channel.String(), text, nil, &answering{to.ID, false})
}

type answering struct {
	to   ID
	ping bool
}

// write posts a message.
func (p *Person) write(ref, text string, files []File, answer *answering) (*Pending, error) {
	p.w.mu.Lock()
	defer p.w.mu.Unlock()
	needs := SendMessages
	if len(files) > 0 {
		needs |= AttachFiles
	}
	id, c, err := p.in(ref, 0)
	if err != nil {
		return nil, err
	}
	if c.parent != nil {
		needs = needs&^SendMessages | SendInThreads
	}
	if _, _, err := p.in(ref, needs); err != nil {
		return nil, err
	}
	if c.thread != nil && c.thread.Locked {
		return nil, fmt.Errorf("%w: the thread is locked", ErrForbidden)
	}
	text = strings.TrimSpace(text)
	if len(files) > 10 {
		return nil, fmt.Errorf("%w: more than 10 files", ErrForbidden)
	}
	switch n := utf8.RuneCountInString(text); {
	case !utf8.ValidString(text):
		return nil, fmt.Errorf("%w: a message is UTF-8", ErrForbidden)
	case n > 2000:
		return nil, fmt.Errorf("%w: a message has at most 2000 characters, this has %d", ErrForbidden, n)
	case n == 0 && len(files) == 0:
		return nil, fmt.Errorf("%w: an empty message", ErrForbidden)
	}
	d := draft{author: id, content: text}
	for _, f := range files {
		a, err := p.w.upload(c, f)
		if err != nil {
			return nil, fmt.Errorf("%w: %s is larger than 10 MiB", ErrForbidden, f.Name)
		}
		d.files = append(d.files, a)
	}
	if answer != nil {
		d.kind, d.answers = ReplyMessage, c.messages[answer.to]
		if d.answers == nil || d.answers.only != 0 {
			return nil, fmt.Errorf("%w: a message to reply to", ErrUnknown)
		}
		d.mentions = pings{given: !answer.ping, parse: []string{"users", "roles", "everyone"}}
	}
	m := p.w.post(c, d)
	pending := newPending(p.w, m.msg.Sent.Time, excerpt(text, files))
	pending.Message, pending.seq = m.msg, p.w.changes.next-1
	return pending, nil
}

// excerpt names a message in errors and logs.
func excerpt(text string, files []File) string {
	if text == "" {
		return files[0].Name
	}
	if runes := []rune(text); len(runes) > 60 {
		return string(runes[:60]) + "…"
	}
	return text
}

// Edit changes a message of the person's own.
func (p *Person) Edit(m *Message, text string) error {
	return p.own(m, func(_ ID, stored *message) error {
		if text = strings.TrimSpace(text); text == "" || utf8.RuneCountInString(text) > 2000 {
			return fmt.Errorf("%w: a message has 1 to 2000 characters", ErrForbidden)
		}
		now := Time{p.w.now()}
		p.w.change(stored, func(next *Message) { next.Content, next.Edited = text, &now })
		return nil
	})
}

// Delete removes a message of the person's own, or anybody's with the permission to manage messages.
func (p *Person) Delete(m *Message) error {
	return p.own(m, func(_ ID, stored *message) error {
		p.w.erase(stored)
		return nil
	})
}

func (p *Person) own(m *Message, do func(ID, *message) error) error {
	p.w.mu.Lock()
	defer p.w.mu.Unlock()
	id, stored, err := p.sees(m.Channel, m.ID)
	if err != nil {
		return err
	}
	if stored.msg.Author.ID != id && stored.only != id && !p.w.may(id, stored.at).Has(ManageMessages) {
		return fmt.Errorf("%w: the message is somebody else's", ErrForbidden)
	}
	return do(id, stored)
}

// React puts an emoji under a message; Unreact takes it away.
func (p *Person) React(m *Message, emoji string) error { return p.emoji(m, emoji, true) }

// Unreact takes the person's emoji away from under a message.
func (p *Person) Unreact(m *Message, emoji string) error { return p.emoji(m, emoji, false) }

func (p *Person) emoji(m *Message, emoji string, add bool) error {
	p.w.mu.Lock()
	defer p.w.mu.Unlock()
	id, stored, err := p.sees(m.Channel, m.ID)
	if err != nil {
		return err
	}
	if add && (stored.only != 0 || !p.w.may(id, stored.at).Has(AddReactions)) {
		return fmt.Errorf("%w: reacting here", ErrForbidden)
	}
	p.w.react(stored, id, Emoji{Name: emoji}, add)
	return nil
}

// OpenThread hangs a thread below a message.
func (p *Person) OpenThread(m *Message, name string) (*Channel, error) {
	p.w.mu.Lock()
	defer p.w.mu.Unlock()
	id, stored, err := p.sees(m.Channel, m.ID)
	if err != nil {
		return nil, err
	}
	c := stored.at
	if c.guild == nil || c.parent != nil || stored.only != 0 || p.w.channels[m.ID] != nil || !p.w.may(id, c).Has(CreatePublicThreads) || name == "" {
		return nil, fmt.Errorf("%w: a thread here", ErrForbidden)
	}
	return p.w.wireChannel(p.w.openThread(c, stored, id, name, 0, false)), nil
}

// CloseThread archives or reopens a thread, which its owner and who manages threads may, and locks
// it or not, which takes the permission.
func (p *Person) CloseThread(thread string, archived, locked bool) error {
	p.w.mu.Lock()
	defer p.w.mu.Unlock()
	id, c, err := p.in(thread, 0)
	if err != nil {
		return err
	}
	manages := p.w.may(id, c).Has(ManageThreads)
	if c.thread == nil || c.owner != id && !manages || (locked != c.thread.Locked || c.thread.Locked) && !manages {
		return fmt.Errorf("%w: closing %q", ErrForbidden, thread)
	}
	c.thread.Locked = locked
	p.w.archive(c, archived)
	return nil
}

// ShutOut sets whether the person refuses direct messages of the bot, as in a server's privacy settings.
func (p *Person) ShutOut(refuses bool) error {
	p.w.mu.Lock()
	defer p.w.mu.Unlock()
	id, err := p.self()
	if err == nil {
		p.w.shutOut[id] = refuses
	}
	return err
}

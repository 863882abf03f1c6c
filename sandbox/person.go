package sandbox

import (
	"fmt"
	"slices"
	"strings"
)

// Person is somebody with a Discord client: what the client lets people do is here, and no more.
// Channels are named as people write them, see [World.Channel]; "@bot" is the person's direct
// messages with the bot. Every error wraps [ErrUnknown] or [ErrForbidden].
type Person struct {
	w    *World
	name string
}

// User returns the person called name. Somebody who is not there gets errors from every call.
func (w *World) User(name string) *Person {
	return &Person{w, strings.ToLower(strings.TrimPrefix(name, "@"))}
}

// People lists the people of the world, in the order of their ids.
func (w *World) People() []*User {
	w.mu.Lock()
	defer w.mu.Unlock()
	var all []*User
	for _, u := range w.accounts {
		if !u.Bot {
			all = append(all, u)
		}
	}
	slices.SortFunc(all, func(a, b *User) int { return int(int64(a.ID) - int64(b.ID)) })
	return all
}

// ID returns the person's user id, 0 for somebody who is not there.
func (p *Person) ID() ID {
	p.w.mu.Lock()
	defer p.w.mu.Unlock()
	id, _ := p.self()
	return id
}

func (p *Person) self() (ID, error) {
	id, ok := p.w.names[p.name]
	if !ok || id == p.w.bot.ID {
		return 0, fmt.Errorf("%w: person %q", ErrUnknown, p.name)
	}
	return id, nil
}

// in resolves who is in which channel, and checks what they need there.
func (p *Person) in(ref string, needs Permission) (ID, *channel, error) {
	id, err := p.self()
	if err != nil {
		return 0, nil, err
	}
	c, err := p.w.find(ref, id)
	if err != nil {
		return 0, nil, err
	}
	if missing := needs &^ p.w.may(id, c); missing != 0 || !p.w.sees(id, c) {
		return 0, nil, fmt.Errorf("%w: %s lacks a permission in %q", ErrForbidden, p.name, ref)
	}
	return id, c, nil
}

// sees returns a message if the person can see it.
func (p *Person) sees(channel, message ID) (ID, *message, error) {
	id, c, err := p.in(channel.String(), ReadHistory)
	if err != nil {
		return 0, nil, err
	}
	m := c.messages[message]
	if m == nil || m.only != 0 && m.only != id {
		return 0, nil, fmt.Errorf("%w: message %s", ErrUnknown, message)
	}
	return id, m, nil
}

// Look returns a message as it is now, if the person can see it.
func (p *Person) Look(m *Message) (*Message, error) {
	p.w.mu.Lock()
	defer p.w.mu.Unlock()
	_, stored, err := p.sees(m.Channel, m.ID)
	if err != nil {
		return nil, err
	}
	return stored.msg, nil
}

// History returns what the person sees in a channel, oldest first: everybody's messages and the
// ephemeral ones that are theirs.
func (p *Person) History(channel string) ([]*Message, error) {
	p.w.mu.Lock()
	defer p.w.mu.Unlock()
	id, c, err := p.in(channel, 0)
	if err != nil {
		return nil, err
	}
	var all []*Message
	for _, mid := range c.order {
		if m := c.messages[mid]; m.only == 0 || m.only == id {
			all = append(all, m.msg)
		}
	}
	return all, nil
}

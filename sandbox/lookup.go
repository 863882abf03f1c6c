package sandbox

import (
	"fmt"
	"slices"
	"strings"
)

// Channel returns a channel or thread by name ("desk", "#desk"), by guild and name ("Foreign Desk/desk")
// or by id.
func (w *World) Channel(ref string) (*Channel, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	c, err := w.find(ref, 0)
	if err != nil {
		return nil, err
	}
	return w.wireChannel(c), nil
}

// GuildID returns the id of the guild called name, or of the first guild when name is empty. It is
// 0 when there is none.
func (w *World) GuildID(name string) ID {
	w.mu.Lock()
	defer w.mu.Unlock()
	if g := w.guildNamed(name); g != nil {
		return g.id
	}
	return 0
}

// find resolves a channel as a person writes it. "@bot" and the bot's name after an @ are who's direct messages
// with the bot, which are opened when needed.
func (w *World) find(ref string, who ID) (*channel, error) {
	if id, err := ParseID(ref); err == nil {
		if c := w.channels[id]; c != nil {
			return c, nil
		}
		return nil, fmt.Errorf("%w: channel %s", ErrUnknown, ref)
	}
	if at, ok := strings.CutPrefix(ref, "@"); ok && who != 0 && (at == "bot" || strings.EqualFold(at, w.bot.Name)) {
		return w.directMessages(who), nil
	}
	in, name, qualified := strings.Cut(ref, "/")
	if !qualified {
		in, name = "", ref
	}
	name = strings.TrimPrefix(name, "#")
	var found []*channel
	for _, g := range w.guilds {
		if qualified && !strings.EqualFold(g.name, in) {
			continue
		}
		for _, c := range append(slices.Clone(g.channels), w.threadsOf(g)...) {
			if strings.EqualFold(c.name, name) && (who == 0 || w.may(who, c).Has(ViewChannel)) {
				found = append(found, c)
			}
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return nil, fmt.Errorf("%w: channel %q", ErrUnknown, ref)
	}
	return nil, fmt.Errorf("%w: channel %q is in %d guilds, write GUILD/NAME", ErrUnknown, ref, len(found))
}

func (w *World) guildByID(id ID) *guild {
	i := slices.IndexFunc(w.guilds, func(g *guild) bool { return g.id == id && !g.gone })
	if i < 0 {
		return nil
	}
	return w.guilds[i]
}

func (w *World) addChannel(g *guild, name, topic string) *channel {
	c := &channel{
		id: w.newID(), kind: TextChannel, guild: g, name: name, topic: topic, position: len(g.channels),
		overwrites: map[ID]Overwrite{}, messages: map[ID]*message{},
	}
	g.channels = append(g.channels, c)
	w.channels[c.id] = c
	return c
}

// directMessages returns the channel between a person and the bot.
func (w *World) directMessages(who ID) *channel {
	for _, c := range w.channels {
		if c.kind == DirectMessage && c.person == who {
			return c
		}
	}
	c := &channel{id: w.newID(), kind: DirectMessage, person: who, messages: map[ID]*message{}}
	w.channels[c.id] = c
	w.tellChannel("CHANNEL_CREATE", c)
	return c
}

package sandbox

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// SetOverwrite changes what somebody may do in one channel, as an administrator would in the channel's
// settings: "@bot", "@everyone", a person or a role. Permissions in neither set are as elsewhere.
func (w *World) SetOverwrite(channel, who string, allow, deny Permission) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	c, err := w.find(channel, 0)
	if err != nil {
		return err
	}
	if c.guild == nil || c.parent != nil {
		return fmt.Errorf("%w: permissions of %q", ErrForbidden, channel)
	}
	o := Overwrite{Allow: allow, Deny: deny}
	name := strings.TrimPrefix(who, "@")
	switch id, person := w.names[strings.ToLower(name)]; {
	case name == "bot":
		o.ID, o.Kind = w.bot.ID, 1
	case name == "everyone":
		o.ID = c.guild.id
	case person:
		o.ID, o.Kind = id, 1
	default:
		r := c.guild.roleNamed(name)
		if r == nil {
			return fmt.Errorf("%w: %q", ErrUnknown, who)
		}
		o.ID = r.ID
	}
	next := maps.Clone(c.overwrites)
	next[o.ID] = o
	if allow|deny == 0 {
		delete(next, o.ID)
	}
	c.overwrites = next
	w.tellChannel("CHANNEL_UPDATE", c)
	return nil
}

// AddChannel opens a text channel in a guild; empty means the first one.
func (w *World) AddChannel(guild, name string) (*Channel, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	g := w.guildNamed(guild)
	if g == nil || name == "" {
		return nil, fmt.Errorf("%w: guild %q", ErrUnknown, guild)
	}
	c := w.addChannel(g, name, "")
	w.tellChannel("CHANNEL_CREATE", c)
	return w.wireChannel(c), nil
}

// DeleteChannel removes a channel or thread and everything in it.
func (w *World) DeleteChannel(ref string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	c, err := w.find(ref, 0)
	if err != nil {
		return err
	}
	if c.guild == nil {
		return fmt.Errorf("%w: direct messages cannot be deleted", ErrForbidden)
	}
	for _, t := range w.threadsOf(c.guild) {
		if t.parent == c {
			w.drop(t)
		}
	}
	name := "CHANNEL_DELETE"
	if c.parent != nil {
		name = "THREAD_DELETE"
	}
	w.tellChannel(name, c)
	w.drop(c)
	c.guild.channels = slices.DeleteFunc(slices.Clone(c.guild.channels), func(x *channel) bool { return x == c })
	return nil
}

func (w *World) drop(c *channel) {
	for _, m := range c.messages {
		m.gone = true
	}
	delete(w.channels, c.id)
}

// CloseThread archives or reopens a thread, and locks it or not.
func (w *World) CloseThread(thread string, archived, locked bool) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	c, err := w.find(thread, 0)
	if err != nil {
		return err
	}
	if c.thread == nil {
		return fmt.Errorf("%w: %q is no thread", ErrForbidden, thread)
	}
	c.thread.Locked = locked
	w.archive(c, archived)
	return nil
}

// RemoveBot takes the bot out of a guild: it is told, and nothing of the guild exists for it any more.
func (w *World) RemoveBot(guild string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	g := w.guildNamed(guild)
	if g == nil || g.gone {
		return fmt.Errorf("%w: guild %q", ErrUnknown, guild)
	}
	w.tell(event{name: "GUILD_DELETE", guild: g, intent: GuildsIntent, body: struct {
		ID ID `json:"id"`
	}{g.id}})
	g.gone = true
	g.commands = nil
	delete(g.members, w.bot.ID)
	w.note(Change{Kind: Rearranged, User: w.bot.ID})
	return nil
}

// InviteBot brings the bot back into a guild.
func (w *World) InviteBot(guild string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	g := w.guildNamed(guild)
	if g == nil || !g.gone {
		return fmt.Errorf("%w: guild %q without the bot", ErrUnknown, guild)
	}
	g.gone = false
	g.members[w.bot.ID] = &Member{User: w.bot, Roles: []ID{}, Joined: Time{w.now()}}
	for _, s := range w.sessions {
		if s.intents.Has(GuildsIntent) && s.serves(g) {
			s.dispatch("GUILD_CREATE", encode(w.wireGuildCreate(g, s.intents)))
		}
	}
	w.note(Change{Kind: Rearranged, User: w.bot.ID})
	return nil
}

// guildNamed returns a guild by name, the first one for an empty name, nil when there is none.
func (w *World) guildNamed(name string) *guild {
	for _, g := range w.guilds {
		if name == "" || strings.EqualFold(g.name, name) {
			return g
		}
	}
	return nil
}

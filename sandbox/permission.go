package sandbox

import (
	"encoding/json"
	"fmt"
	"strconv"
)

// Permission is a set of permission bits; in JSON a decimal string.
type Permission uint64

// The permissions the sandbox checks or grants.
const (
	CreateInvite        Permission = 1 << 0
	Administrator       Permission = 1 << 3
	ManageChannels      Permission = 1 << 4
	ManageGuild         Permission = 1 << 5
	AddReactions        Permission = 1 << 6
	ViewChannel         Permission = 1 << 10
	SendMessages        Permission = 1 << 11
	ManageMessages      Permission = 1 << 13
	EmbedLinks          Permission = 1 << 14
	AttachFiles         Permission = 1 << 15
	ReadHistory         Permission = 1 << 16
	MentionEveryone     Permission = 1 << 17
	ExternalEmojis      Permission = 1 << 18
	ManageRoles         Permission = 1 << 28
	UseCommands         Permission = 1 << 31
	ManageThreads       Permission = 1 << 34
	CreatePublicThreads Permission = 1 << 35
	CreatePrivateThread Permission = 1 << 36
	SendInThreads       Permission = 1 << 38

	allPermissions Permission = 1<<53 - 1
	// ordinary is what @everyone may do in a new guild.
	ordinary = ViewChannel | SendMessages | ReadHistory | AddReactions | EmbedLinks | AttachFiles |
		UseCommands | CreatePublicThreads | SendInThreads | ExternalEmojis | CreateInvite
	// inDM is what both sides may do in a direct message.
	inDM = ordinary | MentionEveryone
)

// Has reports whether p holds every bit of all; an administrator holds every bit.
func (p Permission) Has(all Permission) bool { return p&Administrator != 0 || p&all == all }

// MarshalJSON writes a decimal string.
func (p Permission) MarshalJSON() ([]byte, error) {
	return append(strconv.AppendUint([]byte{'"'}, uint64(p), 10), '"'), nil
}

// UnmarshalJSON takes a decimal string or a number.
func (p *Permission) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		return nil
	}
	s := string(b)
	if len(b) > 0 && b[0] == '"' {
		if err := json.Unmarshal(b, &s); err != nil {
			return err
		}
	}
	n, err := strconv.ParseUint(s, 10, 64)
	if err != nil {
		return fmt.Errorf("permissions: %q is not a set of bits", s)
	}
	*p = Permission(n)
	return nil
}

// may returns what an account may do in a channel, computed in the documented order: @everyone,
// roles, then the channel's overwrites for @everyone, roles and the member. The owner and
// administrators may do everything. A thread takes its parent's overwrites.
func (w *World) may(who ID, c *channel) Permission {
	if c.guild == nil {
		if c.person == who || who == w.bot.ID {
			return inDM
		}
		return 0
	}
	p := c.guild.may(who)
	if p.Has(Administrator) {
		return p
	}
	if c.parent != nil {
		c = c.parent
	}
	m := c.guild.members[who]
	if m == nil {
		return 0
	}
	apply := func(allow, deny Permission) { p = p&^deny | allow }
	if o, ok := c.overwrites[c.guild.id]; ok {
		apply(o.Allow, o.Deny)
	}
	var allow, deny Permission
	for _, role := range m.Roles {
		if o, ok := c.overwrites[role]; ok {
			allow |= o.Allow
			deny |= o.Deny
		}
	}
	apply(allow, deny)
	if o, ok := c.overwrites[who]; ok {
		apply(o.Allow, o.Deny)
	}
	if !p.Has(ViewChannel) {
		return 0
	}
	return p
}

// may returns what an account may do in the guild before any channel has its say; nothing for
// somebody who is not a member.
func (g *guild) may(who ID) Permission {
	m := g.members[who]
	if m == nil {
		return 0
	}
	if who == g.owner {
		return allPermissions
	}
	p := g.everyone.Permissions
	for _, id := range m.Roles {
		if r := g.role(id); r != nil {
			p |= r.Permissions
		}
	}
	if p&Administrator != 0 {
		return allPermissions
	}
	return p
}

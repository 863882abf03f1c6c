package bot

import (
	"encoding/json"
	"sync"

	"attache"
	"attache/commands"
)

// guilds knows of each guild what permissions and posting need, and no more. discordgo's own state
// is switched off: it races with who reads it.
type guilds struct {
	mu       sync.RWMutex
	all      map[snowflake]*guild
	channels map[snowflake]snowflake // channel or thread to its guild
}

type guild struct {
	owner    snowflake
	roles    map[snowflake]bits
	channels []snowflake
}

func newGuilds() *guilds {
	return &guilds{all: map[snowflake]*guild{}, channels: map[snowflake]snowflake{}}
}

// heard takes in an event about guilds. It returns the guild that was described, if one was, and its
// channels.
func (g *guilds) heard(name string, data []byte) (id snowflake, channels []place) {
	switch name {
	case "GUILD_CREATE", "GUILD_UPDATE":
		return g.created(data)
	case "GUILD_DELETE":
		var e struct {
			ID          snowflake `json:"id"`
			Unavailable bool      `json:"unavailable"`
		}
		if json.Unmarshal(data, &e) == nil && !e.Unavailable {
			g.forget(e.ID)
		}
	case "GUILD_ROLE_CREATE", "GUILD_ROLE_UPDATE", "GUILD_ROLE_DELETE":
		var e struct {
			Guild  snowflake `json:"guild_id"`
			RoleID snowflake `json:"role_id"`
			Role   *role     `json:"role"`
		}
		if json.Unmarshal(data, &e) != nil {
			return "", nil
		}
		g.mu.Lock()
		defer g.mu.Unlock()
		known := g.all[e.Guild]
		switch {
		case known == nil:
		case e.Role != nil:
			known.roles[e.Role.ID] = e.Role.Permissions
		default:
			delete(known.roles, e.RoleID)
		}
	}
	return "", nil
}

type role struct {
	ID          snowflake `json:"id"`
	Permissions bits      `json:"permissions"`
}

// place is a channel or thread.
type place struct {
	ID   snowflake `json:"id"`
	Last snowflake `json:"last_message_id"` // may be that of a message that was deleted
}

func (g *guilds) created(data []byte) (id snowflake, channels []place) {
	var e struct {
		ID       snowflake `json:"id"`
		Owner    snowflake `json:"owner_id"`
		Roles    []*role   `json:"roles"`
		Channels []*place  `json:"channels"`
		Threads  []*place  `json:"threads"`

		Unavailable bool `json:"unavailable"` // an outage: nothing else is told, and nothing has changed
	}
	if json.Unmarshal(data, &e) != nil || e.ID == "" || e.Unavailable {
		return "", nil
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	known := &guild{owner: e.Owner, roles: map[snowflake]bits{}}
	for _, r := range e.Roles {
		if r != nil {
			known.roles[r.ID] = r.Permissions
		}
	}
	for _, c := range append(e.Channels, e.Threads...) {
		if c != nil && c.ID != "" {
			channels = append(channels, *c)
			known.channels = append(known.channels, c.ID)
			g.channels[c.ID] = e.ID
		}
	}
	if was := g.all[e.ID]; was != nil && len(known.channels) == 0 { // an update lists none
		known.channels = was.channels
	}
	g.all[e.ID] = known
	return e.ID, channels
}

func (g *guilds) forget(id snowflake) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if known := g.all[id]; known != nil {
		for _, c := range known.channels {
			delete(g.channels, c)
		}
	}
	delete(g.all, id)
}

// of returns the guild of a channel, empty when it is not known.
func (g *guilds) of(channel snowflake) snowflake {
	g.mu.RLock()
	defer g.mu.RUnlock()
	return g.channels[channel]
}

func (g *guilds) count() int {
	g.mu.RLock()
	defer g.mu.RUnlock()
	return len(g.all)
}

// permissions returns what a member may do in a whole guild, by its roles.
func (g *guilds) permissions(id, who snowflake, roles []snowflake) bits {
	g.mu.RLock()
	defer g.mu.RUnlock()
	known := g.all[id]
	if known == nil {
		return 0
	}
	if known.owner == who && who != "" {
		return adminBit
	}
	may := known.roles[id] // the role everybody has bears the guild's id
	for _, r := range roles {
		may |= known.roles[r]
	}
	return may
}

// can returns what somebody may do with Attaché: admins of the server everything, curators add and
// correct. Without curator roles everybody may do that. In direct messages the archive is one's own.
func (b *Bot) can(guild attache.GuildID, m *member, may bits) commands.Permission {
	if guild.Direct() {
		return commands.Admin
	}
	if may&(adminBit|manageBit) != 0 {
		return commands.Admin
	}
	if len(b.curators) == 0 {
		return commands.Curator
	}
	if m != nil {
		for _, r := range m.Roles {
			if b.curators[r] {
				return commands.Curator
			}
		}
	}
	return commands.Anyone
}

// denied is what somebody is told who may not use a command.
func denied(needs commands.Permission) error {
	if needs == commands.Admin {
		return &attache.Problem{Say: "Only those who may manage this server can do that. Nothing was changed; please ask one of them."}
	}
	return &attache.Problem{Say: "Only curators can do that here. Nothing was changed; an admin of this server can tell you who they are."}
}

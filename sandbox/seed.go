package sandbox

import (
	"fmt"
	"strings"
)

// GuildSeed describes a guild a sandbox starts with. The bot is a member of every one.
type GuildSeed struct {
	Name     string        `json:"name"`
	Locale   string        `json:"locale,omitempty"` // preferred language; empty means en-US
	Owner    string        `json:"owner,omitempty"`  // user name of a member; empty means the first one
	Roles    []RoleSeed    `json:"roles,omitempty"`
	Channels []ChannelSeed `json:"channels"`
	Members  []MemberSeed  `json:"members"`
}

// RoleSeed describes a role; every member may what an ordinary member of a new guild may.
type RoleSeed struct {
	Name  string     `json:"name"`
	Gives Permission `json:"gives"` // in JSON a decimal string
}

// ChannelSeed describes a text channel.
type ChannelSeed struct {
	Name  string `json:"name"`
	Topic string `json:"topic,omitempty"`
}

// MemberSeed describes a person. The same Name in two guilds is one person.
type MemberSeed struct {
	Name    string   `json:"name"`              // user name, lower case
	Display string   `json:"display,omitempty"` // name people see; empty means Name
	Locale  string   `json:"locale,omitempty"`  // language of the person's client; empty means en-US
	Roles   []string `json:"roles,omitempty"`
}

// Seed returns the guild a sandbox starts with when none is given.
func Seed() []GuildSeed {
	return []GuildSeed{{
		Name:  "Foreign Desk",
		Owner: "carla",
		Roles: []RoleSeed{
			{Name: "Analyst"},
			{Name: "Curator", Gives: ManageMessages | ManageThreads},
			{Name: "Admin", Gives: ManageGuild | ManageChannels | ManageRoles | ManageMessages | MentionEveryone},
		},
		Channels: []ChannelSeed{
			{"newsroom", "Articles come in here"},
			{"desk", "Questions and answers"},
			{"digest", "What was new"},
		},
		Members: []MemberSeed{
			{Name: "alice", Display: "Alice", Roles: []string{"Analyst"}},
			{Name: "bruno", Display: "Bruno", Roles: []string{"Curator"}},
			{Name: "carla", Display: "Carla", Roles: []string{"Admin"}},
		},
	}}
}

// plant makes the guilds. It runs before anybody else knows the world.
func (w *World) plant(seeds []GuildSeed) error {
	for _, seed := range seeds {
		if seed.Name == "" || len(seed.Members) == 0 {
			return fmt.Errorf("guild %q: needs a name and a member", seed.Name)
		}
		g := &guild{id: w.newID(), name: seed.Name, locale: or(seed.Locale, "en-US"), members: map[ID]*Member{}}
		g.everyone = &Role{ID: g.id, Name: "@everyone", Permissions: ordinary}
		g.roles = []*Role{g.everyone}
		for i, r := range seed.Roles {
			g.roles = append(g.roles, &Role{ID: w.newID(), Name: r.Name, Permissions: r.Gives, Position: i + 1, Mentionable: true})
		}
		for _, m := range seed.Members {
			if err := w.admit(g, m); err != nil {
				return fmt.Errorf("guild %q: %w", seed.Name, err)
			}
		}
		owner := w.names[strings.ToLower(or(seed.Owner, seed.Members[0].Name))]
		if g.members[owner] == nil {
			return fmt.Errorf("guild %q: owner %q is no member", seed.Name, seed.Owner)
		}
		g.owner = owner
		g.members[w.bot.ID] = &Member{User: w.bot, Roles: []ID{}, Joined: Time{w.now()}}
		w.guilds = append(w.guilds, g)
		for _, c := range seed.Channels {
			if len([]rune(c.Name)) < 1 || len([]rune(c.Name)) > 100 {
				return fmt.Errorf("guild %q: channel name %q has not 1 to 100 characters", seed.Name, c.Name)
			}
			w.addChannel(g, c.Name, c.Topic)
		}
	}
	return nil
}

func (w *World) admit(g *guild, seed MemberSeed) error {
	key := strings.ToLower(seed.Name)
	if key == "" || strings.ContainsAny(key, "@#:` ") || w.names[key] == w.bot.ID {
		return fmt.Errorf("%q is no user name", seed.Name)
	}
	id, known := w.names[key]
	if !known {
		id = w.newID()
		display := or(seed.Display, seed.Name)
		w.accounts[id] = &User{ID: id, Name: key, Discriminator: "0", Display: &display}
		w.names[key] = id
	}
	if seed.Locale != "" || !known {
		w.locales[id] = or(seed.Locale, "en-US")
	}
	m := &Member{User: w.accounts[id], Roles: []ID{}, Joined: Time{w.now()}}
	for _, name := range seed.Roles {
		r := g.roleNamed(name)
		if r == nil {
			return fmt.Errorf("member %q has the role %q, which is not there", seed.Name, name)
		}
		m.Roles = append(m.Roles, r.ID)
	}
	g.members[id] = m
	return nil
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

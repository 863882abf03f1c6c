package sandbox

import (
	"encoding/json"
	"maps"
	"slices"
)

// wireChannel returns c as REST and the gateway show it.
func (w *World) wireChannel(c *channel) *Channel {
	out := &Channel{ID: c.id, Kind: c.kind, Name: c.name, Last: c.last}
	switch {
	case c.guild == nil:
		out.Recipients = []*User{w.accounts[c.person]}
	case c.parent != nil:
		meta := *c.thread
		count, members := c.sent, len(c.writers)
		out.Guild, out.Parent, out.Owner, out.Thread = c.guild.id, c.parent.id, c.owner, &meta
		out.Messages, out.Members, out.TotalSent = &count, &members, &count
		if c.owner == w.bot.ID {
			out.Joined = &threadMember{ID: c.id, User: w.bot.ID, Joined: meta.Created}
		}
	default:
		position := c.position
		out.Guild, out.Position = c.guild.id, &position
		if c.topic != "" {
			topic := c.topic
			out.Topic = &topic
		}
		out.Overwrites = []Overwrite{}
		for _, id := range slices.Sorted(maps.Keys(c.overwrites)) {
			out.Overwrites = append(out.Overwrites, c.overwrites[id])
		}
	}
	return out
}

// wireGuild returns g as REST shows it.
func (w *World) wireGuild(g *guild) *guildObject {
	return &guildObject{
		ID: g.id, Name: g.name, Features: []string{}, Owner: g.owner, Region: "us-east", AFKTimeout: 300,
		Roles: g.roles, MaxMembers: 500000, MaxStage: 50, MaxVideo: 25, Locale: g.locale,
		Emojis: []json.RawMessage{}, Stickers: []json.RawMessage{},
	}
}

// wireGuildCreate returns g as the gateway tells it to a session: without the members intent the
// bot is the only member named.
func (w *World) wireGuildCreate(g *guild, intents Intents) *guildCreate {
	out := &guildCreate{
		guildObject: *w.wireGuild(g), Joined: g.members[w.bot.ID].Joined, Count: len(g.members),
		Members: []*Member{}, Channels: []*Channel{}, Threads: []*Channel{},
		Presences: []json.RawMessage{}, Voices: []json.RawMessage{}, Stages: []json.RawMessage{},
		Events: []json.RawMessage{}, Sounds: []json.RawMessage{},
	}
	for _, id := range slices.Sorted(maps.Keys(g.members)) {
		if id == w.bot.ID || intents.Has(GuildMembersIntent) {
			out.Members = append(out.Members, g.members[id])
		}
	}
	for _, c := range g.channels {
		out.Channels = append(out.Channels, w.wireChannel(c))
	}
	for _, c := range w.threadsOf(g) {
		if !c.thread.Archived && w.may(w.bot.ID, c).Has(ViewChannel) {
			out.Threads = append(out.Threads, w.wireChannel(c))
		}
	}
	return out
}

// threadsOf returns the threads of a guild, oldest first.
func (w *World) threadsOf(g *guild) (all []*channel) {
	for _, c := range w.channels {
		if c.guild == g && c.parent != nil {
			all = append(all, c)
		}
	}
	slices.SortFunc(all, func(a, b *channel) int { return int(int64(a.id) - int64(b.id)) })
	return all
}

// wireSelf returns the bot's user as GET /users/@me answers.
func (w *World) wireSelf() self {
	return self{User: *w.bot, Locale: "en-US", Verified: true}
}

// wireApplication returns the bot's registration.
func (w *World) wireApplication() *application {
	flags := 0
	for _, f := range []struct {
		intent Intents
		flag   int
	}{
		{GuildPresencesIntent, appPresenceLimited}, {GuildMembersIntent, appMembersLimited}, {MessageContentIntent, appContentLimited},
	} {
		if w.opts.Privileged.Has(f.intent) {
			flags |= f.flag
		}
	}
	return &application{
		ID: w.bot.ID, Name: w.bot.Name, Bot: w.bot, BotPublic: true, Flags: flags, FlagsNew: decimal(flags),
		VerifyKey: "0000000000000000000000000000000000000000000000000000000000000000",
		Redirects: []string{}, Owner: w.accounts[w.guilds[0].owner], Guilds: len(w.guilds), Scopes: []string{},
	}
}

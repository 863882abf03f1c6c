package sandbox

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// GatewayURL returns where the gateway listens: "ws://127.0.0.1:4711/gateway/".
func (w *World) GatewayURL() string { return strings.Replace(w.base, "http", "ws", 1) + "/gateway/" }

func (w *World) getGateway(*call) (any, error) {
	return struct {
		URL string `json:"url"`
	}{w.GatewayURL()}, nil
}

func (w *World) getGatewayBot(*call) (any, error) {
	type limit struct {
		Total       int `json:"total"`
		Remaining   int `json:"remaining"`
		After       int `json:"reset_after"`
		Concurrency int `json:"max_concurrency"`
	}
	return struct {
		URL    string `json:"url"`
		Shards int    `json:"shards"`
		Limit  limit  `json:"session_start_limit"`
	}{w.GatewayURL(), 1, limit{startsADay, startsADay - w.starts.count, int(w.starts.until(w.now()).Milliseconds()), 1}}, nil
}

func (w *World) getApplication(*call) (any, error) { return w.wireApplication(), nil }

func (w *World) getSelf(*call) (any, error) { return w.wireSelf(), nil }

func (w *World) getUser(c *call) (any, error) {
	id, err := c.id("user")
	if err != nil {
		return nil, err
	}
	if u := w.accounts[id]; u != nil {
		return u, nil
	}
	return nil, unknownUser
}

func (w *World) listMyGuilds(*call) (any, error) {
	type mine struct {
		ID          ID         `json:"id"`
		Name        string     `json:"name"`
		Icon        *string    `json:"icon"`
		Banner      *string    `json:"banner"`
		Owner       bool       `json:"owner"`
		Permissions Permission `json:"permissions"`
		Features    []string   `json:"features"`
	}
	all := []mine{}
	for _, g := range w.guilds {
		if !g.gone {
			all = append(all, mine{ID: g.id, Name: g.name, Permissions: g.may(w.bot.ID), Features: []string{}})
		}
	}
	return all, nil
}

func (w *World) getMyMember(c *call) (any, error) {
	g, err := w.guildOf(c)
	if err != nil {
		return nil, err
	}
	return g.members[w.bot.ID], nil
}

// guildOf returns the guild of the path. One the bot is not in does not exist for it.
func (w *World) guildOf(c *call) (*guild, error) {
	id, err := c.id("guild")
	if err != nil {
		return nil, err
	}
	if g := w.guildByID(id); g != nil {
		return g, nil
	}
	return nil, unknownGuild
}

func (w *World) getGuild(c *call) (any, error) {
	g, err := w.guildOf(c)
	if err != nil {
		return nil, err
	}
	out := w.wireGuild(g)
	if c.r.URL.Query().Get("with_counts") == "true" {
		members, online := len(g.members), 1
		out.ApproximateMembers, out.ApproximateOnline = &members, &online
	}
	return out, nil
}

func (w *World) listChannels(c *call) (any, error) {
	g, err := w.guildOf(c)
	if err != nil {
		return nil, err
	}
	all := []*Channel{}
	for _, ch := range g.channels {
		all = append(all, w.wireChannel(ch))
	}
	return all, nil
}

func (w *World) listRoles(c *call) (any, error) {
	g, err := w.guildOf(c)
	if err != nil {
		return nil, err
	}
	return g.roles, nil
}

// listMembers needs the privileged members intent, as the documentation says.
func (w *World) listMembers(c *call) (any, error) {
	g, err := w.guildOf(c)
	if err != nil {
		return nil, err
	}
	if !w.opts.Privileged.Has(GuildMembersIntent) {
		return nil, noAccess
	}
	q := c.r.URL.Query()
	limit := 1
	if s := q.Get("limit"); s != "" {
		if limit, err = strconv.Atoi(s); err != nil || limit < 1 || limit > 1000 {
			r := report{rule: "limit"}
			r.fail(&node{name: "limit", up: &node{}}, "NUMBER_TYPE_MAX", "int value should be between 1 and 1000.")
			return nil, invalidForm(&r.root)
		}
	}
	after, _ := ParseID(cmp.Or(q.Get("after"), "0"))
	all := []*Member{}
	for _, id := range slices.Sorted(maps.Keys(g.members)) {
		if id > after && len(all) < limit {
			all = append(all, g.members[id])
		}
	}
	return all, nil
}

func (w *World) getMember(c *call) (any, error) {
	g, err := w.guildOf(c)
	if err != nil {
		return nil, err
	}
	id, err := c.id("user")
	if err != nil {
		return nil, err
	}
	if m := g.members[id]; m != nil {
		return m, nil
	}
	return nil, unknownMember
}

func (w *World) listThreads(c *call) (any, error) {
	g, err := w.guildOf(c)
	if err != nil {
		return nil, err
	}
	threads := []*Channel{}
	for _, t := range w.threadsOf(g) {
		if !t.thread.Archived && w.may(w.bot.ID, t).Has(ViewChannel) {
			threads = append(threads, w.wireChannel(t))
		}
	}
	return struct {
		Threads []*Channel     `json:"threads"`
		Members []threadMember `json:"members"`
		More    bool           `json:"has_more"`
	}{threads, []threadMember{}, false}, nil
}

func (w *World) createDM(c *call) (any, error) {
	var body struct {
		Recipient ID `json:"recipient_id"`
	}
	if err := c.decode(&body); err != nil {
		return nil, err
	}
	switch u := w.accounts[body.Recipient]; {
	case u == nil:
		return nil, invalidRecipient
	case u.Bot:
		return nil, noDirectMessages
	}
	return w.wireChannel(w.directMessages(body.Recipient)), nil
}

package sandbox

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"
)

// Seen is a message as one person's client shows it.
type Seen struct {
	*Message
	Reactions []SeenReaction `json:"reactions,omitempty"`
}

// SeenReaction is an emoji under a message, and who put it there.
type SeenReaction struct {
	Emoji Emoji `json:"emoji"`
	Count int   `json:"count"`
	Me    bool  `json:"me"` // whether the one who looks did
	Users []ID  `json:"users"`
}

func see(m *Message, who ID) *Seen {
	s := &Seen{Message: m}
	for _, r := range m.Reactions {
		s.Reactions = append(s.Reactions, SeenReaction{r.Emoji, r.Count, slices.Contains(r.Users, who), r.Users})
	}
	return s
}

// Snapshot is the world as one person's client shows it.
type Snapshot struct {
	Seq    int64        `json:"seq"` // events go on after this one
	Now    time.Time    `json:"now"`
	Base   string       `json:"base"` // how addresses of attachments begin
	Me     ID           `json:"me"`
	Locale string       `json:"locale"`
	Bot    SeenBot      `json:"bot"`
	People []*User      `json:"people"` // everybody, to switch between
	Guilds []SeenGuild  `json:"guilds"` // the person's own
	Direct *SeenChannel `json:"direct"` // messages with the bot; null before the first
}

// SeenBot is the bot and what it says of itself.
type SeenBot struct {
	*User
	Online     bool              `json:"online"`
	Status     string            `json:"status"`
	Activities []json.RawMessage `json:"activities"`
}

// SeenGuild is a guild a person is a member of.
type SeenGuild struct {
	ID       ID            `json:"id"`
	Name     string        `json:"name"`
	Locale   string        `json:"locale"`
	Owner    ID            `json:"owner"`
	Roles    []*Role       `json:"roles"`
	Members  []SeenMember  `json:"members"`
	Channels []SeenChannel `json:"channels"` // those the person can see, in their order
	Threads  []SeenChannel `json:"threads"`  // likewise, oldest first, archived ones too
}

// SeenMember is a member and their roles.
type SeenMember struct {
	User  ID   `json:"user"`
	Roles []ID `json:"roles"`
}

// SeenChannel is a channel and what the person may do there.
type SeenChannel struct {
	*Channel
	May Mays `json:"may"`
}

// Mays says what a client offers in a channel.
type Mays struct {
	Send     bool `json:"send"`
	Attach   bool `json:"attach"`
	React    bool `json:"react"`
	Commands bool `json:"commands"`
	Threads  bool `json:"threads"` // open one below a message
	Manage   bool `json:"manage"`  // delete others' messages
	Close    bool `json:"close"`   // archive this thread
}

func (w *World) seenChannel(c *channel, who ID) SeenChannel {
	p := w.may(who, c)
	send := p.Has(SendMessages)
	if c.parent != nil {
		send = p.Has(SendInThreads) && !c.thread.Locked
	}
	shown := w.wireChannel(c)
	shown.Overwrites = nil
	return SeenChannel{shown, Mays{
		Send: send, Attach: send && p.Has(AttachFiles), React: p.Has(AddReactions), Commands: p.Has(UseCommands),
		Threads: c.guild != nil && c.parent == nil && p.Has(CreatePublicThreads), Manage: c.guild != nil && p.Has(ManageMessages),
		Close: c.thread != nil && (c.owner == who || p.Has(ManageThreads)),
	}}
}

// Snapshot returns the world as the person's client shows it.
func (p *Person) Snapshot() (*Snapshot, error) {
	people := p.w.People()
	p.w.mu.Lock()
	defer p.w.mu.Unlock()
	w := p.w
	id, err := p.self()
	if err != nil {
		return nil, err
	}
	out := &Snapshot{
		Seq: w.changes.next - 1, Now: w.now(), Base: w.base, Me: id, Locale: w.locales[id], Bot: w.seenBot(),
		People: people, Guilds: []SeenGuild{},
	}
	for _, g := range w.guilds {
		if g.members[id] == nil {
			continue
		}
		shown := SeenGuild{
			ID: g.id, Name: g.name, Locale: g.locale, Owner: g.owner, Roles: g.roles,
			Members: []SeenMember{}, Channels: []SeenChannel{}, Threads: []SeenChannel{},
		}
		for _, m := range slices.Sorted(maps.Keys(g.members)) {
			shown.Members = append(shown.Members, SeenMember{m, g.members[m].Roles})
		}
		for _, c := range g.channels {
			if w.may(id, c).Has(ViewChannel) {
				shown.Channels = append(shown.Channels, w.seenChannel(c, id))
			}
		}
		for _, c := range w.threadsOf(g) {
			if w.sees(id, c) {
				shown.Threads = append(shown.Threads, w.seenChannel(c, id))
			}
		}
		out.Guilds = append(out.Guilds, shown)
	}
	for _, c := range w.channels {
		if c.kind == DirectMessage && c.person == id {
			direct := w.seenChannel(c, id)
			out.Direct = &direct
		}
	}
	return out, nil
}

func (w *World) seenBot() SeenBot {
	b := SeenBot{User: w.bot, Status: "offline", Activities: []json.RawMessage{}}
	for _, s := range w.sessions {
		if s.conn != nil {
			b.Online, b.Status = true, or(s.presence.Status, "online")
			b.Activities = list(s.presence.Activities)
		}
	}
	return b
}

// sees reports whether a person's client shows a channel: a private thread only to its members and
// to who manages threads.
func (w *World) sees(who ID, c *channel) bool {
	p := w.may(who, c)
	return p.Has(ViewChannel) && (c.kind != PrivateThread || c.writers[who] || p.Has(ManageThreads))
}

// people lists who a page can be.
func (a *act) people() (int, any, error) {
	return http.StatusOK, struct {
		People []*User `json:"people"`
	}{a.People()}, nil
}

func (a *act) world() (int, any, error) {
	out, err := a.me.Snapshot()
	return http.StatusOK, out, err
}

// messages answers a page of a channel's history.
func (a *act) messages() (int, any, error) {
	all, err := a.me.History(a.channel())
	if err != nil {
		return 0, nil, err
	}
	from, to, err := page50(all, a.r.URL.Query())
	if err != nil {
		return 0, nil, err
	}
	me := a.me.ID()
	shown := []*Seen{}
	for _, m := range all[from:to] {
		shown = append(shown, see(m, me))
	}
	return http.StatusOK, struct {
		Messages []*Seen `json:"messages"`
		More     bool    `json:"more"`
	}{shown, from > 0}, nil
}

// page50 returns which part of a history a query asks for: the last fifty, or those before a message.
func page50(all []*Message, q url.Values) (from, to int, err error) {
	limit, to := 50, len(all)
	if s := q.Get("limit"); s != "" {
		if limit, err = strconv.Atoi(s); err != nil || limit < 1 || limit > 100 {
			return 0, 0, fmt.Errorf("%w: limit is 1 to 100", errUnreadable)
		}
	}
	if s := q.Get("before"); s != "" {
		before, err := ParseID(s)
		if err != nil {
			return 0, 0, fmt.Errorf("%w: before is an id", errUnreadable)
		}
		to, _ = slices.BinarySearchFunc(all, before, func(m *Message, id ID) int {
			return int(int64(m.ID) - int64(id))
		})
	}
	return max(to-limit, 0), to, nil
}

func (a *act) commands() (int, any, error) {
	all, err := a.me.Commands(a.channel())
	return http.StatusOK, struct {
		Commands []*Command `json:"commands"`
	}{list(all)}, err
}

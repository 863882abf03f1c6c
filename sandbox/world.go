package sandbox

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// World is what there is: guilds, channels, people, messages, interactions and the bot's gateway
// sessions. It does no networking; a [Server] speaks for it. Every exported method is safe for
// concurrent use.
type World struct {
	mu   sync.Mutex
	opts Options
	keep Keep
	base string // "http://127.0.0.1:4711"

	bot      *User
	accounts map[ID]*User
	names    map[string]ID
	locales  map[ID]string
	shutOut  map[ID]bool // people who take no direct messages of the bot
	guilds   []*guild
	channels map[ID]*channel
	global   []*Command
	created  map[ID][]time.Time // commands of a guild (0: global) that were new, in the last 24 hours

	interactions map[ID]*interaction
	tokens       map[string]*interaction
	asked        []*interaction // in the order they were made

	sessions map[string]*session
	starts   starts
	revoked  atomic.Bool // the token was taken away
	conns    map[*conn]bool
	files    *shelf
	changes  *changeLog
	wire     *wireLog
	faults   *faults
	limits   *limiter

	lastID ID
	offset atomic.Int64 // of the world's clock, see Advance
}

// guild is one community.
type guild struct {
	id       ID
	name     string
	locale   string
	owner    ID
	roles    []*Role
	everyone *Role
	members  map[ID]*Member
	channels []*channel
	commands []*Command
	gone     bool // the bot was removed
}

func (g *guild) role(id ID) *Role {
	for _, r := range g.roles {
		if r.ID == id {
			return r
		}
	}
	return nil
}

func (g *guild) roleNamed(name string) *Role {
	for _, r := range g.roles {
		if strings.EqualFold(r.Name, name) {
			return r
		}
	}
	return nil
}

// channel is a text channel, a direct message (guild is nil, person is the other side) or a thread
// (parent is set).
type channel struct {
	id         ID
	kind       ChannelKind
	guild      *guild
	parent     *channel
	person     ID
	name       string
	topic      string
	position   int
	overwrites map[ID]Overwrite
	messages   map[ID]*message
	order      []ID // ascending
	last       ID
	nonces     []nonce
	thread     *ThreadMetadata
	owner      ID
	sent       int         // messages that count
	writers    map[ID]bool // of a thread: its members
}

type nonce struct {
	value string
	msg   *message
	at    time.Time
}

// message is a message and who sees it.
type message struct {
	msg  *Message // never written to: an edit replaces it
	at   *channel
	only ID           // the one person who sees it; 0 means everybody in the channel
	from *interaction // what it answers; nil for ordinary messages
	gone bool
}

// Errors of people's clients: what Discord's own client would not let them do.
var (
	ErrUnknown   = errors.New("sandbox: there is no such thing")
	ErrForbidden = errors.New("sandbox: the client does not offer this")
	ErrNoAnswer  = errors.New("sandbox: the application did not respond")
)

func newWorld(opts Options) (*World, error) {
	if opts.Now == nil {
		opts.Now = time.Now
	}
	opts.Token = or(opts.Token, DefaultToken)
	w := &World{
		opts:         opts,
		keep:         opts.Keep.orDefaults(),
		accounts:     map[ID]*User{},
		names:        map[string]ID{},
		locales:      map[ID]string{},
		shutOut:      map[ID]bool{},
		created:      map[ID][]time.Time{},
		channels:     map[ID]*channel{},
		interactions: map[ID]*interaction{},
		tokens:       map[string]*interaction{},
		sessions:     map[string]*session{},
		conns:        map[*conn]bool{},
	}
	w.files = newShelf(w.keep.FileBytes)
	w.changes = newChangeLog(w.keep.Changes)
	w.wire = newWireLog(w.keep.Exchanges)
	w.faults = &faults{}
	w.limits = newLimiter(opts.RealLimits)
	w.bot = &User{ID: w.newID(), Name: or(opts.Bot, "Attaché"), Discriminator: "0001", Bot: true}
	w.accounts[w.bot.ID] = w.bot
	w.names[strings.ToLower(w.bot.Name)] = w.bot.ID
	seeds := opts.Guilds
	if seeds == nil {
		seeds = Seed()
	}
	if err := w.plant(seeds); err != nil {
		return nil, fmt.Errorf("sandbox: %w", err)
	}
	return w, nil
}

// Now returns the world's time.
func (w *World) Now() time.Time { return w.opts.Now().Add(time.Duration(w.offset.Load())) }

func (w *World) now() time.Time { return w.Now() }

// Advance moves the world's clock and lets what is due by then happen: interactions nobody
// acknowledged in 3 s fail, tokens of 15 minutes end, abandoned gateway sessions and signed
// attachment addresses expire, threads that fell silent are archived. Nothing else moves: the bot has its own clock.
func (w *World) Advance(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.offset.Add(int64(d))
	w.expire()
}

// newID returns a snowflake of now, greater than every one before.
func (w *World) newID() ID {
	id := ID(max(w.now().UnixMilli()-epoch, 0)) << 22
	w.lastID = max(w.lastID+1, id)
	return w.lastID
}

// Bot returns the bot's own user.
func (w *World) Bot() *User { return w.bot }

// Token returns what the bot must identify with.
func (w *World) Token() string { return w.opts.Token }

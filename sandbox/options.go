package sandbox

import (
	"log/slog"
	"net/http"
	"time"
)

// DefaultToken is the bot token a sandbox accepts unless Options.Token says otherwise. It is no
// secret: it opens nothing but a server on this machine.
const DefaultToken = "sandbox.token.for-this-machine-only"

// Options are the settings of a sandbox. The zero value is a sandbox with one guild ("Foreign Desk"),
// the channels #newsroom, #desk and #digest, and three people: alice (analyst), bruno (curator) and
// carla (admin).
type Options struct {
	// Addr is where to listen; empty means a free port of 127.0.0.1. An address that is not
	// loopback is refused unless Public is set: the sandbox trusts whoever reaches it.
	Addr   string
	Public bool

	Token  string      // what the bot must identify with, without "Bot "; empty means DefaultToken
	Bot    string      // the bot's user name; empty means "Attaché"
	Guilds []GuildSeed // nil means Seed()

	// Privileged are the privileged intents switched on for the application, as in Discord's
	// developer portal. A bot that asks for another one is closed with 4014.
	Privileged Intents

	// RealLimits makes rate limits as tight as Discord's; by default they are wide and tests run at
	// full speed. The headers are true either way.
	RealLimits bool

	Heartbeat time.Duration    // what HELLO asks for; 0 means 41.25 s
	Now       func() time.Time // the world's clock; nil means time.Now. See World.Advance
	Judge     Judge            // a second opinion on every body; nil means none
	Log       *slog.Logger     // what happens to the server itself; nil means nowhere
	Page      http.Handler     // what a browser is shown at the address; nil means nothing

	Keep Keep
}

// Keep bounds what a sandbox remembers. Zero fields mean the default in brackets.
type Keep struct {
	Messages     int // per channel [2000]; the oldest are forgotten
	Interactions int // [4000]
	Exchanges    int // in the wire log [2000]
	Changes      int // for watchers that lag [4000]
	Replay       int // events per gateway session for RESUME [2000]
	FileBytes    int // attachments, in all [128 MiB]
	Connections  int // gateway connections at one time, and as many event streams [64]
}

func (k Keep) orDefaults() Keep {
	for _, f := range []struct {
		field *int
		value int
	}{
		{&k.Messages, 2000}, {&k.Interactions, 4000}, {&k.Exchanges, 2000}, {&k.Changes, 4000},
		{&k.Replay, 2000}, {&k.FileBytes, 128 << 20}, {&k.Connections, 64},
	} {
		if *f.field <= 0 {
			*f.field = f.value
		}
	}
	return k
}

// Limits that Discord documents and the sandbox keeps.
const (
	ackWithin    = 3 * time.Second  // the first answer to an interaction
	tokenLives   = 15 * time.Minute // an interaction token
	nonceLives   = 5 * time.Minute  // "unique over the past few minutes"
	sessionLives = 3 * time.Minute  // a gateway session without a connection
	linkLives    = 24 * time.Hour   // a signed attachment address
	uploadLimit  = 10 << 20         // one attachment
	requestLimit = 25 << 20         // a whole request
)

// Direction says which way a body crossed the wire.
type Direction string

// The two directions, seen from the bot.
const (
	FromBot Direction = "request"
	ToBot   Direction = "response"
)

// Judge gives a second opinion on a JSON body that crossed the wire: what the bot sent for an
// operation of Discord's API description ("create_message"), or what the sandbox answered with a
// status. Its complaint about a request is answered like a broken rule; about a response it is
// recorded. See [World.Violations] and the package sandbox/openapi. It may be called concurrently.
type Judge func(operation string, dir Direction, status int, body []byte) error

package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"attache"
	"attache/commands"
)

// Lines keeps action lines that are longer than a custom_id takes.
type Lines interface {
	// Keep stores a line under a key of at most 64 characters. Keeping a line again may give the
	// same key.
	Keep(ctx context.Context, guild attache.GuildID, line string) (key string, err error)
	// Line returns a line that was kept, or an error that wraps attache.ErrNotFound.
	Line(ctx context.Context, guild attache.GuildID, key string) (line string, err error)
}

// State keeps small values of the whole process over restarts.
type State interface {
	// Get returns "" for a value that was never set.
	Get(ctx context.Context, key string) (string, error)
	Set(ctx context.Context, key, value string) error
}

// Options say what a bot works with. Token, Commands and Env must be set.
type Options struct {
	Token string // with or without "Bot "

	// API is the address of a server to speak to in place of Discord, gateway and attachments included:
	// "http://127.0.0.1:4711". Empty means Discord.
	API string

	Commands []commands.Command
	// Env gives the world of one guild, or of "dm:" and a user for direct messages. It is called for
	// every command.
	Env func(ctx context.Context, guild attache.GuildID) (commands.Env, error)

	// Lines and State may be nil: then long actions cannot be pressed, and commands are registered
	// at every start.
	Lines Lines
	State State

	// Intake are the channels in which every message is an article to archive. Reading them needs
	// MessageContent.
	Intake []attache.ChannelID
	// MessageContent asks Discord for the text of messages that do not address the bot. The application
	// needs the intent of that name, see Discord's developer portal.
	MessageContent bool
	// Curators are the roles whose members may add and correct. Without any everybody may.
	Curators []string

	// Presence gives the line shown under the bot's name, at most every five minutes; idle says that
	// it is behind with its work. Nil shows none.
	Presence func(ctx context.Context) (line string, idle bool)

	// Handled is told of every interaction and question that was dealt with, for figures. It must be quick,
	// and may be called concurrently. Nil is told nothing.
	Handled func(Handled)

	Load Load
	Log  *slog.Logger     // nil logs nowhere
	Now  func() time.Time // nil means time.Now

	timing  *timing           // of the gateway; nil means usual
	answers *answering        // of interactions; nil means usual
	base    http.RoundTripper // nil means a transport of its own
}

// Handled is an interaction or question that was dealt with.
type Handled struct {
	Command string // its name; "message" for a question in words, empty when there was none
	Outcome string // "answered", "refused", "lost", "expired", "ignored"
	// Ack is how long Discord waited for the first sign, Took for the answer. Messages are not acknowledged.
	Ack, Took time.Duration
}

// answering is how long things may take on the way to an answer.
type answering struct {
	deferAfter time.Duration // then Discord is told that the answer comes later; it gives 3 s
	run        time.Duration // for a command
	suggest    time.Duration // for a completion, which cannot be deferred
	finish     time.Duration // for what is under way at shutdown
}

func usualAnswering() answering {
	return answering{deferAfter: 1500 * time.Millisecond, run: 20 * time.Second, suggest: 300 * time.Millisecond, finish: 10 * time.Second}
}

// check returns everything that is wrong with the options, and the API's address.
func (o Options) check() (api *url.URL, err error) {
	var errs []error
	if strings.TrimSpace(strings.TrimPrefix(o.Token, "Bot ")) == "" || !pathSafe(strings.TrimPrefix(o.Token, "Bot ")) {
		errs = append(errs, &attache.Problem{Say: "The Discord bot token is missing or ill-formed. Set DISCORD_TOKEN to the token from the page “Bot” of the application in Discord's developer portal."})
	}
	if len(o.Commands) == 0 || o.Env == nil {
		errs = append(errs, errors.New("bot: Commands and Env must be set"))
	}
	if o.API != "" {
		api, err = url.Parse(o.API)
		if err != nil || api.Host == "" || api.Scheme != "http" && api.Scheme != "https" {
			errs = append(errs, fmt.Errorf("bot: API %q is no http address", o.API))
		}
	}
	if len(o.Intake) > 0 && !o.MessageContent {
		errs = append(errs, &attache.Problem{Say: "Intake channels are set, but not message content: without it Discord does not show their messages. Switch on both, or neither."})
	}
	return api, errors.Join(errs...)
}

package bot

import (
	"net/http"
	"strings"

	"github.com/bwmarrin/discordgo"
)

// intents are the events asked for: guilds with their roles (for permissions), messages, direct
// messages. Message content, which Discord grants on request, is added by Options.MessageContent.
const intents = discordgo.IntentsGuilds | discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages

// newSession returns a Session that leaves to us what discordgo does in ways a server cannot live
// with: reconnecting, state, retries and logging. (Its log would quote the IDENTIFY packet.)
func newSession(token string, t *transport) *discordgo.Session {
	// New cannot fail: it returns an error for compatibility with its past.
	s, _ := discordgo.New("Bot " + strings.TrimPrefix(token, "Bot "))
	s.Client = &http.Client{Transport: t}
	s.ShouldReconnectOnError = false
	s.ShouldRetryOnRateLimit = false
	s.MaxRestRetries = 0
	s.StateEnabled = false
	s.Compress = false
	s.SyncEvents = true
	s.LogLevel = silent
	s.Identify.Intents = intents
	s.Identify.Properties = discordgo.IdentifyProperties{OS: "linux", Browser: "attache", Device: "attache"}
	return s
}

// silent is a level below discordgo's lowest.
const silent = -1

// messageContent is the privileged intent for the text of messages that do not address the bot.
const messageContent = discordgo.IntentMessageContent

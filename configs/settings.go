package configs

import (
	"log/slog"
	"time"
)

// Settings is everything an operator may set. Each field is one setting: name, env, default, enum,
// group and help are the tags of kong; the key in attache.yaml is the name with underscores. The
// zero Settings is not usable: Load gives one.
type Settings struct {
	Configs string `name:"configs" env:"ATTACHE_CONFIGS" yaml:"-" placeholder:"DIR" group:"Files" help:"Folder with attache.yaml and with tables that replace the built-in ones of the same name."`
	Data    string `name:"data" env:"ATTACHE_DATA" default:"data" placeholder:"DIR" group:"Files" help:"Folder for the database and the search index. One process at a time."`

	Token          Secret   `kong:"-" name:"token" env:"DISCORD_TOKEN" yaml:"-" group:"Discord" help:"Token of the bot. Only from the environment: flags and files are read by others."`
	TokenFile      string   `name:"token-file" env:"DISCORD_TOKEN_FILE" placeholder:"FILE" group:"Discord" help:"File that holds the token, for container secrets. The token itself wins."`
	API            string   `name:"api" env:"ATTACHE_API" placeholder:"URL" group:"Discord" help:"Address that stands in for https://discord.com, for tests and the sandbox."`
	Intake         []string `name:"intake" env:"ATTACHE_INTAKE" placeholder:"ID" group:"Discord" help:"Channels whose messages are archived without being asked: snowflakes, comma-separated. Needs message_content."`
	MessageContent bool     `name:"message-content" env:"ATTACHE_MESSAGE_CONTENT" negatable:"" group:"Discord" help:"Ask Discord for the privileged message content intent. It must be switched on in the developer portal too."`
	CuratorRoles   []string `name:"curator-roles" env:"ATTACHE_CURATOR_ROLES" placeholder:"ROLE" group:"Discord" help:"Roles that may remove and correct articles, by snowflake or name, comma-separated. People who may manage the server always may."`

	Zone        Zone          `name:"zone" env:"ATTACHE_ZONE" default:"UTC" placeholder:"ZONE" group:"Time" help:"Time zone of days and digests where nobody said another: an IANA name such as Europe/Kyiv."`
	DigestGrace time.Duration `name:"digest-grace" env:"ATTACHE_DIGEST_GRACE" default:"6h" group:"Time" help:"How late a digest may be posted after a standstill. Older ones are passed over."`

	Workers       int `name:"workers" env:"ATTACHE_WORKERS" default:"2" group:"Archive" help:"Articles read at the same time."`
	OpenIndexes   int `name:"open-indexes" env:"ATTACHE_OPEN_INDEXES" default:"64" group:"Archive" help:"Search indexes kept open at the same time, one a server; each takes some 160 kB."`
	RetentionDays int `name:"retention-days" env:"ATTACHE_RETENTION_DAYS" default:"0" group:"Archive" help:"Days after which an article is removed; 0 keeps it for ever."`

	FetchTimeout  time.Duration `name:"fetch-timeout" env:"ATTACHE_FETCH_TIMEOUT" default:"20s" group:"Fetching" help:"Time for one page, redirects included."`
	FetchLimit    Size          `name:"fetch-limit" env:"ATTACHE_FETCH_LIMIT" default:"5MB" group:"Fetching" help:"Largest page that is fetched, unpacked. At most 5MB."`
	FetchInterval time.Duration `name:"fetch-interval" env:"ATTACHE_FETCH_INTERVAL" default:"1s" group:"Fetching" help:"Least time between two requests to one host."`
	FetchProxy    string        `name:"fetch-proxy" env:"ATTACHE_FETCH_PROXY" placeholder:"URL" group:"Fetching" help:"Proxy for pages. It must refuse private addresses itself: behind a proxy the guard sees only the proxy. HTTP_PROXY is not read."`
	FetchContact  string        `name:"fetch-contact" env:"ATTACHE_FETCH_CONTACT" placeholder:"URL" group:"Fetching" help:"Address or mail named in the User-Agent, so that publishers can reach you."`

	LogLevel  string `name:"log-level" env:"ATTACHE_LOG_LEVEL" default:"info" enum:"debug,info,warn,error" group:"Operation" help:"Least level that is logged."`
	LogFormat string `name:"log-format" env:"ATTACHE_LOG_FORMAT" default:"text" enum:"text,json" group:"Operation" help:"Form of log lines."`
	Ops       string `name:"ops" env:"ATTACHE_OPS" placeholder:"HOST:PORT" group:"Operation" help:"Address of health, metrics and profiles, such as localhost:8090. Off when empty. It has no password: keep it on loopback."`

	from map[string]string // where the value of a setting came from, by name
}

// From says where the setting called name got its value: "attache.yaml:12", "ATTACHE_ZONE",
// "--zone" or "default".
func (s Settings) From(name string) string {
	if where := s.from[name]; where != "" {
		return where
	}
	return "default"
}

// Level returns LogLevel as slog has it.
func (s Settings) Level() slog.Level {
	var l slog.Level
	if l.UnmarshalText([]byte(s.LogLevel)) != nil {
		return slog.LevelInfo
	}
	return l
}

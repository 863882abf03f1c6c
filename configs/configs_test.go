package configs

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/kong"

	"attache/internal/golden"
)

// folder makes a --configs folder of name, content pairs.
func folder(t *testing.T, files ...string) string {
	t.Helper()
	dir := t.TempDir()
	for i := 0; i < len(files); i += 2 {
		if err := os.WriteFile(filepath.Join(dir, files[i]), []byte(files[i+1]), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// parse runs a command line that embeds Settings, as cmd/attache does.
func parse(t *testing.T, args ...string) *kong.Context {
	t.Helper()
	var cli struct {
		Settings `embed:""`
		Serve    struct{} `cmd:""`
	}
	parser, err := kong.New(&cli, Kong())
	if err != nil {
		t.Fatal(err)
	}
	ctx, err := parser.Parse(append(args, "serve"))
	if err != nil {
		t.Fatal(err)
	}
	return ctx
}

func TestLoadDefaults(t *testing.T) {
	s, err := Load(Sources{})
	if err != nil {
		t.Fatal(err)
	}
	if s.Data != "data" || s.Zone.Location() != time.UTC || s.FetchLimit != 5<<20 || s.DigestGrace != 6*time.Hour || s.Workers != 2 || s.Ops != "" || s.MessageContent {
		t.Errorf("got %+v", s)
	}
	if s.From("zone") != "default" || s.Level() != slog.LevelInfo {
		t.Errorf("zone from %s, level %v", s.From("zone"), s.Level())
	}
}

// default < file < environment < flag, and each says where it came from.
func TestLoadPrecedence(t *testing.T) {
	dir := folder(t, SettingsFile, "zone: Europe/Kyiv\nworkers: 3\nlog_level: warn\n\nintake:\n  - \"123456789012345678\"\n  - 223456789012345678\nmessage_content: yes\nfetch_limit: 1MB\n")
	s, err := Load(Sources{
		Environ: []string{"ATTACHE_WORKERS=4", "ATTACHE_LOG_LEVEL=error", "ATTACHE_CONFIGS=" + dir, "ATTACHE_DATA=", "DISCORD_TOKEN=abc.def", "OTHER=1"},
		Flags:   parse(t, "--log-level=debug", "--no-message-content", "--intake=323456789012345678,423456789012345678", "--message-content"),
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][2]string{
		"zone":            {s.Zone.String(), "Europe/Kyiv < " + dir + "/attache.yaml:1"},
		"workers":         {fmt.Sprint(s.Workers), "4 < ATTACHE_WORKERS"},
		"log-level":       {s.LogLevel, "debug < --log-level"},
		"intake":          {fmt.Sprint(s.Intake), "[323456789012345678 423456789012345678] < --intake"},
		"message-content": {fmt.Sprint(s.MessageContent), "true < --message-content"},
		"fetch-limit":     {s.FetchLimit.String(), "1MB < " + dir + "/attache.yaml:9"},
		"data":            {s.Data, "data < default"},
		"token":           {s.Token.Reveal(), "abc.def < DISCORD_TOKEN"},
	} {
		if got := want[0] + " < " + s.From(name); got != want[1] {
			t.Errorf("%s: got %s, want %s", name, got, want[1])
		}
	}
}

// Everything that is wrong is said at once, with its place.
func TestLoadReportsAllMistakes(t *testing.T) {
	dir := folder(t, SettingsFile, `zone: Mars/Olympus
zome: UTC
token: abc
workers: many
workers: 2
log_level: loud
data: [a, b]
ops: {host: x}
fetch_limit: &a 5MB
fetch_timeout: *a
digest_grace: 700h
`)
	_, err := Load(Sources{Environ: []string{"ATTACHE_CONFIGS=" + dir, "ATTACHE_OPEN_INDEXES=0", "ATTACHE_RETENTION_DAYS=x", "ATTACHE_INTAKE=general", "DISCORD_TOKEN=se cret", "ATTACHE_FETCH_PROXY=socks5://me:hunter2@x"}})
	if err == nil {
		t.Fatal("no mistake found")
	}
	got := strings.ReplaceAll(err.Error(), dir, "DIR")
	want := `DIR/attache.yaml:1: zone: no time zone is called "Mars/Olympus"; write one such as Europe/Kyiv or UTC
DIR/attache.yaml:2: there is no setting "zome"; did you mean "zone"?
DIR/attache.yaml:3: token cannot be set in a file; use DISCORD_TOKEN
DIR/attache.yaml:4: workers: "many" is not a whole number
DIR/attache.yaml:5: workers is set twice, first in line 4
DIR/attache.yaml:6: log_level: "loud" is none of debug, info, warn, error
DIR/attache.yaml:7: data: write one value, not a list
DIR/attache.yaml:8: ops: write one plain value
DIR/attache.yaml:10: fetch_timeout: write one plain value
DIR/attache.yaml:11: digest-grace must be from 0s to 168h0m0s, not 700h0m0s
ATTACHE_RETENTION_DAYS: "x" is not a whole number
DISCORD_TOKEN: token is not a token: it has spaces in it
ATTACHE_INTAKE: intake must list channel ids, long numbers; "general" is none
ATTACHE_INTAKE: intake needs message_content: without it Discord sends the messages blank
ATTACHE_OPEN_INDEXES: open-indexes must be from 1 to 10000, not 0
ATTACHE_FETCH_PROXY: fetch-proxy must be an address that begins with http:// or https://`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestLoadFiles(t *testing.T) {
	for _, tt := range []struct{ name, yaml, want string }{
		{"takes an empty file", "", ""},
		{"takes a file of comments", "# nothing\n", ""},
		{"takes a name without a value", "zone:\n", ""},
		{"refuses broken YAML with its line", "zone: UTC\n  data: x\n", "line 2"},
		{"refuses a port that does not exist", "ops: localhost:99999\n", ":1: ops must be host and port"},
		{"refuses a list", "- zone\n", ":1: write settings as"},
		{"refuses nested keys", "fetch:\n  limit: 1MB\n", ":1: there is no setting \"fetch\""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Load(Sources{Environ: []string{"ATTACHE_CONFIGS=" + folder(t, SettingsFile, tt.yaml)}})
			if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
	if _, err := Load(Sources{Flags: parse(t, "--configs", filepath.Join(t.TempDir(), "none"))}); err == nil || !strings.Contains(err.Error(), "--configs: there is no folder") {
		t.Errorf("a folder that does not exist: %v", err)
	}
	if _, err := Load(Sources{Flags: parse(t, "--configs", t.TempDir())}); err != nil {
		t.Errorf("a folder without a settings file: %v", err)
	}
}

// Every setting must be readable from text, have an environment variable of its own, and be known
// to kong with the same default.
func TestDeclarations(t *testing.T) {
	seen := map[string]bool{}
	for _, st := range declared() {
		if st.name == "" || st.env == "" || st.help == "" || st.group == "" || seen[st.env] || seen[st.name] {
			t.Errorf("%+v: lacks a tag or is declared twice", st)
		}
		seen[st.env], seen[st.name] = true, true
		var s Settings
		if err := st.set(&s, st.fallback); err != nil && strings.Contains(err.Error(), "type") {
			t.Errorf("%s: %v", st.name, err)
		}
	}
}

// Kong must leave the environment alone and still show it in the help.
func TestKong(t *testing.T) {
	t.Setenv("ATTACHE_WORKERS", "many")
	ctx := parse(t)
	var help strings.Builder
	ctx.Stdout = &help
	if err := ctx.PrintUsage(false); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(help.String(), "$ATTACHE_WORKERS") || strings.Contains(help.String(), "DISCORD_TOKEN)") {
		t.Errorf("help:\n%s", help.String())
	}
}

func TestDocument(t *testing.T) { golden.EqualFile(t, "../docs/CONFIG.md", Document()) }

// The example must hold every setting, change nothing as it is, and give the defaults when every
// line is taken in.
func TestExample(t *testing.T) {
	golden.EqualFile(t, SettingsFile, Example())
	plain, err := Load(Sources{})
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for line := range strings.Lines(Example()) {
		if rest, ok := strings.CutPrefix(line, "#"); ok && !strings.HasPrefix(rest, " ") {
			line = rest
		}
		all.WriteString(line)
	}
	for _, text := range []string{Example(), all.String()} {
		s, err := Load(Sources{Environ: []string{"ATTACHE_CONFIGS=" + folder(t, SettingsFile, text)}})
		if err != nil {
			t.Fatal(err)
		}
		s.Configs, s.from, plain.from = "", nil, nil
		if got, want := fmt.Sprintf("%+v", s), fmt.Sprintf("%+v", plain); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

func TestSize(t *testing.T) {
	for text, want := range map[string]Size{"500kB": 500 << 10, "5MB": 5 << 20, "5 mb": 5 << 20, "1g": 1 << 30, "700": 700, "0": 0} {
		var s Size
		if err := s.UnmarshalText([]byte(text)); err != nil || s != want {
			t.Errorf("%s: got %d, %v", text, s, err)
		}
		var again Size
		if err := again.UnmarshalText([]byte(s.String())); err != nil || again != s {
			t.Errorf("%s: %s does not read back", text, s)
		}
	}
	for _, text := range []string{"", "MB", "-1", "5TB", "1.5MB", "99999999999GB"} {
		var s Size
		if s.UnmarshalText([]byte(text)) == nil {
			t.Errorf("%q is read as %d", text, s)
		}
	}
}

func FuzzFile(f *testing.F) {
	f.Add(Example())
	f.Add("zone: UTC\nworkers: [1]\n<<: *a\n")
	f.Add("intake: [1, 2]\nmessage_content: no\n? {a: b}\n: c\n")
	dir := f.TempDir()
	path := filepath.Join(dir, SettingsFile)
	f.Fuzz(func(t *testing.T, text string) {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := Load(Sources{Environ: []string{"ATTACHE_CONFIGS=" + dir}})
		if err == nil && s.Check() != nil {
			t.Fatal("what was loaded does not pass its check")
		}
	})
}

package bot

import (
	"context"
	"log/slog"
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"attache"
	"attache/commands"
	"attache/sandbox"
	"attache/sandbox/openapi"
)

// second loads the second opinion once, if Discord's description is at hand.
var second = sync.OnceValues(func() (*openapi.Judge, error) {
	return openapi.Load(filepath.FromSlash("../../shared/discord/openapi.json"))
})

// desk is a bot with commands of its own on a sandbox.
type desk struct {
	*sandbox.Server
	t     testing.TB
	bot   *Bot
	inbox *inbox
	lines *lines0
	state *state
	log   *journal

	ctx      context.Context
	stop     context.CancelFunc
	done     chan struct{}
	err      error
	release  chan struct{} // lets "slow" go on
	started  chan struct{} // gets a value when "slow" runs
	forgives bool          // broken rules are the point of the test
}

// sit starts a sandbox and a bot on it, and waits until it is connected. change may set options.
func sit(t testing.TB, so sandbox.Options, change func(*Options, *sandbox.Server)) *desk {
	t.Helper()
	d := begin(t, so, change)
	d.connect()
	return d
}

func begin(t testing.TB, so sandbox.Options, change func(*Options, *sandbox.Server)) *desk {
	t.Helper()
	if so.Judge == nil {
		if judge, err := second(); err != nil {
			t.Logf("no second opinion: %v", err)
		} else {
			so.Judge = judge.Check
		}
	}
	s, err := sandbox.New(so)
	if err != nil {
		t.Fatal(err)
	}
	s.Start()
	d := &desk{
		Server: s, t: t, inbox: newInbox(), lines: &lines0{kept: map[string]string{}}, state: &state{values: map[string]string{}}, log: &journal{},
		done: make(chan struct{}), release: make(chan struct{}), started: make(chan struct{}, 100),
	}
	d.ctx, d.stop = context.WithCancel(context.Background())
	quick, answers := impatient(), usualAnswering()
	quick.idle, quick.probe, quick.handshake, quick.watchdog = 30*time.Second, 10*time.Second, 5*time.Second, 10*time.Second
	answers.deferAfter = 300 * time.Millisecond
	opts := Options{
		Token: s.Token(), API: s.URL(), Commands: d.commands(), Lines: d.lines, State: d.state,
		Env:  func(context.Context, attache.GuildID) (commands.Env, error) { return commands.Env{Inbox: d.inbox}, nil },
		Now:  s.Now,
		Load: Load{UserBurst: 1 << 20, GuildBurst: 1 << 20, ButtonMinute: 1 << 20, UserMinute: 1 << 20, GuildMinute: 1 << 20},
		Log:  slog.New(slog.NewTextHandler(d.log, &slog.HandlerOptions{Level: slog.LevelDebug})), timing: &quick, answers: &answers, base: &http.Transport{MaxIdleConnsPerHost: 64},
	}
	if change != nil {
		change(&opts, s)
	}
	if d.bot, err = New(opts); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.close)
	return d
}

func (d *desk) connect() {
	d.t.Helper()
	go func() {
		defer close(d.done)
		d.err = d.bot.Run(d.ctx)
	}()
	d.until("the bot is connected", func() bool { return d.bot.Health().Connected && d.Sessions() > 0 })
}

// close ends bot and sandbox. Whatever the test was about, the bot must have kept Discord's rules and
// no token may stand in its log.
func (d *desk) close() {
	d.stop()
	select {
	case <-d.done:
	case <-time.After(20 * time.Second):
		d.t.Error("Run did not end")
	}
	if !d.forgives {
		for _, x := range d.Violations() {
			d.t.Errorf("%s %s: broken %v, judged %v\n%s", x.Operation, x.Path, x.Broken, x.Judged, x.Request)
		}
	}
	if log := d.log.String(); strings.Contains(log, d.Token()) || strings.Contains(log, "panic") && !d.forgives {
		d.t.Errorf("the log holds a token or a panic:\n%s", log)
	}
	if d.t.Failed() {
		d.t.Log(d.log.String())
	}
	d.Server.Close()
}

// until waits until holds does.
func (d *desk) until(what string, holds func() bool) {
	d.t.Helper()
	ended := false
	eventually(d.t, what, func() bool {
		select {
		case <-d.done:
			ended = true
		default:
		}
		return holds() || ended
	})
	if ended && !holds() {
		d.t.Fatalf("Run ended with %v before %s", d.err, what)
	}
}

// eventually looks again and again whether something holds that tells nobody when it does.
func eventually(t testing.TB, what string, holds func() bool) {
	t.Helper()
	deadline := time.After(20 * time.Second)
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for !holds() {
		select {
		case <-deadline:
			t.Fatalf("waited in vain until %s", what)
		case <-tick.C:
		}
	}
}

// slash uses a command and returns the answer.
func (d *desk) slash(who, channel, command string, options ...sandbox.Option) sandbox.Response {
	d.t.Helper()
	return d.wait(d.User(who).Slash(channel, command, options...))
}

func (d *desk) wait(p *sandbox.Pending, err error) sandbox.Response {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(context.Background(), 20*time.Second)
	defer stop()
	r, err := p.Wait(ctx)
	if err != nil {
		d.t.Fatalf("%v\n%s", err, d.log)
	}
	return r
}

var escaped = regexp.MustCompile(`\\([[:punct:]])`)

// says is the text of a message as it is shown: content and embeds.
func says(m *sandbox.Message) string {
	if m == nil {
		return ""
	}
	out := m.Content
	for _, e := range m.Embeds {
		out += "\n" + e.Title + "\n" + e.Description
	}
	return strings.TrimSpace(escaped.ReplaceAllString(out, "$1"))
}

func (d *desk) expect(m *sandbox.Message, want string) {
	d.t.Helper()
	if !strings.Contains(says(m), want) {
		d.t.Errorf("got %q, want something with %q", says(m), want)
	}
}

package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"attache"
	"attache/card"
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
	quick.idle, quick.handshake, quick.watchdog = 30*time.Second, 5*time.Second, 10*time.Second
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

// commands are small commands that show one thing each.
func (d *desk) commands() []commands.Command {
	say := func(title string) func(context.Context, commands.Env, commands.Call) (card.Card, error) {
		return func(_ context.Context, _ commands.Env, call commands.Call) (card.Card, error) {
			return card.Card{Title: title, Lead: fmt.Sprintf("by %s, can %d", call.Asker.Guild, call.Asker.Can)}, nil
		}
	}
	page := commands.Option{Name: "page", Help: "Page", Kind: commands.Number, Hidden: true}
	return []commands.Command{
		{Name: "who-said", Summary: "Find statements", Options: []commands.Option{
			{Name: "words", Help: "Words", Rest: true},
			{Name: "speaker", Help: "Who", Suggest: suggestSpeaker},
			{Name: "since", Help: "From this day on", Kind: commands.Day}, page,
		}, Run: func(_ context.Context, _ commands.Env, call commands.Call) (card.Card, error) {
			n := call.Number("page", 1)
			c := statements()
			c.Title = fmt.Sprintf("page %d of “%s”", n, call.Text("words"))
			line := func(n int) string { return fmt.Sprintf("who-said --page %d %s", n, commands.Quote(call.Text("words"))) }
			c.Actions = []card.Action{{Label: "Back", Line: line(max(1, n-1)), Off: n == 1}, {Label: "Next", Line: line(n + 1)}, {Label: "Mine", Line: line(9), Private: true},
				{Label: "Break", Line: "broken"}, {Label: "Slow", Line: "slow"}, {Label: "Old", Line: "gone-command"}}
			return c, nil
		}},
		{Name: "ask", Summary: "Ask", Options: []commands.Option{{Name: "question", Help: "Question", Required: true, Rest: true}},
			Run: func(_ context.Context, _ commands.Env, call commands.Call) (card.Card, error) {
				return card.Card{Title: "Read as " + call.Text("question"), Lead: fmt.Sprintf("can %d", call.Asker.Can)}, nil
			}},
		{Name: "help", Summary: "Help", Private: true, Run: say("what I can do")},
		{Name: "secret", Summary: "Whisper", Private: true, Run: func(context.Context, commands.Env, commands.Call) (card.Card, error) {
			return card.Card{Title: "secret", Private: true, Actions: []card.Action{{Label: "More", Line: "secret"}}}, nil
		}},
		{Name: "slow", Summary: "Wait", Run: func(ctx context.Context, _ commands.Env, _ commands.Call) (card.Card, error) {
			d.started <- struct{}{}
			select {
			case <-d.release:
				return card.Card{Title: "at last"}, nil
			case <-ctx.Done():
				return card.Card{}, ctx.Err()
			}
		}},
		{Name: "slow-secret", Summary: "Wait, then whisper", Run: func(ctx context.Context, _ commands.Env, _ commands.Call) (card.Card, error) {
			select {
			case <-d.release:
				return card.Card{Lead: "psst", Private: true}, nil
			case <-ctx.Done():
				return card.Card{}, ctx.Err()
			}
		}},
		{Name: "deaf", Summary: "Heed no deadline", Run: func(context.Context, commands.Env, commands.Call) (card.Card, error) {
			<-d.release
			return card.Card{}, nil
		}},
		{Name: "boom", Summary: "Panic", Run: func(context.Context, commands.Env, commands.Call) (card.Card, error) { panic("boom") }},
		{Name: "broken", Summary: "Fail", Run: func(context.Context, commands.Env, commands.Call) (card.Card, error) {
			return card.Card{}, errors.New("disk on fire at /var/secret")
		}},
		{Name: "refuse", Summary: "Refuse", Run: func(context.Context, commands.Env, commands.Call) (card.Card, error) {
			return card.Card{}, &attache.Problem{Say: "No source “Marin”. Nothing was searched."}
		}},
		{Name: "long", Summary: "Give long actions", Run: func(context.Context, commands.Env, commands.Call) (card.Card, error) {
			return card.Card{Title: "long", Actions: []card.Action{{Label: "Far", Line: "who-said --page 2 " + strings.Repeat("corridor ", 20)}}}, nil
		}},
		{Name: "files", Summary: "Give files", Run: func(context.Context, commands.Env, commands.Call) (card.Card, error) {
			return card.Card{Title: "files", Files: []card.File{{Name: "a.csv", Type: "text/csv", Bytes: []byte("a,b"), Alt: "two columns"}}}, nil
		}},
		{Name: "submit", Summary: "Hand in", OnMessage: "Archive this", Options: []commands.Option{
			{Name: "url", Help: "Link", Rest: true}, {Name: "file", Help: "File", Kind: commands.Upload}, {Name: "outlet", Help: "Outlet"}, {Name: "date", Help: "Date", Kind: commands.Day},
		}, Form: &commands.Form{Title: "Hand in an article", Fields: []commands.Field{
			{Name: "text", Label: "Text", Long: true, Required: true, Max: 4000}, {Name: "outlet", Label: "Outlet", Max: 100}, {Name: "date", Label: "Date", Max: 40},
		}}, Run: func(_ context.Context, _ commands.Env, call commands.Call) (card.Card, error) {
			var files []string
			for _, f := range call.Handed.Files {
				files = append(files, fmt.Sprintf("%s (%d bytes)", f.Name, len(f.Bytes)))
			}
			return card.Card{Title: "handed in", Lead: fmt.Sprintf("text %q, files %v, url %s, outlet %s, origin %s", call.Handed.Text, files, call.Text("url"), call.Text("outlet"), call.Asker.Origin.Message)}, nil
		}},
		{Name: "digest create", Summary: "Set up a digest", Needs: commands.Admin, Private: true, Options: []commands.Option{{Name: "channel", Help: "Where", Kind: commands.Channel, Required: true}},
			Run: func(_ context.Context, _ commands.Env, call commands.Call) (card.Card, error) {
				return card.Card{Title: "digest in " + call.Text("channel")}, nil
			}},
		{Name: "digest list", Summary: "List digests", Run: say("digests")},
		{Name: "correct", Summary: "Correct", Needs: commands.Curator, Run: say("corrected")},
	}
}

func suggestSpeaker(ctx context.Context, _ commands.Env, typed string) ([]commands.Suggestion, error) {
	switch typed {
	case "slow":
		<-ctx.Done()
		return nil, ctx.Err()
	case "broken":
		return nil, errors.New("no names")
	case "boom":
		panic("boom")
	case "many":
		var all []commands.Suggestion
		for n := range 40 {
			all = append(all, commands.Suggestion{Label: fmt.Sprintf("%d %s", n, strings.Repeat("é", 120)), Value: fmt.Sprint("v", n)})
		}
		return all, nil
	}
	return []commands.Suggestion{{Label: "Oda Maren (12)", Value: "oda-maren"}, {Label: "too long", Value: strings.Repeat("v", 101)}, {Label: "", Value: "nameless"}, {Label: "again", Value: "oda-maren"}}, nil
}

// inbox records what was handed in.
type inbox struct {
	mu   sync.Mutex
	all  []attache.Submission
	fail error
	n    atomic.Int64
}

func newInbox() *inbox { return &inbox{} }

func (i *inbox) Submit(_ context.Context, s attache.Submission) (int64, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.fail != nil {
		return 0, i.fail
	}
	for _, was := range i.all {
		if s.Key != "" && was.Key == s.Key {
			return was.ID, nil
		}
	}
	s.ID = i.n.Add(1)
	i.all = append(i.all, s)
	return s.ID, nil
}

func (i *inbox) Await(ctx context.Context, _ int64) (attache.Outcome, error) {
	<-ctx.Done()
	return attache.Outcome{}, ctx.Err()
}

func (i *inbox) taken() []attache.Submission {
	i.mu.Lock()
	defer i.mu.Unlock()
	return append([]attache.Submission(nil), i.all...)
}

type lines0 struct {
	mu   sync.Mutex
	kept map[string]string
	fail bool
}

func (l *lines0) Keep(_ context.Context, guild attache.GuildID, line string) (string, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.fail {
		return "", errors.New("no lines")
	}
	key := digest(string(guild) + line)[:16]
	l.kept[string(guild)+key] = line
	return key, nil
}

func (l *lines0) Line(_ context.Context, guild attache.GuildID, key string) (string, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if line, ok := l.kept[string(guild)+key]; ok {
		return line, nil
	}
	return "", attache.ErrNotFound
}

type state struct {
	mu     sync.Mutex
	values map[string]string
}

func (s *state) Get(_ context.Context, key string) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.values[key], nil
}

func (s *state) Set(_ context.Context, key, value string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.values[key] = value
	return nil
}

// journal is a log that can be read while it is written.
type journal struct {
	mu sync.Mutex
	b  strings.Builder
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.Write(p)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.String()
}

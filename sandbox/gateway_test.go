package sandbox_test

import (
	"bytes"
	"compress/zlib"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/coder/websocket"

	"attache/sandbox"
)

// wire is a gateway client without any manners of its own.
type wire struct {
	t    testing.TB
	ctx  context.Context
	conn *websocket.Conn
	seq  int64
}

type frame struct {
	Op int             `json:"op"`
	T  string          `json:"t"`
	S  *int64          `json:"s"`
	D  json.RawMessage `json:"d"`

	compressed bool
}

// plug opens a connection and reads HELLO.
func plug(t testing.TB, s *sandbox.Server) *wire {
	t.Helper()
	w := open(t, s, "?v=9&encoding=json")
	if f := w.next(); f.Op != 10 || !strings.Contains(string(f.D), "41250") {
		t.Fatalf("first frame is %+v, want HELLO", f)
	}
	return w
}

func open(t testing.TB, s *sandbox.Server, query string) *wire {
	t.Helper()
	ctx := limit(t)
	conn, _, err := websocket.Dial(ctx, s.GatewayURL()+query, nil)
	if err != nil {
		t.Fatal(err)
	}
	conn.SetReadLimit(1 << 20)
	t.Cleanup(func() { conn.CloseNow() })
	return &wire{t: t, ctx: ctx, conn: conn}
}

func (w *wire) send(raw string) {
	w.t.Helper()
	if err := w.conn.Write(w.ctx, websocket.MessageText, []byte(raw)); err != nil {
		w.t.Fatal(err)
	}
}

func (w *wire) identify(s *sandbox.Server, intents int, more string) {
	w.t.Helper()
	w.send(fmt.Sprintf(`{"op":2,"d":{"token":"Bot %s","intents":%d,"properties":{}%s}}`, s.Token(), intents, more))
}

func (w *wire) resume(s *sandbox.Server, session string, seq int64) {
	w.t.Helper()
	w.send(fmt.Sprintf(`{"op":6,"d":{"token":"Bot %s","session_id":%q,"seq":%d}}`, s.Token(), session, seq))
}

func (w *wire) next() frame {
	w.t.Helper()
	kind, data, err := w.conn.Read(w.ctx)
	if err != nil {
		w.t.Fatalf("read: %v", err)
	}
	f := frame{compressed: kind == websocket.MessageBinary}
	if f.compressed {
		z, err := zlib.NewReader(bytes.NewReader(data))
		if err != nil {
			w.t.Fatal(err)
		}
		if data, err = io.ReadAll(z); err != nil {
			w.t.Fatal(err)
		}
	}
	if err := json.Unmarshal(data, &f); err != nil {
		w.t.Fatalf("%s: %v", data, err)
	}
	if f.S != nil {
		w.seq = *f.S
	}
	return f
}

// event reads on until an event of that name.
func (w *wire) event(name string) frame {
	w.t.Helper()
	for {
		if f := w.next(); f.T == name {
			return f
		}
	}
}

// ends reads on until the connection ends, and returns the close code.
func (w *wire) ends() int {
	w.t.Helper()
	for {
		if _, _, err := w.conn.Read(w.ctx); err != nil {
			return int(websocket.CloseStatus(err))
		}
	}
}

// ready identifies and returns the session's id, with the guild read.
func (w *wire) ready(s *sandbox.Server, intents int) string {
	w.t.Helper()
	w.identify(s, intents, "")
	var d struct {
		Session string `json:"session_id"`
	}
	if err := json.Unmarshal(w.event("READY").D, &d); err != nil || d.Session == "" {
		w.t.Fatalf("READY without a session: %v", err)
	}
	if intents&1 != 0 {
		w.event("GUILD_CREATE")
	}
	return d.Session
}

// offline waits until the server knows that the connection ended.
func offline(w *wire, s *sandbox.Server) {
	w.t.Helper()
	if err := s.Until(w.ctx, func() bool { return s.Sessions() == 0 }); err != nil {
		w.t.Fatal(err)
	}
}

const plainIntents = 1 | 1<<9 | 1<<10 | 1<<12

func TestGatewayCloses(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		does   func(*wire, *sandbox.Server)
		code   int
		broken bool
	}{
		{"4001 for an unknown opcode", func(w *wire, s *sandbox.Server) { w.send(`{"op":99}`) }, 4001, true},
		{"4002 for what is no JSON", func(w *wire, s *sandbox.Server) { w.send(`{"op":`) }, 4002, true},
		{"4002 for no object", func(w *wire, s *sandbox.Server) { w.send(`[]`) }, 4002, true},
		{"4002 for an op that is text", func(w *wire, s *sandbox.Server) { w.send(`{"op":"1"}`) }, 4002, true},
		{"4002 for no op", func(w *wire, s *sandbox.Server) { w.send(`{"d":1}`) }, 4002, true},
		{"4002 for a deep nest", func(w *wire, s *sandbox.Server) {
			w.send(`{"op":1,"d":` + strings.Repeat("[", 1000) + strings.Repeat("]", 1000) + `}`)
		}, 4002, true},
		{"4002 for 4097 bytes", func(w *wire, s *sandbox.Server) { w.send(`{"op":1,"d":null` + strings.Repeat(" ", 4080) + `}`) }, 4002, true},
		{"4002 for a heartbeat of text", func(w *wire, s *sandbox.Server) { w.send(`{"op":1,"d":"x"}`) }, 4002, true},
		{"4002 for a presence without activities", func(w *wire, s *sandbox.Server) {
			w.ready(s, plainIntents)
			w.send(`{"op":3,"d":{"activities":null,"status":"online","since":null,"afk":false}}`)
		}, 4002, true},
		{"4003 for a request before IDENTIFY", func(w *wire, s *sandbox.Server) { w.send(`{"op":3,"d":{}}`) }, 4003, true},
		{"4004 for a wrong token", func(w *wire, s *sandbox.Server) {
			w.send(`{"op":2,"d":{"token":"wrong","intents":1,"properties":{}}}`)
		}, 4004, true},
		{"4005 for a second IDENTIFY", func(w *wire, s *sandbox.Server) { w.ready(s, 1); w.identify(s, 1, "") }, 4005, true},
		{"4007 for a RESUME from the future", func(w *wire, s *sandbox.Server) {
			id := w.ready(s, 1)
			w.conn.CloseNow()
			again := plug(w.t, s)
			again.resume(s, id, 1000)
			*w = *again
		}, 4007, true},
		{"4008 for 121 payloads in a minute", func(w *wire, s *sandbox.Server) {
			for range 121 {
				w.send(`{"op":1,"d":null}`)
			}
		}, 4008, true},
		{"4010 for a shard out of range", func(w *wire, s *sandbox.Server) { w.identify(s, 1, `,"shard":[2,2]`) }, 4010, true},
		{"4013 for unknown intents", func(w *wire, s *sandbox.Server) { w.identify(s, 1<<30, "") }, 4013, true},
		{"4014 for the content intent that is not switched on", func(w *wire, s *sandbox.Server) { w.identify(s, 1<<15, "") }, 4014, true},
		{"4000 on request", func(w *wire, s *sandbox.Server) { w.ready(s, 1); s.CloseGateway(4000, "") }, 4000, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := desk(t, sandbox.Options{})
			w := plug(t, s)
			tt.does(w, s)
			if got := w.ends(); got != tt.code {
				t.Errorf("closed with %d, want %d", got, tt.code)
			}
			if got := len(s.Violations()) > 0; got != tt.broken {
				t.Errorf("recorded as a violation: %v, want %v", got, tt.broken)
			}
		})
	}
	t.Run("4012 for another version", func(t *testing.T) {
		t.Parallel()
		if got := open(t, desk(t, sandbox.Options{}), "?v=6&encoding=json").ends(); got != 4012 {
			t.Errorf("closed with %d", got)
		}
	})
	t.Run("4009 for no heartbeat", func(t *testing.T) {
		t.Parallel()
		s := desk(t, sandbox.Options{Heartbeat: 20 * time.Millisecond})
		if got := open(t, s, "?v=9&encoding=json").ends(); got != 4009 {
			t.Errorf("closed with %d", got)
		}
	})
	t.Run("400 for an encoding it does not speak", func(t *testing.T) {
		t.Parallel()
		_, resp, err := websocket.Dial(limit(t), desk(t, sandbox.Options{}).GatewayURL()+"?v=9&encoding=etf", nil)
		if err == nil || resp == nil || resp.StatusCode != 400 {
			t.Errorf("got %v, %v", resp, err)
		}
	})
}

func TestGatewayHeartbeat(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{})
	w := plug(t, s)
	w.send(`{"op":1,"d":null}`)
	if f := w.next(); f.Op != 11 {
		t.Errorf("got %+v, want an acknowledgement", f)
	}
	w.ready(s, 1)
	s.AskHeartbeat()
	if f := w.next(); f.Op != 1 {
		t.Errorf("got %+v, want a request for a heartbeat", f)
	}
}

func TestGatewayCompresses(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{})
	w := plug(t, s)
	w.identify(s, plainIntents, `,"compress":true`)
	if f := w.event("READY"); !f.compressed {
		t.Error("READY is not compressed")
	}
	if f := w.event("GUILD_CREATE"); !f.compressed {
		t.Error("GUILD_CREATE is not compressed")
	}
	w.send(`{"op":1,"d":2}`)
	if f := w.next(); f.compressed || f.Op != 11 {
		t.Errorf("an acknowledgement is compressed, or none: %+v", f)
	}
}

func TestGatewayResumes(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{})
	alice := s.User("alice")
	w := plug(t, s)
	id := w.ready(s, plainIntents)
	must(alice.Mention("desk", "one"))(t)
	w.event("MESSAGE_CREATE")
	last := w.seq
	w.conn.CloseNow()
	offline(w, s)
	must(alice.Mention("desk", "two"))(t)
	must(alice.Mention("desk", "three"))(t)

	again := plug(t, s)
	again.resume(s, id, last)
	var got []string
	for {
		f := again.next()
		if f.T == "RESUMED" {
			break
		}
		if *f.S != last+int64(len(got))+1 {
			t.Errorf("event %s has number %d after %d", f.T, *f.S, last+int64(len(got)))
		}
		got = append(got, string(f.D))
	}
	if len(got) != 2 || !strings.Contains(got[0], "two") || !strings.Contains(got[len(got)-1], "three") {
		t.Errorf("replayed %v", got)
	}
	must(alice.Mention("desk", "four"))(t)
	if f := again.event("MESSAGE_CREATE"); !strings.Contains(string(f.D), "four") {
		t.Errorf("after the replay came %s", f.D)
	}
}

func TestGatewayForgetsSessions(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		does func(*wire, *sandbox.Server)
	}{
		{"that were closed with 1000", func(w *wire, s *sandbox.Server) {
			w.conn.Close(1000, "")
			offline(w, s)
		}},
		{"that were away for three minutes", func(w *wire, s *sandbox.Server) {
			w.conn.CloseNow()
			offline(w, s)
			s.Advance(3 * time.Minute)
		}},
		{"that were invalidated", func(w *wire, s *sandbox.Server) { s.Invalidate(false) }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := desk(t, sandbox.Options{})
			w := plug(t, s)
			id := w.ready(s, 1)
			tt.does(w, s)
			again := plug(t, s)
			again.resume(s, id, w.seq)
			if f := again.next(); f.Op != 9 || string(f.D) != "false" {
				t.Errorf("RESUME got %+v, want op 9 false", f)
			}
			again.ready(s, 1) // the connection takes an IDENTIFY
		})
	}
	t.Run("whose events it did not keep", func(t *testing.T) {
		t.Parallel()
		s := desk(t, sandbox.Options{Keep: sandbox.Keep{Replay: 3}})
		w := plug(t, s)
		id := w.ready(s, plainIntents)
		for range 20 {
			must(s.User("alice").Say("desk", "."))(t)
		}
		again := plug(t, s)
		again.resume(s, id, w.seq)
		if f := again.next(); f.Op != 9 {
			t.Errorf("RESUME got %+v, want op 9", f)
		}
	})
}

func TestGatewayTellsByIntent(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{Privileged: sandbox.MessageContentIntent})
	deaf, blank, full := plug(t, s), plug(t, s), plug(t, s)
	deaf.ready(s, 0)
	blank.ready(s, plainIntents)
	full.ready(s, plainIntents|1<<15)
	must(s.User("alice").Attach("desk", "a.txt", []byte("hello"), "secret words"))(t)
	must(s.User("alice").DM("direct words"))(t)
	must(s.User("alice").Mention("desk", "to you"))(t)

	type message struct {
		Content     string            `json:"content"`
		Attachments []json.RawMessage `json:"attachments"`
		Guild       string            `json:"guild_id"`
		Member      *json.RawMessage  `json:"member"`
	}
	read := func(w *wire) (m message) {
		if err := json.Unmarshal(w.event("MESSAGE_CREATE").D, &m); err != nil {
			t.Fatal(err)
		}
		return m
	}
	if m := read(full); m.Content != "secret words" || len(m.Attachments) != 1 || m.Guild == "" || m.Member == nil {
		t.Errorf("with the intent: %+v", m)
	}
	if m := read(blank); m.Content != "" || len(m.Attachments) != 0 || m.Guild == "" {
		t.Errorf("without the intent: %+v", m)
	}
	if m := read(blank); m.Content != "direct words" {
		t.Errorf("direct message without the intent: %+v", m)
	}
	if m := read(blank); !strings.HasSuffix(m.Content, "to you") {
		t.Errorf("mention without the intent: %+v", m)
	}
	s.Dispatch("LAST", json.RawMessage(`{}`))
	if f := deaf.next(); f.T != "LAST" {
		t.Errorf("a session without intents was told of %s", f.T)
	}
}

func TestGatewayQuotesBlank(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{})
	w := plug(t, s)
	w.ready(s, plainIntents)
	first := must(s.User("bruno").Say("desk", "hidden"))(t)
	w.event("MESSAGE_CREATE")
	must(s.User("alice").Reply(first.Message, fmt.Sprintf("<@%s> see above", s.Bot().ID)))(t)
	var m struct {
		Content    string `json:"content"`
		Referenced struct {
			Content string `json:"content"`
			ID      string `json:"id"`
		} `json:"referenced_message"`
	}
	if err := json.Unmarshal(w.event("MESSAGE_CREATE").D, &m); err != nil {
		t.Fatal(err)
	}
	if m.Content == "" || m.Referenced.Content != "" || m.Referenced.ID != first.Message.ID.String() {
		t.Errorf("a mention that quotes gives %+v", m)
	}
}

func TestGatewayShards(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{Guilds: []sandbox.GuildSeed{
		{Name: "One", Members: []sandbox.MemberSeed{{Name: "alice"}}, Channels: []sandbox.ChannelSeed{{Name: "a"}}},
	}})
	guild := int(uint64(s.GuildID("")) >> 22 % 2)
	right, wrong := plug(t, s), plug(t, s)
	right.identify(s, plainIntents, fmt.Sprintf(`,"shard":[%d,2]`, guild))
	right.event("GUILD_CREATE")
	wrong.identify(s, plainIntents, fmt.Sprintf(`,"shard":[%d,2]`, 1-guild))
	wrong.event("READY")
	must(s.User("alice").Say("a", "hello"))(t)
	right.event("MESSAGE_CREATE")
	s.Dispatch("LAST", json.RawMessage(`{}`))
	if f := wrong.next(); f.T != "LAST" {
		t.Errorf("the other shard was told of %s", f.T)
	}
}

func TestGatewayMembers(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{})
	w := plug(t, s)
	w.ready(s, 1)
	w.send(fmt.Sprintf(`{"op":8,"d":{"guild_id":"%s","query":"al","limit":5,"nonce":"n"}}`, s.GuildID("")))
	if f := w.event("GUILD_MEMBERS_CHUNK"); !strings.Contains(string(f.D), `"alice"`) || strings.Contains(string(f.D), `"bruno"`) {
		t.Errorf("by name: %s", f.D)
	}
	w.send(fmt.Sprintf(`{"op":8,"d":{"guild_id":["%s"],"user_ids":["%s","7"],"limit":0}}`, s.GuildID(""), s.User("bruno").ID()))
	if f := w.event("GUILD_MEMBERS_CHUNK"); !strings.Contains(string(f.D), `"bruno"`) || !strings.Contains(string(f.D), `"not_found":["7"]`) {
		t.Errorf("by id: %s", f.D)
	}
	w.send(fmt.Sprintf(`{"op":8,"d":{"guild_id":"%s","query":"","limit":0}}`, s.GuildID("")))
	if got := w.ends(); got != 4014 {
		t.Errorf("all members without the intent: closed with %d", got)
	}
}

func TestGatewayFaults(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		fault sandbox.GatewayFault
		want  func(w *wire, s *sandbox.Server) string
	}{
		{"op 7 for IDENTIFY", sandbox.GatewayFault{On: "IDENTIFY", Reconnect: true}, func(w *wire, s *sandbox.Server) string {
			w.identify(s, 1, "")
			return fmt.Sprint(w.next().Op)
		}},
		{"op 9 for IDENTIFY", sandbox.GatewayFault{On: "IDENTIFY", Resumable: true}, func(w *wire, s *sandbox.Server) string {
			w.identify(s, 1, "")
			f := w.next()
			return fmt.Sprintf("%d %s", f.Op-2, f.D)
		}},
		{"a close for IDENTIFY", sandbox.GatewayFault{On: "IDENTIFY", Close: 4000}, func(w *wire, s *sandbox.Server) string {
			w.identify(s, 1, "")
			return fmt.Sprint(w.ends() - 3993)
		}},
		{"a reset for IDENTIFY", sandbox.GatewayFault{On: "IDENTIFY", Drop: true}, func(w *wire, s *sandbox.Server) string {
			w.identify(s, 1, "")
			return fmt.Sprint(w.ends() + 8)
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := desk(t, sandbox.Options{})
			s.FailGateway(tt.fault)
			if got := tt.want(plug(t, s), s); !strings.HasPrefix(got, "7") {
				t.Errorf("got %s", got)
			}
			plug(t, s).ready(s, 1) // once only
		})
	}
	t.Run("silence from the beginning", func(t *testing.T) {
		t.Parallel()
		s := desk(t, sandbox.Options{})
		s.FailGateway(sandbox.GatewayFault{On: "CONNECT", Mute: true})
		w := open(t, s, "?v=9&encoding=json")
		ctx, stop := context.WithTimeout(w.ctx, 50*time.Millisecond)
		defer stop()
		if _, data, err := w.conn.Read(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %s, %v", data, err)
		}
	})
	t.Run("no upgrade", func(t *testing.T) {
		t.Parallel()
		s := desk(t, sandbox.Options{})
		end := s.FailGateway(sandbox.GatewayFault{On: "CONNECT", HTTPStatus: 503, Times: 5})
		if _, resp, err := websocket.Dial(limit(t), s.GatewayURL()+"?v=9", nil); err == nil || resp.StatusCode != 503 {
			t.Errorf("got %v, %v", resp, err)
		}
		end()
		plug(t, s)
	})
	t.Run("silence after a while, and its end", func(t *testing.T) {
		t.Parallel()
		s := desk(t, sandbox.Options{})
		w := plug(t, s)
		id := w.ready(s, plainIntents)
		s.Mute()
		must(s.User("alice").Mention("desk", "unheard"))(t)
		s.Heal()
		must(s.User("alice").Mention("desk", "heard"))(t)
		if f := w.event("MESSAGE_CREATE"); !strings.Contains(string(f.D), "> heard") {
			t.Errorf("got %s", f.D)
		}
		again := plug(t, s)
		again.resume(s, id, w.seq-2)
		if f := again.next(); !strings.Contains(string(f.D), "unheard") {
			t.Errorf("a RESUME replays %s", f.D)
		}
	})
}

func TestEventFaults(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{})
	w := plug(t, s)
	w.ready(s, plainIntents)
	say := func(text string) { t.Helper(); must(s.User("alice").Mention("desk", text))(t) }
	heard := func(want string) {
		t.Helper()
		if f := w.event("MESSAGE_CREATE"); !strings.Contains(string(f.D), want) {
			t.Errorf("heard %s, want %s", f.D, want)
		}
	}
	s.FailEvents(sandbox.EventFault{Event: "MESSAGE_CREATE", Twice: true})
	say("twice")
	heard("> twice")
	heard("> twice")
	s.FailEvents(sandbox.EventFault{Event: "MESSAGE_CREATE", Lose: true})
	say("lost")
	s.FailEvents(sandbox.EventFault{Event: "MESSAGE_CREATE", Late: true})
	say("first")
	say("second")
	heard("> second")
	heard("> first")
	s.FailEvents(sandbox.EventFault{Distort: func(json.RawMessage) json.RawMessage { return json.RawMessage(`{"id":7,"author":null}`) }})
	say("distorted")
	heard(`"author":null`)
	say("fine")
	heard("> fine")
}

func TestDiscordgoResumes(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{})
	d := dial(t, s, usual)
	heard := make(chan string, 100)
	d.AddHandler(func(_ *discordgo.Session, m *discordgo.MessageCreate) { heard <- m.Content })
	down, up := make(chan bool, 10), make(chan string, 10)
	d.AddHandler(func(*discordgo.Session, *discordgo.Disconnect) { down <- true })
	d.AddHandler(func(*discordgo.Session, *discordgo.Ready) { up <- "ready" })
	d.AddHandler(func(*discordgo.Session, *discordgo.Resumed) { up <- "resumed" })
	connect(t, d)
	wait := func(c <-chan string) string {
		t.Helper()
		select {
		case v := <-c:
			return v
		case <-limit(t).Done():
			t.Fatal("nothing came")
			return ""
		}
	}
	// discordgo's first heartbeat, sent into a connection that just ended, would close the next one.
	beats := func(n int) {
		t.Helper()
		for x := range s.Wire(limit(t), 0) {
			if x.Operation == "HEARTBEAT" {
				if n--; n == 0 {
					return
				}
			}
		}
		t.Fatal("no heartbeat came")
	}
	if got := wait(up); got != "ready" {
		t.Fatalf("got %s", got)
	}
	beats(1)
	s.DropGateway()
	<-down
	must(s.User("alice").DM("while away"))(t)
	if err := d.Open(); err != nil {
		t.Fatal(err)
	}
	if got := wait(heard); got != "while away" {
		t.Errorf("heard %q", got)
	}
	if got := wait(up); got != "resumed" {
		t.Errorf("got %s", got)
	}
	beats(2)
	s.CloseGateway(4000, "maintenance")
	<-down
	s.FailGateway(sandbox.GatewayFault{On: "RESUME", Invalidate: true})
	if err := d.Open(); err != nil {
		t.Fatal(err)
	}
	if got := wait(up); got != "ready" {
		t.Errorf("after op 9 for RESUME: %s", got)
	}
	must(s.User("alice").DM("again"))(t)
	if got := wait(heard); got != "again" {
		t.Errorf("heard %q", got)
	}
}

package sandbox

import (
	"bytes"
	"encoding/json"
	"net/http/httptest"
	"strings"
	"testing"
)

// closed returns a world with commands, that nobody can reach.
func closed(f *testing.F) *Server {
	f.Helper()
	s, err := New(Options{Privileged: privileged, Keep: Keep{Messages: 50, Interactions: 50, FileBytes: 1 << 20}})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { s.Close() })
	s.global = []*Command{{ID: 1, Kind: SlashCommand, Name: "ask"}}
	return s
}

// Whatever a bot sends over the gateway, the worst that happens is a close with a documented code,
// and the world goes on.
func FuzzGatewayFrames(f *testing.F) {
	for _, seed := range []string{
		`{"op":1,"d":null}`, `{"op":1,"d":251}`, `{"op":2,"d":{"token":"Bot ` + DefaultToken + `","intents":513,"properties":{}}}`,
		`{"op":2,"d":{"token":"` + DefaultToken + `","intents":1,"compress":true,"shard":[0,2],"presence":{"status":"dnd"}}}`,
		`{"op":3,"d":{"since":null,"activities":[],"status":"online","afk":false}}`, `{"op":6,"d":{"token":"x","session_id":"y","seq":3}}`,
		`{"op":8,"d":{"guild_id":"1","query":"","limit":0}}`, `{"op":4,"d":{}}`, `{"op":31}`, `{"op":99,"d":[]}`, `[]`, `{"op":"2"}`, `{"op":2,"d":[]}`,
		`{"op":8,"d":{"guild_id":["1","2"],"user_ids":"abc"}}`, strings.Repeat(`[`, 5000), "\x00\xff",
	} {
		f.Add(false, []byte(seed))
		f.Add(true, []byte(seed))
	}
	s := closed(f)
	f.Fuzz(func(t *testing.T, identified bool, data []byte) {
		c := &conn{s: s, cancel: func() {}, out: newOutbox(), version: 9}
		if !s.attach(c) {
			t.Fatal("connections leak")
		}
		defer s.detach(c)
		if identified {
			c.frame([]byte(`{"op":2,"d":{"token":"` + DefaultToken + `","intents":33349,"properties":{}}}`))
		}
		c.frame(data)
		for _, l := range c.out.take() {
			if l.code != 0 {
				if l.code < 4001 || l.code > 4014 {
					t.Errorf("closed with %d", l.code)
				}
				if len(l.data) > 0 {
					t.Error("a close with data")
				}
			} else if !json.Valid(l.data) {
				t.Errorf("sent %q", l.data)
			}
		}
		if _, err := s.User("alice").Say("desk", "still here"); err != nil {
			t.Fatal(err)
		}
	})
}

// Whatever a bot sends over REST, it is answered with 2xx or 4xx and with JSON, and the world goes on.
func FuzzRESTBodies(f *testing.F) {
	s := closed(f)
	h := s.Handler()
	desk, err := s.Channel("desk")
	if err != nil {
		f.Fatal(err)
	}
	const boundary = "b"
	multi := func(json string) string {
		return "--b\r\nContent-Disposition: form-data; name=\"payload_json\"\r\n\r\n" + json + "\r\n--b\r\nContent-Disposition: form-data; name=\"files[0]\"; filename=\"a.txt\"\r\n\r\nhello\r\n--b--\r\n"
	}
	targets := []struct{ method, path string }{
		{"POST", "/channels/" + desk.ID.String() + "/messages"},
		{"PATCH", "/channels/" + desk.ID.String() + "/messages/"}, // of the bot's latest
		{"POST", "callback"}, {"POST", "webhook"}, {"PATCH", "webhook"},
		{"PUT", "/applications/" + s.bot.ID.String() + "/commands"},
		{"POST", "/applications/" + s.bot.ID.String() + "/commands"},
		{"POST", "/channels/" + desk.ID.String() + "/threads"},
		{"POST", "/users/@me/channels"},
	}
	for i, seed := range []string{
		`{"content":"hello","nonce":"a","enforce_nonce":true,"allowed_mentions":{"parse":[]},"flags":4}`,
		`{"content":"<@1> <t:1:R> @everyone","embeds":[{"title":"t","fields":[{"name":"n","value":"v","inline":true}],"image":{"url":"attachment://a.txt"}}]}`,
		`{"type":4,"data":{"content":"a","components":[{"type":1,"components":[{"type":2,"style":1,"label":"b","custom_id":"c"}]}]}}`,
		`{"type":9,"data":{"title":"t","custom_id":"m","components":[{"type":1,"components":[{"type":4,"custom_id":"a","label":"l","style":1}]}]}}`,
		`{"type":8,"data":{"choices":[{"name":"n","value":1}]}}`, `{"type":5,"data":{"flags":64}}`, `{"type":7,"data":{}}`,
		`[{"name":"a","description":"d","options":[{"type":1,"name":"s","description":"d","options":[{"type":3,"name":"o","description":"d","choices":[{"name":"n","value":"v"}]}]}]}]`,
		`{"flags":32768,"components":[{"type":17,"components":[{"type":9,"components":[{"type":10,"content":"t"}],"accessory":{"type":11,"media":{"url":"https://example.org"}}}]}]}`,
		`{"name":"thread","type":11,"auto_archive_duration":60}`, `{"recipient_id":"1"}`, `{"content":1}`, `{"embeds":{"a":[]}}`, `null`, `[null]`, `{"components":[{"components":[{"components":[]}]}]}`,
	} {
		f.Add(byte(i), false, []byte(seed))
		f.Add(byte(i), true, []byte(multi(seed)))
	}
	f.Fuzz(func(t *testing.T, which byte, multipart bool, data []byte) {
		target := targets[int(which)%len(targets)]
		path := target.path
		s.mu.Lock()
		switch path {
		case "callback", "webhook":
			i := &interaction{kind: CommandUsed, user: s.names["alice"], channel: s.channels[desk.ID], name: "ask", command: SlashCommand}
			s.ask(i, interactionData{ID: 1, Name: "ask", Kind: SlashCommand}, "/ask")
			path = "/interactions/" + i.id.String() + "/" + i.token + "/callback"
			if target.path == "webhook" {
				s.ack(i)
				i.original = s.post(i.channel, s.answerTo(i, which > 128))
				path = "/webhooks/" + s.bot.ID.String() + "/" + i.token
				if target.method == "PATCH" {
					path += "/messages/@original"
				}
			}
		}
		if strings.HasSuffix(path, "/messages/") {
			path += s.post(s.channels[desk.ID], draft{author: s.bot.ID, content: "first"}).msg.ID.String()
		}
		s.mu.Unlock()
		r := httptest.NewRequest(target.method, "/api/v9"+path, bytes.NewReader(data))
		r.Host = "discord.com"
		r.Header.Set("Authorization", "Bot "+s.Token())
		r.Header.Set("Content-Type", "application/json")
		if multipart {
			r.Header.Set("Content-Type", "multipart/form-data; boundary="+boundary)
		}
		rw := httptest.NewRecorder()
		h.ServeHTTP(rw, r)
		if rw.Code < 200 || rw.Code >= 500 || rw.Code >= 300 && rw.Code < 400 {
			t.Errorf("%s %s: %d %s", target.method, path, rw.Code, rw.Body)
		}
		if rw.Code != 204 && !json.Valid(rw.Body.Bytes()) {
			t.Errorf("%s %s answered %q", target.method, path, rw.Body)
		}
		text, err := s.Transcript("desk")
		if err != nil || text == "" {
			t.Fatalf("transcript: %q, %v", text, err)
		}
	})
}

// What people type is refused or understood, and rendering it never fails.
func FuzzTyped(f *testing.F) {
	for _, seed := range []string{
		"/ask words: a b page:2", "/", "/ask", "@bot hi", "**bold** `code` ```go\nx``` [a](https://example.org) <t:1:R> <@1> <#2> <@&3> </ask:4> \\* ||s||", "<t:99999999999999:R>", "\xff", "/ask words:",
	} {
		f.Add(seed)
	}
	s := closed(f)
	s.global = []*Command{{ID: 1, Kind: SlashCommand, Name: "ask", Options: []CommandOption{
		{Kind: StringOption, Name: "words"}, {Kind: IntegerOption, Name: "page"}, {Kind: StringOption, Name: "page-size"},
	}}}
	f.Fuzz(func(t *testing.T, line string) {
		p, err := s.User("alice").Type("desk", line)
		if err == nil && p.Message != nil {
			s.Render(p.Message)
		}
	})
}

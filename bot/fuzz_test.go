package bot

import (
	"encoding/json"
	"log/slog"
	"strings"
	"testing"

	"attache/commands"
)

func FuzzInteraction(f *testing.F) {
	f.Add([]byte(`{"id":"1","application_id":"2","token":"t","type":2,"guild_id":"3","member":{"user":{"id":"4"},"roles":["5"],"permissions":"32"},"data":{"name":"who-said","type":1,"options":[{"name":"words","type":3,"value":"x"}]}}`))
	f.Add([]byte(`{"id":"1","token":"t","type":3,"user":{"id":"4"},"message":{"id":"9","channel_id":"8","flags":64,"interaction_metadata":{"user":{"id":"4"}}},"data":{"custom_id":"1u0:help"}}`))
	f.Add([]byte(`{"id":"1","token":"t","type":5,"user":{"id":"4"},"data":{"custom_id":"1m0:submit","components":[{"components":[{"custom_id":"text","value":"x"}]},{"component":{"custom_id":"date","value":"y"}}]}}`))
	f.Add([]byte(`{"id":"1","token":"t","type":4,"user":{"id":"4"},"data":{"name":"digest","options":[{"type":1,"name":"create","options":[{"name":"zone","type":3,"value":"Eu","focused":true}]}]}}`))
	f.Add([]byte(`{"id":null,"token":null}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		i, err := decodeInteraction(data)
		if err != nil {
			return
		}
		if i.ID == "" || i.who() == "" || !pathSafe(i.Token) {
			t.Fatalf("accepted %+v", i)
		}
		name, options := i.Data.command()
		for _, g := range options {
			_ = g.text()
		}
		_ = i.Data.fields()
		a := &answer{i: i}
		_ = a.mine()
		if id, err := decodeCustomID(i.Data.CustomID); err == nil {
			commands.Split(id.line)
		}
		for _, m := range i.Data.Resolved.Messages {
			if m != nil {
				_, _, _ = m.text(), m.files(), m.asker()
			}
		}
		_ = name
	})
}

func FuzzGateway(f *testing.F) {
	for _, s := range []string{
		`{"op":10,"d":{"heartbeat_interval":41250}}`, `{"op":0,"s":1,"t":"READY","d":{"session_id":"x","user":{"id":"1"},"resume_gateway_url":"wss://r.example"}}`,
		`{"op":0,"s":2,"t":"MESSAGE_CREATE","d":{"id":"1","channel_id":"2","author":{"id":"3"}}}`, `{"op":9,"d":true}`, `{"op":7}`, `{"op":1}`, `{"op":11}`, `null`, `[]`, `{"op":0,"t":"GUILD_CREATE","d":null}`,
		`{"op":10,"d":{"heartbeat_interval":0}}`, `{"op":0,"s":1,"t":"A\"B","d":{"x":[}}`,
	} {
		f.Add([]byte(s))
	}
	quiet := slog.New(slog.DiscardHandler)
	f.Fuzz(func(t *testing.T, data []byte) {
		c := &relayed{relay: newRelay(&figures{}, nil), cancel: func() {}}
		out, end := c.sieve(data)
		if out == nil {
			return
		}
		if end != nil {
			t.Fatal("passes on a message and ends the connection")
		}
		var p payload
		if err := json.Unmarshal(out, &p); err != nil || p.Op == nil {
			t.Fatalf("passes on %q, which discordgo cannot read: %v", out, err)
		}
		if *p.Op == opDispatch && p.T != "READY" && p.T != "RESUMED" && !strings.HasPrefix(p.T, eventPrefix) {
			t.Fatalf("passes on %q to be decoded by discordgo", p.T)
		}
		b := &Bot{life: t.Context(), guilds: newGuilds(), seen: newRecent(8), log: quiet, figures: &figures{}, intake: map[snowflake]bool{}, places: make(chan struct{})}
		b.self.Store(snowflake("1"))
		if name, ok := strings.CutPrefix(p.T, eventPrefix); ok && name != "INTERACTION_CREATE" {
			for range mailboxes {
				b.mail = append(b.mail, make(chan *posted, 1))
			}
			b.event(name, p.D)
		}
		if b.figures.health().Panics > 0 {
			t.Fatal("panicked")
		}
	})
}

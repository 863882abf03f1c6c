package bot

import (
	"crypto/tls"
	"crypto/x509"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// relayTo returns a relay and the address of a gateway that runs script on each connection, with TLS
// or without.
func relayTo(t *testing.T, secure bool, script func(*websocket.Conn)) (*relay, string) {
	t.Helper()
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.RawQuery != "v=9&encoding=json" {
			t.Errorf("asked for %q", r.URL)
		}
		up := websocket.Upgrader{}
		c, err := up.Upgrade(w, r, nil)
		if err != nil {
			t.Error(err)
			return
		}
		defer c.Close()
		script(c)
	})
	s := httptest.NewUnstartedServer(handler)
	if secure {
		s.StartTLS()
	} else {
		s.Start()
	}
	t.Cleanup(s.Close)
	r := newRelay(&figures{}, nil)
	t.Cleanup(func() { r.shut(goingAway) })
	if secure {
		pool := x509.NewCertPool()
		pool.AddCert(s.Certificate())
		r.dialer.TLSClientConfig = &tls.Config{RootCAs: pool}
	}
	return r, strings.Replace(s.URL, "http", "ws", 1) + "/?v=9&encoding=json"
}

func say(t *testing.T, c *websocket.Conn, text string) {
	if err := c.WriteMessage(websocket.TextMessage, []byte(text)); err != nil {
		t.Error(err)
	}
}

func TestRelayPassesMessagesOn(t *testing.T) {
	for name, secure := range map[string]bool{"in the clear": false, "over TLS": true} {
		t.Run(name, func(t *testing.T) {
			got := make(chan string, 1)
			r, address := relayTo(t, secure, func(c *websocket.Conn) {
				say(t, c, `{"op":10,"d":{"heartbeat_interval":41250.5},"extra":1}`)
				_, m, err := c.ReadMessage()
				if err != nil {
					t.Error(err)
				}
				got <- string(m)
			})
			c, _, err := r.sessionDialer().Dial(address, nil)
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			_, hello, err := c.ReadMessage()
			if err != nil || string(hello) != `{"op":10,"d":{"heartbeat_interval":41250}}` {
				t.Errorf("got %q, %v", hello, err)
			}
			say(t, c, `{"op":2,"d":{}}`)
			if m := <-got; m != `{"op":2,"d":{}}` {
				t.Errorf("Discord got %q", m)
			}
			if n := r.figures.health().Identifies; n != 1 {
				t.Errorf("%d identifies counted", n)
			}
		})
	}
}

func TestRelayEndsAZombie(t *testing.T) {
	r, address := relayTo(t, false, func(c *websocket.Conn) {
		for {
			if _, _, err := c.ReadMessage(); err != nil {
				return
			}
		}
	})
	c, _, err := r.sessionDialer().Dial(address, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	say(t, c, `{"op":1,"d":null}`)
	say(t, c, `{"op":1,"d":null}`) // the first was never acknowledged
	c.SetReadDeadline(time.Now().Add(5 * time.Second))
	if _, _, err := c.ReadMessage(); err == nil {
		t.Error("the connection stands")
	}
	if end := r.ending(); end.err == nil || !strings.Contains(end.err.Error(), errZombie.Error()) {
		t.Errorf("ended by %v", end.err)
	}
}

// A connection on which nothing comes is asked for a sign, kept when there is one, and ended, to be
// resumed, when there is none.
func TestRelayAsksASilentDiscord(t *testing.T) {
	asked := make(chan string, 2)
	r, address := relayTo(t, false, func(c *websocket.Conn) {
		say(t, c, `{"op":0,"s":7,"t":"READY","d":{"session_id":"x","user":{"id":"1"}}}`)
		for n := 0; ; n++ {
			_, m, err := c.ReadMessage()
			if err != nil {
				return
			}
			asked <- string(m)
			if n == 0 {
				say(t, c, `{"op":11}`)
			}
		}
	})
	r.probe = 100 * time.Millisecond
	c, _, err := r.sessionDialer().Dial(address, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	for err == nil {
		c.SetReadDeadline(time.Now().Add(10 * time.Second))
		_, _, err = c.ReadMessage()
	}
	for range 2 {
		if m := <-asked; m != `{"op":1,"d":7}` {
			t.Errorf("Discord was asked with %q", m)
		}
	}
	if end := r.ending(); end.err != errSilent || end.fresh || !end.ready {
		t.Errorf("ended with %+v", end)
	}
	if h := r.figures.health(); h.LastAck.IsZero() {
		t.Error("the sign was not counted")
	}
}

func TestRelayKeepsTheSessionWhenDiscordCloses(t *testing.T) {
	code := make(chan int, 1)
	r, address := relayTo(t, false, func(c *websocket.Conn) {
		c.SetCloseHandler(func(n int, _ string) error { code <- n; return nil })
		c.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(1001, "going away"), time.Now().Add(time.Second))
		c.ReadMessage()
	})
	c, _, err := r.sessionDialer().Dial(address, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, _, err := c.ReadMessage(); err == nil {
		t.Error("the connection stands")
	}
	if n := <-code; n != closeResumable {
		t.Errorf("we closed with %d, want %d", n, closeResumable)
	}
	if end := r.ending(); end.code != 1001 || end.fresh {
		t.Errorf("ended with %+v", end)
	}
}

func TestARetiredRelayTakesNobody(t *testing.T) {
	r, address := relayTo(t, false, func(*websocket.Conn) { t.Error("connected") })
	r.retire(closeResumable)
	if _, _, err := r.sessionDialer().Dial(address, nil); err == nil {
		t.Error("connected")
	}
}

func TestRelayResumesWhereReadySays(t *testing.T) {
	arrived := make(chan bool, 1)
	_, elsewhere := relayTo(t, false, func(*websocket.Conn) { arrived <- true })
	r, address := relayTo(t, false, func(c *websocket.Conn) {
		say(t, c, `{"op":0,"s":1,"t":"READY","d":{"session_id":"x","user":{"id":"1"},"resume_gateway_url":"`+strings.Split(elsewhere, "?")[0]+`"}}`)
		c.ReadMessage()
	})
	for range 2 {
		c, _, err := r.sessionDialer().Dial(address, nil)
		if err != nil {
			t.Fatal(err)
		}
		c.ReadMessage()
		c.Close()
	}
	select {
	case <-arrived:
	case <-time.After(5 * time.Second):
		t.Error("the second connection went to the first address")
	}
}

// What the relay adds to the way of an event.
func BenchmarkSieve(b *testing.B) {
	event := []byte(`{"op":0,"s":12,"t":"MESSAGE_CREATE","d":{"id":"1","channel_id":"2","guild_id":"3","author":{"id":"4","username":"oda"},"content":"` + strings.Repeat("What did Maren say? ", 20) + `","mentions":[{"id":"5"}]}}`)
	c := &relayed{relay: newRelay(&figures{}, nil), cancel: func() {}}
	b.SetBytes(int64(len(event)))
	b.ReportAllocs()
	for b.Loop() {
		if out, end := c.sieve(event); out == nil || end != nil {
			b.Fatal("not passed on")
		}
	}
}

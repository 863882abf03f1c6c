package page_test

import (
	"bytes"
	"context"
	"encoding/json"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"net/http"
	"net/url"
	"sync"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"attache/internal/browser"
	"attache/sandbox"
	"attache/sandbox/page"
)

// stage is a sandbox with a page, and a bot that does what the test tells it to.
type stage struct {
	*sandbox.Server
	t   *testing.T
	bot *discordgo.Session

	mu      sync.Mutex
	answers map[string]string // command, custom id or "submit " and custom id → JSON of the callback; none: no answer
	told    []*discordgo.InteractionCreate
}

// swap sends every request of the bot to the sandbox.
type swap struct {
	to *url.URL
	*http.Transport
}

func (s swap) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.URL.Scheme, r.URL.Host = s.to.Scheme, s.to.Host
	return s.Transport.RoundTrip(r)
}

const commands = `[
	{"name":"draw","description":"Draw something","options":[
		{"type":3,"name":"what","description":"What to draw","required":true,"autocomplete":true},
		{"type":3,"name":"size","description":"How large","choices":[{"name":"Small","value":"s"},{"name":"Large","value":"l"}]},
		{"type":5,"name":"loud","description":"Whether to be loud"},
		{"type":6,"name":"who","description":"For whom"},
		{"type":7,"name":"where","description":"In which channel"},
		{"type":11,"name":"file","description":"From which file"}]},
	{"name":"show","description":"Show what the test prepared"},
	{"name":"form","description":"Open a form"},
	{"name":"secret","description":"Answer for one person","options":[{"type":1,"name":"tell","description":"Tell a secret"},{"type":1,"name":"keep","description":"Keep a secret"}]},
	{"name":"Judge this","type":3}]`

// perform starts a stage.
func perform(t *testing.T) *stage {
	t.Helper()
	st := &stage{t: t, answers: map[string]string{}}
	var err error
	if st.Server, err = sandbox.New(sandbox.Options{Page: page.Handler(nil)}); err != nil {
		t.Fatal(err)
	}
	st.Start()
	t.Cleanup(func() { st.Close() })
	to, err := url.Parse(st.URL())
	if err != nil {
		t.Fatal(err)
	}
	if st.bot, err = discordgo.New("Bot " + st.Token()); err != nil {
		t.Fatal(err)
	}
	transport := &http.Transport{}
	st.bot.Client = &http.Client{Transport: swap{to, transport}, Timeout: 20 * time.Second}
	st.bot.ShouldReconnectOnError = false
	st.bot.Identify.Intents = discordgo.IntentsGuilds | discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages
	st.bot.AddHandler(func(_ *discordgo.Session, i *discordgo.InteractionCreate) { st.hear(i) })
	if err := st.bot.Open(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		st.bot.CloseWithCode(4000)
		transport.CloseIdleConnections()
	})
	st.request(http.MethodPut, discordgo.EndpointApplicationGlobalCommands(st.World.Bot().ID.String()), commands)
	return st
}

// request sends JSON as the bot does.
func (st *stage) request(method, address, body string) []byte {
	out, err := st.bot.RequestWithBucketID(method, address, json.RawMessage(body), address)
	if err != nil {
		st.t.Errorf("%s %s: %v", method, address, err)
	}
	return out
}

// when prepares the answer to a command or component.
func (st *stage) when(name, answer string) {
	st.mu.Lock()
	defer st.mu.Unlock()
	st.answers[name] = answer
}

// says prepares an answer of the kind most have: a message with the data given.
func (st *stage) says(name, data string) { st.when(name, `{"type":4,"data":`+data+`}`) }

func (st *stage) hear(i *discordgo.InteractionCreate) {
	name := ""
	switch i.Type {
	case discordgo.InteractionApplicationCommand:
		name = i.ApplicationCommandData().Name
	case discordgo.InteractionMessageComponent:
		name = i.MessageComponentData().CustomID
	case discordgo.InteractionModalSubmit:
		name = "submit " + i.ModalSubmitData().CustomID
	case discordgo.InteractionApplicationCommandAutocomplete:
		name = "complete " + i.ApplicationCommandData().Name
	}
	st.mu.Lock()
	answer, known := st.answers[name]
	st.told = append(st.told, i)
	st.mu.Unlock()
	if known && answer != "" {
		st.request(http.MethodPost, discordgo.EndpointInteractionResponse(i.ID, i.Token), answer)
	}
}

// last returns the latest interaction the bot was told of, of those that are no completion.
func (st *stage) last() *discordgo.InteractionCreate {
	st.mu.Lock()
	defer st.mu.Unlock()
	for n := len(st.told) - 1; n >= 0; n-- {
		if st.told[n].Type != discordgo.InteractionApplicationCommandAutocomplete {
			return st.told[n]
		}
	}
	return nil
}

// channel returns the id of a channel.
func (st *stage) channel(name string) string {
	st.t.Helper()
	c, err := st.World.Channel(name)
	if err != nil {
		st.t.Fatal(err)
	}
	return c.ID.String()
}

// post lets the bot write a message by itself.
func (st *stage) post(channel, body string) string {
	st.t.Helper()
	var m struct{ ID string }
	if err := json.Unmarshal(st.request(http.MethodPost, discordgo.EndpointChannelMessages(st.channel(channel)), body), &m); err != nil {
		st.t.Fatal(err)
	}
	return m.ID
}

// open opens the page as somebody.
func (st *stage) open(who string, look browser.Look) *browser.Tab {
	st.t.Helper()
	tab := browser.Open(st.t, st.URL()+"/?as="+who, look)
	tab.Until("the page", `document.documentElement.dataset.ready === 'true'`)
	return tab
}

// until waits until the world is as the test wants it.
func (st *stage) until(what string, holds func() bool) {
	st.t.Helper()
	ctx, stop := context.WithTimeout(st.t.Context(), 30*time.Second)
	defer stop()
	if err := st.World.Until(ctx, holds); err != nil {
		st.t.Fatalf("%s: %v", what, err)
	}
}

// pixel is a small red picture.
func pixel(t *testing.T) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 40, 30))
	draw.Draw(img, img.Bounds(), image.NewUniform(color.RGBA{200, 40, 40, 255}), image.Point{}, draw.Src)
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

package sandbox_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"attache/sandbox"
)

// browser is a page that acts for one person, over HTTP only.
type browser struct {
	t  testing.TB
	s  *sandbox.Server
	me string
}

func (b browser) do(method, path, kind string, body io.Reader) (int, map[string]any) {
	b.t.Helper()
	if !strings.HasPrefix(path, "/client/") {
		path = "/client/people/" + b.me + path
	}
	r, err := http.NewRequestWithContext(limit(b.t), method, b.s.URL()+path, body)
	if err != nil {
		b.t.Fatal(err)
	}
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	resp, err := client(b.t, b.s).Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	var out map[string]any
	if len(raw) > 0 && json.Unmarshal(raw, &out) != nil {
		b.t.Fatalf("%s %s: %s", method, path, raw)
	}
	return resp.StatusCode, out
}

// send sends JSON and wants a status.
func (b browser) send(want int, method, path, body string) map[string]any {
	b.t.Helper()
	status, out := b.do(method, path, "application/json", strings.NewReader(body))
	if status != want {
		b.t.Fatalf("%s %s: %d %v, want %d", method, path, status, out, want)
	}
	return out
}

func (b browser) get(path string) map[string]any {
	b.t.Helper()
	status, out := b.do("GET", path, "", nil)
	if status != 200 {
		b.t.Fatalf("GET %s: %d %v", path, status, out)
	}
	return out
}

// events opens a stream and hands out what it tells.
func (b browser) events(path string) func() map[string]any {
	b.t.Helper()
	r, err := http.NewRequestWithContext(limit(b.t), "GET", b.s.URL()+path, nil)
	if err != nil {
		b.t.Fatal(err)
	}
	resp, err := client(b.t, b.s).Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(func() { resp.Body.Close() })
	if kind := resp.Header.Get("Content-Type"); kind != "text/event-stream" {
		b.t.Fatalf("%s is %q", path, kind)
	}
	lines := bufio.NewScanner(resp.Body)
	lines.Buffer(nil, 1<<20)
	return func() map[string]any {
		b.t.Helper()
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				var e map[string]any
				if err := json.Unmarshal([]byte(data), &e); err != nil {
					b.t.Fatalf("%s: %v", data, err)
				}
				return e
			}
		}
		b.t.Fatalf("%s ended: %v", path, lines.Err())
		return nil
	}
}

// until reads events up to the first of a kind.
func until(next func() map[string]any, kind string) map[string]any {
	for {
		if e := next(); e["kind"] == kind {
			return e
		}
	}
}

func at(v any, path ...any) any {
	for _, p := range path {
		switch p := p.(type) {
		case string:
			m, _ := v.(map[string]any)
			v = m[p]
		case int:
			l, _ := v.([]any)
			if p >= len(l) {
				return nil
			}
			v = l[p]
		}
	}
	return v
}

// A page can do everything a person can, and learns what came of it from its events.
func TestClientActs(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{})
	reporter(t, s)
	alice := browser{t, s, "alice"}
	if people := alice.get("/client/people"); at(people, "people", 1, "username") != "bruno" || len(people["people"].([]any)) != 3 {
		t.Errorf("people: %v", people)
	}
	world := alice.get("/world")
	if at(world, "bot", "online") != true || at(world, "guilds", 0, "channels", 1, "name") != "desk" || world["direct"] != nil {
		t.Fatalf("world: %v", world)
	}
	channel := "/channels/" + at(world, "guilds", 0, "channels", 1, "id").(string)
	next := alice.events(fmt.Sprintf("/client/people/alice/events?after=%v", world["seq"]))

	commands := alice.get(channel + "/commands")
	if n := len(commands["commands"].([]any)); n != 4 { // digest needs a permission alice lacks
		t.Errorf("%d commands, want 4: %v", n, commands)
	}

	asked := alice.send(202, "POST", channel+"/commands", `{"name":"who-said","options":[{"name":"words","value":"corridor"},{"name":"private","value":true}]}`)
	if e := until(next, "used"); e["interaction"] != asked["interaction"] || e["text"] != "/who-said words: corridor private: true" {
		t.Errorf("used: %v, asked %v", e, asked)
	}
	if e := until(next, "acked"); e["interaction"] != asked["interaction"] || e["took"].(float64) <= 0 {
		t.Errorf("acked: %v", e)
	}
	settled := until(next, "settled")
	if settled["interaction"] != asked["interaction"] || !strings.HasPrefix(at(settled, "message", "content").(string), "corridor") {
		t.Fatalf("settled: %v", settled)
	}
	message := channel + "/messages/" + at(settled, "message", "id").(string)

	if choices := alice.send(200, "POST", channel+"/completions", `{"name":"who-said","option":"source","typed":"min"}`); at(choices, "choices", 0, "value") != "ministry" {
		t.Errorf("completions: %v", choices)
	}
	alice.send(202, "POST", message+"/clicks", `{"button":"more"}`)
	if e := until(next, "settled"); at(e, "message", "content") != "second page" || at(e, "message", "id") != at(settled, "message", "id") {
		t.Errorf("clicked: %v", e)
	}
	alice.send(202, "POST", message+"/choices", `{"list":"pick","values":["2"]}`)
	if e := until(next, "settled"); at(e, "message", "content") != "picked 2" {
		t.Errorf("chosen: %v", e)
	}
	alice.send(202, "POST", channel+"/lines", `{"line":"/submit"}`)
	form := until(next, "prompted")
	if at(form, "modal", "title") != "Archive a text" || at(form, "modal", "components", 0, "components", 0, "custom_id") != "text" {
		t.Fatalf("prompted: %v", form)
	}
	alice.send(202, "POST", "/modals/"+at(form, "modal", "interaction").(string), `{"values":{"text":"The envoy left."}}`)
	if e := until(next, "settled"); at(e, "message", "content") != "got The envoy left." {
		t.Errorf("submitted: %v", e)
	}
	alice.send(403, "POST", "/modals/"+at(form, "modal", "interaction").(string), `{"values":{"text":"again"}}`)

	written := alice.send(201, "POST", channel+"/messages", `{"content":"The envoy came back."}`)
	own := channel + "/messages/" + at(written, "message", "id").(string)
	if e := until(next, "reacted"); e["emoji"] != "👀" || at(e, "message", "reactions", 0, "me") != false {
		t.Errorf("reacted: %v", e)
	}
	alice.send(202, "POST", own+"/menu", `{"name":"Archive this article"}`)
	if e := until(next, "settled"); at(e, "message", "content") != "archived: The envoy came back." {
		t.Errorf("menu: %v", e)
	}
	alice.send(204, "PUT", own+"/reactions/👍", "")
	if e := until(next, "reacted"); at(e, "message", "reactions", 1, "me") != true || at(e, "message", "reactions", 0, "me") != false {
		t.Errorf("her own reaction: %v", e)
	}
	alice.send(204, "DELETE", own+"/reactions/👍", "")
	alice.send(204, "PATCH", own, `{"content":"The envoy came back late."}`)
	if e := until(next, "edited"); at(e, "message", "content") != "The envoy came back late." {
		t.Errorf("edited: %v", e)
	}
	thread := at(alice.send(201, "POST", own+"/threads", `{"name":"Aside"}`), "channel", "id").(string)
	if e := until(next, "opened"); e["channel"] != thread || e["text"] != "Aside" {
		t.Errorf("opened: %v", e)
	}
	alice.send(204, "PATCH", "/channels/"+thread, `{"archived":true}`)
	until(next, "rearranged")
	if w := alice.get("/world"); at(w, "guilds", 0, "threads", 0, "thread_metadata", "archived") != true {
		t.Errorf("an archived thread: %v", at(w, "guilds", 0, "threads"))
	}
	reply := alice.send(201, "POST", channel+"/messages", `{"content":"Really?","reply_to":"`+at(written, "message", "id").(string)+`","quiet":true}`)
	if at(reply, "message", "referenced_message", "content") != "The envoy came back late." {
		t.Errorf("reply: %v", reply)
	}
	if page := alice.get(channel + "/messages?limit=2"); len(page["messages"].([]any)) != 2 || page["more"] != true {
		t.Errorf("a page: %v", page)
	}
	alice.send(204, "DELETE", own, "")
	if e := until(next, "deleted"); at(e, "message", "id") != at(written, "message", "id") || at(e, "message", "content") != "" {
		t.Errorf("deleted: %v", e)
	}
	alice.send(201, "POST", "/channels/@bot/messages", `{"content":"hello"}`)
	for e := until(next, "posted"); at(e, "message", "content") != "hello"; e = until(next, "posted") { // the bot's replies come in between
	}
	if w := alice.get("/world"); w["direct"] == nil {
		t.Error("no direct messages after the first")
	}
	honest(t, s)
}

func TestClientUploads(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{})
	reporter(t, s)
	alice := browser{t, s, "alice"}
	form := func(part, name, text, payload string) (string, io.Reader) {
		var b bytes.Buffer
		w := multipart.NewWriter(&b)
		w.WriteField("payload_json", payload)
		file, err := w.CreateFormFile(part, name)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(file, text)
		w.Close()
		return w.FormDataContentType(), &b
	}
	kind, body := form("files[0]", "memo.txt", "a memo", `{"content":"see this"}`)
	status, out := alice.do("POST", "/channels/desk/messages", kind, body)
	if status != 201 || at(out, "message", "attachments", 0, "filename") != "memo.txt" || at(out, "message", "content") != "see this" {
		t.Errorf("a message with a file: %d %v", status, out)
	}
	if got := fetch(t, s, at(out, "message", "attachments", 0, "url").(string)); got != "a memo" {
		t.Errorf("the file holds %q", got)
	}
	next := alice.events("/client/people/alice/events")
	kind, body = form("file", "memo.txt", "a memo", `{"name":"file"}`)
	if status, out := alice.do("POST", "/channels/desk/commands", kind, body); status != 202 {
		t.Fatalf("a command with a file: %d %v", status, out)
	}
	if e := until(next, "settled"); at(e, "message", "content") != "memo.txt" {
		t.Errorf("a command with a file: %v", e)
	}
	long := alice.send(201, "POST", "/channels/desk/messages", `{"content":"`+strings.Repeat("word ", 500)+`"}`)
	if at(long, "message", "attachments", 0, "filename") != "message.txt" {
		t.Errorf("a long paste: %v", long)
	}
}

// What somebody cannot see is in no answer: ephemeral messages of others, channels without the
// permission, what others are asked or typed.
func TestClientKeepsSecrets(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{})
	reporter(t, s)
	alice, bruno := browser{t, s, "alice"}, browser{t, s, "bruno"}
	if err := s.SetOverwrite("digest", "bruno", 0, sandbox.ViewChannel); err != nil {
		t.Fatal(err)
	}
	next := bruno.events(fmt.Sprintf("/client/people/bruno/events?after=%d", s.Seq()))
	channel := must(s.Channel("desk"))(t).ID.String()
	asked := must(s.User("alice").Slash("desk", "who-said", sandbox.Opt("words", "corridor")))(t)
	said := must(asked.Wait(limit(t)))(t).Message
	must(asked.Followup(limit(t), 1))(t)
	whisper := must(must(s.User("alice").Click(said, "whisper"))(t).Wait(limit(t)))(t).Message
	must(s.User("alice").Say("digest", "between us"))(t)
	must(s.User("alice").DM("for the bot alone"))(t)
	must(s.User("alice").Say("desk", "the end"))(t)
	var heard []string
	for {
		e := next()
		text, _ := json.Marshal(e)
		heard = append(heard, string(text))
		if at(e, "message", "content") == "the end" {
			break
		}
	}
	all := strings.Join(heard, "\n")
	for _, secret := range []string{"psst", "between us", "for the bot alone", "/who-said words", `"kind":"acked"`, `"kind":"settled"`} {
		if strings.Contains(all, secret) {
			t.Errorf("bruno learned %q:\n%s", secret, all)
		}
	}
	if !strings.Contains(all, "and that was all") {
		t.Errorf("bruno did not see the public answer:\n%s", all)
	}
	world, _ := json.Marshal(bruno.get("/world"))
	if strings.Contains(string(world), `"name":"digest"`) {
		t.Error("bruno sees the channel")
	}
	bruno.send(404, "GET", "/channels/digest/messages", "")
	bruno.send(403, "GET", "/channels/"+must(s.Channel("digest"))(t).ID.String()+"/messages", "")
	if raw, _ := json.Marshal(bruno.get("/channels/" + channel + "/messages")); strings.Contains(string(raw), "psst") {
		t.Error("bruno reads what alice alone sees")
	}
	if raw, _ := json.Marshal(alice.get("/channels/" + channel + "/messages")); !strings.Contains(string(raw), "psst") {
		t.Error("alice does not read what is hers")
	}
	bruno.send(404, "POST", "/channels/"+channel+"/messages/"+whisper.ID.String()+"/menu", `{"name":"Archive this article"}`)
	bruno.send(404, "DELETE", "/channels/"+channel+"/messages/"+whisper.ID.String(), "")
	if free := must(s.User("carla").OpenThread(said, "Open"))(t); free.Kind != sandbox.PublicThread {
		t.Errorf("a thread of type %d", free.Kind)
	}
	secret := rest(t, s, "POST", place(t, s, "desk")+"/threads", `{"name":"Closed","type":12}`)
	if secret.status == 201 { // the bot has the permission
		if raw, _ := json.Marshal(bruno.get("/world")); strings.Contains(string(raw), `"Closed"`) {
			t.Error("bruno sees a private thread")
		}
	}
}

func TestClientAPIRefuses(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{})
	alice := browser{t, s, "alice"}
	for _, tt := range []struct {
		method, path, body string
		want               int
	}{
		{"GET", "/client/people/nobody/world", "", 404},
		{"GET", "/client/people/nobody/events", "", 404},
		{"GET", "/client/nothing", "", 404},
		{"GET", "/channels/nowhere/messages", "", 404},
		{"GET", "/channels/desk/messages?limit=0", "", 400},
		{"POST", "/channels/desk/messages", `{"content":`, 400},
		{"POST", "/channels/desk/messages", `{"contents":"a"}`, 400},
		{"POST", "/channels/desk/messages", `{"content":"a"} {}`, 400},
		{"POST", "/channels/desk/messages", `{"content":"  "}`, 403},
		{"POST", "/channels/desk/commands", `{"name":"nothing"}`, 404},
		{"POST", "/channels/desk/messages/7/clicks", `{"button":"a"}`, 404},
		{"POST", "/modals/7", `{}`, 403},
		{"POST", "/client/clock", `{"advance":"-1h"}`, 400},
		{"POST", "/client/faults", `{"text":"earthquake"}`, 400},
		{"POST", "/client/faults", `{"text":"status=503,on=create_mesage"}`, 400},
		{"DELETE", "/client/faults/9", "", 404},
	} {
		status, out := alice.do(tt.method, tt.path, "application/json", strings.NewReader(tt.body))
		if said, _ := out["error"].(string); status != tt.want || said == "" || strings.Contains(said, "sandbox:") {
			t.Errorf("%s %s %s: %d %v, want %d", tt.method, tt.path, tt.body, status, out, tt.want)
		}
	}
	for _, tt := range []struct {
		name           string
		host, key, val string
		want           int
	}{
		{"another name for this machine", "evil.example", "", "", 403},
		{"a form on another site", "", "Origin", "http://evil.example", 403},
		{"a fetch from another site", "", "Sec-Fetch-Site", "cross-site", 403},
		{"its own page", "", "Sec-Fetch-Site", "same-origin", 201},
		{"no browser", "", "", "", 201},
		{"localhost", "localhost:1", "", "", 201},
	} {
		r, err := http.NewRequestWithContext(limit(t), "POST", s.URL()+"/client/people/alice/channels/desk/messages", strings.NewReader(`{"content":"hello"}`))
		if err != nil {
			t.Fatal(err)
		}
		r.Host = tt.host
		if tt.key != "" {
			r.Header.Set(tt.key, tt.val)
		}
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != tt.want {
			t.Errorf("%s: %d, want %d", tt.name, resp.StatusCode, tt.want)
		}
	}
	http.DefaultClient.CloseIdleConnections()
}

// The wire tells what the bot did wrong and how long it took, and no token.
func TestClientWire(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{})
	reporter(t, s)
	page := browser{t, s, "alice"}
	next := page.events("/client/wire?after=0")
	must(must(s.User("alice").Slash("desk", "who-said", sandbox.Opt("words", "corridor")))(t).Wait(limit(t)))(t)
	rest(t, s, "POST", place(t, s, "desk")+"/messages", `{"content":"`+strings.Repeat("x", 2001)+`"}`)
	var told, acked, broken map[string]any
	for broken == nil {
		x := next()
		switch {
		case x["operation"] == "INTERACTION_CREATE":
			told = x
		case x["operation"] == "create_interaction_response":
			acked = x
		case x["broken"] != nil:
			broken = x
		}
		if raw, _ := json.Marshal(x); strings.Contains(string(raw), s.Token()) {
			t.Errorf("the token is told: %s", raw)
		}
	}
	if at(told, "response", "token") != "…" || at(told, "response", "id") == nil {
		t.Errorf("an interaction: %v", told)
	}
	if took, _ := acked["acked"].(float64); took <= 0 {
		t.Errorf("the acknowledgement took %v", acked["acked"])
	}
	if at(broken, "broken", 0, "rule") == nil || broken["status"] != 400.0 {
		t.Errorf("a broken rule: %v", broken)
	}
}

func TestPageIsShown(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{Page: http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) { io.WriteString(rw, "the page at "+r.URL.Path) })})
	if got := fetch(t, s, s.URL()+"/"); got != "the page at /" {
		t.Errorf("got %q", got)
	}
	if r := rest(t, s, "GET", "/nothing", ""); r.status != 404 {
		t.Errorf("the API: %d", r.status)
	}
}

// An open page does not keep the server from closing.
func TestStreamsEndWithTheServer(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{})
	r, err := http.NewRequestWithContext(limit(t), "GET", s.URL()+"/client/wire", nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := client(t, s).Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if _, err := io.ReadAll(resp.Body); err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("the stream did not end: %v", err)
	}
}

// What only another site's page would send is kept from the bot's side as well.
func TestBotSideRefusesPages(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{})
	for _, tt := range []struct {
		name, path, host, origin string
		want                     int
	}{
		{"a bot", "/api/v9/users/@me", "", "", 200},
		{"a bot that thinks it talks to Discord", "/api/v9/users/@me", "discord.com", "", 200},
		{"a page of another site", "/api/v9/users/@me", "", "http://evil.example", 403},
		{"a page whose name was rebound", "/api/v9/users/@me", "evil.example:80", "", 403},
		{"a name that only ends like Discord's", "/api/v9/users/@me", "evildiscord.com", "", 403},
		{"a socket of another site", "/gateway/", "", "http://evil.example", 403},
	} {
		r, err := http.NewRequestWithContext(limit(t), "GET", s.URL()+tt.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", "Bot "+s.Token())
		if tt.origin != "" {
			r.Header.Set("Origin", tt.origin)
		}
		r.Host = tt.host
		resp, err := client(t, s).Do(r)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != tt.want {
			t.Errorf("%s: %d, want %d", tt.name, resp.StatusCode, tt.want)
		}
	}
}

package sandbox_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"
	"time"

	"attache/sandbox"
)

// reply is an answer of the REST API.
type reply struct {
	status int
	header http.Header
	raw    string
	json   map[string]any
}

// code returns Discord's error code, 0 when there is none.
func (r reply) code() int {
	c, _ := r.json["code"].(float64)
	return int(c)
}

// rest sends a request as a bot would.
func rest(t testing.TB, s *sandbox.Server, method, path, body string, headers ...string) reply {
	t.Helper()
	kind := ""
	if body != "" {
		kind = "application/json"
	}
	return request(t, s, method, "/api/v9"+path, kind, strings.NewReader(body), headers...)
}

func request(t testing.TB, s *sandbox.Server, method, path, kind string, body io.Reader, headers ...string) reply {
	t.Helper()
	r, err := http.NewRequestWithContext(limit(t), method, s.URL()+path, body)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bot "+s.Token())
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	resp, err := client(t, s).Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	out := reply{status: resp.StatusCode, header: resp.Header, raw: string(raw)}
	if strings.HasPrefix(out.raw, "{") {
		if err := json.Unmarshal(raw, &out.json); err != nil {
			t.Fatalf("%s: %v", raw, err)
		}
	}
	return out
}

// parts builds a multipart body from name, file name and content.
func parts(t testing.TB, all ...[3]string) (kind string, body io.Reader) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for _, p := range all {
		create := func() (io.Writer, error) { return w.CreateFormField(p[0]) }
		if p[1] != "" {
			create = func() (io.Writer, error) { return w.CreateFormFile(p[0], p[1]) }
		}
		part, err := create()
		if err == nil {
			_, err = part.Write([]byte(p[2]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return w.FormDataContentType(), &b
}

func place(t testing.TB, s *sandbox.Server, name string) string {
	t.Helper()
	return "/channels/" + must(s.Channel(name))(t).ID.String()
}

func TestRESTRefuses(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{})
	desk, guild := place(t, s, "desk"), "/guilds/"+s.GuildID("").String()
	alices := must(s.User("alice").Say("desk", "mine"))(t).Message.ID.String()
	for _, tt := range []struct {
		name, method, path, body string
		status, code             int
	}{
		{"an unknown route", "GET", "/brew", "", 404, 0},
		{"an unknown channel", "GET", "/channels/12345", "", 404, 10003},
		{"an id that is none", "GET", "/channels/abc", "", 400, 50035},
		{"an unknown message", "GET", desk + "/messages/12345", "", 404, 10008},
		{"an unknown guild", "GET", "/guilds/12345", "", 404, 10004},
		{"an unknown member", "GET", guild + "/members/12345", "", 404, 10007},
		{"an unknown user", "GET", "/users/12345", "", 404, 10013},
		{"the member list without its intent", "GET", guild + "/members?limit=10", "", 403, 50001},
		{"invalid JSON", "POST", desk + "/messages", `{"content":`, 400, 50109},
		{"two JSON values", "POST", desk + "/messages", `{"content":"a"}{}`, 400, 50109},
		{"JSON that is not UTF-8", "POST", desk + "/messages", "{\"content\":\"\xff\"}", 400, 50109},
		{"a message without a body", "POST", desk + "/messages", "", 400, 50035},
		{"an empty message", "POST", desk + "/messages", `{}`, 400, 50006},
		{"a long message", "POST", desk + "/messages", `{"content":"` + strings.Repeat("x", 2001) + `"}`, 400, 50035},
		{"a reply to nothing", "POST", desk + "/messages", `{"content":"a","message_reference":{"message_id":"1"}}`, 400, 50035},
		{"an edit of somebody else's message", "PATCH", desk + "/messages/" + alices, `{"content":"a"}`, 403, 50005},
		{"a deletion of somebody else's message", "DELETE", desk + "/messages/" + alices, "", 403, 50013},
		{"a reaction that is no emoji", "PUT", desk + "/messages/" + alices + "/reactions/eyes/@me", "", 400, 10014},
		{"direct messages with itself", "POST", "/users/@me/channels", `{"recipient_id":"` + s.Bot().ID.String() + `"}`, 403, 50007},
		{"direct messages with nobody", "POST", "/users/@me/channels", `{"recipient_id":"1"}`, 400, 50033},
		{"commands of another application", "GET", "/applications/1/commands", "", 403, 20012},
		{"an unknown command", "DELETE", "/applications/" + s.Bot().ID.String() + "/commands/1", "", 404, 10063},
		{"an unknown interaction", "POST", "/interactions/1/token/callback", `{"type":5}`, 404, 10062},
		{"an unknown webhook", "POST", "/webhooks/" + s.Bot().ID.String() + "/token", `{"content":"a"}`, 404, 10015},
		{"an archived channel", "PATCH", desk, `{"archived":true}`, 400, 50024},
		{"101 messages", "GET", desk + "/messages?limit=101", "", 400, 50035},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := rest(t, s, tt.method, tt.path, tt.body)
			if r.status != tt.status || r.code() != tt.code {
				t.Errorf("got %d, code %d, want %d, %d\n%s", r.status, r.code(), tt.status, tt.code, r.raw)
			}
			if !strings.HasPrefix(r.header.Get("Content-Type"), "application/json") {
				t.Errorf("answered as %q", r.header.Get("Content-Type"))
			}
		})
	}
	t.Run("a wrong token", func(t *testing.T) {
		if r := rest(t, s, "GET", "/users/@me", "", "Authorization", "Bot wrong"); r.status != 401 || r.json["message"] != "401: Unauthorized" {
			t.Errorf("got %d %s", r.status, r.raw)
		}
	})
	t.Run("another version", func(t *testing.T) {
		if r := request(t, s, "GET", "/api/v6/users/@me", "", nil); r.status != 400 || r.code() != 50041 {
			t.Errorf("got %d %s", r.status, r.raw)
		}
	})
	t.Run("another content type", func(t *testing.T) {
		if r := request(t, s, "POST", "/api/v9"+desk+"/messages", "text/plain", strings.NewReader(`{"content":"a"}`)); r.status != 400 || r.code() != 50035 {
			t.Errorf("got %d %s", r.status, r.raw)
		}
	})
	t.Run("26 MiB", func(t *testing.T) {
		body := io.MultiReader(strings.NewReader(`{"content":"`), io.LimitReader(zeros{}, 26<<20), strings.NewReader(`"}`))
		if r := request(t, s, "POST", "/api/v9"+desk+"/messages", "application/json", body); r.status != 413 || r.code() != 40005 {
			t.Errorf("got %d %s", r.status, r.raw)
		}
	})
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = '0'
	}
	return len(p), nil
}

func TestErrorTreeOverTheWire(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{})
	r := rest(t, s, "POST", place(t, s, "desk")+"/messages", `{"content":"`+strings.Repeat("x", 2001)+`"}`)
	want := `{"code":50035,"message":"Invalid Form Body","errors":{"content":{"_errors":[{"code":"BASE_TYPE_MAX_LENGTH","message":"Must be 2000 or fewer in length."}]}}}`
	if r.raw != want {
		t.Errorf("got  %s\nwant %s", r.raw, want)
	}
	all := s.Violations()
	if len(all) != 1 || all[0].Operation != "create_message" || all[0].Broken[0].Rule != "content-length" || all[0].Broken[0].Path != "content" {
		t.Errorf("violations: %+v", all)
	}
}

func TestNonce(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{})
	path := place(t, s, "digest") + "/messages"
	send := func(body string) any {
		t.Helper()
		r := rest(t, s, "POST", path, body)
		if r.status != 200 {
			t.Fatalf("got %d %s", r.status, r.raw)
		}
		return r.json["id"]
	}
	first := send(`{"content":"digest","nonce":"slot-1","enforce_nonce":true}`)
	if again := send(`{"content":"digest, again","nonce":"slot-1","enforce_nonce":true}`); again != first {
		t.Errorf("the same nonce made %v and %v", first, again)
	}
	if other := send(`{"content":"digest","nonce":"slot-2","enforce_nonce":true}`); other == first {
		t.Error("another nonce made the same message")
	}
	if loose := send(`{"content":"digest","nonce":"slot-1"}`); loose == first {
		t.Error("a nonce that is not enforced made the same message")
	}
	s.Advance(5 * time.Minute)
	if later := send(`{"content":"digest","nonce":"slot-1","enforce_nonce":true}`); later == first {
		t.Error("the nonce held for more than a few minutes")
	}
	if n := len(must(s.User("alice").History("digest"))(t)); n != 4 {
		t.Errorf("%d messages, want 4", n)
	}
}

func TestMultipart(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{})
	path := "/api/v9" + place(t, s, "desk") + "/messages"
	send := func(all ...[3]string) reply {
		t.Helper()
		kind, body := parts(t, all...)
		return request(t, s, "POST", path, kind, body)
	}
	r := send([3]string{"payload_json", "", `{"content":"a","attachments":[{"id":"1","description":"second","filename":"b2.csv"}],"embeds":[{"image":{"url":"attachment://a.png"}}]}`},
		[3]string{"files[0]", "a.png", "\x89PNG\r\n\x1a\n"}, [3]string{"files[1]", "b.csv", "a,b"})
	if r.status != 200 {
		t.Fatalf("got %d %s", r.status, r.raw)
	}
	files, _ := r.json["attachments"].([]any)
	if len(files) != 2 {
		t.Fatalf("attachments: %v", files)
	}
	second, _ := files[1].(map[string]any)
	if second["filename"] != "b2.csv" || second["description"] != "second" || second["content_type"] != "text/csv; charset=utf-8" || second["size"] != 3.0 {
		t.Errorf("second file: %v", second)
	}
	if !strings.Contains(r.raw, `"image":{"url":"http://127.0.0.1`) {
		t.Errorf("the embed's picture does not point at the file: %s", r.raw)
	}
	for _, tt := range []struct {
		name   string
		parts  [][3]string
		status int
		code   int
	}{
		{"takes files alone", [][3]string{{"files[0]", "a.txt", "a"}}, 200, 0},
		{"refuses an attachment without a file", [][3]string{{"payload_json", "", `{"attachments":[{"id":"1"}]}`}, {"files[0]", "a.txt", "a"}}, 400, 50035},
		{"refuses a file without a number", [][3]string{{"files[x]", "a.txt", "a"}}, 400, 50035},
		{"refuses one number twice", [][3]string{{"files[0]", "a.txt", "a"}, {"files[0]", "b.txt", "b"}}, 400, 50109},
		{"refuses a part it does not know", [][3]string{{"document", "a.txt", "a"}}, 400, 50035},
		{"refuses JSON that is none", [][3]string{{"payload_json", "", `{`}, {"files[0]", "a.txt", "a"}}, 400, 50109},
		{"refuses 10 MiB and a byte", [][3]string{{"files[0]", "a.txt", strings.Repeat("x", 10<<20+1)}}, 413, 40005},
		{"refuses eleven files", func() (all [][3]string) {
			for i := range 11 {
				all = append(all, [3]string{fmt.Sprintf("files[%d]", i), "a.txt", "a"})
			}
			return all
		}(), 400, 50035},
		{"refuses nothing at all", nil, 400, 50035},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if r := send(tt.parts...); r.status != tt.status || r.code() != tt.code {
				t.Errorf("got %d, code %d, want %d, %d\n%s", r.status, r.code(), tt.status, tt.code, r.raw)
			}
		})
	}
}

func TestEditKeepsAttachments(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{})
	path := place(t, s, "desk") + "/messages"
	kind, body := parts(t, [3]string{"files[0]", "a.txt", "a"}, [3]string{"files[1]", "b.txt", "b"})
	sent := request(t, s, "POST", "/api/v9"+path, kind, body)
	id := sent.json["id"].(string)
	count := func(r reply) int {
		t.Helper()
		files, ok := r.json["attachments"].([]any)
		if !ok {
			t.Fatalf("got %d %s", r.status, r.raw)
		}
		return len(files)
	}
	if n := count(rest(t, s, "PATCH", path+"/"+id, `{"content":"text"}`)); n != 2 {
		t.Errorf("an edit that does not name them left %d attachments", n)
	}
	keep := sent.json["attachments"].([]any)[1].(map[string]any)["id"].(string)
	if n := count(rest(t, s, "PATCH", path+"/"+id, `{"attachments":[{"id":"`+keep+`"}]}`)); n != 1 {
		t.Errorf("an edit that names one left %d attachments", n)
	}
	kind, body = parts(t, [3]string{"payload_json", "", `{"attachments":[{"id":"` + keep + `"},{"id":"0","filename":"c2.txt"}]}`}, [3]string{"files[0]", "c.txt", "c"})
	if r := request(t, s, "PATCH", "/api/v9"+path+"/"+id, kind, body); count(r) != 2 || !strings.Contains(r.raw, "c2.txt") {
		t.Errorf("an edit that adds one: %s", r.raw)
	}
	if r := rest(t, s, "PATCH", path+"/"+id, `{"content":"","attachments":[]}`); r.status != 400 || r.code() != 50006 {
		t.Errorf("an edit that leaves nothing: %d %s", r.status, r.raw)
	}
	if r := rest(t, s, "PATCH", path+"/"+id, `{"content":null,"embeds":[{"title":"t"}]}`); r.status != 200 || r.json["content"] != "" {
		t.Errorf("an edit with null: %d %s", r.status, r.raw)
	}
	if r := rest(t, s, "PATCH", path+"/"+id, `{"components":[{"type":10,"content":"t"}]}`); r.status != 400 || r.code() != 50035 {
		t.Errorf("an edit to newer components without their flag: %d %s", r.status, r.raw)
	}
	if r := rest(t, s, "PATCH", path+"/"+id, `{"flags":32768,"content":"","embeds":[],"components":[{"type":10,"content":"t"}]}`); r.status != 200 {
		t.Errorf("an edit to newer components: %d %s", r.status, r.raw)
	}
}

func TestAttachmentLinksExpire(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{})
	m := must(s.User("alice").Attach("desk", "memo.txt", []byte("hello"), ""))(t).Message
	link := m.Attachments[0].URL
	if got := fetch(t, s, link); got != "hello" {
		t.Errorf("got %q", got)
	}
	get := func(url string) int {
		resp, err := client(t, s).Get(url)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		return resp.StatusCode
	}
	bare, _, _ := strings.Cut(link, "?")
	if got := get(bare); got != 404 {
		t.Errorf("without a signature: %d", got)
	}
	if got := get(strings.Replace(link, "ex=", "ex=f", 1)); got != 404 {
		t.Errorf("with a later end: %d", got)
	}
	s.Advance(24 * time.Hour)
	if got := get(link); got != 404 {
		t.Errorf("after a day: %d", got)
	}
}

func TestRESTBlanksByPortal(t *testing.T) {
	t.Parallel()
	for _, privileged := range []sandbox.Intents{0, sandbox.MessageContentIntent} {
		s := desk(t, sandbox.Options{Privileged: privileged})
		must(s.User("alice").Say("desk", "hidden?"))(t)
		r := rest(t, s, "GET", place(t, s, "desk")+"/messages", "")
		if got := strings.Contains(r.raw, "hidden?"); got != (privileged != 0) {
			t.Errorf("with privileged intents %d: %s", privileged, r.raw)
		}
	}
}

func TestListMessages(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{Privileged: sandbox.MessageContentIntent})
	var ids []string
	for i := range 7 {
		ids = append(ids, must(s.User("alice").Say("desk", fmt.Sprint(i)))(t).Message.ID.String())
	}
	for _, tt := range []struct{ query, want string }{
		{"", "6543210"},
		{"?limit=2", "65"},
		{"?limit=2&before=" + ids[3], "21"},
		{"?limit=2&after=" + ids[3], "54"},
		{"?limit=3&around=" + ids[3], "432"},
		{"?before=" + ids[0], ""},
		{"?after=0&limit=3", "210"},
	} {
		r := rest(t, s, "GET", place(t, s, "desk")+"/messages"+tt.query, "")
		var all []struct{ Content string }
		if err := json.Unmarshal([]byte(r.raw), &all); err != nil {
			t.Fatalf("%s: %v", r.raw, err)
		}
		got := ""
		for _, m := range all {
			got += m.Content
		}
		if got != tt.want {
			t.Errorf("%s lists %q, want %q", tt.query, got, tt.want)
		}
	}
}

func TestOperationsAreDescribed(t *testing.T) {
	judge, err := second()
	if err != nil {
		t.Skipf("the description is not at hand: %v", err)
	}
	for _, name := range sandbox.Operations() {
		if err := judge.Check(name, sandbox.ToBot, 404, []byte(`{"code":0,"message":"404: Not Found"}`)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestEveryAnswerIsDescribed(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{Privileged: sandbox.MessageContentIntent | sandbox.GuildMembersIntent})
	desk, guild, app := place(t, s, "desk"), "/guilds/"+s.GuildID("").String(), "/applications/"+s.Bot().ID.String()
	rich := must(s.User("alice").Attach("desk", "a.txt", []byte("a"), "hello <@"+s.Bot().ID.String()+">"))(t).Message
	if err := s.User("bruno").React(rich, "👀"); err != nil {
		t.Fatal(err)
	}
	must(s.User("bruno").OpenThread(rich, "Aside"))(t)
	must(s.User("bruno").Say("Aside", "in the thread"))(t)
	must(s.User("bruno").Reply(rich, "a reply"))(t)
	command := rest(t, s, "POST", app+"/commands", `{"name":"a","description":"d","contexts":[0,1],"integration_types":[0],"default_member_permissions":"32","options":[{"type":2,"name":"g","description":"d","options":[{"type":1,"name":"s","description":"d","options":[{"type":3,"name":"o","description":"d","required":true,"choices":[{"name":"n","value":"v"}]},{"type":4,"name":"p","description":"d","min_value":1,"max_value":5}]}]}]}`)
	for _, tt := range []struct{ method, path, body string }{
		{"GET", "/gateway", ""}, {"GET", "/gateway/bot", ""}, {"GET", "/users/@me", ""}, {"GET", "/users/" + rich.Author.ID.String(), ""},
		{"GET", "/users/@me/guilds", ""}, {"GET", "/users/@me" + guild + "/member", ""}, {"GET", "/applications/@me", ""}, {"GET", "/oauth2/applications/@me", ""},
		{"POST", "/users/@me/channels", `{"recipient_id":"` + rich.Author.ID.String() + `"}`},
		{"GET", app + "/commands", ""}, {"GET", app + "/commands/" + command.json["id"].(string), ""},
		{"PUT", app + guild + "/commands", `[{"name":"b","description":"d"},{"name":"Archive this","type":3}]`}, {"GET", app + guild + "/commands", ""},
		{"PUT", app + "/commands", `[]`},
		{"GET", guild, ""}, {"GET", guild + "?with_counts=true", ""}, {"GET", guild + "/channels", ""}, {"GET", guild + "/roles", ""}, {"GET", guild + "/threads/active", ""},
		{"GET", guild + "/members?limit=10", ""}, {"GET", guild + "/members/" + rich.Author.ID.String(), ""},
		{"GET", desk, ""}, {"GET", desk + "/messages", ""}, {"GET", desk + "/messages/" + rich.ID.String(), ""},
		{"GET", "/channels/" + rich.ID.String() + "/messages", ""}, {"GET", "/channels/" + rich.ID.String(), ""},
		{"GET", desk + "/messages/" + rich.ID.String() + "/reactions/👀", ""}, {"PUT", desk + "/messages/" + rich.ID.String() + "/reactions/👀/@me", ""},
		{"POST", desk + "/typing", ""}, {"POST", desk + "/threads", `{"name":"free","type":11}`},
		{"PATCH", "/channels/" + rich.ID.String(), `{"archived":true}`}, // not its own: 403
		{"POST", desk + "/messages", `{"flags":32768,"components":[{"type":17,"components":[{"type":10,"content":"t"},{"type":14},{"type":9,"components":[{"type":10,"content":"u"}],"accessory":{"type":2,"style":1,"label":"b","custom_id":"b"}}]}]}`},
		{"POST", desk + "/messages", `{"embeds":[{"title":"t","description":"d","url":"https://example.org","color":1,"timestamp":"2026-11-23T09:00:00Z","author":{"name":"a"},"footer":{"text":"f"},"fields":[{"name":"n","value":"v","inline":true}],"image":{"url":"https://example.org/a.png"}}],"components":[{"type":1,"components":[{"type":2,"style":5,"label":"l","url":"https://example.org"},{"type":2,"style":1,"custom_id":"c","emoji":{"name":"👀"},"disabled":true}]},{"type":1,"components":[{"type":3,"custom_id":"s","placeholder":"p","options":[{"label":"l","value":"v","description":"d","default":true}]}]}]}`},
	} {
		r := rest(t, s, tt.method, tt.path, tt.body)
		if r.status >= 500 || r.status >= 400 && r.status != 403 {
			t.Errorf("%s %s: %d %s", tt.method, tt.path, r.status, r.raw)
		}
		if r.header.Get("X-RateLimit-Limit") == "" || r.header.Get("X-RateLimit-Bucket") == "" || r.header.Get("X-RateLimit-Reset-After") == "" {
			t.Errorf("%s %s: no rate limit headers", tt.method, tt.path)
		}
	}
	honest(t, s)
}

func TestThereIsAnEnd(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{})
	at := place(t, s, "desk") + "/messages"
	message := rest(t, s, "POST", at, `{"content":"a"}`).json["id"].(string)
	for n := range 21 {
		r := rest(t, s, "PUT", at+"/"+message+"/reactions/"+string(rune(0x1F600+n))+"/@me", "")
		if n < 20 && r.status != 204 || n == 20 && r.code() != 30010 {
			t.Errorf("reaction %d: %d %s", n+1, r.status, r.raw)
		}
	}
	for n := range 16 {
		r := rest(t, s, "POST", "/applications/"+s.Bot().ID.String()+"/commands", fmt.Sprintf(`{"name":"Menu %d","type":3}`, n))
		if n < 15 && r.status != 200 || n == 15 && r.code() != 30032 {
			t.Errorf("command %d: %d %s", n+1, r.status, r.raw)
		}
	}
}

package sandbox_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"attache/sandbox"
)

// stage is a sandbox with commands and a gateway client, for interactions answered by hand.
type stage struct {
	*sandbox.Server
	t testing.TB
	w *wire
}

func perform(t testing.TB, opts sandbox.Options) *stage {
	t.Helper()
	s := desk(t, opts)
	r := rest(t, s, "PUT", "/applications/"+s.Bot().ID.String()+"/commands", `[
		{"name":"who-said","description":"d","options":[
			{"type":3,"name":"words","description":"d","required":true,"min_length":2,"max_length":20},
			{"type":3,"name":"source","description":"d","autocomplete":true},
			{"type":4,"name":"page","description":"d","min_value":1,"max_value":9},
			{"type":4,"name":"year","description":"d","autocomplete":true},
			{"type":3,"name":"form","description":"d","choices":[{"name":"Direct","value":"direct"},{"name":"Indirect","value":"indirect"}]},
			{"type":5,"name":"private","description":"d"},
			{"type":6,"name":"by","description":"d"},
			{"type":7,"name":"in","description":"d","channel_types":[0]},
			{"type":11,"name":"file","description":"d"}]},
		{"name":"digest","description":"d","default_member_permissions":"32","options":[
			{"type":1,"name":"list","description":"d"},
			{"type":1,"name":"create","description":"d","options":[{"type":3,"name":"zone","description":"d","required":true},{"type":3,"name":"topic","description":"d"}]}]},
		{"name":"here","description":"d","contexts":[0]},
		{"name":"alone","description":"d","contexts":[1]},
		{"name":"status","description":"d","default_member_permissions":"0"},
		{"name":"Archive this article","type":3}]`)
	if r.status != 200 {
		t.Fatalf("commands: %d %s", r.status, r.raw)
	}
	w := plug(t, s)
	w.ready(s, plainIntents)
	return &stage{s, t, w}
}

// told is what the bot is told of an interaction.
type told struct {
	ID, Token string
	Type      int
	Data      json.RawMessage
	Member    struct {
		Permissions string
		User        struct{ Username string }
	}
	User    struct{ Username string }
	Guild   string          `json:"guild_id"`
	Message json.RawMessage `json:"message"`
	Context int
	Locale  string
}

// told waits for the next interaction.
func (st *stage) told() (i told) {
	st.t.Helper()
	if err := json.Unmarshal(st.w.event("INTERACTION_CREATE").D, &i); err != nil {
		st.t.Fatal(err)
	}
	return i
}

func (st *stage) callback(i told, body string) reply {
	st.t.Helper()
	return rest(st.t, st.Server, "POST", "/interactions/"+i.ID+"/"+i.Token+"/callback", body)
}

func (st *stage) webhook(method string, i told, path, body string) reply {
	st.t.Helper()
	return rest(st.t, st.Server, method, "/webhooks/"+st.Bot().ID.String()+"/"+i.Token+path, body)
}

func (st *stage) ask() *sandbox.Pending {
	st.t.Helper()
	return must(st.User("alice").Slash("desk", "who-said", sandbox.Opt("words", "corridor")))(st.t)
}

func TestInteractionIsAnsweredOnceAndInTime(t *testing.T) {
	t.Parallel()
	st := perform(t, sandbox.Options{})

	st.ask()
	i := st.told()
	if r := st.callback(i, `{"type":4,"data":{"content":"a"}}`); r.status != 204 || r.raw != "" {
		t.Errorf("first answer: %d %s", r.status, r.raw)
	}
	if r := st.callback(i, `{"type":5}`); r.status != 400 || r.code() != 40060 {
		t.Errorf("second answer: %d %s", r.status, r.raw)
	}

	early := st.ask()
	i = st.told()
	st.Advance(2900 * time.Millisecond)
	if r := st.callback(i, `{"type":4,"data":{"content":"a"}}`); r.status != 204 {
		t.Errorf("answer at 2.9 s: %d %s", r.status, r.raw)
	}
	if got := must(early.Wait(limit(t)))(t); got.Ack < 2900*time.Millisecond {
		t.Errorf("acknowledged after %v", got.Ack)
	}

	late := st.ask()
	i = st.told()
	st.Advance(3100 * time.Millisecond)
	if r := st.callback(i, `{"type":4,"data":{"content":"a"}}`); r.status != 404 || r.code() != 10062 {
		t.Errorf("answer at 3.1 s: %d %s", r.status, r.raw)
	}
	if _, err := late.Wait(limit(t)); !errors.Is(err, sandbox.ErrNoAnswer) || !strings.Contains(err.Error(), "/who-said words: corridor") {
		t.Errorf("the person who waited got %v", err)
	}
	if r := st.callback(told{ID: i.ID, Token: "wrong"}, `{"type":5}`); r.code() != 10062 {
		t.Errorf("a wrong token: %d %s", r.status, r.raw)
	}
}

func TestInteractionTokenEnds(t *testing.T) {
	t.Parallel()
	st := perform(t, sandbox.Options{})
	asked := st.ask()
	i := st.told()
	if r := st.webhook("PATCH", i, "/messages/@original", `{"content":"a"}`); r.code() != 10015 {
		t.Errorf("edit before the answer: %d %s", r.status, r.raw)
	}
	st.callback(i, `{"type":5,"data":{"flags":64}}`)
	if took, err := asked.Acked(limit(t)); err != nil || took <= 0 {
		t.Errorf("acknowledged after %v, %v", took, err)
	}
	st.Advance(14*time.Minute + 50*time.Second)
	if r := st.webhook("PATCH", i, "/messages/@original", `{"content":"a"}`); r.status != 200 {
		t.Errorf("edit at 14:50: %d %s", r.status, r.raw)
	}
	if got := must(asked.Wait(limit(t)))(t); !got.Ephemeral || !got.Deferred || got.Message.Edited != nil {
		t.Errorf("answer: ephemeral %v, deferred %v, edited %v", got.Ephemeral, got.Deferred, got.Message.Edited)
	}
	never := st.ask()
	j := st.told()
	st.callback(j, `{"type":5}`)
	st.Advance(10 * time.Second)
	for _, tt := range []struct{ method, path, body string }{
		{"PATCH", "/messages/@original", `{"content":"b"}`}, {"GET", "/messages/@original", ""}, {"DELETE", "/messages/@original", ""}, {"POST", "", `{"content":"b"}`},
	} {
		if r := st.webhook(tt.method, i, tt.path, tt.body); r.status != 401 || r.code() != 50027 {
			t.Errorf("%s at 15:00: %d %s", tt.method, r.status, r.raw)
		}
	}
	st.Advance(15 * time.Minute)
	if _, err := never.Wait(limit(t)); !errors.Is(err, sandbox.ErrNoAnswer) {
		t.Errorf("a thinking that never ended: %v", err)
	}
}

func TestInteractionTellsTheBot(t *testing.T) {
	t.Parallel()
	st := perform(t, sandbox.Options{})
	st.ask()
	i := st.told()
	if i.Type != 2 || i.Member.User.Username != "alice" || i.Guild != st.GuildID("").String() || i.Locale != "en-US" || i.Context != 0 {
		t.Errorf("in a guild: %+v", i)
	}
	if want := fmt.Sprint(uint64(sandbox.ViewChannel | sandbox.SendMessages)); i.Member.Permissions == "" || i.Member.Permissions == want {
		t.Errorf("permissions %q", i.Member.Permissions)
	}
	must(st.User("alice").Slash("@bot", "who-said", sandbox.Opt("words", "corridor"), sandbox.Opt("page", "3"), sandbox.Opt("private", true), sandbox.Opt("form", "Direct")))(t)
	if i = st.told(); i.User.Username != "alice" || i.Guild != "" || i.Context != 1 {
		t.Errorf("in direct messages: %+v", i)
	}
	var data struct {
		Name    string
		Options []struct {
			Name  string
			Type  int
			Value any
		}
	}
	if err := json.Unmarshal(i.Data, &data); err != nil {
		t.Fatal(err)
	}
	if got, want := fmt.Sprint(data), "{who-said [{words 3 corridor} {page 4 3} {form 3 direct} {private 5 true}]}"; got != want {
		t.Errorf("options:\ngot  %s\nwant %s", got, want)
	}
}

func TestInteractionAnswers(t *testing.T) {
	t.Parallel()
	st := perform(t, sandbox.Options{})
	alice := st.User("alice")
	asked := st.ask()
	i := st.told()
	if r := rest(t, st.Server, "POST", "/interactions/"+i.ID+"/"+i.Token+"/callback?with_response=true", `{"type":4,"data":{"content":"a","components":[{"type":1,"components":[{"type":2,"style":1,"label":"More","custom_id":"more"}]}]}}`); r.status != 200 || !strings.Contains(r.raw, `"resource":{"type":4,"message":{`) {
		t.Errorf("with_response: %d %s", r.status, r.raw)
	}
	answer := must(asked.Wait(limit(t)))(t).Message
	if answer.Metadata == nil || answer.Metadata.User.Name != "alice" || answer.Interaction.Name != "who-said" || answer.Webhook != st.Bot().ID {
		t.Errorf("the answer does not say what it answers: %+v", answer)
	}

	for _, tt := range []struct {
		name, body string
		status     int
	}{
		{"a modal for a completion", `{"type":9,"data":{"title":"t","custom_id":"m","components":[{"type":1,"components":[{"type":4,"custom_id":"a","label":"l","style":1}]}]}}`, 400},
		{"a message for a completion", `{"type":4,"data":{"content":"a"}}`, 400},
		{"numbers for a text", `{"type":8,"data":{"choices":[{"name":"n","value":1}]}}`, 400},
		{"no choices", `{"type":8,"data":{"choices":[]}}`, 204},
	} {
		ctx := limit(t)
		done := make(chan error, 1)
		go func() {
			_, err := alice.Autocomplete(ctx, "desk", "who-said", "source", "m", sandbox.Opt("words", "xx"))
			done <- err
		}()
		i := st.told()
		if r := st.callback(i, tt.body); r.status != tt.status {
			t.Errorf("%s: %d %s", tt.name, r.status, r.raw)
		}
		st.callback(i, `{"type":8,"data":{"choices":[]}}`)
		if err := <-done; err != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
	}

	for _, body := range []string{`{"type":6}`, `{"type":7,"data":{"content":"a"}}`, `{"type":8,"data":{"choices":[]}}`, `{"type":1}`} {
		st.ask()
		if r := st.callback(st.told(), body); r.status != 400 {
			t.Errorf("%s for a command: %d %s", body, r.status, r.raw)
		}
	}

	must(alice.Click(answer, "More"))(t)
	i = st.told()
	if i.Type != 3 || !strings.Contains(string(i.Message), answer.ID.String()) {
		t.Errorf("a button tells %s", i.Message)
	}
	st.callback(i, `{"type":7,"data":{"content":"b","components":[]}}`)
	if m := must(alice.Look(answer))(t); m.Content != "b" || len(m.Components) != 0 || m.Edited == nil {
		t.Errorf("updated to %+v", m)
	}
	if r := st.webhook("POST", i, "", `{"content":"more","flags":64}`); r.status != 200 || !strings.Contains(r.raw, `"flags":64`) {
		t.Errorf("ephemeral follow-up: %d %s", r.status, r.raw)
	}
	if all := must(st.User("bruno").History("desk"))(t); len(all) != 1 {
		t.Errorf("others see %d messages", len(all))
	}
	if all := must(alice.History("desk"))(t); len(all) != 2 {
		t.Errorf("the asker sees %d messages", len(all))
	}
}

func TestFollowUpEndsThinking(t *testing.T) {
	t.Parallel()
	st := perform(t, sandbox.Options{})
	asked := st.ask()
	i := st.told()
	st.callback(i, `{"type":5}`)
	r := st.webhook("POST", i, "?wait=true", `{"content":"done"}`)
	if r.status != 200 || r.json["flags"] != 0.0 {
		t.Fatalf("follow-up: %d %s", r.status, r.raw)
	}
	got := must(asked.Wait(limit(t)))(t)
	if got.Message.Content != "done" || got.Message.ID.String() != r.json["id"] {
		t.Errorf("answer %q", got.Message.Content)
	}
	second := st.webhook("POST", i, "", `{"content":"and more"}`)
	if second.json["id"] == r.json["id"] {
		t.Error("the second follow-up replaced the first")
	}
	if r := st.webhook("PATCH", i, "/messages/"+second.json["id"].(string), `{"content":"and less"}`); r.status != 200 || r.json["content"] != "and less" {
		t.Errorf("edit of a follow-up: %d %s", r.status, r.raw)
	}
	if r := st.webhook("DELETE", i, "/messages/"+second.json["id"].(string), ""); r.status != 204 {
		t.Errorf("deletion of a follow-up: %d %s", r.status, r.raw)
	}
	if r := st.webhook("GET", i, "/messages/"+second.json["id"].(string), ""); r.code() != 10008 {
		t.Errorf("a deleted follow-up: %d %s", r.status, r.raw)
	}
	if r := st.webhook("DELETE", i, "/messages/@original", ""); r.status != 204 {
		t.Errorf("deletion of the answer: %d %s", r.status, r.raw)
	}
}

func TestMentionsReachOnlyWhomTheyMay(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{})
	path := place(t, s, "desk") + "/messages"
	alice, bruno := s.User("alice").ID(), s.User("bruno").ID()
	role := fmt.Sprintf("<@&%s>", must(s.Channel("desk"))(t).Guild+1) // the first role made after the guild
	for _, tt := range []struct{ name, allowed, users, everyone string }{
		{"everything by default, but @everyone needs its permission", ``, alice.String() + " " + bruno.String(), "false"},
		{"nothing with an empty list", `,"allowed_mentions":{"parse":[]}`, "", "false"},
		{"users alone", `,"allowed_mentions":{"parse":["users"]}`, alice.String() + " " + bruno.String(), "false"},
		{"one user", `,"allowed_mentions":{"users":["` + bruno.String() + `"]}`, bruno.String(), "false"},
	} {
		r := rest(t, s, "POST", path, fmt.Sprintf(`{"content":"<@%s> <@!%s> %s @everyone"%s}`, alice, bruno, role, tt.allowed))
		var m struct {
			Mentions []struct{ ID string }
			Everyone bool `json:"mention_everyone"`
		}
		if err := json.Unmarshal([]byte(r.raw), &m); err != nil {
			t.Fatal(err)
		}
		var users []string
		for _, u := range m.Mentions {
			users = append(users, u.ID)
		}
		if got := strings.Join(users, " "); got != tt.users || fmt.Sprint(m.Everyone) != tt.everyone {
			t.Errorf("%s: users %q, everyone %v", tt.name, got, m.Everyone)
		}
	}
	if err := s.SetOverwrite("desk", "@bot", sandbox.MentionEveryone, 0); err != nil {
		t.Fatal(err)
	}
	if r := rest(t, s, "POST", path, `{"content":"@everyone"}`); r.json["mention_everyone"] != true {
		t.Errorf("@everyone with its permission: %s", r.raw)
	}
	if r := rest(t, s, "POST", path, `{"content":"“@everyone”, he said","allowed_mentions":{"parse":[]}}`); r.json["mention_everyone"] != false {
		t.Errorf("@everyone in a quotation: %s", r.raw)
	}
}

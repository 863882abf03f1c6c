package sandbox_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"attache/sandbox"
)

func TestPermissionsPerChannel(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{})
	channel := place(t, s, "digest")
	bruno := must(s.User("bruno").Say("digest", "hello"))(t).Message
	own := rest(t, s, "POST", channel+"/messages", `{"content":"mine"}`)
	at := channel + "/messages/" + own.json["id"].(string)
	for _, tt := range []struct {
		name               string
		deny               sandbox.Permission
		method, path, body string
		status, code       int
	}{
		{"sending", sandbox.SendMessages, "POST", channel + "/messages", `{"content":"a"}`, 403, 50013},
		{"typing", sandbox.SendMessages, "POST", channel + "/typing", "", 403, 50013},
		{"seeing", sandbox.ViewChannel, "GET", channel, "", 403, 50001},
		{"sending where it cannot see", sandbox.ViewChannel, "POST", channel + "/messages", `{"content":"a"}`, 403, 50001},
		{"reacting first", sandbox.AddReactions, "PUT", channel + "/messages/" + bruno.ID.String() + "/reactions/👀/@me", "", 403, 50013},
		{"opening a thread", sandbox.CreatePublicThreads, "POST", at + "/threads", `{"name":"a"}`, 403, 50013},
		{"replying without the history", sandbox.ReadHistory, "POST", channel + "/messages", `{"content":"a","message_reference":{"message_id":"` + bruno.ID.String() + `"}}`, 403, 160002},
		{"listing without the history", sandbox.ReadHistory, "GET", channel + "/messages", "", 200, 0},
		{"embedding", sandbox.EmbedLinks, "POST", channel + "/messages", `{"embeds":[{"title":"a"}]}`, 403, 50013},
		{"writing without an embed", sandbox.EmbedLinks, "POST", channel + "/messages", `{"content":"https://example.org"}`, 200, 0},
		{"editing its own all the same", sandbox.SendMessages, "PATCH", at, `{"content":"b"}`, 200, 0},
	} {
		if err := s.SetOverwrite("digest", "@bot", 0, tt.deny); err != nil {
			t.Fatal(err)
		}
		if r := rest(t, s, tt.method, tt.path, tt.body); r.status != tt.status || r.code() != tt.code {
			t.Errorf("%s: got %d, code %d, want %d, %d\n%s", tt.name, r.status, r.code(), tt.status, tt.code, r.raw)
		}
	}
	if err := s.SetOverwrite("digest", "@everyone", 0, sandbox.SendMessages); err != nil {
		t.Fatal(err)
	}
	if err := s.SetOverwrite("digest", "@bot", sandbox.SendMessages, 0); err != nil {
		t.Fatal(err)
	}
	if r := rest(t, s, "POST", channel+"/messages", `{"content":"a"}`); r.status != 200 {
		t.Errorf("a member's overwrite over @everyone's: %d %s", r.status, r.raw)
	}
	if _, err := s.User("alice").Say("digest", "a"); !errors.Is(err, sandbox.ErrForbidden) {
		t.Errorf("@everyone's overwrite lets alice write: %v", err)
	}
	if err := s.SetOverwrite("digest", "Curator", sandbox.SendMessages, 0); err != nil {
		t.Fatal(err)
	}
	if _, err := s.User("bruno").Say("digest", "a"); err != nil {
		t.Errorf("a role's overwrite over @everyone's: %v", err)
	}
	if _, err := s.User("carla").Say("digest", "a"); err != nil {
		t.Errorf("the owner: %v", err)
	}
}

func TestHiddenChannelIsNotTold(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{})
	w := plug(t, s)
	w.ready(s, plainIntents)
	if err := s.SetOverwrite("desk", "@bot", 0, sandbox.ViewChannel); err != nil {
		t.Fatal(err)
	}
	w.event("CHANNEL_UPDATE")
	must(s.User("alice").Mention("desk", "hello"))(t)
	s.Dispatch("LAST", json.RawMessage(`{}`))
	if f := w.next(); f.T != "LAST" {
		t.Errorf("told of %s", f.T)
	}
}

func TestThingsThatGo(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{})
	w := plug(t, s)
	w.ready(s, plainIntents)
	message := must(s.User("alice").Mention("digest", "hello"))(t).Message
	thread := rest(t, s, "POST", place(t, s, "digest")+"/messages/"+message.ID.String()+"/threads", `{"name":"Aside"}`)
	id := thread.json["id"].(string)

	said := rest(t, s, "POST", "/channels/"+id+"/messages", `{"content":"here"}`).json["id"].(string)
	s.Advance(4319 * time.Minute)
	if r := rest(t, s, "GET", "/channels/"+id, ""); !strings.Contains(r.raw, `"archived":false`) {
		t.Errorf("archived too early: %s", r.raw)
	}
	s.Advance(2 * time.Minute)
	if f := w.event("THREAD_UPDATE"); !strings.Contains(string(f.D), `"archived":true`) {
		t.Errorf("a thread that fell silent: %s", f.D)
	}
	for _, tt := range []struct{ method, path, body string }{
		{"PATCH", said, `{"content":"b"}`}, {"PUT", said + "/reactions/👀/@me", ""}, {"DELETE", said + "/reactions/👀/@me", ""},
	} {
		if r := rest(t, s, tt.method, "/channels/"+id+"/messages/"+tt.path, tt.body); r.status != 400 || r.code() != 50083 {
			t.Errorf("%s in an archived thread: %d %s", tt.method, r.status, r.raw)
		}
	}
	if r := rest(t, s, "POST", "/channels/"+id+"/messages", `{"content":"wakes it"}`); r.status != 200 {
		t.Errorf("an archived thread: %d %s", r.status, r.raw)
	}
	if r := rest(t, s, "GET", "/channels/"+id, ""); !strings.Contains(r.raw, `"archived":false`) {
		t.Errorf("a message did not reopen the thread: %s", r.raw)
	}
	if err := s.CloseThread(id, true, true); err != nil {
		t.Fatal(err)
	}
	if r := rest(t, s, "POST", "/channels/"+id+"/messages", `{"content":"a"}`); r.status != 400 || r.code() != 50083 {
		t.Errorf("a locked thread: %d %s", r.status, r.raw)
	}

	channel := place(t, s, "digest")
	if err := s.DeleteChannel("digest"); err != nil {
		t.Fatal(err)
	}
	w.event("CHANNEL_DELETE")
	for _, path := range []string{channel, channel + "/messages", "/channels/" + id} {
		if r := rest(t, s, "GET", path, ""); r.status != 404 || r.code() != 10003 {
			t.Errorf("%s after the channel went: %d %s", path, r.status, r.raw)
		}
	}
	if c := must(s.AddChannel("", "digest"))(t); c.Name != "digest" {
		t.Errorf("new channel: %+v", c)
	}
	w.event("CHANNEL_CREATE")

	guild := "/guilds/" + s.GuildID("").String()
	if err := s.RemoveBot(""); err != nil {
		t.Fatal(err)
	}
	if f := w.event("GUILD_DELETE"); strings.Contains(string(f.D), "unavailable") {
		t.Errorf("told as an outage: %s", f.D)
	}
	for path, code := range map[string]int{guild: 10004, place(t, s, "desk"): 10003} {
		if r := rest(t, s, "GET", path, ""); r.status != 404 || r.code() != code {
			t.Errorf("%s after the bot was removed: %d %s", path, r.status, r.raw)
		}
	}
	if err := s.InviteBot(""); err != nil {
		t.Fatal(err)
	}
	w.event("GUILD_CREATE")
	if r := rest(t, s, "GET", guild, ""); r.status != 200 {
		t.Errorf("after it came back: %d %s", r.status, r.raw)
	}

	deleted := must(s.User("alice").Mention("desk", "soon gone"))(t).Message
	w.event("MESSAGE_CREATE")
	if err := s.User("alice").Delete(deleted); err != nil {
		t.Fatal(err)
	}
	if f := w.event("MESSAGE_DELETE"); !strings.Contains(string(f.D), deleted.ID.String()) {
		t.Errorf("told %s", f.D)
	}
	if r := rest(t, s, "POST", place(t, s, "desk")+"/messages", `{"content":"a","message_reference":{"message_id":"`+deleted.ID.String()+`"}}`); r.code() != 50035 {
		t.Errorf("a reply to what is gone: %d %s", r.status, r.raw)
	}
	if r := rest(t, s, "POST", place(t, s, "desk")+"/messages", `{"content":"a","message_reference":{"message_id":"`+deleted.ID.String()+`","fail_if_not_exists":false}}`); r.status != 200 {
		t.Errorf("a reply that may miss: %d %s", r.status, r.raw)
	}
}

func TestPeopleWhoTakeNoDirectMessages(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{})
	dm := "/channels/" + must(s.User("alice").DM("hello"))(t).Message.Channel.String() + "/messages"
	if err := s.User("alice").ShutOut(true); err != nil {
		t.Fatal(err)
	}
	if r := rest(t, s, "POST", dm, `{"content":"a"}`); r.status != 403 || r.code() != 50007 {
		t.Errorf("got %d %s", r.status, r.raw)
	}
	if err := s.User("alice").ShutOut(false); err != nil {
		t.Fatal(err)
	}
	if r := rest(t, s, "POST", dm, `{"content":"a"}`); r.status != 200 {
		t.Errorf("got %d %s", r.status, r.raw)
	}
}

// An interaction in a channel that went cannot be answered any more.
func TestInteractionsOfAChannelThatWent(t *testing.T) {
	t.Parallel()
	st := perform(t, sandbox.Options{})
	st.ask()
	first := st.told()
	if r := st.callback(first, `{"type":5}`); r.status != 204 {
		t.Fatalf("defer: %d %s", r.status, r.raw)
	}
	st.ask()
	second := st.told()
	if err := st.DeleteChannel("desk"); err != nil {
		t.Fatal(err)
	}
	if r := st.callback(second, `{"type":4,"data":{"content":"a"}}`); r.status != 404 || r.code() != 10003 {
		t.Errorf("a first answer: %d %s", r.status, r.raw)
	}
	if r := st.webhook("PATCH", first, "/messages/@original", `{"content":"a"}`); r.status != 404 || r.code() != 10003 {
		t.Errorf("an edit: %d %s", r.status, r.raw)
	}
}

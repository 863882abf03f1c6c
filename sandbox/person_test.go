package sandbox_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"attache/sandbox"
)

func TestClientRefuses(t *testing.T) {
	t.Parallel()
	st := perform(t, sandbox.Options{})
	alice, carla := st.User("alice"), st.User("carla")
	words := sandbox.Opt("words", "corridor")
	r := rest(t, st.Server, "POST", place(t, st.Server, "desk")+"/messages", `{"content":"a","components":[{"type":1,"components":[
		{"type":2,"style":1,"label":"Off","custom_id":"off","disabled":true},{"type":2,"style":5,"label":"Link","url":"https://example.org"}]},
		{"type":1,"components":[{"type":3,"custom_id":"s","max_values":2,"options":[{"label":"One","value":"1"},{"label":"Two","value":"2"}]}]}]}`)
	id := must(sandbox.ParseID(r.json["id"].(string)))(t)
	buttons := must(alice.Look(&sandbox.Message{ID: id, Channel: must(st.Channel("desk"))(t).ID}))(t)
	hers := must(alice.Say("desk", "hers"))(t).Message
	slash := func(p *sandbox.Person, name string, options ...sandbox.Option) error {
		_, err := p.Slash("desk", name, options...)
		return err
	}
	for _, tt := range []struct {
		name string
		err  error
		want error
	}{
		{"a person who is not there", slash(st.User("nobody"), "who-said", words), sandbox.ErrUnknown},
		{"the bot as a person", slash(st.User("Attaché"), "who-said", words), sandbox.ErrUnknown},
		{"an unknown command", slash(alice, "what"), sandbox.ErrUnknown},
		{"an unknown option", slash(alice, "who-said", words, sandbox.Opt("colour", "red")), sandbox.ErrUnknown},
		{"an option twice", slash(alice, "who-said", words, words), sandbox.ErrForbidden},
		{"a missing option", slash(alice, "who-said"), sandbox.ErrForbidden},
		{"too short a text", slash(alice, "who-said", sandbox.Opt("words", "x")), sandbox.ErrForbidden},
		{"too long a text", slash(alice, "who-said", sandbox.Opt("words", strings.Repeat("ж", 21))), sandbox.ErrForbidden},
		{"a number that is none", slash(alice, "who-said", words, sandbox.Opt("page", "two")), sandbox.ErrForbidden},
		{"a number with a fraction", slash(alice, "who-said", words, sandbox.Opt("page", 1.5)), sandbox.ErrForbidden},
		{"a number out of range", slash(alice, "who-said", words, sandbox.Opt("page", 10)), sandbox.ErrForbidden},
		{"a choice that is none", slash(alice, "who-said", words, sandbox.Opt("form", "Mixed")), sandbox.ErrForbidden},
		{"neither true nor false", slash(alice, "who-said", words, sandbox.Opt("private", "perhaps")), sandbox.ErrForbidden},
		{"nobody", slash(alice, "who-said", words, sandbox.Opt("by", "@nobody")), sandbox.ErrUnknown},
		{"no channel", slash(alice, "who-said", words, sandbox.Opt("in", "#nowhere")), sandbox.ErrUnknown},
		{"text where a file belongs", slash(alice, "who-said", words, sandbox.Opt("file", "a.txt")), sandbox.ErrForbidden},
		{"a file where text belongs", slash(alice, "who-said", sandbox.Opt("words", sandbox.File{Name: "a"})), sandbox.ErrForbidden},
		{"a file of 10 MiB and a byte", slash(alice, "who-said", words, sandbox.Opt("file", sandbox.File{Name: "a", Data: make([]byte, 10<<20+1)})), sandbox.ErrForbidden},
		{"a command without its subcommand", slash(carla, "digest"), sandbox.ErrForbidden},
		{"an unknown subcommand", slash(carla, "digest burn"), sandbox.ErrUnknown},
		{"a subcommand of nothing", slash(alice, "who-said now", words), sandbox.ErrUnknown},
		{"a command that needs a permission", slash(alice, "digest list"), sandbox.ErrForbidden},
		{"a command for administrators", slash(alice, "status"), sandbox.ErrForbidden},
		{"a command for direct messages", slash(alice, "alone"), sandbox.ErrForbidden},
		{"a command for guilds", second2(alice.Slash("@bot", "here")), sandbox.ErrForbidden},
		{"an unknown channel", second2(alice.Slash("nowhere", "who-said", words)), sandbox.ErrUnknown},
		{"an unknown message command", second2(alice.ContextMenu(hers, "Burn")), sandbox.ErrUnknown},
		{"autocomplete where there is none", second2(alice.Autocomplete(limit(t), "desk", "who-said", "words", "c")), sandbox.ErrForbidden},
		{"a disabled button", second2(alice.Click(buttons, "Off")), sandbox.ErrForbidden},
		{"a link", second2(alice.Click(buttons, "Link")), sandbox.ErrForbidden},
		{"a button that is not there", second2(alice.Click(buttons, "More")), sandbox.ErrUnknown},
		{"a value that is not in the list", second2(alice.Select(buttons, "s", "Three")), sandbox.ErrUnknown},
		{"more values than the list takes", second2(alice.Select(buttons, "s", "One", "Two", "One")), sandbox.ErrForbidden},
		{"no value", second2(alice.Select(buttons, "s")), sandbox.ErrForbidden},
		{"a modal that is not open", second2(alice.Submit(nil, nil)), sandbox.ErrForbidden},
		{"an empty message", second2(alice.Say("desk", "  ")), sandbox.ErrForbidden},
		{"a message of 2001", second2(alice.Say("desk", strings.Repeat("é", 2001))), sandbox.ErrForbidden},
		{"a message that is no UTF-8", second2(alice.Say("desk", "\xff")), sandbox.ErrForbidden},
		{"an edit of somebody else's", st.User("bruno").Edit(buttons, "b"), nil}, // bruno manages messages
		{"an edit without the permission", alice.Edit(buttons, "b"), sandbox.ErrForbidden},
		{"a deletion without the permission", alice.Delete(buttons), sandbox.ErrForbidden},
		{"a second thread", func() error {
			must(alice.OpenThread(hers, "one"))(t)
			return second2(alice.OpenThread(hers, "two"))
		}(), sandbox.ErrForbidden},
		{"what is in a channel nobody may see", func() error {
			if err := st.SetOverwrite("newsroom", "@everyone", 0, sandbox.ViewChannel); err != nil {
				return err
			}
			return second2(alice.History("newsroom"))
		}(), sandbox.ErrUnknown},
	} {
		if tt.want == nil {
			if tt.err != nil {
				t.Errorf("%s: %v", tt.name, tt.err)
			}
		} else if !errors.Is(tt.err, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, tt.err, tt.want)
		}
	}
}

func second2[T any](_ T, err error) error { return err }

func TestPasteBecomesAFile(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{})
	alice := s.User("alice")
	short := must(alice.Paste("desk", strings.Repeat("ж", 2000)))(t).Message
	if len(short.Attachments) != 0 || len([]rune(short.Content)) != 2000 {
		t.Errorf("2000 characters: %d and %d files", len([]rune(short.Content)), len(short.Attachments))
	}
	text := strings.Repeat("ж", 2001)
	long := must(alice.PasteTo("desk", text))(t).Message
	if len(long.Attachments) != 1 || long.Attachments[0].Name != "message.txt" || long.Content != "<@"+s.Bot().ID.String()+">" || len(long.Mentions) != 1 {
		t.Fatalf("2001 characters: %q with %v", long.Content, long.Attachments)
	}
	if got := fetch(t, s, long.Attachments[0].URL); got != text {
		t.Errorf("the file holds %d bytes, want %d", len(got), len(text))
	}
}

func TestType(t *testing.T) {
	t.Parallel()
	st := perform(t, sandbox.Options{})
	for _, tt := range []struct{ who, line, want string }{
		{"alice", "/who-said words: corridor page: 2 private: true", "/who-said words: corridor page: 2 private: true"},
		{"alice", "/who-said the corridor form: Direct", "/who-said words: the corridor form: Direct"},
		{"alice", "/who-said words:ratio 2:1 form:Indirect", "/who-said words: ratio 2:1 form: Indirect"},
		{"alice", "/who-said the page: not page: 3", ""},
		{"carla", "/digest create Europe/Kyiv topic: grain deal", "/digest create zone: Europe/Kyiv topic: grain deal"},
		{"carla", "/digest list", "/digest list"},
		{"carla", "/digest list now", ""},
		{"carla", "/digest", ""},
		{"alice", "/what", ""},
		{"alice", "hello there", "hello there"},
		{"alice", "@Attaché hello", "<@" + st.Bot().ID.String() + ">\nhello"},
		{"alice", "@bot", "<@" + st.Bot().ID.String() + ">"},
		{"alice", "@botanist hello", "@botanist hello"},
	} {
		p, err := st.User(tt.who).Type("desk", tt.line)
		if tt.want == "" {
			if err == nil {
				t.Errorf("%q was sent as %q", tt.line, p.Text)
			}
			continue
		}
		if err != nil {
			t.Errorf("%q: %v", tt.line, err)
		} else if p.Text != tt.want {
			t.Errorf("%q reads %q, want %q", tt.line, p.Text, tt.want)
		}
	}
}

func TestModalFields(t *testing.T) {
	t.Parallel()
	st := perform(t, sandbox.Options{})
	alice := st.User("alice")
	asked := st.ask()
	st.callback(st.told(), `{"type":9,"data":{"title":"t","custom_id":"m","components":[
		{"type":1,"components":[{"type":4,"custom_id":"text","label":"Text","style":2,"min_length":3,"max_length":5}]},
		{"type":18,"label":"Outlet","component":{"type":4,"custom_id":"outlet","style":1,"required":false,"value":"Wire"}}]}}`)
	modal := must(asked.Wait(limit(t)))(t).Modal
	for _, values := range []map[string]string{
		{}, {"text": ""}, {"text": "ab"}, {"text": "abcdef"}, {"text": "abc", "colour": "red"},
	} {
		if _, err := alice.Submit(modal, values); err == nil {
			t.Errorf("%v was sent", values)
		}
	}
	if _, err := st.User("bruno").Submit(modal, map[string]string{"text": "abc"}); err == nil {
		t.Error("somebody else sent the modal")
	}
	must(alice.Submit(modal, map[string]string{"Text": "abc"}))(t)
	if i := st.told(); i.Type != 5 || !strings.Contains(string(i.Data), `"custom_id":"text","value":"abc"`) || !strings.Contains(string(i.Data), `"custom_id":"outlet","value":"Wire"`) {
		t.Errorf("the bot was told %s", i.Data)
	}
	if _, err := alice.Submit(modal, map[string]string{"text": "abc"}); err == nil {
		t.Error("the modal was sent twice")
	}
}

func TestWatch(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{Keep: sandbox.Keep{Changes: 4}})
	alice := s.User("alice")
	must(alice.Say("desk", "before"))(t)
	ctx, stop := context.WithCancel(limit(t))
	seen := make(chan sandbox.Change)
	now := s.Seq()
	go func() {
		defer close(seen)
		for c := range s.Watch(ctx, now) {
			seen <- c
		}
	}()
	m := must(alice.Say("desk", "one"))(t).Message
	if c := <-seen; c.Kind != sandbox.Posted || c.Message.Content != "one" {
		t.Errorf("saw %+v", c)
	}
	for _, do := range []struct {
		kind sandbox.ChangeKind
		do   func() error
	}{
		{sandbox.Edited, func() error { return alice.Edit(m, "two") }},
		{sandbox.Reacted, func() error { return alice.React(m, "👀") }},
		{sandbox.Unreacted, func() error { return alice.Unreact(m, "👀") }},
		{sandbox.Deleted, func() error { return alice.Delete(m) }},
	} {
		if err := do.do(); err != nil {
			t.Fatal(err)
		}
		if c := <-seen; c.Kind != do.kind {
			t.Errorf("saw %s, want %s", c.Kind, do.kind)
		}
	}
	from := s.Seq()
	for range 10 {
		must(alice.Say("desk", "flood"))(t)
	}
	stop()
	for range seen {
	}
	n := 0
	ctx, stop = context.WithTimeout(context.Background(), 10*time.Second)
	defer stop()
	for c := range s.Watch(ctx, from) {
		if n == 0 && (c.Kind != sandbox.Missed || c.Count != 6) {
			t.Errorf("a late watcher saw %s of %d, want 6 missed", c.Kind, c.Count)
		}
		if n++; n == 5 {
			break
		}
	}
}

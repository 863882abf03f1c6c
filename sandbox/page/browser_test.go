package page_test

import (
	"encoding/json"
	"strings"
	"testing"

	"attache/internal/browser"
	"attache/sandbox"
)

// Somebody writes, answers, edits, reacts, opens a thread, deletes: what a client does without a bot.
func TestPeopleTalk(t *testing.T) {
	st := perform(t)
	tab := st.open("alice", browser.Look{})
	tab.Sees("#title", "desk")
	tab.Sees(".introduction", "Welcome to #desk!")
	tab.Click("#write")
	tab.Type("Hello **Bruno**, see #newsroom\nand a second line")
	tab.Press("Enter")
	tab.Sees(".message strong", "Bruno")
	tab.Sees(".message button.mention", "#newsroom")
	if n := tab.Count(".message-text br"); n != 1 {
		t.Errorf("%d line breaks, want 1", n)
	}

	if _, err := st.User("bruno").Say("desk", "Good morning, <@"+st.User("alice").ID().String()+">"); err != nil {
		t.Fatal(err)
	}
	tab.Sees(".message.mentioned", "Good morning, @Alice")
	tab.Menu(".message-text", "Good morning")
	tab.ClickOn("[role=menuitem]", "Reply")
	tab.Sees("#about", "Answering Bruno")
	tab.Type("And to you")
	tab.Press("Enter")
	tab.Sees(".message .origin", "Bruno")

	tab.Press("ArrowUp") // in an empty box: edit the last message
	tab.Sees("#about", "Editing your message")
	tab.Type(", too")
	tab.Press("Enter")
	tab.Sees(".message", "And to you, too (edited)")

	tab.Menu(".message-text", "Good morning")
	tab.ClickOn("[role=menuitem]", "Add reaction")
	tab.ClickOn(".emojis button", "👀")
	tab.Sees(".reaction.mine", "👀")
	tab.Click(".reaction")
	tab.Until("no reaction", `!document.querySelector('.reaction')`)

	tab.Menu(".message-text", "Good morning")
	tab.ClickOn("[role=menuitem]", "Create thread")
	tab.Sees("dialog", "Create a thread")
	tab.ClickOn("dialog button", "Create thread")
	tab.Sees("#title", "Good morning")
	tab.Sees(".message", "Good morning") // what the thread hangs from
	tab.Click("#write")
	tab.Type("Inside the thread")
	tab.Press("Enter")
	tab.Sees(".message", "Inside the thread")
	tab.ClickOn(".room", "desk")
	tab.Sees(".thread-link", "1 message")

	tab.Menu(".message-text", "And to you")
	tab.ClickOn("[role=menuitem]", "Delete message")
	tab.ClickOn("dialog button", "Delete")
	tab.Until("the message is gone", `![...document.querySelectorAll('.message')].some((m) => m.textContent.includes('And to you'))`)
	tab.Accessible("a channel with a conversation")
}

// What others write elsewhere is marked until it is looked at; who one is can be changed.
func TestUnreadAndOtherPeople(t *testing.T) {
	st := perform(t)
	tab := st.open("alice", browser.Look{})
	alice := st.User("alice").ID().String()
	for _, text := range []string{"one", "two <@" + alice + ">"} {
		if _, err := st.User("bruno").Say("newsroom", text); err != nil {
			t.Fatal(err)
		}
	}
	tab.Until("a mark for what is new", `document.querySelector('.room.unread')?.textContent.includes('newsroom') && document.querySelector('.room .badge')?.textContent === '1'`)
	if title := browser.Eval[string](tab, "document.title"); !strings.HasPrefix(title, "(1) ") {
		t.Errorf("the title is %q", title)
	}
	tab.ClickOn(".room", "newsroom")
	tab.Until("no mark after it was seen", `!document.querySelector('.room.unread')`)

	tab.Click("#me")
	tab.Sees("[role=menuitemradio]", "Carla")
	tab.ClickOn("[role=menuitemradio]", "Carla")
	tab.Until("the page is Carla's", `document.querySelector('#me')?.textContent.includes('Carla') && document.documentElement.dataset.ready === 'true'`)
	tab.Sees("#title", "newsroom") // the channel stays
	tab.Menu(".message-text", "one")
	tab.Sees("[role=menuitem]", "Delete message") // an admin may
	tab.Press("Escape")
	if text := tab.Text("#me"); !strings.Contains(text, "Admin") {
		t.Errorf("who one is says %q", text)
	}
}

// Files come by drop, by the button and by pasting what is too long; texts show their first lines.
func TestFiles(t *testing.T) {
	st := perform(t)
	tab := st.open("alice", browser.Look{})
	tab.Drop("#scroller", "report.txt", "text/plain", "First line\nSecond line <script>pwned = 1</script>\n"+strings.Repeat("more\n", 20))
	tab.Sees(".upload", "report.txt")
	tab.Click("#write")
	tab.Paste(strings.Repeat("A long article. ", 200))
	tab.Sees(".upload:nth-child(2)", "message.txt")
	tab.Accessible("files that wait")
	tab.Picture("uploads")
	tab.Press("Enter")
	tab.Sees(".file-lines", "First line")
	tab.Sees(".file-preview:nth-child(2)", "message.txt")
	tab.ClickOn(".file-more", "Show all")
	tab.Until("the whole text", `[...document.querySelectorAll('.file-lines')].some((el) => el.textContent.length > 3000)`)
	m := messages(t, st, "alice", "desk")
	if len(m) != 1 || len(m[0].Attachments) != 2 || m[0].Attachments[1].Size != 3200 {
		t.Errorf("sent %+v", m)
	}
}

func messages(t *testing.T, st *stage, who, channel string) []*sandbox.Message {
	t.Helper()
	all, err := st.User(who).History(channel)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// A command is picked, its options are filled in with what the bot suggests, and its answers, for all
// and for one, come with their marks.
func TestCommands(t *testing.T) {
	st := perform(t)
	st.when("complete draw", `{"type":8,"data":{"choices":[{"name":"A house (3)","value":"house"},{"name":"A horse (1)","value":"horse"}]}}`)
	st.says("draw", `{"content":"Drawn"}`)
	st.says("secret", `{"content":"Between us","flags":64}`)
	tab := st.open("alice", browser.Look{})
	tab.Click("#write")
	tab.Type("/dr")
	tab.Sees(".suggest-item[aria-selected=true]", "/draw")
	tab.Accessible("the picker of commands")
	tab.Press("Enter")
	tab.Sees(".command-option", "what")
	tab.Type("ho")
	tab.Sees(".suggest-item", "A horse (1)")
	tab.Press("ArrowDown", "Enter")
	tab.Until("the suggestion in its place", `document.querySelector('.command-option input').value === 'A house (3)'`)
	tab.Type("size:")
	tab.Sees(".suggest-item", "Large")
	tab.Type("la")
	tab.Press("Enter")
	tab.Type("loud:t")
	tab.Press("Tab")
	tab.Type("who:car")
	tab.Press("Tab")
	tab.Type("where:dig")
	tab.Press("Tab")
	tab.Accessible("a command being filled in")
	tab.Press("Enter")
	tab.Sees(".message", "Drawn")
	tab.Sees(".message .origin", "/draw")
	got := map[string]any{}
	for _, o := range st.last().ApplicationCommandData().Options {
		got[o.Name] = o.Value
	}
	want := map[string]any{"what": "house", "size": "l", "loud": true, "who": st.User("carla").ID().String(), "where": st.channel("digest")}
	for name, value := range want {
		if got[name] != value {
			t.Errorf("option %s is %v, want %v", name, got[name], value)
		}
	}

	tab.Type("/draw size: Small")
	tab.Press("Enter", "Enter") // the suggestion, and then all of it
	tab.Sees("#problem", "what is required")
	tab.Press("Escape")
	tab.Type("/secret tell")
	tab.Press("Enter", "Enter")
	tab.Sees(".message.ephemeral", "Only you can see this")
	if n := len(messages(t, st, "bruno", "desk")); n != 1 {
		t.Errorf("Bruno sees %d messages, want 1", n)
	}
	tab.ClickOn(".only-you button", "Dismiss")
	tab.Until("the answer is dismissed", `!document.querySelector('.message.ephemeral')`)

	tab.Type("/nothing")
	tab.Sees(".suggest-note", "no such command")
	tab.Press("Control+a", "Backspace")
	tab.Type("/draw")
	tab.Press("Enter", "Backspace")
	tab.Until("from the empty command back to text", `document.activeElement.id === 'write' || document.activeElement.closest('.command-option')`)
}

// "Thinking" is seen while the bot thinks; a bot that gives no sign in three seconds has failed.
func TestWaiting(t *testing.T) {
	st := perform(t)
	st.when("show", `{"type":5}`)
	st.says("draw", `{"content":"With buttons","components":[{"type":1,"components":[
		{"type":2,"style":1,"label":"Go on","custom_id":"on"},{"type":2,"style":4,"label":"Dead","custom_id":"dead"},{"type":2,"style":2,"label":"Off","custom_id":"off","disabled":true},{"type":2,"style":5,"label":"Elsewhere","url":"https://outlet.example/a"}]}]}`)
	tab := st.open("alice", browser.Look{})
	tab.Click("#write")
	tab.Type("/show ")
	tab.Press("Enter")
	tab.Sees(".thinking", "Attaché is thinking…")
	tab.Picture("thinking")
	i := st.last()
	st.request("PATCH", "https://discord.com/api/v9/webhooks/"+st.World.Bot().ID.String()+"/"+i.Token+"/messages/@original", `{"content":"Thought through"}`)
	tab.Sees(".message", "Thought through")
	tab.Until("nobody thinks any more", `!document.querySelector('.thinking')`)

	st.when("form", "")
	tab.Type("/form ")
	tab.Press("Enter")
	tab.Sees(".sending", "Sending /form")
	st.Advance(3e9)
	tab.Sees(".failure", "the application did not respond")
	tab.ClickOn(".failure button", "Dismiss")

	tab.Type("/draw what: x")
	tab.Press("Enter")
	tab.Sees(".message", "With buttons")
	tab.ClickOn(".button", "Dead")
	tab.Until("the button waits", `[...document.querySelectorAll('.button.waits')].some((b) => b.textContent === 'Dead')`)
	st.Advance(3e9)
	tab.Sees(".message .failure", "This interaction failed")
	if href := browser.Eval[string](tab, `document.querySelector('a.button').href`); href != "https://outlet.example/a" {
		t.Errorf("the button leads to %q", href)
	}
	st.when("on", `{"type":7,"data":{"content":"Second page","components":[{"type":1,"components":[{"type":2,"style":1,"label":"Back","custom_id":"on"}]}]}}`)
	tab.ClickOn(".button", "Go on")
	tab.Sees(".message", "Second page")
	tab.Until("the focus stays on the button", `document.activeElement.textContent === 'Back'`)
}

// A form opens, says what is wrong with it, and is sent.
func TestForms(t *testing.T) {
	st := perform(t)
	st.when("form", `{"type":9,"data":{"title":"Hand in","custom_id":"f","components":[
		{"type":1,"components":[{"type":4,"custom_id":"text","label":"The text","style":2,"min_length":5,"placeholder":"Paste it here"}]},
		{"type":1,"components":[{"type":4,"custom_id":"outlet","label":"Outlet","style":1,"required":false,"value":"Wire"}]}]}}`)
	st.says("submit f", `{"content":"Thank you"}`)
	tab := st.open("alice", browser.Look{})
	tab.Click("#write")
	tab.Type("/form ")
	tab.Press("Enter")
	tab.Sees("dialog h2", "Hand in")
	tab.Until("the focus is in the first field", `document.activeElement.name === 'text'`)
	tab.Accessible("a form")
	tab.Picture("form")
	tab.ClickOn("dialog button", "Submit")
	tab.Sees("dialog [role=alert]", "The text is required")
	tab.Type("abc")
	tab.ClickOn("dialog button", "Submit")
	tab.Sees("dialog [role=alert]", "at least 5 characters")
	tab.Type("def")
	tab.ClickOn("dialog button", "Submit")
	tab.Sees(".message", "Thank you")
	tab.Until("the form is closed, and the focus back", `!document.querySelector('dialog') && document.activeElement.id === 'write'`)
	raw, err := json.Marshal(st.last().ModalSubmitData().Components)
	if err != nil || !strings.Contains(string(raw), "abcdef") || !strings.Contains(string(raw), "Wire") {
		t.Errorf("the bot was told %s (%v)", raw, err)
	}

	st.when("form", `{"type":9,"data":{"title":"Labels","custom_id":"g","components":[{"type":10,"content":"Read **this**"},
		{"type":18,"label":"Outlet","description":"Who published it","component":{"type":4,"custom_id":"outlet","style":1,"required":false}}]}}`)
	tab.Type("/form ")
	tab.Press("Enter")
	tab.Sees("dialog", "Who published it")
	tab.Sees("dialog strong", "this")
	tab.Press("Escape")
	tab.Until("the form is closed, and the focus back", `!document.querySelector('dialog') && document.activeElement.id === 'write'`)
}

// Lists of every kind, with one choice and with several.
func TestLists(t *testing.T) {
	st := perform(t)
	st.says("show", `{"content":"Choose","components":[
		{"type":1,"components":[{"type":3,"custom_id":"one","placeholder":"One word","options":[{"label":"Peace","value":"p","description":"Not war"},{"label":"War","value":"w"}]}]},
		{"type":1,"components":[{"type":3,"custom_id":"many","placeholder":"Several","min_values":1,"max_values":2,"options":[{"label":"A","value":"a"},{"label":"B","value":"b"},{"label":"C","value":"c"}]}]},
		{"type":1,"components":[{"type":5,"custom_id":"person","placeholder":"Somebody"}]},
		{"type":1,"components":[{"type":6,"custom_id":"role","placeholder":"A role"}]},
		{"type":1,"components":[{"type":8,"custom_id":"place","placeholder":"A channel"}]}]}`)
	for _, id := range []string{"one", "many", "person", "role", "place"} {
		st.when(id, `{"type":6}`)
	}
	tab := st.open("alice", browser.Look{})
	tab.Click("#write")
	tab.Type("/show ")
	tab.Press("Enter")
	tab.Sees(".message", "Choose")
	chosen := func(list string, want ...string) {
		t.Helper()
		st.until(list, func() bool {
			i := st.last()
			return i != nil && i.Type == 3 && i.MessageComponentData().CustomID == list
		})
		if got := st.last().MessageComponentData().Values; strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("%s: chose %v, want %v", list, got, want)
		}
	}
	tab.ClickOn(".select", "One word")
	tab.Accessible("an open list")
	tab.ClickOn("[role=option]", "Peace")
	chosen("one", "p")
	tab.ClickOn(".select", "Several")
	tab.ClickOn("[role=option]", "C")
	tab.Press("ArrowUp", "Enter", "Escape")
	chosen("many", "c", "b")
	tab.Sees(".select", "C, B") // what was chosen stays until the bot changes the message
	tab.ClickOn(".select", "Somebody")
	tab.ClickOn("[role=option]", "Bruno")
	chosen("person", st.User("bruno").ID().String())
	tab.ClickOn(".select", "A role")
	tab.ClickOn("[role=option]", "Curator")
	if data := func() []string { chosenRole(st); return st.last().MessageComponentData().Values }(); len(data) != 1 {
		t.Errorf("chose %v", data)
	}
	tab.ClickOn(".select", "A channel")
	tab.ClickOn("[role=option]", "digest")
	chosen("place", st.channel("digest"))
}

func chosenRole(st *stage) {
	st.until("role", func() bool { i := st.last(); return i.Type == 3 && i.MessageComponentData().CustomID == "role" })
}

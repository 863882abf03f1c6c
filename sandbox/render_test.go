package sandbox_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"attache/internal/golden"
	"attache/sandbox"
)

func TestTranscript(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	st := perform(t, sandbox.Options{Now: func() time.Time { return at }})
	alice, bruno := st.User("alice"), st.User("bruno")
	desk := must(st.Channel("desk"))(t)

	said := must(alice.Say("desk", "**Bold** and `code`, see [the note](https://example.org/note), due <t:1764547200:D> (<t:1795424400:R>)\n> quoted"))(t).Message
	must(bruno.Reply(said, "thank you <@"+alice.ID().String()+">, compare <#"+desk.ID.String()+">"))(t)
	if err := bruno.React(said, "👀"); err != nil {
		t.Fatal(err)
	}
	must(alice.Attach("desk", "memo.txt", []byte(strings.Repeat("x", 2048)), "the memo"))(t)

	asked := st.ask()
	i := st.told()
	st.callback(i, `{"type":5}`)
	thinking := must(st.Transcript("desk"))(t)
	if !strings.Contains(thinking, "is thinking…") {
		t.Errorf("a deferred answer reads\n%s", thinking)
	}
	st.webhook("PATCH", i, "/messages/@original", `{"content":"Two statements","embeds":[
		{"author":{"name":"Harbour Gazette"},"title":"Ferry talks resume","url":"https://example.org/ferry","description":"“We will sail,” the **minister** said.",
		 "fields":[{"name":"When","value":"<t:1764547200:f>"},{"name":"Where","value":"the old port\nand the new"}],"footer":{"text":"k7m2q4#s1"}}],
		"components":[{"type":1,"components":[{"type":2,"style":2,"label":"Back","custom_id":"b","disabled":true},{"type":2,"style":1,"label":"More","custom_id":"m","emoji":{"name":"▶"}},{"type":2,"style":5,"label":"Source","url":"https://example.org"}]},
		{"type":1,"components":[{"type":3,"custom_id":"s","placeholder":"Speaker","options":[{"label":"a","value":"a"}]}]}]}`)
	answer := must(asked.Wait(limit(t)))(t).Message
	must(alice.Click(answer, "More"))(t)
	i = st.told()
	st.callback(i, `{"type":4,"data":{"content":"Only for you: \\*no\\* stars, see </who-said:1>","flags":64}}`)
	rest(t, st.Server, "POST", place(t, st.Server, "desk")+"/messages", `{"flags":32768,"components":[{"type":17,"components":[{"type":10,"content":"## Digest\nThree new articles"},{"type":14},{"type":9,"components":[{"type":10,"content":"First"}],"accessory":{"type":2,"style":1,"label":"Open","custom_id":"o"}}]}]}`)
	must(bruno.OpenThread(said, "Aside"))(t)
	if err := alice.Edit(said, "corrected"); err != nil {
		t.Fatal(err)
	}
	golden.Equal(t, "transcript.txt", must(st.Transcript("desk"))(t))

	var b strings.Builder
	for c := range st.Watch(t.Context(), 0) {
		text := st.RenderChange(c)
		first, _, _ := strings.Cut(text, "\n")
		fmt.Fprintf(&b, "%-8s %s\n", c.Kind, strings.ReplaceAll(first, answer.ID.String(), "ID"))
		if c.Seq == st.Seq() {
			break
		}
	}
	golden.Equal(t, "changes.txt", b.String())
	honest(t, st.Server)
}

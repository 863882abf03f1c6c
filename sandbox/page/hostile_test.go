package page_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"attache/internal/browser"
	"attache/sandbox"
)

// payloads are what an article, or a bot that passes one on, may try.
var payloads = []string{
	`<img src=x onerror="pwned=1">`,
	`<script>pwned=2</script>`,
	`<svg/onload=pwned=3>`,
	`"><iframe srcdoc="<script>parent.pwned=4</script>">`,
	`[press](javascript:pwned=5)`,
	`[press](https://a.example/"onmouseover="pwned=6")`,
	`<https://a.example/"onclick="pwned=7">`,
	`<javascript:pwned=8>`,
	"```html\n<script>pwned=9</script>\n```",
	"`<b onclick=pwned=10>`",
	`||<img src=x onerror=pwned=11>||`,
	`<a:x:1" onerror=pwned=12> <:<script>:1>`,
	`</cmd" onclick="pwned=13:1>`,
	`<t:1700000000:R"onclick=pwned=14>`,
	`<@1"><script>pwned=15</script>`,
	`data:text/html,<script>pwned=16</script> vbscript:pwned=17`,
	`{{constructor.constructor('pwned=18')()}} ${pwned=19}`,
	"\u202e<img src=x onerror=pwned=20>\u0000\u2028",
	`[x](https://127.0.0.1/attachments/../client/faults)`,
	`__proto__ constructor toString`,
}

const clean = `(() => {
	const wrong = [];
	if (window.pwned !== undefined) wrong.push('script ran: ' + window.pwned);
	for (const el of document.querySelectorAll('script')) if (el.src !== location.origin + '/page/js/main.js') wrong.push('a script');
	for (const el of document.querySelectorAll('iframe, object, embed, form[action], base, meta[http-equiv], video, audio')) wrong.push('an element ' + el.tagName);
	for (const el of document.querySelectorAll('*')) for (const a of el.attributes) if (/^on/i.test(a.name)) wrong.push(el.tagName + ' ' + a.name);
	for (const el of document.querySelectorAll('a[href]')) if (!/^(https?:|\/attachments\/|#)/.test(el.getAttribute('href'))) wrong.push('a link to ' + el.getAttribute('href'));
	for (const el of document.querySelectorAll('a[target]')) if (!el.rel.includes('noopener')) wrong.push('a link that lends its window: ' + el.href);
	for (const el of document.querySelectorAll('img')) if (!el.getAttribute('src').startsWith('/attachments/')) wrong.push('a picture from ' + el.src);
	return wrong;
})()`

// Whatever stands in a message, in any part of it, stays text: nothing runs, nothing is loaded from
// elsewhere, every link is one that may be followed.
func TestHostileArticle(t *testing.T) {
	st := perform(t)
	bad := strings.Join(payloads, "\n")
	q := func(s string) string {
		b, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	short := func(n int) string { return q(payloads[n][:min(len(payloads[n]), 80)]) }
	for i, p := range payloads {
		if _, err := st.User("bruno").Say("desk", fmt.Sprintf("%d %s", i, p)); err != nil {
			t.Fatal(err)
		}
	}
	// Files: hostile names and pages among them.
	_, err := st.User("bruno").Post("desk", "",
		sandbox.File{Name: `"><img src=x onerror=pwned=30>.txt`, Data: []byte(bad)},
		sandbox.File{Name: "page.html", Data: []byte("<script>top.pwned=31</script>")},
		sandbox.File{Name: "drawing.svg", Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="pwned=32"><script>pwned=33</script></svg>`)},
		sandbox.File{Name: "not-a-picture.png", Data: []byte(`<svg onload=pwned=34>`)})
	if err != nil {
		t.Fatal(err)
	}
	m, err := st.User("bruno").Say("desk", "thread")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := st.User("bruno").OpenThread(m.Message, payloads[0]); err != nil {
		t.Fatal(err)
	}
	if err := st.User("bruno").React(m.Message, "👀"); err != nil {
		t.Fatal(err)
	}
	st.says("show", `{"content":`+q(bad)+`,"embeds":[{"title":`+short(0)+`,"url":"https://a.example/?x=javascript:pwned=35","description":`+q(bad)+`,
		"author":{"name":`+short(1)+`,"url":"https://b.example/"},"footer":{"text":`+short(2)+`},"image":{"url":"https://tracker.example/pixel.png"},"thumbnail":{"url":"https://tracker.example/t.png"},
		"fields":[{"name":`+short(3)+`,"value":`+q(bad)+`,"inline":true}]}],
		"components":[{"type":1,"components":[{"type":2,"style":2,"label":`+short(1)+`,"custom_id":"b"},{"type":2,"style":5,"label":"away","url":"https://c.example/\"onclick=pwned=36"}]},
		{"type":1,"components":[{"type":3,"custom_id":"l","placeholder":`+short(0)+`,"options":[{"label":`+short(1)+`,"value":"v","description":`+short(2)+`}]}]}]}`)
	st.when("form", `{"type":9,"data":{"title":"<img src=x onerror=pwned=40>","custom_id":"f","components":[
		{"type":1,"components":[{"type":4,"custom_id":"text","label":"<svg/onload=pwned=41>","style":2,"placeholder":`+short(0)+`,"value":`+q(bad)+`}]}]}}`)
	st.when("complete draw", `{"type":8,"data":{"choices":[{"name":`+short(1)+`,"value":"x"},{"name":`+short(0)+`,"value":"y"}]}}`)

	tab := st.open("alice", browser.Look{})
	check := func(where string) {
		t.Helper()
		for _, wrong := range browser.Eval[[]string](tab, clean) {
			t.Errorf("%s: %s", where, wrong)
		}
	}
	tab.Sees(".message", "16 {{constructor")
	check("messages of people")
	tab.Sees(".file", "page.html")
	check("files")
	tab.Click("#write")
	tab.Type("/show ")
	tab.Press("Enter")
	tab.Sees(".embed", "onerror")
	check("an answer")
	tab.Picture("hostile")
	tab.Click(".select")
	tab.Sees("[role=option]", "script")
	check("a list")
	tab.Press("Escape")
	tab.Click("#write")
	tab.Type("/draw a")
	tab.Sees(".suggest-item", "script")
	check("suggestions")
	tab.Press("Escape", "Escape", "Control+a", "Backspace")
	tab.Type("/form ")
	tab.Press("Enter")
	tab.Sees("dialog h2", "onerror")
	check("a form")
	tab.Press("Escape")
	for browser.Eval[bool](tab, `(() => { const s = document.querySelector('.spoiler[role=button]'); s?.click(); return Boolean(s); })()`) {
	}
	check("what spoilers hid")
	tab.Menu(".message-text", "0 <img")
	tab.ClickOn("[role=menuitem]", "Apps")
	tab.Sees("[role=menuitem]", "Judge this")
	check("a menu")
	tab.Press("Escape", "Escape")
	tab.ClickOn(".thread-link", "onerror")
	tab.Sees("#title", "<img src=x")
	check("a thread")
	tab.Click("[data-panel=wire]")
	tab.Sees(".wire-name", "INTERACTION_CREATE")
	tab.ClickOn(".wire-head", "create_interaction_response")
	tab.Sees(".wire-details pre", "onerror")
	check("the wire")

	// The very policy refuses what a fault of the page would let through.
	if ran := browser.Eval[string](tab, `(() => { try { document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=pwned=50>'); return 'markup was made'; } catch (e) { return e.name; } })()`); ran != "TypeError" {
		t.Errorf("insertAdjacentHTML: %s", ran)
	}
	if v := tab.Forgive("This document requires", "policy: require-trusted-types-for"); v == 0 {
		t.Error("the browser did not report that it refused markup")
	}
}

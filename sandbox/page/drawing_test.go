package page_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"attache/internal/browser"
	"attache/internal/golden"
	"attache/sandbox"
)

// markdown are texts as bots and people write them; the golden file has what is drawn of each.
var markdown = []string{
	"**bold** *slanted* _slanted_ __under__ ~~struck~~ ***both***",
	"snake_case_name 2*3*4 a * b * c",
	"`code **not bold**` ``a ` inside``",
	"```go\nx := 1\n```",
	"before\n```\nplain\n```\nafter",
	"> one\n> two **bold**\nafter",
	">>> all\nof it",
	"# Large\n## Less\n### Least\n-# small print",
	"a\n\n-# after a blank line",
	"- one\n- two\n  - inside\n- three",
	"3. three\n4. four",
	"||hidden **bold**||",
	"[text](https://a.example/x) <https://b.example/y> https://c.example/z.",
	"[**bold** text](https://a.example/x \"a title\")",
	"(see https://d.example/a(b)) https://e.example/?q=1,",
	`\*not slanted\* \[not a link\](https://a.example) \# \> \\`,
	`https:\//not.a.link/x`,
	"<t:1700000000:D> <t:1700000000:t> <t:1700000000:F> <t:99999999999999:D>",
	"<@BOT> <@ALICE> <@404> <@&404> <#DESK> <#404> </who-said:1> @everyone",
	"<:name:123> :name:",
	"https://discord.com/channels/1/DESK/2 https://discord.com/channels/1/404/2",
	"unclosed **bold and `code and ||spoiler",
	"**bold\nover lines**",
	"  leading spaces   and   inner",
	"Ünïcödé и кириллица, 中文, عربي **ठीक**",
}

const drawn = `(async () => {
	const {prose} = await import('/page/js/prose.js');
	const world = {
		user: (id) => ({'BOTID': {username: 'Attaché', id}, 'ALICEID': {username: 'alice', global_name: 'Alice', id}})[id],
		role: () => undefined, channel: (id) => (id === 'DESKID' ? {name: 'desk'} : undefined),
	};
	const write = (node) => {
		if (node.nodeType === 3) return node.data;
		const name = node.tagName.toLowerCase() + (node.className ? '.' + node.className.replaceAll(' ', '.') : '');
		const inside = [...node.childNodes].map(write).join('');
		const href = node.getAttribute('href');
		return name === 'br' ? '⏎' : '‹' + name + (href ? ' ' + href : '') + (inside ? ' ' + inside : '') + '›';
	};
	return TEXTS.map((text) => { const box = document.createElement('div'); box.append(...prose(text, world).flat(9)); return [...box.childNodes].map(write).join(''); });
})()`

func TestMarkdown(t *testing.T) {
	st := perform(t)
	tab := st.open("alice", browser.Look{})
	ids := strings.NewReplacer("BOTID", st.World.Bot().ID.String(), "ALICEID", st.User("alice").ID().String(), "DESKID", st.channel("desk"))
	texts := make([]string, len(markdown))
	for i, text := range markdown {
		texts[i] = ids.Replace(strings.NewReplacer("@BOT", "@BOTID", "@ALICE", "@ALICEID", "#DESK", "#DESKID", "/DESK/", "/DESKID/").Replace(text))
	}
	raw, err := json.Marshal(texts)
	if err != nil {
		t.Fatal(err)
	}
	got := browser.Eval[[]string](tab, strings.Replace(ids.Replace(drawn), "TEXTS", string(raw), 1))
	var b strings.Builder
	for i, text := range markdown {
		fmt.Fprintf(&b, "%q\n\t%s\n", text, strings.ReplaceAll(got[i], "\n", "\n\t"))
	}
	golden.Equal(t, "markdown.golden", b.String())
}

// Hostile text must not hold the page: what is read of it takes time in proportion.
func TestMarkdownIsQuick(t *testing.T) {
	st := perform(t)
	tab := st.open("alice", browser.Look{})
	for _, part := range []string{"*a ", "**", "[", "||", "_a", "> ", "`", "`a", "*  ", "- ", "(https://a", "<t:1", "\\", "[a](", "~~", "***", "__ "} {
		text := strings.Repeat(part, 6000/len(part))
		took := browser.Eval[float64](tab, `import('/page/js/markdown.js').then(({parse}) => { const t = performance.now(); parse(`+string(quote(t, text))+`); return performance.now() - t; })`)
		if took > 5000 {
			t.Errorf("%q takes %.0f ms", part, took)
		}
	}
}

func quote(t *testing.T, s string) []byte {
	t.Helper()
	b, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// The newer boxes: containers, sections, galleries, files, spoilers, separators.
func TestBoxes(t *testing.T) {
	st := perform(t)
	png := pixel(t)
	posted, err := st.User("bruno").Post("desk", "A picture", sandbox.File{Name: "dot.png", Data: png, Description: "A red dot"})
	if err != nil {
		t.Fatal(err)
	}
	url := posted.Message.Attachments[0].URL
	st.post("desk", `{"flags":32768,"components":[{"type":17,"accent_color":3368652,"components":[
		{"type":10,"content":"# A box\nwith **text**"},
		{"type":9,"components":[{"type":10,"content":"A section"}],"accessory":{"type":2,"style":2,"label":"Beside","custom_id":"x"}},
		{"type":14,"divider":true,"spacing":2},
		{"type":12,"items":[{"media":{"url":"`+url+`"},"description":"From the gallery"},{"media":{"url":"https://elsewhere.example/a.png"},"spoiler":true}]},
		{"type":1,"components":[{"type":2,"style":3,"label":"Yes","custom_id":"y"}]}]}]}`)
	st.post("desk", `{"embeds":[{"title":"Three in a row","color":15158332,"description":"On `+"`x`"+` <t:1700000000:R>","fields":[
		{"name":"A","value":"1","inline":true},{"name":"B","value":"2","inline":true},{"name":"C","value":"3","inline":true},{"name":"D","value":"alone"}],
		"footer":{"text":"A foot"},"timestamp":"2026-11-28T03:00:00Z","image":{"url":"`+url+`"}}]}`)
	for _, light := range []bool{false, true} {
		tab := st.open("alice", browser.Look{Light: light})
		tab.Sees(".container .md-h1", "A box")
		tab.Sees(".container .section .button", "Beside")
		tab.Until("the picture is loaded", `[...document.querySelectorAll('img[alt="A red dot"]')].some((i) => i.naturalWidth === 40)`)
		tab.Sees(".embed-field.inline.of-3", "2")
		tab.Sees(".embed-foot", "A foot")
		tab.Sees(".cover", "Spoiler")
		tab.Accessible(fmt.Sprintf("boxes, light %v", light))
		tab.Picture(fmt.Sprintf("boxes-light-%v", light))
		tab.Click(".cover")
		tab.Sees(".picture-absent", "elsewhere.example")
		tab.Click(".picture[aria-label^='Picture: A red dot']")
		tab.Sees("dialog", "Open in a tab of its own")
		tab.Press("Escape")
		tab.Until("the focus is back at the picture", `document.activeElement.classList.contains('picture')`)
	}
}

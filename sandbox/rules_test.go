package sandbox

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// x returns n letters; many joins n copies of a JSON value, with # as the number of the copy.
func x(n int) string { return strings.Repeat("x", n) }

func many(n int, value string) string {
	all := make([]string, n)
	for i := range all {
		all[i] = strings.ReplaceAll(value, "#", decimal(i+1))
	}
	return "[" + strings.Join(all, ",") + "]"
}

func row(components ...string) string {
	return `{"components":[{"type":1,"components":[` + strings.Join(components, ",") + `]}]}`
}

func embeds(all ...string) string { return `{"embeds":[` + strings.Join(all, ",") + `]}` }

func v2(components ...string) string {
	return `{"flags":32768,"components":[` + strings.Join(components, ",") + `]}`
}

func modal(fields string) string {
	return `{"custom_id":"m","title":"t","components":[` + fields + `]}`
}

func input(more string) string {
	return `{"type":1,"components":[{"type":4,"custom_id":"a","label":"l","style":1` + more + `}]}`
}

func command(more string) string { return `[{"name":"a","description":"d"` + more + `}]` }

func opts(all ...string) string { return command(`,"options":[` + strings.Join(all, ",") + `]`) }

func opt(kind int, more string) string {
	return fmt.Sprintf(`{"type":%d,"name":"o","description":"d"%s}`, kind, more)
}

const (
	buttonJSON = `{"type":2,"style":1,"label":"b","custom_id":"b"}`
	textJSON   = `{"type":10,"content":"t"}`
	listJSON   = `{"type":3,"custom_id":"s","options":[{"label":"l","value":"v"}]}`
)

// One row per way to break a rule: a body that breaks it, and one as near as possible that does not.
var ruleCases = []struct {
	rule          string
	on            subject
	breaks, keeps string
}{
	{"shape", onMessage, `{"content":5}`, `{"content":"5"}`},
	{"shape", onMessage, `{"content":"a","embeds":{}}`, `{"content":"a","embeds":[]}`},
	{"shape", onMessage, `{"content":"a","embeds":[null]}`, `{"content":"a","embeds":null}`},
	{"shape", onMessage, `{"content":"a","tts":"no"}`, `{"content":"a","tts":false}`},
	{"shape", onMessage, `{"content":"a","flags":"4"}`, `{"content":"a","flags":4}`},
	{"shape", onMessage, `{"content":"a","allowed_mentions":{"users":["abc"]}}`, `{"content":"a","allowed_mentions":{"users":["12"]}}`},
	{"shape", onMessage, `[]`, `{"content":"a"}`},
	{"shape", onMessage, `null`, `{"content":"a"}`},
	{"shape", onCommands, `[{"name":"a","description":"d","options":[{"type":"3","name":"o","description":"d"}]}]`, opts(opt(3, ""))},
	{"shape", onCommands, opts(opt(10, `,"min_value":"1"`)), opts(opt(10, `,"min_value":1.5`))},

	{"content-length", onMessage, `{"content":"` + x(2001) + `"}`, `{"content":"` + x(2000) + `"}`},
	{"content-length", onAnswerEdit, `{"content":"` + strings.Repeat("ї", 2001) + `"}`, `{"content":"` + strings.Repeat("ї", 2000) + `"}`},
	{"content-length", onFollowup, `{"content":"` + strings.Repeat("😀", 2001) + `"}`, `{"content":"  ` + strings.Repeat("😀", 2000) + `  "}`},
	{"nonce", onMessage, `{"content":"a","nonce":"` + x(26) + `"}`, `{"content":"a","nonce":"` + x(25) + `"}`},
	{"nonce", onMessage, `{"content":"a","nonce":true}`, `{"content":"a","nonce":12}`},
	{"message-flags", onMessage, `{"content":"a","flags":64}`, `{"content":"a","flags":4100}`},
	{"answer-flags", onAnswer, `{"content":"a","flags":128}`, `{"content":"a","flags":68}`},
	{"edit-flags", onEdit, `{"flags":64}`, `{"flags":4}`},
	{"defer-flags", onDefer, `{"flags":32768}`, `{"flags":64}`},
	{"defer-flags", onDefer, `{"flags":4}`, `null`},
	{"reference", onMessage, `{"content":"a","message_reference":{"channel_id":"1"}}`, `{"content":"a","message_reference":{"message_id":"1"}}`},
	{"reference", onMessage, `{"content":"a","message_reference":{"message_id":"1","type":1}}`, `{"content":"a","message_reference":{"message_id":"1","type":0}}`},
	{"not-here", onMessage, `{"content":"a","sticker_ids":["1"]}`, `{"content":"a","sticker_ids":null}`},
	{"not-here", onAnswer, `{"content":"a","poll":{}}`, `{"content":"a","sticker_ids":[]}`},
	{"not-empty", onMessage, `{"content":"  \n "}`, `{"content":"."}`},
	{"not-empty", onAnswer, `{}`, `{"embeds":[{"title":"a"}]}`},

	{"attachment-count", onEdit, `{"attachments":` + many(11, `{"id":"#"}`) + `}`, `{"attachments":` + many(10, `{"id":"#"}`) + `}`},
	{"attachment-description", onEdit, `{"attachments":[{"id":"1","description":"` + x(1025) + `"}]}`, `{"attachments":[{"id":"1","description":"` + x(1024) + `"}]}`},
	{"attachment-filename", onEdit, `{"attachments":[{"id":"1","filename":""}]}`, `{"attachments":[{"id":"1","filename":"a"}]}`},
	{"attachment-id", onEdit, `{"attachments":[{"id":"1"},{"id":1}]}`, `{"attachments":[{"id":"1"},{"id":2}]}`},
	{"attachment-id", onEdit, `{"attachments":[{"filename":"a"}]}`, `{"attachments":[]}`},
	{"attachment-file", onMessage, `{"content":"a","attachments":[{"id":"0"}]}`, `{"content":"a","attachments":[]}`},

	{"mentions-parse", onMessage, `{"content":"a","allowed_mentions":{"parse":["all"]}}`, `{"content":"a","allowed_mentions":{"parse":["roles","users","everyone"]}}`},
	{"mentions-parse", onMessage, `{"content":"a","allowed_mentions":{"parse":["users","users"]}}`, `{"content":"a","allowed_mentions":{"parse":[]}}`},
	{"mentions-count", onMessage, `{"content":"a","allowed_mentions":{"users":` + many(101, `"#"`) + `}}`, `{"content":"a","allowed_mentions":{"users":` + many(100, `"#"`) + `}}`},
	{"mentions-count", onMessage, `{"content":"a","allowed_mentions":{"roles":["1","1"]}}`, `{"content":"a","allowed_mentions":{"roles":["1","2"]}}`},
	{"mentions-exclusive", onMessage, `{"content":"a","allowed_mentions":{"parse":["users"],"users":["1"]}}`, `{"content":"a","allowed_mentions":{"parse":["users"],"users":[],"roles":["1"]}}`},

	{"embed-count", onMessage, `{"embeds":` + many(11, `{"title":"#"}`) + `}`, `{"embeds":` + many(10, `{"title":"#"}`) + `}`},
	{"embed-title", onMessage, embeds(`{"title":"` + x(257) + `"}`), embeds(`{"title":"` + x(256) + `"}`)},
	{"embed-description", onMessage, embeds(`{"description":"` + x(4097) + `"}`), embeds(`{"description":"` + x(4096) + `"}`)},
	{"embed-footer", onMessage, embeds(`{"footer":{"text":"` + x(2049) + `"}}`), embeds(`{"footer":{"text":"` + x(2048) + `"}}`)},
	{"embed-author", onMessage, embeds(`{"author":{"name":"` + x(257) + `"}}`), embeds(`{"author":{"name":"` + x(256) + `"}}`)},
	{"embed-fields", onMessage, embeds(`{"fields":` + many(26, `{"name":"n","value":"v"}`) + `}`), embeds(`{"fields":` + many(25, `{"name":"n","value":"v"}`) + `}`)},
	{"embed-field", onMessage, embeds(`{"fields":[{"name":"` + x(257) + `","value":"v"}]}`), embeds(`{"fields":[{"name":"` + x(256) + `","value":"v"}]}`)},
	{"embed-field", onMessage, embeds(`{"fields":[{"name":"n","value":"` + x(1025) + `"}]}`), embeds(`{"fields":[{"name":"n","value":"` + x(1024) + `"}]}`)},
	{"embed-field", onMessage, embeds(`{"fields":[{"name":"n","value":" "}]}`), embeds(`{"fields":[{"name":"n","value":"\u200b"}]}`)},
	{"embed-field", onMessage, embeds(`{"fields":[{"name":"n"}]}`), embeds(`{"title":"t","fields":[]}`)},
	{"embed-total", onMessage, embeds(`{"description":"`+x(4000)+`"}`, `{"description":"`+x(2001)+`"}`), embeds(`{"description":"`+x(4000)+`"}`, `{"description":"`+x(2000)+`"}`)},
	{"embed-total", onUpdate, embeds(`{"title":"` + strings.Repeat("字", 1) + `","description":"` + strings.Repeat("字", 4096) + `","footer":{"text":"` + strings.Repeat("字", 1904) + `"}}`), embeds(`{"description":"` + strings.Repeat("字", 4096) + `","footer":{"text":"` + strings.Repeat("字", 1904) + `"}}`)},
	{"embed-empty", onMessage, embeds(`{"color":1}`), embeds(`{"image":{"url":"https://example.org/a.png"}}`)},
	{"embed-empty", onMessage, embeds(`{"description":" "}`), embeds(`{"description":"a"}`)},
	{"embed-url", onMessage, embeds(`{"title":"a","url":"ftp://example.org"}`), embeds(`{"title":"a","url":"https://example.org"}`)},
	{"embed-url", onMessage, embeds(`{"title":"a","url":"attachment://a.png"}`), embeds(`{"title":"a","url":"http://example.org"}`)},
	{"embed-url", onMessage, embeds(`{"title":"a","url":"no address"}`), embeds(`{"title":"a","url":""}`)},
	{"embed-url", onMessage, embeds(`{"image":{"url":"https://example.org/` + x(2029) + `"}}`), embeds(`{"image":{"url":"https://example.org/` + x(2028) + `"}}`)},
	{"embed-attachment", onMessage, embeds(`{"image":{"url":"attachment://a.png"}}`), embeds(`{"image":{"url":"https://example.org/a.png"}}`)},
	{"embed-color", onMessage, embeds(`{"title":"a","color":16777216}`), embeds(`{"title":"a","color":16777215}`)},
	{"embed-timestamp", onMessage, embeds(`{"title":"a","timestamp":"yesterday"}`), embeds(`{"title":"a","timestamp":"2026-11-23T09:00:00.5Z"}`)},

	{"row-count", onMessage, `{"components":` + many(6, `{"type":1,"components":[{"type":2,"style":1,"label":"b","custom_id":"#"}]}`) + `}`, `{"components":` + many(5, `{"type":1,"components":[{"type":2,"style":1,"label":"b","custom_id":"#"}]}`) + `}`},
	{"row-type", onMessage, `{"components":[` + buttonJSON + `]}`, row(buttonJSON)},
	{"row-type", onMessage, `{"components":[` + textJSON + `]}`, v2(textJSON)},
	{"row-width", onMessage, `{"components":[{"type":1,"components":` + many(6, `{"type":2,"style":1,"label":"b","custom_id":"#"}`) + `}]}`, `{"components":[{"type":1,"components":` + many(5, `{"type":2,"style":1,"label":"b","custom_id":"#"}`) + `}]}`},
	{"row-width", onMessage, row(), row(listJSON)},
	{"row-width", onMessage, row(buttonJSON, listJSON), row(buttonJSON)},
	{"row-width", onMessage, row(`{"type":4,"custom_id":"a","label":"l","style":1}`), row(buttonJSON)},
	{"custom-id", onMessage, row(`{"type":2,"style":1,"label":"b"}`), row(buttonJSON)},
	{"custom-id", onMessage, row(`{"type":2,"style":1,"label":"b","custom_id":"` + x(101) + `"}`), row(`{"type":2,"style":1,"label":"b","custom_id":"` + x(100) + `"}`)},
	{"custom-id-unique", onMessage, row(buttonJSON, buttonJSON), row(buttonJSON, `{"type":2,"style":1,"label":"b","custom_id":"c"}`)},
	{"custom-id-unique", onModal, modal(input("") + "," + input("")), modal(input(""))},
	{"component-id", onMessage, v2(`{"type":10,"id":3,"content":"a"}`, `{"type":10,"id":3,"content":"b"}`), v2(`{"type":10,"id":0,"content":"a"}`, `{"type":10,"id":0,"content":"b"}`)},
	{"button-style", onMessage, row(`{"type":2,"style":7,"label":"b","custom_id":"b"}`), row(`{"type":2,"style":4,"label":"b","custom_id":"b"}`)},
	{"button-style", onMessage, row(`{"type":2,"label":"b","custom_id":"b"}`), row(buttonJSON)},
	{"button-label", onMessage, row(`{"type":2,"style":1,"custom_id":"b","label":"` + x(81) + `"}`), row(`{"type":2,"style":1,"custom_id":"b","label":"` + x(80) + `"}`)},
	{"button-shows", onMessage, row(`{"type":2,"style":1,"custom_id":"b"}`), row(`{"type":2,"style":1,"custom_id":"b","emoji":{"name":"👀"}}`)},
	{"button-link", onMessage, row(`{"type":2,"style":5,"label":"b"}`), row(`{"type":2,"style":5,"label":"b","url":"https://example.org"}`)},
	{"button-link", onMessage, row(`{"type":2,"style":5,"label":"b","url":"https://example.org","custom_id":"b"}`), row(`{"type":2,"style":5,"label":"b","url":"https://example.org","custom_id":""}`)},
	{"button-link", onMessage, row(`{"type":2,"style":5,"label":"b","url":"https://example.org/` + x(493) + `"}`), row(`{"type":2,"style":5,"label":"b","url":"https://example.org/` + x(492) + `"}`)},
	{"button-no-link", onMessage, row(`{"type":2,"style":1,"label":"b","custom_id":"b","url":"https://example.org"}`), row(`{"type":2,"style":1,"label":"b","custom_id":"b","url":""}`)},
	{"emoji", onMessage, row(`{"type":2,"style":1,"label":"b","custom_id":"b","emoji":{"name":"eyes"}}`), row(`{"type":2,"style":1,"label":"b","custom_id":"b","emoji":{"name":"5️⃣"}}`)},

	{"select-options", onMessage, row(`{"type":3,"custom_id":"s","options":` + many(26, `{"label":"l","value":"#"}`) + `}`), row(`{"type":3,"custom_id":"s","options":` + many(25, `{"label":"l","value":"#"}`) + `}`)},
	{"select-options", onMessage, row(`{"type":3,"custom_id":"s","options":[]}`), row(listJSON)},
	{"select-options", onMessage, row(`{"type":8,"custom_id":"s","options":[{"label":"l","value":"v"}]}`), row(`{"type":8,"custom_id":"s"}`)},
	{"select-option", onMessage, row(`{"type":3,"custom_id":"s","options":[{"label":"` + x(101) + `","value":"v"}]}`), row(`{"type":3,"custom_id":"s","options":[{"label":"` + x(100) + `","value":"v"}]}`)},
	{"select-option", onMessage, row(`{"type":3,"custom_id":"s","options":[{"label":"l"}]}`), row(listJSON)},
	{"select-value-unique", onMessage, row(`{"type":3,"custom_id":"s","options":[{"label":"l","value":"v"},{"label":"m","value":"v"}]}`), row(`{"type":3,"custom_id":"s","options":[{"label":"l","value":"v"},{"label":"l","value":"w"}]}`)},
	{"select-placeholder", onMessage, row(`{"type":6,"custom_id":"s","placeholder":"` + x(151) + `"}`), row(`{"type":6,"custom_id":"s","placeholder":"` + x(150) + `"}`)},
	{"select-range", onMessage, row(`{"type":5,"custom_id":"s","min_values":3,"max_values":2}`), row(`{"type":5,"custom_id":"s","min_values":2,"max_values":2}`)},
	{"select-range", onMessage, row(`{"type":5,"custom_id":"s","max_values":26}`), row(`{"type":5,"custom_id":"s","max_values":25}`)},
	{"select-range", onMessage, row(`{"type":3,"custom_id":"s","max_values":2,"options":[{"label":"l","value":"v"}]}`), row(`{"type":3,"custom_id":"s","max_values":1,"options":[{"label":"l","value":"v"}]}`)},
	{"select-range", onMessage, row(`{"type":3,"custom_id":"s","options":[{"label":"l","value":"v","default":true},{"label":"m","value":"w","default":true}]}`), row(`{"type":3,"custom_id":"s","options":[{"label":"l","value":"v","default":true},{"label":"m","value":"w"}]}`)},

	{"v2-legacy-fields", onMessage, `{"flags":32768,"content":"a","components":[` + textJSON + `]}`, `{"flags":32768,"content":"","components":[` + textJSON + `]}`},
	{"v2-legacy-fields", onAnswer, `{"flags":32768,"embeds":[{"title":"a"}],"components":[` + textJSON + `]}`, `{"flags":32768,"embeds":[],"components":[` + textJSON + `]}`},
	{"v2-count", onMessage, `{"flags":32768,"components":` + many(41, textJSON) + `}`, `{"flags":32768,"components":` + many(40, textJSON) + `}`},
	{"v2-text", onMessage, v2(`{"type":10,"content":"`+x(4000)+`"}`, `{"type":17,"components":[{"type":10,"content":"a"}]}`), v2(`{"type":10,"content":"`+x(3999)+`"}`, `{"type":17,"components":[{"type":10,"content":"a"}]}`)},
	{"v2-text", onMessage, v2(`{"type":10,"content":""}`), v2(textJSON)},
	{"v2-nesting", onMessage, v2(`{"type":17,"components":[{"type":17,"components":[` + textJSON + `]}]}`), v2(`{"type":17,"components":[` + textJSON + `]}`)},
	{"v2-nesting", onMessage, v2(buttonJSON), v2(`{"type":1,"components":[` + buttonJSON + `]}`)},
	{"v2-section", onMessage, v2(`{"type":9,"components":[` + textJSON + `]}`), v2(`{"type":9,"components":[` + textJSON + `],"accessory":` + buttonJSON + `}`)},
	{"v2-section", onMessage, v2(`{"type":9,"components":` + many(4, textJSON) + `,"accessory":` + buttonJSON + `}`), v2(`{"type":9,"components":` + many(3, textJSON) + `,"accessory":` + buttonJSON + `}`)},
	{"v2-container", onMessage, v2(`{"type":17,"components":[]}`), v2(`{"type":17,"components":[` + textJSON + `],"accent_color":null}`)},
	{"v2-media", onMessage, v2(`{"type":12,"items":[]}`), v2(`{"type":12,"items":[{"media":{"url":"https://example.org/a.png"}}]}`)},
	{"v2-media", onMessage, v2(`{"type":13,"file":{"url":"https://example.org/a.txt"}}`), v2(`{"type":13,"file":{"url":"attachment://a.txt"}}`)},
	{"v2-separator", onMessage, v2(textJSON, `{"type":14,"spacing":3}`), v2(textJSON, `{"type":14,"spacing":2}`)},

	{"callback-type", onCallback, `{"type":99}`, `{"type":6}`},
	{"callback-type", onCallback, `{}`, `{"type":5}`},
	{"callback-data", onCallback, `{"type":4}`, `{"type":4,"data":{"content":"a"}}`},
	{"choices-count", onChoices, `{"choices":` + many(26, `{"name":"#","value":"v"}`) + `}`, `{"choices":` + many(25, `{"name":"#","value":"v"}`) + `}`},
	{"choices-count", onChoices, `{}`, `{"choices":[]}`},
	{"choice-name", onChoices, `{"choices":[{"name":"` + x(101) + `","value":"v"}]}`, `{"choices":[{"name":"` + x(100) + `","value":"v"}]}`},
	{"choice-name", onChoices, `{"choices":[{"name":"","value":"v"}]}`, `{"choices":[{"name":"n","value":"v"}]}`},
	{"choice-value", onChoices, `{"choices":[{"name":"n","value":"` + x(101) + `"}]}`, `{"choices":[{"name":"n","value":"` + x(100) + `"}]}`},
	{"choice-value", onChoices, `{"choices":[{"name":"n"}]}`, `{"choices":[{"name":"n","value":7}]}`},

	{"modal-title", onModal, `{"custom_id":"m","title":"` + x(46) + `","components":[` + input("") + `]}`, `{"custom_id":"m","title":"` + x(45) + `","components":[` + input("") + `]}`},
	{"modal-custom-id", onModal, `{"title":"t","components":[` + input("") + `]}`, modal(input(""))},
	{"modal-count", onModal, modal(""), modal(input(""))},
	{"modal-count", onModal, `{"custom_id":"m","title":"t","components":` + many(6, `{"type":1,"components":[{"type":4,"custom_id":"#","label":"l","style":1}]}`) + `}`, `{"custom_id":"m","title":"t","components":` + many(5, `{"type":1,"components":[{"type":4,"custom_id":"#","label":"l","style":1}]}`) + `}`},
	{"modal-row", onModal, modal(`{"type":1,"components":[` + buttonJSON + `]}`), modal(input(""))},
	{"modal-row", onModal, modal(`{"type":18,"label":"l"}`), modal(`{"type":18,"label":"l","component":{"type":4,"custom_id":"a","style":2}}`)},
	{"input-style", onModal, modal(`{"type":1,"components":[{"type":4,"custom_id":"a","label":"l","style":3}]}`), modal(input(""))},
	{"input-label", onModal, modal(`{"type":1,"components":[{"type":4,"custom_id":"a","style":1,"label":"` + x(46) + `"}]}`), modal(`{"type":1,"components":[{"type":4,"custom_id":"a","style":1,"label":"` + x(45) + `"}]}`)},
	{"input-length", onModal, modal(input(`,"max_length":4001`)), modal(input(`,"max_length":4000`))},
	{"input-length", onModal, modal(input(`,"min_length":5,"max_length":4`)), modal(input(`,"min_length":4,"max_length":4`))},
	{"input-value", onModal, modal(input(`,"max_length":3,"value":"abcd"`)), modal(input(`,"max_length":4,"value":"abcd"`))},
	{"input-placeholder", onModal, modal(input(`,"placeholder":"` + x(101) + `"`)), modal(input(`,"placeholder":"` + x(100) + `"`))},

	{"command-type", onCommands, command(`,"type":4`), command(`,"type":1`)},
	{"command-name", onCommands, `[{"name":"Who Said","description":"d"}]`, `[{"name":"who-said","description":"d"}]`},
	{"command-name", onCommands, `[{"name":"Кто","description":"d"}]`, `[{"name":"кто","description":"d"}]`},
	{"command-name", onCommands, `[{"name":"a.b","description":"d"}]`, `[{"name":"ค้นหา","description":"d"}]`},
	{"command-name", onCommands, `[{"name":"` + x(33) + `","description":"d"}]`, `[{"name":"खोजें","description":"d"}]`},
	{"command-name", onCommands, `[{"description":"d"}]`, command("")},
	{"command-name", onCommand, `{"name":"A","description":"d"}`, `{"name":"a","description":"d"}`},
	{"menu-name", onCommands, `[{"type":3,"name":"` + x(33) + `"}]`, `[{"type":3,"name":"Archive this article"}]`},
	{"command-description", onCommands, `[{"name":"a","description":"` + x(101) + `"}]`, `[{"name":"a","description":"` + x(100) + `"}]`},
	{"command-description", onCommands, `[{"name":"a"}]`, command("")},
	{"command-description", onCommands, `[{"type":3,"name":"A","description":"d"}]`, `[{"type":3,"name":"A","description":""}]`},
	{"menu-options", onCommands, `[{"type":3,"name":"A","options":[` + opt(3, "") + `]}]`, `[{"type":3,"name":"A","options":null}]`},
	{"command-unique", onCommands, `[{"name":"a","description":"d"},{"name":"a","type":1,"description":"d"}]`, `[{"name":"a","description":"d"},{"name":"a","type":3}]`},
	{"command-count", onCommands, many(101, `{"name":"c#","description":"d"}`), many(100, `{"name":"c#","description":"d"}`)},
	{"command-count", onCommands, many(16, `{"name":"c#","type":3}`), many(15, `{"name":"c#","type":3}`)},
	{"command-size", onCommands, command(`,"options":` + many(25, `{"type":3,"name":"o#","description":"d","choices":`+many(4, `{"name":"`+x(40)+`#","value":"`+x(40)+`"}`)+`}`)), opts(opt(3, ""))},
	{"command-permissions", onCommands, command(`,"default_member_permissions":"18014398509481984"`), command(`,"default_member_permissions":"32"`)},
	{"command-contexts", onCommands, command(`,"contexts":[3]`), command(`,"contexts":[0,1,2]`)},
	{"command-contexts", onCommands, command(`,"contexts":[]`), command(`,"contexts":null`)},
	{"command-contexts", onCommands, command(`,"integration_types":[0,0]`), command(`,"integration_types":[0,1]`)},
	{"command-locale", onCommands, command(`,"name_localizations":{"xx":"a"}`), command(`,"name_localizations":{"fr":"a"}`)},
	{"command-locale", onCommands, command(`,"name_localizations":{"fr":"Qui"}`), command(`,"name_localizations":{"fr":"qui"}`)},
	{"command-locale", onCommands, command(`,"description_localizations":{"de":"` + x(101) + `"}`), command(`,"description_localizations":{"de":"` + x(100) + `"}`)},

	{"option-type", onCommands, opts(opt(12, "")), opts(opt(11, ""))},
	{"option-count", onCommands, command(`,"options":` + many(26, `{"type":3,"name":"o#","description":"d"}`)), command(`,"options":` + many(25, `{"type":3,"name":"o#","description":"d"}`))},
	{"option-unique", onCommands, opts(opt(3, ""), opt(5, "")), opts(opt(3, ""))},
	{"option-order", onCommands, opts(opt(3, ""), `{"type":3,"name":"p","description":"d","required":true}`), opts(opt(3, `,"required":true`), `{"type":3,"name":"p","description":"d"}`)},
	{"option-mixed", onCommands, opts(opt(1, ""), `{"type":3,"name":"p","description":"d"}`), opts(opt(1, ""), `{"type":2,"name":"p","description":"d"}`)},
	{"option-depth", onCommands, opts(opt(1, `,"options":[`+opt(1, "")+`]`)), opts(opt(2, `,"options":[`+opt(1, `,"options":[`+opt(3, "")+`]`)+`]`))},
	{"option-depth", onCommands, opts(opt(3, `,"options":[`+opt(3, "")+`]`)), opts(opt(3, `,"options":[]`))},
	{"option-choices", onCommands, opts(opt(3, `,"choices":`+many(26, `{"name":"#","value":"v"}`))), opts(opt(3, `,"choices":`+many(25, `{"name":"#","value":"v"}`)))},
	{"option-choices", onCommands, opts(opt(5, `,"choices":[{"name":"n","value":"v"}]`)), opts(opt(5, `,"choices":null`))},
	{"option-choice", onCommands, opts(opt(3, `,"choices":[{"name":"n","value":1}]`)), opts(opt(3, `,"choices":[{"name":"n","value":"1"}]`))},
	{"option-choice", onCommands, opts(opt(4, `,"choices":[{"name":"n","value":1.5}]`)), opts(opt(10, `,"choices":[{"name":"n","value":1.5}]`))},
	{"option-choice", onCommands, opts(opt(3, `,"choices":[{"name":"","value":"1"}]`)), opts(opt(3, `,"choices":[{"name":"n","value":"1"}]`))},
	{"option-choice-unique", onCommands, opts(opt(3, `,"choices":[{"name":"n","value":"1"},{"name":"n","value":"2"}]`)), opts(opt(3, `,"choices":[{"name":"n","value":"1"},{"name":"m","value":"2"}]`))},
	{"option-autocomplete", onCommands, opts(opt(5, `,"autocomplete":true`)), opts(opt(4, `,"autocomplete":true`))},
	{"option-autocomplete", onCommands, opts(opt(3, `,"autocomplete":true,"choices":[{"name":"n","value":"1"}]`)), opts(opt(3, `,"autocomplete":true,"choices":[]`))},
	{"option-value-range", onCommands, opts(opt(3, `,"min_value":1`)), opts(opt(4, `,"min_value":1`))},
	{"option-value-range", onCommands, opts(opt(4, `,"min_value":3,"max_value":2`)), opts(opt(4, `,"min_value":2,"max_value":2`))},
	{"option-length-range", onCommands, opts(opt(3, `,"max_length":6001`)), opts(opt(3, `,"max_length":6000`))},
	{"option-length-range", onCommands, opts(opt(4, `,"max_length":6`)), opts(opt(3, `,"max_length":6`))},
	{"option-channels", onCommands, opts(opt(3, `,"channel_types":[0]`)), opts(opt(7, `,"channel_types":[0]`))},
	{"option-channels", onCommands, opts(opt(7, `,"channel_types":[99]`)), opts(opt(7, `,"channel_types":[]`))},

	{"option-channels", onCommands, opts(opt(7, `,"channel_types":[0,0]`)), opts(opt(7, `,"channel_types":[0,5]`))},

	{"thread-name", onThread, `{"name":"` + x(101) + `"}`, `{"name":"` + x(100) + `"}`},
	{"thread-name", onThread, `{}`, `{"name":"a"}`},
	{"thread-name", onChannelEdit, `{"name":""}`, `{"archived":true}`},
	{"thread-archive", onThread, `{"name":"a","auto_archive_duration":61}`, `{"name":"a","auto_archive_duration":60}`},
	{"thread-slow", onThread, `{"name":"a","rate_limit_per_user":21601}`, `{"name":"a","rate_limit_per_user":21600}`},
	{"thread-type", onFreeThread, `{"name":"a","type":0}`, `{"name":"a","type":11}`},
	{"dm-recipient", onDM, `{}`, `{"recipient_id":"1"}`},
}

func TestRules(t *testing.T) {
	for i, tt := range ruleCases {
		t.Run(fmt.Sprintf("%s/%d", tt.rule, i), func(t *testing.T) {
			if names := broken(t, tt.on, tt.breaks); len(names) == 0 || !strings.Contains(" "+strings.Join(names, " ")+" ", " "+tt.rule+" ") {
				t.Errorf("%.200s breaks %v, want %s", tt.breaks, names, tt.rule)
			}
			if names := broken(t, tt.on, tt.keeps); len(names) > 0 {
				t.Errorf("%.200s breaks %v, want none", tt.keeps, names)
			}
		})
	}
}

func broken(t *testing.T, on subject, raw string) (names []string) {
	t.Helper()
	n, err := parseJSON([]byte(raw))
	if err != nil {
		t.Fatalf("%.200s: %v", raw, err)
	}
	b := body{raw: []byte(raw), json: n}
	if strings.Contains(raw, "attachment://a.txt") {
		b.files = map[string]File{"0": {Name: "a.txt"}}
	}
	v := checkBody(on, b)
	for _, b := range v.all {
		names = append(names, b.Rule)
	}
	if len(v.all) > 0 && v.answer == nil {
		if _, err := json.Marshal(invalidForm(&v.root)); err != nil {
			t.Errorf("error tree: %v", err)
		}
	}
	return names
}

func TestEveryRuleIsTried(t *testing.T) {
	tried := map[string]bool{"file-number": true} // needs parts, see TestMultipart
	for _, tt := range ruleCases {
		tried[tt.rule] = true
	}
	seen := map[string]bool{}
	for _, r := range rules() {
		if !tried[r.name] {
			t.Errorf("rule %s (%s) has no case", r.name, r.says)
		}
		if seen[r.name] {
			t.Errorf("rule %s stands twice", r.name)
		}
		seen[r.name] = true
	}
	for name := range tried {
		if !seen[name] {
			t.Errorf("case for %s, which is no rule", name)
		}
	}
}

func TestErrorTree(t *testing.T) {
	n, err := parseJSON([]byte(`{"embeds":[{"title":"` + x(257) + `","fields":[{"name":"n","value":""}]}]}`))
	if err != nil {
		t.Fatal(err)
	}
	v := checkBody(onMessage, body{json: n})
	got, err := json.Marshal(invalidForm(&v.root))
	if err != nil {
		t.Fatal(err)
	}
	want := `{"code":50035,"message":"Invalid Form Body","errors":{"embeds":{"0":{` +
		`"fields":{"0":{"value":{"_errors":[{"code":"BASE_TYPE_REQUIRED","message":"This field is required"}]}}},` +
		`"title":{"_errors":[{"code":"BASE_TYPE_MAX_LENGTH","message":"Must be 256 or fewer in length."}]}}}}}`
	if string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

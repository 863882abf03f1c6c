package sandbox

import (
	"testing"
	"time"
)

func TestPlain(t *testing.T) {
	s, err := New(Options{Now: func() time.Time { return time.Unix(1_764_547_200, 0) }})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	desk, err := s.Channel("desk")
	if err != nil {
		t.Fatal(err)
	}
	alice, role := s.User("alice").ID().String(), s.guilds[0].roles[2].ID.String()
	for _, tt := range []struct{ name, markdown, want string }{
		{"drops emphasis", "**bold** __under__ ~~gone~~ ||hidden|| ***both***", "bold under gone hidden both"},
		{"keeps single stars and underscores", "5 * 3 in snake_case", "5 * 3 in snake_case"},
		{"resolves escapes", `\*not bold\* \[x\]`, "*not bold* [x]"},
		{"keeps what stands in code", "`**code**` ```go\n**block**\n```", "**code** **block**"},
		{"spells links out", "[the **note**](https://example.org/a) and <https://example.org/b>", "the note (https://example.org/a) and https://example.org/b"},
		{"reads brackets in a link", `[a \[b\] c](https://example.org)`, "a [b] c (https://example.org)"},
		{"drops headings and small print", "# One\n### Two\n-# three", "One\nTwo\nthree"},
		{"names people", "<@" + alice + "> <@!" + alice + "> <@1>", "@Alice @Alice @unknown-user"},
		{"names channels and roles", "<#" + desk.ID.String() + "> <#1> <@&" + role + "> <@&1>", "#desk #unknown @Curator @unknown-role"},
		{"names commands", "</digest create:12>", "/digest create"},
		{"draws times", "<t:1764547200:t> <t:1764547200:T> <t:1764547200:d> <t:1764547200:D> <t:1764547200:f> <t:1764547200:F> <t:1764547200>", "00:00 00:00:00 01/12/2025 1 December 2025 1 December 2025 00:00 Monday, 1 December 2025 00:00 1 December 2025 00:00"},
		{"draws distances", "<t:1764547140:R> <t:1764554400:R> <t:1764460800:R> <t:1800000000:R> <t:1764547200:R>", "1 minute ago in 2 hours 1 day ago in 1 year in 0 seconds"},
		{"leaves times that are none", "<t:99999999999999:R> <t:x>", "<t:99999999999999:R> <t:x>"},
	} {
		if got := s.plain(tt.markdown); got != tt.want {
			t.Errorf("it %s:\ngot  %q\nwant %q", tt.name, got, tt.want)
		}
	}
}

package bot

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"attache/commands"
	"attache/internal/golden"
)

func TestRegistrationOfAllCommands(t *testing.T) {
	all, err := registration(commands.All())
	if err != nil {
		t.Fatal(err)
	}
	body, _, err := fingerprint("1", all)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := json.Indent(&b, body, "", " "); err != nil {
		t.Fatal(err)
	}
	golden.Equal(t, "commands.golden", b.String()+"\n")
}

func TestRegistrationRefuses(t *testing.T) {
	many := make([]commands.Option, 26)
	for i := range many {
		many[i] = commands.Option{Name: "o" + strings.Repeat("x", i), Help: "help"}
	}
	for _, tt := range []struct {
		name string
		all  []commands.Command
		want string
	}{
		{"a capital", []commands.Command{{Name: "Who", Summary: "s"}}, "lower case"},
		{"a name of 33 letters", []commands.Command{{Name: strings.Repeat("a", 33), Summary: "s"}}, "letters"},
		{"no summary", []commands.Command{{Name: "a"}}, "description has 0"},
		{"a long summary", []commands.Command{{Name: "a", Summary: strings.Repeat("s", 101)}}, "101 characters"},
		{"the same name twice", []commands.Command{{Name: "a", Summary: "s"}, {Name: "a", Summary: "s"}}, "twice"},
		{"a command beside its group", []commands.Command{{Name: "a", Summary: "s"}, {Name: "a b", Summary: "s"}}, "twice"},
		{"26 options", []commands.Command{{Name: "a", Summary: "s", Options: many}}, "options"},
		{"an option twice", []commands.Command{{Name: "a", Summary: "s", Options: []commands.Option{{Name: "o", Help: "h"}, {Name: "o", Help: "h"}}}}, "twice"},
		{"a long choice", []commands.Command{{Name: "a", Summary: "s", Options: []commands.Option{{Name: "o", Help: "h", Kind: commands.Choice, Choices: []string{strings.Repeat("c", 101)}}}}}, "choice"},
		{"a long message command", []commands.Command{{Name: "a", Summary: "s", OnMessage: strings.Repeat("M", 33)}}, "33 characters"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := registration(tt.all)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want something about %q", err, tt.want)
			}
		})
	}
}

func TestCommandNames(t *testing.T) {
	for s, want := range map[string]bool{
		"who-said": true, "ถาม": true, "ใครพูด": true, "पूछें": true, "заявил": true, "d'accord": true, "x_1": true,
		"": false, "Who": false, "who said": false, "a.b": false, "Заявил": false, strings.Repeat("é", 33): false,
	} {
		if got := commandName(s); got != want {
			t.Errorf("commandName(%q) = %v, want %v", s, got, want)
		}
	}
}

func TestRegistrationPutsRequiredOptionsFirst(t *testing.T) {
	all, err := registration([]commands.Command{{Name: "a", Summary: "s", Needs: commands.Admin, Options: []commands.Option{
		{Name: "x", Help: "h"}, {Name: "y", Help: "h", Required: true}, {Name: "page", Help: "h", Hidden: true},
	}}})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, o := range all[0].Options {
		names = append(names, o.Name)
	}
	if got := strings.Join(names, " "); got != "y x private" {
		t.Errorf("options are %q, want y x private", got)
	}
	if all[0].Permissions != "32" {
		t.Errorf("permissions are %q, want 32 (MANAGE_GUILD)", all[0].Permissions)
	}
}

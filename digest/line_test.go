package digest

import (
	"testing"
	"unicode/utf8"

	"attache/card"
	"attache/commands"
)

func checkLine(t *testing.T, a card.Action, topic string) {
	t.Helper()
	if n := utf8.RuneCountInString(a.Label); n == 0 || n > 38 {
		t.Errorf("label %q has %d characters", a.Label, n)
	}
	cmd, rest, ok := commands.Find(commands.All(), commands.Split(a.Line))
	if !ok {
		t.Fatalf("no command for %q", a.Line)
	}
	call, err := commands.Parse(cmd, rest, at(t, "23 08:00"))
	if err != nil {
		t.Fatalf("%s: %v", a.Line, err)
	}
	if topic != "" && call.Text("topic") != topic {
		t.Errorf("%s asks for %q, not %q", a.Line, call.Text("topic"), topic)
	}
}

package attribution

import (
	"fmt"
	"strings"
	"testing"
)

// TestSlots reads what the words around a statement say of it. The wanted slots are written
// "act=…", "not", "to=…", "via=…", "in=…", "on=…"; slots that are not wanted must be empty.
func TestSlots(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"takes who is told", "Ada Okoro told the envoy that the port was closed.", "act=say to=the envoy"},
		{"takes who is accused", "Ada Okoro accused Tove Lind of lying.", "act=say to=Tove Lind"},
		{"takes who is called on", "Ada Okoro called on the council to open the port.", "act=demand to=the council"},
		{"takes a briefing that is told for the occasion", "Ada Okoro told a regular briefing that the port was closed.", "act=say in=a regular briefing"},
		{"takes a capital that is urged for its government", "Ada Okoro urged Oslen to sign.", "act=demand to=Norland"},
		{"takes a post for an occasion", "Ada Okoro wrote in a post on Telegram that the port was closed.", "act=say in=a post on Telegram"},
		{"takes a channel for an occasion", "Ada Okoro wrote on Telegram that the port was closed.", "act=say in=Telegram"},
		{"takes an interview that leads the sentence", "In an interview with the Gazette published on Monday, Ada Okoro said that the port was closed.",
			"act=say in=an interview with the Gazette on=Monday"},
		{"takes who reports from the end", "Ada Okoro said that the port was closed, according to the Norlandic Foreign Ministry.",
			"act=say via=Ministry of Foreign Affairs of Norland"},
		{"knows that nothing was said", "Ada Okoro did not say when the port would open.", "act=say not"},
		{"reads a date beside the cue", "Ada Okoro said on Monday that the port was closed.", "act=say on=Monday"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			all := Find(read(t, tt.text))
			if len(all) != 1 {
				t.Fatalf("%d statements", len(all))
			}
			a := all[0]
			got := []string{"act=" + string(a.Act)}
			add := func(slot, value string) {
				if value != "" {
					got = append(got, fmt.Sprintf("%s=%s", slot, value))
				}
			}
			if a.Negated {
				got = append(got, "not")
			}
			add("to", a.Addressee.Show(tt.text))
			add("via", a.Via.Show(tt.text))
			add("in", a.Occasion.Of(tt.text))
			add("on", a.Said.Span.Of(tt.text))
			if s := strings.Join(got, " "); s != tt.want {
				t.Errorf("got  %s\nwant %s", s, tt.want)
			}
		})
	}
}

package card

import (
	"strings"
	"testing"

	"attache"
)

func TestCue(t *testing.T) {
	for _, tt := range []struct {
		name, cue, to string
		act           attache.Act
		negated       bool
		want          string
	}{
		{"is printed as it stands", "Said", "", attache.ActSay, false, "said"},
		{"loses the colon before a quotation", "said:", "", attache.ActSay, false, "said"},
		{"names who was told", "told", "reporters", attache.ActSay, false, "told reporters"},
		{"gives way to the act where nobody was told", "told", "", attache.ActWarn, false, "warned"},
		{"gives way to the act where it is long", "is known to have said on many occasions", "", attache.ActSay, false, "said"},
		{"keeps what says that nothing was said", "has repeatedly declined to comment on", "", attache.ActSay, true, "has repeatedly declined to comment on"},
		{"says that nothing was said where the cue does not", "say", "", attache.ActSay, true, "did not say"},
		{"says so whatever the act", "confirm", "", attache.ActAccept, true, "did not accept"},
		{"says so where it is too long", "has not, in all the years since the crossing was closed, said", "", attache.ActSay, true, "did not say"},
		{"says so where there is none", "", "", "", true, "did not say"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text := tt.cue + " | " + tt.to
			a := attache.Attribution{Act: tt.act, Negated: tt.negated}
			if tt.cue != "" {
				a.Cue = []attache.Span{{Start: 0, End: len(tt.cue)}}
			}
			if tt.to != "" {
				at := strings.LastIndex(text, tt.to)
				a.Addressee = attache.Mention{Span: attache.Span{Start: at, End: at + len(tt.to)}}
			}
			if got := cueWords(a, text); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

package phrase

import (
	"strings"
	"testing"
	"time"

	"attache/extract/token"
)

// find returns the tags of text and the group whose verb is the word.
func find(t *testing.T, text, verb string) (*Tags, int) {
	t.Helper()
	tags := Read(token.Read(text))
	for g := range tags.Groups {
		if tags.Doc.Of(tags.Groups[g].Main) == verb {
			return tags, g
		}
	}
	var all []string
	for i := range tags.Of {
		all = append(all, tags.Doc.Of(i)+"/"+tags.Of[i].String())
	}
	t.Fatalf("no group with %q in %s", verb, strings.Join(all, " "))
	return nil, 0
}

func TestSubject(t *testing.T) {
	for _, tt := range []struct{ name, text, verb, want string }{
		{"takes a name before the verb", "Okoro said the port would open.", "said", "Okoro"},
		{"takes a title with the name", "Norlandic Foreign Minister Ada Okoro said the port would open.", "said", "Norlandic Foreign Minister Ada Okoro"},
		{"steps over adverbs", "The envoy later also said no.", "said", "The envoy"},
		{"steps over auxiliaries", "The two envoys have not yet said so.", "said", "The two envoys"},
		{"reaches over of", "The minister of the interior said no.", "said", "The minister of the interior"},
		{"reaches over other prepositions", "An official in the ministry said no.", "said", "An official in the ministry"},
		{"cuts off a fronted phrase", "In a joint statement the delegations said trains would run.", "said", "the delegations"},
		{"cuts off a fronted clause", "Asked whether talks could fail, Okoro said no.", "said", "Okoro"},
		{"steps over a relative clause", "Ada Okoro, who led the delegation, said no.", "said", "Ada Okoro"},
		{"steps over an apposition", "Ada Okoro, the foreign minister, said no.", "said", "Ada Okoro"},
		{"steps over an adverbial", "Okoro, speaking in Halden on Monday, said no.", "said", "Okoro"},
		{"shares the subject of a coordinated verb", "Okoro confirmed the date and said talks would follow.", "said", "Okoro"},
		{"keeps two names together", "Norland and Sudland said they would talk.", "said", "Norland and Sudland"},
		{"sees who", "The envoy who told reporters about it left.", "told", "who"},
		{"reads a genitive", "The port's new owner said no.", "said", "The port's new owner"},
		{"finds the subject of an infinitive", "The ministry declined to comment.", "comment", "The ministry"},
		{"finds the subject of a leading participle", "Stressing that the port is closed, Okoro left.", "Stressing", "Okoro"},
		{"finds a pronoun", "But she said so.", "said", "she"},
		{"finds none across a quotation", "“No,” said Okoro.", "said", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tags, g := find(t, tt.text, tt.verb)
			np, how := tags.Subject(g)
			if got := tags.Doc.Span(np).Of(tt.text); got != tt.want {
				var all []string
				for i := range tags.Of {
					all = append(all, tags.Doc.Of(i)+"/"+tags.Of[i].String())
				}
				t.Errorf("subject %q (%d), want %q in %s", got, how, tt.want, strings.Join(all, " "))
			}
		})
	}
}

func TestGroups(t *testing.T) {
	for _, tt := range []struct {
		name, text, verb, words string
		want                    Group
	}{
		{"reads a plain past", "Okoro said no.", "said", "said", Group{Finite: true}},
		{"reads a negated modal", "Okoro would not say.", "say", "would not say", Group{Finite: true, Modal: true, Negated: true}},
		{"reads a contraction", "She didn't say.", "say", "didn't say", Group{Finite: true, Negated: true}},
		{"reads a passive", "Mirel had not been told of it.", "told", "had not been told", Group{Finite: true, Passive: true, Perfect: true, Negated: true}},
		{"reads an infinitive", "He declined to say.", "say", "say", Group{Infinitive: true}},
		{"reads a bare participle", "Stressing the need, he left.", "Stressing", "Stressing", Group{Bare: true}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tags, g := find(t, tt.text, tt.verb)
			got := tags.Groups[g]
			if words := tags.Doc.Span(got.Tokens).Of(tt.text); words != tt.words {
				t.Errorf("group %q, want %q", words, tt.words)
			}
			got.Tokens, got.Main = token.Range{}, 0
			if got != tt.want {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add("Okoro, who, said, and, “said”, to")
	f.Add("to to to and and , , who")
	f.Fuzz(func(t *testing.T, text string) {
		watch := time.AfterFunc(10*time.Second, func() { panic("this text is read for ever: " + text) })
		defer watch.Stop()
		tags := Read(token.Read(text))
		for g := range tags.Groups {
			v := tags.Groups[g].Tokens
			np, how := tags.Subject(g)
			if np.Len() > 0 != (how != Nowhere) || np.First < 0 || np.End > len(tags.Of) {
				t.Fatalf("group %v has subject %v found %d", v, np, how)
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	text := strings.Repeat("Norlandic Foreign Minister Ada Okoro, who led the delegation, said on Monday that the port had not been reopened and that talks would follow. ", 30)
	d := token.Read(text)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Read(d)
	}
}

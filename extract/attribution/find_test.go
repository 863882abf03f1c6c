package attribution

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"attache"
	"attache/extract/entity"
	"attache/extract/phrase"
	"attache/extract/timex"
	"attache/extract/token"
)

// world is all that these tests know beforehand.
const world = `state	Norland		Oslen	Norlandic|Norlanders
state	Sudland		Lirk	Sudlandic
`

func read(t testing.TB, text string) Text {
	t.Helper()
	tables, err := entity.ParseTables(strings.NewReader(world))
	if err != nil {
		t.Fatal(err)
	}
	day := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
	doc := token.Read(text)
	tags := phrase.Read(doc)
	return Text{Tags: tags, Names: entity.Read(tags, tables, day), Times: timex.Find(doc, timex.Anchor(doc, day))}
}

func words(text string, spans []attache.Span) string {
	var all []string
	for _, s := range spans {
		all = append(all, s.Of(text))
	}
	return strings.Join(all, " … ")
}

func show(a attache.Attribution, text string) string {
	return fmt.Sprintf("[%s] (%s) {%s} %s %s", a.Source.Show(text), words(text, a.Cue), words(text, a.Content), a.Form, a.Act)
}

// The examples of the lexicons are claims about the text, and this checks them.
func TestLexiconExamples(t *testing.T) {
	for _, r := range lex.rows {
		x := read(t, r.example)
		found := false
		var all []string
		for _, a := range Find(x) {
			all = append(all, show(a, r.example))
			cue := strings.ToLower(words(r.example, a.Cue))
			of := false
			for _, w := range strings.Fields(r.forms) {
				of = of || strings.Contains(cue, w)
			}
			found = found || of && a.Act == r.act && !a.Source.Span.Empty()
		}
		if !found {
			t.Errorf("%q\n  want act %s with a cue of %q and a source, got %s", r.example, r.act, r.forms, strings.Join(all, "; "))
		}
	}
}

func TestFind(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"reads a quotation before its cue", "“We shall see,” Ada Okoro said.",
			[]string{"[Ada Okoro] (said) {“We shall see,”} direct say"}},
		{"reads a quotation behind its cue", "Ada Okoro said: “We shall see.”",
			[]string{"[Ada Okoro] (said) {“We shall see.”} direct say"}},
		{"reads an inverted cue", "“We shall see,” said Ada Okoro, the envoy.",
			[]string{"[Ada Okoro] (said) {“We shall see,”} direct say"}},
		{"joins a divided quotation", "“We shall see,” said Ada Okoro. “The ice is thin.”",
			[]string{"[Ada Okoro] (said) {“We shall see,” … “The ice is thin.”} direct say"}},
		{"joins a quotation over paragraphs", "Ada Okoro said: “We shall see.\n\n“The ice is thin.”",
			[]string{"[Ada Okoro] (said) {“We shall see.\n\n“The ice is thin.”} direct say"}},
		{"gives a paragraph of quotation to who spoke before", "“We shall see,” Ada Okoro said.\n\n“The ice is thin. Nobody walks on it.”",
			[]string{"[Ada Okoro] (said) {“We shall see,”} direct say", "[Ada Okoro] () {“The ice is thin. Nobody walks on it.”} direct say"}},
		{"reads a quotation announced in the line before", "Ada Okoro added:\n\n“The ice is thin.”",
			[]string{"[Ada Okoro] (added) {“The ice is thin.”} direct say"}},
		{"reads a signature", "“The ice is thin.” — Ada Okoro, Oslen",
			[]string{"[Ada Okoro] (—) {“The ice is thin.”} direct say"}},
		{"reads a clause with that", "Ada Okoro stressed that the ice was thin.",
			[]string{"[Ada Okoro] (stressed) {the ice was thin} indirect say"}},
		{"reads that behind the comma of a date", "Ada Okoro said on May 3, 2026, that the ice was thin.",
			[]string{"[Ada Okoro] (said) {the ice was thin} indirect say"}},
		{"reads a clause without that", "Ada Okoro said on Monday the ice was thin.",
			[]string{"[Ada Okoro] (said) {the ice was thin} indirect say"}},
		{"calls a clause with a quotation mixed", "Ada Okoro said the ice was “thinner than a promise”.",
			[]string{"[Ada Okoro] (said) {the ice was “thinner than a promise”} mixed say"}},
		{"reads a clause before its cue", "The ice was thin, Ada Okoro said on Monday.",
			[]string{"[Ada Okoro] (said) {The ice was thin} indirect say"}},
		{"reads a clause on both sides of its cue", "If the ice breaks, Ada Okoro said, nobody will walk.",
			[]string{"[Ada Okoro] (said) {If the ice breaks … nobody will walk} indirect say"}},
		{"leaves an adverbial out", "On Monday, Ada Okoro said the ice was thin.",
			[]string{"[Ada Okoro] (said) {the ice was thin} indirect say"}},
		{"parts two statements of one source", "Ada Okoro said the ice was thin and warned that nobody should walk on it.",
			[]string{"[Ada Okoro] (said) {the ice was thin} indirect say", "[Ada Okoro] (warned) {nobody should walk on it} indirect warn"}},
		{"reads a participle in front", "Stressing that the ice was thin, Ada Okoro said nobody should walk on it.",
			[]string{"[Ada Okoro] (Stressing) {the ice was thin} indirect say", "[Ada Okoro] (said) {nobody should walk on it} indirect say"}},
		{"reads a perfect participle in front", "Having stressed that the ice was “thin as paper”, Ada Okoro said nobody should walk on it.",
			[]string{"[Ada Okoro] (Having stressed) {the ice was “thin as paper”} mixed say", "[Ada Okoro] (said) {nobody should walk on it} indirect say"}},
		{"reads a cue inserted behind the subject", "The ice, says Ada Okoro, a fellow of the institute, has never been thin.",
			[]string{"[Ada Okoro] (says) {The ice … has never been thin} indirect say"}},
		{"reads as she noted inserted behind the subject", "The ice, as Ada Okoro noted, has never been thin.",
			[]string{"[Ada Okoro] (noted) {The ice … has never been thin} indirect say"}},
		{"takes a place before a colon for a dateline", "OSLEN: Ada Okoro said the ice was thin.",
			[]string{"[Ada Okoro] (said) {the ice was thin} indirect say"}},
		{"reads an agency's sign-off", "The ice is thin, the press office of the council informs.",
			[]string{"[the press office of the council] (informs) {The ice is thin} indirect say"}},
		{"reads a participle behind", "Ada Okoro said the ice was thin, adding that nobody should walk on it.",
			[]string{"[Ada Okoro] (said) {the ice was thin} indirect say", "[Ada Okoro] (adding) {nobody should walk on it} indirect say"}},
		{"reads according to", "According to Ada Okoro, the ice is thin.",
			[]string{"[Ada Okoro] (According to) {the ice is thin} indirect say"}},
		{"reads according to at the end", "The ice is thin, according to Ada Okoro.",
			[]string{"[Ada Okoro] (according to) {The ice is thin} indirect say"}},
		{"reads as she noted", "As Ada Okoro noted, the ice is thin.",
			[]string{"[Ada Okoro] (noted) {the ice is thin} indirect say"}},
		{"reads in her view", "In Ada Okoro's view, the ice is thin.",
			[]string{"[Ada Okoro] (In Ada Okoro's view) {the ice is thin} indirect believe"}},
		{"finds the speaker of who", "Ada Okoro, the envoy, who told reporters that the ice was thin, left early.",
			[]string{"[Ada Okoro] (told) {the ice was thin} indirect say"}},
		{"leaves a passive without a source", "It was announced that the ice was thin.",
			[]string{"[] (was announced) {the ice was thin} indirect say"}},
		{"takes the agent of a passive", "It was announced by Ada Okoro that the ice was thin.",
			[]string{"[Ada Okoro] (was announced) {the ice was thin} indirect say"}},
		{"gives a spokeswoman's words to her, by name", "A spokeswoman for the council, Ada Okoro, said the ice was thin.",
			[]string{"[Ada Okoro] (said) {the ice was thin} indirect say"}},
		{"gives an unnamed spokesman's words to the body", "A spokesman for the Norlandic Foreign Ministry said the ice was thin.",
			[]string{"[Ministry of Foreign Affairs of Norland] (said) {the ice was thin} indirect say"}},
		{"takes a capital that speaks for its state", "Oslen denied that the ice was thin.",
			[]string{"[Norland] (denied) {the ice was thin} indirect deny"}},
		{"leaves the minister unresolved", "Ada Okoro left. The minister said the ice was thin.",
			[]string{"[The minister] (said) {the ice was thin} indirect say"}},
		{"reads a refusal to say as negated", "Ada Okoro declined to say who had walked on the ice.",
			[]string{"[Ada Okoro] (declined to say) {who had walked on the ice} indirect say"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, a := range Find(read(t, tt.text)) {
				got = append(got, show(a, tt.text))
			}
			if strings.Join(got, "\n") != strings.Join(tt.want, "\n") {
				t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(tt.want, "\n  "))
			}
		})
	}
}

func TestFindNothing(t *testing.T) {
	for _, tt := range []struct{ name, text string }{
		{"in a headline and its repetition", "Ada Okoro says the ice is thin\n\nAda Okoro says the ice is thin\n\nThe lake froze in January. Nobody walked on it, and the boats stayed in the harbour."},
		{"in scare quotes", "The “free” council met in Oslen."},
		{"in an exchange of views", "Okoro and Brandt exchanged views on the ice."},
		{"in a wish for anonymity", "The envoy, who asked not to be named, left early."},
		{"in what was asked", "Asked about the ice, Okoro left."},
		{"in empty text", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, a := range Find(read(t, tt.text)) {
				t.Errorf("found %s by %s", show(a, tt.text), a.Rule)
			}
		})
	}
}

func TestComplete(t *testing.T) {
	const text = "According to the statement of the Norlandic Foreign Ministry, Ada Okoro phoned Jon Brandt on Monday.\n\n" +
		"According to the statement, Okoro asked Brandt in a call on Tuesday to open the port. Brandt rejected the request."
	all := Find(read(t, text))
	if len(all) != 3 {
		for _, a := range all {
			t.Log(show(a, text))
		}
		t.Fatalf("%d statements, want 3", len(all))
	}
	ministry := attache.EntityID("ministry-of-foreign-affairs-of-norland")
	for _, tt := range []struct {
		name      string
		got, want any
	}{
		{"gives a document to its issuer", all[0].Source.Entity, ministry},
		{"keeps who asks", all[1].Source.Name, "Ada Okoro"},
		{"says who reports it", all[1].Via.Entity, ministry},
		{"says whom it was put to", all[1].Addressee.Name, "Jon Brandt"},
		{"says when", all[1].Said.Value, "2026-11-17"},
		{"reads the act", all[1].Act, attache.ActAsk},
		{"carries who reports through the paragraph", all[2].Via.Entity, ministry},
		{"covers the sentence", all[1].Extent.Of(text), "According to the statement, Okoro asked Brandt in a call on Tuesday to open the port."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if tt.got != tt.want {
				t.Errorf("got %v, want %v", tt.got, tt.want)
			}
		})
	}
}

// A date belongs to the saying only where it stands with the cue. A wrong one is a misquotation.
func TestSaid(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"behind the cue", "Okoro said on Tuesday that the port was open.", "2026-11-17"},
		{"first in the sentence", "On Tuesday, Okoro said that the port was open.", "2026-11-17"},
		{"between source and cue", "Okoro on Tuesday said that the port was open.", "2026-11-17"},
		{"not in what was said", "Okoro said that the port was open on Tuesday.", ""},
		{"not in a clause that comes first", "Noting that the letter came on November 3, 2026, and was read on November 9, Okoro said: “This is late.”", ""},
		{"not in a clause about something else", "After the port had closed on Tuesday, Okoro said that nobody was hurt.", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			all := Find(read(t, tt.text))
			if len(all) == 0 {
				t.Fatal("found nothing")
			}
			if got := all[len(all)-1].Said.Value; got != tt.want {
				t.Errorf("said on %q, want %q (%s)", got, tt.want, show(all[len(all)-1], tt.text))
			}
		})
	}
}

// A model may supply frames of its own; what it gets wrong must not break anything.
func TestCompleteTakesForeignFrames(t *testing.T) {
	const text = "Ada Okoro, who knows the lake, thinks the ice is thin."
	x := read(t, text)
	span := func(words string) attache.Span {
		i := strings.Index(text, words)
		return attache.Span{Start: i, End: i + len(words)}
	}
	got := Complete(x, []Frame{
		{Source: span("Ada Okoro, who knows the lake,"), Cue: []attache.Span{span("thinks")}, Content: []attache.Span{span("the ice is thin")}, Rule: "model", Score: 1.7},
		{Content: []attache.Span{{Start: 9000, End: 9001}}},
		{Content: nil, Cue: []attache.Span{span("thinks")}},
		{Content: []attache.Span{{Start: 5, End: 5}}},
		{Source: attache.Span{Start: -4, End: 2}, Content: []attache.Span{span("the ice")}},
	})
	if len(got) != 1 || got[0].Act != attache.ActBelieve || got[0].Source.Name != "Ada Okoro" || got[0].Score != 1 || got[0].Rule != "model" {
		t.Errorf("got %+v", got)
	}
}

func FuzzFind(f *testing.F) {
	f.Add("“A,” she said. “B.” According to him, as Okoro noted, “C")
	f.Add("OKORO: said: “that “that that said said, said.")
	f.Add("Stressing that, adding that, according to , in her view , as he said ,")
	f.Fuzz(func(t *testing.T, text string) {
		watch := time.AfterFunc(10*time.Second, func() { panic("this text is read for ever: " + text) })
		defer watch.Stop()
		doc := token.Read(text)
		tags := phrase.Read(doc)
		last := 0
		for _, a := range Find(Text{Tags: tags, Names: entity.Read(tags, nil, time.Time{})}) {
			if len(a.Content) == 0 || a.Content[0].Start < last {
				t.Fatalf("content %v behind one at %d", a.Content, last)
			}
			last = a.Content[0].Start
			end := 0
			for _, s := range a.Content {
				if s.Empty() || s.Start < end || s.End > len(text) || !a.Extent.Contains(s) {
					t.Fatalf("content %v of %d bytes, extent %v", a.Content, len(text), a.Extent)
				}
				end = s.End
			}
			for _, s := range append([]attache.Span{a.Source.Span, a.Addressee.Span, a.Occasion}, a.Cue...) {
				if s.Start < 0 || s.End > len(text) {
					t.Fatalf("span %v leaves the text of %d bytes", s, len(text))
				}
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	for _, kB := range []int{10, 100, 1000} {
		for _, kind := range []struct{ name, unit string }{
			{"news", "Ada Okoro, who led the delegation, said on Monday that the port had not been reopened. “We shall see,” she added. According to the council, talks will follow.\n\n"},
			{"unstopped", "Ada Okoro said that the port, according to the council, had not been told by her and said, “no,” "},
		} {
			b.Run(fmt.Sprintf("%s-%dkB", kind.name, kB), func(b *testing.B) {
				var b2 strings.Builder // no two paragraphs alike: repetitions are furniture
				for n := 0; b2.Len() < kB*1000; n++ {
					b2.WriteString(strings.ReplaceAll(kind.unit, "port", fmt.Sprintf("port number %d", n)))
				}
				text := b2.String()
				x := read(b, text)
				b.SetBytes(int64(len(text)))
				b.ReportAllocs()
				for b.Loop() {
					Find(x)
				}
			})
		}
	}
}

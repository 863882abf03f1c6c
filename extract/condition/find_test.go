package condition

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"attache"
	"attache/extract/attribution"
	"attache/extract/entity"
	"attache/extract/phrase"
	"attache/extract/timex"
	"attache/extract/token"
)

const world = `state	Norland		Oslen	Norlandic|Norlanders
state	Sudland		Lirk	Sudlandic
person	Ada Okoro		Norland	President			f
person	Jon Brandt		Sudland	Foreign Minister			m
body	Council of Ports
`

// pipeline reads a text with the layers below, as the facade does.
func pipeline(t testing.TB, text string) Text {
	t.Helper()
	known, err := entity.ParseTables(strings.NewReader(world))
	if err != nil {
		t.Fatal(err)
	}
	day := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
	doc := token.Read(text)
	tags := phrase.Read(doc)
	x := Text{Tags: tags, Names: entity.Read(tags, known, day), Times: timex.Find(doc, timex.Anchor(doc, day))}
	x.Statements = attribution.Find(attribution.Text{Tags: tags, Names: x.Names, Times: x.Times})
	for i := range x.Statements {
		x.Statements[i].Ref = attache.NewRef("0123456789ab", attache.KindAttribution, i+1)
	}
	return x
}

func conditionsOf(t testing.TB, text string) []attache.Condition {
	t.Helper()
	all, _ := Find(pipeline(t, text))
	return all
}

func show(c attache.Condition, text string) string {
	return fmt.Sprintf("%s %s: %s → %s: if {%s} then {%s}", c.Kind, c.Status, c.Holder.Show(text), c.Addressee.Show(text), c.Antecedent.Of(text), c.Consequent.Of(text))
}

// The examples of the lexicon are claims about the text, and this checks them.
func TestMarkerExamples(t *testing.T) {
	for _, m := range lex.list {
		t.Run(m.words, func(t *testing.T) {
			all, _ := Find(pipeline(t, m.example))
			if len(all) != 1 {
				t.Fatalf("%d conditions in %q", len(all), m.example)
			}
			c := all[0]
			if got := strings.ToLower(c.Marker.Of(m.example)); got != m.words {
				t.Errorf("marker %q in %q", got, m.example)
			}
			if m.kind != "" && c.Kind != m.kind && m.use == free && m.kind != attache.Agreement && c.Kind != attache.Offer {
				t.Errorf("kind %s, want %s in %q", c.Kind, m.kind, m.example)
			}
			if c.Holder.Name != "Norland" || c.Addressee.Name != "Sudland" {
				t.Errorf("holder %q, addressee %q in %q", c.Holder.Name, c.Addressee.Name, m.example)
			}
		})
	}
}

func TestFind(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"reads an offer", "Norland said it would open the port if Sudland lifted its ban.",
			"offer open: Norland → Sudland: if {Sudland lifted its ban} then {it would open the port}"},
		{"reads a threat", "Norland threatened to close the port if Sudland attacked its ships.",
			"threat open: Norland → Sudland: if {Sudland attacked its ships} then {threatened to close the port}"},
		{"reads an antecedent in front", "If Sudland lifts its ban, Norland will open the port.",
			"offer open: Norland → Sudland: if {Sudland lifts its ban} then {Norland will open the port}"},
		{"reads then without a comma", "If Sudland lifts its ban then Norland will open the port.",
			"offer open: Norland → Sudland: if {Sudland lifts its ban} then {Norland will open the port}"},
		{"reads a quotation", "“We will open the port if Sudland lifts its ban,” Ada Okoro said.",
			"offer open: Ada Okoro → Sudland: if {Sudland lifts its ban} then {We will open the port}"},
		{"reads a refusal until", "Sudland will not sign until Norland has paid.",
			"precondition open: Sudland → Norland: if {Norland has paid} then {Sudland will not sign}"},
		{"reads a deadline", "Norland gave Sudland until Friday to open the port.",
			"demand open: Norland → Sudland: if {open the port} then {}"},
		{"reads the terms of a deal", "Ada Okoro insisted that any deal must include the port.",
			"demand open: Ada Okoro → : if {any deal must include the port} then {}"},
		{"reads a threat to answer", "Norland said it would respond to any Sudlandic attack on its ships.",
			"threat open: Norland → Sudland: if {any Sudlandic attack on its ships} then {it would respond to}"},
		{"reads what any attempt would meet", "Ada Okoro warned that any attempt by Sudland to close the port would be answered with force.",
			"threat open: Ada Okoro → Sudland: if {any attempt by Sudland to close the port} then {would be answered with force}"},
		{"reads an approval that is required", "The council said the change of the port's name would require the approval of the Council of Ports.",
			"legal open: Council of Ports → : if {the approval of the Council of Ports} then {the change of the port's name}"},
		{"reads one thing made to hang on another", "Norland has conditioned the opening of the port on a Sudlandic ceasefire.",
			"precondition open: Norland → Sudland: if {a Sudlandic ceasefire} then {the opening of the port}"},
		{"reads what must come first", "Norland said the drivers must be freed before talks can begin. Sudland was silent. Sudland shrugged.",
			"precondition open: Norland → Sudland: if {the drivers must be freed} then {talks can begin}"},
		{"reads should before its subject", "Norland said it would close the port should Sudland attack its ships.",
			"threat open: Norland → Sudland: if {Sudland attack its ships} then {it would close the port}"},
		{"reads were before its subject", "Norland warned that it would close the port were Sudland to attack its ships.",
			"threat open: Norland → Sudland: if {Sudland to attack its ships} then {warned that it would close the port}"},
		{"reads a bargain", "“Lift your ban and we will open the port,” Ada Okoro told Sudland.",
			"offer open: Ada Okoro → Sudland: if {Lift your ban} then {we will open the port}"},
		{"reads a bargain over two sentences", "Ada Okoro spoke to Sudland. “Let them lift the ban,” Okoro said. “Then we will open the port.”",
			"offer open: Ada Okoro → Sudland: if {Let them lift the ban} then {we will open the port}"},
		{"reads a first step over two sentences", "“We are ready to open the port,” Ada Okoro said. “But first Sudland must lift its ban.”",
			"precondition open: Ada Okoro → Sudland: if {But first Sudland must lift its ban} then {We are ready to open the port}"},
		{"reads time that is given and what follows it", "Norland gave Sudland 48 hours to free the crew or its embassy would be closed.",
			"threat open: Norland → Sudland: if {free the crew} then {its embassy would be closed}"},
		{"reads a double negation", "Norland will not open the port unless Sudland lifts its ban.",
			"precondition open: Norland → Sudland: if {Sudland lifts its ban} then {Norland will not open the port}"},
		{"reads a condition inside another", "Norland will not sign unless Sudland lifts its ban, and it will not pay unless Sudland opens its books.",
			"precondition open: Norland → Sudland: if {Sudland lifts its ban} then {Norland will not sign}\nprecondition open: Norland → Sudland: if {Sudland opens its books} then {it will not pay}"},
		{"reads or else", "Norland told Sudland to open the port or face sanctions.",
			"threat open: Norland → Sudland: if {open the port} then {face sanctions}"},
		{"finds an acceptance", "Norland offered to open the port in exchange for a ceasefire. Sudland accepted the offer.",
			"offer accepted: Norland → Sudland: if {a ceasefire} then {offered to open the port}"},
		{"finds a rejection further on", "Norland will close the port unless Sudland lifts its ban. It snowed all day. Jon Brandt rejected the demand.",
			"threat rejected: Norland → Sudland: if {Sudland lifts its ban} then {Norland will close the port}"},
		{"finds a rejection in the passive", "Norland will close the port unless Sudland lifts its ban. The ultimatum was rejected in Lirk.",
			"threat rejected: Norland → Sudland: if {Sudland lifts its ban} then {Norland will close the port}"},
		{"finds defiance", "Norland threatened to close the port unless Sudland stopped its broadcasts. Sudland said it would continue them.",
			"threat rejected: Norland → Sudland: if {Sudland stopped its broadcasts} then {threatened to close the port}"},
		{"does not let the holder answer himself", "Norland will close the port unless Sudland lifts its ban. Norland rejected the request of the Council of Ports.",
			"threat open: Norland → Sudland: if {Sudland lifts its ban} then {Norland will close the port}"},
		{"finds conditions fulfilled", "Norland will open the port if Sudland pays its fees. Sudland fulfilled the demand on Monday.",
			"offer met: Norland → Sudland: if {Sudland pays its fees} then {Norland will open the port}"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, c := range conditionsOf(t, tt.text) {
				got = append(got, show(c, tt.text))
			}
			if strings.Join(got, "\n") != tt.want {
				t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), tt.want)
			}
		})
	}
}

func TestFindNothing(t *testing.T) {
	for _, tt := range []struct{ name, text string }{
		{"in a prediction", "If the talks collapse, the currency will fall, the economist Jon Holt said."},
		{"in a rhetorical appeal", "If they really want peace, they must stop the war, Okoro said."},
		{"in advice", "If Sudland objects, Norland should call a vote, the editorial said."},
		{"in what did not happen", "If she had stayed, we would have forgiven her, Brandt said."},
		{"in one's own luck", "“If I win, I will move the embassy,” Brandt said."},
		{"in a bare demand", "Norland demanded that Sudland open the port."},
		{"in a plain date", "The port will remain closed until Tuesday."},
		{"in a promise of anonymity", "The envoy spoke on condition of anonymity."},
		{"in conditions that get worse", "Conditions in the port deteriorate if it rains."},
		{"in even if", "Norland will open the port even if Sudland objects."},
		{"in as if", "Sudland acts as if it will not pay."},
		{"in if necessary", "Norland will close the port if necessary."},
		{"in a question", "Brandt asked if Norland would open the port."},
		{"in the weather", "The match will go ahead if the rain stops."},
		{"in a headline", "Norland will open port if Sudland lifts ban\n\nThe two sides met in the harbour on Monday, and nothing more was known."},
		{"in an unconditional withdrawal", "Sudland announced an unconditional withdrawal."},
		{"in once as a plan", "The group will eat once it arrives."},
		{"in nothing", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, c := range conditionsOf(t, tt.text) {
				t.Errorf("found %s by %s", show(c, tt.text), c.Rule)
			}
		})
	}
}

func TestFindTies(t *testing.T) {
	const text = "Ada Okoro asked Jon Brandt to open the port by Friday. Brandt agreed to the request on the condition that Norland would pay the fees before Thursday. Okoro also accepted this condition."
	x := pipeline(t, text)
	all, _ := Find(x)
	if len(all) != 1 {
		t.Fatalf("%d conditions", len(all))
	}
	c := all[0]
	for _, tt := range []struct {
		name      string
		got, want any
	}{
		{"the consequent to what was asked for", c.Resolved.Of(text), "open the port by Friday"},
		{"the answer to its sentence", c.Evidence.Of(text), "Okoro also accepted this condition."},
		{"the extent to both sentences", c.Extent.Of(text), text[strings.Index(text, "Brandt agreed"):]},
		{"a date to the deadline", c.Deadline.Span.Of(text), "Thursday"},
		{"the condition to the statement that voiced it", string(c.Voiced) != "", true},
		{"an acceptance to the status", c.Status, attache.Accepted},
	} {
		t.Run("ties "+tt.name, func(t *testing.T) {
			if tt.got != tt.want {
				t.Errorf("got %v, want %v", tt.got, tt.want)
			}
		})
	}
}

func FuzzFind(f *testing.F) {
	f.Add("If, unless and until Norland, provided that if it, in exchange for. Sudland accepted.")
	f.Add("gave until Friday to or face any deal must include any attack would respond to any attack if")
	f.Fuzz(func(t *testing.T, text string) {
		watch := time.AfterFunc(10*time.Second, func() { panic("this text is read for ever: " + text) })
		defer watch.Stop()
		for _, c := range conditionsOf(t, text) {
			for _, s := range []attache.Span{c.Marker, c.Antecedent, c.Consequent, c.Resolved, c.Evidence, c.Extent, c.Holder.Span, c.Addressee.Span} {
				if s.Start < 0 || s.End > len(text) {
					t.Fatalf("%v leaves the text of %d bytes", s, len(text))
				}
			}
			if c.Extent.Empty() || c.Holder.IsZero() || c.Kind == "" || c.Status == "" || c.Rule == "" {
				t.Fatalf("an unfinished condition: %+v", c)
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	for _, kB := range []int{10, 1000} {
		for _, kind := range []struct{ name, unit string }{
			{"news", "Norland said on Monday it would open port %d if Sudland lifted its ban. The weather was fine and the boats were out. Sudland rejected the offer, Jon Brandt said.\n\n"},
			{"unstopped", "if Norland will open port %d unless Sudland, until it said that "},
		} {
			b.Run(fmt.Sprintf("%s-%dkB", kind.name, kB), func(b *testing.B) {
				var text strings.Builder
				for n := 0; text.Len() < kB*1000; n++ {
					fmt.Fprintf(&text, kind.unit, n)
				}
				x := pipeline(b, text.String())
				b.SetBytes(int64(text.Len()))
				b.ReportAllocs()
				for b.Loop() {
					Find(x)
				}
			})
		}
	}
}

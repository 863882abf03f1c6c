package entity

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// tables are those that ship with the program.
func tables(t testing.TB) *Tables {
	t.Helper()
	f, err := os.Open("../../configs/entities.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := ParseTables(f)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

const world = `state	Norland	Republic of Norland	Oslen	Norlandic|Norlanders
state	Sudland		Lirk	Sudlandic
body	Council of Ports	COP
seat	Amber Palace		Norland
person	Ada Okoro		Norland	President	2020	2024	f
person	Jon Brandt	Johan Brandt	Sudland	Foreign Minister	2022-05-01		m
person	Mira Weil		Norland	Speaker			f
`

func read(t testing.TB, text string) *Set {
	t.Helper()
	known, err := ParseTables(strings.NewReader(world))
	if err != nil {
		t.Fatal(err)
	}
	return Read(phrase.Read(token.Read(text)), known, time.Date(2023, 3, 1, 0, 0, 0, 0, time.UTC))
}

// list writes mentions as "words = name (kind)".
func list(s *Set) string {
	var all []string
	for _, m := range s.Mentions {
		all = append(all, fmt.Sprintf("%s = %s (%s)", m.Span.Of(s.tags.Doc.Text), m.Mention.Name, m.Kind))
	}
	return strings.Join(all, "; ")
}

func TestRead(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"takes a title with a name", "Yesterday Foreign Minister Tove Lind spoke.",
			"Foreign Minister Tove Lind = Tove Lind (person)"},
		{"keeps the state of a title apart", "Norlandic Foreign Minister Tove Lind spoke.",
			"Norlandic = Norland (state); Foreign Minister Tove Lind = Tove Lind (person)"},
		{"gives a surname to the full name", "Tove Lind spoke. Lind left early.",
			"Tove Lind = Tove Lind (person); Lind = Tove Lind (person)"},
		{"finds a surname that is a common word", "Tove Price spoke. Price left early.",
			"Tove Price = Tove Price (person); Price = Tove Price (person)"},
		{"takes a surname in the headline for the name in the text", "Lind leaves early\n\nTove Lind spoke in the harbour and left before the end.",
			"Lind = Tove Lind (person); Tove Lind = Tove Lind (person)"},
		{"merges two spellings of a first name", "Stefan Lindqvist spoke. Stephan Lindqvist left.",
			"Stefan Lindqvist = Stefan Lindqvist (person); Stephan Lindqvist = Stefan Lindqvist (person)"},
		{"keeps brothers apart", "Tove Lind and Maria Lind spoke.",
			"Tove Lind = Tove Lind (person); Maria Lind = Maria Lind (person)"},
		{"names nobody for a surname of two", "Tove Lind and Maria Lind spoke. Lind left.",
			"Tove Lind = Tove Lind (person); Maria Lind = Maria Lind (person)"},
		{"lets Mr. decide between two", "Tomas Lind and Maria Lind spoke. Mrs. Lind left.",
			"Tomas Lind = Tomas Lind (person); Maria Lind = Maria Lind (person); Mrs. Lind = Maria Lind (person)"},
		{"knows a president by surname and office", "President Okoro spoke.",
			"President Okoro = Ada Okoro (person)"},
		{"knows a variant of the tables", "Johan Brandt spoke.",
			"Johan Brandt = Jon Brandt (person)"},
		{"takes a rare surname alone for the only one known by it", "Okoro spoke about the weather.", "Okoro = Ada Okoro (person)"},
		{"takes a common surname alone for nobody", "Johnson spoke about the weather.", ""},
		{"takes a first name that leads the full name", "Kwon Min-su spoke. Kwon left early.",
			"Kwon Min-su = Kwon Min-su (person); Kwon = Kwon Min-su (person)"},
		{"takes a prince by his first name", "Prince Faisal bin Rashid spoke. Prince Faisal left early.",
			"Prince Faisal bin Rashid = Faisal bin Rashid (person); Prince Faisal = Faisal bin Rashid (person)"},
		{"tells two of one surname by what they are", "Mayor Tove Lind met the writer Maria Lind. Lind, the mayor, left.",
			"Mayor Tove Lind = Tove Lind (person); Maria Lind = Maria Lind (person); Lind = Tove Lind (person)"},
		{"takes a capital that acts for its state", "Oslen rejected the offer.",
			"Oslen = Norland (state)"},
		{"takes a capital that is visited for the city", "She travelled to Oslen. A visit to Lirk followed.",
			"She =  (person); Oslen = Oslen (place); Lirk = Lirk (place)"},
		{"takes a possessive capital by what it owns", "Oslen's decision was late. Oslen's streets were empty.",
			"Oslen = Norland (state); Oslen = Oslen (place)"},
		{"takes a seat for a body of its own", "The Amber Palace denied it.",
			"Amber Palace = Amber Palace (body)"},
		{"gives ministries one name", "The Norlandic Foreign Ministry spoke. The Ministry of Foreign Affairs of Norland left. Norland's Foreign Ministry stayed.",
			"Norlandic Foreign Ministry = Ministry of Foreign Affairs of Norland (body); Ministry of Foreign Affairs of Norland = Ministry of Foreign Affairs of Norland (body); Norland's Foreign Ministry = Ministry of Foreign Affairs of Norland (body)"},
		{"reads bodies in small letters behind a state", "The Norlandic defence ministry denied it.",
			"Norlandic defence ministry = Ministry of Defence of Norland (body)"},
		{"reads an abbreviation in brackets", "The Lakes Monitoring Group (LMG) spoke. LMG left.",
			"Lakes Monitoring Group = Lakes Monitoring Group (body); LMG = Lakes Monitoring Group (body); LMG = Lakes Monitoring Group (body)"},
		{"learns states that no table holds", "Karesh's president met the Kareshi envoy.",
			"Karesh = Karesh (state); Kareshi = Karesh (state)"},
		{"does not take a pronoun for a state", "They told us. The US agreed.",
			""},
		{"leaves months and days alone", "On Monday in March nobody came.", ""},
		{"resolves she by sex", "Tomas Berg met Maria Lind. She left early.",
			"Tomas Berg = Tomas Berg (person); Maria Lind = Maria Lind (person); She = Maria Lind (person)"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := list(read(t, tt.text)); got != tt.want {
				t.Errorf("got\n  %s\nwant\n  %s", got, tt.want)
			}
		})
	}
}

func TestEntities(t *testing.T) {
	s := read(t, "Norlandic Foreign Minister Tove Lind spoke. Lind, a lawyer, met Jon Brandt of Sudland.")
	got := fmt.Sprint(s.Entities())
	want := "[{norland Norland state  [] } {tove-lind Tove Lind person Norlandic Foreign Minister [Lind] norland} " +
		"{jon-brandt Jon Brandt person  [] sudland} {sudland Sudland state  [] }]"
	if got != want {
		t.Errorf("got\n  %s\nwant\n  %s", got, want)
	}
}

func TestResolve(t *testing.T) {
	const text = "A spokeswoman for the Council of Ports, Maria Lind, met the Norlandic foreign minister, Tove Berg, in Oslen. " +
		"The minister left. Officials stayed. The council met again. Berg said her country was ready. " +
		"A spokesman for the council spoke. Norland and Sudland agreed. The statement of the Council of Ports was short. Norland's ambassador left."
	s := read(t, text)
	for _, tt := range []struct{ name, words, want string }{
		{"takes the name in a description", "A spokeswoman for the Council of Ports, Maria Lind,", "Maria Lind"},
		{"takes a name with its title", "the Norlandic foreign minister, Tove Berg,", "Tove Berg"},
		{"takes the only minister for the minister", "The minister", "Tove Berg"},
		{"gives a plural no name", "Officials", ""},
		{"gives a body's noun its only body", "The council", "Council of Ports"},
		{"takes a surname", "Berg", "Tove Berg"},
		{"takes his country for the state", "her country", "Norland"},
		{"gives an unnamed spokesman's body", "A spokesman for the council", ""},
		{"names neither of two", "Norland and Sudland", ""},
		{"gives a document to its issuer", "The statement of the Council of Ports", "Council of Ports"},
		{"does not take an ambassador for the state", "Norland's ambassador", ""},
		{"finds nothing in nothing", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			i := strings.Index(text, tt.words)
			m := s.Resolve(attache.Span{Start: i, End: i + len(tt.words)})
			if m.Name != tt.want || (m.Name == "") != (m.Sure == 0) {
				t.Errorf("got %q (%.2f), want %q", m.Name, m.Sure, tt.want)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	known, err := ParseTables(strings.NewReader(world))
	if err != nil {
		f.Fatal(err)
	}
	f.Add("President of Karesh Timur O'Brien, al-Assad's U.S. Foreign Ministry of the of (LMG) he she his")
	f.Add("MINISTRY OF THE OF FOR Ada Okoro Ada Okoro Jr., Mr. Okoro's Oslen and Lirk and")
	f.Fuzz(func(t *testing.T, text string) {
		watch := time.AfterFunc(10*time.Second, func() { panic("this text is read for ever: " + text) })
		defer watch.Stop()
		s := Read(phrase.Read(token.Read(text)), known, time.Time{})
		end := 0
		for _, m := range s.Mentions {
			if m.Span.Start < end || m.Span.Empty() || m.Span.End > len(text) {
				t.Fatalf("mention %v behind %d in %d bytes", m.Span, end, len(text))
			}
			if (m.Mention.Entity == "") != (m.Mention.Name == "") {
				t.Fatalf("entity %q, name %q", m.Mention.Entity, m.Mention.Name)
			}
			end = m.Span.End
			s.Resolve(m.Span)
		}
		seen := map[attache.EntityID]bool{}
		for _, e := range s.Entities() {
			if e.ID == "" || seen[e.ID] {
				t.Fatalf("entity %q twice or without id", e.ID)
			}
			seen[e.ID] = true
		}
	})
}

func BenchmarkRead(b *testing.B) {
	known := tables(b)
	for _, kB := range []int{10, 1000} {
		for _, kind := range []struct{ name, unit string }{
			{"news", "Norlandic Foreign Minister Tove Lind%d met President Vladimir Putin in Moscow on Monday. She said Washington had agreed. The Norlandic Defence Ministry denied it, and Lind%d left.\n\n"},
			{"capitals", "Tove Lind%d Jon Brandt%d Ministry of Foreign Affairs of "},
		} {
			b.Run(fmt.Sprintf("%s-%dkB", kind.name, kB), func(b *testing.B) {
				var text strings.Builder
				for n := 0; text.Len() < kB*1000; n++ {
					fmt.Fprintf(&text, kind.unit, n, n)
				}
				tags := phrase.Read(token.Read(text.String()))
				b.SetBytes(int64(text.Len()))
				b.ReportAllocs()
				for b.Loop() {
					Read(tags, known, time.Time{})
				}
			})
		}
	}
}

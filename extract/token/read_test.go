package token

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"attache/internal/golden"
)

// cut returns the tokens of text with "|" between them.
func cut(text string) string {
	d := Read(text)
	var all []string
	for i := range d.Tokens {
		all = append(all, d.Of(i))
	}
	return strings.Join(all, "|")
}

func TestTokens(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"cuts clitics off", "She didn't say we'll go; Baku's, they've I'm D'Arcy's.", "She|did|n't|say|we|'ll|go|;|Baku|'s|,|they|'ve|I|'m|D'Arcy|'s|."},
		{"cuts curly clitics off", "It isn’t Selmara’s.", "It|is|n’t|Selmara|’s|."},
		{"cuts fused words", "I cannot, gonna.", "I|can|not|,|gon|na|."},
		{"keeps names with apostrophes", "O'Neill's at 5 o'clock", "O'Neill|'s|at|5|o'clock"},
		{"keeps hyphens", "a well-known U.S.-led 40-year-old vice-president", "a|well-known|U.S.-led|40-year-old|vice-president"},
		{"parts dashes", "yes--no — or–not - so", "yes|--|no|—|or|–|not|-|so"},
		{"keeps abbreviations", "Gen. Brand (ret.) met Mr. Kim at 9 a.m. in the U.S. on Nov. 5.", "Gen.|Brand|(|ret|.|)|met|Mr.|Kim|at|9|a.m.|in|the|U.S.|on|Nov.|5|."},
		{"keeps a stop of its own for words", "He sat. No. It was No. 3.", "He|sat|.|No|.|It|was|No.|3|."},
		{"keeps numbers", "$3.5 million, 1,000 men, 12%, 9:30, 9/11, 3-5, 1,2", "$|3.5|million|,|1,000|men|,|12|%|,|9:30|,|9/11|,|3-5|,|1|,|2"},
		{"knows currencies", "US$5, HK$10, €3", "US$|5|,|HK$|10|,|€|3"},
		{"keeps decades", "the '80s and 1990s", "the|'80s|and|1990s"},
		{"keeps addresses", "see https://a.example/b?c=d, or mail x.y@z.org. @who #tag", "see|https://a.example/b?c=d|,|or|mail|x.y@z.org|.|@who|#tag"},
		{"parts sentences without a space", "He left.She stayed.", "He|left|.|She|stayed|."},
		{"keeps ellipses", "well... no… yes . . . so", "well|...|no|…|yes|. . .|so"},
		{"keeps wire quotes", "``No,'' he said", "``|No|,|''|he|said"},
		{"keeps markup together", `a <a href="x">b</a> < c`, `a|<a href="x">|b|</a>|<|c`},
		{"cuts Chinese as Unicode does", "中文 ok", "中|文|ok"},
		{"keeps marks with their letters", "cafe\u0301 naïve", "cafe\u0301|naïve"},
		{"reads right to left", "قال الوزير: لا.", "قال|الوزير|:|لا|."},
		{"keeps emoji whole", "ok 👨‍👩‍👧!", "ok|👨‍👩‍👧|!"},
		{"passes over NUL and BOM", "\ufeffa\x00b", "a|b"},
		{"keeps broken bytes", "a \xff\xfe b", "a|\xff\xfe|b"},
		{"reads nothing", " \n\t", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := cut(tt.text); got != tt.want {
				t.Errorf("%q: got\n%s\nwant\n%s", tt.text, got, tt.want)
			}
			check(t, Read(tt.text))
		})
	}
}

func TestForms(t *testing.T) {
	d := Read("The ENVOYS’ plan, EB-5 and co\u00adop İstanbul 1,000")
	for i, want := range []struct {
		norm, shape string
		flags       Flags
	}{
		{"the", "Xxx", Word | Capital}, {"envoys", "XX", Word | Capital | Upper}, {"'", "_", Punct}, {"plan", "xx", Word | Lower},
		{",", "_", Punct}, {"eb-5", "XX-d", Word | Digit | Capital | Upper | Hyphenated}, {"and", "xx", Word | Lower},
		{"coop", "xx", Word | Lower}, {"i̇stanbul", "Xxx", Word | Capital}, {"1,000", "d_dd", Digit | Number},
	} {
		tok := &d.Tokens[i]
		const form = Word | Digit | Number | Punct | Capital | Upper | Lower | Hyphenated
		if i != 8 && d.Norm(i) != want.norm || tok.Shape.String() != want.shape || tok.Flags&form != want.flags {
			t.Errorf("%q: %q %s %b, want %q %s %b", d.Of(i), d.Norm(i), tok.Shape, tok.Flags&form, want.norm, want.shape, want.flags)
		}
	}
	if Hash("Don’t") != Hash("don't") || Hash("a") == Hash("b") {
		t.Error("Hash does not follow the normal form")
	}
}

func TestSentences(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"splits after stops", "He left. She stayed? No! Yes.", "He left.|She stayed?|No!|Yes."},
		{"keeps titles with names", "Mr. Kim met Gen. Lee. Dr. No left.", "Mr. Kim met Gen. Lee.|Dr. No left."},
		{"keeps initials", "J. R. Okoro spoke. He left.", "J. R. Okoro spoke.|He left."},
		{"splits after abbreviations before a starter", "It came from the U.S. The rest stayed in the U.S. Senate.", "It came from the U.S.|The rest stayed in the U.S. Senate."},
		{"splits after times before a starter", "He came at 9 p.m. The talks ended at 9 p.m. Tuesday.", "He came at 9 p.m.|The talks ended at 9 p.m. Tuesday."},
		{"takes closing marks along", "\"He left.\" \"She stayed.\" (They ate.) So.", "\"He left.\"|\"She stayed.\"|(They ate.)|So."},
		{"goes on in lower case", "\"Why?\" he asked. Yahoo! was sold.", "\"Why?\" he asked.|Yahoo! was sold."},
		{"keeps decimals and versions", "It rose 3.5 percent. 12 left.", "It rose 3.5 percent.|12 left."},
		{"keeps list numbers", "1. Stop the war.", "1. Stop the war."},
		{"splits at paragraphs", "No stop here\n\nNext one", "No stop here|Next one"},
		{"keeps wrapped lines together", "The minister said that the talks would go on and that nobody\nwanted them to fail before the summer.", "The minister said that the talks would go on and that nobody\nwanted them to fail before the summer."},
		{"keeps datelines with their sentence", "GENEVA, Nov. 5 (Agency) — The talks began. They ended.", "GENEVA, Nov. 5 (Agency) — The talks began.|They ended."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := Read(tt.text)
			var all []string
			for _, s := range d.Sentences {
				all = append(all, s.Span.Of(d.Text))
			}
			if got := strings.Join(all, "|"); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

func TestQuotes(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"pairs straight marks", `"Yes," she said. "No."`, "Yes,|No."},
		{"pairs curly marks", "“Yes,” she said. “No.”", "Yes,|No."},
		{"pairs low and high marks", "„Ja“, sagte sie.", "Ja"},
		{"pairs guillemets", "« Oui », dit-elle ; ‹ non ›.", "Oui|non"},
		{"pairs guillemets turned round", "»Ja«, sagte sie.", "Ja"},
		{"pairs wire marks", "``Yes,'' she said.", "Yes,"},
		{"pairs single marks", "‘Yes,’ she said of the ministers’ plan. 'No,' he said.", "Yes,|No,"},
		{"takes apostrophes for none", "The ministers' plan and the envoys' reply didn't fit the '80s.", ""},
		{"nests", `"He told me 'never again' twice," she said.`, "He told me 'never again' twice,| never again"},
		{"nests genitives", "'The voters' rights are ours,' he said.", "The voters' rights are ours,"},
		{"takes inches for none", `A 6" pipe and a 12" pipe.`, ""},
		{"recovers a lost mark at the paragraph", "\"He left and never\n\nShe said \"no\" to that.", "He left and never~|no"},
		{"ends a lost quotation where the next opens", `"He left. She said "no" to that.`, "He left. She said~|no"},
		{"follows quotations over paragraphs", "\"One.\n\n\"Two.\n\n\"Three,\" he said.", "One.>|Two.>|Three,"},
		{"follows a quotation that is not opened again", "He said: \"One.\n\nTwo.\" Then he left.", "One.>|Two."},
		{"survives odd marks", `" " "' "'" ’”“`, "*"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := Read(tt.text)
			check(t, d)
			var all []string
			for _, q := range d.Quotes {
				s := strings.Repeat(" ", q.Depth) + strings.TrimSpace(q.Inner.Of(d.Text))
				switch {
				case q.Next >= 0:
					s += ">"
				case !q.Closed:
					s += "~"
				}
				all = append(all, s)
			}
			if got := strings.Join(all, "|"); got != tt.want && tt.want != "*" {
				t.Errorf("%q: got\n%s\nwant\n%s", tt.text, got, tt.want)
			}
		})
	}
}

func TestFurniture(t *testing.T) {
	for _, name := range []string{"talks", "transcript"} {
		b, err := os.ReadFile("testdata/" + name + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		d := Read(string(b))
		check(t, d)
		var out strings.Builder
		for i := range d.Paragraphs {
			p := &d.Paragraphs[i]
			text := p.Span.Of(d.Text)
			if len(text) > 60 {
				text = text[:60]
			}
			fmt.Fprintf(&out, "%s: %s\n", p.Kind, text)
			if !p.Dateline.Empty() {
				fmt.Fprintf(&out, "\tdateline %s\n", p.Dateline.Of(d.Text))
			}
			if !p.Label.Empty() {
				fmt.Fprintf(&out, "\tlabel %s\n", p.Label.Of(d.Text))
			}
		}
		golden.Equal(t, name+".golden", out.String())
	}
}

func TestKnownTitle(t *testing.T) {
	d := ReadTitled("The minister left the hall early.\n\nThe minister left the hall early on Monday, and nobody said why.", "The minister left the hall early")
	if d.Paragraphs[0].Kind != Title || d.Paragraphs[1].Kind != Body {
		t.Errorf("kinds %v, %v; want title, body", d.Paragraphs[0].Kind, d.Paragraphs[1].Kind)
	}
}

func TestTokensIn(t *testing.T) {
	d := Read("One two three. Four.")
	if r := d.TokensIn(d.Tokens[1].Span); r != (Range{1, 2}) {
		t.Errorf("TokensIn = %v", r)
	}
	if r := d.TokensIn(d.Sentences[1].Span); r != (Range{4, 6}) {
		t.Errorf("TokensIn = %v", r)
	}
	if s := d.SentenceAt(d.Tokens[4].Start); s != 1 {
		t.Errorf("SentenceAt = %d", s)
	}
	if s := d.SentenceAt(len(d.Text)); s != len(d.Sentences) {
		t.Errorf("SentenceAt past the end = %d", s)
	}
}

func TestTable(t *testing.T) {
	var table Table[int]
	if _, ok := table.Get(Hash("x")); ok {
		t.Error("the empty table holds something")
	}
	for i := range 1000 {
		table.Put(fmt.Sprint("word", i), i)
	}
	table.Put("Word7", -7)
	for i := range 1000 {
		want := i
		if i == 7 {
			want = -7
		}
		if got, ok := table.Get(Hash(fmt.Sprint("word", i))); !ok || got != want {
			t.Fatalf("word%d: %d %t", i, got, ok)
		}
	}
	if table.Len() != 1000 {
		t.Errorf("Len = %d", table.Len())
	}
}

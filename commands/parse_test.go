package commands

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"attache"
)

func TestSplit(t *testing.T) {
	for _, tt := range []struct {
		name, line string
		want       []string
	}{
		{"parts words", "who-said  corridor talks", []string{"who-said", "corridor", "talks"}},
		{"keeps a phrase", `search "grain corridor" now`, []string{"search", "grain corridor", "now"}},
		{"keeps a curly phrase", "search “grain corridor”", []string{"search", "grain corridor"}},
		{"leaves a lonely quotation mark", `say 5" pipes`, []string{"say", `5"`, "pipes"}},
		{"leaves an apostrophe", "O'Brien visit", []string{"O'Brien", "visit"}},
		{"keeps what is escaped", `a\ b \"c`, []string{"a b", `"c`}},
		{"keeps an empty word", `--x ""`, []string{"--x", ""}},
		{"gives nothing for nothing", "  ", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := Split(tt.line); !slices.Equal(got, tt.want) {
				t.Errorf("Split(%q) = %q, want %q", tt.line, got, tt.want)
			}
		})
	}
}

func TestParseRefuses(t *testing.T) {
	for _, tt := range []struct{ name, line, say string }{
		{"an unknown option", "who-said --speeker x", `no option "speeker"`},
		{"an option without a value", "who-said --speaker", "needs a value"},
		{"an option given twice", "who-said --speaker a --speaker b", "given twice"},
		{"words twice", "who-said --topic a b", "given twice"},
		{"words where none are taken", "status now", "takes no words"},
		{"a missing option", "search", `say "words"`},
		{"a choice that is none", "who-said --form loud x", "one of direct"},
		{"a switch that is none", "who-said --beliefs=maybe x", "yes or no"},
		{"a date that does not exist", "who-said --since 2026-02-31 x", "as a date"},
		{"a page below one", "who-said --page 0 x", "above 0"},
		{"too long a value", "search " + strings.Repeat("x", 1001), "longer than"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			cmd, rest, _ := Find(All(), Split(tt.line))
			_, err := Parse(cmd, rest, monday)
			if err == nil || !strings.Contains(attache.Explain(err), tt.say) {
				t.Errorf("Parse(%q) = %v, want %q", tt.line, err, tt.say)
			}
		})
	}
}

func TestLineComesBack(t *testing.T) {
	for _, line := range []string{
		"who-said --speaker lena-maren --since \"last week\" corridor \"two flags\"",
		"who-said --beliefs --speaker x -- --not-an-option",
		`search "a \"b\""`,
	} {
		cmd, rest, _ := Find(All(), Split(line))
		if cmd.Name == "who-said" {
			line = strings.Replace(line, "last week", "2026-W46", 1)
			_, rest, _ = Find(All(), Split(line))
		}
		call, err := Parse(cmd, rest, monday)
		if err != nil {
			t.Fatal(err)
		}
		again := lineOf(call).String()
		_, rest, _ = Find(All(), Split(again))
		twice, err := Parse(cmd, rest, monday)
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range cmd.AllOptions() {
			if call.values[o.Name] != twice.values[o.Name] {
				t.Errorf("%q became %q: %s is %q, was %q", line, again, o.Name, twice.values[o.Name], call.values[o.Name])
			}
		}
	}
}

func TestUnderstand(t *testing.T) {
	long := strings.Repeat("The commissions met in Sarn and parted without a word. ", 9)
	for _, tt := range []struct {
		name, text string
		files      bool
		want       Intent
	}{
		{"nothing", " ", false, Intent{}},
		{"a file alone", "", true, Intent{Kind: IntentSubmit}},
		{"a file with a note", "for the archive", true, Intent{Kind: IntentSubmit}},
		{"a slash command", "/who-said corridor", false, Intent{Kind: IntentCommand, Line: "who-said corridor"}},
		{"an unknown slash command", "/whosaid corridor", false, Intent{Kind: IntentCommand, Line: "whosaid corridor"}},
		{"a command without slash", "who-said corridor", false, Intent{Kind: IntentCommand, Line: "who-said corridor"}},
		{"a command alone", "status", false, Intent{Kind: IntentCommand, Line: "status"}},
		{"a sentence that begins like a command", "search for grain deals", false, Intent{Kind: IntentAsk, Line: "search for grain deals"}},
		{"a link", "https://a.example/x", false, Intent{Kind: IntentSubmit, URLs: []string{"https://a.example/x"}}},
		{"a question about a link", "what is https://a.example/x about?", false, Intent{Kind: IntentAsk, Line: "what is https://a.example/x about?"}},
		{"an article", long, false, Intent{Kind: IntentSubmit, Text: strings.TrimSpace(long)}},
		{"a short article with a head", "Title: Quay closed\n\nThe quay is closed.", false, Intent{Kind: IntentSubmit, Text: "Title: Quay closed\n\nThe quay is closed."}},
		{"a question", "who said peace?", false, Intent{Kind: IntentAsk, Line: "who said peace?"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := Understand(tt.text, tt.files)
			if got.Kind != tt.want.Kind || got.Line != tt.want.Line || got.Text != tt.want.Text || !slices.Equal(got.URLs, tt.want.URLs) {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	for _, cmd := range All() {
		for _, e := range cmd.Examples {
			f.Add(e)
		}
	}
	f.Add("who-said --since \"31 February\" \\")
	f.Fuzz(func(t *testing.T, line string) {
		argv := Split(line)
		cmd, rest, ok := Find(All(), argv)
		if !ok {
			return
		}
		call, err := Parse(cmd, rest, monday)
		if err != nil {
			if strings.HasPrefix(attache.Explain(err), "Something went wrong") {
				t.Fatalf("%q: no sentence for a person: %v", line, err)
			}
			return
		}
		again := lineOf(call).String()
		_, rest, _ = Find(All(), Split(again))
		if _, err := Parse(cmd, rest, monday); err != nil {
			t.Fatalf("%q gives the line %q, which does not parse: %v", line, again, err)
		}
	})
}

func FuzzUnderstand(f *testing.F) {
	for _, s := range []string{
		"what did Maren say? https://a.example", "/who-said --speaker Maren", "Title: Quay closed\n\nThe quay is closed.", "https://a.example/x, http://b.example/y.",
		"<https://a.example|a>", "https://", "who-said", "\u202ehttps://a.example\u202c", "/", "who\x00said", strings.Repeat("words ", 100),
	} {
		f.Add(s, false)
	}
	f.Add("", true)
	f.Fuzz(func(t *testing.T, text string, files bool) {
		in, bare := Understand(text, files), strings.TrimSpace(text)
		switch in.Kind {
		case IntentNone:
			if bare != "" || files {
				t.Fatalf("%q means nothing", text)
			}
		case IntentAsk:
			if in.Line != bare {
				t.Fatalf("%q asks %q", text, in.Line)
			}
		case IntentCommand:
			if in.Line != strings.TrimPrefix(bare, "/") {
				t.Fatalf("%q is the command %q", text, in.Line)
			}
		case IntentSubmit:
			if in.Text != "" && in.Text != bare || in.Text == "" && len(in.URLs) == 0 && !files {
				t.Fatalf("%q hands in %+v", text, in)
			}
			for _, u := range in.URLs {
				if p, err := url.Parse(u); err != nil || p.Host == "" || p.Scheme != "http" && p.Scheme != "https" || !strings.Contains(text, u) {
					t.Fatalf("%q hands in the link %q", text, u)
				}
			}
		}
	})
}

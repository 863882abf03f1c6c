package commands

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"attache"
	"attache/card"
	"attache/internal/golden"
)

// Every declared option is read by its command, or by what it delegates to: Call panics on others.
func TestEveryCommandRunsWithEveryOption(t *testing.T) {
	for _, cmd := range All() {
		t.Run(cmd.Name, func(t *testing.T) {
			d := newDesk(t)
			d.schedules = []attache.Schedule{{Name: "morning", Channel: "5", Zone: "UTC", Spec: "day at 08:00"}}
			d.decisions = []attache.Decision{{N: 1, Kind: attache.Merged}}
			given := map[string]string{}
			for _, o := range cmd.AllOptions() {
				switch {
				case len(o.Choices) > 0:
					given[o.Name] = o.Choices[0]
				case o.Kind == Number:
					given[o.Name] = "1"
				case o.Kind == Switch:
					given[o.Name] = "true"
				case o.Kind == Day:
					given[o.Name] = "2026-11-01"
				case o.Name == "article" || o.Name == "id":
					given[o.Name] = string(d.articles[0].ID)
				case o.Name == "ref" && cmd.Name == "correct":
					given[o.Name] = string(d.articles[0].ID) + "#c1"
				case o.Name == "ref":
					given[o.Name] = string(d.articles[0].ID) + "#s1"
				case strings.HasPrefix(cmd.Name, "digest"):
					given[o.Name] = "morning"
				case o.Name == "url":
					given[o.Name] = "https://irskherald.example/terms"
				case o.Name == "into":
					given[o.Name] = "Ana Tolvaj"
				case o.Name == "part": // instead of article and as
				case o.Name == "command":
					given[o.Name] = "who-said"
				case o.Name == "outlet":
					given[o.Name] = "Irsk Herald"
				default:
					given[o.Name] = "Maren"
				}
			}
			call, err := FromOptions(cmd, given, monday)
			if err != nil {
				t.Fatal(err)
			}
			call.Asker.Can = Admin
			c, err := cmd.Run(t.Context(), d.env(), call)
			if err != nil {
				t.Fatal(err)
			}
			if c.Title == "" && c.Lead == "" {
				t.Error("the answer says nothing")
			}
			if cmd.Private && !c.Private {
				t.Error("a private command gave a public card")
			}
		})
	}
}

func TestExamplesRun(t *testing.T) {
	for _, cmd := range All() {
		if len(cmd.Examples) == 0 {
			t.Errorf("%s has no example", cmd.Name)
		}
		for _, e := range cmd.Examples {
			t.Run(e, func(t *testing.T) {
				d := newDesk(t)
				d.schedules = []attache.Schedule{{Name: "morning"}}
				d.decisions = []attache.Decision{{N: 1, Kind: attache.Merged}}
				if _, err := d.run(t, strings.ReplaceAll(e, "0a1b2c3d4e5f", string(d.articles[0].ID))); err != nil {
					t.Error(err)
				}
			})
		}
	}
}

// The limits are Discord's: https://discord.com/developers/docs/interactions/application-commands
func TestDeclarationsFitEverySurface(t *testing.T) {
	seen := map[string]bool{}
	groups := map[string]bool{}
	for _, cmd := range All() {
		first, second, _ := strings.Cut(cmd.Name, " ")
		if seen[cmd.Name] || second == "" && groups[first] {
			t.Errorf("%s is declared twice, or both alone and with subcommands", cmd.Name)
		}
		seen[cmd.Name] = true
		if second != "" {
			groups[first] = true
		}
		if n := utf8.RuneCountInString(cmd.Summary); n == 0 || n > 100 {
			t.Errorf("%s: the summary has %d characters", cmd.Name, n)
		}
		optional, rest := false, 0
		for _, o := range cmd.AllOptions() {
			if n := utf8.RuneCountInString(o.Help); n == 0 || n > 100 {
				t.Errorf("%s %s: the help has %d characters", cmd.Name, o.Name, n)
			}
			if o.Required && optional {
				t.Errorf("%s: %s is required but stands after an optional one", cmd.Name, o.Name)
			}
			optional = optional || !o.Required
			if o.Rest {
				rest++
			}
			if o.Kind == Choice && (len(o.Choices) == 0 || len(o.Choices) > 25) {
				t.Errorf("%s %s: %d choices", cmd.Name, o.Name, len(o.Choices))
			}
		}
		if rest > 1 {
			t.Errorf("%s has %d options for the rest of the words", cmd.Name, rest)
		}
		if f := cmd.Form; f != nil && (utf8.RuneCountInString(f.Title) > 45 || len(f.Fields) > 5) {
			t.Errorf("%s: the form does not fit", cmd.Name)
		}
	}
	if len(groups) > 25 || len(seen) > 60 {
		t.Error("too many commands")
	}
}

// What people see. The golden file holds the command lines and their answers.
func TestAnswers(t *testing.T) {
	d := newDesk(t)
	d.schedules = []attache.Schedule{{Name: "morning", Channel: "5", Zone: "Europe/Kyiv", Spec: "weekday at 08:00", Topic: "corridor"}}
	var b strings.Builder
	for _, line := range []string{
		"who-said --speaker maren",
		"who-said Maren",
		"who-said corridor",
		"who-said --speaker tolvaj",
		"who-said --speaker Marin",
		"who-said --speaker maren --until 2026-10-31 corridor",
		"who-said",
		"timeline",
		"timeline --upcoming",
		"timeline --from 2026-12 --to 2027",
		"conditions --party tessany",
		"conditions --status rejected",
		"conditions --party Maren --with Tessany --status open",
		"conditions --holder Maren --addressee Tessany --kind promise",
		"changed --speaker Maren flags",
		"changed --speaker Maren submarines",
		"changed --speaker Nobody flags",
		"correct " + string(d.articles[0].ID) + "#c1",
		"correct " + string(d.articles[0].ID) + "#s1",
		"corrections",
		"search corridor",
		"search unicorns",
		"article show " + string(d.articles[0].ID),
		"article show " + string(d.articles[0].ID) + "#s2",
		"article show k7m2q4x9d3hw",
		"article list",
		"article remove " + string(d.articles[1].ID),
		"who-said --article " + string(d.articles[0].ID),
		"who-said corridor --format all",
		"timeline --format csv",
		"who-said submarines --format csv",
		"cite " + string(d.articles[0].ID) + "#s1",
		"cite " + string(d.articles[0].ID) + "#s99",
		"cite " + string(d.articles[0].ID),
		"cite flags",
		"why " + string(d.articles[0].ID) + "#s2",
		"why " + string(d.articles[0].ID) + "#e1",
		"why " + string(d.articles[0].ID) + "#c1",
		"why " + string(d.articles[1].ID) + "#s1",
		"why " + string(d.articles[1].ID),
		"digest list",
		"digest preview evening",
		"ask What did Maren say about the flags?",
		"ask When do the commissions meet?",
		`ask "When do the commissions meet?"`,
		"ask On what condition would Maren reopen the corridor?",
		"ask What did Putin say?",
		"ask What did Maren ask of Tessany?",
		"ask Hello!",
		"status",
		"help who-said",
		"help nonsense",
	} {
		b.WriteString("> " + line + "\n" + d.print(t, line) + "\n")
	}
	golden.Equal(t, "answers.golden", b.String())
}

func TestHelpListsEveryCommand(t *testing.T) {
	golden.Equal(t, "help.golden", newDesk(t).print(t, "help"))
}

func TestTwoPages(t *testing.T) {
	d := newDesk(t)
	for i := range 9 {
		words := fmt.Sprintf("“Flags for a%d, not for b%d,”", i, i)
		d.add(t, attache.Article{Text: words, Published: monday}, attache.Facts{})
		d.say(len(d.articles)-1, "Lena Maren", "for", words, attache.Direct, 0.9)
	}
	c, err := d.run(t, "who-said --speaker maren flags")
	if err != nil {
		t.Fatal(err)
	}
	next := c.Actions[slices.IndexFunc(c.Actions, func(a card.Action) bool { return strings.HasPrefix(a.Label, "Next") })]
	if next.Off || !c.Actions[0].Off {
		t.Fatalf("the first page offers %+v", c.Actions)
	}
	c, err = d.run(t, next.Line)
	if err != nil {
		t.Fatal(err)
	}
	if c.Lead != "6–10 of 10." || !c.Actions[1].Off {
		t.Errorf("the second page says %q and offers %+v", c.Lead, c.Actions)
	}
	if c, err = d.run(t, strings.Replace(next.Line, "--page 2", "--page 9", 1)); err != nil || c.Title != "No more" {
		t.Errorf("a page past the last gives %q, %v", c.Title, err)
	}
}

func TestRemoveNeedsOwnerOrAdminAndAsksFirst(t *testing.T) {
	d := newDesk(t)
	line := "article remove " + string(d.articles[0].ID)
	if _, err := d.runAs(t, line+" --yes", Asker{User: "8"}, Handed{}); err == nil || len(d.removed) > 0 {
		t.Error("a stranger removed an article")
	}
	c, err := d.runAs(t, line, Asker{User: "7"}, Handed{})
	if err != nil || len(d.removed) > 0 || len(c.Actions) != 1 || !c.Actions[0].Danger {
		t.Fatalf("did not ask first: %+v, %v", c, err)
	}
	if _, err := d.runAs(t, c.Actions[0].Line, Asker{User: "7"}, Handed{}); err != nil || len(d.removed) != 1 {
		t.Errorf("the owner could not remove: %v", err)
	}
}

func TestSubmit(t *testing.T) {
	long := strings.Repeat("The commissions met in Sarn and parted without a word. ", 20)
	for _, tt := range []struct {
		name, line string
		handed     Handed
		want       []attache.Submission
		say        string
	}{
		{"takes a link", "submit https://a.example/x", Handed{}, []attache.Submission{{URL: "https://a.example/x"}}, ""},
		{"takes two links in a handed text", "submit", Handed{Text: "read https://a.example/x and https://b.example/y."},
			[]attache.Submission{{URL: "https://a.example/x"}, {URL: "https://b.example/y"}}, ""},
		{"takes a text with a link in it as a text", "submit", Handed{Text: long + "https://a.example/x"}, []attache.Submission{{Text: long + "https://a.example/x"}}, ""},
		{"takes a short text that was handed in as an article", "submit", Handed{Text: "Talks broke off."}, []attache.Submission{{Text: "Talks broke off."}}, ""},
		{"takes a file", "submit", Handed{Files: []attache.File{{Name: "a.txt"}}}, []attache.Submission{{File: attache.File{Name: "a.txt"}}}, ""},
		{"refuses nothing", "submit", Handed{}, nil, "no text, link or file"},
		{"refuses what is no link", "submit nonsense", Handed{}, nil, "no link"},
		{"refuses too many", "submit", Handed{Files: make([]attache.File, 11)}, nil, "11 articles"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(t)
			_, err := d.runAs(t, tt.line, Asker{User: "7", Guild: "1", Origin: attache.Origin{Guild: "1", Channel: "2", Message: "3"}}, tt.handed)
			if tt.say != "" {
				if err == nil || !strings.Contains(attache.Explain(err), tt.say) {
					t.Errorf("err = %v, want one that says %q", err, tt.say)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if len(d.handed) != len(tt.want) {
				t.Fatalf("%d submissions, want %d", len(d.handed), len(tt.want))
			}
			keys := map[string]bool{}
			for i, s := range d.handed {
				w := tt.want[i]
				if s.URL != w.URL || strings.TrimSpace(s.Text) != strings.TrimSpace(w.Text) || s.File.Name != w.File.Name {
					t.Errorf("submission %d is %+v", i, s)
				}
				if s.Key == "" || keys[s.Key] {
					t.Errorf("submission %d has the key %q", i, s.Key)
				}
				keys[s.Key] = true
			}
		})
	}
}

func TestOutcomes(t *testing.T) {
	d := newDesk(t)
	a := d.articles[0]
	for _, tt := range []struct {
		name string
		out  attache.Outcome
		want string
	}{
		{"says what was found", attache.Outcome{Article: a, Facts: d.facts[a.ID]}, "Found 2 statements, 1 event and 1 condition."},
		{"recognises what is known", attache.Outcome{Article: a, Known: true}, "Already archived"},
		{"explains a problem", attache.Outcome{Err: &attache.Problem{Say: "That page is empty."}}, "That page is empty."},
		{"gives nothing away", attache.Outcome{Err: errors.New("dial tcp 10.0.0.1")}, "Something went wrong"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var b strings.Builder
			if err := card.WriteText(&b, OutcomeCard(tt.out), 200); err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(b.String(), tt.want) || strings.Contains(b.String(), "10.0.0.1") {
				t.Errorf("got %s", b.String())
			}
		})
	}
}

func TestDocumentIsUpToDate(t *testing.T) {
	golden.EqualFile(t, "../docs/COMMANDS.md", Document(All()))
}

package readable

import (
	"errors"
	"strings"
	"testing"
	"time"

	"attache"
)

// longSentence gives filler of n words that looks like no title, byline or date.
func longSentence(n int) string {
	words := strings.Fields("the council of the town met on the quay and talked about the ferry while the mayor read a letter from the ministry aloud")
	var b strings.Builder
	for i := range n {
		b.WriteString(words[i%len(words)] + " ")
	}
	return "So " + strings.TrimSpace(b.String()) + "."
}

func TestTopOfPastedText(t *testing.T) {
	body := "\n\n" + longSentence(60)
	for _, tt := range []struct{ name, text, title, byline, published string }{
		{"takes a first line without a full stop for the title", "Ferry vote put off again" + body, "Ferry vote put off again", "", ""},
		{"takes a question for a title", "Who owns the Ash?" + body, "Who owns the Ash?", "", ""},
		{"takes a title that ends in a country's initials", "Brandt to speak at the U.N." + body, "Brandt to speak at the U.N.", "", ""},
		{"does not take a sentence", "The ferry vote was put off." + body, "", "", ""},
		{"does not take a line that is all there is", "Ferry vote put off again", "", "", ""},
		{"does not take a dateline", "WEIR, Nov. 20 (Courier) — The vote" + body, "", "", ""},
		{"does not take a line in small letters", "see this one" + body, "", "", ""},
		{"takes a title said twice even with a full stop", "No vote. No ferry.\n\nNo vote. No ferry." + body, "No vote. No ferry.", "", ""},
		{"reads a byline", "No ferry\n\nBy MAREN HOLT and Idris Kane, Staff Writers" + body, "No ferry", "MAREN HOLT and Idris Kane, Staff Writers", ""},
		{"reads a byline without a title", "By Maren Holt" + body, "", "Maren Holt", ""},
		{"does not take a sentence for a byline", "No ferry\n\nBy Monday the council had met." + body, "No ferry", "", ""},
		{"does not take a phrase for a byline", "No ferry\n\nBy the people who run it" + body, "No ferry", "", ""},
		{"reads a date line", "No ferry\n\nFriday, 20 November 2026 | 18:40 GMT" + body, "No ferry", "", "2026-11-20T18:40:00Z"},
		{"does not read a date that is open to two readings", "No ferry\n\n3/4/2026" + body, "No ferry", "", ""},
		{"does not read a date inside the body", "No ferry" + body + "\n\n20 November 2026", "No ferry", "", ""},
		{"reads a bold title", "**No ferry.**" + body, "", "", ""},
		{"reads a heading", "# No ferry" + body, "No ferry", "", ""},
		{"reads a quoted text", "> No ferry\n>\n> " + longSentence(60), "No ferry", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, err := Reader{}.Read(attache.File{Type: "text/plain", Bytes: []byte(tt.text)})
			if err != nil {
				t.Fatal(err)
			}
			published := ""
			if !a.Published.IsZero() {
				published = a.Published.Format(time.RFC3339)
			}
			if a.Title != tt.title || a.Byline != tt.byline || published != tt.published {
				t.Errorf("title %q byline %q published %q; want %q, %q, %q", a.Title, a.Byline, published, tt.title, tt.byline, tt.published)
			}
			sound(t, a.Text)
		})
	}
}

func TestHints(t *testing.T) {
	const body = "The sluice stays open."
	for _, tt := range []struct{ name, text, title, text2 string }{
		{"takes one hint above a blank line", "Title: Sluice\n\n" + body, "Sluice", body},
		{"takes two hints without a blank line", "Headline: Sluice\nSource: Weir Courier\n" + body, "Sluice", body},
		{"does not take a first line that only looks like one", "Date: the fruit of the palm\n" + body, "", "Date: the fruit of the palm\n\n" + body},
		{"does not take a word it does not know", "Warning: sluice\n\n" + body, "", "Warning: sluice\n\n" + body},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, err := Read(attache.File{Bytes: []byte(tt.text)}, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if a.Title != tt.title || a.Text != tt.text2 {
				t.Errorf("title %q, text %q", a.Title, a.Text)
			}
		})
	}
}

// press knows two outlets that write dates differently.
type press struct{}

func (press) Find(host string) attache.Outlet {
	if host == "www.weir.example" {
		return attache.Outlet{Name: "Weir Courier", Dates: attache.MonthFirst}
	}
	return attache.Outlet{}
}

func (press) Named(name string) attache.Outlet {
	if strings.EqualFold(name, "the lock") {
		return attache.Outlet{Name: "The Lock", Dates: attache.DayFirst}
	}
	return attache.Outlet{}
}

func TestHintsThatNameAnOutlet(t *testing.T) {
	const body = "\n\nThe sluice stays open."
	for _, tt := range []struct{ name, text, outlet, day string }{
		{"read a date in figures as the outlet writes it", "Outlet: the lock\nDate: 1/2/2024" + body, "the lock", "2024-02-01"},
		{"wherever the outlet stands", "Date: 1/2/2024\nOutlet: The Lock" + body, "The Lock", "2024-02-01"},
		{"or as that of the link does", "Date: 1/2/2024\nURL: https://www.weir.example/sluice" + body, "Weir Courier", "2024-01-02"},
		{"the name before the link", "Outlet: The Lock\nURL: https://www.weir.example/sluice\nDate: 1/2/2024" + body, "The Lock", "2024-02-01"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, err := Read(attache.File{Bytes: []byte(tt.text)}, Options{Outlets: press{}})
			if err != nil {
				t.Fatal(err)
			}
			if got := a.Published.Format(time.DateOnly); got != tt.day || a.Outlet != tt.outlet {
				t.Errorf("%s of %q, want %s of %q", got, a.Outlet, tt.day, tt.outlet)
			}
		})
	}
	if _, err := Read(attache.File{Bytes: []byte("Outlet: Weir Gazette\nDate: 1/2/2024" + body)}, Options{Outlets: press{}}); !errors.Is(err, ErrDate) {
		t.Errorf("err = %v, want ErrDate: nobody knows how that outlet writes dates", err)
	}
}

func TestAuthor(t *testing.T) {
	for in, want := range map[string]string{
		"By Maren Holt":                       "Maren Holt",
		"Maren Holt22 Dec 2026651":            "Maren Holt",
		"by Maren Holt March 25, 2026":        "Maren Holt",
		"Maren Holt@marenholt Updated Jul 24": "Maren Holt",
		"Maren Holt | The Courier":            "Maren Holt",
		"Last Updated: January 7, 2026":       "",
		"28 April 2026":                       "",
		"https://social.example/maren":        "",
		"Maren Holt, MA, and Idris Kane":      "Maren Holt, MA, and Idris Kane",
		"May Linden":                          "May Linden",
		"":                                    "",
	} {
		if got := author(in); got != want {
			t.Errorf("author(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestHeadline(t *testing.T) {
	for _, tt := range []struct{ name, shared, linked, heading, outlet, want string }{
		{"takes what page and metadata agree on", "Ferry! What now?", "Ferry vote put off", "Ferry vote put off", "", "Ferry vote put off"},
		{"does not take a description", "Ferry vote put off", "A list of votes", "", "", "Ferry vote put off"},
		{"takes the outlet off", "Ferry vote put off | Weir Courier", "", "", "Weir Courier", "Ferry vote put off"},
		{"takes off what the heading does not have", "Ferry vote put off - Somewhere", "", "Ferry vote put off", "", "Ferry vote put off"},
		{"keeps a dash of the author's", "Ferry - the vote", "", "", "Weir Courier", "Ferry - the vote"},
		{"falls back on the heading", "", "", "Ferry vote put off", "", "Ferry vote put off"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := pageMeta{heading: tt.heading, ld: linked{headline: tt.linked}}
			if got := m.headline(tt.shared, tt.outlet); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

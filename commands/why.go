package commands

import (
	"context"
	"fmt"
	"strings"

	"attache"
	"attache/card"
	"attache/extract"
)

// why explains one finding.
var why = Command{
	Name:    "why",
	Summary: "Explain a finding: what found it, in which words, and how surely",
	Help: `Takes a finding apart: the rule or model that found it, the words it was read from with the part each plays,
how the speaker was identified, and how confident the reading is. Every finding has a button that asks this.`,
	Options:  []Option{refOption},
	Examples: []string{"why 0a1b2c3d4e5f#s1"},
	Private:  true,
	Run: func(ctx context.Context, env Env, call Call) (card.Card, error) {
		c, lead, err := theFinding(ctx, env, call.Text("ref"))
		if err != nil {
			return card.Card{}, err
		}
		out := card.Card{Title: "Why " + string(c.Ref) + "?", Lead: lead, Blocks: []card.Block{card.TakeApart(c)}, Private: true}
		reason := func(heading, words string) {
			if words != "" {
				out.Blocks = append(out.Blocks, card.Text{Heading: heading, Words: words})
			}
		}
		switch {
		case c.Attribution != nil:
			a := c.Attribution
			reason("Found by", foundBy(a.Rule, a.Score))
			reason("Speaker", resolved(c.Article, a.Source, "Nobody is named as the source, so none is shown."))
			reason("Reported by", resolved(c.Article, a.Via, ""))
			reason("Addressed to", resolved(c.Article, a.Addressee, ""))
			reason("Read as", reading(*a))
			if !a.Said.IsZero() {
				reason("When it was said", dating(c.Article, a.Said))
			}
		case c.Event != nil:
			e := c.Event
			reason("Found by", foundBy(e.Rule, e.Score))
			reason("Date", dating(c.Article, e.When))
			for _, m := range e.Who {
				reason("Takes part", resolved(c.Article, m, ""))
			}
		case c.Condition != nil:
			t := c.Condition
			reason("Found by", foundBy(t.Rule, t.Score))
			reason("Set by", resolved(c.Article, t.Holder, "Nobody is named as the one who sets it."))
			reason("Addressed to", resolved(c.Article, t.Addressee, ""))
			if !t.Evidence.Empty() {
				reason("Status", string(t.Status)+": “"+oneLine(t.Evidence.Of(c.Article.Text))+"”")
			}
		}
		out.Actions = []card.Action{
			{Label: "The finding", Line: "cite " + string(c.Ref)},
			{Label: "The article", Line: "article show " + string(c.Article.ID)},
		}
		return out, nil
	},
}

// foundBy names a rule or model, says what it looks for, and how sure it was.
func foundBy(rule string, score float32) string {
	words := extract.Why(rule)
	if !strings.Contains(words, rule) {
		words += " (rule " + rule + ")"
	}
	words += fmt.Sprintf("\nConfidence %.2f of 1", score)
	switch attache.TrustOf(score) {
	case attache.Held:
		words += ": too doubtful to be shown unless asked for."
	case attache.Doubtful:
		words += ": shown with a mark."
	default:
		words += "."
	}
	return words
}

// resolved says whom the words of a mention were taken to mean, and on what grounds. unnamed is said of a
// mention that points nowhere.
func resolved(a attache.Article, m attache.Mention, unnamed string) string {
	said := oneLine(m.Span.Of(a.Text))
	switch {
	case m.IsZero():
		return unnamed
	case m.Name == "":
		return "“" + said + "” is taken as it stands: it is no name, and was not identified with anybody."
	case said == "":
		return m.Name + ", from the context" + sureness(m.Sure)
	case strings.EqualFold(said, m.Name):
		return m.Name + ", by the full name" + sureness(m.Sure)
	}
	words := "“" + said + "” is " + m.Name
	switch {
	case strings.Contains(strings.ToLower(said), strings.ToLower(m.Name)):
		words += ", by the full name" + sureness(m.Sure)
	case pronoun(said):
		words += ": a pronoun, taken to mean who was named before" + sureness(m.Sure)
	case sharesName(said, m.Name):
		words += ", by part of the name" + sureness(m.Sure)
	default:
		words += ", by role or another name" + sureness(m.Sure)
	}
	if where := named(a, m); where != "" {
		words += "\nNamed in: “" + where + "”"
	}
	return words
}

func sureness(sure float32) string { return fmt.Sprintf(" (confidence %.2f)", sure) }

func pronoun(s string) bool {
	switch strings.ToLower(s) {
	case "he", "she", "it", "they", "him", "her", "them", "his", "their", "who", "i", "we":
		return true
	}
	return false
}

// sharesName reports whether a word of the name, longer than a particle, stands in the text.
func sharesName(said, name string) bool {
	for w := range strings.FieldsSeq(strings.ToLower(name)) {
		if len(w) > 3 && strings.Contains(strings.ToLower(said), w) {
			return true
		}
	}
	return false
}

// named returns the line that names whom a mention means in full: the last before the mention, or else the
// first.
func named(a attache.Article, m attache.Mention) string {
	at := strings.LastIndex(a.Text[:max(0, min(m.Span.Start, len(a.Text)))], m.Name)
	if at < 0 {
		at = strings.Index(a.Text, m.Name)
	}
	if at < 0 || m.Span.Overlaps(attache.Span{Start: at, End: at + len(m.Name)}) {
		return ""
	}
	const around = 80
	from, to := max(0, at-around), min(len(a.Text), at+len(m.Name)+around)
	if i := strings.LastIndexByte(a.Text[from:at], '\n'); i >= 0 {
		from += i + 1
	} else if i := strings.IndexByte(a.Text[from:at], ' '); from > 0 && i >= 0 {
		from += i + 1
	}
	if i := strings.IndexByte(a.Text[at:to], '\n'); i >= 0 {
		to = at + i
	} else if i := strings.LastIndexByte(a.Text[at+len(m.Name):to], ' '); to < len(a.Text) && i >= 0 {
		to = at + len(m.Name) + i
	}
	return oneLine(strings.ToValidUTF8(a.Text[from:to], ""))
}

// reading says how a statement was understood.
func reading(a attache.Attribution) string {
	form := map[attache.Form]string{
		attache.Direct:   "direct: all of it stands in quotation marks",
		attache.Indirect: "indirect: none of it stands in quotation marks",
		attache.Mixed:    "mixed: part of it stands in quotation marks",
	}[a.Form]
	words := form
	if a.Act != "" {
		words += "\nact: " + string(a.Act)
	}
	if a.Negated {
		words += "\nnegated: the source did not say this, or declined to"
	}
	return words
}

// dating says from which words a date was read, and from what it was counted.
func dating(a attache.Article, t attache.Timex) string {
	words := oneLine(t.Span.Of(a.Text))
	switch {
	case t.IsZero():
		return "The text gives no date."
	case words == "":
		return card.When(t)
	}
	out := "“" + words + "” is " + card.When(t)
	if t.Anchor != "" {
		out += ", counted from " + t.Anchor
	}
	if t.Doubt != "" {
		out += "\nNote: " + t.Doubt
	}
	return out
}

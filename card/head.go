package card

import "strings"

// Head says whose statement it is, how it was made, when, and who reports it: "Ada Marlowe (uncertain)
// denied, 5 November 2026, as reported by the port". What was said follows in the passage, where it is marked.
func (q Quote) Head() string {
	source := q.Source
	if source == "" {
		source = "(no source named)"
	}
	if q.Doubt != "" {
		source += " (" + q.Doubt + ")"
	}
	line := join(" ", source, q.Cue)
	if q.When != "" {
		line += ", " + q.When
	}
	if q.Via != "" {
		line += ", as reported by " + q.Via
	}
	return line
}

// Head is the date of an event, and its status unless it happened: "30 November 2026 [scheduled]".
func (m Moment) Head() string {
	if m.Status != "" {
		return m.When + " [" + m.Status + "]"
	}
	return m.When
}

// Head says who sets a condition to whom, of which kind, and how it stands.
func (t Term) Head() string {
	line := t.Holder
	if line == "" {
		line = "(holder not named)"
	}
	if t.Addressee != "" {
		line += " → " + t.Addressee
	}
	if t.Outcome != "" {
		return line + " [" + join(", ", t.Kind, t.Outcome) + "]"
	}
	return line + " [" + join(", ", t.Kind, t.Status) + "]"
}

// Told is what the condition's own article told became of it, which stands before Evidence.
func (t Term) Told() string {
	if len(t.Steps) > 0 || t.ByHand != "" || t.Status == "" {
		return "its article"
	}
	return t.Status
}

// Notes are what stands under a condition besides its passages: when it is due, who told it, what was set by
// hand.
func (t Term) Notes() string {
	due, hand := "", ""
	if t.Due != "" {
		due = "due " + t.Due
	}
	if t.ByHand != "" {
		hand = t.ByHand + " set by hand"
	}
	return join(" · ", due, t.Reported, hand)
}

// Parts are the lines that say a condition.
func (t Term) Parts() []string {
	if t.Joint != "" {
		return []string{t.Consequent + " *" + t.Joint + "* " + t.Antecedent}
	}
	var parts []string
	if t.Antecedent != "" {
		lead := "condition: "
		if t.Consequent == "" {
			lead = "demanded: "
		}
		parts = append(parts, lead+t.Antecedent)
	}
	if t.Consequent != "" {
		parts = append(parts, "then: "+t.Consequent)
	}
	return parts
}

// Draw returns the text with its marks between open and end. plain makes a stretch of text harmless
// for where it goes; nil leaves it as it is. Marks that do not fit the text are not drawn.
func (s Passage) Draw(open, end string, plain func(string) string) string {
	if plain == nil {
		plain = func(s string) string { return s }
	}
	var b strings.Builder
	if s.Before {
		b.WriteString(plain(Omission + " "))
	}
	at := 0
	for _, m := range s.Marks {
		if m.Start < at || m.Empty() || m.End > len(s.Text) {
			continue
		}
		b.WriteString(plain(s.Text[at:m.Start]) + open + plain(s.Text[m.Start:m.End]) + end)
		at = m.End
	}
	b.WriteString(plain(s.Text[at:]))
	if s.After {
		b.WriteString(plain(" " + Omission))
	}
	return b.String()
}

package card

import "strings"

// Marks are what stands around the pieces of a drift.
type Marks struct{ Cut, CutEnd, Added, AddedEnd string }

// Wdiff marks pieces as the wdiff tool does, where letters are all there is.
var Wdiff = Marks{"[-", "-]", "{+", "+}"}

// Drifted draws how the wording of a copy differs. Long stretches that were kept are shortened to what
// stands next to a difference, others to their ends; plain makes text harmless for where it goes, nil leaves it.
func (c Copy) Drifted(m Marks, plain func(string) string) string {
	if plain == nil {
		plain = func(s string) string { return s }
	}
	var out []string
	for i, p := range c.Drift {
		text := inside(p.Text)
		if p.Edit == Kept {
			text = around(p.Text, i > 0, i < len(c.Drift)-1)
		}
		if text = plain(text); strings.TrimSpace(text) == "" {
			continue // marks around nothing would be read as something else
		}
		switch p.Edit {
		case Cut:
			text = m.Cut + text + m.CutEnd
		case Added:
			text = m.Added + text + m.AddedEnd
		}
		out = append(out, text)
	}
	return strings.Join(out, " ")
}

// beside is how many words next to a difference show where it stands.
const beside = 4

// around shortens a kept stretch to its first words when something differs before it, and to its last
// when something differs behind it.
func around(text string, before, after bool) string {
	words := strings.Fields(text)
	var kept []string
	switch {
	case before && after && len(words) > 2*beside+1:
		kept = append(append(append(kept, words[:beside]...), "…"), words[len(words)-beside:]...)
	case before && !after && len(words) > beside+1:
		kept = append(append(kept, words[:beside]...), "…")
	case !before && after && len(words) > beside+1:
		kept = append([]string{"…"}, words[len(words)-beside:]...)
	default:
		return text
	}
	return strings.Join(kept, " ")
}

// inside shortens a long stretch that was cut or added to its ends.
func inside(text string) string {
	const most = 4 * beside
	words := strings.Fields(text)
	if len(words) <= most {
		return text
	}
	return strings.Join(words[:beside], " ") + " … " + strings.Join(words[len(words)-beside:], " ")
}

// Says tells how a copy relates to its quotation, in words: "word for word, the same report".
func (c Copy) Says() string {
	var parts []string
	if c.Source != "" {
		parts = append(parts, "says it was "+c.Source)
	}
	if c.Drift == nil {
		parts = append(parts, "word for word")
	}
	if c.Report {
		parts = append(parts, "the same report")
	}
	return strings.Join(parts, ", ")
}

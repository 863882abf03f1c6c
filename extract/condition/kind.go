package condition

import (
	"strings"

	"attache"
)

// kind judges what the holder does by setting the condition.
func (f *finder) kind(c *found, st *attache.Attribution) attache.ConditionKind {
	if c.marker == nil {
		return c.Condition.Kind
	}
	m, v := c.marker, c.cons.verb
	harmful := c.cons.class == harm || c.cons.class == answer
	negated := c.cons.negated
	act := attache.Act("")
	if st != nil {
		act = st.Act
	}
	for i := c.cons.First; i < c.cons.End; i++ {
		switch w := f.d.Norm(i); {
		case strings.HasPrefix(w, "threat"), strings.HasPrefix(w, "warn"):
			act = attache.ActWarn
		case strings.HasPrefix(w, "offer"), strings.HasPrefix(w, "promis"), strings.HasPrefix(w, "pledg"), w == "willing", w == "ready", w == "prepared", w == "open":
			act = attache.ActPromise
		case strings.HasPrefix(w, "agree") && !f.isNoun(i):
			act = attache.ActAccept
		}
	}
	if f.legal(c) {
		return attache.Legal
	}
	unwilling := negated || act == attache.ActReject
	switch {
	case act == attache.ActAccept && m.use == later && m.kind == attache.Agreement, act == attache.ActAccept && (m.kind == attache.Agreement || m.kind == attache.Offer):
		return attache.Agreement
	case m.kind == attache.Agreement && m.use == free:
		if act == attache.ActPromise || v >= 0 && f.tags.Groups[v].Modal || act == attache.ActSay {
			return attache.Offer
		}
		return attache.Agreement
	case m.isWord("unless") || m.isWord("unless and until"), m.isWord("except if"):
		if unwilling && !harmful {
			return attache.Precondition
		}
		return attache.Threat
	case act == attache.ActWarn:
		return attache.Threat
	case m.use == strict:
		return attache.Precondition
	case m.use == later:
		if harmful || negated {
			return attache.Threat
		}
		return attache.Offer
	case m.kind == attache.Precondition:
		return attache.Precondition
	case m.kind != "":
		return m.kind
	case m.isWord("as long as"), m.isWord("so long as"):
		if unwilling {
			return attache.Precondition
		}
		return attache.Offer
	case harmful, negated:
		return attache.Threat
	}
	return attache.Offer
}

func (m *marker) isWord(w string) bool { return m != nil && m.words == w }

func (f *finder) isNoun(i int) bool {
	return strings.HasSuffix(f.d.Norm(i), "ment") || strings.HasSuffix(f.d.Norm(i), "ments")
}

// legal reports whether the holder is a court, a council of states or a body that applies a rule.
func (f *finder) legal(c *found) bool {
	name := strings.ToLower(c.Holder.Show(f.d.Text))
	for _, w := range []string{"court", "security council", "unesco", "tribunal", "regulator", "judge", "constitution"} {
		if strings.Contains(name, w) {
			return true
		}
	}
	return false
}

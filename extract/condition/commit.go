package condition

import (
	"strings"

	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// commits reports whether the consequent binds somebody: by a promise, refusal or threat, by what
// somebody will or would do, or by a state that is kept up.
func (f *finder) commits(c *found, v int, st *attache.Attribution, m *marker) bool {
	committed := st != nil && (st.Act == attache.ActPromise || st.Act == attache.ActAccept || st.Act == attache.ActReject ||
		st.Act == attache.ActWarn || st.Act == attache.ActDemand && st.Rule != "")
	bound := false
	for i := c.cons.First; i < c.cons.End; i++ {
		bound = bound || in(&commitments, f.d, i)
	}
	if v < 0 {
		return committed || bound && !m.isWord("if")
	}
	g := &f.tags.Groups[v]
	future, negated := f.future(v), g.Negated || f.refuses(c.cons)
	switch m.use {
	case strict: // "will not open until", "remains until", "refuses to talk before"
		if m.words == "before" || m.words == "without" {
			return negated && (future || bound)
		}
		return negated && (future || bound || g.Perfect) || future && f.classOf(v) == keep
	case later: // "promised to open as soon as"
		return (future || committed || bound) && f.actorIn(c.ante)
	}
	if f.counterfactual(v) {
		return false
	}
	if future || bound || committed && st.Act != attache.ActDemand {
		return true
	}
	// "We do not seek to exclude anyone provided …", "the offer stands as long as …"
	return m.words != "if" && !g.Perfect || f.firstPerson(c.cons)
}

func (m *marker) isWord(w string) bool { return m != nil && m.words == w }

// future reports whether a verb group speaks of what will or would be.
func (f *finder) future(v int) bool {
	g := &f.tags.Groups[v]
	for i := g.Tokens.First; i < g.Tokens.End; i++ {
		if in(&futures, f.d, i) {
			return true
		}
	}
	return f.d.Norm(g.Tokens.First) == "can" || f.goingTo(v)
}

// goingTo reports whether "is going to", "is ready to", "is prepared to" follows.
func (f *finder) goingTo(v int) bool {
	g := &f.tags.Groups[v]
	for i := g.Tokens.First; i < min(g.Tokens.End+3, len(f.d.Tokens)); i++ {
		if in(&willing, f.d, i) || f.d.Norm(i) == "going" {
			return true
		}
	}
	return false
}

// refuses reports whether a stretch holds a word of refusal.
func (f *finder) refuses(r token.Range) bool {
	for i := r.First; i < r.End; i++ {
		switch w := f.d.Norm(i); {
		case strings.HasPrefix(w, "refus"), w == "no", w == "unwilling", w == "nothing", w == "nobody", w == "never", w == "not" && i+1 < r.End && f.d.Norm(i+1) != "only":
			return true
		}
	}
	return false
}

// counterfactual reports whether a verb group speaks of what did not happen: "would have forgiven".
func (f *finder) counterfactual(v int) bool {
	g := &f.tags.Groups[v]
	return g.Modal && g.Perfect
}

func (f *finder) firstPerson(r token.Range) bool {
	for i := r.First; i < r.End; i++ {
		switch f.d.Norm(i) {
		case "we", "i":
			return true
		}
	}
	return false
}

// classOf returns what the main verb of a group does to the other side, looking past "is ready to".
func (f *finder) classOf(v int) class {
	if v < 0 {
		return noClass
	}
	for n := v; n < len(f.tags.Groups) && n < v+2; n++ {
		g := &f.tags.Groups[n]
		if n > v && (!g.Infinitive || f.d.Tokens[g.Main].Sentence != f.d.Tokens[f.tags.Groups[v].Main].Sentence) {
			break
		}
		if k, ok := lex.verbs.Get(f.d.Tokens[g.Main].Hash); ok {
			return k
		}
	}
	return noClass
}

// classOf2 is classOf for a group that is at hand.
func (f *finder) classOf2(g *phrase.Group) class {
	k, _ := lex.verbs.Get(f.d.Tokens[g.Main].Hash)
	return k
}

// actorIn reports whether a stretch names somebody who acts.
func (f *finder) actorIn(r token.Range) bool {
	if len(f.Names.In(f.d.Span(r))) > 0 {
		return true
	}
	for i := r.First; i < r.End; i++ {
		if in(&people, f.d, i) {
			return true
		}
	}
	return false
}

// kind judges what the holder does by setting the condition.
func (f *finder) kind(c *found, v int, st *attache.Attribution) attache.ConditionKind {
	m := c.marker
	harmful := f.classOf(v) == harm || f.classOf(v) == answer
	negated := v >= 0 && f.tags.Groups[v].Negated || f.refuses(c.cons)
	act := attache.Act("")
	if st != nil {
		act = st.Act
	}
	for i := c.cons.First; i < c.cons.End; i++ {
		switch w := f.d.Norm(i); {
		case strings.HasPrefix(w, "threat"), strings.HasPrefix(w, "warn"):
			act = attache.ActWarn
		case strings.HasPrefix(w, "offer"), strings.HasPrefix(w, "promis"), strings.HasPrefix(w, "pledg"), in(&willing, f.d, i):
			act = attache.ActPromise
		case strings.HasPrefix(w, "agree"):
			act = attache.ActAccept
		case w == "law" || w == "resolution" || w == "rules" || w == "sanctions" && negated:
			if f.legalHolder(c) {
				return attache.Legal
			}
		}
	}
	switch {
	case act == attache.ActAccept && m != nil && (m.kind == attache.Agreement || m.kind == attache.Offer):
		return attache.Agreement
	case m != nil && m.kind == attache.Agreement:
		if act == attache.ActPromise || v >= 0 && f.tags.Groups[v].Modal {
			return attache.Offer
		}
		return attache.Agreement
	case act == attache.ActWarn:
		return attache.Threat
	case m != nil && (m.use == strict || m.use == later):
		if f.legalHolder(c) && negated {
			return attache.Legal
		}
		return attache.Precondition
	case m.isWord("unless") || m.isWord("unless and until"):
		if negated && !harmful {
			return attache.Precondition
		}
		return attache.Threat
	case m != nil && m.kind == attache.Precondition:
		if negated || act == attache.ActReject {
			return attache.Precondition
		}
		if act == attache.ActPromise || act == attache.ActSay && !harmful && f.future2(v) {
			return attache.Offer
		}
		return attache.Precondition
	case m != nil && m.kind != "":
		return m.kind
	case harmful, negated:
		return attache.Threat
	}
	return attache.Offer
}

func (f *finder) future2(v int) bool { return v >= 0 && f.future(v) }

// legalHolder reports whether the holder is a court, a council of states or a body that applies a
// rule.
func (f *finder) legalHolder(c *found) bool {
	name := strings.ToLower(c.Holder.Show(f.d.Text))
	for _, w := range []string{"court", "security council", "unesco", "committee", "tribunal", "regulator", "constitution"} {
		if strings.Contains(name, w) {
			return true
		}
	}
	return false
}

package condition

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// plausible applies the exclusions of the guideline to a condition whose parties are known.
func (f *finder) plausible(c *found, v int, st *attache.Attribution, m *marker) bool {
	if c.Holder.IsZero() || f.observer(st) {
		return false
	}
	if st != nil && (st.Act == attache.ActBelieve && !f.future2(v) || st.Negated && st.Act != attache.ActReject) {
		return false
	}
	if v >= 0 {
		np, how := f.tags.Subject(v)
		if how != phrase.Nowhere && !f.controls(c, np, v, st) {
			return false
		}
		if f.advice(c, v, np) || f.foretells(v, np) && m.kind != attache.Precondition {
			return false
		}
	}
	if c.phraseShape() {
		return true
	}
	a := f.mainVerb(c.ante)
	if a < 0 { // the tagger lost the verb
		return m.use == free && (m.kind != "" || f.actorIn(c.ante))
	}
	g := &f.tags.Groups[a]
	if g.Perfect && g.Modal || g.Perfect && f.d.Norm(g.Tokens.First) == "had" && m.isWord("if") {
		return false // "if she had stayed"
	}
	subject := f.clauseSubject(c.ante, a)
	who := f.Names.Resolve(f.d.Span(subject))
	// One's own luck: "if I win I will move the embassy".
	if f.ownLuck(c, g, subject, who, st) {
		return false
	}
	if head := f.tags.Head(subject); m.use == later && head >= 0 && in(&pronouns, f.d, head) {
		return false // "once it arrives": nobody else is meant
	}
	if m.kind == "" || m.isWord("unless") || m.use != free {
		return f.within(subject, who, g, c) // somebody else must be able to bring it about
	}
	return true
}

// observer reports whether the speaker is somebody who only foretells: an analyst, a survey.
func (f *finder) observer(st *attache.Attribution) bool {
	if st == nil {
		return false
	}
	r := f.d.TokensIn(st.Source.Span)
	for i := r.First; i < r.End; i++ {
		if in(&observers, f.d, i) {
			return true
		}
	}
	if st.Source.Entity == "" {
		return false
	}
	for _, e := range f.Names.Entities() {
		if e.ID == st.Source.Entity {
			d := token.Read(e.Role)
			for i := range d.Tokens {
				if in(&observers, d, i) {
					return true
				}
			}
		}
	}
	return false
}

// controls reports whether the holder can do what the consequent says: its subject is the holder, a
// pronoun for him, or somebody who acts for him.
func (f *finder) controls(c *found, np token.Range, v int, st *attache.Attribution) bool {
	head := f.tags.Head(np)
	if head < 0 {
		return true
	}
	switch f.d.Norm(head) {
	case "i", "we", "he", "she", "it", "they", "who", "there", "nobody", "none":
		return true
	}
	m := f.Names.Resolve(f.d.Span(np))
	if st == nil {
		return f.acting(np, m)
	}
	if m.Entity != "" {
		return f.same(m, st.Source) || st.Source.Entity == "" || f.tags.Groups[v].Passive
	}
	if f.tags.Groups[v].Passive {
		return f.future(v)
	}
	if first := f.d.Norm(np.First); first == "our" || first == "my" {
		return true
	}
	// "the troops will remain": the holder's own; "the currency will fall": nobody's to decide.
	return in(&people, f.d, head)
}

// foretells reports whether a consequent says how things will be rather than what somebody will do:
// "he will be a prisoner", "they would be surrounded".
func (f *finder) foretells(v int, np token.Range) bool {
	g := &f.tags.Groups[v]
	head := f.tags.Head(np)
	if g.Passive {
		if head < 0 {
			return false
		}
		switch f.d.Norm(head) {
		case "he", "she", "they", "you", "who":
			return true
		}
		return false
	}
	if !in(&being, f.d, g.Main) || f.goingTo(v) {
		return false
	}
	return head < 0 || f.d.Norm(head) != "there"
}

var being = table("be is are was were become becomes became seem happen happens mean means become 's 're")

// advice reports whether the consequent tells others what to do: "they should leave", "please stop".
func (f *finder) advice(c *found, v int, np token.Range) bool {
	g := &f.tags.Groups[v]
	switch f.d.Norm(g.Tokens.First) {
	case "should", "must", "ought", "may", "might", "could":
	default:
		return false
	}
	m := f.Names.Resolve(f.d.Span(np))
	head := f.tags.Head(np)
	if f.d.Norm(g.Tokens.First) == "must" && (g.Tokens.End < len(f.d.Tokens) && f.d.Norm(g.Tokens.First+1) == "first") {
		return false
	}
	own := head >= 0 && (f.d.Norm(head) == "we" || f.d.Norm(head) == "i") || f.same(m, c.Holder)
	return !own || f.d.Norm(g.Tokens.First) != "may" && f.d.Norm(g.Tokens.First) != "could"
}

// ownLuck reports whether the antecedent is the holder's own doing or fortune. A passive is not:
// "if we are asked", "if he is assured".
func (f *finder) ownLuck(c *found, g *phrase.Group, subject token.Range, who attache.Mention, st *attache.Attribution) bool {
	if g.Passive || subject.Len() == 0 || g.Negated && f.d.Norm(g.Tokens.First) == "ca" {
		return false
	}
	head := f.tags.Head(subject)
	if head < 0 {
		return false
	}
	switch f.d.Norm(g.Main) {
	case "have", "had", "has", "get", "gets", "got", "receive", "received", "obtain", "obtained", "see":
		return false // "until he had assurances": another gives them
	}
	switch f.d.Norm(head) {
	case "i":
		return true
	case "we":
		return !g.Negated
	}
	return who.Entity != "" && who.Entity == c.Holder.Entity && f.tags.Of[head] == phrase.Name
}

// within reports whether the antecedent is in the power of somebody else: it names a party or an
// actor other than the holder, or is a passive that somebody has to bring about.
func (f *finder) within(subject token.Range, who attache.Mention, g *phrase.Group, c *found) bool {
	if subject.Len() == 0 {
		return g.Negated
	}
	head := f.tags.Head(subject)
	if head < 0 {
		return false
	}
	switch {
	case who.Entity != "" && !f.same(who, c.Holder), in(&people, f.d, head), in(&pronouns, f.d, head):
		return true
	case g.Passive, g.Negated, c.marker.use == strict && f.classOf2(g) != noClass:
		return true
	case f.d.Norm(head) == "we" || f.d.Norm(head) == "i":
		return true
	case f.tags.Of[head] == phrase.Name:
		return true
	}
	// "until the guns are gone": somebody's guns. Talks that collapse are nobody's to bring about.
	return in(&things, f.d, head)
}

// things are nouns of what a party does or has, so that their coming and going is its doing.
var things = table(`gun guns shelling attacks attack fire firing bombing bombardment blockade sanctions ban bans tariffs
	tariff broadcasts broadcast provocations hostages prisoners detainees drivers weapons missiles tanks violence
	payment payments payroll fishermen fisherman sailors crew crews soldiers soldier captives citizens citizen nationals
	journalist journalists activists inmates bodies remains ships vessels mines checkpoints barriers settlements occupation strikes strike trains wagons demands conditions terms`)

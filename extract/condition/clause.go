package condition

import (
	"attache/extract/phrase"
	"attache/extract/token"
)

// clause is one half of a condition as the rules see it.
type clause struct {
	token.Range
	verb    int // the group that carries it, -1 for none
	subject actor
	class   class // of the verb, or of the infinitive it commits to
	future  bool  // will, would, is ready to
	permit  bool  // can, could, may, might
	duty    bool  // must, should, has to
	negated bool
	commits bool // holds a word such as "offered", "vowed", "prepared"
}

// clause reads the tokens of one half.
func (f *finder) clause(r token.Range) clause {
	c := clause{Range: r, verb: f.mainVerb(r)}
	c.commits = f.anyIn(&commitments, r)
	if c.verb < 0 {
		c.negated = f.refuses(r)
		return c
	}
	g := &f.tags.Groups[c.verb]
	c.subject = f.subjectOf(r, c.verb)
	c.class = f.classOf(c.verb)
	for i := g.Tokens.First; i < g.Tokens.End; i++ {
		c.future = c.future || f.in(&futures, i)
		c.permit = c.permit || f.in(&permits, i) && g.Modal
		c.duty = c.duty || f.in(&duties, i) && (g.Modal || f.toFollows(g.Tokens.End))
	}
	c.future = c.future || f.goingTo(c.verb)
	c.negated = g.Negated || f.refuses(r)
	return c
}

// toFollows reports whether an infinitive begins at token i.
func (f *finder) toFollows(i int) bool { return i < len(f.tags.Of) && f.tags.Of[i] == phrase.To }

// goingTo reports whether "is going to", "is ready to", "is prepared to" follows.
func (f *finder) goingTo(v int) bool {
	g := &f.tags.Groups[v]
	for i := g.Tokens.First; i < min(g.Tokens.End+3, len(f.d.Tokens)); i++ {
		if f.in(&willing, i) {
			return true
		}
	}
	return false
}

// refuses reports whether a stretch holds a word of refusal.
func (f *finder) refuses(r token.Range) bool {
	for i := r.First; i < r.End; i++ {
		switch w := f.d.Norm(i); w {
		case "refuse", "refuses", "refused", "refusing", "no", "unwilling", "nothing", "nobody", "never", "without", "neither", "n't", "cannot":
			return true
		case "not":
			if i+1 < r.End && f.d.Norm(i+1) != "only" {
				return true
			}
		}
	}
	return false
}

// subjectOf returns who does what group v says: the noun phrase the tags find inside r, or at the
// head of the clause.
func (f *finder) subjectOf(r token.Range, v int) actor {
	np, how := f.tags.Subject(v)
	if how == phrase.Nowhere || np.First < r.First && how != phrase.Governed {
		np = f.tags.PhraseFrom(r.First)
		if np.End > f.tags.Groups[v].Tokens.First {
			return actor{}
		}
	}
	return f.actor(f.whole(np, f.tags.Groups[v].Tokens.First))
}

// whole widens what was taken for the subject of a verb at token v where it is only the end of it:
// "Dockers at Rotterdam and Hamburg will", "guerrillas who have fought the army offered".
func (f *finder) whole(np token.Range, v int) token.Range {
	if np.Len() == 0 || f.d.Tokens[np.First].Any(token.FirstOfSentence) {
		return np
	}
	first := np.First
	from := max(f.d.Sentences[f.d.Tokens[first].Sentence].Tokens.First, first-reach/2)
	k := first - 1
	for k > from+1 && (f.tags.Of[k] == phrase.Conj || f.tags.Of[k] == phrase.Mark && f.d.Of(k) == ",") && f.tags.Of[k-1] == phrase.Name {
		k = f.tags.PhraseTo(k, from).First - 1
	}
	if k < first-1 && k > from && f.tags.Of[k] == phrase.Prep {
		if outer := f.tags.PhraseTo(k, from); outer.Len() > 0 {
			return token.Range{First: outer.First, End: np.End}
		}
	}
	if outer := f.beforeWho(first, from); outer.Len() > 0 {
		return outer
	}
	return np
}

// beforeWho returns what a relative clause hangs on at whose end token first stands: "those who oppose
// the plan are worried". The range is empty where none does.
func (f *finder) beforeWho(first, from int) token.Range {
	const longest = 14 // tokens of a relative clause without commas
	verb := false
	for k := first - 1; k > from && k > first-longest; k-- {
		switch {
		case f.tags.Of[k] == phrase.Finite || f.tags.Of[k] == phrase.Modal:
			verb = true
		case f.tags.Of[k] == phrase.Wh && f.d.Norm(k) != "what" && f.d.Norm(k) != "when" && f.d.Norm(k) != "where":
			if !verb {
				return token.Range{}
			}
			outer := f.tags.PhraseTo(k, from)
			if outer.Len() == 1 && f.d.Norm(outer.First) == "those" {
				outer.End = first
				for outer.End < len(f.tags.Of) && !f.tags.Of[outer.End].Verbal() && outer.End < first+longest {
					outer.End++
				}
			}
			return outer
		case f.tags.Of[k] == phrase.Mark, f.tags.Of[k] == phrase.Sub, f.tags.Of[k] == phrase.Conj, f.tags.Of[k] == phrase.QuoteMark:
			return token.Range{}
		}
	}
	return token.Range{}
}

// mainVerb returns the number of the verb group that carries a clause: the first finite one outside
// relative clauses, else the first infinitive; -1 when there is none.
func (f *finder) mainVerb(r token.Range) int {
	fallback, relative := -1, false
	for i := r.First; i < r.End; i++ {
		if f.tags.Of[i] == phrase.Wh && i > r.First {
			relative = true
		}
		g := f.tags.GroupAt(i)
		if g < 0 {
			continue
		}
		v := &f.tags.Groups[g]
		switch {
		case v.Finite && relative:
			relative = false
		case v.Finite && v.Tokens.First >= r.First-1:
			return g
		case fallback < 0 && (v.Infinitive || !v.Finite && !v.Bare || v.Bare && f.tags.Of[v.Main] == phrase.Ing):
			fallback = g
		}
		i = v.Tokens.End - 1
	}
	return fallback
}

// classOf returns what the main verb of a group does to the other side, looking past "is ready to",
// "agreed to", "will have to".
func (f *finder) classOf(v int) class {
	const links = 3
	k := noClass
	for n := v; n < len(f.tags.Groups) && n < v+links; n++ {
		g := &f.tags.Groups[n]
		if n > v && (!g.Infinitive || g.Tokens.First > f.tags.Groups[n-1].Tokens.End+2 || f.d.Tokens[g.Main].Sentence != f.d.Tokens[f.tags.Groups[v].Main].Sentence) {
			break
		}
		if c, ok := lex.verbs.Get(f.d.Tokens[g.Main].Hash); ok && (k == noClass || f.in(&commitments, f.tags.Groups[n-1].Main)) {
			k = c
		}
	}
	return k
}

// agent returns the "by" phrase of a passive.
func (f *finder) agent(v, end int) actor {
	if !f.tags.Groups[v].Passive {
		return actor{}
	}
	for i := f.tags.Groups[v].Tokens.End; i+1 < end; i++ {
		if f.d.Norm(i) == "by" && !f.isTime(i+1) {
			if a := f.actor(f.tags.PhraseFrom(i + 1)); a.acts() {
				return a
			}
		}
	}
	return actor{}
}

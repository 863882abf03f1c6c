package attribution

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// cueAt is what a cue says about its statement.
type cueAt struct {
	tokens  token.Range
	act     attache.Act
	negated bool
	told    bool // somebody who is told may stand behind it
}

// cue reads the act of a cue from its words: verbs and nouns of saying, else what further words do.
func (c *completer) cue(s attache.Span) cueAt {
	at := cueAt{tokens: c.d.TokensIn(s), act: attache.ActSay}
	for i := at.tokens.First; i < at.tokens.End; i++ {
		hash := c.d.Tokens[i].Hash
		if q, ok := lex.verbs.Get(hash); ok {
			at.act, at.told = q.act, q.is(told|infinitive) || len(q.preps) > 0
			if q.is(onlyPhrase) && !q.prep(c.d.Tokens[at.tokens.End-1].Hash) {
				at.act = attache.ActSay // "called it a joke", not "called for it"
			}
		} else if act, ok := lex.nouns.Get(hash); ok {
			at.act = act
		} else if act, ok := lex.acts.Get(hash); ok {
			at.act = act
		}
	}
	at.negated = c.denied(at.tokens)
	return at
}

// orders reports whether "told" has an infinitive as content: "told the guards to leave".
func (c *completer) orders(at cueAt, content attache.Span) bool {
	r := c.d.TokensIn(content)
	if r.Len() == 0 || c.Tags.Of[r.First] != phrase.To {
		return false
	}
	for i := at.tokens.First; i < at.tokens.End; i++ {
		if in(&telling, c.d, i) {
			return true
		}
	}
	return false
}

// reports reports whether the lexicon knows a word of the cue as one that reports.
func (t Text) reports(fr Frame) bool {
	d := t.doc()
	for _, c := range fr.Cue {
		r := d.TokensIn(c)
		for i := r.First; i < r.End; i++ {
			if _, ok := lex.verbs.Get(d.Tokens[i].Hash); ok {
				return true
			}
			if _, ok := lex.nouns.Get(d.Tokens[i].Hash); ok {
				return true
			}
			if act, ok := lex.acts.Get(d.Tokens[i].Hash); ok && act != attache.ActBelieve {
				return true
			}
			if w := d.Norm(i); w == "according" {
				return true
			}
		}
	}
	return false
}

var telling = table("tell tells told telling")

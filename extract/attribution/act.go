package attribution

import (
	"strings"

	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// cueAt is what a cue says about its statement.
type cueAt struct {
	tokens  token.Range
	act     attache.Act
	negated bool
	told    bool
}

func (c *completer) cue(s attache.Span) cueAt {
	at := cueAt{tokens: c.d.TokensIn(s), act: attache.ActSay}
	for i := at.tokens.First; i < at.tokens.End; i++ {
		if q, ok := lex.verbs.Get(c.d.Tokens[i].Hash); ok {
			at.act, at.told = q.act, q.is(told)
			if q.is(onlyPhrase) && !q.prep(c.d.Tokens[at.tokens.End-1].Hash) {
				at.act = attache.ActSay // "called it a joke", not "called for it"
			}
		} else if act, ok := lex.nouns.Get(c.d.Tokens[i].Hash); ok {
			at.act = act
		}
		if g := c.Tags.GroupAt(i); g >= 0 && c.Tags.Groups[g].Negated {
			at.negated = true
		}
		if in(&refusals, c.d, i) && i+1 < at.tokens.End {
			at.negated = true // "declined to say"
		}
	}
	if at.tokens.Len() == 1 && in(&refusals, c.d, at.tokens.First) && strings.HasPrefix(c.d.Norm(at.tokens.First), "declin") {
		at.negated = true
	}
	return at
}

// orders reports whether "told" has an infinitive as content: "told the guards to leave".
func (c *completer) orders(at cueAt, content attache.Span) bool {
	r := c.d.TokensIn(content)
	if r.Len() == 0 || c.Tags.Of[r.First] != phrase.To {
		return false
	}
	for i := at.tokens.First; i < at.tokens.End; i++ {
		if w := c.d.Norm(i); w == "told" || w == "tells" || w == "tell" || w == "telling" {
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
			if w := d.Norm(i); w == "according" {
				return true
			}
		}
	}
	return false
}

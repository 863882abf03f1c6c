package condition

import (
	"attache"
	"attache/extract/entity"
	"attache/extract/phrase"
	"attache/extract/token"
)

// Text is one article as the layers below have read it. Statements are the attributions of the
// text, with their refs; conditions are tied to the statement that voiced them.
type Text struct {
	Tags       *phrase.Tags
	Names      *entity.Set
	Times      []attache.Timex
	Statements []attache.Attribution
}

// The rules, as Condition.Rule gives them.
const (
	ruleMarker   = "marker"   // a conjunction or preposition of markers.tsv
	ruleDeadline = "deadline" // gave them until Tuesday to …
	ruleTerm     = "term"     // any deal must include …
	ruleAnswer   = "answer"   // would respond to any attack
	ruleApproval = "approval" // would require the approval of
	ruleOrElse   = "or-else"  // must leave or face sanctions
)

// finder looks for the conditions of one text.
type finder struct {
	Text
	d     *token.Doc
	tags  *phrase.Tags
	found []found
	sides []side  // the states of the text
	byTok []int32 // token -> innermost statement whose content holds it, -1 for none
}

// found is a condition while its slots are filled.
type found struct {
	attache.Condition
	sentence   int
	statement  int         // index into Statements, -1 for none
	ante, cons token.Range // antecedent and consequent
	marker     *marker     // nil for rules without
}

// Find returns the conditions of a text in the order of the text. Ref is left empty.
func Find(t Text) []attache.Condition {
	f := &finder{Text: t, d: t.Tags.Doc, tags: t.Tags}
	f.statements()
	f.countSides()
	for p := range f.d.Paragraphs {
		par := &f.d.Paragraphs[p]
		if par.Kind != token.Body {
			continue
		}
		for s := par.Sentences.First; s < par.Sentences.End; s++ {
			f.sentence(s)
		}
	}
	out := make([]attache.Condition, 0, len(f.found))
	for i := range f.found {
		f.answer(&f.found[i])
		out = append(out, f.found[i].Condition)
	}
	return out
}

// statements notes for each token the statement in whose content it stands, the shortest if there
// are several.
func (f *finder) statements() {
	f.byTok = make([]int32, len(f.d.Tokens))
	for i := range f.byTok {
		f.byTok[i] = -1
	}
	size := func(n int32) (size int) {
		for _, c := range f.Statements[n].Content {
			size += c.Len()
		}
		return size
	}
	for n := range f.Statements {
		for _, c := range f.Statements[n].Content {
			r := f.d.TokensIn(c)
			for i := r.First; i < r.End; i++ {
				if old := f.byTok[i]; old < 0 || size(int32(n)) < size(old) {
					f.byTok[i] = int32(n)
				}
			}
		}
	}
}

// statementAt returns the statement that token i is part of, or nil.
func (f *finder) statementAt(i int) (*attache.Attribution, int) {
	if n := f.byTok[i]; n >= 0 {
		return &f.Statements[n], int(n)
	}
	return nil, -1
}

// reach bounds how far from its marker a condition is read, in tokens, so that a text without a full
// stop takes linear time.
const reach = 120

// bounds returns the tokens within which the clauses of the marker at token i lie: the content of
// its statement, as far as it stands in the sentence, else the sentence without its final stop.
func (f *finder) bounds(i int) token.Range {
	s := f.d.Sentences[f.d.Tokens[i].Sentence].Tokens
	s.First, s.End = max(s.First, i-reach), min(s.End, i+reach)
	last := s.End
	for last > s.First && (f.tags.Of[last-1] == phrase.Stop || f.tags.Of[last-1] == phrase.QuoteMark) {
		last--
	}
	b := token.Range{First: s.First, End: last}
	if st, _ := f.statementAt(i); st != nil {
		for _, c := range st.Content {
			if r := f.d.TokensIn(c); r.Has(i) {
				b.First, b.End = max(b.First, r.First), min(b.End, r.End)
			}
		}
		for b.End > b.First && (f.tags.Of[b.End-1] == phrase.QuoteMark || f.tags.Of[b.End-1] == phrase.Mark) {
			b.End--
		}
		for b.First < b.End && f.tags.Of[b.First] == phrase.QuoteMark {
			b.First++
		}
	}
	return b
}

// closesInside reports whether token i closes a quotation that opens behind token first.
func (f *finder) closesInside(i, first int) bool {
	t := &f.d.Tokens[i]
	return t.Any(token.Closes) && t.Quote >= 0 && f.d.Quotes[t.Quote].Tokens.First > first
}

// span is the text of tokens, without marks at its edges.
func (f *finder) span(r token.Range) attache.Span {
	for r.End > r.First && f.d.Tokens[r.End-1].Any(token.Punct) && f.d.Of(r.End-1) != ")" && !f.closesInside(r.End-1, r.First) {
		r.End--
	}
	for r.First < r.End && f.d.Tokens[r.First].Any(token.Punct) && f.d.Of(r.First) != "$" {
		r.First++
	}
	return f.d.Span(r)
}

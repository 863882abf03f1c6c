package event

import (
	"strings"

	"attache"
	"attache/extract/token"
)

// dated asks which event time expression i dates, and adds it.
func (f *finder) dated(i int) {
	x := &f.Times[i]
	if x.Type != attache.Date && x.Type != attache.TimeOfDay || vague[x.Rule] {
		return
	}
	if _, _, ok := x.Range(); !ok && (f.Anchor.Value != "" || !strings.HasPrefix(x.Value, "XXXX-")) {
		return // without an anchor "on Tuesday" still tells an event, with an open date
	}
	r := f.d.TokensIn(x.Span)
	if r.Len() == 0 {
		return
	}
	first := &f.d.Tokens[r.First]
	if f.d.Paragraphs[first.Paragraph].Kind != token.Body || first.Any(token.Dateline|token.Label) {
		return
	}
	if i > 0 && f.Times[i-1].End != "" && f.Times[i-1].End == x.Value && x.Span.Start-f.Times[i-1].Span.End < 24 {
		return // the end of a range that the expression before begins
	}
	at := dating{f: f, i: i, x: x, r: r, s: f.near(r.First)}
	if i+1 < len(f.Times) {
		at.next = &f.Times[i+1]
	}
	if i > 0 {
		at.before = &f.Times[i-1]
	}
	if at.timeOnly() || at.compares() || at.sums() || at.refined() || at.denied() || at.overdue() || at.bounds() {
		return
	}
	if c, ok := at.event(); ok {
		f.add(c)
	}
}

// near returns the sentence of token t, cut to a window around it: sentences have no end in some
// texts.
func (f *finder) near(t int) token.Range {
	const reach = 120 // tokens to each side
	s := f.d.Sentences[f.d.Tokens[t].Sentence].Tokens
	return token.Range{First: max(s.First, t-reach), End: min(s.End, t+reach)}
}

// vague are the rules whose value is a stretch the expression does not name to the point of an event.
var vague = map[string]bool{
	"unit-past-the": true, "decade": true, "century": true, "century-which": true, "year-kind": true,
	"unit-latest": true, "quarter-ago": true, "quarter-same": true, "quarter-last-year": true,
}

// dating is a time expression where it stands, on the way to what it dates.
type dating struct {
	f            *finder
	i            int // its number
	x            *attache.Timex
	before, next *attache.Timex // the expressions beside it
	r, s         token.Range    // its tokens, those of its sentence
}

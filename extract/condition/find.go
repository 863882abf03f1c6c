package condition

import (
	"sort"

	"attache"
	"attache/extract/token"
)

// sentence looks for conditions in one sentence: at its markers, then by the rules without one.
func (f *finder) sentence(n int) {
	s := f.d.Sentences[n].Tokens
	had := len(f.found)
	for i := s.First; i < s.End; i++ {
		m, size := lex.markerAt(f.d, i)
		if size == 0 {
			f.deadline(i, n)
			f.term(i, n)
			continue
		}
		if f.trap(i, size) || f.inside(i, had) {
			i += size - 1
			continue
		}
		if c, ok := f.marked(i, size, m); ok {
			c.sentence = n
			f.add(c)
			i = max(i+size-1, min(c.ante.End, s.End)-1)
			continue
		}
		i += size - 1
	}
	if len(f.found) > had {
		return
	}
	for i := s.First; i < s.End; i++ {
		f.response(i, n)
		f.anyAttempt(i, n)
		f.approval(i, n)
		f.orElse(i, n)
		if len(f.found) > had {
			return
		}
	}
}

// inside reports whether token i is part of the antecedent of a condition of this sentence.
func (f *finder) inside(i, from int) bool {
	const near = 4 // antecedents are bounded by reach, so only the last ones can hold i
	for k := max(from, len(f.found)-near); k < len(f.found); k++ {
		if f.found[k].ante.Has(i) {
			return true
		}
	}
	return false
}

// add fills the slots that depend on others, and keeps the condition.
func (f *finder) add(c found) {
	c.Status = attache.Open
	c.Condition.Antecedent, c.Condition.Consequent = f.span(c.ante), f.span(c.cons)
	c.Extent = f.d.Sentences[c.sentence].Span
	for _, x := range f.timesFrom(c.Antecedent.Start) {
		if x.Span.Start >= c.Antecedent.End {
			break
		}
		if c.Antecedent.Contains(x.Span) && (x.Type == attache.Date || x.Type == attache.TimeOfDay) && f.dueBefore(x.Span) {
			c.Deadline = x
			break
		}
	}
	if c.statement >= 0 {
		c.Voiced = f.Statements[c.statement].Ref
	}
	f.resolved(&c)
	f.found = append(f.found, c)
}

// dueBefore reports whether a date stands behind "by", "until", "before" or "within".
func (f *finder) dueBefore(s attache.Span) bool {
	r := f.d.TokensIn(s)
	return in(&dueWords, f.d, r.First-1)
}

var dueWords = table("by until till before within")

func (f *finder) isTime(i int) bool {
	if i >= len(f.d.Tokens) {
		return false
	}
	times := f.timesFrom(f.d.Tokens[i].Start)
	return len(times) > 0 && times[0].Span.Overlaps(f.d.Tokens[i].Span)
}

// timesFrom returns the time expressions that end behind byte at.
func (f *finder) timesFrom(at int) []attache.Timex {
	return f.Times[sort.Search(len(f.Times), func(i int) bool { return f.Times[i].Span.End > at }):]
}

// marked reads the condition tied by the marker at token i.
func (f *finder) marked(i, size int, m *marker) (found, bool) {
	c := found{marker: m, Condition: attache.Condition{Marker: f.d.Span(token.Range{First: i, End: i + size}), Rule: ruleMarker}}
	var st *attache.Attribution
	st, c.statement = f.statementAt(i)
	b := f.bounds(i)
	if i+size >= b.End {
		return c, false
	}
	if !f.split(&c, i, size, b, st) || c.cons.Len() == 0 || c.ante.Len() == 0 {
		return c, false
	}
	v := f.mainVerb(c.cons)
	if !f.commits(&c, v, st, m) {
		return c, false
	}
	f.parties(&c, v, st)
	if !f.plausible(&c, v, st, m) {
		return c, false
	}
	c.Kind = f.kind(&c, v, st)
	return c, true
}

package condition

import (
	"time"

	"attache"
	"attache/extract/token"
)

// found is a condition while its slots are filled.
type found struct {
	attache.Condition
	sentence   int
	statement  int // index into Statements, -1 for none
	ante, cons clause
	marker     *marker // nil for rules without
	backwards  bool    // the consequent stands in a sentence before
	traits     traits
}

// phraseShape reports whether the antecedent is a noun phrase rather than a clause.
func (c *found) phraseShape() bool { return c.marker != nil && c.marker.phrase }

// sentence looks for conditions in one sentence: at its markers, then by the rules without one.
func (f *finder) sentence(n int) {
	s := f.d.Sentences[n].Tokens
	had := len(f.found)
	for i := s.First; i < s.End; i++ {
		m, size := lex.markerAt(f.d, i)
		if size == 0 {
			continue
		}
		if !f.trap(i, size, m) && !f.taken(i, had) {
			f.marked(i, size, m, n)
		}
		i += size - 1
	}
	for i := s.First; i < s.End; i++ {
		if f.taken(i, had) {
			continue
		}
		f.inverted(i, n)
		f.deadline(i, n)
		f.term(i, n)
		f.first(i, n)
		f.price(i, n)
		f.linked(i, n)
		f.response(i, n)
		f.anyAttempt(i, n)
		f.approval(i, n)
		f.orElse(i, n)
		f.bargain(i, n)
	}
}

// taken reports whether token i is part of the antecedent of a condition of this sentence, or of its
// marker.
func (f *finder) taken(i, from int) bool {
	const near = 4 // antecedents are bounded by reach, so only the last ones can hold i
	for k := max(from, len(f.found)-near); k < len(f.found); k++ {
		if c := f.found[k]; c.ante.Has(i) || c.Marker.Start <= f.d.Tokens[i].Start && f.d.Tokens[i].End <= c.Marker.End {
			return true
		}
	}
	return false
}

// add judges a candidate whose clauses are known, fills the slots that depend on others, and keeps it
// when the evidence suffices.
func (f *finder) add(c *found) {
	var st *attache.Attribution
	if c.statement >= 0 {
		st = &f.Statements[c.statement]
		c.Voiced = st.Ref
	}
	if c.Holder.IsZero() {
		c.Holder = f.holder(c, st)
	}
	if c.Addressee.IsZero() {
		c.Addressee = f.addressee(c, st)
	}
	f.weigh(c, st)
	if !f.loose && (c.Holder.IsZero() || c.Score < 0.5) {
		return
	}
	c.Status = attache.Open
	c.Antecedent, c.Consequent = f.span(c.ante.Range), f.span(c.cons.Range)
	if c.Antecedent.Empty() {
		return
	}
	c.Extent = f.d.Sentences[c.sentence].Span
	if c.backwards {
		c.Extent = c.Extent.Cover(f.d.Sentences[f.d.Tokens[c.cons.First].Sentence].Span)
	}
	c.Kind, c.Joint = f.kind(c, st), f.joint(c)
	if c.Deadline.IsZero() {
		c.Deadline = f.due(c.Antecedent)
	}
	f.resolved(c)
	f.found = append(f.found, c)
}

// due returns the date by which an antecedent has to come about: one behind "by", "until", "before"
// or "within".
func (f *finder) due(ante attache.Span) attache.Timex {
	for _, x := range f.timesFrom(ante.Start) {
		if x.Span.Start >= ante.End {
			break
		}
		if r := f.d.TokensIn(x.Span); ante.Contains(x.Span) && f.in(&dueWords, r.First-1) {
			return ahead(x)
		}
	}
	return attache.Timex{}
}

// ahead moves a weekday that was read as the last one to the next: what has to happen by Friday lies
// ahead, whatever the tense of the sentence.
func ahead(x attache.Timex) attache.Timex {
	day, err := time.Parse(time.DateOnly, x.Value)
	if err != nil || x.Type != attache.Date {
		return x
	}
	const week = 7
	if from, err := time.Parse(time.DateOnly, x.Anchor); err == nil && day.Before(from) && day.AddDate(0, 0, week).After(from) {
		x.Value = day.AddDate(0, 0, week).Format(time.DateOnly)
	}
	return x
}

var dueWords = table("by until till before within")

// rejudge drops what repeats another condition of the same sentence: the surer one stays.
func (f *finder) rejudge() {
	keep := f.found[:0]
	for _, c := range f.found {
		if n := len(keep); n > 0 && keep[n-1].sentence == c.sentence && f.repeats(keep[n-1], c) && !f.loose {
			if c.Score > keep[n-1].Score {
				keep[n-1] = c
			}
			continue
		}
		keep = append(keep, c)
	}
	f.found = keep
}

// repeats reports whether two conditions share more than half of the shorter antecedent.
func (f *finder) repeats(a, b *found) bool {
	shared := min(a.ante.End, b.ante.End) - max(a.ante.First, b.ante.First)
	return 2*shared > min(a.ante.Len(), b.ante.Len())
}

// at makes a candidate of a rule at token i in sentence n.
func (f *finder) at(i, n int, rule string, kind attache.ConditionKind) *found {
	c := &found{sentence: n, statement: -1, Condition: attache.Condition{Rule: rule, Kind: kind}}
	_, c.statement = f.statementAt(i)
	return c
}

// marked reads the condition tied by the marker of size tokens at i.
func (f *finder) marked(i, size int, m *marker, n int) {
	c := f.at(i, n, ruleMarker, "")
	c.marker, c.Marker = m, f.d.Span(token.Range{First: i, End: i + size})
	st, _ := f.statementAt(i)
	b := f.bounds(i)
	if i < b.First || i+size >= b.End {
		return
	}
	ante, cons, ok := f.split(m, i, size, b, st)
	if !ok {
		return
	}
	c.ante, c.cons = f.clause(ante), f.clause(cons)
	if f.commits(c, st) {
		f.add(c)
	}
}

// commits asks of markers that are mostly of time what makes them conditions: a refusal or a state
// kept up before "until", a promise before "once".
func (f *finder) commits(c *found, st *attache.Attribution) bool {
	v := c.cons.verb
	switch c.marker.use {
	case strict: // "will not open until", "remains until", "refuses to talk before"
		if v < 0 {
			return c.cons.negated && c.marker.words != "until"
		}
		if !c.cons.future && !c.cons.commits && !c.cons.permit && !c.cons.duty && (f.tags.Groups[v].Perfect || !c.cons.negated && c.cons.class != keep) {
			return false
		}
		if c.marker.words == "until" || c.marker.words == "until the day" || c.marker.words == "till" {
			return c.cons.negated || c.cons.class == keep || c.cons.future || c.cons.commits
		}
		return c.cons.negated
	case later: // "promised to open as soon as"
		return v >= 0 && (c.cons.future || c.cons.commits || c.cons.permit || st != nil && (st.Act == attache.ActPromise || st.Act == attache.ActAccept))
	}
	return true
}

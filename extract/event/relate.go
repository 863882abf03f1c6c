package event

import (
	"strconv"
	"strings"

	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// whenAfter returns the verb of the clause that spells out what the expression dates: "since
// February, when the army entered the valley". -1 when none follows.
func (p *dating) whenAfter() int {
	d, t := p.f.d, p.r.End
	if t < p.s.End && d.Text[d.Tokens[t].Start] == ',' {
		t++
	}
	if t >= p.s.End || d.Norm(t) != "when" {
		return -1
	}
	groups := p.f.Tags.Groups
	for g := p.groupBefore(t) + 1; g < len(groups) && groups[g].Tokens.First < p.s.End; g++ {
		if groups[g].Tokens.First > t && groups[g].Finite && p.usable(g) {
			return g
		}
	}
	return -1
}

// counted makes the event of a clause that is dated by its distance from one dated before it: "Latvia
// expelled two diplomats on Wednesday, a day after police arrested an officer". The distance is in
// days, where the text fixes the other event to the day, or in months.
func (f *finder) counted(i int) {
	x := &f.Times[i]
	r := f.d.TokensIn(x.Span)
	if x.Type != attache.Duration || x.Mod != "" || r.Len() == 0 || i == 0 {
		return
	}
	s := f.near(r.First)
	sign := 0
	switch t := r.End; {
	case t >= s.End:
	case f.d.Norm(t) == "after":
		sign = -1
	case f.d.Norm(t) == "before":
		sign = 1
	}
	base := f.Times[i-1]
	if b := f.d.TokensIn(base.Span); sign == 0 || b.First < s.First || base.Type != attache.Date && base.Type != attache.TimeOfDay || base.End != "" {
		return
	}
	value, ok := shift(x.Value, base.Value, sign)
	if !ok {
		return
	}
	at := dating{f: f, i: i, r: r, s: s}
	groups := f.Tags.Groups
	for g := at.groupBefore(r.End) + 1; g < len(groups) && groups[g].Tokens.First < s.End; g++ {
		if !groups[g].Finite && groups[g].Tokens.First <= r.End+1 {
			return // "a day after meeting the envoy": the same people, told already
		}
		if !groups[g].Finite || groups[g].Modal || !at.usable(g) {
			continue
		}
		when := attache.Timex{Span: x.Span, Type: attache.Date, Value: value, Anchor: base.Value, Rule: "counted"}
		at.x = &when
		if c, ok := at.verbal(g, "counted"); ok && clear(f.d, r.End, groups[g].Tokens.First) {
			c.Score = min(c.Score, 0.7)
			f.add(c)
		}
		return
	}
}

// clear reports whether nothing parts two places of a sentence.
func clear(d *token.Doc, from, to int) bool {
	const reach = 24 // tokens
	for t := from; t < to; t++ {
		if c := d.Text[d.Tokens[t].Start]; c == ';' || c == ',' {
			return false
		}
	}
	return to-from <= reach
}

// shift counts a duration of days or months from a day or month.
func shift(duration, from string, sign int) (string, bool) {
	n, err := strconv.Atoi(strings.Trim(duration, "PDM"))
	if err != nil || n < 1 || n > 400 || strings.HasPrefix(duration, "PT") {
		return "", false
	}
	start, _, precision := attache.Calendar(from)
	switch {
	case strings.HasSuffix(duration, "D") && (precision == "day" || precision == "time"):
		return start.AddDate(0, 0, sign*n).Format("2006-01-02"), true
	case strings.HasSuffix(duration, "M") && precision != "" && len(from) >= len("2026-05"):
		return start.AddDate(0, 0, 1-start.Day()).AddDate(0, sign*n, 0).Format("2006-01"), true
	}
	return "", false
}

// relative reports whether the subject of a verb group is "which" or "who": its clause only says more
// of a noun.
func (p *dating) relative(g int) bool {
	_, how := p.f.Tags.Subject(g)
	return how == phrase.Relative
}

// timeOnly reports whether the expression is a time of day that names no day of its own, told of the
// past: the day is that of what was told before, and so is the event.
func (p *dating) timeOnly() bool {
	switch rule := p.x.Rule; {
	case strings.HasPrefix(rule, "clock"):
		if strings.Contains(rule, "+") {
			return false // "9 a.m. on Tuesday"
		}
	case rule == "part", rule == "part-bare", rule == "part-mid":
	default:
		return false
	}
	if p.before != nil && p.before.Type == attache.TimeOfDay && strings.TrimSpace(p.f.d.Text[p.before.Span.End:p.x.Span.Start]) == "(" {
		return true // "06:00 local time (03:00 GMT)" tells one time twice
	}
	g, _ := p.verb()
	return g < 0 || !p.future(&p.f.Tags.Groups[g])
}

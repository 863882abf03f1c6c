package event

import (
	"strings"

	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// event finds the trigger and reads what it says.
func (p *dating) event() (candidate, bool) {
	if n, ok := p.attributive(); ok {
		if n < 0 {
			return candidate{}, false // "the Sunday edition"
		}
		return p.noun(n, "noun-attributive")
	}
	v, how := p.verb()
	n := p.nounBefore()
	if n >= 0 && (v < 0 || p.prefersNoun(n, v)) {
		return p.noun(n, "noun")
	}
	if v < 0 {
		if n = p.anyNoun(); n >= 0 {
			return p.noun(n, "noun-loose")
		}
		return candidate{}, false
	}
	return p.verbal(v, how)
}

// attributive returns the event noun that the expression stands before as an adjective: "the
// December 20 signing", "his Tuesday talk", "Friday's vote". ok is false when it stands before none;
// the noun is -1 when it is no event.
func (p *dating) attributive() (noun int, ok bool) {
	d := p.f.d
	t := p.r.End
	if t >= p.s.End {
		return -1, false
	}
	genitive := d.Tokens[t].Is(token.Clitic)
	if genitive {
		t++
	}
	determined := p.r.First > p.s.First && (p.tag(p.r.First-1) == phrase.Det || p.tag(p.r.First-1) == phrase.Owner || p.tag(p.r.First-1) == phrase.Genitive || p.tag(p.r.First-1) == phrase.Adj)
	starts := strings.HasPrefix(strings.ToLower(p.x.Span.Of(d.Text)), "the ")
	noun = -1
	words := 0
	for ; t < p.s.End && words < 6; t++ {
		tag := p.tag(t)
		if p.f.isTime[t] || !(tag.Nominal() || tag == phrase.Adj || tag == phrase.Num || tag == phrase.Participle && noun < 0 || d.Text[d.Tokens[t].Start] == '-') {
			break
		}
		words++
		if senseOf(d, t)&eventNoun != 0 && tag.Nominal() {
			noun = t
		}
	}
	switch {
	case words == 0:
		return -1, false
	case genitive, determined && !starts:
		return noun, true
	case (starts && adjectival[p.x.Rule] || p.x.Rule == "holiday") && d.Tokens[t-words].Is(token.Lower):
		return noun, true // "the winter timetable"
	}
	// "January talks": a lower-case event noun right behind, with a preposition before.
	if noun >= 0 && d.Tokens[p.r.End].Is(token.Lower) && p.signal() >= 0 && words <= 2 {
		return noun, true
	}
	return -1, false
}

// adjectival are the rules whose expressions with "the" stand before nouns as adjectives.
var adjectival = map[string]bool{"season": true, "unit-the": true, "part": true, "quarter": true}

func (p *dating) tag(t int) phrase.Tag { return p.f.Tags.Of[t] }

// verb returns the number of the verb group the expression depends on, and how it was found: the
// nearest before it that is no mere "to be" of a noun, else the first one after it.
func (p *dating) verb() (group int, how string) {
	groups := p.f.Tags.Groups
	best := -1
	quote := p.f.d.Tokens[p.r.First].Quote
	if g := p.whenAfter(); g >= 0 {
		return g, "verb-when"
	}
	if g := p.clauseAfter(); g >= 0 {
		return g, "verb-after"
	}
	dated := false // the verb before has a date of its own
	for g := p.groupBefore(p.r.First); g >= 0 && groups[g].Tokens.First >= p.s.First; g-- {
		if !p.usable(g) {
			continue
		}
		if p.f.d.Tokens[groups[g].Main].Quote != quote {
			continue
		}
		if p.parted(groups[g].Tokens.End, p.r.First) {
			break
		}
		if dated && !groups[g].Finite {
			continue
		}
		if groups[g].Bare && p.datedBefore(groups[g].Tokens.End) && !dated {
			dated = true // "the draft submitted on May 4 was answered, on May 6": May 6 belongs to another verb
			continue
		}
		best = g
		break
	}
	if best >= 0 {
		return best, "verb"
	}
	loose, aside := -1, -1
	for g := p.groupBefore(p.r.First) + 1; g < len(groups) && groups[g].Tokens.First < p.s.End; g++ {
		if groups[g].Tokens.First < p.r.End || !p.usable(g) {
			continue
		}
		if groups[g].Finite || groups[g].Infinitive {
			if p.relative(g) { // "On Friday the union, which has 900 members, voted …"
				if aside < 0 {
					aside = g
				}
				continue
			}
			return g, "verb-after"
		}
		if loose < 0 && p.tag(groups[g].Main) == phrase.Participle {
			loose = g // perhaps a finite verb that looks like a participle
		}
	}
	if aside >= 0 {
		return aside, "verb-after"
	}
	if loose >= 0 {
		return loose, "verb-after"
	}
	for g := p.groupBefore(p.r.First); g >= 0 && groups[g].Tokens.First >= p.s.First; g-- {
		if p.usable(g) {
			return g, "verb"
		}
	}
	return -1, ""
}

// clauseAfter returns the verb of a clause that the expression opens behind "that", "and" or "but":
// "recalled that on Friday the council met". -1 when it opens none.
func (p *dating) clauseAfter() int {
	const reach = 24 // tokens
	t := p.r.First - 1
	if sig := p.signal(); sig >= 0 {
		t = sig - 1
	}
	if t <= p.s.First {
		return -1
	}
	comma := p.f.d.Text[p.f.d.Tokens[t].Start] == ',' && !p.finiteBefore(t) // "In a bid to win votes, on Friday the mayor …"
	if p.tag(t) != phrase.Sub && p.tag(t) != phrase.Conj && !comma {
		return -1
	}
	next := p.r.End
	if next < p.s.End && p.f.d.Text[p.f.d.Tokens[next].Start] == ',' {
		next++
	}
	if next >= p.s.End || !p.tag(next).Nominal() && p.tag(next) != phrase.Det && p.tag(next) != phrase.Pron && p.tag(next) != phrase.Owner && p.tag(next) != phrase.Adj {
		return -1
	}
	groups := p.f.Tags.Groups
	for g := p.groupBefore(p.r.First) + 1; g < len(groups) && groups[g].Tokens.First < min(p.s.End, next+reach); g++ {
		if groups[g].Tokens.First > next && groups[g].Finite && p.usable(g) {
			return g
		}
	}
	return -1
}

// finiteBefore reports whether a finite verb of the sentence stands before token t.
func (p *dating) finiteBefore(t int) bool {
	for g := p.groupBefore(t); g >= 0 && p.f.Tags.Groups[g].Tokens.First >= p.s.First; g-- {
		if p.f.Tags.Groups[g].Finite {
			return true
		}
	}
	return false
}

// datedBefore reports whether another date stands between token t and the expression.
func (p *dating) datedBefore(t int) bool {
	from := p.f.d.Tokens[min(t, len(p.f.d.Tokens)-1)].Start
	for k := p.i - 1; k >= 0 && p.f.Times[k].Span.Start >= from; k-- {
		if x := &p.f.Times[k]; x.Type == attache.Date && x.Value != p.x.Value && x.Rule != "later" {
			return true
		}
	}
	return false
}

// groupBefore returns the last group that ends at or before token t, or -1.
func (p *dating) groupBefore(t int) int {
	groups := p.f.Tags.Groups
	lo, hi := 0, len(groups)
	for lo < hi {
		if mid := (lo + hi) / 2; groups[mid].Tokens.End <= t {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo - 1
}

// usable refuses groups that are no verb of a clause: participles before nouns.
func (p *dating) usable(g int) bool {
	group := &p.f.Tags.Groups[g]
	if p.f.isTime[group.Main] {
		return false
	}
	if group.Bare && p.tag(group.Main) == phrase.Ing && group.Tokens.First > p.s.First {
		// "talks on reopening the line on Friday" are dated by the verb before
		before := p.tag(group.Tokens.First - 1)
		return before != phrase.Det && before != phrase.Prep && before != phrase.Owner && before != phrase.Genitive
	}
	return true
}

// parted reports whether the clause of a verb is over before the expression: "Okoro, who left early,
// on Friday …" is not, "Okoro said so; on Friday …" is.
func (p *dating) parted(from, to int) bool {
	for t := from; t < to; t++ {
		if p.f.d.Text[p.f.d.Tokens[t].Start] == ';' {
			return true
		}
	}
	return false
}

package event

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// verbal makes the event of a verb group, or refuses it: plain reports, states, prices.
func (p *dating) verbal(g int, how string) (candidate, bool) {
	group := &p.f.Tags.Groups[g]
	d := p.f.d
	c := candidate{trigger: group.Main}
	c.When, c.Rule, c.Score = *p.x, how, 0.6
	s := senseOf(d, group.Main)
	if p.hypothetical(g) {
		return c, false
	}
	if p.deferredTo(group) { // "has been pushed back to April": what is due then
		n := p.plannedNoun(g)
		if n < 0 {
			n = group.Main
		}
		c, ok := p.noun(n, "deferred")
		if c.cancels = false; p.ahead() || p.sameAsAnchor() {
			c.Status = attache.Scheduled
		}
		return c, ok
	}
	if has(&planning, d, group.Main) || p.stages(group.Main) {
		if n := p.plannedNoun(g); n >= 0 {
			return p.noun(n, "noun-planned")
		}
		if n := p.complement(group); n >= 0 {
			return p.noun(n, "noun-planned")
		}
		if n := p.heldWith(g); n >= 0 {
			return p.noun(n, "noun-planned")
		}
		if t := p.plannedVerb(g); t >= 0 {
			c.trigger = t
		}
	}
	switch {
	case s&(eventVerb|actVerb) != 0:
		c.Score = 0.85
	case s&reportVerb != 0:
		return p.reported(c, g)
	case s&stateVerb != 0:
		if n := p.complement(group); n >= 0 {
			return p.noun(n, "noun-complement")
		}
		if !p.ahead() || group.Negated || !p.fine() {
			return c, false // "we will be back on Friday" is one, "it was poor in 1985" is none
		}
		c.Score = 0.4
	case s&marketVerb != 0 && p.numberAfter(group.Main):
		return c, false
	case !p.fine() && p.x.Precision() != "month" && !(p.limited() && p.ahead()):
		return c, false // "they made 19 million in 2015": a figure of a year, no event
	}
	if group.Negated && !p.ahead() && !p.sameAsAnchor() {
		return c, false // "did not enforce it on Friday"
	}
	if group.Modal && p.ahead() && p.supposes(group) {
		return c, false
	}
	if p.present(group) && p.repeated() || !p.future(group) && p.present(group) && !p.ahead() {
		return c, false // a habit or a state: "the port closes every winter", "is today a ruin"
	}
	p.deadline(&c)
	p.judge(&c, g)
	return c, true
}

// deferredTo reports whether the verb puts something off to the expression.
func (p *dating) deferredTo(g *phrase.Group) bool {
	if !has(&deferring, p.f.d, g.Main) {
		return false
	}
	for t := g.Main + 1; t < p.r.First && t <= g.Main+2; t++ {
		if w := p.f.d.Norm(t); (w == "to" || w == "until" || w == "till") && t >= p.r.First-2 {
			return true
		}
	}
	return false
}

var deferring = wordSet("postponed delayed moved adjourned rescheduled deferred pushed put extended prolonged")

// hypothetical reports whether the clause of a verb is a condition: "unless it is settled this year".
func (p *dating) hypothetical(g int) bool {
	const reach = 9 // tokens
	group := &p.f.Tags.Groups[g]
	for t := group.Tokens.First - 1; t >= p.s.First && t >= group.Tokens.First-reach; t-- {
		if tag := p.tag(t); tag == phrase.Finite || tag == phrase.Modal || p.f.d.Text[p.f.d.Tokens[t].Start] == ',' {
			return false
		}
		if has(&conditions, p.f.d, t) {
			return true
		}
	}
	return false
}

var conditions = wordSet("if unless whether should provided")

// repeated reports whether the sentence tells what comes again: "opens in May each year".
func (p *dating) repeated() bool {
	span := p.f.d.Span(p.s)
	for _, step := range [...]int{-1, 1} {
		for k := p.i + step; k >= 0 && k < len(p.f.Times) && span.Contains(p.f.Times[k].Span); k += step {
			if p.f.Times[k].Type == attache.Set {
				return true
			}
		}
	}
	return false
}

// supposes reports whether a modal makes a forecast and no plan: "could help in 2027", "would cost
// them by 2030". What may come as early as Tuesday is near enough to be one.
func (p *dating) supposes(g *phrase.Group) bool {
	switch p.f.d.Norm(g.Tokens.First) {
	case "could", "may", "might":
		return !p.fine()
	case "would", "'d":
		return p.x.Precision() == "year" || p.x.Precision() == "quarter"
	}
	return false
}

// numberAfter reports whether a number follows the verb: "fell 3 percent".
func (p *dating) numberAfter(t int) bool {
	for k := t + 1; k < p.s.End && k < t+5; k++ {
		if p.f.d.Tokens[k].Is(token.Digit) || p.tag(k) == phrase.Num || p.f.d.Text[p.f.d.Tokens[k].Start] == '$' {
			return true
		}
	}
	return false
}

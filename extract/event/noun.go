package event

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// nounBefore returns the event noun whose phrase the expression ends: "the meeting of the two
// ministers in Selmara on May 4". No verb may stand between, and few words.
func (p *dating) nounBefore() int {
	const reach = 36 // titles can be long
	sig := p.signal()
	if sig < 0 && p.r.First > p.s.First && !p.tag(p.r.First-1).Nominal() && p.tag(p.r.First-1) != phrase.Adv {
		return -1
	}
	for t := p.r.First - 1; t >= p.s.First && t >= p.r.First-reach; t-- {
		if p.tag(t).Verbal() && p.tag(t) != phrase.Ing && p.tag(t) != phrase.Participle {
			return -1
		}
		if p.f.d.Text[p.f.d.Tokens[t].Start] == ';' || p.f.d.Tokens[t].Any(token.Opens|token.Closes) {
			return -1
		}
		if senseOf(p.f.d, t)&eventNoun != 0 && p.tag(t) == phrase.Noun && !p.f.isTime[t] {
			return p.headOf(t)
		}
	}
	return -1
}

// headOf returns the event noun that rules the one at n by "of": the collapse of the talks.
func (p *dating) headOf(n int) int {
	const reach = 6
	of := false
	for t := n - 1; t >= p.s.First && t >= n-reach; t-- {
		switch {
		case p.f.d.Norm(t) == "of":
			of = true
		case of && senseOf(p.f.d, t)&eventNoun != 0 && p.tag(t) == phrase.Noun:
			return t
		case of && p.tag(t).Nominal(), p.tag(t).Verbal(), p.tag(t) == phrase.Mark:
			return n
		}
	}
	return n
}

// anyNoun returns an event noun beside the expression in a sentence without verbs.
func (p *dating) anyNoun() int {
	for t := p.s.First; t < p.s.End; t++ {
		if senseOf(p.f.d, t)&eventNoun != 0 && p.tag(t) == phrase.Noun && !p.f.isTime[t] {
			return t
		}
	}
	return -1
}

// prefersNoun decides between a noun phrase that ends with the expression and the verb before it:
// the noun where the verb has a date of its own, or only reports, and where the noun stands close.
func (p *dating) prefersNoun(n, g int) bool {
	group := &p.f.Tags.Groups[g]
	if group.Main > n {
		// "after the death on Tuesday the city …", "the meeting of the envoys on May 4 ended"
		return group.Main > p.r.First && (p.r.First-n <= 3 || group.Tokens.First-p.r.End <= 1)
	}
	s := senseOf(p.f.d, group.Main)
	if s&(reportVerb|stateVerb) != 0 && s&actVerb == 0 {
		return true
	}
	if p.before != nil && p.before.Type != attache.Duration && int(p.f.d.Tokens[p.f.d.TokensIn(p.before.Span).First].Sentence) == int(p.f.d.Tokens[n].Sentence) && p.before.Value != p.x.Value {
		return true // the verb is dated already
	}
	return p.r.First-n <= 4 && n-group.Main > 2
}

// noun makes the event of a noun.
func (p *dating) noun(n int, rule string) (candidate, bool) {
	c := candidate{trigger: n}
	c.When, c.Rule, c.Score = *p.x, rule, 0.85
	p.deadline(&c)
	p.judge(&c, p.clauseOf(n))
	return c, true
}

// clauseOf returns the verb group that governs token n: the nearest before it, else the next one.
func (p *dating) clauseOf(n int) int {
	g := p.groupBefore(n)
	if g >= 0 && p.f.Tags.Groups[g].Tokens.First >= p.s.First {
		return g
	}
	if g+1 < len(p.f.Tags.Groups) && p.f.Tags.Groups[g+1].Tokens.First < p.s.End {
		return g + 1
	}
	return -1
}

// planning are participles that say of another word when it is due.
var planning = wordSet("scheduled slated planned set due expected supposed meant")

// heldWith returns the noun right before a participle: "a first exchange, scheduled for Thursday".
func (p *dating) heldWith(g int) int {
	group := &p.f.Tags.Groups[g]
	if !group.Bare {
		return -1
	}
	for t := group.Tokens.First - 1; t >= p.s.First && t >= group.Tokens.First-3; t-- {
		if p.tag(t).Nominal() || t == p.s.First && senseOf(p.f.d, t)&eventNoun != 0 {
			return t
		}
		if p.tag(t).Verbal() {
			break
		}
	}
	return -1
}

// staging are verbs that only carry the noun that names the event: "the vote took place", "held
// talks".
var staging = wordSet("held hold holds holding occurred happened convened attend attends attended attending")

func (p *dating) stages(t int) bool {
	return has(&staging, p.f.d, t) || t+1 < p.s.End && p.f.d.Norm(t+1) == "place" // took place
}

// plannedNoun returns the event noun that "scheduled for" speaks of: "the second debate, scheduled
// for October 15", "the vote is set for Friday".
func (p *dating) plannedNoun(g int) int {
	group := &p.f.Tags.Groups[g]
	if r, _ := p.f.Tags.Subject(g); r.Len() > 0 {
		if n := p.eventHead(r); n >= 0 {
			return n
		}
	}
	for t := group.Tokens.First - 1; t >= p.s.First && t > group.Tokens.First-24; t-- {
		if p.f.d.Text[p.f.d.Tokens[t].Start] == ';' {
			return -1
		}
		if senseOf(p.f.d, t)&eventNoun != 0 && p.tag(t) == phrase.Noun && !p.f.isTime[t] {
			return t
		}
	}
	return -1
}

func (p *dating) eventHead(r token.Range) int {
	for t := r.First; t < r.End; t++ {
		if senseOf(p.f.d, t)&eventNoun != 0 && p.tag(t) == phrase.Noun {
			return t
		}
	}
	return -1
}

// plannedVerb returns the verb that is due: "is expected to land on Friday"; -1 when none follows.
func (p *dating) plannedVerb(g int) int {
	groups := p.f.Tags.Groups
	if g+1 < len(groups) && groups[g+1].Infinitive && groups[g+1].Tokens.First <= groups[g].Tokens.End+2 {
		return groups[g+1].Main
	}
	return -1
}

// complement returns the event noun behind "is", "was", "had": "the vote was on Friday" has it
// before.
func (p *dating) complement(g *phrase.Group) int {
	d := p.f.d
	for t := g.Tokens.End; t < p.s.End && t < g.Tokens.End+8 && !p.tag(t).Verbal(); t++ {
		if senseOf(d, t)&eventNoun != 0 && p.tag(t) == phrase.Noun && !p.f.isTime[t] {
			return t
		}
	}
	for t := g.Tokens.First - 1; t >= p.s.First && t > g.Tokens.First-8 && !p.tag(t).Verbal(); t-- {
		if senseOf(d, t)&eventNoun != 0 && p.tag(t) == phrase.Noun && !p.f.isTime[t] {
			return t
		}
	}
	return -1
}

// deadline marks the limits that the future holds.
func (p *dating) deadline(c *candidate) {
	if p.limited() && p.ahead() {
		c.Rule = "deadline"
	}
}

package event

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// reported decides on a dated report: "Okoro said on Friday that …". It is an event when the words
// were spoken on an occasion of their own ("in a speech", "on television"), when they announce what
// the speaker will do, or when what they report is an event the date belongs to.
func (p *dating) reported(c candidate, g int) (candidate, bool) {
	if n := p.occasion(); n >= 0 {
		return p.noun(n, "occasion")
	}
	groups := p.f.Tags.Groups
	if groups[g].Modal && (p.ahead() || p.sameAsAnchor() && p.limited()) && p.certain(&groups[g]) { // "an inquiry will report by the end of May"
		p.deadline(&c)
		p.judge(&c, g)
		return c, true
	}
	main := groups[g].Main
	subject, _ := p.f.Tags.Subject(g)
	for k := g + 1; k < len(groups) && groups[k].Tokens.First < p.s.End; k++ {
		content := &groups[k]
		if content.Tokens.First < p.r.First && content.Tokens.First < main+2 {
			continue
		}
		s := senseOf(p.f.d, content.Main)
		if p.quoted(content.Main) {
			break
		}
		if !content.Finite && !content.Perfect {
			continue
		}
		if s&(eventVerb|actVerb) == 0 {
			if content.Modal && p.certain(content) && s&(reportVerb|stateVerb|marketVerb) == 0 && p.sameSubject(subject, k) && p.officially(subject) {
				c.Rule, c.Score = "announced", 0.5 // "the city said on Wednesday it would reverse the rise"
				p.judge(&c, g)
				return c, true
			}
			break
		}
		switch {
		case content.Modal && p.certain(content) && (p.sameSubject(subject, k) || p.official(k)):
			c.Rule, c.Score = "announced", 0.6 // "said Monday they will order"
		case content.Perfect && !content.Modal, content.Passive && !content.Modal:
			c.Rule, c.Score, c.trigger = "reported-deed", 0.6, content.Main
		case !content.Modal && !p.present(content) && !p.sameDay(content):
			c.Rule, c.Score, c.trigger = "reported-deed", 0.5, content.Main
		default:
			return c, false
		}
		p.judge(&c, g)
		return c, true
	}
	return c, false
}

// sameDay reports whether the deed a report tells has a date of its own, so that the expression
// dates only the report.
func (p *dating) sameDay(content *phrase.Group) bool {
	const reach = 8 // tokens
	if p.next == nil {
		return false
	}
	t := p.f.d.TokensIn(p.next.Span).First
	return t < p.s.End && t > content.Main && t-content.Main <= reach
}

func (p *dating) quoted(t int) bool { return p.f.d.Tokens[t].Quote >= 0 }

// occasions are the nouns that make speech an event of its own.
var occasions = wordSet("speech statement address rally television broadcast letter testimony communique communiqué declaration sermon ceremony debate hearing")

// occasion returns the noun of "in a speech", "on television" in the sentence, outside quotations,
// or -1.
func (p *dating) occasion() int {
	d := p.f.d
	for t := p.s.First + 1; t < p.s.End; t++ {
		if !has(&occasions, d, t) || p.quoted(t) || !p.tag(t).Nominal() {
			continue
		}
		for k := t - 1; k >= p.s.First && k >= t-5; k-- {
			if p.tag(k).Verbal() && p.tag(k) != phrase.Ing && p.tag(k) != phrase.Participle {
				break
			}
			if h := d.Norm(k); h == "in" || h == "on" || h == "during" || h == "at" {
				return t
			}
		}
	}
	return -1
}

// certain reports whether a modal group says what will be, not what may be.
func (p *dating) certain(g *phrase.Group) bool {
	switch p.f.d.Norm(g.Tokens.First) {
	case "will", "'ll", "would", "shall":
		return !g.Negated
	}
	return false
}

// official reports whether the subject of group k is a state or body: its representative announces
// what it will do.
func (p *dating) official(k int) bool {
	r, _ := p.f.Tags.Subject(k)
	for _, m := range p.f.Names.In(p.f.d.Span(r)) {
		if m.Kind == attache.State || m.Kind == attache.Body {
			return true
		}
	}
	return false
}

// officially reports whether a subject is a state, a body or a place that speaks for itself, and no
// person.
func (p *dating) officially(r token.Range) bool {
	named := p.f.Names.In(p.f.d.Span(r))
	for _, m := range named {
		if m.Kind == attache.Person {
			return false
		}
	}
	return r.Len() > 0 && (len(named) > 0 || has(&bodies, p.f.d, r.End-1))
}

// bodies are nouns for those whose word is a decision.
var bodies = wordSet("government ministry commission council court parliament company city cities bank committee union agency administration authority board federation cabinet army navy police")

// sameSubject reports whether group k has the same subject as the report, or a pronoun for it: the
// speaker announces what the speaker will do.
func (p *dating) sameSubject(subject token.Range, k int) bool {
	other, how := p.f.Tags.Subject(k)
	if how == phrase.Nowhere || other.Len() == 0 {
		return false
	}
	if p.tag(other.First) == phrase.Pron {
		return true
	}
	return subject.Len() > 0 && p.f.d.Tokens[subject.End-1].Hash == p.f.d.Tokens[other.End-1].Hash
}

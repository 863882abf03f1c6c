package event

import (
	"strings"

	"attache"
	"attache/extract/token"
)

// What may stand before a time expression.
var (
	comparing = wordSet("than since compared versus vs from despite below above")
	since     = wordSet("since")
	from      = wordSet("from")
	preps     = wordSet("on in at by of for during until till before after since around about over through following ahead late early as from to within between this")
	articles  = wordSet("the a an his her its their our this that")
)

// signal returns the token of the preposition before the expression, or -1.
func (p *dating) signal() int {
	t := p.r.First - 1
	for t >= p.s.First && (has(&articles, p.f.d, t) || p.f.isTime[t]) {
		t--
	}
	if t >= p.s.First && has(&preps, p.f.d, t) {
		return t
	}
	if t >= p.s.First && has(&comparing, p.f.d, t) {
		return t
	}
	return -1
}

// compares reports whether the expression is a yardstick and dates nothing: "than last year", "since
// 1985", "up from 1990".
func (p *dating) compares() bool {
	t := p.signal()
	if t > p.s.First && p.f.d.Norm(t) == "of" && p.f.d.Norm(t-1) == "because" {
		return true // "put off because of the Easter recess"
	}
	if t < 0 || !has(&comparing, p.f.d, t) {
		return false
	}
	if has(&from, p.f.d, t) {
		return p.x.End == "" && !p.ahead() // "bans it from 1 January" names the day it begins
	}
	return !has(&since, p.f.d, t) || !p.nounFollows() && p.whenAfter() < 0
}

// sums reports whether the expression is arithmetic whose result stands beside it: "70 days later,
// on November 21" dates one event, not two.
func (p *dating) sums() bool {
	return p.x.Rule == "later" && p.next != nil && p.next.Value == p.x.Value && p.next.Span.Start-p.x.Span.End < 16
}

// refined reports whether a finer expression follows at once: "this week, on Wednesday".
func (p *dating) refined() bool {
	if p.next == nil || p.x.End != "" || p.next.Span.Start-p.x.Span.End > 8 {
		return false
	}
	from, to, ok := p.x.Range()
	a, b, inside := p.next.Range()
	return ok && inside && !a.Before(from) && !b.After(to) && b.Sub(a) < to.Sub(from)
}

// denied reports whether the text sets the expression aside: "on Monday, not on Tuesday".
func (p *dating) denied() bool {
	t := p.r.First - 1
	if sig := p.signal(); sig >= 0 {
		t = sig - 1
	}
	if t < p.s.First {
		return false
	}
	switch p.f.d.Norm(t) {
	case "not":
		return t > p.s.First && p.f.d.Tokens[t-1].Is(token.Punct)
	case "than":
		return t > p.s.First && p.f.d.Norm(t-1) == "rather"
	}
	return false
}

// overdue reports whether the expression is a limit of the past: what was to be done "by the end of
// 2020" did not happen then.
func (p *dating) overdue() bool {
	t := p.signal()
	return t >= 0 && p.f.d.Norm(t) == "by" && !p.ahead() && !p.sameAsAnchor() && p.f.Anchor.Value != "" && !p.nounFollows()
}

// bounds reports whether the expression only bounds when something may be ("a ruling is unlikely
// before Friday"), or is part of a name ("the Water Act of 2015"), or stands for these days ("even
// today").
func (p *dating) bounds() bool {
	t := p.r.First - 1
	if t < p.s.First {
		return false
	}
	d := p.f.d
	switch d.Norm(t) {
	case "ended", "ending":
		return true // "the quarter ended Dec. 31"
	case "for":
		if strings.HasPrefix(p.x.Rule, "range-year") || strings.HasPrefix(p.x.Rule, "year") {
			return !p.scheduledFor(t) // "a programme for 2025-2026"
		}
	case "even", "still":
		return p.x.Rule == "deictic"
	case "of":
		return p.x.Rule == "year" && t > p.s.First && d.Tokens[t-1].Is(token.Capital)
	}
	sig := p.signal()
	return sig >= 0 && p.x.Type == attache.Date && (d.Norm(sig) == "before" || d.Norm(sig) == "after") && !p.nounFollows()
}

// scheduledFor reports whether the "for" at t follows a word of planning: "scheduled for 2027".
func (p *dating) scheduledFor(t int) bool { return has(&futureWords, p.f.d, t-1) }

// nounFollows reports whether the expression stands before an event noun: "since the May 4 accord".
func (p *dating) nounFollows() bool {
	n, _ := p.attributive()
	return n >= 0
}

// fine reports whether the date is known to the week or finer.
func (p *dating) fine() bool {
	switch p.x.Precision() {
	case "time", "day", "week", "range":
		return true
	}
	return false
}

// limited reports whether "by" or "until" stands before the expression.
func (p *dating) limited() bool {
	t := p.signal()
	return t >= 0 && has(&limits, p.f.d, t)
}

var limits = wordSet("by until till before")

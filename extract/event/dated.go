package event

import (
	"strings"

	"attache"
	"attache/extract/phrase"
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
	at := place{f: f, i: i, x: x, r: r, s: f.near(r.First)}
	if i+1 < len(f.Times) {
		at.next = &f.Times[i+1]
	}
	if i > 0 {
		at.before = &f.Times[i-1]
	}
	if at.compares() || at.sums() || at.refined() || at.denied() || at.overdue() || at.bounds() {
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
var vague = map[string]bool{"unit-past-the": true, "decade": true, "century": true, "century-which": true, "year-kind": true, "unit-latest": true, "quarter-ago": true, "quarter-same": true, "quarter-last-year": true}

// place is a time expression where it stands.
type place struct {
	f            *finder
	i            int // its number
	x            *attache.Timex
	before, next *attache.Timex // the expressions beside it
	r, s         token.Range    // its tokens, those of its sentence
}

var (
	comparing = wordSet("than since compared versus vs from despite below above")
	since     = wordSet("since")
	from      = wordSet("from")
	preps     = wordSet("on in at by of for during until till before after since around about over through following ahead late early as from to within between this")
	articles  = wordSet("the a an his her its their our this that")
)

// signal returns the token of the preposition before the expression, or -1.
func (p *place) signal() int {
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
func (p *place) compares() bool {
	t := p.signal()
	if t < 0 || !has(&comparing, p.f.d, t) {
		return false
	}
	if has(&from, p.f.d, t) {
		return p.x.End == ""
	}
	return !has(&since, p.f.d, t) || !p.nounFollows()
}

// sums reports whether the expression is arithmetic whose result stands beside it: "70 days later,
// on November 21" dates one event, not two.
func (p *place) sums() bool {
	return p.x.Rule == "later" && p.next != nil && p.next.Value == p.x.Value && p.next.Span.Start-p.x.Span.End < 16
}

// refined reports whether a finer expression follows at once: "this week, on Wednesday".
func (p *place) refined() bool {
	if p.next == nil || p.next.Span.Start-p.x.Span.End > 8 {
		return false
	}
	from, to, ok := p.x.Range()
	a, b, inside := p.next.Range()
	return ok && inside && !a.Before(from) && !b.After(to) && b.Sub(a) < to.Sub(from)
}

// denied reports whether the text sets the expression aside: "on Monday, not on Tuesday".
func (p *place) denied() bool {
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
func (p *place) overdue() bool {
	t := p.signal()
	return t >= 0 && p.f.d.Norm(t) == "by" && !p.ahead() && !p.sameAsAnchor() && p.f.Anchor.Value != "" && !p.nounFollows()
}

// bounds reports whether the expression only bounds when something may be ("a ruling is unlikely
// before Friday"), or is part of a name ("the Water Act of 2015"), or stands for these days ("even
// today").
func (p *place) bounds() bool {
	t := p.r.First - 1
	if t < p.s.First {
		return false
	}
	d := p.f.d
	switch d.Norm(t) {
	case "even", "still":
		return p.x.Rule == "deictic"
	case "of":
		return p.x.Rule == "year" && t > p.s.First && d.Tokens[t-1].Is(token.Capital)
	}
	sig := p.signal()
	return sig >= 0 && p.x.Type == attache.Date && (d.Norm(sig) == "before" || d.Norm(sig) == "after") && !p.nounFollows()
}

// nounFollows reports whether the expression stands before an event noun: "since the May 4 accord".
func (p *place) nounFollows() bool {
	n, _ := p.attributive()
	return n >= 0
}

// event finds the trigger and reads what it says.
func (p *place) event() (candidate, bool) {
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
func (p *place) attributive() (noun int, ok bool) {
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

func (p *place) tag(t int) phrase.Tag { return p.f.Tags.Of[t] }

// verb returns the number of the verb group the expression depends on, and how it was found: the
// nearest before it that is no mere "to be" of a noun, else the first one after it.
func (p *place) verb() (group int, how string) {
	groups := p.f.Tags.Groups
	best := -1
	quote := p.f.d.Tokens[p.r.First].Quote
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
	loose := -1
	for g := p.groupBefore(p.r.First) + 1; g < len(groups) && groups[g].Tokens.First < p.s.End; g++ {
		if groups[g].Tokens.First < p.r.End || !p.usable(g) {
			continue
		}
		if groups[g].Finite || groups[g].Infinitive {
			return g, "verb-after"
		}
		if loose < 0 && p.tag(groups[g].Main) == phrase.Participle {
			loose = g // perhaps a finite verb that looks like a participle
		}
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
func (p *place) clauseAfter() int {
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
func (p *place) finiteBefore(t int) bool {
	for g := p.groupBefore(t); g >= 0 && p.f.Tags.Groups[g].Tokens.First >= p.s.First; g-- {
		if p.f.Tags.Groups[g].Finite {
			return true
		}
	}
	return false
}

// datedBefore reports whether another date stands between token t and the expression.
func (p *place) datedBefore(t int) bool {
	from := p.f.d.Tokens[min(t, len(p.f.d.Tokens)-1)].Start
	for k := p.i - 1; k >= 0 && p.f.Times[k].Span.Start >= from; k-- {
		if x := &p.f.Times[k]; x.Type == attache.Date && x.Value != p.x.Value && x.Rule != "later" {
			return true
		}
	}
	return false
}

// groupBefore returns the last group that ends at or before token t, or -1.
func (p *place) groupBefore(t int) int {
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
func (p *place) usable(g int) bool {
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
func (p *place) parted(from, to int) bool {
	for t := from; t < to; t++ {
		if p.f.d.Text[p.f.d.Tokens[t].Start] == ';' {
			return true
		}
	}
	return false
}

// nounBefore returns the event noun whose phrase the expression ends: "the meeting of the two
// ministers in Selmara on May 4". No verb may stand between, and few words.
func (p *place) nounBefore() int {
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
func (p *place) headOf(n int) int {
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
func (p *place) anyNoun() int {
	for t := p.s.First; t < p.s.End; t++ {
		if senseOf(p.f.d, t)&eventNoun != 0 && p.tag(t) == phrase.Noun && !p.f.isTime[t] {
			return t
		}
	}
	return -1
}

// prefersNoun decides between a noun phrase that ends with the expression and the verb before it:
// the noun where the verb has a date of its own, or only reports, and where the noun stands close.
func (p *place) prefersNoun(n, g int) bool {
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
func (p *place) noun(n int, rule string) (candidate, bool) {
	c := candidate{trigger: n}
	c.When, c.Rule, c.Score = *p.x, rule, 0.85
	p.deadline(&c)
	p.judge(&c, p.clauseOf(n))
	return c, true
}

// clauseOf returns the verb group that governs token n: the nearest before it, else the next one.
func (p *place) clauseOf(n int) int {
	g := p.groupBefore(n)
	if g >= 0 && p.f.Tags.Groups[g].Tokens.First >= p.s.First {
		return g
	}
	if g+1 < len(p.f.Tags.Groups) && p.f.Tags.Groups[g+1].Tokens.First < p.s.End {
		return g + 1
	}
	return -1
}

// verbal makes the event of a verb group, or refuses it: plain reports, states, prices.
func (p *place) verbal(g int, how string) (candidate, bool) {
	group := &p.f.Tags.Groups[g]
	d := p.f.d
	c := candidate{trigger: group.Main}
	c.When, c.Rule, c.Score = *p.x, how, 0.6
	s := senseOf(d, group.Main)
	if p.hypothetical(g) {
		return c, false
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

// planning are participles that say of another word when it is due.
var planning = wordSet("scheduled slated planned set due expected supposed meant")

// heldWith returns the noun right before a participle: "a first exchange, scheduled for Thursday".
func (p *place) heldWith(g int) int {
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

func (p *place) stages(t int) bool {
	return has(&staging, p.f.d, t) || t+1 < p.s.End && p.f.d.Norm(t+1) == "place" // took place
}

// hypothetical reports whether the clause of a verb is a condition: "unless it is settled this year".
func (p *place) hypothetical(g int) bool {
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

// plannedNoun returns the event noun that "scheduled for" speaks of: "the second debate, scheduled
// for October 15", "the vote is set for Friday".
func (p *place) plannedNoun(g int) int {
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

func (p *place) eventHead(r token.Range) int {
	for t := r.First; t < r.End; t++ {
		if senseOf(p.f.d, t)&eventNoun != 0 && p.tag(t) == phrase.Noun {
			return t
		}
	}
	return -1
}

// plannedVerb returns the verb that is due: "is expected to land on Friday"; -1 when none follows.
func (p *place) plannedVerb(g int) int {
	groups := p.f.Tags.Groups
	if g+1 < len(groups) && groups[g+1].Infinitive && groups[g+1].Tokens.First <= groups[g].Tokens.End+2 {
		return groups[g+1].Main
	}
	return -1
}

// complement returns the event noun behind "is", "was", "had": "the vote was on Friday" has it
// before.
func (p *place) complement(g *phrase.Group) int {
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

// repeated reports whether the sentence tells what comes again: "opens in May each year".
func (p *place) repeated() bool {
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

// fine reports whether the date is known to the week or finer.
func (p *place) fine() bool {
	switch p.x.Precision() {
	case "time", "day", "week", "range":
		return true
	}
	return false
}

// supposes reports whether a modal makes a forecast and no plan: "could help in 2027", "would cost
// them by 2030". What may come as early as Tuesday is near enough to be one.
func (p *place) supposes(g *phrase.Group) bool {
	switch p.f.d.Norm(g.Tokens.First) {
	case "could", "may", "might":
		return !p.fine()
	case "would", "'d":
		return p.x.Precision() == "year" || p.x.Precision() == "quarter"
	}
	return false
}

// numberAfter reports whether a number follows the verb: "fell 3 percent".
func (p *place) numberAfter(t int) bool {
	for k := t + 1; k < p.s.End && k < t+5; k++ {
		if p.f.d.Tokens[k].Is(token.Digit) || p.tag(k) == phrase.Num || p.f.d.Text[p.f.d.Tokens[k].Start] == '$' {
			return true
		}
	}
	return false
}

// limited reports whether "by" or "until" stands before the expression.
func (p *place) limited() bool {
	t := p.signal()
	return t >= 0 && has(&limits, p.f.d, t)
}

var limits = wordSet("by until till before")

// deadline marks the limits that the future holds.
func (p *place) deadline(c *candidate) {
	if p.limited() && p.ahead() {
		c.Rule = "deadline"
	}
}

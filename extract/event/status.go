package event

import (
	"strings"

	"attache"
	"attache/extract/phrase"
)

// ahead reports whether the expression lies after the day the text was written.
func (p *dating) ahead() bool {
	from, _, ok := p.x.Range()
	day, end, precision := attache.Calendar(p.f.Anchor.Value)
	if !ok || precision == "" {
		return false
	}
	if precision == "day" {
		return from.After(day)
	}
	return !from.Before(end) // a coarse anchor: only what lies wholly after it
}

// today reports whether the expression is the day of the anchor, or its whole coarse stretch.
func (p *dating) sameAsAnchor() bool {
	from, to, ok := p.x.Range()
	day, end, precision := attache.Calendar(p.f.Anchor.Value)
	return ok && precision != "" && from.Before(end) && day.Before(to)
}

var (
	futureWords = wordSet("will 'll shall due scheduled slated planned expected set supposed going poised upcoming likely plan plans hopes expects intends invited ready to-be")
	cancelWords = wordSet("cancel cancels canceled cancelled cancelling canceling cancellation postpone postponed postponing postponement scrap scrapped shelved aborted abandoned suspended")
	claimWords  = wordSet("alleged allegedly claimed claims claim purportedly reportedly unconfirmed accused accuses accuse accusing alleges alleging supposedly")
	eveWords    = wordSet("ahead before following upcoming next forthcoming")
)

// future reports whether a verb group speaks of what lies ahead.
func (p *dating) future(g *phrase.Group) bool {
	d := p.f.d
	if g.Modal {
		return true
	}
	for t := max(p.s.First, g.Tokens.First-4); t < g.Tokens.End; t++ {
		if has(&futureWords, d, t) {
			return true
		}
	}
	return g.Infinitive && !p.pastGovernor(g)
}

// pastGovernor reports whether an infinitive depends on a verb that tells the past: "had met to
// sign".
func (p *dating) pastGovernor(g *phrase.Group) bool {
	k := p.groupBefore(g.Tokens.First)
	if k < 0 || p.f.Tags.Groups[k].Tokens.First < p.s.First {
		return false
	}
	before := &p.f.Tags.Groups[k]
	if has(&prospective, p.f.d, before.Main) {
		return false
	}
	return before.Finite && !before.Modal && !p.present(before)
}

// prospective verbs let what they govern lie ahead: "has offered to travel today".
var prospective = wordSet("offered offers agreed agrees planned plans wanted wants hoped hopes promised promises threatened threatens asked asks told tells ordered orders urged urges invited invites vowed vows pledged pledges decided decides intended expected scheduled")

// present reports whether a finite group is in the present tense: "is", "has no", "meets".
func (p *dating) present(g *phrase.Group) bool {
	if !g.Finite || g.Perfect || g.Modal {
		return false
	}
	first := p.f.d.Norm(g.Tokens.First)
	switch first {
	case "is", "are", "am", "'s", "'re", "'m", "do", "does", "has", "have":
		return true
	}
	main := p.f.d.Norm(g.Main)
	return g.Tokens.Len() == 1 && len(main) > 2 && main[len(main)-1] == 's' && main != "was"
}

// judge sets the status from the date, the verb group g (-1 for none) and the words of the sentence.
func (p *dating) judge(c *candidate, g int) {
	d := p.f.d
	var group *phrase.Group
	if g >= 0 {
		group = &p.f.Tags.Groups[g]
	}
	coarse := len(p.f.Anchor.Value) < len("2026-11-23")
	switch {
	case p.ahead():
		c.Status = attache.Scheduled
	case p.sameAsAnchor() && (group != nil && p.future(group) || p.plannedFor() || p.pending(group) || coarse && p.planned(c.trigger) || !coarse && p.eve(c.trigger)):
		c.Status = attache.Scheduled
	case coarse && (group != nil && p.future(group) || p.planned(c.trigger)) && !p.past():
		c.Status = attache.Scheduled
	default:
		c.Status = attache.Happened
	}
	cancelled, claimed := false, false
	for t := p.s.First; t < p.s.End; t++ {
		switch {
		case p.cancelsAt(t) && c.trigger != t && !p.owns(t) && p.oneClause(t, c.trigger):
			cancelled = true
		case has(&claimWords, d, t) && c.trigger != t && p.distances(t, c.trigger):
			claimed = true
		}
	}
	if c.trigger > p.s.First && d.Norm(c.trigger-1) == "no" { // "there will be no debate on October 15"
		cancelled = true
	}
	if group != nil && group.Negated && group.Main == c.trigger && c.Status == attache.Scheduled {
		cancelled = true
	}
	plan := p.wasTo()
	switch {
	case cancelled && (c.Status == attache.Scheduled || p.plannedFor() || plan >= 0), plan >= 0 && c.Status == attache.Happened && p.cameToNothing(plan):
		c.Status, c.cancels = attache.Cancelled, true
	case claimed && c.Status == attache.Happened:
		c.Status = attache.Claimed
	}
}

// pending reports whether a group in the present tense tells what is due: "they meet again this
// afternoon", "they promise an accord by the end of the year".
func (p *dating) pending(g *phrase.Group) bool {
	if g == nil || !g.Finite || g.Perfect || g.Modal || g.Passive {
		return false
	}
	if p.limited() && p.x.Mod == "END" && (p.present(g) || p.f.Tags.Of[g.Main] == phrase.Finite && has(&prospective, p.f.d, g.Main) && !strings.HasSuffix(p.f.d.Norm(g.Main), "ed")) {
		return true
	}
	return g.Tokens.Len() == 1 && has(&timetable, p.f.d, g.Main)
}

// timetable are plain forms that with a day of the same date tell what is due.
var timetable = wordSet("meet meets open opens begin begins start starts vote votes travel travels return returns arrive arrives leave leaves convene convenes resume resumes go goes hold holds play plays face faces host hosts")

// wasTo returns the token of "was" or "were" where a plan of the past stands before the expression:
// "was to have been held", "were to meet"; -1 when none does.
func (p *dating) wasTo() int {
	const reach = 12 // tokens
	for t := p.r.First - 2; t >= p.s.First && t >= p.r.First-reach; t-- {
		if w := p.f.d.Norm(t); (w == "was" || w == "were") && p.f.d.Norm(t+1) == "to" {
			return t
		}
	}
	return -1
}

// cameToNothing reports whether the plan of the past at t was given up: "was to have met", or "they
// did not" behind it.
func (p *dating) cameToNothing(t int) bool {
	d := p.f.d
	if t+2 < p.s.End && d.Norm(t+2) == "have" {
		return true
	}
	for k := t + 3; k < p.s.End; k++ {
		if w := d.Norm(k); w == "never" || (w == "not" || w == "n't") && d.Norm(k-1) == "did" {
			return true
		}
	}
	return false
}

// oneClause reports whether no other deed is told between two tokens: what was called off is then not
// what the trigger tells.
func (p *dating) oneClause(a, b int) bool {
	lo, hi := min(a, b), max(a, b)
	own, other := p.f.Tags.GroupAt(a), p.f.Tags.GroupAt(b)
	groups := p.f.Tags.Groups
	for g := p.groupBefore(lo) + 1; g < len(groups) && groups[g].Tokens.First < hi; g++ {
		if g == own || g == other || groups[g].Tokens.First <= lo {
			continue
		}
		if groups[g].Finite && senseOf(p.f.d, groups[g].Main)&reportVerb != 0 && !has(&planning, p.f.d, groups[g].Main) {
			return false
		}
	}
	return true
}

// distances reports whether the claiming word at t speaks of the trigger: a verb before it ("claimed
// that the army shelled …"), one in a clause at the end (", the rebels claimed"), or an adverb close by.
func (p *dating) distances(t, trigger int) bool {
	const near = 6 // tokens
	if !p.tag(t).Verbal() {
		return t < trigger || t-trigger <= near
	}
	if t < trigger {
		return true
	}
	if has(&accusing, p.f.d, t) {
		return false
	}
	for k := t - 1; k > trigger && k >= t-near; k-- {
		if p.f.d.Text[p.f.d.Tokens[k].Start] == ',' {
			return true
		}
	}
	return false
}

var accusing = wordSet("accused accuses accuse accusing")

// cancelsAt reports whether token t says that something will not be: "cancelled", "called off".
func (p *dating) cancelsAt(t int) bool {
	if has(&cancelWords, p.f.d, t) {
		return true
	}
	if t == p.s.First {
		return false
	}
	switch p.f.d.Norm(t) {
	case "off":
		return has(&offWords, p.f.d, t-1)
	case "back":
		return has(&backWords, p.f.d, t-1)
	}
	return false
}

var backWords = wordSet("pushed push pushes put puts moved")

var offWords = wordSet("call calls called calling put puts putting")

// plannedFor reports whether the expression is the day something was planned for.
func (p *dating) plannedFor() bool {
	for t := max(p.s.First, p.r.First-3); t < p.r.First; t++ {
		if has(&futureWords, p.f.d, t) {
			return true
		}
	}
	return false
}

// past reports whether the expression lies wholly before the anchor.
func (p *dating) past() bool {
	_, to, ok := p.x.Range()
	day, _, precision := attache.Calendar(p.f.Anchor.Value)
	return ok && precision != "" && !to.After(day)
}

// owns reports whether the expression dates the cancelling itself: "cancelled the visit on Friday".
func (p *dating) owns(t int) bool {
	g, _ := p.verb()
	return g >= 0 && p.f.Tags.Groups[g].Main == t
}

// planned reports whether words of planning stand between the trigger and the expression, or close
// before the trigger: "the debate, scheduled for October 15".
func (p *dating) planned(trigger int) bool {
	lo, hi := min(trigger, p.r.First), max(trigger, p.r.First)
	for t := max(p.s.First, lo-3); t < hi; t++ {
		if has(&futureWords, p.f.d, t) {
			return true
		}
	}
	return false
}

// eve reports whether a noun of today still lies ahead: "ahead of the election today".
func (p *dating) eve(trigger int) bool {
	if senseOf(p.f.d, trigger)&eventNoun == 0 {
		return false
	}
	for t := max(p.s.First, trigger-4); t < trigger; t++ {
		if has(&eveWords, p.f.d, t) {
			return true
		}
	}
	return false
}

// cancel carries a cancellation over to other mentions of the same event: the day and the word are
// the same.
func (f *finder) cancel() {
	cancelled := map[string][]int{} // date -> triggers that are off
	for i := range f.found {
		if c := &f.found[i]; c.cancels && len(cancelled[c.When.Value]) < longestList {
			cancelled[c.When.Value] = append(cancelled[c.When.Value], c.trigger)
		}
	}
	if len(cancelled) == 0 {
		return
	}
	for i := range f.found {
		c := &f.found[i]
		for _, t := range cancelled[c.When.Value] {
			if c.Status == attache.Scheduled || f.sameWord(c.trigger, t) {
				c.Status = attache.Cancelled
			}
		}
	}
}

package timex

import (
	_ "embed"
	"strings"

	"attache/extract/token"
)

//go:embed lexicon/tense.tsv
var tenseTSV string

// tense is what a word says about the time of its clause: a set, since "told" is past and lets an
// infinitive after it look ahead.
type tense uint16

const (
	pastTense   tense = 1 << iota // said, met, was
	futureTense                   // will, scheduled, deadline
	toBe                          // is, are
	infinitive                    // "to"
	limit                         // until, by
	noVerb                        // ends in -ed and is no verb
	prospective                   // "agreed to": what follows lay ahead
	deadline                      // "gave until": so did the limit
	weak                          // "announced", "set": a date beside it may lie ahead all the same
	timetable                     // "meets on Friday": the present tense of what is due
	timetabling                   // "is meeting on Friday"
)

var tenses = func() (t token.Table[tense]) {
	names := map[string]tense{
		"past": pastTense, "future": futureTense, "be": toBe, "to": infinitive, "limit": limit, "none": noVerb,
		"prospective": prospective, "deadline": deadline, "weak": weak, "timetable": timetable, "timetabling": timetabling,
	}
	for _, line := range strings.Split(tenseTSV, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		kind, list, _ := strings.Cut(line, "\t")
		v, ok := names[kind]
		if !ok {
			panic("lexicon/tense.tsv: no kind " + kind)
		}
		for _, w := range strings.Fields(list) {
			have, _ := t.Get(token.Hash(w))
			t.Put(w, have|v)
		}
	}
	return t
}()

// adjectival reports whether the participle at t stands before a noun: "a televised debate".
func adjectival(d *token.Doc, t int) bool {
	if t == 0 || t+1 >= len(d.Tokens) || !d.Tokens[t+1].Is(token.Lower) {
		return false
	}
	return has(&beforeAdjectives, d.Tokens[t-1].Hash) && !has(&prepositions, d.Tokens[t+1].Hash)
}

var beforeAdjectives = wordSet("a an the his her its their our my your this that these those two three four several many some")

// tenseOf returns what token t says.
func tenseOf(d *token.Doc, t int) tense {
	tok := &d.Tokens[t]
	if tok.Is(token.Punct) {
		return 0
	}
	v, _ := tenses.Get(tok.Hash)
	if v&(pastTense|futureTense|noVerb) == 0 && tok.Is(token.Lower) && tok.Len() > 4 && strings.HasSuffix(d.Text[tok.Start:tok.End], "ed") && !adjectival(d, t) {
		v |= pastTense
	}
	return v
}

// says reports whether the word with this hash is of one of the kinds.
func says(hash uint64, kinds tense) bool {
	v, _ := tenses.Get(hash)
	return v&kinds != 0
}

var (
	hashBe   = token.Hash("be")
	hashBeen = token.Hash("been")
	hashHad  = token.Hash("had")
	hashSet  = token.Hash("set")
	hashDue  = token.Hash("due")
	hashHas  = token.Hash("has")
	hashHave = token.Hash("have")
	hashGo   = token.Hash("going")
	hashOn   = token.Hash("on")
)

// reach is how many tokens from an expression a verb may stand; further ones belong to another
// clause.
const reach = 30

// certainly is how many tokens before an expression a verb may stand to be surely its own.
const certainly = 4

// clause judges the time of one expression, tokens [first, end) of sentence s.
type clause struct {
	d          *token.Doc
	s          token.Range
	first, end int
}

// directionOf decides from the nearest verbs on which side of the anchor an expression lies: "will
// meet on Friday", "on Friday the council rejected". The verbs before it count first; when there are
// none the first one after it does.
func directionOf(d *token.Doc, first, end int) direction {
	dir, _ := judge(d, first, end)
	return dir
}

// judge is directionOf, and whether the direction is certain: a verb close by tells the past and is
// none of those that announce.
func judge(d *token.Doc, first, end int) (dir direction, certain bool) {
	c := clause{d: d, s: d.Sentences[d.Tokens[first].Sentence].Tokens, first: first, end: end}
	limited := c.limited()
	genitive := end < c.s.End && d.Tokens[end].Is(token.Clitic)
	parted := false // a comma stands between
	for t := first - 1; t >= c.s.First && t >= first-reach; t-- {
		switch d.Text[d.Tokens[t].Start] {
		case ';':
			t = -1
			continue
		case ',':
			parted = true
		}
		if !parted && c.leadsUp(t) {
			return future, false
		}
		v := tenseOf(d, t)
		if v&infinitive != 0 && !genitive {
			if dir := c.infinitiveAt(t); dir != unclear {
				return dir, false
			}
		}
		switch dir := c.verbAt(t, v); {
		case dir == future && genitive && t < first-6:
			// "plans to appeal against Friday's ruling": only a verb close by speaks of the ruling
		case dir == past && limited && v&deadline != 0, limited && has(&lasting, d.Tokens[t].Hash):
			return future, false
		case dir != unclear:
			return dir, dir == past && t >= first-certainly && v&(weak|prospective|deadline) == 0 && !limited
		}
	}
	parted = false
	for t := end; t < c.s.End && t < end+reach; t++ {
		parted = parted || d.Text[d.Tokens[t].Start] == ',' && t > end
		v := tenseOf(d, t)
		if parted || t > end+8 {
			v &^= timetable
		}
		if dir := c.verbAt(t, v); dir != unclear {
			return dir, false
		}
		if v&infinitive != 0 && t > end && tenseOf(d, t-1)&toBe != 0 && !genitive {
			return future, false
		}
	}
	if limited && !genitive {
		return future, false
	}
	return unclear, false
}

// limited reports whether "until" or "by" stands before the expression, a time of day aside.
func (c *clause) limited() bool {
	for t := c.first - 1; t >= c.s.First && t >= c.first-4; t-- {
		tok := &c.d.Tokens[t]
		if tenseOf(c.d, t)&limit != 0 {
			return true
		}
		if !tok.Any(token.Digit|token.Stop) && tok.Hash != hashOn && tok.Hash != hashThe {
			return false
		}
	}
	return false
}

// verbAt judges the word at t.
func (c *clause) verbAt(t int, v tense) direction {
	d := c.d
	var prev uint64
	for k := t - 1; k >= c.s.First; k-- { // past adverbs: "was formally closed"
		if tok := &d.Tokens[k]; !tok.Is(token.Lower) || !strings.HasSuffix(d.Of(k), "ly") {
			prev = tok.Hash
			break
		}
	}
	had := prev == hashBeen && t >= c.s.First+2 && (d.Tokens[t-2].Hash == hashHad || t >= c.s.First+3 && d.Tokens[t-3].Hash == hashHad)
	next := t + 1
	h := d.Tokens[t].Hash
	switch {
	case h == hashSet: // "is set for Friday", "set to begin"; "set aside" tells the past
		if next < c.s.End && (d.Tokens[next].Hash == hashFor || d.Tokens[next].Hash == hashTo) {
			return future
		}
		return past
	case h == hashForecast && next < c.s.End && d.Tokens[next].Hash == hashFor:
		return future // snow is forecast for Sunday
	case h == hashGo && (next >= c.s.End || d.Tokens[next].Hash != hashTo):
		return unclear // "kept going until Friday"
	case (h == hashHas || h == hashHave) && next < c.s.End && d.Tokens[next].Hash == hashTo:
		return future // has to
	case h == hashDue: // not "due to heavy rain"
		pv, _ := tenses.Get(prev)
		if next < c.s.End && d.Tokens[next].Hash == hashTo && pv&(toBe|pastTense) == 0 && prev != hashBeen {
			return unclear
		}
		if had {
			return past
		}
		return future
	}
	switch {
	case v&timetable != 0 && c.finite(t):
		return future
	case v&timetabling != 0:
		if pv, _ := tenses.Get(prev); pv&toBe != 0 && prev != hashBe && prev != 0 {
			return future
		}
	case v&pastTense != 0 && next < c.s.End && d.Tokens[next].Hash == hashFor && has(&calling, h):
		return future // called for a rally on Sunday
	case has(&deferring, h) && next < c.s.End && (says(d.Tokens[next].Hash, infinitive|limit) || d.Tokens[next].Hash == hashFor || next+1 < c.s.End && says(d.Tokens[next+1].Hash, infinitive|limit)):
		return future // postponed to January, pushed back to May
	case has(&active, h) && !says(prev, toBe) && prev != hashBe && prev != hashBeen && (next >= c.s.End || !says(d.Tokens[next].Hash, infinitive) && d.Tokens[next].Hash != hashFor):
		return past // "the leaders invited Norland", not "is invited to"
	case v&futureTense != 0 && had && c.cancelled(): // "cancelled a visit that had been planned for Saturday"
		return future
	case v&futureTense != 0 && had: // had been scheduled
		return past
	case v&futureTense != 0:
		return future
	case v&pastTense != 0:
		pv, _ := tenses.Get(prev)
		if prev == hashBe || pv&toBe != 0 && prev != 0 {
			return unclear // "to be published", "is heard": what stands before decides
		}
		return past
	}
	return unclear
}

// infinitiveAt judges the "to" at t: unclear when it is the preposition ("to Geneva", "to the
// talks"). An infinitive lies ahead unless its verb tells the past: "agreed to meet on Friday", but
// "held a rally to mark the anniversary on Friday", "had to leave on Friday".
func (c *clause) infinitiveAt(t int) direction {
	d := c.d
	if t+1 >= c.first && t < c.first { // "postponed to early January"
		return unclear
	}
	if t+1 >= c.s.End || !d.Tokens[t+1].Is(token.Lower) || tenseOf(d, t+1)&(pastTense|futureTense) != 0 {
		return unclear
	}
	if has(&determiners, d.Tokens[t+1].Hash) {
		return unclear
	}
	const governor = 8 // tokens
	for k := t - 1; k >= c.s.First && k >= t-governor; k-- {
		v := tenseOf(d, k)
		switch {
		case k == t-1 && has(&implicatives, d.Tokens[k].Hash):
			return past
		case v&(futureTense|prospective) != 0:
			if c.verbAt(k, v) == past && v&futureTense != 0 {
				return past
			}
			return future
		case k == t-1 && d.Tokens[k].Hash == hashDue: // "was due to meet"
			return c.verbAt(k, v)
		case k == t-1 && v&toBe != 0:
			return future
		case c.verbAt(k, v) == past:
			return past
		}
	}
	return future
}

// determiners follow the preposition "to", never the infinitive's.
var determiners = wordSet("the a an this that these those his her its their our my your some any all both each every one two three several many more most at about nearly least")

// implicatives before "to" report something that took place.
var implicatives = wordSet("had forced managed failed began continued started used able helped led compelled caused got happened chose appeared seemed")

func wordSet(words string) (t token.Table[struct{}]) {
	for _, w := range strings.Fields(words) {
		t.Put(w, struct{}{})
	}
	return t
}

// leadsUp reports whether token t ends "ahead of" or "on the eve of": what follows was still to come.
func (c *clause) leadsUp(t int) bool {
	return t > c.s.First && c.d.Tokens[t].Hash == hashOf && (c.d.Tokens[t-1].Hash == hashAhead || c.d.Tokens[t-1].Hash == hashEve)
}

// finite reports whether the form at t, which may be the plural of a noun, stands where a verb
// stands: "the council meets", "who returns", not "two visits", "the recent votes".
func (c *clause) finite(t int) bool {
	if t == c.s.First {
		return false
	}
	prev := &c.d.Tokens[t-1]
	if prev.Is(token.Punct) {
		return c.d.Text[prev.Start] == ','
	}
	return !prev.Any(token.Digit|token.Clitic) && !has(&beforeNouns, prev.Hash)
}

// beforeNouns stand before nouns and never right before a finite verb.
var beforeNouns = wordSet(`the a an this that these those his her its their our my your some any all both each every no two three four five six
seven eight nine ten several many few more most other such of in on at by to for with from about after before during between recent previous next
last first second third final new further official free early late public open`)

// cancelled reports whether the sentence says near the expression that something is off.
func (c *clause) cancelled() bool {
	for t := max(c.s.First, c.first-reach); t < min(c.s.End, c.end+reach); t++ {
		if has(&cancelling, c.d.Tokens[t].Hash) || c.d.Tokens[t].Hash == hashOff && t > c.s.First && has(&calledOff, c.d.Tokens[t-1].Hash) {
			return true
		}
	}
	return false
}

var (
	cancelling = wordSet("cancelled canceled cancels cancel postponed postpones postpone scrapped")
	calledOff  = wordSet("called call calls put puts")
	hashOff    = token.Hash("off")
)

// deferring are verbs that with "to" or "until" name a new date.
var deferring = wordSet("postponed delayed moved adjourned rescheduled deferred pushed brought extended prolonged")

// active are participles of plans that in the active voice tell what was done.
var active = wordSet("invited proposed arranged")

// calling are verbs that with "for" demand what lies ahead.
var calling = wordSet("called appealed pressed campaigned applied")

// lasting are verbs in the present that with "until" tell what is not over.
var lasting = wordSet("run runs last lasts continue continues extend extends stretch stretches remain remains")

var (
	hashAhead    = token.Hash("ahead")
	hashEve      = token.Hash("eve")
	hashForecast = token.Hash("forecast")
)

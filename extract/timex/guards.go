package timex

import "attache/extract/token"

// guard refuses a match by what stands around it. first and end are the tokens of the match.
type guard func(c *reader, m *match, first, end int) bool

// guards are what the fourth column of lexicon/rules.tsv names.
var guards = map[string]guard{
	"glued":  glued,
	"month":  monthAlone,
	"year":   yearAlone,
	"units":  unitsAlone,
	"a-unit": aUnit,
	"rate":   func(c *reader, _ *match, first, _ int) bool { return rated(c.doc, first-1) },
	"clock":  clockAlone,
	"hour":   hourAlone,
	"number": notCounted,
	"lower": func(c *reader, m *match, first, _ int) bool {
		return c.z.loose || c.doc.Tokens[m.items[m.n-1].first].Is(token.Lower)
	},
	"over":     overAmount,
	"day":      dayAlone,
	"end":      clauseEnds,
	"ended":    endedAfter,
	"adverb":   adverbial,
	"the":      theUnit,
	"part":     partAlone,
	"now":      nowAlone,
	"season":   seasonAlone,
	"dawn":     dawnAlone,
	"noseason": noSeasonName,
	"opener": func(c *reader, m *match, first, _ int) bool { // "Following week-long talks": a preposition
		return m.path[0].class != cFollowing || !c.doc.Tokens[first].Is(token.FirstOfSentence)
	},
	"of": func(c *reader, _ *match, _, end int) bool {
		next := after(c, end)
		return next != nil && next.Hash == hashOf
	},
	"current": currentAlone,
	"noname":  noName,
	"unit-y":  func(_ *reader, m *match, _, _ int) bool { return unitItem(m).code == "Y" },
	"unit-m":  func(_ *reader, m *match, _, _ int) bool { return unitItem(m).code == "M" },
	"unit-c":  func(_ *reader, m *match, _, _ int) bool { return unitItem(m).code == "C" },
	"unit-d":  func(_ *reader, m *match, _, _ int) bool { return unitItem(m).code == "D" },
	"long-unit": func(_ *reader, m *match, _, _ int) bool { // no "last second", "this hour"
		it := unitItem(m)
		if it == nil {
			return true
		}
		switch it.code {
		case "TS", "TM", "TH", "F", "S", "I":
			return false
		}
		return true
	},
}

func has(t *token.Table[struct{}], h uint64) bool {
	_, ok := t.Get(h)
	return ok
}

// before returns the token before a match in its sentence, or nil.
func before(c *reader, first int) *token.Token {
	if first == 0 || c.doc.Tokens[first].Is(token.FirstOfSentence) {
		return nil
	}
	return &c.doc.Tokens[first-1]
}

// after returns the token after a match in its sentence, or nil.
func after(c *reader, end int) *token.Token {
	if end >= len(c.doc.Tokens) || c.doc.Tokens[end-1].Is(token.LastOfSentence) {
		return nil
	}
	return &c.doc.Tokens[end]
}

// glued asks that no space stands between the items: 2026-05-04, 1998-99.
func glued(_ *reader, m *match, _, _ int) bool {
	for i := 1; i < m.n; i++ {
		if !m.items[i].glued {
			return false
		}
	}
	return true
}

// clockPrepositions stand before a time of day without "a.m." or "p.m.".
var clockPrepositions = wordSet("at by until till from around about before after since between and to - –")

// clockAlone tells 18:30 from a score or a verse: a preposition of time must stand before it.
func clockAlone(c *reader, m *match, first, _ int) bool {
	prev := before(c, first)
	return c.z.loose || prev != nil && has(&clockPrepositions, prev.Hash)
}

// hourAlone lets "at noon", "midnight Friday" pass; a bare number is no time.
func hourAlone(c *reader, m *match, first, end int) bool { return true }

// nowAlone refuses "now" in "now that", "until now" stays.
func nowAlone(c *reader, m *match, first, end int) bool {
	next := after(c, end)
	return next == nil || next.Hash != hashThat
}

var hashThat = token.Hash("that")

// noName refuses matches inside a name: "Sunday Times", "USA Today", "Black Friday", "Friday Harbor".
func noName(c *reader, m *match, first, end int) bool {
	prev, next := before(c, first), after(c, end)
	if next != nil && next.Is(token.Capital) && has(&paperNames, next.Hash) {
		return false
	}
	if prev != nil && has(&namesBefore, prev.Hash) && prev.Is(token.Capital) {
		return false
	}
	return true
}

var paperNames = wordSet("times telegraph mirror express mail herald star post sun news world magazine independent bloody")

var namesBefore = wordSet("usa russia bloody black good ash shrove palm cyber super")

// adverbial refuses "quarterly dividend": as an adjective the word sets no time.
func adverbial(c *reader, m *match, _, end int) bool {
	next := after(c, end)
	return m.get(cAdverb).code != "Q" || next == nil || !next.Is(token.Lower)
}

package condition

import (
	"attache/extract/phrase"
	"attache/extract/token"
)

var (
	// wondering words make the "if" behind them a question or a comparison.
	wondering = table(`even as what wonder wondered wonders wondering ask asks asking see know knows knew unclear clear decide decided
		determine determined check doubt question sure matter learn tell uncertain unsure asked dozens`)
	// idle words behind "if" make it an aside: "if necessary", "if not", "if any".
	idle = table(`necessary needed possible any anything not so only ever true then and at applicable required implemented confirmed
		approved elected successful anyone convicted in nothing past or`)
	// recent words behind "until" and "before" make them plain time.
	recent = table("now then recently again more long that this late early")
)

// trap reports whether the words of a marker mean something else: "even if", "as if", "if necessary",
// "on condition of anonymity", "the service provided".
func (f *finder) trap(i, size int, m *marker) bool {
	before, next := i-1, i+size
	switch m.words {
	case "if":
		if f.in(&wondering, before) {
			return true
		}
		return f.in(&idle, next) || before >= 0 && f.d.Norm(before) == "if"
	case "until", "till", "before", "once", "without", "while", "when":
		if f.isTime(next) || f.in(&recent, next) {
			return true
		}
		if m.words == "once" && (f.d.Norm(max(0, before)) == "at" || f.tags.Of[i] == phrase.Adv && !f.clauseAhead(next, min(len(f.d.Tokens), next+reach))) {
			return true
		}
		return m.words == "before" && next < len(f.tags.Of) && f.tags.Of[next] == phrase.Ing
	case "provided":
		return f.providedTrap(i, next)
	case "as soon as":
		return f.isTime(next) || next < len(f.d.Tokens) && f.d.Norm(next) == "possible"
	case "dependent on", "dependent upon":
		s := f.d.Sentences[f.d.Tokens[i].Sentence].Tokens
		return !f.anyIn(&making, token.Range{First: max(s.First, i-reach/4), End: i})
	case "as long as", "so long as":
		if next+1 < len(f.d.Tokens) && f.d.Norm(next) == "it" && f.d.Norm(next+1) == "takes" {
			return true
		}
		return next < len(f.d.Tokens) && (f.isTime(next) || f.tags.Of[next] == phrase.Num)
	case "the day", "the moment", "the minute", "on the day":
		return next >= len(f.d.Tokens) || f.d.Norm(next) == "after" || f.d.Norm(next) == "before" || f.tags.PhraseFrom(next).Len() == 0 && f.d.Norm(next) != "that"
	case "absent":
		return f.tags.Of[i] == phrase.Adj && f.aux(before) || next >= len(f.d.Tokens) || f.tags.PhraseFrom(next).Len() == 0 || f.aux(before)
	}
	return next < len(f.d.Tokens) && f.d.Norm(next) == "anonymity"
}

var making = table("make makes made making")

// providedTrap tells "provided Sudland paid" from "Sudland provided money".
func (f *finder) providedTrap(i, next int) bool {
	s := f.d.Sentences[f.d.Tokens[i].Sentence].Tokens
	if f.aux(i-1) || next >= s.End {
		return true
	}
	if !f.subjectAhead(next, s.End) && !f.verbSoon(next, s.End) {
		return true
	}
	first := max(s.First, i-reach)
	return f.mainVerb(token.Range{First: first, End: i}) < 0
}

// verbSoon reports whether a finite verb follows before the clause ends.
func (f *finder) verbSoon(i, end int) bool {
	const near = 10
	for k := i; k < end && k < i+near; k++ {
		switch f.tags.Of[k] {
		case phrase.Finite, phrase.Modal:
			return true
		case phrase.Mark, phrase.Stop, phrase.Sub:
			return false
		}
	}
	return false
}

// aux reports whether an auxiliary stands at token i, adverbs stepped over.
func (f *finder) aux(i int) bool {
	for i > 0 && f.tags.Of[i] == phrase.Adv {
		i--
	}
	return i >= 0 && f.tags.GroupAt(i) >= 0 && f.in(&beHave, i)
}

var beHave = table("is are was were be been has have had being")

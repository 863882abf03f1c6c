package condition

import (
	"attache/extract/phrase"
	"attache/extract/token"
)

// trap reports whether the words of a marker mean something else: "even if", "as if", "if necessary",
// "on condition of anonymity".
func (f *finder) trap(i, size int) bool {
	before, after := "", ""
	if i > 0 {
		before = f.d.Norm(i - 1)
	}
	if i+size < len(f.d.Tokens) {
		after = f.d.Norm(i + size)
	}
	switch f.d.Norm(i) {
	case "if":
		switch before {
		case "even", "as", "what", "wonder", "wondered", "wonders", "ask", "asked", "asks", "see", "know", "knows", "knew", "unclear", "clear", "decide", "determine", "check", "doubt", "question", "sure", "said", "say":
			return before != "asked" && before != "said" && before != "say" || f.tags.Of[i] != phrase.Sub
		}
		switch after {
		case "necessary", "needed", "possible", "any", "anything", "not", "so", "only", "ever", "true", "then", "and", "at", "applicable", "required", "implemented", "confirmed":
			return true
		}
		return before == "if"
	case "until", "till", "before", "once", "without":
		return f.isTime(i+size) || after == "now" || after == "then" || after == "recently" || after == "again" || after == "more"
	case "provided":
		if f.tags.Of[min(i+1, len(f.tags.Of)-1)] == phrase.Pron && !f.aux(i-1) {
			return false
		}
		if s := f.d.Sentences[f.d.Tokens[i].Sentence].Tokens; !f.aux(i-1) && f.subjectAhead(i+1, s.End) && f.mainVerb(token.Range{First: s.First, End: i}) >= 0 {
			return false // "it would open the port provided Sudland paid"
		}
		return f.tags.Of[i] == phrase.Finite && after != "that" && f.d.Norm(min(i+1, len(f.d.Tokens)-1)) != "that" || i > 0 && f.tags.Of[i-1] == phrase.Noun && f.tags.Of[min(i+1, len(f.tags.Of)-1)] == phrase.Prep || f.aux(i-1)
	case "as":
		return before == "as"
	}
	return after == "anonymity"
}

// aux reports whether an auxiliary stands at token i, adverbs stepped over.
func (f *finder) aux(i int) bool {
	for i > 0 && f.tags.Of[i] == phrase.Adv {
		i--
	}
	return i >= 0 && f.tags.GroupAt(i) >= 0 && in(&beHave, f.d, i)
}

var beHave = table("is are was were be been has have had being")

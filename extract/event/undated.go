package event

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// undated adds what the article is about although it gives no date: a meeting, call, visit or
// signing told in the past tense between people or states it names, in the first sentences of the
// body. It is shown apart from the dated ones and never gets the article's own date.
func (f *finder) undated() {
	const lead = 4 // sentences of the body
	seen := 0
	for s := range f.d.Sentences {
		sentence := &f.d.Sentences[s]
		if f.d.Paragraphs[sentence.Paragraph].Kind != token.Body {
			continue
		}
		if seen++; seen > lead {
			return
		}
		if !f.tellsDated(s) {
			f.undatedIn(sentence.Tokens)
		}
	}
}

// tellsDated reports whether an event of sentence s has a date.
func (f *finder) tellsDated(s int) bool {
	for i := range f.found {
		if f.found[i].sentence == s && f.found[i].When.Value != "" {
			return true
		}
	}
	return false
}

// encounters are the verbs and nouns of diplomacy that need no date to be news.
var (
	encounters = wordSet("met meeting signed visited arrived phoned telephoned spoke talked conferred hosted received")
	heldNouns  = wordSet("conversation call meeting talks consultations summit negotiations phone-call")
	holding    = wordSet("had held has hold")
)

func (f *finder) undatedIn(s token.Range) {
	for g := range f.Tags.Groups {
		group := &f.Tags.Groups[g]
		if group.Tokens.First < s.First {
			continue
		}
		if group.Tokens.First >= s.End {
			return
		}
		if group.Modal || group.Negated || !group.Finite || group.Infinitive || f.d.Tokens[group.Main].Quote >= 0 {
			continue
		}
		trigger := -1
		switch {
		case has(&encounters, f.d, group.Main) && f.Tags.Of[group.Main] != phrase.Ing:
			trigger = group.Main
		case has(&holding, f.d, group.Main):
			for t := group.Tokens.End; t < s.End && t < group.Tokens.End+7 && !f.Tags.Of[t].Verbal(); t++ {
				if has(&heldNouns, f.d, t) {
					trigger = t
					break
				}
			}
		}
		if trigger < 0 {
			continue
		}
		c := candidate{trigger: trigger}
		c.Rule, c.Score, c.Status = "undated", 0.6, attache.Happened
		if len(f.actors(trigger, s)) >= 2 {
			f.add(c)
		}
	}
}

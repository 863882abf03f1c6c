package event

import (
	_ "embed"
	"fmt"
	"strings"

	"attache/extract/token"
)

//go:embed lexicon/triggers.tsv
var triggersTSV string

// sense is what the lexicon knows of a word: a set, since "strike" is both noun and verb.
type sense uint16

const (
	eventNoun  sense = 1 << iota // names a happening
	eventVerb                    // tells one
	actVerb                      // an act of speech that is one: announce, demand
	reportVerb                   // only tells what somebody said
	stateVerb                    // is, has, remains
	marketVerb                   // rose, fell: no event where a number follows
	timeLimit                    // deadline, expiry: the date is its end
)

// entry is one line of the lexicon.
type entry struct {
	class, kind string
	words       []string
	example     string
}

var entries = readEntries(triggersTSV)

var senses = func() (t token.Table[sense]) {
	put := func(word string, s sense) {
		have, _ := t.Get(token.Hash(word))
		t.Put(word, have|s)
	}
	for _, e := range entries {
		for _, w := range e.words {
			if e.kind == "noun" {
				put(w, eventNoun)
				put(plural(w), eventNoun)
				if w == "deadline" || w == "expiry" || w == "expiration" || w == "ultimatum" {
					put(w, timeLimit)
				}
				continue
			}
			s := eventVerb
			switch e.class {
			case "act":
				s = actVerb | eventVerb
			case "report":
				s = reportVerb
			case "state":
				s = stateVerb
			case "market":
				s = marketVerb
			}
			for _, form := range verbForms(w) {
				put(form, s)
			}
		}
	}
	return t
}()

func readEntries(tsv string) (all []entry) {
	for n, line := range strings.Split(tsv, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		row := strings.Split(line, "\t")
		if len(row) != 4 || row[1] != "noun" && row[1] != "verb" {
			panic(fmt.Sprintf("lexicon/triggers.tsv:%d: cannot read %q", n+1, line))
		}
		all = append(all, entry{row[0], row[1], strings.Fields(row[2]), row[3]})
	}
	return all
}

func plural(noun string) string {
	switch {
	case strings.HasSuffix(noun, "s"), strings.HasSuffix(noun, "sh"), strings.HasSuffix(noun, "ch"):
		return noun + "es"
	case strings.HasSuffix(noun, "y") && !vowel(noun[len(noun)-2]):
		return noun[:len(noun)-1] + "ies"
	}
	return noun + "s"
}

// verbForms returns a base form with what regular inflection makes of it. Forms that do not exist
// ("metted") do no harm.
func verbForms(w string) []string {
	stem := strings.TrimSuffix(w, "e")
	forms := []string{w, plural(w), stem + "ed", stem + "ing"}
	last := w[len(w)-1]
	if last == 'y' && !vowel(w[len(w)-2]) {
		forms = append(forms, w[:len(w)-1]+"ied")
	}
	if len(w) > 2 && !vowel(last) && last != 'y' && last != 'w' && last != 'x' && vowel(w[len(w)-2]) { // ban, banned
		forms = append(forms, w+string(last)+"ed", w+string(last)+"ing")
	}
	return forms
}

func vowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

func senseOf(d *token.Doc, t int) sense {
	s, _ := senses.Get(d.Tokens[t].Hash)
	return s
}

// wordSet is a small list of words.
func wordSet(words string) (t token.Table[struct{}]) {
	for _, w := range strings.Fields(words) {
		t.Put(w, struct{}{})
	}
	return t
}

func has(set *token.Table[struct{}], d *token.Doc, t int) bool {
	if t < 0 || t >= len(d.Tokens) {
		return false
	}
	_, ok := set.Get(d.Tokens[t].Hash)
	return ok
}

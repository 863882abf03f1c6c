package timex

import (
	_ "embed"
	"strings"

	"attache/extract/token"
)

//go:embed lexicon/tense.tsv
var tenseTSV string

// tense is what a word says about the time of its clause.
type tense uint8

const (
	noTense     tense = iota
	pastTense         // said, met, was
	futureTense       // will, scheduled, deadline
	toBe              // is, are: future before "to" and participles of plans, else nothing
	infinitive        // "to": what follows lies ahead, unless a place or noun follows
	limit             // until, by, before: ahead when no verb speaks against it
	noVerb            // ends in -ed and is no verb
)

var tenses = func() (t token.Table[tense]) {
	names := map[string]tense{
		"past": pastTense, "future": futureTense, "be": toBe, "to": infinitive, "limit": limit, "none": noVerb,
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
			t.Put(w, v)
		}
	}
	return t
}()

// tenseOf returns what token t says.
func tenseOf(d *token.Doc, t int) tense {
	tok := &d.Tokens[t]
	if tok.Is(token.Punct) {
		return noTense
	}
	if v, ok := tenses.Get(tok.Hash); ok {
		return v
	}
	if tok.Is(token.Lower) && tok.Len() > 4 && strings.HasSuffix(d.Text[tok.Start:tok.End], "ed") {
		return pastTense
	}
	return noTense
}

// directionOf decides from the nearest verbs on which side of the anchor tokens [first, end) lie:
// "will meet on Friday", "on Friday the council rejected". The verbs before the expression count
// first, within their clause; when there are none the first one after it does.
func directionOf(d *token.Doc, first, end int) direction {
	s := &d.Sentences[d.Tokens[first].Sentence]
	const reach = 30 // tokens; further verbs belong to another clause
	limited := false
	for t := first - 1; t >= s.Tokens.First && t >= first-reach; t-- {
		switch tenseOf(d, t) {
		case futureTense:
			return future
		case pastTense:
			return past
		case limit:
			limited = limited || t == first-1
		case infinitive:
			if dir := infinitiveAt(d, t, s.Tokens); dir != unclear {
				return dir
			}
		}
		// A relative clause before is another one: "the talks that began in May resume on Friday".
		if d.Text[d.Tokens[t].Start] == ';' {
			break
		}
	}
	for t := end; t < s.Tokens.End && t < end+reach; t++ {
		switch tenseOf(d, t) {
		case futureTense:
			return future
		case pastTense:
			if limited {
				return future
			}
			return past
		case infinitive:
			if t > end && tenseOf(d, t-1) == toBe {
				return future
			}
		}
	}
	if limited {
		return future
	}
	return unclear
}

// infinitiveAt judges the "to" at t: future when a verb follows it, unclear when it is the
// preposition ("to Geneva", "to the talks") or part of a verb that tells the past ("had to leave").
func infinitiveAt(d *token.Doc, t int, s token.Range) direction {
	if t+1 >= s.End || !d.Tokens[t+1].Is(token.Lower) || tenseOf(d, t+1) != noTense {
		return unclear
	}
	if _, ok := determiners.Get(d.Tokens[t+1].Hash); ok {
		return unclear
	}
	if t > s.First {
		if _, ok := implicatives.Get(d.Tokens[t-1].Hash); ok {
			return past
		}
		if tenseOf(d, t-1) == toBe {
			return future
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

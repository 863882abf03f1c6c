package attribution

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"

	"attache"
	"attache/extract/token"
)

//go:embed lexicon/cues.tsv
var cuesTSV string

//go:embed lexicon/nouns.tsv
var nounsTSV string

//go:embed lexicon/acts.tsv
var actsTSV string

// frames is a set of what may follow a cue.
type frames uint16

const (
	clause frames = 1 << iota
	quote
	told // somebody who is told stands before the content
	infinitive
	nounPhrase
	gerund
	question
	quotedPhrase // a noun phrase that holds a quotation: "called it “a gift”"
	onlyPhrase   // the verb alone is no cue
	onlyOn       // "went on"
)

// cue is a verb of saying.
type cue struct {
	act    attache.Act
	frames frames
	preps  []uint64 // prepositions that introduce content: "accused of"
	with   uint64   // a particle without which the verb is no cue: "ruled out"
	trust  float32
}

func (c *cue) is(f frames) bool { return c.frames&f != 0 }

func (c *cue) prep(hash uint64) bool {
	for _, p := range c.preps {
		if p == hash {
			return true
		}
	}
	return false
}

// row is a line of a lexicon, kept for the tests that replay examples.
type row struct {
	forms, example string
	act            attache.Act
}

type lexicon struct {
	verbs token.Table[*cue]
	nouns token.Table[attache.Act]
	acts  token.Table[attache.Act] // of words that no rule takes for a cue
	rows  []row
}

var lex = load()

// load panics where our own embedded files are broken.
func load() *lexicon {
	l := &lexicon{}
	acts := map[string]attache.Act{}
	for _, a := range []attache.Act{attache.ActSay, attache.ActAsk, attache.ActDemand, attache.ActDeny, attache.ActAccept,
		attache.ActReject, attache.ActWarn, attache.ActPromise, attache.ActBelieve} {
		acts[string(a)] = a
	}
	eachRow("cues.tsv", cuesTSV, 5, func(c []string) error {
		q := &cue{act: acts[c[1]]}
		trust, err := strconv.Atoi(c[3])
		if err != nil || q.act == "" {
			return fmt.Errorf("act %q, trust %q", c[1], c[3])
		}
		q.trust = float32(trust) / 100
		for _, f := range strings.Fields(c[2]) {
			kind, words, _ := strings.Cut(f, ":")
			switch kind {
			case "c":
				q.frames |= clause
			case "q":
				q.frames |= quote
			case "o":
				q.frames |= told
			case "i":
				q.frames |= infinitive
			case "n":
				q.frames |= nounPhrase
			case "x":
				q.frames |= quotedPhrase
			case "g":
				q.frames |= gerund
			case "w":
				q.frames |= question
			case "Q":
				q.frames |= quote
				q.with = token.Hash("on")
			case "O":
				q.frames |= nounPhrase | clause
				q.with = token.Hash(words)
			case "P":
				q.frames |= onlyPhrase
				fallthrough
			case "p":
				for _, w := range strings.Split(words, ",") {
					q.preps = append(q.preps, token.Hash(w))
				}
			default:
				return fmt.Errorf("no frame %q", f)
			}
		}
		for _, w := range strings.Fields(c[0]) {
			if _, twice := l.verbs.Get(token.Hash(w)); twice {
				return fmt.Errorf("%q stands in two lines", w)
			}
			l.verbs.Put(w, q)
		}
		l.rows = append(l.rows, row{c[0], c[4], q.act})
		return nil
	})
	eachRow("nouns.tsv", nounsTSV, 3, func(c []string) error {
		if acts[c[1]] == "" {
			return fmt.Errorf("act %q", c[1])
		}
		for _, w := range strings.Fields(c[0]) {
			l.nouns.Put(w, acts[c[1]])
		}
		l.rows = append(l.rows, row{c[0], c[2], acts[c[1]]})
		return nil
	})
	eachRow("acts.tsv", actsTSV, 2, func(c []string) error {
		if acts[c[1]] == "" {
			return fmt.Errorf("act %q", c[1])
		}
		for _, w := range strings.Fields(c[0]) {
			if _, verb := l.verbs.Get(token.Hash(w)); verb {
				return fmt.Errorf("%q stands in cues.tsv", w)
			}
			l.acts.Put(w, acts[c[1]])
		}
		return nil
	})
	return l
}

func eachRow(name, tsv string, columns int, take func([]string) error) {
	for n, line := range strings.Split(tsv, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		c := strings.Split(line, "\t")
		if len(c) != columns {
			panic(fmt.Sprintf("lexicon/%s, line %d: %d columns, want %d", name, n+1, len(c), columns))
		}
		if err := take(c); err != nil {
			panic(fmt.Sprintf("lexicon/%s, line %d: %v", name, n+1, err))
		}
	}
}

func table(list string) (t token.Table[bool]) {
	for _, w := range strings.Fields(list) {
		t.Put(w, true)
	}
	return t
}

func in(t *token.Table[bool], d *token.Doc, i int) bool {
	if i < 0 || i >= len(d.Tokens) {
		return false
	}
	_, ok := t.Get(d.Tokens[i].Hash)
	return ok
}

var (
	// goOn are verbs that lead on to a cue: "went on to say".
	goOn     = table("went go goes going continued continues continue proceeded hastened began rushed came")
	obliging = table("should must ought could might may can")
)

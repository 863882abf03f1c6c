package phrase

import (
	_ "embed"
	"fmt"
	"math"
	"strconv"
	"strings"

	"attache/extract/token"
)

//go:embed lexicon/words.tsv
var wordsTSV string

//go:embed lexicon/transitions.tsv
var transitionsTSV string

// entry is what the lexicon says about a word: its tags and how much more likely each makes the
// word than the tag alone would, as logarithms.
type entry struct {
	tag   [6]Tag
	gain  [6]float32
	count int
}

// model is the lexicon with the transitions, parsed once.
type model struct {
	lower, upper, suffix token.Table[entry]
	next                 [tags + 1][tags + 1]float32 // log P(next | last); the last index is the sentence's edge
	// What is assumed of a word that no list holds: one in capitals, one in -ing that opens a
	// sentence, one in -ed, one of the irregular past tenses, one in -ly, any other.
	name, ing, past, irregular, adverb, odd entry
}

var lexicon = load()

// load panics where our own embedded files are broken.
func load() *model {
	m := &model{}
	var prior [tags + 1]float64
	total := 0.0
	rows := strings.Split(strings.TrimSpace(transitionsTSV), "\n")
	if len(rows) != int(tags)+1 {
		panic(fmt.Sprintf("lexicon/transitions.tsv: %d rows, want %d", len(rows), tags+1))
	}
	for from, row := range rows {
		var n [tags + 1]float64
		sum := 0.0
		for to, cell := range strings.Split(row, "\t") {
			count, err := strconv.Atoi(cell)
			if err != nil || to >= len(n) {
				panic(fmt.Sprintf("lexicon/transitions.tsv, row %d: %q", from+1, cell))
			}
			n[to] = float64(count)
			sum += n[to]
			prior[to] += n[to]
			total += n[to]
		}
		for to := range n {
			m.next[from][to] = float32(math.Log((n[to] + 1) / (sum + float64(tags) + 1)))
		}
	}
	for n, line := range strings.Split(strings.TrimSpace(wordsTSV), "\n") {
		word, dist, ok := strings.Cut(line, "\t")
		if !ok {
			panic(fmt.Sprintf("lexicon/words.tsv, line %d: no tab", n+1))
		}
		e := entry{}
		for len(dist) > 0 {
			t := Tag(strings.IndexByte(letters, dist[0]))
			end := 1
			for end < len(dist) && dist[end] >= '0' && dist[end] <= '9' {
				end++
			}
			percent, err := strconv.Atoi(dist[1:end])
			if err != nil || t >= tags {
				panic(fmt.Sprintf("lexicon/words.tsv, line %d: %q", n+1, line))
			}
			if e.count < len(e.tag) {
				e.set(t, math.Max(float64(percent), 0.5)/100, prior[t]/total)
			}
			dist = dist[end:]
		}
		switch {
		case len(word) > 1 && word[0] == '^':
			m.upper.Put(word[1:], e)
		case len(word) > 1 && word[0] == '-' && alphabetic(word[1:]):
			m.suffix.Put(word[1:], e)
		default:
			m.lower.Put(word, e)
		}
	}
	m.name.set(Name, 0.94, prior[Name]/total)
	m.name.set(Adj, 0.03, prior[Adj]/total)
	m.name.set(Noun, 0.03, prior[Noun]/total)
	m.ing.set(Ing, 0.5, prior[Ing]/total)
	m.ing.set(Name, 0.5, prior[Name]/total)
	m.past.set(Finite, 0.45, prior[Finite]/total)
	m.past.set(Participle, 0.4, prior[Participle]/total)
	m.past.set(Adj, 0.15, prior[Adj]/total)
	m.irregular.set(Finite, 0.95, prior[Finite]/total)
	m.irregular.set(Noun, 0.05, prior[Noun]/total)
	m.adverb.set(Adv, 0.8, prior[Adv]/total)
	m.adverb.set(Adj, 0.2, prior[Adj]/total)
	m.odd.set(Noun, 0.6, prior[Noun]/total)
	m.odd.set(Adj, 0.3, prior[Adj]/total)
	m.odd.set(Adv, 0.1, prior[Adv]/total)
	return m
}

func (e *entry) set(t Tag, p, prior float64) {
	e.tag[e.count] = t
	e.gain[e.count] = float32(math.Log(p / prior))
	e.count++
}

// lookup returns what is known about token i.
func (m *model) lookup(d *token.Doc, i int) entry {
	t := &d.Tokens[i]
	if t.Any(token.Capital) {
		if e, ok := m.upper.Get(t.Hash); ok {
			return e
		}
		if !t.Any(token.FirstOfSentence) && !(i > 0 && d.Tokens[i-1].Any(token.Opens|token.Punct)) {
			return m.name
		}
		// A capital at the head of a sentence or quotation tells little.
		if e, ok := m.lower.Get(t.Hash); ok {
			return e
		}
		if w := d.Norm(i); alphabetic(w) && tail(w) == "ing" { // "Stressing that …", but also "Beijing said …"
			return m.ing
		}
		return m.name
	}
	if e, ok := m.lower.Get(t.Hash); ok {
		return e
	}
	if _, ok := pastOnly.Get(t.Hash); ok {
		return m.irregular
	}
	if _, ok := pastBoth.Get(t.Hash); ok {
		return m.past
	}
	if t.Any(token.Digit) {
		return m.number(d, i)
	}
	if w := d.Norm(i); alphabetic(w) {
		if e, ok := m.suffix.Get(token.Hash(tail(w))); ok {
			return e
		}
		switch { // endings too rare to be counted with the letter before them
		case strings.HasSuffix(w, "ed"):
			return m.past
		case strings.HasSuffix(w, "ly"):
			return m.adverb
		}
	}
	return m.odd
}

func (m *model) number(d *token.Doc, i int) entry {
	e := entry{count: 1}
	e.tag[0] = Num
	if t := &d.Tokens[i]; t.Any(token.Hyphenated) && t.Any(token.Word) {
		e.tag[0] = Adj // 30-day
	}
	return e
}

// tail is the ending by which unknown words are judged.
func tail(w string) string {
	if len(w) > 3 {
		return w[len(w)-3:]
	}
	return w
}

// alphabetic reports whether w holds small ASCII letters alone.
func alphabetic(w string) bool {
	for i := range len(w) {
		if w[i] < 'a' || w[i] > 'z' {
			return false
		}
	}
	return w != ""
}

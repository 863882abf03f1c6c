package phrase

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"attache/internal/golden"
)

// shared is where the silver parses lie when they are at hand. They may not be part of this
// repository; what was counted on them is.
const shared = "../../../shared/eval/attribution"

// silver is a sentence of the parsed corpus, with our tags.
type silver struct {
	words []string
	tags  []Tag
}

// readSilver reads the parses of a split of the corpus, or skips the test.
func readSilver(t *testing.T, split string) (all []silver) {
	t.Helper()
	texts := map[string][]rune{}
	var doc struct {
		ID    string
		Text  string
		Sents []struct {
			Tok [][2]int
			Pos []string
			Rel []string
		}
	}
	lines := func(name string, do func()) {
		f, err := os.Open(filepath.Join(shared, name))
		if err != nil {
			t.Skipf("SKIPPED: %v: the lexicon was not checked against the corpus", err)
		}
		defer f.Close()
		z, err := gzip.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		s := bufio.NewScanner(z)
		s.Buffer(nil, 64<<20)
		for s.Scan() {
			doc.Text, doc.Sents = "", nil
			if err := json.Unmarshal(s.Bytes(), &doc); err != nil {
				t.Fatal(err)
			}
			do()
		}
	}
	lines("polnear-"+split+".jsonl.gz", func() { texts[doc.ID] = []rune(doc.Text) })
	lines("polnear-"+split+".parse.jsonl.gz", func() {
		for _, s := range doc.Sents {
			var one silver
			for i, at := range s.Tok {
				one.words = append(one.words, string(texts[doc.ID][at[0]:at[1]]))
				one.tags = append(one.tags, fold(s.Pos[i], s.Rel[i], one.words[i]))
			}
			all = append(all, one)
		}
	})
	return all
}

// fold maps a Treebank tag to ours.
func fold(pos, rel, word string) Tag {
	switch pos {
	case "NN", "NNS":
		return Noun
	case "NNP", "NNPS":
		return Name
	case "JJ", "JJR", "JJS":
		return Adj
	case "DT", "PDT":
		return Det
	case "PRP$", "WP$":
		return Owner
	case "POS":
		return Genitive
	case "PRP":
		return Pron
	case "IN":
		if rel == "mark" {
			return Sub
		}
		return Prep
	case "TO":
		if rel == "mark" {
			return To
		}
		return Prep
	case "CC":
		return Conj
	case "MD":
		return Modal
	case "VBD", "VBZ", "VBP":
		return Finite
	case "VB":
		return Base
	case "VBN":
		return Participle
	case "VBG":
		return Ing
	case "RB", "RBR", "RBS", "RP":
		return Adv
	case "EX":
		return There
	case "CD":
		return Num
	case "WP", "WDT", "WRB":
		return Wh
	case ".":
		return Stop
	case ",", ":", "-LRB-", "-RRB-":
		return Mark
	case "``", "''":
		return QuoteMark
	}
	if word == "$" || word == "#" {
		return Num
	}
	return Noun
}

type counts [tags]int

func (c counts) total() (n int) {
	for _, v := range c {
		n += v
	}
	return n
}

// String writes counts as letters with parts in a hundred, the most frequent first.
func (c counts) String() string {
	order := make([]int, 0, tags)
	for t := range c {
		if c[t]*100 >= c.total() { // less than one in a hundred is mostly an error of the parser
			order = append(order, t)
		}
	}
	sort.SliceStable(order, func(i, j int) bool { return c[order[i]] > c[order[j]] })
	var b strings.Builder
	for _, t := range order {
		fmt.Fprintf(&b, "%c%d", letters[t], (c[t]*100+c.total()/2)/c.total())
	}
	return b.String()
}

// TestLexiconIsWhatTheCorpusSays counts the lexicon again when the corpus is at hand; with -update
// it rewrites it.
func TestLexiconIsWhatTheCorpusSays(t *testing.T) {
	train := readSilver(t, "train")
	lower, upper, suffix := map[string]*counts{}, map[string]*counts{}, map[string]*counts{}
	add := func(m map[string]*counts, key string, tag Tag) {
		if m[key] == nil {
			m[key] = new(counts)
		}
		m[key][tag]++
	}
	var next [tags + 1][tags + 1]int
	for _, s := range train {
		last := tags
		for i, w := range s.words {
			n := normal(w)
			switch {
			case n == w:
				add(lower, n, s.tags[i])
			case i > 0 && s.tags[i-1] != QuoteMark:
				add(upper, n, s.tags[i])
			}
			next[last][s.tags[i]]++
			last = s.tags[i]
		}
		next[last][tags]++
	}
	for w, c := range lower {
		if n := c.total(); n <= 10 && alphabetic(w) {
			for tag, k := range c {
				for range k {
					add(suffix, tail(w), Tag(tag))
				}
			}
		}
	}
	var b bytes.Buffer
	list := func(prefix string, m map[string]*counts, atLeast int, keep func(string, *counts) bool) {
		keys := make([]string, 0, len(m))
		for w, c := range m {
			if c.total() >= atLeast && keep(w, c) {
				keys = append(keys, w)
			}
		}
		sort.Strings(keys)
		for _, w := range keys {
			fmt.Fprintf(&b, "%s%s\t%s\n", prefix, w, m[w])
		}
	}
	all := func(string, *counts) bool { return true }
	list("", lower, 4, func(w string, c *counts) bool { return alphabetic(w) || !strings.ContainsAny(w, "0123456789") })
	// In capitals a word is a name unless it is counted otherwise.
	list("^", upper, 4, func(w string, c *counts) bool { return c[Name]*100 < c.total()*95 })
	list("-", suffix, 8, all)
	golden.EqualFile(t, "lexicon/words.tsv", b.String())
	b.Reset()
	for from := range tags + 1 {
		row := make([]string, tags+1)
		for to := range row {
			row[to] = fmt.Sprint(next[from][to])
		}
		fmt.Fprintln(&b, strings.Join(row, "\t"))
	}
	golden.EqualFile(t, "lexicon/transitions.tsv", b.String())
}

// normal is the normal form of the tokenizer, near enough for counting.
func normal(w string) string { return strings.ReplaceAll(strings.ToLower(w), "’", "'") }

package timex

import (
	_ "embed"
	"fmt"
	"strings"
)

//go:embed lexicon/rules.tsv
var rulesTSV string

// rule is one line of lexicon/rules.tsv.
type rule struct {
	id      string
	line    int
	pattern string
	read    reading
	guards  []guard
	example string // with the expression in brackets
	want    string
}

// grammar is the compiled rules. It is built once and never changes.
type grammar struct {
	lex   *lexicon
	rules []rule
	nodes []node
	roots [classCount][]edge // the edges of the first node by class
	rootL map[uint16][]edge  // and by literal

	hyphen, slash, stop, and, some uint16 // literals the readings need
	literals                       []string
}

// node is a state of the trie of all sequences the rules allow.
type node struct {
	edges  []edge
	accept []uint16 // rules that end here
}

type edge struct {
	el element
	to int32
}

// element is one place of a sequence: a class, or a literal word.
type element struct {
	class   class
	literal uint16
}

// longest is the number of elements of the longest sequence a rule may have.
const longest = 16

// theGrammar is compiled from the embedded tables.
var theGrammar = compile(wordsTSV, rulesTSV)

func compile(words, rules string) *grammar {
	g := &grammar{lex: readLexicon(words), nodes: make([]node, 1), literals: []string{""}, rootL: map[uint16][]edge{}}
	g.hyphen, g.slash, g.stop, g.and, g.some = g.literal("-"), g.literal("/"), g.literal("."), g.literal("and"), g.literal("some")
	macros := map[string]string{}
	for n, line := range strings.Split(rules, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		row := strings.Split(line, "\t")
		if line[0] == '$' && len(row) == 2 {
			macros[row[0]] = expandMacros(row[1], macros)
			continue
		}
		if len(row) != 6 {
			panic(fmt.Sprintf("lexicon/rules.tsv:%d: %d columns, want 6", n+1, len(row)))
		}
		r := rule{id: row[0], line: n + 1, pattern: expandMacros(row[1], macros), example: row[4], want: row[5]}
		ok := true
		if r.read, ok = readings[row[2]]; !ok {
			panic(fmt.Sprintf("lexicon/rules.tsv:%d: no reading %q", n+1, row[2]))
		}
		for _, name := range strings.Fields(row[3]) {
			if name == "-" {
				continue
			}
			check, ok := guards[name]
			if !ok {
				panic(fmt.Sprintf("lexicon/rules.tsv:%d: no guard %q", n+1, name))
			}
			r.guards = append(r.guards, check)
		}
		g.rules = append(g.rules, r)
		p := patternParser{g: g, rest: strings.Fields(strings.NewReplacer("(", " ( ", ")", " ) ", "|", " | ").Replace(r.pattern)), line: n + 1}
		for _, seq := range p.alternatives() {
			g.add(seq, uint16(len(g.rules)-1))
		}
	}
	for _, e := range g.nodes[0].edges {
		if e.el.class == literal {
			g.rootL[e.el.literal] = append(g.rootL[e.el.literal], e)
		} else {
			g.roots[e.el.class] = append(g.roots[e.el.class], e)
		}
	}
	return g
}

// literal returns the number of a literal word, adding it to the lexicon when it is new.
func (g *grammar) literal(form string) uint16 {
	w := g.lex.entry(form)
	if w.literal == 0 {
		g.literals = append(g.literals, form)
		w.literal = uint16(len(g.literals) - 1)
	}
	return w.literal
}

func (g *grammar) add(seq []element, r uint16) {
	if len(seq) == 0 || len(seq) > longest {
		panic(fmt.Sprintf("lexicon/rules.tsv:%d: a sequence of %d elements", g.rules[r].line, len(seq)))
	}
	at := int32(0)
	for _, el := range seq {
		to := int32(-1)
		for _, e := range g.nodes[at].edges {
			if e.el == el {
				to = e.to
			}
		}
		if to < 0 {
			to = int32(len(g.nodes))
			g.nodes = append(g.nodes, node{})
			g.nodes[at].edges = append(g.nodes[at].edges, edge{el, to})
		}
		at = to
	}
	for _, have := range g.nodes[at].accept {
		if have == r {
			return
		}
	}
	g.nodes[at].accept = append(g.nodes[at].accept, r)
}

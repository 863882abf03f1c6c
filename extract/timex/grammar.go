package timex

import (
	_ "embed"
	"fmt"
	"math/bits"
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

	hyphen, slash, stop, and uint16 // literals the item reader needs
	literals                 []string
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
	g.hyphen, g.slash, g.stop, g.and = g.literal("-"), g.literal("/"), g.literal("."), g.literal("and")
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

// expandMacros replaces $name by its definition, which may be followed by "?".
func expandMacros(s string, macros map[string]string) string {
	fields := strings.Fields(s)
	for i, f := range fields {
		name := strings.TrimSuffix(f, "?")
		if !strings.HasPrefix(name, "$") {
			continue
		}
		def, ok := macros[name]
		if !ok {
			panic("lexicon/rules.tsv: no macro " + name)
		}
		fields[i] = "( " + def + " )" + f[len(name):]
	}
	return strings.Join(fields, " ")
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

// patternParser reads the pattern language: CLASS and literal elements, "( a | b c )" for a choice,
// "?" after an element or a group for what may be missing.
type patternParser struct {
	g    *grammar
	rest []string
	line int
}

// alternatives returns every sequence up to the end of the group.
func (p *patternParser) alternatives() (all [][]element) {
	seqs := [][]element{nil}
	for len(p.rest) > 0 {
		f := p.rest[0]
		p.rest = p.rest[1:]
		var choice [][]element
		switch {
		case f == "|":
			all = append(all, seqs...)
			seqs = [][]element{nil}
			continue
		case f == ")" || f == ")?":
			return append(all, seqs...)
		case f == "(":
			choice = p.alternatives()
			if len(p.rest) > 0 && p.rest[0] == "?" {
				p.rest = p.rest[1:]
				choice = append(choice, nil)
			}
		default:
			name := strings.TrimSuffix(f, "?")
			if f == "?" {
				name = f
			}
			el := element{class: literal}
			if c, ok := classNamed(name); ok {
				el.class = c
			} else if strings.ToLower(name) != name {
				panic(fmt.Sprintf("lexicon/rules.tsv:%d: no class %s", p.line, name))
			} else {
				el.literal = p.g.literal(name)
			}
			choice = [][]element{{el}}
			if name != f {
				choice = append(choice, nil)
			}
		}
		var product [][]element
		for _, s := range seqs {
			for _, c := range choice {
				product = append(product, append(s[:len(s):len(s)], c...))
			}
		}
		seqs = product
	}
	return append(all, seqs...)
}

// match is a sequence of items that a rule accepts.
type match struct {
	rule  uint16
	n     int
	path  [longest]element
	items []item // n of them
}

// matcher finds matches at one place. Candidates are kept in a fixed array: that many rules never
// end on one item.
type matcher struct {
	g     *grammar
	items []item
	path  [longest]element
	found []match
}

// at collects every match that starts with items[i], the longest first, then in the order of the
// rules.
func (x *matcher) at(items []item, i int) []match {
	x.items, x.found = items[i:], x.found[:0]
	it := &items[i]
	for c := it.classes; c != 0; c &= c - 1 {
		for _, e := range x.g.roots[lowest(c)] {
			x.path[0] = e.el
			x.walk(e.to, 1)
		}
	}
	if it.literal != 0 {
		for _, e := range x.g.rootL[it.literal] {
			x.path[0] = e.el
			x.walk(e.to, 1)
		}
	}
	for a := 1; a < len(x.found); a++ { // few: insertion sort
		for b := a; b > 0 && (x.found[b].n > x.found[b-1].n || x.found[b].n == x.found[b-1].n && x.found[b].rule < x.found[b-1].rule); b-- {
			x.found[b], x.found[b-1] = x.found[b-1], x.found[b]
		}
	}
	return x.found
}

func (x *matcher) walk(at int32, depth int) {
	n := &x.g.nodes[at]
	for _, r := range n.accept {
		x.found = append(x.found, match{rule: r, n: depth, path: x.path, items: x.items[:depth]})
	}
	if depth == len(x.items) || depth == longest {
		return
	}
	it := &x.items[depth]
	if it.classes == 0 && it.literal == 0 {
		return
	}
	for i := range n.edges {
		el := n.edges[i].el
		if el.class == literal && el.literal == it.literal || el.class != literal && it.classes&el.class.bit() != 0 {
			x.path[depth] = el
			x.walk(n.edges[i].to, depth+1)
		}
	}
}

// get returns the first item that was taken for the class, or nil.
func (m *match) get(c class) *item { return m.nth(c, 0) }

// nth returns the k-th item that was taken for the class, or nil.
func (m *match) nth(c class, k int) *item {
	for i := range m.n {
		if m.path[i].class == c {
			if k == 0 {
				return &m.items[i]
			}
			k--
		}
	}
	return nil
}

// has reports whether the match holds a word of the class.
func (m *match) has(c class) bool { return m.get(c) != nil }

// says reports whether the match holds a literal word.
func (m *match) says(g *grammar, word string) bool {
	for i := range m.n {
		if m.path[i].class == literal && g.literals[m.path[i].literal] == word {
			return true
		}
	}
	return false
}

func lowest(c classes) int { return bits.TrailingZeros64(uint64(c)) }

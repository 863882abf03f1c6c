package timex

import (
	"fmt"
	"strings"
)

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

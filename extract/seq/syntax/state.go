package syntax

import "attache/extract/token"

// The transitions of the arc-hybrid system (Kuhlmann, Gómez-Rodríguez, Satta 2011).
const (
	shift = iota // push the next token
	left         // the next token takes the top of the stack as its dependent
	right        // the token below takes the top of the stack as its dependent
	transitions
)

// state is a parse under way of the sentence s. The root stands behind the last token. nodes is
// indexed by token of the text, and so holds what the finished parse needs.
type state struct {
	s     token.Range
	next  int // first token of the buffer; s.End when only the root is left
	stack []int32
	nodes []node
}

// node is what is known of a token during the parse.
type node struct {
	head          int32 // -1 until known, and for the root of a sentence
	left, right   int32 // outermost dependents, -1 for none
	inner         int32 // the next dependent of the same head and side, one further in; -1 for none
	first, end    int32 // the tokens it covers, itself and all below it: [first, end)
	relation      Relation
	nleft, nright uint8 // dependents, up to 255
}

func (p *state) begin(s token.Range) {
	p.s, p.next, p.stack = s, s.First, p.stack[:0]
	for i := s.First; i < s.End; i++ {
		p.nodes[i] = node{head: -1, left: -1, right: -1, inner: -1, first: int32(i), end: int32(i + 1)}
	}
}

// done reports whether every token has a head.
func (p *state) done() bool { return p.next == p.s.End && len(p.stack) == 0 }

// allowed reports which transitions are. A sentence has one root, so the root takes a dependent only
// from a stack of one.
func (p *state) allowed() (ok [transitions]bool) {
	n := len(p.stack)
	atRoot := p.next == p.s.End
	return [transitions]bool{!atRoot, n >= 1 && (!atRoot || n == 1), n >= 2}
}

// top returns the kth token of the stack from the top, -1 when there is none.
func (p *state) top(k int) int {
	if n := len(p.stack); k < n {
		return int(p.stack[n-1-k])
	}
	return -1
}

// arc returns the head and the dependent of the arc that left or right would make; head is -1 for the
// root.
func (p *state) arc(move int) (head, dependent int) {
	if move == right {
		return p.top(1), p.top(0)
	}
	if p.next == p.s.End {
		return -1, p.top(0)
	}
	return p.next, p.top(0)
}

// do makes an allowed transition. relation is that of the new arc, if there is one.
func (p *state) do(move int, relation Relation) {
	if move == shift {
		p.stack = append(p.stack, int32(p.next))
		p.next++
		return
	}
	h, d := p.arc(move)
	p.stack = p.stack[:len(p.stack)-1]
	dep := &p.nodes[d]
	dep.head, dep.relation = int32(h), relation
	if h < 0 {
		return
	}
	head := &p.nodes[h]
	if move == left {
		dep.inner, head.left = head.left, int32(d)
		head.first = min(head.first, dep.first)
		head.nleft = min(head.nleft, 254) + 1
	} else {
		dep.inner, head.right = head.right, int32(d)
		head.end = max(head.end, dep.end)
		head.nright = min(head.nright, 254) + 1
	}
}

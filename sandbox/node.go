package sandbox

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"slices"
	"strconv"
	"unicode/utf8"
)

// node is a place in a JSON body: the value there, and how to name the place in an error.
type node struct {
	v    any // nil, bool, json.Number, string, []any, map[string]any
	up   *node
	name string
	some bool // false when the key is absent

	// Rules look at the same places again and again: what was looked at is kept. A body belongs to one
	// goroutine.
	kids  []*node // by name, in no order
	items []*node // elements of a list, or values of an object by sorted keys
}

// maxDepth bounds how deep a body may nest.
const maxDepth = 32

var errJSON = errors.New("invalid JSON")

// parseJSON reads one JSON value and nothing after it.
func parseJSON(b []byte) (*node, error) {
	if !utf8.Valid(b) || depth(b) > maxDepth {
		return nil, errJSON
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, errJSON
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errJSON
	}
	return &node{v: v, some: true}, nil
}

// depth returns how deep brackets nest in b, without parsing it.
func depth(b []byte) int {
	deepest, now, quoted := 0, 0, false
	for i := 0; i < len(b); i++ {
		switch c := b[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			now++
			deepest = max(deepest, now)
		case c == '}' || c == ']':
			now--
		}
	}
	return deepest
}

// at returns the value of a key; the node it returns is absent when there is none.
func (n *node) at(key string) *node {
	for _, k := range n.kids {
		if k.name == key {
			return k
		}
	}
	m, _ := n.v.(map[string]any)
	v, some := m[key]
	k := &node{v: v, up: n, name: key, some: some}
	n.kids = append(n.kids, k)
	return k
}

// has reports whether there is a value that is not null.
func (n *node) has() bool { return n.some && n.v != nil }

// maxLook bounds how many elements of a list or object are looked into. Longer ones break a rule
// about their length, or about being distinct, anyway.
const maxLook = 256

// each calls f for the elements of a list.
func (n *node) each(f func(*node)) {
	all, _ := n.v.([]any)
	if all = all[:min(len(all), maxLook)]; n.items == nil && len(all) > 0 {
		nodes := make([]node, len(all))
		for i, v := range all {
			nodes[i] = node{v: v, up: n, name: strconv.Itoa(i), some: true}
			n.items = append(n.items, &nodes[i])
		}
	}
	for _, item := range n.items[:len(all)] {
		f(item)
	}
}

// keys calls f for the values of an object, in the order of the keys.
func (n *node) keys(f func(*node)) {
	m, _ := n.v.(map[string]any)
	if n.items == nil && len(m) > 0 {
		keys := slices.Sorted(maps.Keys(m))
		for _, k := range keys[:min(len(keys), maxLook)] {
			n.items = append(n.items, n.at(k))
		}
	}
	if n.isObject() {
		for _, item := range n.items {
			f(item)
		}
	}
}

func (n *node) length() int {
	all, _ := n.v.([]any)
	return len(all)
}

func (n *node) isList() bool   { _, ok := n.v.([]any); return ok }
func (n *node) isObject() bool { _, ok := n.v.(map[string]any); return ok }

// text returns a string, "" for anything else.
func (n *node) text() string {
	s, _ := n.v.(string)
	return s
}

func (n *node) isText() bool { _, ok := n.v.(string); return ok }

// int returns a whole number; ok is false for anything else.
func (n *node) int() (int64, bool) {
	num, _ := n.v.(json.Number)
	i, err := strconv.ParseInt(string(num), 10, 64)
	return i, err == nil
}

// number returns a whole number, 0 for anything else.
func (n *node) number() int64 {
	i, _ := n.int()
	return i
}

// yes returns a boolean, false for anything else.
func (n *node) yes() bool {
	b, _ := n.v.(bool)
	return b
}

// count returns how many characters a string has, as Discord counts: code points.
func (n *node) count() int { return utf8.RuneCountInString(n.text()) }

// path returns the names from the root.
func (n *node) path() []string {
	if n.up == nil {
		return nil
	}
	return append(n.up.path(), n.name)
}

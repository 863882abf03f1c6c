package commands

import (
	"slices"
	"strings"
)

// Line is a command line under construction, for actions. The zero Line is empty.
type Line struct {
	name    string
	options []string // name, value, name, value …
	rest    string
}

// lineOf returns the line that gives call again, without its page and format.
func lineOf(call Call) Line {
	l := Line{name: call.Command}
	for _, o := range call.options {
		v, ok := call.values[o.Name]
		if !ok || o.Name == "page" || o.Name == "format" || v == "" {
			continue
		}
		if o.Rest {
			l.rest = v
			continue
		}
		l.options = append(l.options, o.Name, v)
	}
	return l
}

// With returns the line with an option set; an empty value removes it.
func (l Line) With(name, value string) Line {
	out := Line{name: l.name, rest: l.rest}
	for i := 0; i < len(l.options); i += 2 {
		if l.options[i] != name {
			out.options = append(out.options, l.options[i], l.options[i+1])
		}
	}
	if value != "" {
		out.options = append(out.options, name, value)
	}
	return out
}

// Words returns the line with the words at its end replaced.
func (l Line) Words(rest string) Line {
	l.rest = rest
	return l
}

// String returns the line as Split and Parse read it.
func (l Line) String() string {
	parts := []string{l.name}
	for i := 0; i < len(l.options); i += 2 {
		parts = append(parts, "--"+l.options[i])
		if l.options[i+1] != "true" {
			parts = append(parts, Quote(l.options[i+1]))
		}
	}
	words := Split(l.rest)
	if slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(w, "--") }) {
		parts = append(parts, "--")
	}
	for _, w := range words {
		parts = append(parts, Quote(w))
	}
	return strings.Join(parts, " ")
}

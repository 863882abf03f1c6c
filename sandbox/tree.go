package sandbox

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// tree is the "errors" of a 50035 answer: objects named like the body's keys and indexes, with the
// complaints about a place under "_errors".
type tree struct {
	inner map[string]*tree
	here  []complaint
}

type complaint struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

// MarshalJSON writes the shape Discord documents.
func (t *tree) MarshalJSON() ([]byte, error) {
	if len(t.here) > 0 {
		return json.Marshal(map[string][]complaint{"_errors": t.here})
	}
	return json.Marshal(t.inner)
}

func (t *tree) add(path []string, c complaint) {
	for _, name := range path {
		if t.inner == nil {
			t.inner = map[string]*tree{}
		}
		if t.inner[name] == nil {
			t.inner[name] = &tree{}
		}
		t = t.inner[name]
	}
	t.here = append(t.here, c)
}

// Broken is a rule that a request did not keep.
type Broken struct {
	Rule    string `json:"rule"` // its name in the table of rules; "judge" for the second opinion's
	Path    string `json:"path"` // "embeds.0.title"
	Code    string `json:"code"` // "BASE_TYPE_MAX_LENGTH"
	Message string `json:"message"`
}

func (b Broken) String() string {
	return fmt.Sprintf("%s: %s: %s (%s)", b.Rule, or(b.Path, "body"), b.Message, b.Code)
}

// report collects what is wrong with one body.
type report struct {
	rule string // the rule being checked
	all  []Broken
	root tree
}

// maxComplaints bounds one report.
const maxComplaints = 50

// fail records a complaint about a place.
func (r *report) fail(n *node, code, format string, args ...any) {
	if len(r.all) >= maxComplaints {
		return
	}
	path := n.path()
	b := Broken{Rule: r.rule, Path: strings.Join(path, "."), Code: code, Message: fmt.Sprintf(format, args...)}
	if slices.ContainsFunc(r.all, func(x Broken) bool { return x.Path == b.Path && x.Code == b.Code }) {
		return
	}
	r.all = append(r.all, b)
	r.root.add(path, complaint{b.Code, b.Message})
}

package commands

import (
	"slices"
	"strings"

	"attache"
)

// conditions reads a question about conditions: between whom, from whom to whom, how they stand.
// "What did Maren promise Tessany" asks for what the first held out to the second.
func (q *question) conditions(l Line, names []name) (_ Line, topic []string) {
	between := q.has("between")
	for i, n := range names {
		switch {
		case i == 0 && len(names) > 1 && !between:
			l = l.With("holder", n.ID)
		case i == 1 && !between:
			l = l.With("addressee", n.ID)
		case i == 0:
			l = l.With("party", n.ID)
		case i == 1:
			l = l.With("with", n.ID)
		default:
			topic = append(topic, n.words)
		}
	}
	if len(names) > 1 && !between && q.has("promise", "promised", "promises", "offer", "offered", "offers") {
		l = l.With("kind", string(attache.Promises))
	}
	for _, status := range []string{"open", "unanswered", "accepted", "rejected", "met", "unmet", "withdrawn"} {
		if !q.strike(status) {
			continue
		}
		if status == "unanswered" {
			status = string(attache.Open)
		}
		l = l.With("status", status)
		break
	}
	return l, topic
}

// changed reads a question about a change of position.
func (q *question) changed(l Line, names []name) (_ Line, topic []string) {
	for _, n := range names {
		if n.speaks && l.get("speaker") == "" {
			l = l.With("speaker", n.ID)
			continue
		}
		topic = append(topic, n.words)
	}
	for _, w := range []string{"position", "positions", "stance", "mind", "tone", "line", "view", "views", "been"} {
		q.strike(w)
	}
	return l, topic
}

// strike strikes a word out and reports whether it occurs. A word that decided what the question is
// about is struck out already and counts as well.
func (q *question) strike(word string) bool {
	at := slices.IndexFunc(q.words, func(w string) bool { return strings.EqualFold(w, word) })
	if at < 0 {
		return false
	}
	q.used[at] = true
	return true
}

package commands

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"attache"
	"attache/card"
)

// ask is a function because its Run walks All, which holds it.
func ask() Command {
	return Command{
		Name:    "ask",
		Summary: "Ask in your own words",
		Help: `Reads a question in English, says which command it understood, and gives that command's answer. It does not
make sentences up: what it cannot read as a question about speakers, dates or conditions, it searches for.`,
		Options: []Option{{Name: "question", Help: "What do you want to know?", Required: true, Rest: true}},
		Examples: []string{"ask What did Maren say about the corridor since 1 November?",
			"ask When do the commissions meet?", "ask On what condition would Maren reopen the corridor?"},
		Run: func(ctx context.Context, env Env, call Call) (card.Card, error) {
			line, err := interpret(ctx, env, call)
			if err != nil {
				return card.Card{}, err
			}
			argv := Split(line.String())
			cmd, rest, _ := Find(All(), argv)
			inner, err := Parse(cmd, rest, call.At)
			if err != nil {
				return card.Card{}, fmt.Errorf("line %q of a question: %w", line, err)
			}
			inner.Asker = call.Asker
			c, err := cmd.Run(ctx, env, inner)
			if err != nil {
				return card.Card{}, err
			}
			c.Lead = strings.TrimSpace("Read as /" + line.String() + "\n" + c.Lead)
			c.Private = c.Private || call.Private()
			return c, nil
		},
	}
}

// question is a question being taken apart: what is recognised is struck out, what remains is the topic.
type question struct {
	words []string // as typed, without the punctuation around them
	used  []bool
}

func newQuestion(text string) *question {
	var q question
	if whole := Split(text); len(whole) == 1 {
		text = whole[0] // a question between quotation marks, as a shell wants it, is no phrase
	}
	for _, w := range strings.Fields(text) {
		w = strings.TrimFunc(w, func(r rune) bool { return unicode.IsPunct(r) && r != '"' })
		for _, possessive := range []string{"'s", "’s"} {
			w = strings.TrimSuffix(w, possessive)
		}
		if w != "" && len(q.words) < maxQuestion {
			q.words = append(q.words, w)
		}
	}
	q.used = make([]bool, len(q.words))
	return &q
}

// maxQuestion bounds the words that are read; names are looked up for every stretch of them.
const maxQuestion = 60

// interpret finds the command a question asks for.
func interpret(ctx context.Context, env Env, call Call) (Line, error) {
	q := newQuestion(call.Text("question"))
	if slices.Contains(greetings, strings.ToLower(strings.Join(q.words, " "))) {
		return Line{name: "help"}, nil
	}
	since, until := q.time(call)
	names, err := q.names(ctx, env)
	if err != nil {
		return Line{}, err
	}
	name, verb := q.command()
	l := Line{name: name}
	var topic []string
	switch name {
	case "who-said":
		for _, n := range names {
			if n.speaks && l.options == nil && (n.at < verb || q.follows(n.at, "by", "from", "of")) {
				l = l.With("speaker", n.ID)
				continue
			}
			topic = append(topic, n.words)
		}
	case "timeline":
		for i, n := range names {
			if i == 0 {
				l = l.With("actor", n.ID)
				continue
			}
			topic = append(topic, n.words)
		}
		if since == "" && q.has("upcoming", "next", "due", "scheduled", "planned") && !q.has("was", "were", "did") {
			l = l.With("upcoming", "true")
		}
	case "conditions":
		l, topic = q.conditions(l, names)
	case "changed":
		l, topic = q.changed(l, names)
		if l.get("speaker") == "" || len(topic)+len(q.rest(name)) == 0 {
			l.name = "who-said" // there is nothing to compare without a speaker and a matter
		}
		name = l.name
	default:
		for _, n := range names {
			topic = append(topic, n.words)
		}
	}
	if stranger := q.stranger(verb); name == "who-said" && l.get("speaker") == "" && stranger != "" {
		l = l.With("speaker", stranger) // the answer then says that nobody of that name is known
	}
	topic = append(topic, q.rest(name)...)
	from, to := "since", "until"
	if name == "timeline" {
		from, to = "from", "to"
	}
	l = l.With(from, since).With(to, until)
	if name == "who-said" {
		l = q.said(l)
	}
	switch narrowed := len(topic) > 0 || since != "" || until != ""; {
	case name == "who-said" && !narrowed && l.get("speaker") == "" && l.get("act") == "", name == "search" && !narrowed:
		return Line{name: "help"}, nil
	case name == "search" && len(topic) == 0:
		return Line{name: "timeline"}.With("from", since).With("to", until), nil
	}
	return l.Words(strings.Join(topic, " ")), nil
}

// said sets the options of /who-said that a question asks for in its own words. Only verbs that mean one act
// and no other narrow the search: who asked may also have demanded.
func (q *question) said(l Line) Line {
	for _, act := range []struct {
		act   attache.Act
		verbs []string
	}{
		{attache.ActDeny, strings.Fields("deny denies denied denying denial denials")},
		{attache.ActWarn, strings.Fields("warn warns warned warning warnings")},
		{attache.ActReject, strings.Fields("reject rejects rejected rejecting")},
	} {
		if q.has(act.verbs...) {
			l = l.With("act", string(act.act))
			break
		}
	}
	if q.has("think", "thinks", "thought", "believe", "believes", "believed", "want", "wants", "wanted") {
		l = l.With("beliefs", "true")
	}
	if q.has("latest", "newest", "last", "recent", "recently", "lately") && l.get("since") == "" {
		l = l.With("order", "newest")
	}
	if q.has("first", "originally", "earliest") {
		l = l.With("order", "oldest")
	}
	return l
}

// greetings are what people write to see whether somebody is there.
var greetings = []string{"hello", "hello there", "hi", "hey", "good morning", "good evening", "good day", "thanks", "thank you", "test", "ping"}

// get returns the value of an option already set.
func (l Line) get(name string) string {
	for i := 0; i < len(l.options); i += 2 {
		if l.options[i] == name {
			return l.options[i+1]
		}
	}
	return ""
}

// timely are the words a time phrase of a question may begin with. Without one of them "may" and
// "march" stay words.
var timely = strings.Fields(`since until till before after in on during from between last this next past yesterday
today tomorrow tonight over within recently lately`)

// time strikes out the longest time phrase and returns it as values for the first and last day.
func (q *question) time(call Call) (since, until string) {
	for size := min(7, len(q.words)); size > 0; size-- {
		for i := 0; i+size <= len(q.words); i++ {
			first := strings.ToLower(q.words[i])
			dated := strings.ContainsFunc(first, unicode.IsDigit)
			if !slices.Contains(timely, first) && !dated {
				continue
			}
			phrase := strings.Join(q.words[i:i+size], " ")
			for _, bare := range []string{"in ", "on ", "during ", "over ", "within ", "from "} {
				phrase = strings.TrimPrefix(phrase, bare)
			}
			p, err := readPeriod(phrase, call.At)
			if err != nil {
				continue
			}
			for j := i; j < i+size; j++ {
				q.used[j] = true
			}
			switch {
			case p.to.IsZero():
				return phrase, ""
			case p.from.IsZero():
				return "", phrase
			}
			return phrase, phrase
		}
	}
	return "", ""
}

// name is a name in a question.
type name struct {
	attache.Count
	words  string // as typed
	at     int    // first word
	speaks bool   // the archive has statements by it
}

// names strikes out the names the archive knows, longest first, and returns them in order.
func (q *question) names(ctx context.Context, env Env) ([]name, error) {
	var found []name
	for size := min(5, len(q.words)); size > 0; size-- {
		for i := 0; i+size <= len(q.words); i++ {
			words := strings.Join(q.words[i:i+size], " ")
			if slices.Contains(q.used[i:i+size], true) || !q.nameLike(i, size) {
				continue
			}
			all, err := env.Names.Parties(ctx, words, 5)
			if err != nil {
				return nil, fmt.Errorf("names: %w", err)
			}
			at := slices.IndexFunc(all, func(c attache.Count) bool { return wholeName(c, words) })
			if at < 0 {
				continue
			}
			said, err := env.Names.Speakers(ctx, words, 5)
			if err != nil {
				return nil, fmt.Errorf("names: %w", err)
			}
			speaks := slices.ContainsFunc(said, func(c attache.Count) bool { return c.ID == all[at].ID })
			found = append(found, name{Count: all[at], words: Quote(words), at: i, speaks: speaks})
			for j := i; j < i+size; j++ {
				q.used[j] = true
			}
		}
	}
	slices.SortFunc(found, func(a, b name) int { return a.at - b.at })
	return found, nil
}

// nameLike reports whether a stretch of words may be a name: it begins with a capital, or is one
// word that is none of the words questions are made of.
func (q *question) nameLike(at, size int) bool {
	first, last := q.words[at], q.words[at+size-1]
	if slices.Contains(plumbing, strings.ToLower(first)) || slices.Contains(plumbing, strings.ToLower(last)) {
		return false
	}
	r := []rune(first)[0]
	return unicode.IsUpper(r) || unicode.IsDigit(r) || size == 1 && len(first) >= 4
}

// kinds are the words that tell what is asked for, the first kind that has one wins.
var kinds = []struct {
	command string
	first   []string // words that decide when the question begins with them
	any     []string // words that decide wherever they stand
}{
	{command: "timeline", first: []string{"when"}, any: []string{"timeline", "chronology"}},
	{command: "changed", any: strings.Fields(`change changed changes shift shifted softened hardened reversed`)},
	{command: "conditions", any: strings.Fields(`condition conditions conditional demand demands demanded offer offers
		offered promise promised promises ultimatum exchange return unless accept accepted accepts insist insists require
		requires precondition preconditions terms`)},
	{command: "who-said", any: strings.Fields(`say says said saying tell tells told claim claims claimed statement
		statements quote quotes quoted comment comments commented deny denied denies denying denial denials warn warned warns
		warning warnings position positions announce announced believe believes believed want wants wanted thought rejects rejecting
		according respond responded react reacted ask asks asked request requested urge urged propose proposed agree agreed
		reject rejected think thinks stated insisted`)},
	{command: "timeline", any: strings.Fields(`happened happen happens happening events event upcoming scheduled planned
		due next meet met visit visited`)},
	{command: "search", any: strings.Fields(`article articles report reports coverage read`)},
	{command: "who-said", first: []string{"who"}},
}

// command returns the name of the command a question asks for and where the deciding word stands.
func (q *question) command() (string, int) {
	for _, k := range kinds {
		for i, w := range q.words {
			w = strings.ToLower(w)
			if q.used[i] {
				continue
			}
			if i == 0 && slices.Contains(k.first, w) || slices.Contains(k.any, w) {
				if len(k.any) > 0 && k.command != "timeline" {
					q.used[i] = true
				}
				return k.command, i
			}
		}
	}
	return "search", 0
}

// plumbing are the words questions are made of: no topic.
var plumbing = strings.Fields(`a about after all an and any anyone anything are as ask at be been between by can could
did do does done ever everything find for from give had has have he her him his how i if in is it its latest list me
my new news now of on or our over people please regarding said say says she show since so some somebody someone tell
that the their them there these they this those to under until up us was we were what what's when where which who whom
whose why will with would you your concerning against latest recent recently lately during article articles coverage`)

// ofKind are further words that are no topic in a question for one command; in one for another they are:
// "did she read the report?".
var ofKind = map[string][]string{
	"timeline": strings.Fields(`timeline chronology happened happen happens events event upcoming scheduled planned due next`),
	"search":   strings.Fields(`report reports read`),
}

// rest returns the words nothing has struck out and that carry meaning for a command.
func (q *question) rest(command string) []string {
	var out []string
	for i, w := range q.words {
		lower := strings.ToLower(w)
		if !q.used[i] && !slices.Contains(plumbing, lower) && !slices.Contains(ofKind[command], lower) {
			out = append(out, w)
		}
	}
	return out
}

// stranger strikes out and returns the capitalised words between an auxiliary and the verb: "did
// Marlowe say", when they are no name the archive knows.
func (q *question) stranger(verb int) string {
	var words []string
	for i := 1; i < verb; i++ {
		capital := unicode.IsUpper([]rune(q.words[i])[0])
		if q.used[i] || !capital || len(words) == 0 && !q.follows(i, "did", "does", "has", "have", "do", "the", "president", "minister") {
			if len(words) > 0 {
				break
			}
			continue
		}
		words = append(words, q.words[i])
		q.used[i] = true
	}
	return strings.Join(words, " ")
}

// has reports whether one of the words occurs.
func (q *question) has(any ...string) bool {
	return slices.ContainsFunc(q.words, func(w string) bool { return slices.Contains(any, strings.ToLower(w)) })
}

// follows reports whether the word before at is one of those given.
func (q *question) follows(at int, any ...string) bool {
	return at > 0 && slices.Contains(any, strings.ToLower(q.words[at-1]))
}

package commands

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Intent is what somebody wants who wrote to Attaché in plain words.
type Intent struct {
	Kind IntentKind
	Line string   // IntentCommand: the command line; IntentAsk: the question
	URLs []string // IntentSubmit: links to fetch
	Text string   // IntentSubmit: the pasted article
}

// IntentKind tells the intents apart.
type IntentKind int

// IntentNone is a message with nothing in it.
const (
	IntentNone IntentKind = iota
	IntentCommand
	IntentAsk
	IntentSubmit
)

// Understand reads a message that was addressed to Attaché, without the mention. files says that
// documents came with it: what is written beside a document is a note, not an article.
//
// A text of articleRunes or more is an article, so is one of several paragraphs, and one that begins
// with "Title:"; links with few
// words around them are articles to fetch; a line that begins with a slash, or with the name of a
// command in a form nobody would use in a sentence, is a command; anything else is a question.
func Understand(text string, files bool) Intent {
	text = strings.TrimSpace(text)
	if text == "" {
		if files {
			return Intent{Kind: IntentSubmit}
		}
		return Intent{}
	}
	if line, ok := commandLine(text); ok {
		return Intent{Kind: IntentCommand, Line: line}
	}
	links, rest := Links(text)
	switch {
	case isArticle(text, rest):
		return Intent{Kind: IntentSubmit, Text: text}
	case len(links) > 0 && !strings.Contains(rest, "?"):
		return Intent{Kind: IntentSubmit, URLs: links}
	case files:
		return Intent{Kind: IntentSubmit}
	}
	return Intent{Kind: IntentAsk, Line: text}
}

// articleRunes is the length from which a message is taken for an article. Questions of analysts
// seldom pass 200 characters; the shortest agency flashes with a lead have about 400.
const articleRunes = 400

// isArticle reports whether text is long enough for an article; rest is the text without its links.
func isArticle(text, rest string) bool {
	n := utf8.RuneCountInString(rest)
	if head, _, more := strings.Cut(text, "\n"); more && strings.HasPrefix(strings.ToLower(head), "title:") {
		return true
	}
	return n >= articleRunes || n >= articleRunes/2 && paragraphs(text) >= 3
}

// commandLine reports whether text is a command, and returns it without the slash.
func commandLine(text string) (string, bool) {
	line, slash := strings.CutPrefix(text, "/")
	if strings.ContainsAny(line, "\n") && !slash {
		return "", false
	}
	argv := Split(line)
	cmd, rest, ok := Find(All(), argv)
	switch {
	case slash:
		return line, true // also when it is unknown: the answer names what there is
	case !ok:
		return "", false
	case strings.ContainsAny(cmd.Name, "- ") || len(rest) == 0:
		return line, true
	default:
		return line, strings.HasPrefix(rest[0], "--")
	}
}

// Links returns the http and https addresses of a text, each once, and the text without them.
func Links(text string) (links []string, rest string) {
	var b strings.Builder
	seen := map[string]bool{}
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == '<' || r == '>' || r == '|' }) {
		at := max(strings.Index(word, "https://"), strings.Index(word, "http://"))
		if at < 0 {
			b.WriteString(word)
			b.WriteByte(' ')
			continue
		}
		b.WriteString(word[:at])
		link := strings.TrimRight(word[at:], ".,;:!?\"'”’»)]}")
		if u, err := url.Parse(link); err == nil && u.Host != "" && !seen[link] {
			seen[link] = true
			links = append(links, link)
		}
	}
	return links, strings.TrimSpace(b.String())
}

func paragraphs(text string) int {
	n := 0
	for _, p := range strings.Split(text, "\n") {
		if strings.TrimSpace(p) != "" {
			n++
		}
	}
	return n
}

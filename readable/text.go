package readable

import (
	"regexp"
	"strings"

	"attache"
)

// readPlain reads a text file or a pasted message.
func readPlain(b []byte, o Options) (attache.Article, error) {
	text, err := decode(b, o.Charset)
	if err != nil {
		return attache.Article{}, err
	}
	if len(text) > 2*MaxText { // cleaning may shorten it, but not by that much
		return attache.Article{}, tooLong(len(text))
	}
	a, _, err := fromText(text, o)
	return a, err
}

// fromText reads text that has no format of its own: hints are taken off the top, then title,
// byline and date are filled from what the first lines plainly are. Hints win; they are returned
// for callers that know more.
func fromText(text string, o Options) (attache.Article, hints, error) {
	given, body, err := takeHints(unmark(clean(text)), o)
	if err != nil {
		return attache.Article{}, given, err
	}
	all := paragraphs(body)
	if len(all) == 0 {
		return attache.Article{}, given, refuse(ErrNoText, "There is nothing below the lines that describe the text.", "Send them together with the text of the article.")
	}
	a := attache.Article{Text: strings.Join(all, "\n\n")}
	o.Outlet = given.whose
	readTop(&a, all, o)
	given.apply(&a)
	return a, given, nil
}

var maskedLink = regexp.MustCompile(`\[([^\]\[]{1,200})\]\(<?https?://[^)\s]+\)`)

// unmark takes off Discord markup that wraps whole lines or the whole text: code fences, quote
// marks, headings, bold or underlined lines; and inside a line pairs of ** and the address of a
// masked link. A single * or _ is left alone: it may be the author's.
func unmark(text string) string {
	if rest, ok := strings.CutPrefix(text, ">>> "); ok {
		text = rest
	}
	lines := strings.Split(text, "\n")
	quoted, filled := 0, 0
	for _, l := range lines {
		if l != "" {
			filled++
		}
		if strings.HasPrefix(l, ">") {
			quoted++
		}
	}
	kept := lines[:0]
	for _, l := range lines {
		if quoted == filled {
			l = strings.TrimSpace(strings.TrimPrefix(l, ">"))
		}
		if fence, ok := strings.CutPrefix(l, "```"); ok && !strings.Contains(fence, " ") {
			continue
		}
		l = strings.TrimSuffix(l, "```")
		for _, mark := range []string{"# ", "## ", "### ", "-# "} {
			if rest, ok := strings.CutPrefix(l, mark); ok {
				l = rest
				break
			}
		}
		if strings.Count(l, "**")%2 == 0 {
			l = strings.ReplaceAll(l, "**", "")
		}
		if len(l) > 4 && strings.HasPrefix(l, "__") && strings.HasSuffix(l, "__") {
			l = l[2 : len(l)-2]
		}
		kept = append(kept, strings.TrimSpace(maskedLink.ReplaceAllString(l, "$1")))
	}
	return strings.Join(kept, "\n")
}

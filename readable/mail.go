package readable

import (
	netmail "net/mail"
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"attache"
)

// readMail reads a mail (EML): a newsletter, a press release, an article somebody forwarded. Subject,
// sender and date of the mail, or of the mail forwarded in it, fill what the text itself leaves
// open.
func readMail(b []byte, o Options) (attache.Article, error) {
	about, err := openLetter(b)
	if err != nil {
		return attache.Article{}, refuse(ErrDamaged, "I could not read that mail: it seems to be damaged.", "Paste its text instead.", err)
	}
	text, err := about.body()
	if err != nil {
		return attache.Article{}, err
	}
	text = about.unforward(text)
	if !hasLetter(text) {
		return attache.Article{}, refuse(ErrNoText, "There is no text in that mail.", "If the article is attached to it, send the attachment; or paste the text.")
	}
	a, given, err := fromText(text, o)
	if err != nil {
		return a, err
	}
	if subject := stripReply(about.subject); subject != "" && given.title == "" {
		a.Title = subject
	}
	if a.Byline == "" {
		a.Byline = senderName(about.from)
	}
	if a.Published.IsZero() {
		if d, err := parseDate(clean(about.date), o.Outlet); err == nil {
			a.Published, a.PublishedBy = d.time, "date of the mail"
		}
	}
	return a, nil
}

// body returns the plain part, or the HTML part as text where that says far more: the plain one is
// missing then, or only a "view in browser" line. The signature is cut off.
func (l *letter) body() (string, error) {
	text := l.plain
	if body, _, ok := strings.Cut(text, "\n-- \n"); ok {
		text = body
	}
	if len(strings.Fields(text)) >= minWords || l.html == "" {
		return text, nil
	}
	if err := tooComplex(len(l.html), strings.Count(l.html, "<")); err != nil {
		return "", err
	}
	doc, err := html.Parse(strings.NewReader(l.html))
	if err != nil {
		return "", refuse(ErrDamaged, "That mail is nested too deeply to be read safely.", pasteIt, err)
	}
	if all := blocks(doc); countWords(all) > 2*len(strings.Fields(text)) {
		return strings.Join(all, "\n\n"), nil
	}
	return text, nil
}

// forwardMark matches the line that mail programs put above a forwarded mail.
var forwardMark = regexp.MustCompile(`(?mi)^[ \t>*]*(?:-{3,} ?(?:forwarded message|original message)[ -]*|begin forwarded message:?)[ \t]*\r?\n`)

// unforward returns the text of the mail forwarded in text, without the note above it, and notes
// its header in l. Text that forwards nothing is returned as it is.
func (l *letter) unforward(text string) string {
	at := forwardMark.FindStringIndex(text)
	if at == nil {
		return text
	}
	rest := strings.TrimLeft(text[at[1]:], " \t\r\n>")
	for rest != "" {
		line, below, _ := strings.Cut(rest, "\n")
		name, value, ok := strings.Cut(strings.Trim(strings.TrimSpace(line), ">* "), ":")
		value = strings.Trim(value, " *")
		switch strings.ToLower(strings.Trim(name, "* ")) {
		case "subject":
			l.subject = value
		case "from":
			l.from = value
		case "date", "sent":
			l.date = value
		case "to", "cc", "reply-to":
		default:
			ok = false
		}
		if !ok {
			break
		}
		rest = below
	}
	return rest
}

// stripReply takes "Fwd:", "Re:" and list tags off a subject.
func stripReply(s string) string {
	s = strings.TrimSpace(s)
	for {
		was := s
		for _, p := range []string{"fwd:", "fw:", "re:", "aw:", "wg:", "tr:", "rv:"} {
			if len(s) >= len(p) && strings.EqualFold(s[:len(p)], p) {
				s = strings.TrimSpace(s[len(p):])
			}
		}
		if s == was {
			return s
		}
	}
}

// senderName returns the display name of a From field; an address alone is nobody's name.
func senderName(from string) string {
	if addr, err := netmail.ParseAddress(from); err == nil {
		return addr.Name
	}
	name, _, _ := strings.Cut(from, "<")
	if strings.Contains(name, "@") {
		return ""
	}
	return strings.Trim(name, ` "`)
}

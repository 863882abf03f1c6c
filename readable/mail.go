package readable

import (
	"bytes"
	netmail "net/mail"
	"regexp"
	"strings"

	"github.com/jhillyerd/enmime/v2"
	"golang.org/x/net/html"

	"attache"
)

// maxParts bounds how many parts a mail may announce: each level of nesting costs a pass over all
// that it holds.
const maxParts = 64

// readMail reads a mail (EML): a newsletter, a press release, an article somebody forwarded. Subject,
// sender and date of the mail, or of the mail forwarded in it, fill what the text itself leaves
// open.
func readMail(b []byte, o Options) (attache.Article, error) {
	damaged := func(why ...any) (attache.Article, error) {
		return attache.Article{}, refuse(ErrDamaged, "I could not read that mail: it seems to be damaged.", "Paste its text instead.", why...)
	}
	if n := bytes.Count(bytes.ToLower(b), []byte("boundary=")); n > maxParts {
		return damaged(n, " multipart boundaries")
	}
	// The library's guesses are switched off: its character detection runs goroutines and breaks ties
	// by their order, and its HTML conversion draws tables.
	parser := enmime.NewParser(enmime.DisableTextConversion(true), enmime.DisableCharacterDetection(true), enmime.SkipMalformedParts(true), enmime.MaxStoredPartErrors(8))
	env, err := parser.ReadEnvelope(bytes.NewReader(b))
	if err != nil {
		return damaged(err)
	}
	text, err := mailText(env)
	if err != nil {
		return attache.Article{}, err
	}
	about := mailFields{subject: env.GetHeader("Subject"), from: env.GetHeader("From"), date: env.GetHeader("Date")}
	text = unforward(text, &about)
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
	if d, err := parseDate(clean(about.date), o.Outlet); err == nil && a.Published.IsZero() {
		a.Published, a.PublishedBy = d.time, "date of the mail"
	} else if t, err := netmail.ParseDate(about.date); err == nil && a.Published.IsZero() {
		a.Published, a.PublishedBy = t, "date of the mail"
	}
	return a, nil
}

// mailText returns the plain part, or the HTML part as text where the plain one is missing or only
// a "view in browser" line. The signature is cut off.
func mailText(env *enmime.Envelope) (string, error) {
	text, err := decode([]byte(env.Text), "")
	if err != nil {
		return "", err
	}
	text = strings.ReplaceAll(text, "\r\n", "\n")
	if body, _, ok := strings.Cut(text, "\n-- \n"); ok {
		text = body
	}
	if len(strings.Fields(text)) >= minWords || env.HTML == "" {
		return text, nil
	}
	if len(env.HTML) > MaxPage {
		return "", refuse(ErrTooLarge, "That mail is too large to read.", pasteIt, len(env.HTML), " bytes of HTML")
	}
	page, err := decode([]byte(env.HTML), declaredCharset([]byte(env.HTML)))
	if err != nil {
		return "", err
	}
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return "", refuse(ErrDamaged, "That mail is nested too deeply to be read safely.", pasteIt, err)
	}
	if all := blocks(doc); len(all) > 0 {
		return strings.Join(all, "\n\n"), nil
	}
	return text, nil
}

type mailFields struct{ subject, from, date string }

// forwardMark matches the line that mail programs put above a forwarded mail.
var forwardMark = regexp.MustCompile(`(?mi)^[ \t>*]*(?:-{3,} ?(?:forwarded message|original message)[ -]*|begin forwarded message:?)[ \t]*\r?\n`)

// unforward returns the text of the mail forwarded in text, without the note above it, and notes
// its header in about. Text that forwards nothing is returned as it is.
func unforward(text string, about *mailFields) string {
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
			about.subject = value
		case "from":
			about.from = value
		case "date", "sent":
			about.date = value
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

package readable

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	netmail "net/mail"
	"strings"

	"golang.org/x/net/html/charset"
)

// The limits inside a mail. Every level of nesting costs a copy of what it holds; real mail has
// three or four. (enmime, tried first, needs time exponential in the depth: 5 MB at depth 60 had
// not ended after ten minutes.)
const (
	maxMailDepth = 8
	maxMailParts = 200
)

// letter is what a mail says: its own fields, or those of the mail it carries, and its two bodies.
type letter struct {
	subject, from, date string
	plain, html         string
	parts               int
	err                 error // the first body that could not be decoded
}

// openLetter reads a mail. Damaged parts are passed over: what was read until then counts.
func openLetter(b []byte) (*letter, error) {
	if first, rest, ok := bytes.Cut(b, []byte("\n")); ok && bytes.HasPrefix(first, []byte("From ")) {
		b = rest // mbox
	}
	l := &letter{}
	if err := l.message(b, 0); err != nil {
		return nil, err
	}
	if l.plain == "" && l.html == "" && l.err != nil {
		return nil, l.err
	}
	return l, nil
}

// message reads one mail, the outer one or one that it carries; the inner one is what was meant.
func (l *letter) message(b []byte, depth int) error {
	m, err := netmail.ReadMessage(bufio.NewReader(bytes.NewReader(b)))
	if err != nil {
		return err
	}
	if s := word2047(m.Header.Get("Subject")); s != "" || depth == 0 {
		l.subject, l.from, l.date = s, word2047(m.Header.Get("From")), m.Header.Get("Date")
	}
	body, err := io.ReadAll(m.Body)
	if err != nil {
		return err
	}
	l.part(m.Header.Get, body, depth)
	return nil
}

// part reads one part of a mail, whose header get reads.
func (l *letter) part(get func(string) string, body []byte, depth int) {
	if l.parts++; l.parts > maxMailParts || depth > maxMailDepth {
		return
	}
	kind, params, err := mime.ParseMediaType(get("Content-Type"))
	if err != nil && kind == "" {
		kind, _, _ = strings.Cut(strings.ToLower(get("Content-Type")), ";")
		if kind = strings.TrimSpace(kind); kind == "" {
			kind = "text/plain"
		}
	}
	if disposition, _, _ := strings.Cut(get("Content-Disposition"), ";"); strings.EqualFold(strings.TrimSpace(disposition), "attachment") && kind != "message/rfc822" {
		return
	}
	switch {
	case strings.HasPrefix(kind, "multipart/") && params["boundary"] != "":
		r := multipart.NewReader(bytes.NewReader(body), params["boundary"])
		for l.parts <= maxMailParts {
			p, err := r.NextRawPart()
			if err != nil {
				return // the end, or a mail that was cut off
			}
			b, err := io.ReadAll(p)
			l.part(p.Header.Get, b, depth+1)
			if err != nil {
				return
			}
		}
	case kind == "message/rfc822":
		_ = l.message(transferred(body, get("Content-Transfer-Encoding")), depth+1) // what cannot be read is passed over
	case kind == "text/html" && l.html == "":
		l.html = l.text(body, get, params["charset"])
	case kind == "text/plain":
		if s := l.text(body, get, params["charset"]); l.plain == "" {
			l.plain = s
		} else {
			l.plain += "\n\n" + s
		}
	}
}

func (l *letter) text(body []byte, get func(string) string, claim string) string {
	b := transferred(body, get("Content-Transfer-Encoding"))
	if claim == "" {
		claim = declaredCharset(b)
	}
	s, err := decode(b, claim)
	if err != nil && l.err == nil {
		l.err = err
	}
	return strings.ReplaceAll(s, "\r\n", "\n")
}

// transferred undoes a Content-Transfer-Encoding as far as it goes.
func transferred(b []byte, encoding string) []byte {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "quoted-printable":
		out, _ := io.ReadAll(quotedprintable.NewReader(bytes.NewReader(b)))
		return out
	case "base64":
		clean := bytes.Map(func(r rune) rune {
			if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '+' || r == '/' {
				return r
			}
			return -1
		}, b)
		out := make([]byte, base64.RawStdEncoding.DecodedLen(len(clean)))
		n, _ := base64.RawStdEncoding.Decode(out, clean)
		return out[:n]
	}
	return b
}

// word2047 decodes a header field: RFC 2047 words, or raw bytes of some encoding.
func word2047(s string) string {
	d := mime.WordDecoder{CharsetReader: charset.NewReaderLabel}
	if out, err := d.DecodeHeader(s); err == nil {
		s = out
	}
	if out, err := decode([]byte(s), ""); err == nil {
		return out
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}

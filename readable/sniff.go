package readable

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// format is what a file is, judged by its bytes alone.
type format string

const (
	formatBlank   format = "blank"
	formatPlain   format = "plain text"
	formatHTML    format = "HTML"
	formatMail    format = "mail"
	formatDOCX    format = "DOCX"
	formatPDF     format = "PDF"
	formatRTF     format = "RTF"
	formatOldWord format = "an old or locked Office file"
	formatZIP     format = "ZIP archive"
	formatPicture format = "picture"
	formatMedia   format = "sound or video"
	formatBinary  format = "binary"
)

// magic lists how formats begin. RIFF is WEBP, WAV or AVI; the second field is where the bytes lie.
var magic = []struct {
	at     int
	bytes  string
	format format
}{
	{0, "%PDF-", formatPDF}, {0, "{\\rtf", formatRTF}, {0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", formatOldWord},
	{0, "\x89PNG\r\n", formatPicture}, {0, "\xFF\xD8\xFF", formatPicture}, {0, "GIF8", formatPicture}, {0, "II*\x00", formatPicture}, {0, "MM\x00*", formatPicture},
	{8, "WEBP", formatPicture}, {4, "ftypheic", formatPicture}, {4, "ftypavif", formatPicture}, {4, "ftyp", formatMedia}, {8, "WAVE", formatMedia}, {8, "AVI ", formatMedia},
	{0, "OggS", formatMedia}, {0, "ID3", formatMedia}, {0, "fLaC", formatMedia}, {0, "\x1A\x45\xDF\xA3", formatMedia},
	{0, "\x7FELF", formatBinary}, {0, "MZ\x90", formatBinary}, {0, "\x1F\x8B\x08", formatBinary}, {0, "7z\xBC\xAF", formatBinary}, {0, "Rar!\x1A", formatBinary},
}

// sniff decides what b is. It looks at no more than the first 64 kB, except for blank files.
func sniff(b []byte) format {
	head := b[:min(len(b), 64<<10)]
	for _, m := range magic {
		if len(head) > m.at && bytes.HasPrefix(head[m.at:], []byte(m.bytes)) {
			return m.format
		}
	}
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06")) {
		if isWord(b) {
			return formatDOCX
		}
		return formatZIP
	}
	if bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-1.")) {
		return formatPDF // PDFium and others accept rubbish before the header, and so do senders
	}
	if !isUTF16(head) {
		if controls(head) {
			return formatBinary
		}
		if start := strings.TrimLeft(string(head[:min(len(head), 4096)]), "\uFEFF \t\r\n\f"); start == "" {
			if len(bytes.TrimSpace(b)) == 0 {
				return formatBlank
			}
		} else if isPage(start) {
			return formatHTML
		} else if isMail(start) {
			return formatMail
		}
	} else if len(b) <= 2 {
		return formatBlank
	} else if s, err := decode(head[:len(head)&^1], ""); err == nil && isPage(strings.TrimSpace(s)) {
		return formatHTML
	}
	return formatPlain
}

// controls reports whether head cannot be text: it holds NUL, or more than one byte in fifty is a
// control character that no text editor writes.
func controls(head []byte) bool {
	n := 0
	for _, c := range head {
		if c == 0 {
			return true
		}
		if c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\v' && c != 0x1B {
			n++
		}
	}
	return n*50 > len(head)
}

// isPage reports whether text begins like a web page: with a tag that only a page begins with,
// after any comments and processing instructions.
func isPage(text string) bool {
	for range 8 {
		text = strings.TrimLeft(text, " \t\r\n\f")
		var end string
		switch {
		case strings.HasPrefix(text, "<!--"):
			end = "-->"
		case strings.HasPrefix(text, "<?"):
			end = ">"
		case len(text) > 2 && text[0] == '<':
			name := strings.ToLower(text[1:min(len(text), 12)])
			for _, tag := range []string{"!doctype", "html", "head", "body", "article", "main", "section", "div", "p", "h1", "table", "title", "meta"} {
				if rest, ok := strings.CutPrefix(name, tag); ok && (rest == "" || strings.ContainsAny(rest[:1], " >\t\r\n/")) {
					return true
				}
			}
			return false
		default:
			return false
		}
		_, rest, ok := strings.Cut(text, end)
		if !ok {
			return false
		}
		text = rest
	}
	return false
}

// isMail reports whether text begins with a mail header: at least two known fields among the first
// lines, one of them a field that nobody writes above a pasted article.
func isMail(text string) bool {
	known, sure := 0, false
	lines := strings.Split(text, "\n")
	for _, line := range lines[:min(len(lines), 40)] {
		if line = strings.TrimRight(line, "\r"); line == "" {
			break
		}
		if line[0] == ' ' || line[0] == '\t' {
			continue // a folded field
		}
		name, _, ok := strings.Cut(line, ":")
		if !ok {
			if strings.HasPrefix(line, "From ") && known == 0 {
				continue // mbox
			}
			break
		}
		switch strings.ToLower(name) {
		case "received", "return-path", "message-id", "mime-version", "delivered-to", "dkim-signature", "content-type", "content-transfer-encoding":
			sure = true
			known++
		case "from", "to", "subject", "date", "cc", "reply-to", "sender":
			known++
		}
	}
	return sure && known >= 2
}

// isUTF16 reports whether b starts with a byte order mark of UTF-16, or alternates letters and NUL.
func isUTF16(b []byte) bool {
	if bytes.HasPrefix(b, []byte("\xFF\xFE")) || bytes.HasPrefix(b, []byte("\xFE\xFF")) {
		return true
	}
	b = b[:min(len(b), 512)]
	odd, even := 0, 0
	for i, c := range b {
		if c == 0 {
			if i%2 == 0 {
				even++
			} else {
				odd++
			}
		}
	}
	half := len(b) / 2
	return half >= 8 && !utf8.Valid(bytes.ReplaceAll(b, []byte{0}, []byte{0xFF})) && (odd*10 > half*7 && even == 0 || even*10 > half*7 && odd == 0)
}

// unsupported says what to do with a file that is not read.
func unsupported(f format) error {
	switch f {
	case formatPDF:
		return refuse(ErrUnsupported, "That is a PDF, and I do not read PDF files.",
			"Copy the text out of it and paste it, or send the page it was printed from.", f)
	case formatRTF, formatOldWord:
		return refuse(ErrUnsupported, "That is an RTF file, an old Word file or one with a password, and I cannot open those.",
			"Save it as .docx without a password, or paste the text.", f)
	case formatPicture:
		return refuse(ErrUnsupported, "That is a picture, and I cannot read the text in pictures.", pasteIt, f)
	case formatZIP:
		return refuse(ErrUnsupported, "That is an archive or an Office file other than .docx.", "Send the document itself, or paste its text.", f)
	case formatMedia:
		return refuse(ErrUnsupported, "That is a recording, and I cannot listen.", "Send a transcript, or the article about it.", f)
	}
	return refuse(ErrUnsupported, "That file is not text.", "Send a link, a .docx or .eml file, a saved web page, or paste the text.", f)
}

package readable

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"attache"
)

// The limits inside a Word file: 204 kB of zip can hold 200 MB of one letter (measured), and a
// directory of a million entries costs more than what they hold.
const (
	maxWordXML   = 16 << 20
	maxWordFiles = 5000
	maxWordDepth = 256
)

const wordBody = "word/document.xml"

// isWord reports whether a ZIP archive is a Word file. The name of the part stands in the archive
// in clear, whatever is compressed.
func isWord(b []byte) bool { return bytes.Contains(b, []byte(wordBody)) }

// readWord reads a DOCX file: its paragraphs, as they stand after all tracked changes, and its
// title if a paragraph has the style of one.
func readWord(b []byte, o Options) (attache.Article, error) {
	damaged := func(why ...any) (attache.Article, error) {
		return attache.Article{}, refuse(ErrDamaged, "I could not open that Word file: it is damaged or protected.", "Save it again as .docx, or paste the text.", why...)
	}
	archive, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return damaged(err)
	}
	if len(archive.File) > maxWordFiles {
		return damaged(len(archive.File), " files in it")
	}
	for _, f := range archive.File {
		if f.Name != wordBody {
			continue
		}
		part, err := f.Open()
		if err != nil {
			return damaged(err)
		}
		defer part.Close()
		text, title, err := wordText(io.LimitReader(part, maxWordXML))
		switch {
		case errors.Is(err, errTooMuch) || len(text) > MaxText:
			return attache.Article{}, refuse(ErrTooLarge, "That Word file holds far more text than one article.", "Send the part you need.", err)
		case err != nil:
			return damaged(err)
		case !hasLetter(text):
			return attache.Article{}, refuse(ErrNoText, "There is no text in that Word file.", "If it holds pictures of text, type or paste the text instead.")
		}
		a, _, err := fromText(text, o)
		if err == nil && a.Title == "" {
			a.Title = title
		}
		return a, err
	}
	return damaged("no ", wordBody)
}

var errTooMuch = errors.New("more XML or text than allowed")

// wordText reads the paragraphs of document.xml, parted by blank lines. Field codes, deleted text
// and the fallback copies of drawings hold no text of the document.
func wordText(r io.Reader) (text, title string, err error) {
	counted := &counter{r: r}
	dec := xml.NewDecoder(counted)
	dec.Strict = true
	dec.Entity = nil
	var all, par strings.Builder
	depth, style := 0, ""
	for {
		tok, err := dec.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			if counted.n >= maxWordXML {
				err = errTooMuch
			}
			return "", "", err
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if depth++; depth > maxWordDepth {
				return "", "", errors.New("nested too deeply")
			}
			switch t.Name.Local {
			case "t":
				var s string
				if err := dec.DecodeElement(&s, &t); err != nil {
					if counted.n >= maxWordXML {
						err = errTooMuch
					}
					return "", "", err
				}
				depth--
				par.WriteString(s)
			case "tab":
				par.WriteByte(' ')
			case "br", "cr":
				par.WriteByte('\n')
			case "noBreakHyphen":
				par.WriteByte('-')
			case "pStyle":
				style = attribute(t, "val")
			case "Fallback", "instrText", "delText", "del", "moveFrom":
				if err := dec.Skip(); err != nil {
					return "", "", err
				}
				depth--
			}
		case xml.EndElement:
			depth--
			if t.Name.Local != "p" {
				continue
			}
			if s := strings.TrimSpace(par.String()); s != "" {
				if title == "" && strings.EqualFold(style, "title") {
					title = s
				}
				all.WriteString(s)
				all.WriteString("\n\n")
			}
			par.Reset()
			style = ""
		}
		if all.Len()+par.Len() > 2*MaxText {
			return "", "", errTooMuch
		}
	}
	return all.String(), title, nil
}

func attribute(t xml.StartElement, local string) string {
	for _, a := range t.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

// counter counts what was read, to tell a part that was cut by its limit from a broken one.
type counter struct {
	r io.Reader
	n int
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += n
	return n, err
}

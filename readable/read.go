package readable

import (
	"fmt"
	"strings"
	"time"

	"attache"
)

// Options says what is known about a file from outside. The zero Options knows nothing.
type Options struct {
	URL     string         // where a page came from; gives links a base and may hold the date
	Charset string         // what the server claimed, "windows-1251"; believed only when the bytes are not UTF-8
	Outlet  attache.Outlet // whose page it is; its zone and date order decide what the text leaves open
	Outlets Outlets        // where to look an outlet up that only the text names; nil knows none
}

// Outlets knows publications. Both methods return the zero Outlet for one they do not know.
type Outlets interface {
	Find(host string) attache.Outlet  // "www.news.example"
	Named(name string) attache.Outlet // "The Guardian", in any case
}

// Reader is Options with the one method that a caller holding a File needs. The zero Reader works
// and is safe for concurrent use.
type Reader Options

// Read is [Read] with the options of r.
func (r Reader) Read(file attache.File) (attache.Article, error) { return Read(file, Options(r)) }

// Read returns what file says: text, title, byline, outlet, language and date of publication, each
// empty when the file does not say. Errors are Problems that wrap one of the errors of this
// package. A fault in a library that parses the file is reported as ErrDamaged, never a panic.
func Read(file attache.File, o Options) (a attache.Article, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			a, err = attache.Article{}, refuse(ErrDamaged, "I could not read that file: it seems to be damaged.", pasteIt, "panic: ", fault)
		}
	}()
	if len(file.Bytes) > MaxBytes {
		return a, refuse(ErrTooLarge, fmt.Sprintf("That file is too large: %.1f MB, and I read up to %d MB.", float64(len(file.Bytes))/(1<<20), MaxBytes>>20),
			pasteIt, len(file.Bytes), " bytes")
	}
	switch format := sniff(file.Bytes); format {
	case formatBlank:
		return a, refuse(ErrEmpty, "There is no text in that.", "Send a link, a file or the text of an article.")
	case formatHTML:
		a, err = readPage(file.Bytes, o)
	case formatDOCX:
		a, err = readWord(file.Bytes, o)
	case formatMail:
		a, err = readMail(file.Bytes, o)
	case formatPlain:
		a, err = readPlain(file.Bytes, o)
	default:
		return a, unsupported(format)
	}
	if err != nil {
		return attache.Article{}, err
	}
	return finish(a, o)
}

// finish fills what is decided alike for every format, and checks what leaves the package.
func finish(a attache.Article, o Options) (attache.Article, error) {
	if len(a.Text) > MaxText {
		return attache.Article{}, tooLong(len(a.Text))
	}
	if !hasLetter(a.Text) {
		return attache.Article{}, refuse(ErrNoText, "I found no words in that.", "Send a link, a file or the text of an article.")
	}
	if a.Outlet == "" {
		a.Outlet = o.Outlet.Name
	}
	a.Title, a.Byline, a.Outlet = field(a.Title), field(a.Byline), field(a.Outlet)
	if lang := Language(a.Text); lang != "" {
		a.Language = lang // the text itself beats what a template claims: <html lang> is often wrong
	}
	// A clock time written in UTC belongs to the calendar day of the outlet. Midnight is not a clock
	// time: it is how software writes a day without one.
	if utc := a.Published.Equal(a.Published.Truncate(24 * time.Hour)); o.Outlet.Zone != nil && a.Published.Location() == time.UTC && !utc {
		a.Published = a.Published.In(o.Outlet.Zone)
	}
	return a, nil
}

// field makes one readable line of a title, byline or outlet, 300 characters at most.
func field(s string) string {
	s = strings.Join(strings.Fields(clean(s)), " ")
	const most = 300
	if n := 0; len(s) > most {
		for i := range s {
			if n++; n > most {
				return strings.TrimSpace(s[:i-1]) + "…"
			}
		}
	}
	return s
}

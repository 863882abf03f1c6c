package readable

import (
	"errors"
	"fmt"

	"attache"
)

// What can be wrong with a file. Every error of this package is an *attache.Problem that wraps one
// of them.
var (
	ErrEmpty       = errors.New("nothing in it")
	ErrTooLarge    = errors.New("larger than the limit")
	ErrUnsupported = errors.New("format is not read")
	ErrEncoding    = errors.New("character encoding unknown")
	ErrDamaged     = errors.New("damaged or built to harm")
	ErrNoText      = errors.New("no article text")
	ErrDate        = errors.New("date not understood")
)

// The limits of what is read. MaxBytes bounds a file as handed in (pictures inside a mail or a Word
// file count), MaxPage a web page, and MaxText the text that comes out, which is some 170 000
// words: two novels.
const (
	MaxBytes = 8 << 20
	MaxPage  = 5 << 20
	MaxText  = 1 << 20
)

// refuse builds the Problem: what was wrong and what to do are sentences for the person, detail is
// for the operator and must not quote the document.
func refuse(kind error, wrong, next string, detail ...any) error {
	err := kind
	if len(detail) > 0 {
		err = fmt.Errorf("%w: %s", kind, fmt.Sprint(detail...))
	}
	return &attache.Problem{Say: wrong + " Nothing was saved. " + next, Err: err}
}

const pasteIt = "Copy the text of the article and paste it instead."

func tooLong(size int) error {
	return refuse(ErrTooLarge, "That text is too long for one article: it has more than a million characters.", "Send the part you need, or several parts.", size, " bytes of text")
}

package score

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"attache"
)

// Input is one line to extract from: an article of a gold file or one without gold. Text may stand
// in another file (TextRef) under the same id; Texts finds it.
type Input struct {
	ID      string `json:"id"`
	Text    string `json:"text"`
	TextRef string `json:"text_ref"`
	Title   string `json:"title"`
	Date    string `json:"date"`
	DCT     string `json:"dct"`
}

// Texts returns the text of an article that stands in the file ref. A caller that opens files
// supplies one; nil refuses references.
type Texts func(ref, id string) (string, error)

// EachInput hands every line of r to do, its text found. The article has Text exactly as given, so
// that offsets hold: it is not brought into NFC.
func EachInput(r io.Reader, texts Texts, do func(id string, a attache.Article) error) error {
	return eachLine(r, func(in Input) error {
		if in.Text == "" && in.TextRef != "" {
			if texts == nil {
				return fmt.Errorf("article %q: its text is in %s, which is not at hand", in.ID, in.TextRef)
			}
			text, err := texts(in.TextRef, in.ID)
			if err != nil {
				return fmt.Errorf("article %q: %w", in.ID, err)
			}
			in.Text = text
		}
		a, err := in.article()
		if err != nil {
			return fmt.Errorf("article %q: %w", in.ID, err)
		}
		return do(in.ID, a)
	})
}

// FindText returns the text of one article of a file of lines, for a [Texts].
func FindText(r io.Reader, id string) (text string, err error) {
	err = eachLine(r, func(in Input) error {
		if in.ID == id {
			text = in.Text
		}
		return nil
	})
	if err == nil && text == "" {
		err = fmt.Errorf("%q: %w", id, attache.ErrNotFound)
	}
	return text, err
}

func (in Input) article() (attache.Article, error) {
	a := attache.Article{ID: attache.NewArticleID(in.ID), Title: in.Title, Text: in.Text}
	if !utf8.ValidString(in.Text) {
		return a, fmt.Errorf("the text is no UTF-8: %w", ErrLine)
	}
	date := strings.TrimSpace(in.DCT)
	if date == "" {
		date = strings.TrimSpace(in.Date)
	}
	if date == "" {
		return a, nil
	}
	if len(date) > 10 {
		date = date[:10]
	}
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return a, fmt.Errorf("date %q is not written YYYY-MM-DD: %w", date, ErrLine)
	}
	a.Published, a.PublishedBy = day, "given with the text"
	return a, nil
}

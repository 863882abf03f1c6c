package token

import (
	"sort"

	"attache"
)

// MaxText is the number of bytes that are read. What lies beyond has no tokens.
const MaxText = 1 << 30

// Doc is a text and what reading it once has shown. It is immutable: share it freely.
type Doc struct {
	Text       string
	Tokens     []Token
	Sentences  []Sentence
	Paragraphs []Paragraph
	Quotes     []Quote

	norm string // the normal forms of all tokens, one after the other
}

// Range is a half-open range of indices: of tokens, or of sentences.
type Range struct{ First, End int }

// Len returns the number of items in r.
func (r Range) Len() int { return r.End - r.First }

// Has reports whether i lies in r.
func (r Range) Has(i int) bool { return r.First <= i && i < r.End }

// Token is one word, number or mark.
type Token struct {
	attache.Span

	Hash  uint64 // of the normal form: Hash("said"); see Doc.Norm
	Shape Shape
	Flags Flags

	Sentence  int32 // index into Doc.Sentences
	Paragraph int32 // index into Doc.Paragraphs
	Quote     int32 // index into Doc.Quotes of the innermost quotation that holds it, marks included; -1 for none

	norm uint32 // where its normal form starts in Doc.norm; it ends where the next one starts
}

// Is reports whether all of the given flags are set.
func (t *Token) Is(f Flags) bool { return t.Flags&f == f }

// Any reports whether one of the given flags is set.
func (t *Token) Any(f Flags) bool { return t.Flags&f != 0 }

// Flags says what is cheap to know about a token.
type Flags uint32

// The flags. Word and Digit may both be set ("1990s", "EB-5"); Punct means neither is.
const (
	Word             Flags = 1 << iota // holds a letter
	Digit                              // holds a digit
	Number                             // only digits and the marks inside numbers: "1,000", "9:30", "3/4"
	Punct                              // holds neither letter nor digit
	Capital                            // begins with an upper-case letter
	Upper                              // two letters or more, none of them lower case
	Lower                              // holds a lower-case letter and begins with none in upper case
	Hyphenated                         // holds a hyphen between letters or digits
	Clitic                             // cut off the word before it: "n't", "'s", "'ll"
	Stop                               // a word with its own full stop: "Mr.", "U.S.", "p.m."
	Opens                              // a mark that opens a quotation of Doc.Quotes
	Closes                             // a mark that closes one
	SpaceBefore                        // space or nothing stands before it
	LineBefore                         // a line break or nothing stands before it
	FirstOfSentence                    // first token of its sentence
	LastOfSentence                     // last token of its sentence
	FirstOfParagraph                   // first token of its paragraph
	Dateline                           // part of a dateline that precedes the first sentence proper
	Label                              // part of a speaker label: "MR. PRICE:"
	Address                            // a web or mail address, a hashtag, a handle
)

// Sentence is a run of tokens of one paragraph. Sentences cover all tokens.
type Sentence struct {
	Tokens    Range
	Span      attache.Span // from the first token to the last
	Paragraph int
}

// Paragraph is a run of sentences. Paragraphs cover all tokens.
type Paragraph struct {
	Sentences Range
	Tokens    Range
	Span      attache.Span // from the first token to the last
	Kind      Kind

	// Dateline covers "GENEVA, Nov. 5 (Agency) —" at the head of a Body paragraph, dash included.
	Dateline attache.Span
	// Label covers "MR. PRICE:" at the head of a paragraph of a transcript, colon included.
	Label attache.Span
}

// Kind tells body text from furniture.
type Kind uint8

// The kinds of paragraph. Body is the zero value: in doubt a paragraph is body.
const (
	Body        Kind = iota
	Title            // the headline, and every line that repeats it
	Byline           // "By Ann Okoro and Li Wei"
	DateLine         // a line that holds a date or a place and agency and nothing else
	Heading          // a short line without a stop inside the text
	Caption          // what is said about a picture
	Boilerplate      // "Read more", "Subscribe", "Copyright 2026 …"
)

var kindNames = [...]string{"body", "title", "byline", "dateline", "heading", "caption", "boilerplate"}

// String returns the name of the kind in lower case.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "unknown"
}

// Quote is a quotation inside one paragraph.
type Quote struct {
	Span  attache.Span // marks included
	Inner attache.Span // what stands between the marks; may be empty

	Tokens Range // marks included

	Parent int // the quotation around it, -1 for none
	Depth  int // 0 for an outermost one

	// Prev and Next link a quotation over several paragraphs, each of which opens it again; -1 for
	// none. Only the last of them has a closing mark.
	Prev, Next int

	// Closed reports whether a closing mark was found. A quotation without one, and without Next, is
	// a guess that ends with its paragraph or where the next one opens.
	Closed bool
	// Single reports whether the marks are single: ‘so’, 'so', ‹so›.
	Single bool
}

// Of returns the words of token i as they stand in the text.
func (d *Doc) Of(i int) string { return d.Text[d.Tokens[i].Start:d.Tokens[i].End] }

// Norm returns the normal form of token i: lower case, straight apostrophes, no soft hyphens.
func (d *Doc) Norm(i int) string {
	if i+1 < len(d.Tokens) {
		return d.norm[d.Tokens[i].norm:d.Tokens[i+1].norm]
	}
	return d.norm[d.Tokens[i].norm:]
}

// Span returns the bytes from the first token of r to its last, the zero Span when r is empty.
func (d *Doc) Span(r Range) attache.Span {
	if r.Len() <= 0 {
		return attache.Span{}
	}
	return attache.Span{Start: d.Tokens[r.First].Start, End: d.Tokens[r.End-1].End}
}

// TokensIn returns the tokens that share a byte with s.
func (d *Doc) TokensIn(s attache.Span) Range {
	first := sort.Search(len(d.Tokens), func(i int) bool { return d.Tokens[i].End > s.Start })
	end := first + sort.Search(len(d.Tokens)-first, func(i int) bool { return d.Tokens[first+i].Start >= s.End })
	return Range{first, end}
}

// SentenceAt returns the index of the sentence that holds byte b, or of the first one after it;
// len(d.Sentences) when there is none.
func (d *Doc) SentenceAt(b int) int {
	return sort.Search(len(d.Sentences), func(i int) bool { return d.Sentences[i].Span.End > b })
}

// Furniture returns the spans that are no body text: paragraphs of other kinds than Body, datelines
// at the head of body paragraphs, and speaker labels.
func (d *Doc) Furniture() []attache.Span {
	var all []attache.Span
	for i := range d.Paragraphs {
		p := &d.Paragraphs[i]
		switch {
		case p.Kind != Body:
			all = append(all, p.Span)
		case !p.Dateline.Empty():
			all = append(all, p.Dateline)
		case !p.Label.Empty():
			all = append(all, p.Label)
		}
	}
	return all
}

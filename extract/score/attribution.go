package score

import (
	"errors"
	"fmt"
	"io"
	"sort"
	"strings"
)

// AttributionRow is one article. Predictions need no text.
type AttributionRow struct {
	ID           string            `json:"id"`
	Text         string            `json:"text,omitempty"`
	Attributions []AttributionItem `json:"attributions"`
}

// AttributionItem is one statement. Only the three roles are scored; the rest is what predictions
// add for people who read them.
type AttributionItem struct {
	Source  Fragments `json:"source"`
	Cue     Fragments `json:"cue"`
	Content Fragments `json:"content"`

	Speaker   string  `json:"speaker,omitempty"` // the resolved name
	Form      string  `json:"form,omitempty"`
	Act       string  `json:"act,omitempty"`
	Negated   bool    `json:"negated,omitempty"`
	Addressee string  `json:"addressee,omitempty"`
	Via       string  `json:"via,omitempty"`
	Rule      string  `json:"rule,omitempty"`
	Score     float32 `json:"score,omitempty"`
}

// ReadAttributions reads rows, gold or predicted.
func ReadAttributions(r io.Reader) ([]AttributionRow, error) { return readRows[AttributionRow](r) }

// ErrAlien is wrapped by the error about predictions for an article that the gold lacks.
var ErrAlien = errors.New("an article that the gold lacks")

// role numbers the three roles in the order of the tables.
type role int

const (
	source role = iota
	cue
	content
	roles
)

var roleNames = [roles]string{"source", "cue", "content"}

// statement is one attribution with its tokens worked out.
type statement struct {
	frags [roles][]Range
	toks  [roles]set

	speech bool // the cue holds a word of saying
	quoted bool // the content holds a double quotation mark
	score  float32
}

// reading is one article with all statements of one side.
type reading struct {
	text  []rune
	toks  []Range
	at    []int // code point -> token, -1 between tokens
	items []statement
}

func newReading(text string, items []AttributionItem) *reading {
	d := &reading{text: []rune(text)}
	d.toks = words(d.text)
	d.at = make([]int, len(d.text))
	for i := range d.at {
		d.at[i] = -1
	}
	for i, t := range d.toks {
		for c := t[0]; c < t[1]; c++ {
			d.at[c] = i
		}
	}
	d.add(items)
	return d
}

// with returns a second reading of the same text.
func (d *reading) with(items []AttributionItem) *reading {
	other := &reading{text: d.text, toks: d.toks, at: d.at}
	other.add(items)
	return other
}

// add keeps the statements that have any content.
func (d *reading) add(items []AttributionItem) {
	for _, a := range items {
		s := statement{score: a.Score}
		for r, f := range [roles]Fragments{a.Source, a.Cue, a.Content} {
			s.frags[r] = f.joined(d.text)
			s.toks[r] = d.tokens(s.frags[r]...)
		}
		if len(s.frags[content]) == 0 {
			continue
		}
		for _, f := range s.frags[cue] {
			low := []rune(strings.ToLower(string(d.text[f[0]:f[1]])))
			for _, w := range words(low) {
				s.speech = s.speech || speech[string(low[w[0]:w[1]])]
			}
		}
		for _, f := range s.frags[content] {
			for c := f[0]; c < f[1]; c++ {
				s.quoted = s.quoted || isQuote(d.text[c])
			}
		}
		d.items = append(d.items, s)
	}
}

// tokens returns the numbers of all tokens that a range touches.
func (d *reading) tokens(ranges ...Range) set {
	var out set
	for _, r := range ranges {
		for c := r[0]; c < r[1]; c++ {
			if t := d.at[c]; t >= 0 && (len(out) == 0 || out[len(out)-1] < t) {
				out = append(out, t)
			}
		}
	}
	return out
}

// units returns the distinct fragments of a role, in order.
func (d *reading) units(r role) []Range {
	seen := map[Range]bool{}
	var out []Range
	for _, s := range d.items {
		for _, f := range s.frags[r] {
			if !seen[f] {
				seen[f] = true
				out = append(out, f)
			}
		}
	}
	sort.Slice(out, func(i, j int) bool {
		return out[i][0] < out[j][0] || out[i][0] == out[j][0] && out[i][1] < out[j][1]
	})
	return out
}

// show prints a statement for a list of mistakes.
func (d *reading) show(s statement) string {
	part := func(r role) string {
		var all []string
		for _, f := range s.frags[r] {
			all = append(all, string(d.text[f[0]:f[1]]))
		}
		return strings.ReplaceAll(strings.Join(all, " ... "), "\n", " ")
	}
	said := []rune(part(content))
	return fmt.Sprintf("[%s] (%s) {%s}", part(source), part(cue), string(said[:min(160, len(said))]))
}

func isQuote(r rune) bool { return strings.ContainsRune("\"“”„‟«»″", r) }

var speech = func() map[string]bool {
	in := map[string]bool{}
	for _, w := range strings.Fields(speechWords) {
		in[w] = true
	}
	return in
}()

// speechWords are the words of saying of the scorer: a cue that holds one reports speech rather
// than belief, wish or perception.
const speechWords = `
say says said saying tell tells told telling add adds added adding claim claims claimed claiming argue argues argued
arguing announce announces announced announcing announcement warn warns warned warning insist insists insisted insisting
suggest suggests suggested suggesting note notes noted noting state states stated stating statement statements declare
declares declared declaring ask asks asked asking write writes wrote written writing tweet tweets tweeted tweeting
respond responds responded responding reply replies replied replying vow vows vowed vowing promise promises promised
promising pledge pledges pledged pledging deny denies denied denying accuse accuses accused accusing accusation criticize
criticizes criticized criticizing report reports reported reporting acknowledge acknowledges acknowledged admit admits
admitted concede concedes conceded explain explains explained explaining predict predicts predicted testify testified
confirm confirms confirmed comment comments commented describe describes described describing urge urges urged urging
demand demands demanded assert asserts asserted assertion contend contends contended allege alleges alleged allegation
according joke joked quip quipped blast blasted slam slammed mention mentioned remark remarks remarked observe observed
recall recalls recalled continue continues continued conclude concludes concluded express expressed stress stressed
emphasize emphasized reiterate reiterated repeat repeated declined refuse refused propose proposed recommend recommended
condemn condemned denounce denounced praise praised call calls called calling talk talks talked talking speak speaks spoke
speaking discuss discussed question questioned answer answered complain complained charge charged advise advised order
ordered issue issued publish published post posted read reads reading went quote quoted cite cited maintain maintained
boast boasted brag bragged shout shouted yell yelled chant chanted lament lamented
`

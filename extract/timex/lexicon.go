package timex

import (
	_ "embed"
	"fmt"
	"math/bits"
	"strconv"
	"strings"

	"attache/extract/token"
)

//go:embed lexicon/words.tsv
var wordsTSV string

// class is one of the word classes of the grammar; classes is a set of them.
type (
	class   uint8
	classes uint64
)

// The classes. Those of the first group are made from digits and number words by the item reader,
// the others come from lexicon/words.tsv.
const (
	cNum    class = iota // any number: item.num
	cDay                 // a number from 1 to 31
	cHour                // a number from 0 to 24
	cYear                // a number that may be a year
	cTwo                 // a number of two digits, as in 1998-99
	cHHMM                // four digits that may be a time: 0735
	cClock               // 9:30; item.num holds 930
	cDecade              // 1990s, '90s, nineties
	cQCode               // Q3, 3Q
	cHCode               // H1, 1H
	cFY                  // FY, or FY2026 with the year in item.num
	cOrd
	cOrdLast
	cNumber
	cScale
	cMonth
	cWeekday
	cWeekdays
	cUnit
	cUnits
	cSeason
	cPart
	cParts
	cDeictic
	cTonight
	cOvernight
	cLong // weeklong: a unit and its length in one word
	cHalf // ½
	cClockWord
	cSome
	cThe
	cA
	cThis
	cThese
	cThat
	cThose
	cLast
	cPast
	cPrevious
	cNext
	cFollowing
	cCurrent
	cSame
	cLatest
	cRecent
	cEarly
	cLater
	cEdge
	cApprox
	cSuffix
	cAgo
	cHence
	cEvery
	cKind
	cMeridiem
	cZone
	cRef
	cAdverb
	cHoliday
	classCount

	literal class = 255 // an element of a rule that is a word, not a class
)

var classNames = [classCount]string{
	"NUM", "DAY", "HOUR", "YEAR", "TWO", "HHMM", "CLOCK", "DECADE", "QCODE", "HCODE", "FY", "ORD", "ORDLAST", "NUMBER", "SCALE",
	"MONTH", "WEEKDAY", "WEEKDAYS", "UNIT", "UNITS", "SEASON", "PART", "PARTS", "DEICTIC", "TONIGHT", "OVERNIGHT", "LONG", "HALF", "CLOCKWORD",
	"SOME", "THE", "A", "THIS", "THESE", "THAT", "THOSE", "LAST", "PAST", "PREVIOUS", "NEXT", "FOLLOWING", "CURRENT", "SAME",
	"LATEST", "RECENT", "EARLY", "LATER", "EDGE", "APPROX", "SUFFIX", "AGO", "HENCE", "EVERY", "KIND", "MERIDIEM", "ZONE", "REF",
	"ADVERB", "HOLIDAY",
}

func (c class) bit() classes { return 1 << c }

func classNamed(name string) (class, bool) {
	for c, n := range classNames {
		if n == name {
			return class(c), true
		}
	}
	return 0, false
}

// word is an entry of the lexicon. A word may have two classes ("second" is a unit and an ordinal):
// code is the value of the one that is no number, num that of the one that is.
type word struct {
	classes classes
	code    string
	num     float64
	capital bool
	literal uint16 // number of the literal in the rules, 0 for none
	phrases []phrase
}

// phrase is an entry of several words, listed under the first.
type phrase struct {
	rest []uint64 // hashes of the words after the first
	word word
}

// lexicon holds every word the grammar knows: those of words.tsv and the literals of the rules.
type lexicon struct {
	words token.Table[uint16] // index into all
	all   []word              // all[0] is the word that says nothing
}

func readLexicon(tsv string) *lexicon {
	lex := &lexicon{all: make([]word, 1, 512)}
	for n, line := range strings.Split(tsv, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		form, features, ok := strings.Cut(line, "\t")
		var w word
		for _, f := range strings.Fields(features) {
			if f == "capital" {
				w.capital = true
				continue
			}
			name, value, _ := strings.Cut(f, "=")
			c, known := classNamed(name)
			ok = ok && known
			w.classes |= c.bit()
			if num, err := strconv.ParseFloat(value, 64); err == nil && c != cHoliday {
				w.num = num
			} else if value != "" {
				w.code = value
			}
		}
		if !ok {
			panic(fmt.Sprintf("lexicon/words.tsv:%d: cannot read %q", n+1, line))
		}
		parts := strings.Fields(form)
		first := lex.entry(parts[0])
		if len(parts) == 1 {
			w.phrases, w.literal = first.phrases, first.literal
			*first = w
			continue
		}
		p := phrase{word: w}
		for _, part := range parts[1:] {
			p.rest = append(p.rest, token.Hash(part))
		}
		first.phrases = append(first.phrases, p)
	}
	return lex
}

// entry returns the word for a form, adding it when it is new.
func (lex *lexicon) entry(form string) *word {
	h := token.Hash(form)
	if i, ok := lex.words.Get(h); ok {
		return &lex.all[i]
	}
	lex.all = append(lex.all, word{})
	lex.words.Put(form, uint16(len(lex.all)-1))
	return &lex.all[len(lex.all)-1]
}

// look returns the word with this hash; the empty word when there is none.
func (lex *lexicon) look(hash uint64) *word {
	i, _ := lex.words.Get(hash)
	return &lex.all[i]
}

func (c classes) String() string {
	var names []string
	for ; c != 0; c &= c - 1 {
		names = append(names, classNames[bits.TrailingZeros64(uint64(c))])
	}
	return strings.Join(names, "|")
}

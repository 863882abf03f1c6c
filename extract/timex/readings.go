package timex

import (
	"math"
	"strconv"

	"attache"
	"attache/extract/token"
)

// reader reads the matches of one Doc.
type reader struct {
	g    *grammar
	doc  *token.Doc
	base base

	z        itemizer
	x        matcher
	at       int // where in z.items the match starts
	sentence int

	// forced is the direction of everything when forcing: a person who types "Nov 3" means the past.
	forced  direction
	forcing bool

	told  bool // the match took its year from the story before it
	order int  // above zero when the text puts the day before the month, below when after it

	out []attache.Timex
	ref []reference // dates read so far, for "the same day" and "two weeks later"
}

// reading computes type and value of a match, or refuses it. The span and the rule are set by the
// caller; a reading may set a narrower span itself.
type reading func(*reader, *match) (attache.Timex, bool)

// readings are what the third column of lexicon/rules.tsv names.
var readings = map[string]reading{
	"date":           (*reader).readDate,
	"iso":            (*reader).readISO,
	"numeric":        (*reader).readNumeric,
	"monthday":       (*reader).readMonthDay,
	"dayalone":       (*reader).readDayAlone,
	"dayafter":       (*reader).readDayAfter,
	"overweekday":    (*reader).readOverWeekday,
	"overunit":       (*reader).readOverUnit,
	"isotime":        (*reader).readISOTime,
	"monthpart":      (*reader).readMonthPart,
	"dayofmonth":     (*reader).readDayOfMonth,
	"month":          (*reader).readMonth,
	"year":           (*reader).readYear,
	"yearrange":      (*reader).readYearRange,
	"dayrange":       (*reader).readDayRange,
	"monthrange":     (*reader).readMonthRange,
	"decade":         (*reader).readDecade,
	"century":        (*reader).readCentury,
	"quarter":        (*reader).readQuarter,
	"half":           (*reader).readHalf,
	"season":         (*reader).readSeason,
	"yearago":        (*reader).readYearAgo,
	"weekday":        (*reader).readWeekday,
	"daypart":        (*reader).readDayPart,
	"deictic":        (*reader).readDeictic,
	"unit":           (*reader).readUnit,
	"weekof":         (*reader).readWeekOf,
	"refunit":        (*reader).readRefUnit,
	"edge":           (*reader).readEdge,
	"ago":            (*reader).readAgo,
	"shift":          (*reader).readShift,
	"duration":       (*reader).readDuration,
	"age":            (*reader).readAge,
	"set":            (*reader).readSet,
	"rate":           (*reader).readRate,
	"weekdayset":     (*reader).readWeekdaySet,
	"clock":          (*reader).readClock,
	"reference":      (*reader).readReference,
	"reference-word": (*reader).readReferenceWord,
	"pastref":        constant(attache.Date, "PAST_REF"),
	"presentref":     constant(attache.Date, "PRESENT_REF"),
	"futureref":      constant(attache.Date, "FUTURE_REF"),
	"holiday":        (*reader).readHoliday,
}

func constant(typ attache.TimexType, value string) reading {
	return func(c *reader, m *match) (attache.Timex, bool) {
		return attache.Timex{Type: typ, Value: value, Mod: c.mod(m)}, true
	}
}

func date(value string) attache.Timex { return attache.Timex{Type: attache.Date, Value: value} }

// relative marks a value as counted from the anchor.
func (c *reader) relative(t attache.Timex) attache.Timex {
	t.Anchor = c.base.value
	return t
}

// mod returns the MOD that the modifiers of a match ask for. The first one decides.
func (c *reader) mod(m *match) string {
	for i := range m.n {
		switch m.path[i].class {
		case cEarly, cEdge, cApprox, cSuffix:
			return m.items[i].code
		case literal:
			if m.path[i].literal == c.g.some {
				return "APPROX" // some twenty years
			}
		case cLater:
			if i == 0 {
				if m.items[i].num < 0 {
					return "START"
				}
				return "END"
			}
		}
	}
	return ""
}

// whole returns the number of an item as an integer, or -1 when there is none.
func whole(it *item) int {
	if it == nil || it.num != math.Trunc(it.num) || it.num > 1e6 {
		return -1
	}
	return int(it.num)
}

func quantity(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

// shiftOf returns -1 for "last", 1 for "next", 0 for "this" and "current"; ok is false when the
// match holds none of them.
func shiftOf(m *match) (n int, ok bool) {
	for i := range m.n {
		switch m.path[i].class {
		case cLast, cPrevious, cPast:
			return -1, true
		case cNext, cFollowing:
			return 1, true
		case cThis, cCurrent, cThese:
			n, ok = 0, true // "this past week", "this coming Sunday": what follows decides
		case cLatest:
			return 0, true
		}
	}
	return n, ok
}

// reference is a date of the text that later expressions may count from.
type reference struct {
	sentence  int
	paragraph int
	explicit  bool // the text names its year, or that of the date before it
	value     string
	day       day // when known to the day
	known     int // as in base
	y, m      int
	quarter   bool
	shifted   bool   // "a year earlier": counted from a date before it
	unit      string // the unit it was counted in
}

// remember keeps what a later expression may refer to.
func (c *reader) remember(t *attache.Timex, m *match) {
	if t.Type != attache.Date && t.Type != attache.TimeOfDay {
		return
	}
	from, _, precision := attache.Calendar(t.Value)
	r := reference{sentence: c.sentence, paragraph: c.paragraph(), explicit: t.Anchor == "" || c.told, value: t.Value, y: from.Year(), m: int(from.Month())}
	if it := unitItem(m); it != nil && (t.Rule == "later" || t.Rule == "ago") {
		r.shifted, r.unit = true, it.code
	}
	switch precision {
	case "day", "time":
		r.known, r.day = 3, newDay(from.Year(), int(from.Month()), from.Day())
	case "week", "month":
		r.known, r.day = 2, newDay(from.Year(), int(from.Month()), from.Day())
	case "quarter":
		r.known, r.quarter = 1, true
	case "year":
		r.known = 1
	default:
		return
	}
	c.ref = append(c.ref, r)
}

// memory is how many dates back an expression may refer, so that time stays linear in a text that is
// one sentence.
const memory = 64

// recent returns the last date before the match that is known finely enough, in this sentence or the
// two before it.
func (c *reader) recent(known int) *reference { return c.within(known, 2) }

// within is recent for a number of sentences.
func (c *reader) within(known, sentences int) *reference {
	for i := len(c.ref) - 1; i >= max(0, len(c.ref)-memory) && c.ref[i].sentence >= c.sentence-sentences; i-- {
		if c.ref[i].known >= known {
			return &c.ref[i]
		}
	}
	return nil
}

// recentQuarter returns the quarter the text is about: the latest of those it named in this sentence
// and the four before it, and of equal ones the last. What a quarter is compared with is earlier.
func (c *reader) recentQuarter() *reference {
	var best *reference
	for i := len(c.ref) - 1; i >= max(0, len(c.ref)-memory) && c.ref[i].sentence >= c.sentence-4; i-- {
		r := &c.ref[i]
		if !r.quarter || c.base.known >= 2 && (r.y > c.base.y || r.y == c.base.y && r.m > c.base.m) {
			continue // a quarter to come
		}
		if best == nil || r.value > best.value {
			best = r
		}
	}
	return best
}

// direction judges the match. Where it is certain c.base takes no date on the other side.
func (c *reader) direction(m *match) direction {
	if c.forcing {
		return c.forced
	}
	dir, certain := judge(c.doc, m.items[0].first, m.items[m.n-1].end1)
	c.base.strict = certain
	return dir
}

// readReferenceWord reads "now", "recently", "soon": the lexicon says what they refer to.
func (c *reader) readReferenceWord(m *match) (attache.Timex, bool) {
	return date(m.get(cRef).code), true
}

package timex

import (
	"strings"
	"time"

	"attache"
	"attache/extract/token"
)

// longestQuery bounds what people may type where a date is asked for.
const longestQuery = 80

// Parse reads the whole of s as the period a person means by it, in lower case or not: "last week",
// "nov 3", "3 to 5 May", "2026-11-21", "past 10 days", "since 1 November", "until Friday". What
// could lie on either side of now lies in the past, the end of a period aside. A period open at one
// end has MOD ON_OR_AFTER, AFTER, ON_OR_BEFORE or BEFORE. ok is false when s is anything else, or
// names a day the calendar does not have.
func Parse(s string, now time.Time) (t attache.Timex, ok bool) {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > longestQuery {
		return attache.Timex{}, false
	}
	q := query{now: now, today: newDay(now.Year(), int(now.Month()), now.Day())}
	if t, ok = q.period(strings.ToLower(s)); !ok {
		return attache.Timex{}, false
	}
	t.Span = attache.Span{End: len(s)}
	if _, _, ok = t.Range(); !ok {
		return attache.Timex{}, false
	}
	return t, true
}

// Period returns the period that Parse finds in s as a half-open stretch in now's time zone. from is
// zero when it is open at the start ("until Friday"), to is zero when it is open at the end ("since
// 1 November").
func Period(s string, now time.Time) (from, to time.Time, ok bool) {
	t, ok := Parse(s, now)
	if !ok {
		return from, to, false
	}
	from, to, _ = t.Range()
	here := func(u time.Time) time.Time {
		return time.Date(u.Year(), u.Month(), u.Day(), u.Hour(), u.Minute(), u.Second(), 0, now.Location())
	}
	from, to = here(from), here(to)
	switch t.Mod {
	case "ON_OR_AFTER":
		return from, time.Time{}, true
	case "AFTER":
		return to, time.Time{}, true
	case "ON_OR_BEFORE":
		return time.Time{}, to, true
	case "BEFORE":
		return time.Time{}, from, true
	}
	return from, to, true
}

// query reads one string.
type query struct {
	now   time.Time
	today day
}

// openings are the words that open a period at one end, and the MOD that says so.
var openings = []struct{ word, mod string }{
	{"since", "ON_OR_AFTER"}, {"from", "ON_OR_AFTER"}, {"starting", "ON_OR_AFTER"}, {"after", "AFTER"},
	{"until", "ON_OR_BEFORE"}, {"till", "ON_OR_BEFORE"}, {"up to", "ON_OR_BEFORE"}, {"through", "ON_OR_BEFORE"},
	{"by", "ON_OR_BEFORE"}, {"to", "ON_OR_BEFORE"}, {"before", "BEFORE"},
}

func (q *query) period(s string) (attache.Timex, bool) {
	s = strings.Trim(s, " .,")
	if t, ok := q.one(s, past); ok {
		return t, true
	}
	if rest, ok := strings.CutPrefix(s, "between "); ok {
		if a, b, ok := cut(rest, " and "); ok {
			return q.pair(a, b)
		}
		return attache.Timex{}, false
	}
	rest := s
	for _, w := range [...]string{"from ", "since "} {
		rest = strings.TrimPrefix(rest, w)
	}
	for _, w := range [...]string{" to ", " until ", " till ", " through ", " - ", " – ", " — ", ".."} {
		if a, b, ok := cut(rest, w); ok {
			if t, ok := q.pair(a, b); ok {
				return t, true
			}
		}
	}
	for _, o := range openings {
		rest, ok := strings.CutPrefix(s, o.word+" ")
		if !ok {
			continue
		}
		dir := past
		if strings.HasSuffix(o.mod, "BEFORE") {
			dir = unclear
		}
		if rest == "now" && dir == unclear {
			rest = "today"
		}
		t, ok := q.one(rest, dir)
		t.Mod = o.mod
		return t, ok
	}
	for _, w := range [...]string{"in ", "on ", "during ", "for ", "over ", "within ", "at ", "of "} {
		if rest, ok := strings.CutPrefix(s, w); ok {
			return q.one(rest, past)
		}
	}
	return attache.Timex{}, false
}

func cut(s, sep string) (a, b string, ok bool) {
	a, b, ok = strings.Cut(s, sep)
	return strings.TrimSpace(a), strings.TrimSpace(b), ok && a != "" && b != ""
}

// pair reads a period by its ends: the end is the first such day on or after the start.
func (q *query) pair(a, b string) (attache.Timex, bool) {
	start, ok := q.one(a, past)
	if !ok || start.End != "" {
		return attache.Timex{}, false
	}
	from, _, _ := attache.Calendar(start.Value)
	if b == "now" || b == "today" {
		start.End = q.today.value()
		return start, true
	}
	later := query{now: q.now, today: newDay(from.Year(), int(from.Month()), from.Day())}
	end, ok := q.one(b, past)
	if dated, known := later.one(b, future); known && !ok || known && !strings.Contains(end.Rule, "deictic") && end.Anchor != "" && !strings.HasPrefix(end.Rule, "unit") && !strings.HasPrefix(end.Rule, "ago") {
		end, ok = dated, true
	}
	if !ok || end.End != "" {
		return attache.Timex{}, false
	}
	if _, to, _ := attache.Calendar(end.Value); !to.After(from) {
		return attache.Timex{}, false
	}
	start.End = end.Value
	return start, true
}

// one reads a single expression that takes all of s.
func (q *query) one(s string, dir direction) (attache.Timex, bool) {
	if t, ok := q.short(s); ok {
		return t, true
	}
	value := strings.ToUpper(s)
	if _, _, precision := attache.Calendar(value); precision != "" && precision != "decade" && precision != "century" {
		return attache.Timex{Type: attache.Date, Value: value, Rule: "value"}, true
	}
	doc := token.Read(s)
	if len(doc.Sentences) != 1 {
		return attache.Timex{}, false
	}
	c := reader{g: theGrammar, doc: doc, base: newBase(attache.Anchor{Value: q.today.value()}), forced: dir, forcing: true}
	c.base.strict = dir != unclear
	c.z = itemizer{g: c.g, doc: doc, loose: true}
	c.x.g = c.g
	c.readSentence(doc.Sentences[0].Tokens)
	c.joinClocks()
	if len(c.out) != 1 {
		return attache.Timex{}, false
	}
	t := c.out[0]
	if before := strings.TrimSpace(s[:t.Span.Start]); before != "" && before != "the" || strings.TrimSpace(s[t.Span.End:]) != "" {
		return attache.Timex{}, false
	}
	if dir == unclear && strings.HasPrefix(t.Rule, "weekday") && !strings.HasPrefix(s, "last") {
		return q.one(s, future)
	}
	if t.Type == attache.Duration {
		return q.stretch(t, s)
	}
	if t.Type == attache.Set || strings.HasSuffix(t.Value, "_REF") && t.Value != "PRESENT_REF" {
		return attache.Timex{}, false
	}
	if t.Value == "PRESENT_REF" {
		t.Value = q.today.value()
	}
	t.Mod = ""
	return t, true
}

// stretch reads a duration as the days up to now, or from now on when it says "next".
func (q *query) stretch(t attache.Timex, s string) (attache.Timex, bool) {
	n, unit := 0, byte(0)
	v := strings.TrimPrefix(strings.TrimPrefix(t.Value, "P"), "T")
	for v != "" && '0' <= v[0] && v[0] <= '9' && n < 10_000 {
		n, v = n*10+int(v[0]-'0'), v[1:]
	}
	if n == 0 || v == "" || strings.Contains(v, ".") {
		return attache.Timex{}, false
	}
	unit = v[0]
	if strings.HasPrefix(t.Value, "PT") {
		n, unit = (n+23)/24, 'D' // hours are rounded up to days
		if v[0] != 'H' {
			n = 1
		}
	}
	sign := -1
	if strings.HasPrefix(s, "next") || strings.HasPrefix(s, "the next") || strings.HasPrefix(s, "coming") || strings.HasPrefix(s, "the coming") {
		sign = 1
	}
	return q.span(n, unit, sign)
}

// span returns the n units before or after today, today included.
func (q *query) span(n int, unit byte, sign int) (attache.Timex, bool) {
	y, m, d := q.today.date()
	other := q.today
	switch unit {
	case 'D':
		other += day(sign * n)
	case 'W':
		other += day(sign * 7 * n)
	case 'M', 'Q', 'Y':
		months := map[byte]int{'M': 1, 'Q': 3, 'Y': 12}[unit] * n * sign
		ny, nm := carry(y, m+months)
		other = newDay(ny, nm, min(d, daysIn(ny, nm)))
	default:
		return attache.Timex{}, false
	}
	t := attache.Timex{Type: attache.Date, Value: other.value(), End: q.today.value(), Anchor: q.today.value(), Rule: "stretch"}
	if sign > 0 {
		t.Value, t.End = t.End, t.Value
	}
	return t, true
}

// short reads 7d, 2w, 3m, 1y and 24h.
func (q *query) short(s string) (attache.Timex, bool) {
	n := 0
	i := 0
	for ; i < len(s) && i < 4 && '0' <= s[i] && s[i] <= '9'; i++ {
		n = n*10 + int(s[i]-'0')
	}
	if i == 0 || i != len(s)-1 || n == 0 {
		return attache.Timex{}, false
	}
	switch s[i] {
	case 'd':
		return q.span(n, 'D', -1)
	case 'w':
		return q.span(n, 'W', -1)
	case 'm':
		return q.span(n, 'M', -1)
	case 'y':
		return q.span(n, 'Y', -1)
	case 'h':
		return q.span((n+23)/24, 'D', -1)
	}
	return attache.Timex{}, false
}

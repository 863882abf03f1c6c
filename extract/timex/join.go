package timex

import (
	"strings"

	"attache"
)

// between returns the text between two expressions, trimmed, or "\n" when it is long.
func (c *reader) between(a, b *attache.Timex) string {
	if b.Span.Start-a.Span.End > 24 {
		return "\n"
	}
	return strings.TrimSpace(c.doc.Text[a.Span.End:b.Span.Start])
}

// joinClocks makes one expression of a time of day and the day beside it: "9 a.m. on Tuesday",
// "Friday at noon".
func (c *reader) joinClocks() {
	out := c.out[:0]
	for i := 0; i < len(c.out); i++ {
		t := c.out[i]
		if i+2 < len(c.out) && isClock(&t) && isClock(&c.out[i+1]) && c.between(&t, &c.out[i+1]) == "(" {
			// "8:30 p.m. (1930 GMT) on Friday": the second clock says the same
			switch gap := c.between(&c.out[i+1], &c.out[i+2]); gap {
			case ")", ") on", "),":
				if joined, ok := onDay(&t, &c.out[i+2]); ok {
					out = append(out, joined)
					i += 2
					continue
				}
			}
		}
		if i+1 < len(c.out) {
			next := &c.out[i+1]
			switch gap := c.between(&t, next); gap {
			case "", ",", "on", "at", "around", "about", ", at":
				if joined, ok := onDay(&t, next); ok && (gap != "at" || isClock(next)) && (gap != "on" || isClock(&t)) {
					out = append(out, joined)
					i++
					continue
				}
			}
		}
		out = append(out, t)
	}
	c.out = out
}

func isClock(t *attache.Timex) bool {
	return strings.HasPrefix(t.Rule, "clock") && !strings.Contains(t.Rule, withDay)
}

// withDay joins the rules of a time of day and of the day beside it: "clock+weekday". A clock time
// whose rule lacks it names no day.
const withDay = "+"

// onDay returns one expression for a clock time and a day, in either order.
func onDay(a, b *attache.Timex) (attache.Timex, bool) {
	clock, day := a, b
	if isClock(b) {
		clock, day = b, a
	}
	if !isClock(clock) || isClock(day) {
		return attache.Timex{}, false
	}
	value, _, _ := strings.Cut(day.Value, "T")
	if len(value) != len("2026-05-04") && !strings.HasPrefix(value, "XXXX-WXX-") || value[4] != '-' || day.End != "" || day.Type == attache.Duration || day.Type == attache.Set {
		return attache.Timex{}, false
	}
	_, hour, _ := strings.Cut(clock.Value, "T")
	t := *day
	t.Type, t.Value = attache.TimeOfDay, value+"T"+hour
	t.Span = a.Span.Cover(b.Span)
	t.Rule = clock.Rule + withDay + day.Rule
	if t.Mod == "" {
		t.Mod = clock.Mod
	}
	return t, true
}

// joinDurations makes one expression of a stretch that is told in two units: "two years and three
// months", "2 minutes 30 seconds".
func (c *reader) joinDurations() {
	out := c.out[:0]
	for _, t := range c.out {
		if n := len(out); n > 0 {
			if v, ok := sumOf(&out[n-1], &t); ok {
				switch c.between(&out[n-1], &t) {
				case "", "and", ",", ", and":
					out[n-1].Span, out[n-1].Value = out[n-1].Span.Cover(t.Span), v
					continue
				}
			}
		}
		out = append(out, t)
	}
	c.out = out
}

// sumOf returns the value of two durations one after the other, when the second goes on in a finer
// unit.
func sumOf(a, b *attache.Timex) (string, bool) {
	if a.Type != attache.Duration || b.Type != attache.Duration || a.Rule != "duration" || b.Rule != "duration" || b.Mod != "" {
		return "", false
	}
	x, y := a.Value[len(a.Value)-1], b.Value[len(b.Value)-1]
	if strings.ContainsAny(a.Value+b.Value, "X.") || strings.HasSuffix(a.Value, "DE") || strings.HasSuffix(a.Value, "CE") {
		return "", false
	}
	clockA, clockB := strings.HasPrefix(a.Value, "PT"), strings.HasPrefix(b.Value, "PT")
	switch {
	case clockA && clockB:
		return a.Value + b.Value[2:], strings.IndexByte("HMS", x) < strings.IndexByte("HMS", y)
	case !clockA && !clockB:
		return a.Value + b.Value[1:], strings.IndexByte("YMWD", x) < strings.IndexByte("YMWD", y)
	case clockB:
		return a.Value + b.Value[1:], x == 'D' && y == 'H'
	}
	return "", false
}

// joinRanges notes on the first of two dates that the second one ends it: "from Monday to Thursday",
// "between 2024 and 2026". Both stay expressions of their own, as TimeML has it.
func (c *reader) joinRanges() {
	for i := 0; i+1 < len(c.out); i++ {
		a, b := &c.out[i], &c.out[i+1]
		if a.Type != attache.Date || b.Type != attache.Date || a.End != "" || b.End != "" {
			continue
		}
		word := c.wordBefore(a.Span.Start)
		switch c.between(a, b) {
		case "to", "through", "until", "till", "up to", "through to":
			if word != "from" && a.Rule != b.Rule {
				continue
			}
		case "and":
			if word != "between" && !c.nextDay(a, b) {
				continue
			}
		case "-", "–", "—":
		default:
			continue
		}
		c.inOrder(a, b)
		from, _, p := attache.Calendar(a.Value)
		_, to, q := attache.Calendar(b.Value)
		if p != "" && q != "" && to.After(from) && a.Value != b.Value {
			a.End = b.Value
		}
	}
}

// nextDay reports whether b is the day after a, as in "on Thursday and Friday".
func (c *reader) nextDay(a, b *attache.Timex) bool {
	x, y := newBase(attache.Anchor{Value: a.Value}), newBase(attache.Anchor{Value: b.Value})
	return x.known == 3 && y.known == 3 && y.day == x.day+1 && a.Type == b.Type
}

// inOrder puts the ends of a range that were read each for itself in order: "from Monday to
// Wednesday" is one stretch of days, "between May and July" months of one year.
func (c *reader) inOrder(a, b *attache.Timex) {
	x, y := newBase(attache.Anchor{Value: a.Value}), newBase(attache.Anchor{Value: b.Value})
	switch {
	case a.Rule == "weekday" && b.Rule == "weekday" && x.known == 3 && y.known == 3 && x.day > y.day:
		a.Value = (x.day - 7).value()
	case a.Rule == "month" && b.Rule == "month" && x.known == 2 && y.known == 2:
		end := x.y
		if y.m < x.m {
			end++
		}
		b.Value = monthValue(end, y.m)
	}
}

// wordBefore returns the word that ends before byte p, in lower case.
func (c *reader) wordBefore(p int) string {
	text := strings.TrimRight(c.doc.Text[max(0, p-24):p], " \n\t")
	if i := strings.LastIndexAny(text, " \n\t("); i >= 0 {
		text = text[i+1:]
	}
	return strings.ToLower(text)
}

// compareSums flags arithmetic that disagrees with the date beside it: "70 days later, on November
// 21". The date that is spelled out wins; neither is corrected.
func (c *reader) compareSums() {
	for i := 0; i+1 < len(c.out); i++ {
		a, b := &c.out[i], &c.out[i+1]
		if a.Rule != "later" {
			a, b = b, a
		}
		if a.Rule != "later" || !strings.HasPrefix(b.Rule, "date") {
			continue
		}
		switch c.between(&c.out[i], &c.out[i+1]) {
		case "", ",", "on", ", on", "(", "i.e.", ", i.e.", "–", "—", "--", ", that is, on":
		default:
			continue
		}
		if a.Anchor == b.Value || len(a.Value) != len(b.Value) || a.Value == b.Value || strings.Contains(a.Value, "X") || strings.Contains(b.Value, "X") {
			continue
		}
		doubt := a.Span.Of(c.doc.Text) + " than " + a.Anchor + " is " + a.Value + ", the text says " + b.Span.Of(c.doc.Text)
		a.Doubt, b.Doubt = doubt, doubt
		a.Value = b.Value
	}
}

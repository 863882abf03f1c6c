package timex

import (
	"strings"

	"attache"
)

// Bare days and months that a story tells after a date of another year belong to that year: "In
// January 2024 they signed. The envoy was expelled on April 4." The nearest such day to the anchor
// stays the reading where it is news, that is near.
const (
	newsDays  = 92  // a day so near to the anchor is told as news
	storyDays = 330 // how long after the date before it a story goes on
)

// storyYear returns the year of the story that tells of month m and day d (0 for none) at the place
// the reader is at, and false when there is no such story.
func (c *reader) storyYear(m, d int, nearest day, dir direction) (int, bool) {
	if dir == future || c.base.known < 2 || c.forcing || distance(nearest, c.base.day) <= newsDays && nearest <= c.base.day {
		return 0, false
	}
	if len(c.ref) == 0 {
		return 0, false
	}
	r := &c.ref[len(c.ref)-1]
	if r.sentence < c.sentence-2 || r.paragraph != c.paragraph() || !r.explicit || r.known < 2 {
		return 0, false
	}
	for _, y := range [...]int{r.y, r.y + 1} {
		t := newDay(y, m, max(d, 1))
		after := t - newDay(r.y, r.m, 1)
		if r.known == 3 {
			after = t - r.day
		}
		if exists(y, m, max(d, 1)) && after > 0 && after <= storyDays && (d > 0 || m != r.m) && t < nearest && t < c.base.day {
			return y, true
		}
	}
	return 0, false
}

// paragraph returns the paragraph the reader is in.
func (c *reader) paragraph() int { return int(c.doc.Sentences[c.sentence].Paragraph) }

// shareYears gives the first of two coordinated dates the year that the second one names: "in July
// and August of last year", "on 3 May and 4 June 2024".
func (c *reader) shareYears() {
	for i := len(c.out) - 2; i >= 0; i-- {
		a, b := &c.out[i], &c.out[i+1]
		if !bare(a) || !sameYearOf(b) || a.End != "" || len(b.Value) < len("2026-05") {
			continue
		}
		switch c.between(a, b) {
		case "and", "or", ",", "to", "-", "–", "—", "through", "until", "till", ", and", "and on", "and again on":
		default:
			continue
		}
		y := newBase(attache.Anchor{Value: b.Value}).y
		if a.Value[5:] > b.Value[5:] && c.between(a, b) != "or" && len(a.Value) == len(b.Value) {
			y-- // from December to March 2024
		}
		value := pad4(y) + a.Value[4:]
		if _, _, p := attache.Calendar(value); p != "" {
			a.Value, a.Anchor, a.Doubt = value, b.Anchor, ""
		}
	}
}

// bare reports whether t is a day or month whose year was found, not given.
func bare(t *attache.Timex) bool {
	switch t.Rule {
	case "month", "date-md", "date-dm":
		return len(t.Value) >= len("2026-05") && t.Value[4] == '-'
	}
	return false
}

// sameYearOf reports whether t names its year, so that dates before it may share it.
func sameYearOf(t *attache.Timex) bool {
	switch t.Rule {
	case "month-year", "month-of-which", "date-mdy", "date-dmy", "date-md-of", "date-dm-of":
		return !strings.HasPrefix(t.Value, "X") && t.Value[4] == '-'
	}
	return false
}

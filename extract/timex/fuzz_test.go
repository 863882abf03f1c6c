package timex

import (
	"testing"
	"time"

	"attache"
	"attache/extract/token"
)

func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"They met on Friday, May 4, 2012 and 9/11.", "1/2/2023 99/99/9999 0000-00-00 2023-02-30", "the last half of the '80s",
		"two and a half years ago, a hundred and twenty-one days later", "May May May 31 31 of of 2 1/2 1/0 years", "-5-five-and-a-half-year-old",
		"at 25:61 GMT 24:00 noon midnight Friday 7pm 7.30pm", "\xff May \x00 4\u00a0May ２０２３", "nineteen ninety nine thousand million dozen hundred",
		"the day after the day before yesterday", "Q5 FY99 H3 3Q 1999s 21th 999999999999 days ago", "9999 years from now, 9000 decades ago",
	} {
		f.Add(s, "2026-11-23")
	}
	f.Add("yesterday, last week, next year, a century ago, Easter", "0001-01-01")
	f.Add("tomorrow, next decade, Easter", "9999-12-31")
	f.Add("last month", "2026-11")
	f.Fuzz(func(t *testing.T, text, anchor string) {
		doc := token.Read(text)
		end := 0
		for _, x := range Find(doc, attache.Anchor{Value: anchor}) {
			if x.Span.Start < end || x.Span.Empty() || x.Span.End > len(text) {
				t.Fatalf("%v overlaps or leaves the text (previous end %d)", x.Span, end)
			}
			end = x.Span.End
			if x.Type == "" || x.Value == "" || x.Rule == "" {
				t.Fatalf("%q: incomplete: %+v", x.Span.Of(text), x)
			}
			if from, to, ok := x.Range(); ok && !to.After(from) {
				t.Fatalf("%q: %s ends before it begins", x.Span.Of(text), x.Value)
			}
		}
		Anchor(doc, time.Time{})
	})
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"last week", "since 1 November", "3 to 5 May", "between may and june", "7d", "until now", "from - to", "9999y", "1 to 1 to 1"} {
		f.Add(s)
	}
	now := time.Date(2026, 11, 23, 15, 4, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, s string) {
		from, to, ok := Period(s, now)
		if !ok && (!from.IsZero() || !to.IsZero()) {
			t.Fatalf("Period(%q) = %v, %v and not ok", s, from, to)
		}
		if ok && !to.IsZero() && !to.After(from) {
			t.Fatalf("Period(%q) ends before it begins: %v, %v", s, from, to)
		}
	})
}

package event

import (
	"testing"

	"attache"
)

func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"On Friday the council rejected the draft, which was sent on May 4.", "Friday's Monday's vote", "by until before on on Friday Friday",
		"The debate, scheduled for 1 December, has been cancelled.", "\"We met on Friday,\" he said. \"", "Friday. Friday. 4 May 2026 - 5 May 2026; he said Friday",
		"said said on Friday that that will will", "\xff met \x00 on Friday", "No no no talks on Friday", "said 4 percent more than a year earlier",
	} {
		f.Add(s, "2026-11-23")
	}
	f.Add("They met on Friday.", "")
	f.Add("They met on 30 November.", "2026-11")
	tables := world(f)
	f.Fuzz(func(t *testing.T, text, anchor string) {
		last := -1
		for _, e := range find(text, tables, attache.Anchor{Value: anchor}) {
			if !e.Extent.Contains(e.Trigger) || e.Extent.End > len(text) {
				t.Fatalf("trigger %v is not in its sentence %v", e.Trigger, e.Extent)
			}
			if e.Trigger.Start < last {
				t.Fatalf("%v is out of order", e.Trigger)
			}
			last = e.Trigger.Start
			if e.Status == "" || e.Rule == "" || e.Score <= 0 || e.Score > 1 {
				t.Fatalf("incomplete: %+v", e)
			}
			for _, w := range e.Who {
				if w.Span.Empty() || w.Span.End > len(text) {
					t.Fatalf("actor %+v leaves the text", w)
				}
			}
		}
	})
}

package event

import "attache"

// longestList is how many events of one day a mention is compared with.
const longestList = 12

// merged returns one event for all mentions of it, at the best one: the surest, then the first.
func (f *finder) merged() []attache.Event {
	order(f.found)
	var kept []candidate
	byDate := map[string][]int{} // date -> the last few kept
	for _, c := range f.found {
		same := -1
		date := c.When.Value + "/" + c.When.End
		for _, k := range byDate[date] {
			if f.one(&kept[k], &c) {
				same = k
				break
			}
		}
		if same < 0 {
			if list := append(byDate[date], len(kept)); len(list) > longestList {
				byDate[date] = list[1:]
			} else {
				byDate[date] = list
			}
			kept = append(kept, c)
			continue
		}
		if c.Score > kept[same].Score && c.sentence != kept[same].sentence && len(c.Who) >= len(kept[same].Who) {
			c.Who = together(c.Who, kept[same].Who)
			kept[same] = c
		} else {
			kept[same].Who = together(kept[same].Who, c.Who)
		}
	}
	order(kept)
	events := make([]attache.Event, 0, len(kept))
	for i := range kept {
		events = append(events, kept[i].Event)
	}
	return events
}

// one reports whether two mentions are of one event: the same date and the same word, or the same
// date in one sentence.
func (f *finder) one(a, b *candidate) bool {
	if a.When.Value != b.When.Value || a.When.End != b.When.End {
		return false
	}
	if a.When.Value == "" { // one call, told twice
		return f.sharedActors(a, b) >= 2 || f.sameWord(a.trigger, b.trigger) && f.sharedActors(a, b) > 0
	}
	if a.sentence == b.sentence {
		return a.trigger == b.trigger || a.When.Span == b.When.Span || f.sameWord(a.trigger, b.trigger)
	}
	return f.sameWord(a.trigger, b.trigger) && (f.sharedActors(a, b) > 0 || len(a.Who) == 0 || len(b.Who) == 0)
}

// sameWord reports whether two triggers are forms of one word: "shelled" and "shelling", "agreement"
// and "agreed"; "meeting" and "talks" are not.
func (f *finder) sameWord(a, b int) bool {
	x, y := f.d.Norm(a), f.d.Norm(b)
	n := 0
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	return x == y || n >= 4 && n >= min(len(x), len(y))-3
}

func (f *finder) sharedActors(a, b *candidate) (n int) {
	for _, x := range a.Who {
		for _, y := range b.Who {
			if x.Entity != "" && x.Entity == y.Entity {
				n++
			}
		}
	}
	return n
}

// together adds the actors of another mention that the first lacks.
func together(who, more []attache.Mention) []attache.Mention {
	for _, m := range more {
		known := m.Entity == "" || len(who) == most
		for _, have := range who {
			known = known || have.Entity == m.Entity
		}
		if !known {
			who = append(who, m)
		}
	}
	return who
}

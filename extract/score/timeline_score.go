package score

import (
	"fmt"
	"sort"
)

// eventCount is what the shares of an EventScore are made of.
type eventCount struct{ right, rightDate, found, date, compatible, status, actors, withActors int }

// Events scores predictions; articles without any count as empty.
func Events(gold, pred []EventRow, opt Options) EventScore {
	ids, golds := lastByID(gold, func(r EventRow) string { return r.ID })
	_, preds := lastByID(pred, func(r EventRow) string { return r.ID })
	var s EventScore
	var c eventCount
	for _, id := range ids {
		s.add(&c, golds[id], preds[id].Events)
	}
	s.Precision, s.Recall = share(c.right, s.Pred), share(c.found, s.Clusters)
	s.F1 = f1(s.Precision, s.Recall)
	s.DateExact, s.DateCompatible = share(c.date, c.found), share(c.compatible, c.found)
	s.Status, s.Actors = share(c.status, c.found), share(c.actors, c.withActors)
	s.DatedPrecision, s.DatedRecall = share(c.rightDate, s.Pred), share(c.date, s.Clusters)
	s.DateF = f1(s.DatedPrecision, s.DatedRecall)
	s.Mistakes = s.Mistakes[:min(opt.Errors, len(s.Mistakes))]
	return s
}

func (s *EventScore) add(c *eventCount, row EventRow, pred []EventItem) {
	gold, text := row.Events, []rune(row.Text)
	mistake := func(kind string, e EventItem, note string) {
		s.Mistakes = append(s.Mistakes, fmt.Sprintf("%-9s%s [%d:%d] %s %s", kind, row.ID, e.Start, e.End, note, excerpt(text, e.Start, e.End, 140)))
	}
	var pairs []candidate
	for i, g := range gold {
		for j, p := range pred {
			if spansMatch(g.Start, g.End, p.Start, p.End) {
				pairs = append(pairs, candidate{[3]int{bit(!dateEqual(g, p)), bit(g.Optional), bit(g.Status != p.Status)}, i, j})
			}
		}
	}
	sort.Slice(pairs, func(i, j int) bool { return pairs[i].less(pairs[j]) })
	m := assign(pairs)
	for j, p := range pred {
		i, matched := m.pred[j]
		switch {
		case matched && gold[i].Optional:
			s.Ignored++
		case matched:
			s.Pred++
			c.right++
			c.rightDate += bit(dateEqual(gold[i], p))
		case nearOptional(gold, p):
			s.Ignored++
		default:
			s.Pred++
			mistake("spurious", p, p.Date)
		}
	}
	for _, group := range clusters(len(gold), func(i int) string { return gold[i].Cluster }, func(i int) bool { return gold[i].Optional }) {
		s.Clusters++
		best, rank := -1, -1
		for _, i := range group {
			if j, ok := m.gold[i]; ok {
				if r := 2*bit(dateEqual(gold[i], pred[j])) + bit(gold[i].Status == pred[j].Status); r > rank {
					best, rank = i, r
				}
			}
		}
		if best < 0 {
			mistake("missed", gold[group[0]], gold[group[0]].Date)
			continue
		}
		g, p := gold[best], pred[m.gold[best]]
		c.found++
		c.date += bit(dateEqual(g, p))
		c.compatible += bit(dateCompatible(g, p))
		c.status += bit(g.Status == p.Status)
		if len(g.Actors.List) > 0 {
			c.withActors++
			c.actors += bit(actorsRight(g, p))
		}
		if !dateEqual(g, p) {
			mistake("date", g, g.Date+" != "+p.Date)
		}
	}
}

func nearOptional(gold []EventItem, p EventItem) bool {
	for _, g := range gold {
		if g.Optional && spansMatch(g.Start, g.End, p.Start, p.End) {
			return true
		}
	}
	return false
}

// excerpt is the text of a span on one line, at most n characters.
func excerpt(text []rune, start, end, n int) string {
	start = min(max(start, 0), len(text))
	end = min(max(end, start), len(text))
	line := make([]rune, 0, n)
	for _, r := range text[start:end] {
		if isSpace(r) {
			if len(line) == 0 || line[len(line)-1] == ' ' {
				continue
			}
			r = ' '
		}
		if line = append(line, r); len(line) == n {
			break
		}
	}
	return string(line)
}

package timex

import (
	"attache"
	"attache/extract/token"
)

// Find returns the time expressions of a text, in order, none overlapping another. Furniture is read
// like body text. An anchor without a value leaves relative expressions with holes in their values.
func Find(doc *token.Doc, anchor attache.Anchor) []attache.Timex {
	c := reader{g: theGrammar, doc: doc, base: newBase(anchor)}
	c.z = itemizer{g: c.g, doc: doc}
	c.x.g = c.g
	for s := range doc.Sentences {
		c.sentence = s
		c.readSentence(doc.Sentences[s].Tokens)
	}
	c.settleNumeric()
	c.shareYears()
	c.joinClocks()
	c.joinDurations()
	c.joinRanges()
	c.compareSums()
	return c.out
}

func (c *reader) readSentence(r token.Range) {
	c.z.read(r)
	for i := 0; i < len(c.z.items); {
		it := &c.z.items[i]
		if it.classes == 0 && it.literal == 0 {
			i++
			continue
		}
		i += c.take(i)
	}
}

// take reads the best match that starts at item i and returns how many items to go on.
func (c *reader) take(i int) int {
	found := c.x.at(c.z.items, i)
	c.at = i
	for k := range found {
		m := &found[k]
		r := &c.g.rules[m.rule]
		first, end := m.items[0].first, m.items[m.n-1].end1
		ok := true
		for _, check := range r.guards {
			ok = ok && check(c, m, first, end)
		}
		if !ok {
			continue
		}
		c.told = false
		t, ok := r.read(c, m)
		if !ok {
			continue
		}
		if t.Value != "" {
			if t.Span.Empty() {
				t.Span = attache.Span{Start: m.items[skipped(m)].start, End: m.items[m.n-1].end}
			}
			t.Rule = r.id
			c.remember(&t, m)
			c.out = append(c.out, t)
		}
		return m.n
	}
	return 1
}

// skipped returns 1 where the article before a match is not part of it: in "the third-quarter loss"
// it belongs to the loss.
func skipped(m *match) int {
	if (m.path[0].class == cThe || m.path[0].class == cA) && (m.n > 2 || m.has(cLong)) && m.items[1].first == m.items[m.n-1].first && !m.has(cDecade) {
		return 1
	}
	return 0
}

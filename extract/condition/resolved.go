package condition

import (
	"strings"

	"attache"
	"attache/extract/phrase"
)

// resolved finds what a consequent refers back to: "agreed to Brandt's request" is what Brandt asked
// for in a statement before.
func (f *finder) resolved(c *found) {
	at := -1
	for i := c.cons.First; i < c.cons.End; i++ {
		if f.is(i, request) && f.tags.Of[i] == phrase.Noun {
			at = i
		}
	}
	if at < 0 {
		return
	}
	np := f.tags.PhraseTo(at+1, c.cons.First)
	if np.Len() == 0 || np.Len() > 6 {
		return
	}
	var owner attache.EntityID
	for _, m := range f.Names.In(f.d.Span(np)) {
		owner = m.Mention.Entity
	}
	before := c.Consequent.Start
	const far = 6 // statements
	for n, seen := len(f.Statements)-1, 0; n >= 0 && seen < far; n-- {
		st := &f.Statements[n]
		if st.Content[0].Start >= before {
			continue
		}
		seen++
		if st.Act != attache.ActAsk && st.Act != attache.ActDemand && st.Act != attache.ActPromise {
			continue
		}
		if owner != "" && st.Source.Entity != owner {
			continue
		}
		c.Resolved = st.Content[0]
		if strings.HasPrefix(c.Resolved.Of(f.d.Text), "to ") {
			c.Resolved.Start += len("to ")
		}
		return
	}
}

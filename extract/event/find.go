package event

import (
	"sort"

	"attache"
	"attache/extract/entity"
	"attache/extract/phrase"
	"attache/extract/token"
)

// Text is one article as the layers below have read it.
type Text struct {
	Tags   *phrase.Tags
	Names  *entity.Set
	Times  []attache.Timex // in order, as timex.Find gives them
	Anchor attache.Anchor  // what the times were counted from
}

// Find returns the events of a text in the order of their triggers. Refs are left to the caller.
func Find(t Text) []attache.Event {
	f := &finder{Text: t, d: t.Tags.Doc}
	f.isTime = make([]bool, len(f.d.Tokens))
	for i := range t.Times {
		r := f.d.TokensIn(t.Times[i].Span)
		for k := r.First; k < r.End; k++ {
			f.isTime[k] = true
		}
	}
	for i := range t.Times {
		f.dated(i)
		f.counted(i)
	}
	f.undated()
	f.cancel()
	return f.merged()
}

// finder looks for the events of one text.
type finder struct {
	Text
	d      *token.Doc
	isTime []bool // tokens that are part of a time expression
	found  []candidate
}

// candidate is an event with what merging and ordering need.
type candidate struct {
	attache.Event
	trigger  int // token
	sentence int
	cancels  bool // its sentence says that it will not be, or was not
}

// add completes an event and keeps it.
func (f *finder) add(c candidate) {
	c.sentence = int(f.d.Tokens[c.trigger].Sentence)
	s := &f.d.Sentences[c.sentence]
	c.Trigger = f.d.Tokens[c.trigger].Span
	c.Extent = s.Span
	c.Who = f.actors(c.trigger, f.near(c.trigger))
	c.Where = f.place(c.trigger, f.near(c.trigger))
	f.found = append(f.found, c)
}

// order sorts by trigger, then by date, so that the same text always gives the same bytes.
func order(all []candidate) {
	sort.SliceStable(all, func(i, j int) bool {
		a, b := &all[i], &all[j]
		if a.trigger != b.trigger {
			return a.trigger < b.trigger
		}
		return a.When.Span.Start < b.When.Span.Start
	})
}

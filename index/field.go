package index

import (
	bleve "github.com/blevesearch/bleve_index_api"
)

// document is one row of the index as bleve takes it: a key, the terms that filter, and the words
// of body and title. Analyze does nothing but count: cutting text into tokens has happened before,
// once per article, because its facts are pieces of its text.
type document struct {
	key    string
	fields []*field
}

func (d *document) ID() string                                 { return d.key }
func (d *document) Size() int                                  { return len(d.key) }
func (d *document) VisitComposite(bleve.CompositeFieldVisitor) {}
func (d *document) HasComposite() bool                         { return false }
func (d *document) NumPlainTextBytes() uint64                  { return 0 }
func (d *document) StoredFieldsBytes() uint64                  { return 0 }
func (d *document) Indexed() bool                              { return true }
func (d *document) AddIDField()                                {}

func (d *document) VisitFields(visit bleve.FieldVisitor) {
	for _, f := range d.fields {
		visit(f)
	}
}

// field is one field of a document.
type field struct {
	name    string
	options bleve.FieldIndexingOptions
	value   []byte   // stored; of _id alone
	terms   []string // each once, without places; of _id and tags
	tokens  []token  // the words of a text, with places
	aside   []token  // words that count and match, but stand nowhere in the text: no marks

	counted bleve.TokenFrequencies
	length  int
}

func (f *field) Name() string                                     { return f.name }
func (f *field) Value() []byte                                    { return f.value }
func (f *field) ArrayPositions() []uint64                         { return nil }
func (f *field) EncodedFieldType() byte                           { return 't' }
func (f *field) Options() bleve.FieldIndexingOptions              { return f.options }
func (f *field) AnalyzedLength() int                              { return f.length }
func (f *field) AnalyzedTokenFrequencies() bleve.TokenFrequencies { return f.counted }
func (f *field) NumPlainTextBytes() uint64                        { return 0 }

// Analyze counts the terms of the field.
func (f *field) Analyze() {
	if f.counted != nil {
		return
	}
	f.length = len(f.terms) + len(f.tokens) + len(f.aside)
	f.counted = make(bleve.TokenFrequencies, f.length)
	freqs := make([]bleve.TokenFreq, f.length)
	for i, term := range f.terms {
		freqs[i].Term = []byte(term)
		freqs[i].SetFrequency(1)
		f.counted[term] = &freqs[i]
	}
	if len(f.tokens)+len(f.aside) == 0 {
		return
	}
	places := make([]bleve.TokenLocation, len(f.tokens)+len(f.aside))
	lists := make([]*bleve.TokenLocation, len(places))
	last := 0
	for i := range places {
		var t token
		if i < len(f.tokens) {
			t = f.tokens[i]
			places[i] = bleve.TokenLocation{Start: t.start, End: t.end, Position: t.position}
			last = t.position
		} else {
			t = f.aside[i-len(f.tokens)]
			places[i] = bleve.TokenLocation{ArrayPositions: nowhere, Position: last + 1 + t.position}
		}
		freq, ok := f.counted[t.term]
		if !ok {
			freq = &freqs[i]
			freq.Term = []byte(t.term)
			lists[i] = &places[i]
			freq.Locations = lists[i : i+1 : i+1]
			f.counted[t.term] = freq
		} else {
			freq.Locations = append(freq.Locations, &places[i])
		}
		freq.SetFrequency(freq.Frequency() + 1)
	}
}

// nowhere marks the places of words that do not stand in the text.
var nowhere = []uint64{0}

package extract

import (
	"time"

	"attache"
	"attache/extract/attribution"
	"attache/extract/condition"
	"attache/extract/entity"
	"attache/extract/event"
	"attache/extract/phrase"
	"attache/extract/seq"
	"attache/extract/seq/statement"
	"attache/extract/timex"
	"attache/extract/token"
)

// Version names what the pipeline finds: it changes whenever an article might give other facts than
// before, and an archive re-reads what it holds. Tables of entities are the operator's and do not
// count.
const Version = "5"

// Options say what a pipeline knows. The zero value knows no entity by name and still reads.
type Options struct {
	// Tables holds states, bodies and people in office, parsed by [entity.ParseTables].
	Tables *entity.Tables
}

// Pipeline reads articles. It is immutable and safe for concurrent use.
type Pipeline struct {
	tables *entity.Tables
	model  *seq.Model
}

// New returns a pipeline. Errors are about the data it is built from.
func New(o Options) (*Pipeline, error) {
	m, err := seq.Load()
	if err != nil {
		return nil, err
	}
	return &Pipeline{tables: o.Tables, model: m}, nil
}

// Extract reads an article. Facts are in the order of the text; refs number each kind from 1 in that
// order. An article without text has no facts. Spans point into a.Text.
func (p *Pipeline) Extract(a attache.Article) attache.Facts {
	return p.read(a).facts()
}

// reading is an article with what every layer found in it.
type reading struct {
	doc        *token.Doc
	tags       *phrase.Tags
	anchor     attache.Anchor
	times      []attache.Timex
	names      *entity.Set
	found      []statement.Statement // by the model, titles included
	statements []attache.Attribution
	events     []attache.Event
	conditions []attache.Condition
	replies    []attache.Reply
}

func (p *Pipeline) read(a attache.Article) *reading {
	r := &reading{doc: token.ReadTitled(a.Text, a.Title)}
	r.tags = phrase.Read(r.doc)
	r.anchor = timex.Anchor(r.doc, a.Published)
	r.times = timex.Find(r.doc, r.anchor)
	r.names = entity.Read(r.tags, p.tables, day(r.anchor))
	r.found = p.model.Statements(p.model.Analyse(r.doc))
	r.statements = attribution.Find(r.spoken())
	for i := range r.statements {
		r.statements[i].Ref = attache.NewRef(a.ID, attache.KindAttribution, i+1)
	}
	r.events = event.Find(event.Text{Tags: r.tags, Names: r.names, Times: r.times, Anchor: r.anchor})
	for i := range r.events {
		r.events[i].Ref = attache.NewRef(a.ID, attache.KindEvent, i+1)
	}
	r.conditions, r.replies = condition.Find(condition.Text{Tags: r.tags, Names: r.names, Times: r.times, Statements: r.statements})
	for i := range r.conditions {
		r.conditions[i].Ref = attache.NewRef(a.ID, attache.KindCondition, i+1)
	}
	return r
}

// spoken is the text as package attribution reads it.
func (r *reading) spoken() attribution.Text {
	return attribution.Text{Tags: r.tags, Names: r.names, Times: r.times, Found: r.found}
}

// facts puts together what was found.
func (r *reading) facts() attache.Facts {
	return attache.Facts{
		Anchor: r.anchor, Furniture: r.doc.Furniture(), Entities: r.entities(),
		Attributions: r.statements, Events: r.events, Conditions: r.conditions, Timexes: r.times, Replies: r.replies,
	}
}

// entities returns all that the text names, and after them who is only meant: the state of "his
// country".
func (r *reading) entities() []attache.Entity {
	all := r.names.Entities()
	listed := make(map[attache.EntityID]bool, len(all))
	for _, e := range all {
		listed[e.ID] = true
	}
	meant := func(m attache.Mention) {
		if m.Entity == "" || listed[m.Entity] {
			return
		}
		if e, ok := r.names.Entity(m.Entity); ok {
			listed[m.Entity] = true
			all = append(all, e)
		}
	}
	for _, s := range r.statements {
		meant(s.Source)
		meant(s.Addressee)
		meant(s.Via)
	}
	for _, e := range r.events {
		for _, m := range e.Who {
			meant(m)
		}
		meant(e.Where)
	}
	for _, c := range r.conditions {
		meant(c.Holder)
		meant(c.Addressee)
	}
	for _, x := range r.replies {
		meant(x.By)
		meant(x.To)
	}
	return all
}

// day returns the first day of an anchor, the zero time when there is none.
func day(a attache.Anchor) time.Time {
	from, _, precision := attache.Calendar(a.Value)
	if precision == "" {
		return time.Time{}
	}
	return from
}

package index

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	bleve "github.com/blevesearch/bleve_index_api"

	"attache"
)

const (
	idField    = "_id" // bleve's name
	bodyField  = "body_"
	titleField = "title_"

	textOptions = bleve.IndexField | bleve.IncludeTermVectors
	tagOptions  = bleve.IndexField
)

// version is that of the layout: what the analyzers give, which terms there are, how keys read. An
// index of another version is rebuilt. Raise it with every change to what Put writes.
const version = "5"

// published returns the time that every fact but an event has: publication, else addition.
func published(a attache.Article) time.Time {
	if a.Published.IsZero() {
		return a.Added
	}
	return a.Published
}

// documents returns the rows of an article: itself first, then one for each fact.
//
// The body of the article is its text and, aside, its title. The body of a fact is its extent and,
// aside, the names of those who take part, so that "Demir corridor" finds what a pronoun says of
// the corridor. What stands aside matches and counts, but gives no marks.
func (l *languages) documents(r attache.Read) ([]*document, error) {
	a := r.Article
	if a.ID == "" || strings.ContainsRune(string(a.ID), '#') {
		return nil, fmt.Errorf("index: article id %q", a.ID)
	}
	d := &drafter{languages: l, id: a.ID, language: analyzerOf(a.Language), at: published(a), names: map[string][]token{}, of: map[string]bool{}, above: map[attache.EntityID]attache.EntityID{}}
	for _, e := range r.Facts.Entities {
		d.above[e.ID] = e.PartOf
	}
	d.text = d.cut(a.Text)
	d.common = []string{tagArticle + string(a.ID)}
	if a.Outlet != "" {
		d.common = append(d.common, outletTag(a.Outlet))
	}
	d.common = momentTerms(d.common, added, seconds(a.Added))
	d.dated = momentTerms(slices.Clone(d.common), when, seconds(d.at))

	for i := range r.Facts.Attributions {
		d.statement(&r.Facts.Attributions[i])
	}
	for i := range r.Facts.Events {
		d.event(&r.Facts.Events[i])
	}
	for i := range r.Facts.Conditions {
		d.condition(&r.Facts.Conditions[i])
	}
	whole := d.article(a, r.Facts.Entities)
	return append([]*document{whole}, d.rows...), d.err
}

// drafter writes the rows of one article. The first error stays.
type drafter struct {
	*languages
	id       attache.ArticleID
	language string
	text     []token                               // of the whole article
	names    map[string][]token                    // by name
	at       time.Time                             // of everything but events
	common   []string                              // tags of every row
	dated    []string                              // and those of every row that is of at
	of       map[string]bool                       // sources and parties, which the article has from its facts
	above    map[attache.EntityID]attache.EntityID // for whom a body or an official acts
	rows     []*document
	err      error
}

func (d *drafter) cut(text string) []token {
	tokens, err := d.tokens(d.language, text)
	if err != nil && d.err == nil {
		d.err = err
	}
	return tokens
}

func (d *drafter) statement(f *attache.Attribution) {
	own := []string{tagForm + string(f.Form), tagAct + string(f.Act)}
	belief, held := f.Act == attache.ActBelieve, f.Trust() == attache.Held
	for _, with := range []struct{ beliefs, held bool }{{true, true}, {false, true}, {true, false}, {false, false}} {
		if (with.beliefs || !belief) && (with.held || !held) {
			own = append(own, kindTag(attache.KindAttribution, with.beliefs, with.held))
		}
	}
	d.fact(key(true, d.at, f.Ref), f.Ref, d.dated, d.source(own, f.Source), f.Extent, f.Source, f.Addressee, f.Via)
}

func (d *drafter) event(f *attache.Event) {
	own := []string{kindTag(attache.KindEvent, true, true), tagStatus + string(f.Status)}
	from, to, dated := f.When.Range()
	if dated {
		own = momentTerms(momentTerms(own, when, seconds(from)), until, seconds(to))
	} else {
		from = d.at
	}
	d.fact(key(dated, from, f.Ref), f.Ref, d.common, own, f.Extent, append(slices.Clone(f.Who), f.Where)...)
}

func (d *drafter) condition(f *attache.Condition) {
	own := []string{kindTag(attache.KindCondition, true, true), tagStatus + string(f.Status), tagTerms + string(f.Kind)}
	if f.Kind.Promised() {
		own = append(own, tagTerms+string(attache.Promises))
	}
	for _, id := range d.chain(f.Addressee.Entity) {
		own = append(own, tagTo+string(id))
	}
	for _, id := range d.chain(f.Holder.Entity) { // a minister sets a condition for the state
		own = d.source(own, attache.Mention{Entity: id})
	}
	d.fact(key(true, d.at, f.Ref), f.Ref, d.dated, own, f.Extent, f.Holder, f.Addressee)
}

// chain returns an entity and those it acts for, itself first.
func (d *drafter) chain(id attache.EntityID) (all []attache.EntityID) {
	const highest = 4 // the spokesman of a ministry of a state
	for ; id != "" && len(all) < highest; id = d.above[id] {
		all = append(all, id)
	}
	return all
}

// source adds the tag of whoever speaks or sets a condition.
func (d *drafter) source(own []string, who attache.Mention) []string {
	if who.Entity == "" {
		return own
	}
	tag := tagSource + string(who.Entity)
	d.of[tag] = true
	return append(own, tag)
}

// fact writes the row of a fact.
func (d *drafter) fact(key string, ref attache.Ref, base, own []string, extent attache.Span, who ...attache.Mention) {
	if ref.Article() != d.id && d.err == nil {
		d.err = fmt.Errorf("index: fact %s in article %s", ref, d.id)
	}
	var aside []token
	for _, m := range who {
		for _, id := range d.chain(m.Entity) {
			tag := tagParty + string(id)
			d.of[tag] = true
			own = append(own, tag)
		}
		name, known := d.names[m.Name]
		if !known {
			name = d.cut(m.Name)
			d.names[m.Name] = name
		}
		gap := len(aside) * 2 // so that no phrase runs over two names
		for _, t := range name {
			t.position += gap
			aside = append(aside, t)
		}
	}
	d.rows = append(d.rows, &document{key: key, fields: []*field{
		idOf(key),
		{name: tagField, options: tagOptions, terms: unique(base, own)},
		{name: bodyField + d.language, options: textOptions, tokens: within(d.text, extent.Start, extent.End), aside: aside},
	}})
}

// article writes the row of the article itself, after those of its facts.
func (d *drafter) article(a attache.Article, entities []attache.Entity) *document {
	for _, e := range entities {
		d.of[tagParty+string(e.ID)] = true
	}
	title, key := d.cut(a.Title), key(true, d.at, attache.Ref(a.ID))
	tags := append(slices.Clone(d.dated), kindTag(attache.KindArticle, true, true))
	tags = slices.AppendSeq(tags, maps.Keys(d.of))
	return &document{key: key, fields: []*field{
		idOf(key),
		{name: tagField, options: tagOptions, terms: tags},
		{name: bodyField + d.language, options: textOptions, tokens: d.text, aside: title},
		{name: titleField + d.language, options: bleve.IndexField, tokens: title},
	}}
}

func idOf(key string) *field {
	return &field{name: idField, options: bleve.IndexField | bleve.StoreField, value: []byte(key), terms: []string{key}}
}

// unique returns base and own without repetition.
func unique(base, own []string) []string {
	all := slices.Grow(slices.Clone(base), len(own))
	for _, tag := range own {
		if !slices.Contains(all, tag) {
			all = append(all, tag)
		}
	}
	return all
}

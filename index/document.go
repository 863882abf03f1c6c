package index

import (
	"fmt"
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
const version = "1"

// published returns the time that every fact but an event has: publication, else addition.
func published(a attache.Article) time.Time {
	if a.Published.IsZero() {
		return a.Added
	}
	return a.Published
}

// documents returns the rows of an article: itself, then one for each fact.
//
// The body of the article is its text and, aside, its title. The body of a fact is its extent and,
// aside, the names of those who take part, so that "Demir corridor" finds what a pronoun says of
// the corridor. What stands aside matches and counts, but gives no marks.
func (l *languages) documents(r attache.Read) ([]*document, error) {
	a := r.Article
	if a.ID == "" || strings.ContainsRune(string(a.ID), '#') {
		return nil, fmt.Errorf("index: article id %q", a.ID)
	}
	language := analyzerOf(a.Language)
	text, err := l.tokens(language, a.Text)
	if err != nil {
		return nil, err
	}
	title, err := l.tokens(language, a.Title)
	if err != nil {
		return nil, err
	}
	names := map[string][]token{}
	aside := func(who ...attache.Mention) (all []token, err error) {
		for _, m := range who {
			cut, ok := names[m.Name]
			if !ok {
				if cut, err = l.tokens(language, m.Name); err != nil {
					return nil, err
				}
				names[m.Name] = cut
			}
			at := len(all) * 2 // leave a gap, so that no phrase runs over two names
			for _, t := range cut {
				t.position += at
				all = append(all, t)
			}
		}
		return all, nil
	}

	common := []string{tagArticle + string(a.ID)}
	if a.Outlet != "" {
		common = append(common, outletTag(a.Outlet))
	}
	common = momentTerms(common, added, seconds(a.Added))
	at := published(a)
	dated := momentTerms(slices.Clone(common), when, seconds(at))

	whole := &document{key: key(true, at, attache.Ref(a.ID))}
	all := []*document{whole}
	facts := map[string]bool{} // tags of the article that it has from its facts
	add := func(ref attache.Ref, d bool, t time.Time, base, own []string, extent attache.Span, who ...attache.Mention) error {
		if ref.Article() != a.ID {
			return fmt.Errorf("index: fact %s in article %s", ref, a.ID)
		}
		for _, m := range who {
			if m.Entity != "" {
				own = append(own, tagParty+string(m.Entity))
			}
		}
		for _, tag := range own {
			if strings.HasPrefix(tag, tagSource) || strings.HasPrefix(tag, tagParty) {
				facts[tag] = true
			}
		}
		spoken, err := aside(who...)
		if err != nil {
			return err
		}
		doc := &document{key: key(d, t, ref)}
		doc.fields = []*field{
			{name: idField, options: bleve.IndexField | bleve.StoreField, value: []byte(doc.key), terms: []string{doc.key}},
			{name: tagField, options: tagOptions, terms: unique(base, own)},
			{name: bodyField + language, options: textOptions, tokens: within(text, extent.Start, extent.End), aside: spoken},
		}
		all = append(all, doc)
		return nil
	}

	for _, f := range r.Facts.Attributions {
		own := []string{kindTag(attache.KindAttribution, false), tagForm + string(f.Form)}
		if f.Act != attache.ActBelieve {
			own = append(own, kindTag(attache.KindAttribution, true))
		}
		if f.Source.Entity != "" {
			own = append(own, tagSource+string(f.Source.Entity))
		}
		if err := add(f.Ref, true, at, dated, own, f.Extent, f.Source, f.Addressee, f.Via); err != nil {
			return nil, err
		}
	}
	for _, f := range r.Facts.Events {
		own := []string{kindTag(attache.KindEvent, false), tagStatus + string(f.Status)}
		from, to, ok := f.When.Range()
		t := at
		if ok {
			t = from
			own = momentTerms(momentTerms(append(own, tagDated), when, seconds(from)), until, seconds(to))
		}
		if err := add(f.Ref, ok, t, common, own, f.Extent, append(slices.Clone(f.Who), f.Where)...); err != nil {
			return nil, err
		}
	}
	for _, f := range r.Facts.Conditions {
		own := []string{kindTag(attache.KindCondition, false), tagStatus + string(f.Status)}
		if f.Holder.Entity != "" {
			own = append(own, tagSource+string(f.Holder.Entity))
		}
		if err := add(f.Ref, true, at, dated, own, f.Extent, f.Holder, f.Addressee); err != nil {
			return nil, err
		}
	}

	own := []string{kindTag(attache.KindArticle, false)}
	for _, e := range r.Facts.Entities {
		facts[tagParty+string(e.ID)] = true
	}
	for tag := range facts {
		own = append(own, tag)
	}
	whole.fields = []*field{
		{name: idField, options: bleve.IndexField | bleve.StoreField, value: []byte(whole.key), terms: []string{whole.key}},
		{name: tagField, options: tagOptions, terms: unique(dated, own)},
		{name: bodyField + language, options: textOptions, tokens: text, aside: title},
		{name: titleField + language, options: bleve.IndexField, tokens: title},
	}
	return all, nil
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

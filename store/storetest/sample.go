package storetest

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"attache"
)

// Day is when the first sample article was published.
var Day = time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)

var (
	givenNames = []string{"Lena", "Ana", "Tomas", "Irena", "Pavel", "Mirko", "Sofie", "Ilja", "Noor", "Edda", "Marek", "Judit"}
	surnames   = []string{"Maren", "Tolvaj", "Brandt", "Orlić", "Søgaard", "Kovač", "Łukasik", "O’Dell", "Varga", "Ferri", "Halme", "Quist"}
	states     = []string{"Valdoria", "Tessany", "Mirel", "Irsk", "Northmark", "Ostravia"}
	matters    = []string{"the corridor", "the customs posts", "the river commission", "the prisoner lists", "the grain quota", "the pipeline fee"}
)

// Sample returns the n-th of endless invented articles of about size bytes, with facts whose spans
// lie where they say. The same n gives the same article. Its ID is not set: Place does that, or
// Placed for tests that need no database.
func Sample(n, size int) attache.Read {
	rnd := rand.New(rand.NewPCG(uint64(n), 7))
	pick := func(all []string) string { return all[rnd.IntN(len(all))] }
	a := attache.Article{
		URL:    fmt.Sprintf("https://news%d.example/%d", n%7, n),
		Outlet: fmt.Sprintf("News of %s", states[n%len(states)]),
		Title:  fmt.Sprintf("%s answers %s over %s", pick(states), pick(states), pick(matters)),
		Byline: pick(givenNames) + " " + pick(surnames), Language: "en",
		Published: Day.AddDate(0, 0, n%300), PublishedBy: "page metadata",
		Added: Day.AddDate(0, 0, 300).Add(time.Duration(n) * time.Second), AddedBy: "7",
		Origin: attache.Origin{Guild: "1", Channel: "2", Message: attache.MessageID(fmt.Sprint(n + 1000))},
	}
	var f attache.Facts
	f.Anchor = attache.Anchor{Value: a.Published.Format(time.DateOnly), By: attache.ByPublication, Why: "publication date"}
	var text strings.Builder
	write := func(s string) attache.Span {
		from := text.Len()
		text.WriteString(s)
		return attache.Span{Start: from, End: text.Len()}
	}
	seen := map[attache.EntityID]bool{}
	mention := func(name string, kind attache.EntityKind) attache.Mention {
		m := attache.Mention{Span: write(name), Entity: attache.NewEntityID(name), Name: name, Sure: 0.9}
		if !seen[m.Entity] {
			seen[m.Entity] = true
			e := attache.Entity{ID: m.Entity, Name: name, Kind: kind}
			if _, last, ok := strings.Cut(name, " "); ok {
				e.Aliases = []string{last, "Minister " + last}
			}
			f.Entities = append(f.Entities, e)
		}
		return m
	}
	f.Furniture = append(f.Furniture, write(a.Title))
	write(fmt.Sprintf("\n\nReport %d.", n)) // no two samples have the same words
	for i := 0; text.Len() < size; i++ {
		write("\n\n")
		from := text.Len()
		extent := func() attache.Span { return attache.Span{Start: from, End: text.Len()} }
		switch i % 4 {
		case 0, 1:
			name := pick(givenNames) + " " + pick(surnames)
			if i == 0 {
				name = pick(givenNames) + " " + rareName(n) // whom no other article names
			}
			s := attache.Attribution{Source: mention(name, attache.Person), Form: attache.Indirect, Act: attache.ActSay, Rule: "sample", Score: 0.75}
			write(" ")
			s.Cue = []attache.Span{write("said")}
			write(" ")
			s.Content = []attache.Span{write("that " + pick(matters) + " would be settled with " + pick(states) + " before the winter")}
			write(".")
			if i%8 == 1 {
				s.Act = attache.ActBelieve
			}
			s.Extent = extent()
			f.Attributions = append(f.Attributions, s)
		case 2:
			day := Day.AddDate(0, 0, rnd.IntN(300))
			write("The delegations of ")
			who := []attache.Mention{mention(pick(states), attache.State)}
			write(" ")
			e := attache.Event{Trigger: write("met"), Who: who, Status: attache.Happened, Rule: "sample", Score: 0.5}
			write(" in ")
			e.Where = mention("Harbour City", attache.Place)
			write(" on ")
			e.When = attache.Timex{Span: write(day.Format("2 January 2006")), Type: attache.Date, Value: day.Format(time.DateOnly)}
			write(".")
			e.Extent = extent()
			f.Timexes = append(f.Timexes, e.When)
			f.Events = append(f.Events, e)
		case 3:
			c := attache.Condition{Kind: attache.Offer, Status: attache.Open, Rule: "sample", Score: 0.25}
			c.Holder = mention(pick(states), attache.State)
			c.Consequent = write(" would reopen " + pick(matters))
			write(" ")
			c.Marker = write("on condition that")
			write(" ")
			c.Addressee = mention(pick(states), attache.State)
			c.Antecedent = write(" withdraws its note")
			write(".")
			c.Extent = extent()
			if k := len(f.Attributions); k > 0 {
				c.Voiced = attache.Ref(fmt.Sprint(k)) // Number makes a ref of it
			}
			f.Conditions = append(f.Conditions, c)
		}
	}
	a.Text = text.String()
	return attache.Read{Article: a, Facts: f}
}

// rareName invents a surname for each number.
func rareName(n int) string {
	name := "V"
	for _, syllable := range []string{"an", "el", "or", "um", "ist", "ak", "ed", "ov", "is", "ur"} {
		if n&1 == 1 {
			name += syllable
		}
		n >>= 1
	}
	return fmt.Sprintf("%s%csen", name, rune('a'+n%26))
}

// Number writes the article's id into the refs of its facts, numbered from 1 in the order of the
// text, as the extractor does.
func Number(r attache.Read) attache.Read {
	id := r.Article.ID
	for i := range r.Facts.Attributions {
		r.Facts.Attributions[i].Ref = attache.NewRef(id, attache.KindAttribution, i+1)
	}
	for i := range r.Facts.Events {
		r.Facts.Events[i].Ref = attache.NewRef(id, attache.KindEvent, i+1)
	}
	for i := range r.Facts.Conditions {
		c := &r.Facts.Conditions[i]
		c.Ref = attache.NewRef(id, attache.KindCondition, i+1)
		if _, n, _ := strings.Cut(string(c.Voiced), "#s"); c.Voiced != "" {
			if n == "" {
				n = string(c.Voiced)
			}
			c.Voiced = attache.Ref(string(id) + "#s" + n)
		}
	}
	return r
}

// Placed is Sample with the id that an empty archive gives.
func Placed(n, size int) attache.Read {
	r := Sample(n, size)
	r.Article.ID = attache.NewArticleID(r.Article.URL)
	return Number(r)
}

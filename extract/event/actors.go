package event

import (
	"strings"

	"attache"
	"attache/extract/entity"
	"attache/extract/phrase"
	"attache/extract/token"
)

// most bounds the actors of one event.
const most = 6

// actors returns who takes part: the subject of the clause of the trigger first, then everybody the
// sentence names, nearest to the trigger first. Places do not act.
func (f *finder) actors(trigger int, s token.Range) []attache.Mention {
	var who []attache.Mention
	add := func(m attache.Mention) {
		if m.IsZero() || len(who) == most {
			return
		}
		for _, have := range who {
			if have.Span.Overlaps(m.Span) || have.Entity != "" && have.Entity == m.Entity {
				return
			}
		}
		who = append(who, m)
	}
	if r := f.subject(trigger, s); r.Len() > 0 {
		if m := f.Names.Resolve(f.d.Span(r)); m.Entity != "" {
			add(m)
		} else if named := f.Names.In(f.d.Span(r)); len(named) == 0 && f.acting(r) {
			add(attache.Mention{Span: f.d.Span(r)})
		}
	}
	inside := f.Names.In(f.d.Span(s))
	for reach := 8; reach <= 128 && len(who) < most; reach *= 2 { // nearest first, in the order of the text
		for i := range inside {
			m := &inside[i]
			if distance := max(m.Tokens.First-trigger, trigger-m.Tokens.End); distance > reach {
				continue
			}
			if actor(m) {
				add(m.Mention)
			}
		}
	}
	for t := s.First; t < s.End && len(who) < most; t++ {
		if f.Tags.Of[t] == phrase.Noun && has(&people, f.d, t) {
			if r := f.Tags.PhraseTo(t+1, s.First); r.Len() > 0 && r.Len() <= 6 && f.acting(r) {
				add(attache.Mention{Span: f.d.Span(r)})
			}
		}
	}
	return who
}

// actor reports whether a mention can take part in an event.
func actor(m *entity.Mention) bool {
	switch m.Kind {
	case attache.Place:
		return false
	case attache.State:
		return m.Form != entity.Seat || m.Acts
	}
	return m.Entity != ""
}

// subject returns the subject of the trigger's verb, or of the verb the trigger noun depends on.
func (f *finder) subject(trigger int, s token.Range) token.Range {
	g := f.Tags.GroupAt(trigger)
	if g < 0 {
		for t := trigger - 1; t >= s.First && g < 0; t-- {
			g = f.Tags.GroupAt(t)
		}
	}
	if g < 0 {
		return token.Range{}
	}
	r, _ := f.Tags.Subject(g)
	return r
}

// acting reports whether a noun phrase without a name is worth showing: "the Miami relatives",
// "federal officials". Pronouns and things are not.
func (f *finder) acting(r token.Range) bool {
	if has(&nobody, f.d, r.First) {
		return false
	}
	head := f.Tags.Head(r)
	if head < 0 || r.Len() > 8 || f.Tags.Of[head] != phrase.Noun {
		return false
	}
	if has(&people, f.d, head) {
		return true
	}
	word := f.d.Norm(head)
	if senseOf(f.d, head)&eventNoun != 0 || !strings.HasSuffix(word, "s") || strings.HasSuffix(word, "ss") {
		return false
	}
	for _, suffix := range [...]string{"tions", "ments", "ities", "ances", "ences", "isms", "ings"} {
		if strings.HasSuffix(word, suffix) {
			return false
		}
	}
	return strings.HasSuffix(word, "ers") || strings.HasSuffix(word, "ors") || strings.HasSuffix(word, "ists") || strings.HasSuffix(word, "sions")
}

// nobody begins a subject that does not act.
var nobody = wordSet("no neither none any every each nobody few")

// people are the nouns, in the singular and plural, of those who act without a name.
var people = wordSet(`official officials minister ministers president presidents lawyer lawyers police court courts judge judges
parliament government governments army troops soldiers rebels militants protesters protestors demonstrators relatives family families
father mother leader leaders envoy envoys diplomat diplomats commission committee council ministry ministries delegation delegations
authorities prosecutors prosecutor lawmakers senators party parties opposition spokesman spokeswoman spokesperson workers students
members voters commander commanders general generals ambassador ambassadors union unions company companies bank agency administration
rescuers firefighters inspectors observers monitors mediators negotiators exiles group groups men women gunmen attackers fighters militia forces pilots crew villagers residents
candidate candidates deputies deputy mayor governor king queen pope bishop patriarch coalition alliance congress senate assembly cabinet`)

// place returns where the trigger says it was: the nearest named place behind "in" or "at" in its
// clause, after the trigger before one that precedes it.
func (f *finder) place(trigger int, s token.Range) attache.Mention {
	var before attache.Mention
	for _, m := range f.Names.In(f.d.Span(s)) {
		if m.Kind != attache.Place && m.Kind != attache.State || m.Acts || m.Form == entity.Demonym || m.Tokens.First == s.First || f.isTime[m.Tokens.First] {
			continue
		}
		t := m.Tokens.First - 1
		if f.d.Norm(t) == "the" && t > s.First {
			t--
		}
		if w := f.d.Norm(t); w != "in" && w != "at" && w != "near" || f.otherClause(trigger, t) {
			continue
		}
		if m.Tokens.First > trigger {
			return m.Mention
		}
		before = m.Mention
	}
	return before
}

// otherClause reports whether a finite verb other than the trigger's stands between two tokens.
func (f *finder) otherClause(trigger, t int) bool {
	own := f.Tags.GroupAt(trigger)
	for k := min(trigger, t); k < max(trigger, t); k++ {
		if g := f.Tags.GroupAt(k); g >= 0 && g != own && f.Tags.Groups[g].Finite {
			return true
		}
	}
	return false
}

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
	for _, r := range f.coordinated(f.subject(trigger, s)) {
		add(f.party(r))
	}
	add(f.party(f.agent(trigger, s)))
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
	const beside = 14 // tokens: people further off are of another deed
	for t := max(s.First, trigger-beside); t < min(s.End, trigger+beside) && len(who) < most; t++ {
		if has(&people, f.d, t) && f.person(t) && !has(&listeners, f.d, t) {
			if r := f.short(f.Tags.PhraseTo(t+1, s.First)); r.Len() > 0 && r.Len() <= 6 && f.acting(r) {
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

// agent returns who did what a passive trigger tells: "was ratified by the council".
func (f *finder) agent(trigger int, s token.Range) token.Range {
	const reach = 6 // tokens
	if g := f.Tags.GroupAt(trigger); g < 0 || !f.Tags.Groups[g].Passive && f.Tags.Of[trigger] != phrase.Participle {
		return token.Range{}
	}
	for t := trigger + 1; t < s.End && t <= trigger+reach && !f.Tags.Of[t].Verbal(); t++ {
		if f.d.Norm(t) == "by" && t+1 < s.End && !f.isTime[t+1] {
			return f.Tags.PhraseFrom(t + 1)
		}
	}
	return token.Range{}
}

// coordinated parts a subject at its "and": "Prime Minister Okoro and President Holm".
func (f *finder) coordinated(r token.Range) (parts []token.Range) {
	from := r.First
	for t := r.First; t < r.End; t++ {
		if f.Tags.Of[t] == phrase.Conj {
			parts = append(parts, token.Range{First: from, End: t})
			from = t + 1
		}
	}
	return append(parts, token.Range{First: from, End: r.End})
}

// party returns who a noun phrase names: an entity, else the words themselves where they mean
// somebody who acts. It is zero for things.
func (f *finder) party(r token.Range) attache.Mention {
	if r.Len() == 0 {
		return attache.Mention{}
	}
	if m := f.Names.Resolve(f.d.Span(r)); m.Entity != "" {
		return m
	}
	for _, m := range f.Names.In(f.d.Span(r)) {
		if m.Kind == attache.Person { // "President of Norland Ada Okoro"
			return m.Mention
		}
	}
	if short := f.short(r); f.acting(short) {
		return attache.Mention{Span: f.d.Span(short)}
	}
	return attache.Mention{}
}

// short cuts a noun phrase before its "of": "residents of the village" are residents, "the prime minister
// of Norway" is not any prime minister.
func (f *finder) short(r token.Range) token.Range {
	for r.Len() > 1 && has(&amounts, f.d, r.First) {
		r.First++
	}
	for t := r.First + 1; t < r.End; t++ {
		if f.d.Norm(t) == "of" && !f.acts(t+1, r.End) {
			return token.Range{First: r.First, End: t}
		}
	}
	return r
}

// acts reports whether a state or body is named at t or behind its article.
func (f *finder) acts(t, end int) bool {
	if t < end && f.d.Norm(t) == "the" {
		t++
	}
	m, ok := f.Names.At(t)
	return ok && t < end && (m.Kind == attache.State || m.Kind == attache.Body)
}

// acting reports whether a noun phrase without a name is worth showing: "the Miami relatives",
// "federal officials", "two engineers". Pronouns and things are not.
func (f *finder) acting(r token.Range) bool {
	if r.Len() == 0 || has(&nobody, f.d, r.First) || has(&nobody, f.d, r.End-1) {
		return false
	}
	head := f.Tags.Head(r)
	return head >= 0 && r.Len() <= 8 && f.person(head)
}

// person reports whether the noun at t means people or a body of people.
func (f *finder) person(t int) bool {
	if f.Tags.Of[t] != phrase.Noun && !(f.Tags.Of[t] == phrase.Name && f.opens(t)) {
		return false
	}
	if has(&people, f.d, t) {
		return true
	}
	word := f.d.Norm(t)
	if has(&things, f.d, t) || senseOf(f.d, t)&eventNoun != 0 || len(word) < 5 {
		return false
	}
	for _, suffix := range [...]string{"er", "ers", "or", "ors", "ist", "ists", "ian", "ians", "ees", "eer", "eers", "ants", "men", "man", "women", "woman", "folk", "people"} {
		if strings.HasSuffix(word, suffix) {
			return true
		}
	}
	return false
}

// opens reports whether token t has its capital from its place: at the head of a sentence, behind a
// dateline or the mark of a list.
func (f *finder) opens(t int) bool {
	return f.d.Tokens[t].Is(token.FirstOfSentence) || t > 0 && (f.d.Tokens[t-1].Is(token.Dateline) || f.d.Tokens[t-1].Is(token.Punct))
}

// listeners only hear of what happened.
var listeners = wordSet("reporters journalists viewers readers")

// amounts before a number are no part of a short name.
var amounts = wordSet("least most almost nearly about around some more than over up to an estimated roughly")

// nobody begins a subject that does not act.
var nobody = wordSet("no neither none any every each nobody few it this that these those which who what there")

// people are the nouns, in the singular and plural, of those who act without a name.
var people = wordSet(`official officials minister ministers president presidents lawyer lawyers police court courts judge judges
parliament government governments army troops soldiers rebels militants protesters protestors demonstrators relatives family families
father mother leader leaders envoy envoys diplomat diplomats commission committee council ministry ministries delegation delegations
authorities prosecutors prosecutor lawmakers senators party parties opposition spokesman spokeswoman spokesperson workers students
members voters commander commanders general generals ambassador ambassadors union unions company companies bank agency administration
rescuers firefighters inspectors observers monitors mediators negotiators exiles group groups men women gunmen attackers fighters militia forces pilots crew villagers residents
candidate candidates deputies deputy mayor governor king queen pope bishop patriarch coalition alliance congress senate assembly cabinet
people residents villagers citizens refugees migrants hostages passengers patients doctors nurses teachers students pupils children victims
survivors crowd crowds crew seamen dockers miners farmers troops marines navy army units militiamen guerrillas insurgents separatists
delegations team teams expert experts engineers scientists judges jury panel tribunal authority board federation association ministry office
movement side sides parties participants organisers organizers monitors visitors tourists exiles inmates prisoners convict suspect suspects
defendant defendants captain commander pilot owners unions secretary chief head heads chairman chairwoman chairperson director spokespeople
lawmaker senator prosecutors police gendarmes coastguard firefighters peacekeepers observers envoys consul consuls emissary emissaries
wife husband son daughter brother sister widow families clergy monks activists campaigners dissidents journalists reporters officers officer
soldier sailor sailors conscripts reservists veterans voters lenders creditors shareholders investors regulator regulators watchdog`)

// things end like words for people and mean none.
var things = wordSet(`power number order letter paper border river offer water winter summer quarter matter corner center centre tower computer
newspaper factor sector motor error door floor tractor reactor corridor harbor harbour newsletter barrier carrier charter cluster counter
chamber chapter container cover danger disaster dinner feather fever filter finger fiber freighter frontier gender helicopter
hunger layer liner manner marker meter mortar motor mower number october december november
september order oyster panther paper pier pillar pointer poster powder printer quarter register remainder river
rubber rudder screwdriver shelter shoulder shower silver slander sliver soccer spider sticker stretcher super supper surrender
sweater tanker temper thunder tiger timber trailer trigger trouser wafer water weather whisper wonder
calendar dollar mirror horror terror error humor humour labor labour honor honour odor odour rumor rumour vapor vapour vector visor
list checklist mist twist wrist fist exist assist resist plant restaurant grant warrant elephant constant distant instant
guarantees fees degrees trees knees levees decrees rather other another either neither whether together under
over after later earlier former latter better greater larger smaller higher lower per super outer inner upper proper easter offer minor major
prior exterior interior superior human german roman ottoman specimen regimen acumen omen stamen abdomen`)

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

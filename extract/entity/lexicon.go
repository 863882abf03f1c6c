package entity

import (
	_ "embed"
	"fmt"
	"strings"

	"attache"
	"attache/extract/token"
)

//go:embed lexicon/given.tsv
var givenTSV string

//go:embed lexicon/roles.tsv
var rolesTSV string

//go:embed lexicon/heads.tsv
var headsTSV string

//go:embed lexicon/surnames.tsv
var surnamesTSV string

//go:embed lexicon/calls.tsv
var callsTSV string

// role is what people are called.
type role struct {
	rest []uint64 // hashes of the words after the first
	sex  Sex
	kind roleKind
	name int // index into lexicon.roleNames; -1 for courtesies and kin, which are no post
}

type roleKind uint8

const (
	office roleKind = iota // "minister"; also an occupation
	kin                    // "wife"
	title                  // "Mr.": stands only before names
)

// headKind says what a name in capitals is whose last noun is a given one.
type headKind uint8

const (
	noHead headKind = iota
	bodyHead
	placeHead
	thingHead
)

// lexicon holds the word lists of this package.
type lexicon struct {
	given token.Table[Sex]
	roles token.Table[[]role] // by the first word, longest first
	heads token.Table[headKind]

	common token.Table[bool] // surnames of many

	roleNames []string
	areas     token.Table[int] // portfolios by their words, synonyms alike
	general   map[int][]post   // role -> what else may be called so
}

var lex = loadLexicon()

// loadLexicon panics where our own embedded files are broken.
func loadLexicon() *lexicon {
	l := &lexicon{}
	sexes := map[string]Sex{"f": Female, "m": Male, "-": Unknown}
	eachRow("given.tsv", givenTSV, 2, func(c []string) bool {
		sex, ok := sexes[c[1]]
		l.given.Put(c[0], sex)
		return ok
	})
	eachRow("surnames.tsv", surnamesTSV, 1, func(c []string) bool {
		l.common.Put(c[0], true)
		return true
	})
	kinds := map[string]roleKind{"head": office, "kin": kin, "title": title}
	eachRow("roles.tsv", rolesTSV, 3, func(c []string) bool {
		sex, ok := sexes[c[1]]
		kind, known := kinds[c[2]]
		words := strings.Fields(c[0])
		r := role{sex: sex, kind: kind, name: -1}
		if _, courtesy := courtesies.Get(token.Hash(c[0])); kind != kin && !courtesy {
			r.name = len(l.roleNames)
			l.roleNames = append(l.roleNames, c[0])
		}
		for _, w := range words[1:] {
			r.rest = append(r.rest, token.Hash(w))
		}
		all, _ := l.roles.Get(token.Hash(words[0]))
		all = append(all[:len(all):len(all)], r)
		for i := len(all) - 1; i > 0 && len(all[i].rest) > len(all[i-1].rest); i-- {
			all[i], all[i-1] = all[i-1], all[i]
		}
		l.roles.Put(words[0], all)
		return ok && known
	})
	heads := map[string]headKind{"body": bodyHead, "place": placeHead, "thing": thingHead}
	eachRow("heads.tsv", headsTSV, 2, func(c []string) bool {
		kind, ok := heads[c[1]]
		l.heads.Put(c[0], kind)
		return ok
	})
	l.portfolios()
	l.callings()
	return l
}

// portfolios numbers what ministers are for.
func (l *lexicon) portfolios() {
	alike := map[string]string{
		"defense": "defence", "external": "foreign", "home": "interior", "internal": "interior", "homeland": "interior",
		"labor": "labour", "economic": "economy", "emergencies": "emergency", "transportation": "transport", "railways": "transport",
		"sports": "sport", "armed": "defence", "islamic": "religious", "awqaf": "religious", "endowments": "religious",
	}
	vague := table("state national public forces american european asian african special")
	n := map[string]int{}
	for _, w := range strings.Fields(areaWords) {
		if _, ok := vague.Get(token.Hash(w)); ok {
			continue
		}
		as := w
		if to, ok := alike[w]; ok {
			as = to
		}
		if _, ok := n[as]; !ok {
			n[as] = len(n)
		}
		l.areas.Put(w, n[as])
	}
	if len(n) > 128 {
		panic("entity: more portfolios than areas holds")
	}
}

// callings reads what else people in office are called.
func (l *lexicon) callings() {
	l.general = map[int][]post{}
	byName := map[string]int{}
	for i, w := range l.roleNames {
		byName[w] = i
	}
	asPost := func(words string) (post, bool) { // as lexicon.post reads it in a text
		p := post{}
		all := strings.Fields(words)
		if last, ok := byName[all[len(all)-1]]; ok && len(all) > 1 {
			for _, w := range all[:len(all)-1] {
				if a, ok := l.areas.Get(token.Hash(w)); ok {
					p.role = last
					p.areas.add(a)
				}
			}
		}
		if p.areas.empty() {
			var ok bool
			if p.role, ok = byName[words]; !ok {
				return p, false
			}
		}
		return p, true
	}
	eachRow("calls.tsv", callsTSV, 2, func(c []string) bool {
		general, ok := asPost(c[0])
		for _, w := range strings.Split(c[1], ",") {
			held, known := asPost(w)
			ok = ok && known
			l.general[general.role] = append(l.general[general.role], held)
		}
		return ok
	})
}

func eachRow(name, tsv string, columns int, take func([]string) bool) {
	for n, line := range strings.Split(tsv, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		if c := strings.Split(line, "\t"); len(c) != columns || !take(c) {
			panic(fmt.Sprintf("lexicon/%s, line %d: %q", name, n+1, line))
		}
	}
}

// roleAt returns the longest role that starts at token i and how many tokens it has; 0 when none
// does.
func (l *lexicon) roleAt(d *token.Doc, i int) (role, int) {
	all, _ := l.roles.Get(d.Tokens[i].Hash)
	for _, r := range all {
		if i+len(r.rest) >= len(d.Tokens) {
			continue
		}
		same := true
		for k, h := range r.rest {
			same = same && d.Tokens[i+1+k].Hash == h
		}
		if same {
			return r, 1 + len(r.rest)
		}
	}
	return role{}, 0
}

// givenName reports whether token i is a given name, accents left aside, and whose.
func (l *lexicon) givenName(d *token.Doc, i int) (Sex, bool) {
	if sex, ok := l.given.Get(d.Tokens[i].Hash); ok {
		return sex, true
	}
	w := d.Norm(i)
	for k := range len(w) {
		if w[k] >= 0x80 {
			return l.given.Get(token.Hash(string(attache.NewEntityID(w))))
		}
	}
	return Unknown, false
}

func (l *lexicon) headAt(d *token.Doc, i int) headKind {
	k, _ := l.heads.Get(d.Tokens[i].Hash)
	return k
}

func table(list string) (t token.Table[bool]) {
	for _, w := range strings.Fields(list) {
		t.Put(w, true)
	}
	return t
}

func in(t *token.Table[bool], d *token.Doc, i int) bool {
	if i < 0 || i >= len(d.Tokens) {
		return false
	}
	_, ok := t.Get(d.Tokens[i].Hash)
	return ok
}

var (
	// particles join the parts of a personal name.
	particles = table("de la le du des da do dos di del della von van der den ter ten zu bin bint ibn ben al el ul abu af av y")
	// portfolios are what ministers and ministries are for.
	portfolios = table(areaWords + " affairs relations and of")
	// calendar words have capitals and name nobody. April, May, June and August do at times: "Theresa May"
	// is in the tables, "May" alone is a month.
	calendar = table(`monday tuesday wednesday thursday friday saturday sunday january february march may july september
		october november december jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov. dec. gmt utc est edt cet`)
	// months are those that calendar leaves to names; no place is called so.
	months = table("april may june august")
	// modifiers stand before a role and belong to it.
	modifiers = table(`deputy vice former acting interim then outgoing incoming first second senior chief assistant associate
		special permanent general lead principal federal state regional provincial local military presidential
		parliamentary government opposition ruling party prime foreign veteran top newly elected new current late ex
		retired caretaker shadow honorary executive national chief house senate white press campaign commerce`)
)

// areaWords are the words of portfolios.
const areaWords = `foreign  external defence defense finance interior internal home justice economy
		economic development trade industry commerce health education energy agriculture culture environment climate
		transport transportation labour labor state treasury war intelligence security national digital transformation
		science technology tourism sports youth family social welfare housing planning information communications
		natural resources water forestry fisheries immigration migration aliyah strategic regional european eurasian asian
		african american near eastern middle east western pacific south central northern southern political military public
		international armed forces veterans homeland customs budget revenue investment infrastructure employment equality
		women children integration reintegration occupied territories emergency situations emergencies petroleum oil gas
		mines mining power railways aviation shipping maritime religious endowments islamic awqaf prisons police`
